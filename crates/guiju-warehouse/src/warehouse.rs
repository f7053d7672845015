//! The warehouse of one company: a folder, and the workers that scan it.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use guiju_rulebook::Filter;
use guiju_types::{RecordId, Scope, Sequence};

use crate::cut::{Cut, Taken};
use crate::layout::Manifest;
use crate::scan::Workers;
use crate::subjects::{CUSTOMER, Subjects};
use crate::{
    AgeFilter, AgeQuery, Ageing, OpenItems, OpenItemsQuery, Source, TotalsQuery, TotalsTable, WarehouseError, ageing, marks, refresh,
    totals,
};

/// The Parquet snapshot of one company's facts, and the questions asked of it together with the database's tail.
#[derive(Debug)]
pub struct Warehouse {
    folder: PathBuf,
    workers: Workers,
    /// One refresh of this process at a time; another process's is harmless (see `layout/manifest.rs`).
    refreshing: Mutex<()>,
}

impl Warehouse {
    /// Opens the folder; it is made at the first refresh.
    ///
    /// # Errors
    /// Where the folder's manifest is damaged, or no threads can be started.
    pub fn open(folder: &Path) -> Result<Self, WarehouseError> {
        Manifest::read(folder)?;
        Ok(Self { folder: folder.to_path_buf(), workers: Workers::of_this_machine(), refreshing: Mutex::new(()) })
    }

    /// The last commit whose facts are in files.
    ///
    /// # Errors
    /// Where the manifest cannot be read.
    pub fn snapshot(&self) -> Result<Sequence, WarehouseError> {
        Ok(Manifest::read(&self.folder)?.sequence)
    }

    /// Appends what the database has after the snapshot. A refresh that is killed leaves the old snapshot valid.
    ///
    /// # Errors
    /// Where the database or the folder fails.
    pub fn refresh(&self, source: &dyn Source) -> Result<Sequence, WarehouseError> {
        let _one = self.refreshing.lock().map_err(|_| WarehouseError::Worker)?;
        refresh::refresh(&self.folder, &self.workers, source)
    }

    /// Makes the snapshot anew from the database alone, whatever the folder held.
    ///
    /// # Errors
    /// As [`Self::refresh`].
    pub fn rebuild(&self, source: &dyn Source) -> Result<Sequence, WarehouseError> {
        let _one = self.refreshing.lock().map_err(|_| WarehouseError::Worker)?;
        refresh::forget(&self.folder)?;
        refresh::refresh(&self.folder, &self.workers, source)
    }

    /// The totals of every customer in scope, one scan per fact.
    ///
    /// # Errors
    /// Where a total names what there is not, a sum overflows, or reading fails.
    pub fn totals(&self, source: &dyn Source, query: &TotalsQuery<'_>, scope: &Scope) -> Result<TotalsTable, WarehouseError> {
        let types = source.record_types();
        let facts = query.totals.iter().map(|total| total.fact.as_str());
        let kinds: Vec<&str> = facts.filter(|fact| types.iter().any(|kind| kind.name == *fact && refresh::is_fact(kind))).collect();
        let cut = self.cut(source, true, &[&kinds[..], &[CUSTOMER]].concat())?;
        let subjects = Subjects::read(&self.folder, &self.workers, &cut, &types, scope, AgeFilter::default(), false)?;
        totals::compute(&self.folder, &self.workers, &cut, &types, &subjects, query)
    }

    /// The customers in scope whose current fields meet one of these conditions, in ascending order, each with the position of the first
    /// that it meets: those that the marks of an appraisal are about.
    ///
    /// # Errors
    /// Where the condition names a field that there is not, or reading fails.
    pub fn customers_where(
        &self,
        source: &dyn Source,
        filters: &[&Filter],
        scope: &Scope,
    ) -> Result<Vec<(RecordId, usize)>, WarehouseError> {
        let cut = self.cut(source, false, &[CUSTOMER])?;
        let subjects = Subjects::read(&self.folder, &self.workers, &cut, &source.record_types(), scope, AgeFilter::default(), false)?;
        marks::matching(&self.folder, &self.workers, &cut, &subjects, filters)
    }

    /// What is owed at a date.
    ///
    /// # Errors
    /// Where the buckets do not ascend from 0, a sum overflows, or reading fails.
    pub fn age(&self, source: &dyn Source, query: &AgeQuery, scope: &Scope) -> Result<Ageing, WarehouseError> {
        let cut = self.cut(source, true, &[CUSTOMER])?;
        ageing::age(&self.folder, &self.workers, &cut, &source.record_types(), query, scope)
    }

    /// The items behind an ageing, oldest due first.
    ///
    /// # Errors
    /// As [`Self::age`].
    pub fn open_items(&self, source: &dyn Source, query: &OpenItemsQuery, scope: &Scope) -> Result<OpenItems, WarehouseError> {
        let cut = self.cut(source, true, &[CUSTOMER])?;
        ageing::open_items(&self.folder, &self.workers, &cut, &source.record_types(), query, scope)
    }

    /// A cut; the snapshot is brought up first where the tail has grown long.
    fn cut(&self, source: &dyn Source, with_ledger: bool, kinds: &[&str]) -> Result<Cut, WarehouseError> {
        if let Taken::Cut(cut) = Cut::take(&self.folder, source, with_ledger, kinds, true)? {
            return Ok(cut);
        }
        self.refresh(source)?;
        match Cut::take(&self.folder, source, with_ledger, kinds, false)? {
            Taken::Cut(cut) => Ok(cut),
            Taken::TooLong => Err(WarehouseError::Worker),
        }
    }
}
