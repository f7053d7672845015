//! Table `setting`: the company's settings as text.

use crate::sql::Sql;
use crate::{Store, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE setting (name {text} PRIMARY KEY, value {text} NOT NULL);";

impl Store {
    /// A setting (`name`, `base_currency`, `default_terms` …).
    pub fn setting(&self, name: &str) -> Result<Option<String>, StoreError> {
        let sql = Sql::with("SELECT value FROM setting WHERE name = ?1", [name.into()]);
        self.read(|connection| connection.first(&sql, |row| row.text(0)))
    }
}

impl Write<'_> {
    /// Sets a setting.
    pub fn set_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.put("setting", 1, &[("name", name.into()), ("value", value.into())])?;
        self.audit("set_setting", name, &serde_json::json!({ "value": value }));
        Ok(())
    }
}
