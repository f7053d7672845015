//! Table `customer_alias`: names that a person said are a known customer's, beside those that its record has.

use guiju_types::{ImportId, RecordId, Scope, Timestamp};

use crate::sql::{Row, Sql};
use crate::{Store, StoreError, Write, scope};

pub(crate) const CREATE: &str = "
    CREATE TABLE customer_alias (
        customer BIGINT NOT NULL,
        name {text} NOT NULL,
        sequence BIGINT NOT NULL, -- the commit that said it
        import BIGINT REFERENCES import (id), -- empty: said without a file
        actor {text} NOT NULL,
        at BIGINT NOT NULL,
        ended_at BIGINT,
        ended_by {text},
        end_reason {text},
        PRIMARY KEY (customer, name, sequence)
    );";

/// A name that a person said is a customer's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerAlias {
    /// Whose name it is.
    pub customer: RecordId,
    /// The name, as the file has it.
    pub name: String,
    /// The import at which it was said.
    pub import: Option<ImportId>,
    /// Who said it.
    pub actor: String,
    /// When.
    pub at: Timestamp,
    /// When it was taken back, or said to be another customer's.
    pub ended_at: Option<Timestamp>,
    /// Who took it back.
    pub ended_by: Option<String>,
    /// Why.
    pub end_reason: Option<String>,
}

const COLUMNS: &str = "a.customer, a.name, a.import, a.actor, a.at, a.ended_at, a.ended_by, a.end_reason";

fn read(row: &Row<'_>) -> Result<CustomerAlias, StoreError> {
    Ok(CustomerAlias {
        customer: row.record(0)?,
        name: row.text(1)?,
        import: row.optional_import(2)?,
        actor: row.text(3)?,
        at: row.timestamp(4)?,
        ended_at: row.optional_timestamp(5)?,
        ended_by: row.optional_text(6)?,
        end_reason: row.optional_text(7)?,
    })
}

impl Store {
    /// The aliases that stand, of all customers, in the order in which they were said. For the program's own work.
    pub fn standing_aliases(&self) -> Result<Vec<CustomerAlias>, StoreError> {
        let sql =
            Sql::new(&format!("SELECT {COLUMNS} FROM customer_alias a WHERE a.ended_at IS NULL ORDER BY a.sequence, a.customer, a.name"));
        self.read(|connection| connection.rows(&sql, read))
    }

    /// A customer's aliases, the newest first, those that were taken back included.
    pub fn aliases(&self, scope: &Scope, customer: RecordId) -> Result<Vec<CustomerAlias>, StoreError> {
        let mut sql = Sql::new(&format!("SELECT {COLUMNS} FROM customer_alias a WHERE a.customer = "));
        sql.bind(customer);
        scope::restrict_by_customer(&mut sql, scope, &self.types(), "a.customer");
        sql.push(" ORDER BY a.sequence DESC, a.name");
        self.read(|connection| connection.rows(&sql, read))
    }
}

impl Write<'_> {
    /// Keeps that a name is a customer's. Where it is said of another, that ends; where it is said already, nothing changes. Whether it is new.
    pub fn put_alias(&mut self, import: Option<ImportId>, customer: RecordId, name: &str) -> Result<bool, StoreError> {
        let name = name.trim();
        if name.is_empty() {
            return Err(StoreError::refused("another name of a customer needs a name"));
        }
        if !self.missing_records(scope::CUSTOMER, [customer])?.is_empty() {
            return Err(StoreError::NoRecord { kind: scope::CUSTOMER.to_owned(), record: customer });
        }
        if let Some(import) = import {
            self.running_import(import)?;
        }
        let sql = Sql::with("SELECT a.customer FROM customer_alias a WHERE a.name = ?1 AND a.ended_at IS NULL", [name.into()]);
        let standing = self.connection.rows(&sql, |row| row.record(0))?;
        for other in standing.iter().filter(|other| **other != customer) {
            self.end_alias(*other, name, &format!("said to be customer {customer}"))?;
        }
        if standing.contains(&customer) {
            return Ok(false);
        }
        let row =
            vec![customer.into(), name.into(), self.sequence().into(), import.into(), self.actor.name.as_str().into(), self.now().into()];
        self.insert("customer_alias", "customer, name, sequence, import, actor, at", &[row])?;
        self.audit("put_alias", &format!("customer {customer}"), &serde_json::json!({ "name": name, "import": import }));
        Ok(true)
    }

    /// Takes back that a name is a customer's. What came in by it stays with the customer.
    pub fn end_alias(&mut self, customer: RecordId, name: &str, reason: &str) -> Result<(), StoreError> {
        let whose = Sql::with("ended_at IS NULL AND customer = ?1 AND name = ?2", [customer.into(), name.into()]);
        if self.end_aliases(&whose, reason)? == 0 {
            return Err(StoreError::refused(format!("nobody has said that `{name}` is customer {customer}, or it was taken back before")));
        }
        self.audit("end_alias", &format!("customer {customer}"), &serde_json::json!({ "name": name, "reason": reason }));
        Ok(())
    }

    /// What was said at an import that is undone holds no more.
    pub(crate) fn end_aliases_of_import(&mut self, import: ImportId, reason: &str) -> Result<u64, StoreError> {
        self.end_aliases(&Sql::with("ended_at IS NULL AND import = ?1", [import.into()]), reason)
    }

    fn end_aliases(&mut self, whose: &Sql, reason: &str) -> Result<u64, StoreError> {
        let ended = [("ended_at", self.now().into()), ("ended_by", self.actor.name.as_str().into()), ("end_reason", reason.into())];
        self.update("customer_alias", &ended, whose)
    }
}
