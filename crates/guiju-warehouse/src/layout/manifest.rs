//! `manifest.json`: which files count, up to which commit. Replaced by rename, so a reader sees the old one or the new one.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use guiju_types::Sequence;
use serde::{Deserialize, Serialize};

use super::FactLayout;
use crate::prune::Ranges;
use crate::{Source, WarehouseError};

/// The version of the format of folder and files. A snapshot of another one is not read but built again.
const FORMAT: u32 = 5;

/// Which files count, up to which commit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Manifest {
    format: u32,
    /// The last commit whose facts are in the files.
    pub(crate) sequence: Sequence,
    /// What names the database's history up to that commit ([`Source::lineage`]).
    pub(crate) lineage: Option<String>,
    /// Grows with every file, so that no name comes twice.
    pub(crate) next_file: u64,
    pub(crate) facts: BTreeMap<String, FactFiles>,
}

/// The files of one fact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FactFiles {
    /// Names and kinds when they were written; later files may have more.
    pub(crate) columns: Vec<(String, String)>,
    pub(crate) files: Vec<FileEntry>,
    /// Of versions of records: the largest record id so far.
    #[serde(default = "no_record")]
    pub(crate) last_record: i64,
}

const fn no_record() -> i64 {
    i64::MIN
}

impl Default for FactFiles {
    fn default() -> Self {
        Self { columns: Vec::new(), files: Vec::new(), last_record: no_record() }
    }
}

/// One Parquet file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct FileEntry {
    /// Relative to the warehouse's folder.
    pub(crate) path: String,
    pub(crate) rows: u64,
    pub(crate) bytes: u64,
    /// Of ids, dates and instants: by these a scan leaves out whole files without opening them.
    pub(crate) ranges: Ranges,
}

/// What every format of a manifest says.
#[derive(Debug, Deserialize)]
struct Format {
    format: u32,
}

impl Default for Manifest {
    fn default() -> Self {
        Self { format: FORMAT, sequence: Sequence(0), lineage: None, next_file: 1, facts: BTreeMap::new() }
    }
}

impl Manifest {
    /// An empty snapshot whose files will not take the names of those that are there.
    pub(crate) fn empty(next_file: u64) -> Self {
        Self { next_file, ..Self::default() }
    }

    /// Reads the folder's manifest; a folder without one, or with one of another format, is an empty snapshot.
    pub(crate) fn read(folder: &Path) -> Result<Self, WarehouseError> {
        let path = path_in(folder);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(WarehouseError::file(&path, "read")(error)),
        };
        let damaged = |reason: String| WarehouseError::Manifest { path: path.clone(), reason };
        let Format { format } = serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))?;
        if format != FORMAT {
            return Ok(Self::default());
        }
        serde_json::from_str(&text).map_err(|error| damaged(error.to_string()))
    }

    /// Whether this snapshot is of the source's past. It is not where the database was set back to a backup, or is another one: what the files
    /// hold may then never have happened.
    pub(crate) fn is_past_of(&self, source: &dyn Source, upto: Sequence) -> Result<bool, WarehouseError> {
        // An empty snapshot is everybody's past.
        Ok(self.sequence == Sequence(0) || (self.sequence <= upto && source.lineage(self.sequence)? == self.lineage))
    }

    /// Makes this the folder's manifest. INVARIANT: every file that it names is complete and synced before.
    pub(crate) fn write(&self, folder: &Path) -> Result<(), WarehouseError> {
        // Each draft has a name of its own: whoever else writes one, in this process or another, never renames this one half-written.
        static DRAFTS: AtomicU64 = AtomicU64::new(0);
        let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
        let (path, draft) = (path_in(folder), folder.join(format!("manifest.{}.{number}.tmp", std::process::id())));
        let text = serde_json::to_string_pretty(self).map_err(|error| WarehouseError::Source(Box::new(error)))?;
        let write = || -> std::io::Result<()> {
            let mut file = File::create(&draft)?;
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&draft, &path)?;
            File::open(folder)?.sync_all()
        };
        write().map_err(WarehouseError::file(&path, "written"))
    }

    /// The files of a fact whose columns still have the kinds that they were written with; otherwise none, and it is to be written anew.
    pub(crate) fn usable(&self, layout: &FactLayout) -> Option<&FactFiles> {
        let files = self.facts.get(&layout.name)?;
        let is_same = |(name, kind): &(String, String)| layout.kind_of(name).is_none_or(|now| now.reads(kind));
        files.columns.iter().all(is_same).then_some(files)
    }

    /// Every file that counts.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.facts.values().flat_map(|fact| fact.files.iter().map(|file| file.path.as_str()))
    }
}

fn path_in(folder: &Path) -> PathBuf {
    folder.join("manifest.json")
}
