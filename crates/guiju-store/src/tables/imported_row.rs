//! Table `imported_row`: the keys of rows brought in, so that a row comes in once.

use std::collections::HashSet;

use guiju_types::ImportId;

use crate::sql::{Connection, LIST_LENGTH, Sql};
use crate::{Store, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE imported_row (
        key {bytes} NOT NULL PRIMARY KEY,
        import BIGINT NOT NULL,
        gave {text} NOT NULL -- JSON: what the row gave
    );
    CREATE INDEX imported_row_import ON imported_row (import);";

/// A row that was brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowKey {
    /// BLAKE3 of the recipe's scope, the row's cells and the number of its occurrence.
    pub key: [u8; 32],
    /// What the row gave, in the words of the importer (JSON); empty where nobody needs it.
    pub gave: String,
}

fn known(connection: &mut Connection, keys: &[[u8; 32]]) -> Result<HashSet<[u8; 32]>, StoreError> {
    let mut found = HashSet::new();
    for chunk in keys.chunks(LIST_LENGTH) {
        let mut sql = Sql::new("SELECT key FROM imported_row WHERE key");
        sql.in_list(chunk);
        connection.query(&sql, &mut |row| {
            let key = <[u8; 32]>::try_from(row.bytes(0)?).map_err(|_| StoreError::damaged("a row key that is not 32 bytes"))?;
            found.insert(key);
            Ok(())
        })?;
    }
    Ok(found)
}

impl Store {
    /// Which of these row keys were brought in and not undone.
    pub fn known_rows(&self, keys: &[[u8; 32]]) -> Result<HashSet<[u8; 32]>, StoreError> {
        self.read(|connection| known(connection, keys))
    }

    /// What the rows of an import gave, in no order.
    pub fn rows_of_import(&self, import: ImportId, each: &mut dyn FnMut(RowKey) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let sql = Sql::with("SELECT key, gave FROM imported_row WHERE import = ?1", [import.into()]);
        self.read(|connection| {
            connection.query(&sql, &mut |row| {
                let key = <[u8; 32]>::try_from(row.bytes(0)?).map_err(|_| StoreError::damaged("a row key that is not 32 bytes"))?;
                each(RowKey { key, gave: row.text(1)? })
            })
        })
    }
}

impl Write<'_> {
    /// Keeps the keys of rows in the transaction that writes what they gave. Refuses a key that is known.
    pub fn record_rows(&mut self, import: ImportId, rows: &[RowKey]) -> Result<(), StoreError> {
        self.running_import(import)?;
        let rows: Vec<_> = rows.iter().map(|row| vec![(&row.key).into(), import.into(), row.gave.as_str().into()]).collect();
        self.insert("imported_row", "key, import, gave", &rows)
    }

    /// Which of these row keys are known, this transaction's own included.
    pub fn known_rows(&mut self, keys: &[[u8; 32]]) -> Result<HashSet<[u8; 32]>, StoreError> {
        known(self.connection, keys)
    }
}
