//! Appends to the snapshot what the database has gained, and keeps the number of files small.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

use arrow_array::RecordBatch;
use arrow_select::concat::concat_batches;
use guiju_types::{RecordType, Sequence};

use crate::cut::{last_record, records_from};
use crate::layout::{
    Cell, FactLayout, FactWriter, FileEntry, LEDGER_FACTS, Manifest, entry_fact, entry_row, record_fact_name, version_row,
};
use crate::scan::{Scan, Workers};
use crate::{Source, Version, WarehouseError};

/// With so many small files of one fact they are joined.
const SMALL_FILES_MAX: usize = 12;
/// Files of fewer rows are small.
const SMALL_ROWS: u64 = 200_000;
/// A file that no manifest names is removed after so long: a reader of the manifest before may still have it open.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(3600);

/// The record types whose versions the snapshot has: customers, and what has a customer and a date.
pub(crate) fn snapshot_types(types: Vec<RecordType>) -> Vec<RecordType> {
    types.into_iter().filter(|kind| kind.name == "customer" || is_fact(kind)).collect()
}

/// Whether the current versions of a type are a fact of the measures.
pub(crate) fn is_fact(kind: &RecordType) -> bool {
    kind.business_date.is_some() && kind.fields.iter().any(|field| field.name == "customer")
}

/// Brings the folder up to the database's last commit.
pub(crate) fn refresh(folder: &Path, workers: &Workers, source: &dyn Source) -> Result<Sequence, WarehouseError> {
    fs::create_dir_all(folder).map_err(WarehouseError::file(folder, "made"))?;
    let upto = source.sequence()?;
    let mut old = Manifest::read(folder)?;
    if !old.is_past_of(source, upto)? {
        // Begin again, and leave the numbers of files that are there.
        old = Manifest::empty(old.next_file);
    }
    let mut writer = SnapshotWriter::resume(folder, &old, snapshot_types(source.record_types()));
    if old.sequence < upto {
        source.entries_after(old.sequence, &mut |entry| if entry.sequence <= upto { writer.entry(&entry) } else { Ok(()) })?;
    }
    for (kind, from) in writer.kinds() {
        source.versions_after(&kind, from, &mut |version| {
            if version.sequence <= upto { writer.version(&kind, &version) } else { Ok(()) }
        })?;
    }
    let mut manifest = writer.into_manifest(upto, source.lineage(upto)?)?;
    compact(folder, workers, &mut manifest)?;
    if manifest != old {
        manifest.write(folder)?;
    }
    remove_forgotten(folder, &manifest);
    Ok(upto)
}

/// Makes the folder's snapshot an empty one. Its files stay for those who still read them.
pub(crate) fn forget(folder: &Path) -> Result<(), WarehouseError> {
    fs::create_dir_all(folder).map_err(WarehouseError::file(folder, "made"))?;
    // A damaged manifest names no files, and new ones never take a name that is there.
    let next_file = Manifest::read(folder).map_or(1, |old| old.next_file);
    Manifest::empty(next_file).write(folder)
}

/// Writes a snapshot row by row: what a refresh appends, or a whole company at once.
#[derive(Debug)]
pub struct SnapshotWriter {
    folder: std::path::PathBuf,
    manifest: Manifest,
    writers: BTreeMap<String, FactWriter>,
    kinds: Vec<(String, Sequence)>,
    /// The largest record id by type.
    last_records: BTreeMap<String, i64>,
}

impl SnapshotWriter {
    /// A new snapshot with record types of these; what the folder had is forgotten when it is finished.
    ///
    /// # Errors
    /// Where the folder cannot be made.
    pub fn create(folder: &Path, types: &[RecordType]) -> Result<Self, WarehouseError> {
        fs::create_dir_all(folder).map_err(WarehouseError::file(folder, "made"))?;
        let next_file = Manifest::read(folder).map_or(1, |old| old.next_file);
        Ok(Self::resume(folder, &Manifest::empty(next_file), snapshot_types(types.to_vec())))
    }

    fn resume(folder: &Path, old: &Manifest, types: Vec<RecordType>) -> Self {
        let mut manifest = old.clone();
        let (mut kinds, mut last_records) = (Vec::new(), BTreeMap::new());
        let mut layouts: Vec<FactLayout> = LEDGER_FACTS.iter().filter_map(|name| FactLayout::ledger(name)).collect();
        for kind in types {
            let layout = FactLayout::of_records(&kind);
            last_records.insert(layout.name.clone(), last_record(old, &layout));
            kinds.push((kind.name, records_from(old, &layout)));
            layouts.push(layout);
        }
        let mut writers = BTreeMap::new();
        for layout in layouts {
            if manifest.usable(&layout).is_none() {
                manifest.facts.remove(&layout.name);
            }
            writers.insert(layout.name.clone(), FactWriter::new(folder, layout, manifest.next_file));
        }
        Self { folder: folder.to_path_buf(), manifest, writers, kinds, last_records }
    }

    fn kinds(&self) -> Vec<(String, Sequence)> {
        self.kinds.clone()
    }

    /// Appends a ledger entry.
    ///
    /// # Errors
    /// Where a full file cannot be written.
    pub fn entry(&mut self, entry: &guiju_types::Entry) -> Result<(), WarehouseError> {
        let Some(writer) = entry_fact(entry.kind).and_then(|fact| self.writers.get_mut(fact)) else { return Ok(()) };
        let mut row: Vec<Cell<'_>> = Vec::with_capacity(16);
        entry_row(entry, &mut row);
        writer.push(&row)
    }

    /// Appends a version of a record.
    ///
    /// # Errors
    /// Where a full file cannot be written.
    pub fn version(&mut self, kind: &str, version: &Version) -> Result<(), WarehouseError> {
        let fact = record_fact_name(kind);
        let (Some(writer), Some(last_record)) = (self.writers.get_mut(&fact), self.last_records.get_mut(&fact)) else { return Ok(()) };
        let layout = writer.layout();
        let mut row: Vec<Cell<'_>> = Vec::with_capacity(layout.columns.len());
        version_row(&layout, version, last_record, &mut row);
        writer.push(&row)
    }

    /// Makes what was written the folder's snapshot, as of a commit of no database.
    ///
    /// # Errors
    /// Where the rest or the manifest cannot be written.
    pub fn finish(self, sequence: Sequence) -> Result<(), WarehouseError> {
        let folder = self.folder.clone();
        self.into_manifest(sequence, None)?.write(&folder)
    }

    fn into_manifest(mut self, sequence: Sequence, lineage: Option<String>) -> Result<Manifest, WarehouseError> {
        for (name, writer) in self.writers {
            let (layout, files, after) = writer.finish()?;
            self.manifest.next_file = self.manifest.next_file.max(after);
            let last_record = self.last_records.get(&name).copied();
            let fact = self.manifest.facts.entry(name).or_default();
            fact.last_record = last_record.unwrap_or(fact.last_record);
            fact.columns = layout.columns.iter().map(|(name, kind)| (name.clone(), kind.name().to_owned())).collect();
            fact.files.extend(files);
        }
        (self.manifest.sequence, self.manifest.lineage) = (sequence, lineage);
        Ok(self.manifest)
    }
}

/// Joins the small files of each fact that has too many.
fn compact(folder: &Path, workers: &Workers, manifest: &mut Manifest) -> Result<(), WarehouseError> {
    let mut next_file = manifest.next_file;
    for (name, fact) in &mut manifest.facts {
        let (small, large): (Vec<FileEntry>, Vec<FileEntry>) = fact.files.iter().cloned().partition(|file| file.rows < SMALL_ROWS);
        if small.len() <= SMALL_FILES_MAX {
            continue;
        }
        let Some(layout) = FactLayout::from_manifest(name, &fact.columns) else { continue };
        let batch = read_all(folder, workers, &layout, &small)?;
        let mut writer = FactWriter::new(folder, layout, next_file);
        writer.write_file(&batch)?;
        let (_, joined, after) = writer.finish()?;
        next_file = after;
        fact.files = large.into_iter().chain(joined).collect();
        for file in &small {
            touch(&folder.join(&file.path));
        }
    }
    manifest.next_file = next_file;
    Ok(())
}

fn read_all(folder: &Path, workers: &Workers, layout: &FactLayout, files: &[FileEntry]) -> Result<RecordBatch, WarehouseError> {
    let columns: Vec<&str> = layout.columns.iter().map(|(name, _)| name.as_str()).collect();
    let scan = Scan { folder, layout, files, tail: None, columns: &columns, prune: None };
    let batches = workers.fold(&scan, Vec::new, |batches, batch| {
        batches.push(batch.clone());
        Ok(())
    })?;
    Ok(concat_batches(&layout.schema, batches.iter().flatten())?)
}

/// A file that is forgotten from now on counts its hour from now.
fn touch(path: &Path) {
    // Not being able to is no harm: the file is then removed a little early or late.
    let _ = fs::File::options().append(true).open(path).and_then(|file| file.set_modified(SystemTime::now()));
}

/// Removes files that no manifest names any more. What cannot be removed is tried again next time.
fn remove_forgotten(folder: &Path, manifest: &Manifest) {
    let named: std::collections::BTreeSet<_> = manifest.paths().map(|path| folder.join(path)).collect();
    for fact in fs::read_dir(folder).into_iter().flatten().flatten().filter(|entry| entry.path().is_dir()) {
        for file in fs::read_dir(fact.path()).into_iter().flatten().flatten() {
            let age = file.metadata().and_then(|meta| meta.modified()).ok().and_then(|time| time.elapsed().ok());
            if !named.contains(&file.path()) && age.is_some_and(|age| age > FORGOTTEN_AFTER) {
                let _ = fs::remove_file(file.path());
            }
        }
    }
}
