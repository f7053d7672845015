//! Table `imported_row`: the keys of rows brought in, so that a row comes in once.

use std::collections::HashSet;

use guiju_types::ImportId;

use crate::{Store, StoreError, Write};

/// A row that was brought in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowKey {
    /// BLAKE3 of the recipe's scope, the row's cells and the number of its occurrence.
    pub key: [u8; 32],
    /// What the row gave, in the words of the importer (JSON); empty where nobody needs it.
    pub gave: String,
}

impl Store {
    /// Which of these row keys were brought in and not undone.
    pub fn known_rows(&self, keys: &[[u8; 32]]) -> Result<HashSet<[u8; 32]>, StoreError> {
        let _ = keys;
        Err(StoreError::refused("not built yet"))
    }
}

impl Write<'_> {
    /// Keeps the keys of rows in the transaction that writes what they gave. Refuses a key that is known.
    pub fn record_rows(&mut self, import: ImportId, rows: &[RowKey]) -> Result<(), StoreError> {
        let _ = (import, rows);
        Err(StoreError::refused("not built yet"))
    }

    /// Which of these row keys are known, this transaction's own included.
    pub fn known_rows(&mut self, keys: &[[u8; 32]]) -> Result<HashSet<[u8; 32]>, StoreError> {
        let _ = keys;
        Err(StoreError::refused("not built yet"))
    }
}
