//! The tables that a database has, and what their columns hold.

use std::collections::BTreeMap;

use super::{ColumnKind, Connection, Dialect, Sql};
use crate::StoreError;

/// Every table by its name: its columns in order, with what they hold.
pub(crate) type Schema = BTreeMap<String, Vec<(String, ColumnKind)>>;

/// Reads the tables that there are.
pub(crate) fn schema(connection: &mut Connection) -> Result<Schema, StoreError> {
    let text = match connection.dialect() {
        Dialect::Sqlite => {
            "SELECT m.name, c.name, lower(c.type) FROM sqlite_master m JOIN pragma_table_info(m.name) c
             WHERE m.type = 'table' ORDER BY m.name, c.cid"
        }
        Dialect::Postgres => {
            "SELECT CAST(c.table_name AS TEXT), CAST(c.column_name AS TEXT), CAST(c.data_type AS TEXT) FROM information_schema.columns c
             WHERE c.table_schema = current_schema() ORDER BY c.table_name, c.ordinal_position"
        }
    };
    let mut found = Schema::new();
    connection.query(&Sql::new(text), &mut |row| {
        let kind = match row.text(2)?.as_str() {
            "boolean" => ColumnKind::Boolean,
            "blob" | "bytea" => ColumnKind::Bytes,
            kind if kind.starts_with("text") => ColumnKind::Text,
            _ => ColumnKind::Integer,
        };
        found.entry(row.text(0)?).or_default().push((row.text(1)?, kind));
        Ok(())
    })?;
    Ok(found)
}
