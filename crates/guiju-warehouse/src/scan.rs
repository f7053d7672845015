//! One scan of a fact: its Parquet files pruned by statistics, and the tail, folded by several workers.

use std::path::Path;
use std::sync::Arc;

use datafusion::arrow::array::RecordBatch;
use datafusion::common::{DFSchema, ScalarValue};
use datafusion::datasource::listing::PartitionedFile;
use datafusion::datasource::memory::MemorySourceConfig;
use datafusion::datasource::physical_plan::{FileGroup, FileGroupPartitioner, FileScanConfigBuilder, ParquetSource};
use datafusion::datasource::source::DataSourceExec;
use datafusion::execution::context::ExecutionProps;
use datafusion::execution::object_store::ObjectStoreUrl;
use datafusion::execution::{SendableRecordBatchStream, TaskContext};
use datafusion::logical_expr::Expr;
use datafusion::logical_expr::physical_planning_context::PhysicalPlanningContext;
use datafusion::physical_expr::create_physical_expr;
use datafusion::physical_plan::{ExecutionPlan, ExecutionPlanProperties};
use datafusion::prelude::{col, lit};

use crate::WarehouseError;
use crate::layout::{FactLayout, FileEntry};

/// Files smaller than this are not cut in pieces for several workers.
const SPLIT_BYTES_MIN: usize = 1 << 20;
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
    /// Row groups whose statistics say that no row meets it are not read. Rows that do not meet it may still come.
    pub(crate) prune: Option<Expr>,
}

/// Where plans run.
#[derive(Debug)]
pub(crate) struct Engine {
    runtime: tokio::runtime::Runtime,
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
        Ok(Self { runtime, context: Arc::new(TaskContext::default().with_session_config(config)), workers })
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
        let _guard = self.runtime.enter();
        for plan in scan.plans(self.workers)? {
            for partition in 0..plan.output_partitioning().partition_count() {
                streams.push(plan.execute(partition, Arc::clone(&self.context))?);
            }
        }
        let streams = std::sync::Mutex::new(streams);
        let work = || -> Result<S, WarehouseError> {
            let mut state = start();
            while let Some(stream) = streams.lock().map_err(|_| WarehouseError::Worker)?.pop() {
                self.runtime.block_on(drain(stream, &mut state, &step))?;
            }
            Ok(state)
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..self.workers).map(|_| scope.spawn(work)).collect();
            threads.into_iter().map(|thread| thread.join().map_err(|_| WarehouseError::Worker)?).collect()
        })
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
    /// The physical plans, files first.
    fn plans(&self, workers: usize) -> Result<Vec<Arc<dyn ExecutionPlan>>, WarehouseError> {
        let indices = self.columns.iter().map(|name| Ok(self.layout.schema.index_of(name)?)).collect::<Result<Vec<_>, WarehouseError>>()?;
        let mut plans: Vec<Arc<dyn ExecutionPlan>> = Vec::new();
        if !self.files.is_empty() {
            plans.push(self.file_plan(indices.clone(), workers)?);
        }
        if let Some(tail) = self.tail.filter(|tail| tail.num_rows() > 0) {
            let schema = Arc::clone(&self.layout.schema);
            plans.push(MemorySourceConfig::try_new_exec(&[vec![tail.clone()]], schema, Some(indices))?);
        }
        Ok(plans)
    }

    fn file_plan(&self, indices: Vec<usize>, workers: usize) -> Result<Arc<dyn ExecutionPlan>, WarehouseError> {
        let schema = &self.layout.schema;
        let mut source = ParquetSource::new(Arc::clone(schema));
        if let Some(prune) = &self.prune {
            let named = DFSchema::try_from(Arc::clone(schema))?;
            source =
                source.with_predicate(create_physical_expr(prune, &named, &ExecutionProps::new(), &PhysicalPlanningContext::default())?);
        }
        let folder = std::path::absolute(self.folder).map_err(WarehouseError::file(self.folder, "read"))?;
        let file = |entry: &FileEntry| PartitionedFile::new(folder.join(&entry.path).to_string_lossy(), entry.bytes);
        let group = FileGroup::new(self.files.iter().map(file).collect());
        let split = FileGroupPartitioner::new()
            .with_target_partitions(workers)
            .with_repartition_file_min_size(SPLIT_BYTES_MIN)
            .repartition_file_groups(std::slice::from_ref(&group));
        let config = FileScanConfigBuilder::new(ObjectStoreUrl::local_filesystem(), Arc::new(source))
            .with_file_groups(split.unwrap_or_else(|| vec![group]))
            .with_projection_indices(Some(indices))?
            .build();
        Ok(DataSourceExec::from_data_source(config))
    }
}

/// `column <= days`.
pub(crate) fn until(column: &str, days: i32) -> Expr {
    col(quoted(column)).lt_eq(lit(ScalarValue::Date32(Some(days))))
}

/// `column >= days`.
pub(crate) fn from(column: &str, days: i32) -> Expr {
    col(quoted(column)).gt_eq(lit(ScalarValue::Date32(Some(days))))
}

/// `known_at <= micros`.
pub(crate) fn known_until(micros: i64) -> Expr {
    col("known_at").lt_eq(lit(ScalarValue::TimestampMicrosecond(Some(micros), Some(Arc::from("UTC")))))
}

/// `column > value`.
pub(crate) fn above(column: &str, value: i64) -> Expr {
    col(quoted(column)).gt(lit(ScalarValue::Int64(Some(value))))
}

/// Keeps a name as it is written.
fn quoted(column: &str) -> String {
    format!("\"{column}\"")
}
