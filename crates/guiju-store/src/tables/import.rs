//! Table `import`: one row for each file brought in.

use guiju_types::{EntryId, ImportId, RecordId, Timestamp};

use crate::{Store, StoreError, Write};

/// An import that begins.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NewImport {
    /// The file's name.
    pub file_name: String,
    /// BLAKE3 of the file, in hex.
    pub file_digest: String,
    /// The recipe's name.
    pub recipe_name: String,
    /// The recipe as JSON.
    pub recipe_json: String,
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Begun and not finished: at work, or killed.
    Running,
    /// Finished.
    Finished,
    /// Taken back as a whole.
    Undone,
}

/// An import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Import {
    /// Its id.
    pub id: ImportId,
    /// The file's name.
    pub file_name: String,
    /// BLAKE3 of the file, in hex.
    pub file_digest: String,
    /// The recipe's name.
    pub recipe_name: String,
    /// The recipe as JSON.
    pub recipe_json: String,
    /// Who began it.
    pub actor: String,
    /// When it began.
    pub begun_at: Timestamp,
    /// When it finished.
    pub finished_at: Option<Timestamp>,
    /// What it reported, as JSON.
    pub report_json: Option<String>,
    /// How far it is.
    pub state: ImportState,
    /// When it was undone.
    pub undone_at: Option<Timestamp>,
    /// Who undid it.
    pub undone_by: Option<String>,
    /// Why.
    pub undo_reason: Option<String>,
}

/// What undoing an import did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UndoReport {
    /// Entries of the import that were taken back.
    pub reversed: u64,
    /// Entries from elsewhere that stood on them (allocations of a later import or of the program) and were taken back with them.
    pub also_reversed: Vec<EntryId>,
    /// Records that the import had made and that are withdrawn.
    pub withdrawn: u64,
    /// Records that the import had changed and that have what they had before.
    pub restored: u64,
    /// Records left as they are, since they were changed again or are still used; with the reason.
    pub left_alone: Vec<(String, RecordId, String)>,
    /// Row keys that are free again.
    pub freed_rows: u64,
}

impl Store {
    /// All imports, the newest first.
    pub fn imports(&self) -> Result<Vec<Import>, StoreError> {
        Err(StoreError::refused("not built yet"))
    }

    /// One import.
    pub fn import(&self, id: ImportId) -> Result<Option<Import>, StoreError> {
        let _ = id;
        Err(StoreError::refused("not built yet"))
    }
}

impl Write<'_> {
    /// Begins an import.
    pub fn begin_import(&mut self, import: &NewImport) -> Result<ImportId, StoreError> {
        let _ = import;
        Err(StoreError::refused("not built yet"))
    }

    /// Ends an import with its report.
    pub fn finish_import(&mut self, import: ImportId, report_json: &str) -> Result<(), StoreError> {
        let _ = (import, report_json);
        Err(StoreError::refused("not built yet"))
    }

    /// Takes an import back as a whole: reverses its entries, withdraws the records it made, restores those it changed, frees its row
    /// keys and ends its coverage.
    pub fn undo_import(&mut self, import: ImportId, reason: &str) -> Result<UndoReport, StoreError> {
        let _ = (import, reason);
        Err(StoreError::refused("not built yet"))
    }
}
