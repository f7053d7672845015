//! How facts lie in files: columns, batches, the manifest, and writing.
//!
//! `<company>/warehouse/manifest.json` names, per fact, the columns and the Parquet files that count; a file that it does not name does
//! not exist for a reader. Files are never changed, only added and, after compaction, forgotten.

mod batch;
mod fact;
mod manifest;
mod reader;
mod writer;

pub(crate) use batch::{BatchBuilder, Cell};
pub(crate) use fact::{ColumnKind, EARLIEST, FactLayout, LEDGER_FACTS, entry_fact, entry_row, record_fact_name, version_row};
pub(crate) use manifest::{FactFiles, FileEntry, Manifest};
pub(crate) use reader::{GroupReader, OpenFile};
pub(crate) use writer::FactWriter;
