//! One scan of a fact: its Parquet files pruned by statistics, and the tail, folded by several workers.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::{Arc, Mutex};

use arrow_array::RecordBatch;
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_schema::SchemaRef;

use crate::WarehouseError;
use crate::layout::{FactLayout, FileEntry, GroupReader, OpenFile};
use crate::prune::Prune;

/// Rows of a batch: what a kernel handles while it stays in the cache.
const BATCH_ROWS: usize = 8192;

/// What to read of one fact.
#[derive(Debug)]
pub(crate) struct Scan<'a> {
    pub(crate) folder: &'a Path,
    pub(crate) layout: &'a FactLayout,
    pub(crate) files: &'a [FileEntry],
    pub(crate) tail: Option<&'a RecordBatch>,
    /// Columns by name; batches have them in this order.
    pub(crate) columns: &'a [&'a str],
    /// Files and row groups that no row of can meet it are not read. Rows that do not meet it may still come.
    pub(crate) prune: Option<Prune>,
}

/// The workers that share a scan.
#[derive(Debug)]
pub(crate) struct Workers(pub(crate) usize);

impl Workers {
    /// One for each processor.
    pub(crate) fn of_this_machine() -> Self {
        Self(std::thread::available_parallelism().map_or(1, std::num::NonZero::get))
    }

    /// Folds the scan's batches, one state per worker; gives the states.
    pub(crate) fn fold<S: Send>(
        &self,
        scan: &Scan<'_>,
        start: impl Fn() -> S + Sync,
        step: impl Fn(&mut S, &RecordBatch) -> Result<(), WarehouseError> + Sync,
    ) -> Result<Vec<S>, WarehouseError> {
        let pieces = Mutex::new(scan.pieces()?);
        let next = || pieces.lock().map(|mut pieces| pieces.pop_front()).map_err(|_| WarehouseError::Worker);
        let work = || -> Result<S, WarehouseError> {
            let mut state = start();
            while let Some(piece) = next()? {
                piece.each_batch(|batch| step(&mut state, batch))?;
            }
            Ok(state)
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..self.0).map(|_| scope.spawn(work)).collect();
            threads.into_iter().map(|thread| thread.join().map_err(|_| WarehouseError::Worker)?).collect()
        })
    }
}

/// What a worker takes at a time: small enough that none is idle while another has a whole file to read.
#[derive(Debug)]
enum Piece {
    Group(GroupReader),
    Tail(RecordBatch),
}

impl Piece {
    fn each_batch(self, mut step: impl FnMut(&RecordBatch) -> Result<(), WarehouseError>) -> Result<(), WarehouseError> {
        match self {
            Self::Group(group) => group.each_batch(BATCH_ROWS, step),
            Self::Tail(tail) => (0..tail.num_rows())
                .step_by(BATCH_ROWS)
                .try_for_each(|first| step(&tail.slice(first, BATCH_ROWS.min(tail.num_rows() - first)))),
        }
    }
}

impl Scan<'_> {
    /// The files that may have rows wanted.
    fn wanted_files(&self) -> impl Iterator<Item = &FileEntry> {
        self.files.iter().filter(|file| self.prune.as_ref().is_none_or(|prune| prune.may_meet(&file.ranges)))
    }

    /// The smallest and largest value of an id column in what is scanned.
    pub(crate) fn range(&self, column: &str) -> Option<(i64, i64)> {
        let of_files = self.wanted_files().filter_map(|file| file.ranges.get(column).copied());
        let tail = self.tail.and_then(|tail| tail.column_by_name(column)).and_then(|values| values.as_primitive_opt::<Int64Type>());
        let known = || tail.into_iter().flatten().flatten();
        let of_tail = known().min().zip(known().max());
        of_files.chain(of_tail).reduce(|(first, last), (other_first, other_last)| (first.min(other_first), last.max(other_last)))
    }

    /// The row groups that may have rows wanted, then the tail.
    fn pieces(&self) -> Result<VecDeque<Piece>, WarehouseError> {
        let indices = self.columns.iter().map(|name| self.layout.schema.index_of(name)).collect::<Result<Vec<_>, _>>()?;
        let schema: SchemaRef = Arc::new(self.layout.schema.project(&indices)?);
        let mut pieces = VecDeque::new();
        for entry in self.wanted_files() {
            let file = Arc::new(OpenFile::open(&self.folder.join(&entry.path))?);
            pieces.extend(file.groups(&schema, self.prune.as_ref()).map(Piece::Group));
        }
        if let Some(tail) = self.tail.filter(|tail| tail.num_rows() > 0) {
            pieces.push_back(Piece::Tail(tail.project(&indices)?));
        }
        Ok(pieces)
    }
}
