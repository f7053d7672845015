//! Table `import`: one row for each file brought in.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use guiju_types::{EntryId, ImportId, RecordId, Timestamp};

use super::entry::reverse::{dependents, reverse_all};
use super::record::put::{load_current, write_versions};
use super::record::withdraw::{users_of, withdraw};
use super::record::{Layout, RecordVersion};
use crate::sql::{LIST_LENGTH, Row, Sql};
use crate::{Store, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE import (
        id {id},
        file_name {text} NOT NULL,
        file_digest {text} NOT NULL,
        recipe_name {text} NOT NULL,
        recipe {text} NOT NULL, -- JSON
        actor {text} NOT NULL,
        begun_at BIGINT NOT NULL,
        finished_at BIGINT,
        report {text}, -- JSON
        undone_at BIGINT,
        undone_by {text},
        undo_reason {text}
    );";

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
    /// Names of customers that were said at the import and hold no more.
    pub ended_aliases: u64,
}

const COLUMNS: &str =
    "id, file_name, file_digest, recipe_name, recipe, actor, begun_at, finished_at, report, undone_at, undone_by, undo_reason";

fn read(row: &Row<'_>) -> Result<Import, StoreError> {
    let (finished_at, undone_at) = (row.optional_timestamp(7)?, row.optional_timestamp(9)?);
    let state = match (finished_at, undone_at) {
        (_, Some(_)) => ImportState::Undone,
        (Some(_), None) => ImportState::Finished,
        (None, None) => ImportState::Running,
    };
    Ok(Import {
        id: ImportId(row.integer(0)?),
        file_name: row.text(1)?,
        file_digest: row.text(2)?,
        recipe_name: row.text(3)?,
        recipe_json: row.text(4)?,
        actor: row.text(5)?,
        begun_at: row.timestamp(6)?,
        finished_at,
        report_json: row.optional_text(8)?,
        state,
        undone_at,
        undone_by: row.optional_text(10)?,
        undo_reason: row.optional_text(11)?,
    })
}

impl Store {
    /// All imports, the newest first.
    pub fn imports(&self) -> Result<Vec<Import>, StoreError> {
        let sql = Sql::new(&format!("SELECT {COLUMNS} FROM import ORDER BY id DESC"));
        self.read(|connection| connection.rows(&sql, read))
    }

    /// One import.
    pub fn import(&self, id: ImportId) -> Result<Option<Import>, StoreError> {
        let sql = Sql::with(&format!("SELECT {COLUMNS} FROM import WHERE id = ?1"), [id.into()]);
        self.read(|connection| connection.first(&sql, read))
    }
}

impl Write<'_> {
    /// Begins an import.
    pub fn begin_import(&mut self, import: &NewImport) -> Result<ImportId, StoreError> {
        self.counter.import += 1;
        let id = ImportId(self.counter.import);
        let row = vec![
            id.into(),
            import.file_name.as_str().into(),
            import.file_digest.as_str().into(),
            import.recipe_name.as_str().into(),
            import.recipe_json.as_str().into(),
            self.actor.name.as_str().into(),
            self.now().into(),
        ];
        self.insert("import", "id, file_name, file_digest, recipe_name, recipe, actor, begun_at", &[row])?;
        let detail = serde_json::json!({ "file": import.file_name, "digest": import.file_digest, "recipe": import.recipe_name });
        self.audit("begin_import", &format!("import {id}"), &detail);
        Ok(id)
    }

    /// Ends an import with its report.
    pub fn finish_import(&mut self, import: ImportId, report_json: &str) -> Result<(), StoreError> {
        self.running_import(import)?;
        let finished = [("finished_at", self.now().into()), ("report", report_json.into())];
        self.update("import", &finished, &Sql::with("id = ?1", [import.into()]))?;
        self.audit("finish_import", &format!("import {import}"), &serde_json::Value::Null);
        Ok(())
    }

    /// The import exists and was not undone.
    pub(crate) fn running_import(&mut self, import: ImportId) -> Result<(), StoreError> {
        let sql = Sql::with("SELECT undone_at IS NOT NULL FROM import WHERE id = ?1", [import.into()]);
        match self.connection.first(&sql, |row| row.boolean(0))? {
            None => Err(StoreError::NoImport { import }),
            Some(true) => Err(StoreError::AlreadyUndone { import }),
            Some(false) => Ok(()),
        }
    }

    /// Takes an import back as a whole: reverses its entries, withdraws the records it made, restores those it changed, frees its row
    /// keys, ends its coverage and the names of customers that were said at it. What others put on its entries (an allocation on a charge) is taken back with them.
    pub fn undo_import(&mut self, import: ImportId, reason: &str) -> Result<UndoReport, StoreError> {
        self.running_import(import)?;
        let mut report = UndoReport::default();
        undo_entries(self, import, reason, &mut report)?;
        undo_records(self, import, &mut report)?;
        report.freed_rows = self.delete("imported_row", &Sql::with("import = ?1", [import.into()]))?;
        let covered = Sql::with("import = ?1 AND ended_sequence IS NULL", [import.into()]);
        self.update("coverage", &[("ended_sequence", self.sequence().into())], &covered)?;
        report.ended_aliases = self.end_aliases_of_import(import, reason)?;
        let undone = [("undone_at", self.now().into()), ("undone_by", self.actor.name.as_str().into()), ("undo_reason", reason.into())];
        self.update("import", &undone, &Sql::with("id = ?1", [import.into()]))?;
        let detail = serde_json::json!({
            "reason": reason,
            "reversed": report.reversed,
            "also_reversed": report.also_reversed,
            "withdrawn": report.withdrawn,
            "restored": report.restored,
            "left_alone": report.left_alone.len(),
            "ended_aliases": report.ended_aliases,
        });
        self.audit("undo_import", &format!("import {import}"), &detail);
        Ok(report)
    }
}

fn undo_entries(write: &mut Write<'_>, import: ImportId, reason: &str, report: &mut UndoReport) -> Result<(), StoreError> {
    let sql = Sql::with(
        "SELECT e.id FROM entry e WHERE e.import = ?1 AND e.reverses IS NULL
             AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.reverses = e.id) ORDER BY e.id",
        [import.into()],
    );
    let own = write.connection.rows(&sql, |row| Ok(EntryId(row.integer(0)?)))?;
    let own_set: BTreeSet<EntryId> = own.iter().copied().collect();
    let others: BTreeSet<EntryId> = dependents(write, &own_set)?.into_iter().map(|(_, dependent)| dependent).collect();
    report.also_reversed = others.into_iter().collect();
    report.reversed = own.len() as u64;
    // What stands on a charge goes first, so that a reader of the ledger never meets a settlement of nothing.
    reverse_all(write, &report.also_reversed, reason)?;
    reverse_all(write, &own, reason)?;
    Ok(())
}

/// What an import did to one record.
struct Touched {
    first: i64,
    last: i64,
}

fn undo_records(write: &mut Write<'_>, import: ImportId, report: &mut UndoReport) -> Result<(), StoreError> {
    let types = Arc::clone(&write.types);
    let mut made: BTreeMap<String, BTreeMap<RecordId, RecordVersion>> = BTreeMap::new();
    for layout in types.declared() {
        made.insert(layout.definition.name.clone(), restore_changed(write, layout, import, report)?);
    }
    leave_used(write, &mut made, report)?;
    for layout in types.declared() {
        let Some(versions) = made.remove(&layout.definition.name).filter(|versions| !versions.is_empty()) else { continue };
        let versions: Vec<RecordVersion> = versions.into_values().collect();
        report.withdrawn += versions.len() as u64;
        withdraw(write, layout, &versions)?;
    }
    Ok(())
}

/// Restores what the import changed in a type's records, and gives those that it made and nobody changed since.
fn restore_changed(
    write: &mut Write<'_>,
    layout: &Arc<Layout>,
    import: ImportId,
    report: &mut UndoReport,
) -> Result<BTreeMap<RecordId, RecordVersion>, StoreError> {
    let kind = &layout.definition.name;
    let text = format!(
        "SELECT _record, min(_version), max(_version) FROM {} WHERE _import = ?1 AND NOT _is_withdrawn GROUP BY _record ORDER BY _record",
        layout.table()
    );
    let touched: BTreeMap<RecordId, Touched> = write
        .connection
        .rows(&Sql::with(&text, [import.into()]), |row| Ok((row.record(0)?, Touched { first: row.integer(1)?, last: row.integer(2)? })))?
        .into_iter()
        .collect();
    let (mut made, mut restored, mut superseded) = (BTreeMap::new(), Vec::new(), Vec::new());
    let ids: Vec<RecordId> = touched.keys().copied().collect();
    for chunk in ids.chunks(LIST_LENGTH) {
        let current: BTreeMap<RecordId, RecordVersion> =
            load_current(write, layout, "_record", chunk.iter().copied())?.into_iter().map(|version| (version.id, version)).collect();
        let before = versions_before(write, layout, import, chunk)?;
        for id in chunk {
            let Some(change) = touched.get(id) else { continue };
            let Some(version) = current.get(id) else { continue };
            let earlier = before.get(id).filter(|earlier| earlier.version < change.first && !earlier.is_withdrawn);
            match earlier {
                _ if version.version != change.last => {
                    report.left_alone.push((kind.clone(), *id, "it was changed again since".to_owned()));
                }
                None => {
                    made.insert(*id, version.clone());
                }
                Some(earlier) => {
                    write.counter.version += 1;
                    superseded.push(version.version);
                    restored.push(RecordVersion {
                        version: write.counter.version,
                        sequence: write.sequence(),
                        known_at: write.now(),
                        is_asserted: false,
                        import: None,
                        superseded: None,
                        ..earlier.clone()
                    });
                }
            }
        }
    }
    report.restored += restored.len() as u64;
    write_versions(write, layout, &restored, &superseded)?;
    Ok(made)
}

/// For each record the last version that another wrote before the import did.
fn versions_before(
    write: &mut Write<'_>,
    layout: &Layout,
    import: ImportId,
    ids: &[RecordId],
) -> Result<BTreeMap<RecordId, RecordVersion>, StoreError> {
    let (list, table) = (layout.select_list("r"), layout.table());
    let mut sql = Sql::new(&format!("SELECT {list} FROM {table} r WHERE r._record"));
    sql.in_list(ids.iter().copied());
    sql.push(&format!(
        " AND r._version = (SELECT max(b._version) FROM {table} b WHERE b._record = r._record
             AND b._version < (SELECT min(f._version) FROM {table} f WHERE f._record = r._record AND f._import = "
    ));
    sql.bind(import).push("))");
    Ok(write.connection.rows(&sql, |row| layout.read(row))?.into_iter().map(|version| (version.id, version)).collect())
}

/// Takes records out of `made` that something else uses; leaving one may make another one used.
fn leave_used(
    write: &mut Write<'_>,
    made: &mut BTreeMap<String, BTreeMap<RecordId, RecordVersion>>,
    report: &mut UndoReport,
) -> Result<(), StoreError> {
    loop {
        let mut is_settled = true;
        let kinds: Vec<String> = made.keys().cloned().collect();
        for kind in kinds {
            let ids: BTreeSet<RecordId> = made.get(&kind).map(|versions| versions.keys().copied().collect()).unwrap_or_default();
            for (id, by, user) in users_of(write, &kind, &ids)? {
                // A user that goes with this undo is no reason to stay.
                if user.is_some_and(|(other, record)| made.get(&other).is_some_and(|versions| versions.contains_key(&record))) {
                    continue;
                }
                if made.get_mut(&kind).is_some_and(|versions| versions.remove(&id).is_some()) {
                    is_settled = false;
                    report.left_alone.push((kind.clone(), id, format!("it is still used by {by}")));
                }
            }
        }
        if is_settled {
            return Ok(());
        }
    }
}
