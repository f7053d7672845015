//! Takes a whole import back.

use guiju_store::{Store, StoreError, UndoReport};
use guiju_types::{Actor, ImportId};

/// Takes a whole import back: its entries by reversing entries, its records by withdrawn or restored versions. Its rows may come in again.
///
/// # Errors
/// Where there is no such import, or it was undone before.
pub fn undo(store: &Store, actor: &Actor, import: ImportId, reason: &str) -> Result<UndoReport, StoreError> {
    store.write(actor, |write| write.undo_import(import, reason))
}
