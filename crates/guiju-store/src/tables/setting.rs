//! Table `setting`: the company's settings as text.

use crate::{Store, StoreError, Write};

impl Store {
    /// A setting (`name`, `base_currency`, `default_terms` …).
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let _ = name;
        Err(StoreError::refused("not built yet"))
    }
}

impl Write<'_> {
    /// Sets a setting.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        let _ = (name, value);
        Err(StoreError::refused("not built yet"))
    }
}
