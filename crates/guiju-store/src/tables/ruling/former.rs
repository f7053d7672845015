//! Decisions that builds before the table `ruling` kept: overrides that could be changed in place, and approvals that belonged to a run.
//!
//! [`adopt`] makes rulings of them, once, with who decided and when. The tables stay as they were; nothing writes them any more.

use guiju_types::{Month, RecordId, Timestamp};

use super::{NewRuling, RulingKind, RulingState};
use crate::sql::{Connection, Row, Sql};
use crate::{StoreError, Write};

pub(crate) const CREATE_OVERRIDE: &str = "
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

pub(crate) const CREATE_APPROVAL: &str = "
    CREATE TABLE approval (
        run BIGINT NOT NULL REFERENCES run (id),
        customer BIGINT NOT NULL,
        is_approved BOOLEAN NOT NULL,
        reason {text} NOT NULL,
        actor {text} NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (run, customer)
    );";

/// A decision of a former build.
struct Former {
    kind: RulingKind,
    appraisal: String,
    subject: RecordId,
    value: String,
    from: Month,
    until: Option<Month>,
    is_approved: bool,
    reason: String,
    actor: String,
    at: Timestamp,
    ended_at: Option<Timestamp>,
}

fn read_override(row: &Row<'_>) -> Result<Former, StoreError> {
    Ok(Former {
        kind: RulingKind::Class,
        subject: row.record(0)?,
        appraisal: row.text(1)?,
        value: row.text(2)?,
        from: row.month(3)?,
        until: Some(row.month(4)?),
        is_approved: true,
        reason: row.text(5)?,
        actor: row.text(6)?,
        at: row.timestamp(7)?,
        ended_at: row.optional_timestamp(8)?,
    })
}

fn read_approval(row: &Row<'_>) -> Result<Former, StoreError> {
    Ok(Former {
        kind: RulingKind::Proposal,
        subject: row.record(0)?,
        appraisal: row.text(1)?,
        value: row.text(2)?,
        from: row.month(3)?,
        until: None,
        is_approved: row.boolean(4)?,
        reason: row.text(5)?,
        actor: row.text(6)?,
        at: row.timestamp(7)?,
        ended_at: None,
    })
}

/// Whether there is anything to adopt.
pub(crate) fn is_waiting(connection: &mut Connection) -> Result<bool, StoreError> {
    let text = "SELECT (EXISTS (SELECT 1 FROM rating_override) OR EXISTS (SELECT 1 FROM approval)) AND NOT EXISTS (SELECT 1 FROM ruling)";
    let found =
        connection.first(&Sql::new(&format!("SELECT CAST(CASE WHEN ({text}) THEN 1 ELSE 0 END AS BIGINT)")), |row| row.integer(0))?;
    Ok(found == Some(1))
}

/// Makes rulings of what a former build kept. An approval of then set no class and no terms, and sets none now: who approved it could not
/// know. What an approval was for stays approved; it is shown, and can be revoked and decided anew.
pub(crate) fn adopt(write: &mut Write<'_>) -> Result<(), StoreError> {
    if !is_waiting(write.connection)? {
        return Ok(());
    }
    let overrides = Sql::new(
        "SELECT customer, appraisal, class, from_month, until_month, reason, actor, at, ended_at FROM rating_override ORDER BY at, id",
    );
    let approvals = Sql::new(
        "SELECT a.customer, u.appraisal, g.proposal, u.month, a.is_approved, a.reason, a.actor, a.at FROM approval a
         JOIN run u ON u.id = a.run JOIN rating g ON g.run = a.run AND g.customer = a.customer
         WHERE g.proposal IS NOT NULL ORDER BY a.at, a.run, a.customer",
    );
    let mut former = write.connection.rows(&overrides, read_override)?;
    former.extend(write.connection.rows(&approvals, read_approval)?);
    let count = former.len();
    for decision in former {
        let new = NewRuling {
            kind: decision.kind,
            appraisal: decision.appraisal,
            subject_type: crate::scope::CUSTOMER.to_owned(),
            subject: decision.subject,
            class: (decision.kind == RulingKind::Class).then(|| decision.value.clone()),
            value: decision.value,
            from: decision.from,
            until: decision.until,
            from_day: None,
            basis_json: "{}".to_owned(),
            reason: decision.reason,
        };
        let id = write.add_ruling(&new)?;
        let state = if decision.is_approved { RulingState::Approved } else { RulingState::Declined };
        write.add_step_of(id, state, None, (None, None), &new.reason, (&decision.actor, None, decision.at))?;
        if let Some(ended_at) = decision.ended_at {
            // It counted for no month any more once it was ended.
            write.add_step_of(id, RulingState::Revoked, Some(new.from), (None, None), "", (&decision.actor, None, ended_at))?;
        }
    }
    write.audit("adopt_rulings", "", &serde_json::json!({ "rulings": count }));
    Ok(())
}
