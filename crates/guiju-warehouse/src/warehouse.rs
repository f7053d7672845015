//! The warehouse of one company: a folder, and the runtime that its plans run on.

use std::path::{Path, PathBuf};

use guiju_types::{Scope, Sequence};

use crate::{AgeQuery, Ageing, OpenItems, OpenItemsQuery, Source, TotalsQuery, TotalsTable, WarehouseError};

/// The Parquet snapshot of one company's facts, and the questions asked of it together with the database's tail.
#[derive(Debug)]
pub struct Warehouse {
    folder: PathBuf,
}

impl Warehouse {
    /// Opens the folder; it is made at the first refresh.
    ///
    /// # Errors
    /// Where the folder's manifest is of another format, or no threads can be started.
    pub fn open(folder: &Path) -> Result<Self, WarehouseError> {
        Ok(Self { folder: folder.to_path_buf() })
    }

    /// The last commit whose facts are in files.
    ///
    /// # Errors
    /// Where the manifest cannot be read.
    pub fn snapshot(&self) -> Result<Sequence, WarehouseError> {
        let _ = &self.folder;
        Ok(Sequence(0))
    }

    /// Appends what the database has after the snapshot. A refresh that is killed leaves the old snapshot valid.
    ///
    /// # Errors
    /// Where the database or the folder fails.
    pub fn refresh(&self, source: &dyn Source) -> Result<Sequence, WarehouseError> {
        source.sequence()
    }

    /// The totals of every customer in scope, one scan per fact.
    ///
    /// # Errors
    /// Where a total names what there is not, a sum overflows, or reading fails.
    pub fn totals(&self, source: &dyn Source, query: &TotalsQuery<'_>, scope: &Scope) -> Result<TotalsTable, WarehouseError> {
        let _ = (source, query, scope);
        Err(WarehouseError::Worker)
    }

    /// What is owed at a date.
    ///
    /// # Errors
    /// Where the buckets do not ascend from 0, a sum overflows, or reading fails.
    pub fn age(&self, source: &dyn Source, query: &AgeQuery, scope: &Scope) -> Result<Ageing, WarehouseError> {
        let _ = (source, query, scope);
        Err(WarehouseError::Worker)
    }

    /// The items behind an ageing, oldest due first.
    ///
    /// # Errors
    /// As [`Self::age`].
    pub fn open_items(&self, source: &dyn Source, query: &OpenItemsQuery, scope: &Scope) -> Result<OpenItems, WarehouseError> {
        let _ = (source, query, scope);
        Err(WarehouseError::Worker)
    }
}
