//! One scan of a fact: its Parquet files pruned by statistics, and the tail, folded by several workers.

use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::{AsArray, RecordBatch};
use datafusion::arrow::compute::{max, min};
use datafusion::arrow::datatypes::Int64Type;
use datafusion::common::DFSchema;
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::memory::MemorySourceConfig;
use datafusion::datasource::physical_plan::{FileGroup, FileScanConfigBuilder, ParquetSource};
use datafusion::datasource::source::DataSourceExec;
use datafusion::execution::context::ExecutionProps;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::physical_planning_context::PhysicalPlanningContext;
use datafusion::physical_expr::create_physical_expr;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties};

use crate::WarehouseError;
use crate::layout::{FactLayout, FileEntry};
use crate::prune::Prune;

/// Files are cut in so many pieces for each worker; more would open files too often.
const PIECES_PER_WORKER: u64 = 4;
/// Pieces are not smaller than this.
const PIECE_BYTES_MIN: u64 = 1 << 20;
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

/// Where plans run.
#[derive(Debug)]
pub(crate) struct Engine {
    /// Only readers of files run on it; `None` once the engine is dropped.
    runtime: Option<tokio::runtime::Runtime>,
    handle: tokio::runtime::Handle,
    context: Arc<TaskContext>,
    pub(crate) workers: usize,
}

impl Engine {
    pub(crate) fn new() -> Result<Self, WarehouseError> {
        let workers = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(workers)
            .thread_name("guiju-warehouse")
            .build()
            .map_err(|error| WarehouseError::Source(Box::new(error)))?;
        let config = datafusion::prelude::SessionConfig::new().with_batch_size(BATCH_ROWS);
        let handle = runtime.handle().clone();
        Ok(Self { runtime: Some(runtime), handle, context: Arc::new(TaskContext::default().with_session_config(config)), workers })
    }

    /// Folds the scan's batches, one state per worker; gives the states.
    pub(crate) fn fold<S: Send>(
        &self,
        scan: &Scan<'_>,
        start: impl Fn() -> S + Sync,
        step: impl Fn(&mut S, &RecordBatch) -> Result<(), WarehouseError> + Sync,
    ) -> Result<Vec<S>, WarehouseError> {
        let mut streams = Vec::new();
        // Streams are opened inside the runtime because readers look for it.
        let _guard = self.handle.enter();
        for plan in scan.plans(self.workers)? {
            for partition in 0..plan.output_partitioning().partition_count() {
                streams.push(plan.execute(partition, Arc::clone(&self.context))?);
            }
        }
        let streams = std::sync::Mutex::new(streams);
        let work = || -> Result<S, WarehouseError> {
            let mut state = start();
            while let Some(stream) = streams.lock().map_err(|_| WarehouseError::Worker)?.pop() {
                self.handle.block_on(drain(stream, &mut state, &step))?;
            }
            Ok(state)
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..self.workers).map(|_| scope.spawn(work)).collect();
            threads.into_iter().map(|thread| thread.join().map_err(|_| WarehouseError::Worker)?).collect()
        })
    }
}

impl Drop for Engine {
    /// A runtime may not be dropped where a server's own runtime is running, because it waits for its threads; this one does not wait.
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

async fn drain<S>(
    mut stream: SendableRecordBatchStream,
    state: &mut S,
    step: &impl Fn(&mut S, &RecordBatch) -> Result<(), WarehouseError>,
) -> Result<(), WarehouseError> {
    while let Some(batch) = std::future::poll_fn(|context| stream.as_mut().poll_next(context)).await {
        step(state, &batch?)?;
    }
    Ok(())
}

impl Scan<'_> {
    /// The files that may have rows wanted.
    fn wanted_files(&self) -> Vec<&FileEntry> {
        let may_meet = |file: &&FileEntry| self.prune.as_ref().is_none_or(|prune| prune.may_meet(&file.ranges));
        self.files.iter().filter(may_meet).collect()
    }

    /// The smallest and largest value of an id column in what is scanned.
    pub(crate) fn range(&self, column: &str) -> Option<(i64, i64)> {
        let of_files = self.wanted_files().into_iter().filter_map(|file| file.ranges.get(column).copied());
        let tail = self.tail.and_then(|tail| tail.column_by_name(column)).and_then(|values| values.as_primitive_opt::<Int64Type>());
        let of_tail = tail.and_then(|values| min(values).zip(max(values)));
        of_files.chain(of_tail).reduce(|(first, last), (other_first, other_last)| (first.min(other_first), last.max(other_last)))
    }

    /// The physical plans, files first.
    fn plans(&self, workers: usize) -> Result<Vec<Arc<dyn ExecutionPlan>>, WarehouseError> {
        let indices = self.columns.iter().map(|name| Ok(self.layout.schema.index_of(name)?)).collect::<Result<Vec<_>, WarehouseError>>()?;
        let mut plans: Vec<Arc<dyn ExecutionPlan>> = Vec::new();
        let files = self.wanted_files();
        if !files.is_empty() {
            plans.push(self.file_plan(&files, indices.clone(), workers)?);
        }
        if let Some(tail) = self.tail.filter(|tail| tail.num_rows() > 0) {
            let schema = Arc::clone(&self.layout.schema);
            plans.push(MemorySourceConfig::try_new_exec(&[vec![tail.clone()]], schema, Some(indices))?);
        }
        Ok(plans)
    }

    fn file_plan(&self, files: &[&FileEntry], indices: Vec<usize>, workers: usize) -> Result<Arc<dyn ExecutionPlan>, WarehouseError> {
        let schema = &self.layout.schema;
        let mut source = ParquetSource::new(Arc::clone(schema));
        if let Some(prune) = self.prune.as_ref().and_then(|prune| prune.to_expression(self.layout)) {
            let named = DFSchema::try_from(Arc::clone(schema))?;
            source =
                source.with_predicate(create_physical_expr(&prune, &named, &ExecutionProps::new(), &PhysicalPlanningContext::default())?);
        }
        let folder = std::path::absolute(self.folder).map_err(WarehouseError::file(self.folder, "read"))?;
        let config = FileScanConfigBuilder::new(ObjectStoreUrl::local_filesystem(), Arc::new(source))
            .with_file_groups(pieces(&folder, files, workers).map(|piece| FileGroup::new(vec![piece])).collect())
            .with_projection_indices(Some(indices))?
            .build();
        Ok(DataSourceExec::from_data_source(config))
    }
}

/// The files in pieces that workers take one after the other, so that none is idle while another has a whole file to read.
fn pieces<'a>(folder: &'a Path, files: &'a [&'a FileEntry], workers: usize) -> impl Iterator<Item = PartitionedFile> + 'a {
    let bytes: u64 = files.iter().map(|file| file.bytes).sum();
    let pieces = u64::try_from(workers).unwrap_or(1) * PIECES_PER_WORKER;
    let piece = if workers == 1 { u64::MAX } else { (bytes / pieces).max(PIECE_BYTES_MIN) };
    files.iter().flat_map(move |entry| {
        let path = folder.join(&entry.path).to_string_lossy().into_owned();
        let count = (entry.bytes / piece).max(1);
        (0..count).map(move |number| {
            let edge = |number: u64| i64::try_from(entry.bytes * number / count).unwrap_or(i64::MAX);
            // A row group belongs to the piece in which it begins.
            PartitionedFile::new(path.clone(), entry.bytes).with_range(edge(number), edge(number + 1))
        })
    })
}
