//! Table `coverage`: for which periods the facts are declared complete.

use guiju_types::{Coverage, ImportId};

use crate::{Store, StoreError, Write};

impl Store {
    /// The periods declared by imports that are not undone, and those set by hand.
    pub fn coverage(&self) -> Result<Vec<Coverage>, StoreError> {
        Err(StoreError::refused("not built yet"))
    }
}

impl Write<'_> {
    /// Declares periods complete; those of an import end when it is undone.
    pub fn declare_coverage(&mut self, import: Option<ImportId>, periods: &[Coverage]) -> Result<(), StoreError> {
        let _ = (import, periods);
        Err(StoreError::refused("not built yet"))
    }

    /// Ends the periods of a fact that were declared by hand.
    pub fn end_coverage(&mut self, fact: &str) -> Result<(), StoreError> {
        let _ = fact;
        Err(StoreError::refused("not built yet"))
    }
}
