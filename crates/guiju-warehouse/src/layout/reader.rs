//! Reads the row groups of one Parquet file as batches of a fact's present layout.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, DictionaryArray, RecordBatch, new_null_array};
use arrow_schema::{ArrowError, DataType, SchemaRef};
use arrow_select::take::take;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::file::metadata::{ColumnChunkMetaData, RowGroupMetaData};
use parquet::file::statistics::Statistics;

use crate::WarehouseError;
use crate::prune::{Prune, Ranges};

/// A file of which the footer has been read.
#[derive(Debug)]
pub(crate) struct OpenFile {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
}

/// One row group, to be read by any thread.
#[derive(Debug)]
pub(crate) struct GroupReader {
    file: Arc<OpenFile>,
    group: usize,
    schema: SchemaRef,
}

impl OpenFile {
    pub(crate) fn open(path: &Path) -> Result<Self, WarehouseError> {
        let file = File::open(path).map_err(WarehouseError::file(path, "read"))?;
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(WarehouseError::damaged(path))?;
        Ok(Self { path: path.to_path_buf(), metadata })
    }

    /// The row groups that may have rows wanted. A column of the schema that the file does not have is null in all its rows.
    pub(crate) fn groups(self: Arc<Self>, schema: &SchemaRef, prune: Option<&Prune>) -> impl Iterator<Item = GroupReader> {
        let is_wanted = |group: &RowGroupMetaData| prune.is_none_or(|prune| ranges(group).is_none_or(|ranges| prune.may_meet(&ranges)));
        let groups = self.metadata.metadata().row_groups().iter().enumerate();
        let wanted: Vec<usize> = groups.filter(|(_, group)| is_wanted(group)).map(|(number, _)| number).collect();
        let schema = Arc::clone(schema);
        wanted.into_iter().map(move |group| GroupReader { file: Arc::clone(&self), group, schema: Arc::clone(&schema) })
    }
}

impl GroupReader {
    /// Hands over the rows of the group in their order.
    pub(crate) fn each_batch(
        self,
        rows: usize,
        mut step: impl FnMut(&RecordBatch) -> Result<(), WarehouseError>,
    ) -> Result<(), WarehouseError> {
        let path = &self.file.path;
        // A file of its own: a cloned handle would share its place with other threads.
        let file = File::open(path).map_err(WarehouseError::file(path, "read"))?;
        let names = self.schema.fields().iter().map(|field| field.name().as_str());
        let mask = ProjectionMask::columns(self.file.metadata.parquet_schema(), names);
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.file.metadata.clone())
            .with_row_groups(vec![self.group])
            .with_projection(mask)
            .with_batch_size(rows)
            .build()
            .map_err(WarehouseError::damaged(path))?;
        for batch in reader {
            let batch = batch.map_err(|error| WarehouseError::damaged(path)(error.into()))?;
            step(&fit(&batch, &self.schema)?)?;
        }
        Ok(())
    }
}

/// A batch of a file as the present layout has it.
fn fit(batch: &RecordBatch, schema: &SchemaRef) -> Result<RecordBatch, WarehouseError> {
    let column = |field: &arrow_schema::Field| -> Result<ArrayRef, WarehouseError> {
        Ok(match batch.column_by_name(field.name()) {
            None => new_null_array(field.data_type(), batch.num_rows()),
            Some(values) if values.data_type() == field.data_type() => Arc::clone(values),
            Some(values) => texts_as(values, field.data_type())?,
        })
    };
    let columns = schema.fields().iter().map(|field| column(field)).collect::<Result<Vec<_>, _>>()?;
    Ok(RecordBatch::try_new(Arc::clone(schema), columns)?)
}

/// A column of text with a dictionary or without, as the layout has it: the only change of a column that a snapshot is read across
/// (`ColumnKind::reads`).
fn texts_as(values: &ArrayRef, wanted: &DataType) -> Result<ArrayRef, WarehouseError> {
    if let (Some(names), DataType::Utf8) = (values.as_dictionary_opt::<Int32Type>(), wanted) {
        return Ok(take(names.values(), names.keys(), None)?);
    }
    match (values.as_string_opt::<i32>(), wanted) {
        (Some(texts), DataType::Dictionary(..)) => Ok(Arc::new(texts.iter().collect::<DictionaryArray<Int32Type>>())),
        _ => Err(ArrowError::CastError(format!("a column of {} where {wanted} is wanted", values.data_type())).into()),
    }
}

/// The ranges of a row group's columns of whole numbers; `None` where its statistics do not tell.
fn ranges(group: &RowGroupMetaData) -> Option<Ranges> {
    let mut ranges = Ranges::new();
    for column in group.columns() {
        match range(column)? {
            Range::Of(least, most) => ranges.insert(column.column_descr().name().to_owned(), (least, most)),
            Range::NullsAlone | Range::NotBounded => None,
        };
    }
    Some(ranges)
}

enum Range {
    Of(i64, i64),
    NullsAlone,
    /// No scan has a bound on a column of this type.
    NotBounded,
}

fn range(column: &ColumnChunkMetaData) -> Option<Range> {
    let whole = match column.statistics()? {
        Statistics::Int32(values) => values.min_opt().zip(values.max_opt()).map(|(least, most)| (i64::from(*least), i64::from(*most))),
        Statistics::Int64(values) => values.min_opt().zip(values.max_opt()).map(|(least, most)| (*least, *most)),
        Statistics::Boolean(_)
        | Statistics::Int96(_)
        | Statistics::Float(_)
        | Statistics::Double(_)
        | Statistics::ByteArray(_)
        | Statistics::FixedLenByteArray(_) => return Some(Range::NotBounded),
    };
    match whole {
        Some((least, most)) => Some(Range::Of(least, most)),
        None => (column.statistics()?.null_count_opt() == u64::try_from(column.num_values()).ok()).then_some(Range::NullsAlone),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{Date32Array, Int64Array, StringArray};
    use arrow_schema::{Field, Schema};

    use super::super::{BatchBuilder, Cell, ColumnKind, FactLayout, FactWriter};
    use super::*;

    fn layout(columns: &[(&str, ColumnKind)]) -> FactLayout {
        let columns: Vec<(String, ColumnKind)> = columns.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
        let fields: Vec<Field> = columns.iter().map(|(name, kind)| Field::new(name, kind.data_type(), true)).collect();
        FactLayout { name: "charge".to_owned(), columns, schema: Arc::new(Schema::new(fields)) }
    }

    /// Three row groups of days 0 to 299,999 and their texts.
    fn written(folder: &Path) -> OpenFile {
        let old = layout(&[("date", ColumnKind::Date), ("name", ColumnKind::Name), ("note", ColumnKind::Text)]);
        let mut builder = BatchBuilder::new(&old);
        for day in 0..300_000 {
            builder.push(&[Cell::Date(day), Cell::Text(if day % 2 == 0 { "even" } else { "odd" }), Cell::Text("note")]);
        }
        let mut writer = FactWriter::new(folder, old, 0);
        writer.write_file(&builder.finish().unwrap()).unwrap();
        let (_, files, _) = writer.finish().unwrap();
        OpenFile::open(&folder.join(&files[0].path)).unwrap()
    }

    #[test]
    fn a_file_of_an_older_layout_is_read_as_the_present_one() {
        let folder = tempfile::tempdir().unwrap();
        let now =
            layout(&[("order", ColumnKind::Integer), ("note", ColumnKind::Name), ("name", ColumnKind::Text), ("date", ColumnKind::Date)]);
        let mut rows = 0;
        for group in Arc::new(written(folder.path())).groups(&now.schema, None) {
            group
                .each_batch(8192, |batch| {
                    assert_eq!(batch.schema(), now.schema);
                    assert_eq!(batch.column(0).null_count(), batch.num_rows());
                    assert!(batch.column(0).as_any().is::<Int64Array>());
                    let notes = batch.column(1).as_dictionary::<Int32Type>().downcast_dict::<StringArray>().unwrap();
                    assert!(notes.into_iter().all(|note| note == Some("note")));
                    let (names, days) =
                        (batch.column(2).as_string::<i32>(), batch.column(3).as_any().downcast_ref::<Date32Array>().unwrap());
                    for (name, day) in names.iter().zip(days) {
                        assert_eq!(name, Some(if day.unwrap() % 2 == 0 { "even" } else { "odd" }));
                    }
                    rows += batch.num_rows();
                    Ok(())
                })
                .unwrap();
        }
        assert_eq!(rows, 300_000);
    }

    #[test]
    fn only_row_groups_that_may_have_rows_wanted_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let file = Arc::new(written(folder.path()));
        let schema = layout(&[("date", ColumnKind::Date)]).schema;
        let read = |prune: Prune| -> Vec<usize> { Arc::clone(&file).groups(&schema, Some(&prune)).map(|group| group.group).collect() };
        assert_eq!(read(Prune::at_least("date", 131_072)), [1, 2]);
        assert_eq!(read(Prune::at_most("date", 131_071)), [0]);
        assert_eq!(read(Prune::at_most("date", -1)), [0_usize; 0]);
        assert_eq!(read(Prune::at_least("order", 0)), [0_usize; 0], "the file has no such column: null in every row");
    }

    #[test]
    fn a_damaged_file_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("00000000.parquet");
        std::fs::write(&path, b"PAR1 something else").unwrap();
        let error = OpenFile::open(&path).unwrap_err();
        assert!(error.to_string().contains("00000000.parquet` is damaged; delete the folder `warehouse`"), "{error}");
    }
}
