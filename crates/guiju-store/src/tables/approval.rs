//! Table `approval`: what a person decided about a rating's proposal.

use guiju_types::{RecordId, RunId};

use crate::{StoreError, Write};

impl Write<'_> {
    /// Approves or refuses what a rating proposes. Refused where it proposes nothing, or was decided before.
    pub fn approve_proposal(&mut self, run: RunId, customer: RecordId, is_approved: bool, reason: &str) -> Result<(), StoreError> {
        let _ = (run, customer, is_approved, reason);
        Err(StoreError::refused("not built yet"))
    }
}
