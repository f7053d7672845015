//! Table `imported_row`: the keys of rows brought in, so that a row comes in once.

use std::collections::HashSet;

use guiju_types::ImportId;

use crate::sql::{BulkCell, BulkRow, Connection, LIST_LENGTH, Sql, SqlValue};
use crate::{Store, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE imported_row (
        key {bytes} NOT NULL PRIMARY KEY,
        import BIGINT NOT NULL,
        gave {text} NOT NULL -- JSON: what the row gave
    );
    CREATE INDEX imported_row_import ON imported_row (import);";

/// Keys are as good as random, so that each of them is a place of its own in every index: a short key, and no other index. An undone import
/// looks at all rows for its own, once.
pub(crate) const SHORTEN: &str = "
    CREATE TABLE imported_row_short (
        key {bytes} NOT NULL PRIMARY KEY, -- the first 16 bytes
        import BIGINT NOT NULL,
        gave {text} NOT NULL -- JSON: what the row gave
    ) {compact};
    INSERT INTO imported_row_short (key, import, gave) SELECT substr(key, 1, 16), import, gave FROM imported_row ORDER BY key;
    DROP TABLE imported_row;
    ALTER TABLE imported_row_short RENAME TO imported_row;";

/// What is kept of a key: among a thousand million rows, two alike are less likely than a damaged disk.
const KEPT: usize = 16;

/// A row that was brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowKey {
    /// BLAKE3 of the recipe's scope, the row's cells and the number of its occurrence. Its first 16 bytes are kept.
    pub key: [u8; 32],
    /// What the row gave, in the words of the importer (JSON); empty where nobody needs it.
    pub gave: String,
}

/// A key on its way into the table.
struct Kept<'a> {
    row: &'a RowKey,
    import: ImportId,
}

impl BulkRow for Kept<'_> {
    fn each_cell(&self, each: &mut impl FnMut(BulkCell<'_>)) {
        each(BulkCell::Bytes(kept(&self.row.key)));
        each(self.import.into());
        each(self.row.gave.as_str().into());
    }
}

fn kept(key: &[u8; 32]) -> &[u8] {
    key.first_chunk::<KEPT>().map_or(key, <[u8; KEPT]>::as_slice)
}

fn known(connection: &mut Connection, keys: &[[u8; 32]]) -> Result<HashSet<[u8; 32]>, StoreError> {
    let mut found: HashSet<Vec<u8>> = HashSet::new();
    // In the order of the index, so that neighbours are on one page.
    let mut sorted: Vec<&[u8]> = keys.iter().map(kept).collect();
    sorted.sort_unstable();
    for chunk in sorted.chunks(LIST_LENGTH) {
        let mut sql = Sql::new("SELECT key FROM imported_row WHERE key");
        sql.in_list(chunk.iter().map(|key| SqlValue::Bytes(key.to_vec())));
        connection.query(&sql, &mut |row| {
            found.insert(row.bytes(0)?);
            Ok(())
        })?;
    }
    Ok(keys.iter().filter(|key| found.contains(kept(key))).copied().collect())
}

impl Store {
    /// Which of these row keys were brought in and not undone.
    pub fn known_rows(&self, keys: &[[u8; 32]]) -> Result<HashSet<[u8; 32]>, StoreError> {
        self.read(|connection| known(connection, keys))
    }

    /// Whether any row was brought in and not undone. Where none was, an import need not look for the keys of its rows: what it writes itself
    /// has keys of its own, and [`Write::record_rows`] refuses a key that somebody else wrote meanwhile.
    pub fn has_imported_rows(&self) -> Result<bool, StoreError> {
        let sql = Sql::new("SELECT EXISTS (SELECT 1 FROM imported_row)");
        Ok(self.read(|connection| connection.first(&sql, |row| row.boolean(0)))?.unwrap_or(false))
    }

    /// What the rows of an import gave, in no order.
    pub fn rows_of_import(&self, import: ImportId, each: &mut dyn FnMut(String) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let sql = Sql::with("SELECT gave FROM imported_row WHERE import = ?1", [import.into()]);
        self.read(|connection| connection.query(&sql, &mut |row| each(row.text(0)?)))
    }
}

impl Write<'_> {
    /// Keeps the keys of rows in the transaction that writes what they gave. A key that is known by now, because another import of the same
    /// rows was quicker, is [`StoreError::Stale`], and nothing of the transaction is kept.
    pub fn record_rows(&mut self, import: ImportId, rows: &[RowKey]) -> Result<(), StoreError> {
        self.running_import(import)?;
        let mut rows: Vec<Kept<'_>> = rows.iter().map(|row| Kept { row, import }).collect();
        // In the order of the index, so that each of its pages is changed once.
        rows.sort_unstable_by_key(|row| row.row.key);
        let done = self.insert("imported_row", "key, import, gave", &rows);
        match &done {
            Err(StoreError::Sql { source, .. }) if source.is_taken() => {
                Err(StoreError::Stale { what: "what rows of this file had come in" })
            }
            Err(_) | Ok(()) => done,
        }
    }

    /// Which of these row keys are known, this transaction's own included.
    pub fn known_rows(&mut self, keys: &[[u8; 32]]) -> Result<HashSet<[u8; 32]>, StoreError> {
        known(self.connection, keys)
    }
}
