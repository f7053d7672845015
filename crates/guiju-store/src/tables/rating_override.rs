//! Table `rating_override`: classes set by a person, beside the computed ones.

use guiju_types::{Month, RecordId, Scope, Timestamp};

use crate::sql::{Connection, LIST_LENGTH, Row, Sql};
use crate::{Store, StoreError, Write, scope};

pub(crate) const CREATE: &str = "
    CREATE TABLE rating_override (
        id {id},
        customer BIGINT NOT NULL,
        appraisal {text} NOT NULL,
        class {text} NOT NULL,
        reason {text} NOT NULL,
        from_month {text} NOT NULL,
        until_month {text} NOT NULL,
        actor {text} NOT NULL,
        at BIGINT NOT NULL,
        ended_at BIGINT
    );
    CREATE INDEX rating_override_customer ON rating_override (customer, id);";

/// A class that a person sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOverride {
    /// Whose class.
    pub customer: RecordId,
    /// In which appraisal.
    pub appraisal: String,
    /// The class.
    pub class: String,
    /// Why; required.
    pub reason: String,
    /// The first month for which it holds.
    pub from: Month,
    /// The last month for which it holds.
    pub until: Month,
}

/// A class that a person set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Override {
    /// Its id.
    pub id: i64,
    /// Whose class.
    pub customer: RecordId,
    /// In which appraisal.
    pub appraisal: String,
    /// The class.
    pub class: String,
    /// Why.
    pub reason: String,
    /// The first month for which it holds.
    pub from: Month,
    /// The last month for which it holds.
    pub until: Month,
    /// Who set it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// When it was ended, by hand or by a later one.
    pub ended_at: Option<Timestamp>,
}

const COLUMNS: &str = "id, customer, appraisal, class, reason, from_month, until_month, actor, at, ended_at";

fn read(row: &Row<'_>) -> Result<Override, StoreError> {
    Ok(Override {
        id: row.integer(0)?,
        customer: row.record(1)?,
        appraisal: row.text(2)?,
        class: row.text(3)?,
        reason: row.text(4)?,
        from: row.month(5)?,
        until: row.month(6)?,
        actor: row.text(7)?,
        at: row.timestamp(8)?,
        ended_at: row.optional_timestamp(9)?,
    })
}

/// The overrides of these customers that were not ended, the oldest first.
pub(crate) fn standing(connection: &mut Connection, appraisal: &str, customers: &[RecordId]) -> Result<Vec<Override>, StoreError> {
    let mut found = Vec::new();
    for chunk in customers.chunks(LIST_LENGTH) {
        let mut sql = Sql::new(&format!("SELECT {COLUMNS} FROM rating_override WHERE ended_at IS NULL AND appraisal = "));
        sql.bind(appraisal).push(" AND customer").in_list(chunk.iter().copied()).push(" ORDER BY id");
        found.extend(connection.rows(&sql, read)?);
    }
    Ok(found)
}

impl Store {
    /// A customer's overrides, the newest first, ended ones included.
    pub fn overrides(&self, scope: &Scope, customer: RecordId) -> Result<Vec<Override>, StoreError> {
        let mut sql = Sql::new(&format!("SELECT {COLUMNS} FROM rating_override o WHERE o.customer = "));
        sql.bind(customer);
        scope::restrict_by_customer(&mut sql, scope, &self.types(), "o.customer");
        sql.push(" ORDER BY o.id DESC");
        self.read(|connection| connection.rows(&sql, read))
    }
}

impl Write<'_> {
    /// Sets a class by hand; an earlier override of the same customer and appraisal ends. Gives its id.
    pub fn put_override(&mut self, manual: &NewOverride) -> Result<i64, StoreError> {
        if manual.reason.trim().is_empty() || manual.class.trim().is_empty() {
            return Err(StoreError::refused("a class set by hand needs a class and a reason"));
        }
        if manual.from > manual.until {
            return Err(StoreError::refused(format!("the override ends in {} before it begins in {}", manual.until, manual.from)));
        }
        if !self.missing_records(scope::CUSTOMER, [manual.customer])?.is_empty() {
            return Err(StoreError::NoRecord { kind: scope::CUSTOMER.to_owned(), record: manual.customer });
        }
        let standing =
            Sql::with("customer = ?1 AND appraisal = ?2 AND ended_at IS NULL", [manual.customer.into(), manual.appraisal.as_str().into()]);
        self.update("rating_override", &[("ended_at", self.now().into())], &standing)?;
        self.counter.rating_override += 1;
        let id = self.counter.rating_override;
        let row = vec![
            id.into(),
            manual.customer.into(),
            manual.appraisal.as_str().into(),
            manual.class.as_str().into(),
            manual.reason.as_str().into(),
            manual.from.into(),
            manual.until.into(),
            self.actor.name.as_str().into(),
            self.now().into(),
        ];
        self.insert("rating_override", "id, customer, appraisal, class, reason, from_month, until_month, actor, at", &[row])?;
        let detail = serde_json::json!({
            "appraisal": manual.appraisal, "class": manual.class, "reason": manual.reason, "from": manual.from, "until": manual.until,
        });
        self.audit("put_override", &format!("customer {}", manual.customer), &detail);
        Ok(id)
    }

    /// Ends an override before its last month.
    pub fn end_override(&mut self, id: i64, reason: &str) -> Result<(), StoreError> {
        let standing = Sql::with("id = ?1 AND ended_at IS NULL", [id.into()]);
        let ended = self.update("rating_override", &[("ended_at", self.now().into())], &standing)?;
        if ended == 0 {
            return Err(StoreError::refused(format!("there is no standing override {id}")));
        }
        self.audit("end_override", &format!("override {id}"), &serde_json::json!({ "reason": reason }));
        Ok(())
    }
}
