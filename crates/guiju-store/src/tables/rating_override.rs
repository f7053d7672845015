//! Table `rating_override`: classes set by a person, beside the computed ones.

use guiju_types::{Month, RecordId, Scope, Timestamp};

use crate::{Store, StoreError, Write};

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

impl Store {
    /// A customer's overrides, the newest first, ended ones included.
    pub fn overrides(&self, scope: &Scope, customer: RecordId) -> Result<Vec<Override>, StoreError> {
        let _ = (scope, customer);
        Err(StoreError::refused("not built yet"))
    }
}

impl Write<'_> {
    /// Sets a class by hand; an earlier override of the same customer and appraisal ends. Gives its id.
    pub fn put_override(&mut self, manual: &NewOverride) -> Result<i64, StoreError> {
        let _ = manual;
        Err(StoreError::refused("not built yet"))
    }

    /// Ends an override before its last month.
    pub fn end_override(&mut self, id: i64, reason: &str) -> Result<(), StoreError> {
        let _ = (id, reason);
        Err(StoreError::refused("not built yet"))
    }
}
