//! Writes the rows of one fact as Parquet files, each sorted by date (customers by id).

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{ArrowPrimitiveType, PrimitiveArray, RecordBatch, UInt32Array};
use arrow_ord::sort::{SortColumn, lexsort_to_indices};
use arrow_select::take::take_record_batch;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::schema::types::ColumnPath;

use super::{BatchBuilder, Cell, ColumnKind, FactLayout, FileEntry};
use crate::WarehouseError;
use crate::prune::Ranges;

/// The most rows of a file, and so what a writer holds in memory.
const FILE_ROWS_MAX: usize = 1_048_576;
/// Rows of a row group: small enough that its statistics prune a month's window, large enough to decode in one go.
const GROUP_ROWS: usize = 131_072;

/// Writes one fact's rows.
#[derive(Debug)]
pub(crate) struct FactWriter {
    layout: Arc<FactLayout>,
    folder: PathBuf,
    builder: BatchBuilder,
    next_file: u64,
    files: Vec<FileEntry>,
}

impl FactWriter {
    /// Files are numbered from `next_file` on.
    pub(crate) fn new(folder: &Path, layout: FactLayout, next_file: u64) -> Self {
        let builder = BatchBuilder::new(&layout);
        Self { layout: Arc::new(layout), folder: folder.to_path_buf(), builder, next_file, files: Vec::new() }
    }

    pub(crate) fn layout(&self) -> Arc<FactLayout> {
        Arc::clone(&self.layout)
    }

    /// Appends a row.
    pub(crate) fn push(&mut self, row: &[Cell<'_>]) -> Result<(), WarehouseError> {
        self.builder.push(row);
        if self.builder.rows() >= FILE_ROWS_MAX { self.flush() } else { Ok(()) }
    }

    /// Writes what is in memory as a file.
    pub(crate) fn flush(&mut self) -> Result<(), WarehouseError> {
        if self.builder.rows() == 0 {
            return Ok(());
        }
        let batch = self.builder.finish()?;
        self.write_file(&batch)
    }

    /// Writes a batch as a file of its own.
    pub(crate) fn write_file(&mut self, batch: &RecordBatch) -> Result<(), WarehouseError> {
        let (path, full, file) = self.new_file()?;
        let mut writer = ArrowWriter::try_new(file, Arc::clone(&self.layout.schema), Some(properties(&self.layout)))?;
        writer.write(&sorted(batch)?)?;
        let file = writer.into_inner()?;
        file.sync_all().map_err(WarehouseError::file(&full, "written"))?;
        let bytes = file.metadata().map_err(WarehouseError::file(&full, "read"))?.len();
        self.files.push(FileEntry { path, rows: u64::try_from(batch.num_rows()).unwrap_or(u64::MAX), bytes, ranges: ranges(batch) });
        Ok(())
    }

    /// A name that nobody has: another process may refresh at the same time, a killed one may have left files.
    fn new_file(&mut self) -> Result<(String, PathBuf, File), WarehouseError> {
        loop {
            let path = format!("{}/{:08}.parquet", self.layout.name, self.next_file);
            self.next_file += 1;
            let full = self.folder.join(&path);
            fs::create_dir_all(full.parent().unwrap_or(&self.folder)).map_err(WarehouseError::file(&full, "written"))?;
            match File::create_new(&full) {
                Ok(file) => return Ok((path, full, file)),
                Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(WarehouseError::file(&full, "written")(error)),
            }
        }
    }

    /// Writes the rest; gives the files and the number of the next one.
    pub(crate) fn finish(mut self) -> Result<(Arc<FactLayout>, Vec<FileEntry>, u64), WarehouseError> {
        self.flush()?;
        Ok((self.layout, self.files, self.next_file))
    }
}

/// The ranges of the columns that scans have bounds on.
fn ranges(batch: &RecordBatch) -> Ranges {
    let mut ranges = Ranges::new();
    for (field, column) in batch.schema_ref().fields().iter().zip(batch.columns()) {
        let range = if let Some(values) = column.as_primitive_opt::<Int64Type>() {
            range(values)
        } else if let Some(values) = column.as_primitive_opt::<TimestampMicrosecondType>() {
            range(values)
        } else if let Some(values) = column.as_primitive_opt::<Date32Type>() {
            range(values)
        } else {
            None
        };
        ranges.extend(range.map(|range| (field.name().clone(), range)));
    }
    ranges
}

/// The smallest and largest value that is not null.
fn range<T: ArrowPrimitiveType<Native: Into<i64> + Ord>>(values: &PrimitiveArray<T>) -> Option<(i64, i64)> {
    let known = || values.iter().flatten();
    Some((known().min()?.into(), known().max()?.into()))
}

/// Rows in the order of their dates, then customers, so that row groups are slices of time. Records that are no fact of a customer, such as
/// the customers themselves, stand in the order of their ids.
fn sorted(batch: &RecordBatch) -> Result<RecordBatch, WarehouseError> {
    let is_fact = batch.column_by_name("customer").is_some();
    let keys: Vec<SortColumn> = if is_fact { ["date", "customer"] } else { ["_record", "_version"] }
        .iter()
        .filter_map(|name| batch.column_by_name(name))
        .map(|values| SortColumn { values: Arc::clone(values), options: None })
        .collect();
    if keys.is_empty() {
        return Ok(batch.clone());
    }
    let order: UInt32Array = lexsort_to_indices(&keys, None)?;
    Ok(take_record_batch(batch, &order)?)
}

fn properties(layout: &FactLayout) -> WriterProperties {
    let mut properties = WriterProperties::builder()
        .set_compression(Compression::LZ4_RAW)
        .set_statistics_enabled(EnabledStatistics::Chunk)
        .set_max_row_group_row_count(Some(GROUP_ROWS));
    for (name, kind) in &layout.columns {
        // Ids, money and instants hardly repeat: a dictionary would be built and thrown away.
        let repeats = matches!(kind, ColumnKind::Date | ColumnKind::Boolean | ColumnKind::Name);
        properties = properties.set_column_dictionary_enabled(ColumnPath::from(name.as_str()), repeats);
    }
    properties.build()
}
