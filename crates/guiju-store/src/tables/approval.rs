//! Table `approval`: what a person decided about a rating's proposal.

use guiju_types::{RecordId, RunId};

use crate::sql::Sql;
use crate::{StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE approval (
        run BIGINT NOT NULL REFERENCES run (id),
        customer BIGINT NOT NULL,
        is_approved BOOLEAN NOT NULL,
        reason {text} NOT NULL,
        actor {text} NOT NULL,
        at BIGINT NOT NULL,
        PRIMARY KEY (run, customer)
    );";

impl Write<'_> {
    /// Approves or refuses what a rating proposes. Refused where it proposes nothing, or was decided before.
    pub fn approve_proposal(&mut self, run: RunId, customer: RecordId, is_approved: bool, reason: &str) -> Result<(), StoreError> {
        let sql = Sql::with(
            "SELECT r.proposal, EXISTS (SELECT 1 FROM approval a WHERE a.run = r.run AND a.customer = r.customer)
             FROM rating r WHERE r.run = ?1 AND r.customer = ?2",
            [run.into(), customer.into()],
        );
        let proposal = match self.connection.first(&sql, |row| Ok((row.optional_text(0)?, row.boolean(1)?)))? {
            None => return Err(StoreError::refused(format!("run {run} has no rating of customer {customer}"))),
            Some((None, _)) => return Err(StoreError::refused(format!("the rating of customer {customer} in run {run} proposes nothing"))),
            Some((Some(_), true)) => {
                return Err(StoreError::refused(format!("the proposal for customer {customer} in run {run} was decided before")));
            }
            Some((Some(proposal), false)) => proposal,
        };
        let row = vec![run.into(), customer.into(), is_approved.into(), reason.into(), self.actor.name.as_str().into(), self.now().into()];
        self.insert("approval", "run, customer, is_approved, reason, actor, at", &[row])?;
        let detail = serde_json::json!({ "run": run, "proposal": proposal, "is_approved": is_approved, "reason": reason });
        self.audit("approve_proposal", &format!("customer {customer}"), &detail);
        Ok(())
    }
}
