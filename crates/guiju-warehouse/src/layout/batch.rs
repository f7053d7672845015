//! Rows gathered into a record batch.

use std::sync::Arc;

use arrow_array::builder::{
    BooleanBuilder, Date32Builder, Decimal64Builder, Int64Builder, StringBuilder, StringDictionaryBuilder, TimestampMicrosecondBuilder,
};
use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::SchemaRef;

use super::{ColumnKind, FactLayout};
use crate::WarehouseError;

/// One value of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cell<'a> {
    Null,
    Integer(i64),
    /// In ten-thousandths.
    Amount(i64),
    Date(i32),
    /// Microseconds since 1970.
    Instant(i64),
    Boolean(bool),
    Text(&'a str),
}

enum Column {
    Integer(Int64Builder),
    Amount(Decimal64Builder),
    Date(Date32Builder),
    Instant(TimestampMicrosecondBuilder),
    Boolean(BooleanBuilder),
    Text(StringBuilder),
    Name(StringDictionaryBuilder<Int32Type>),
}

/// Gathers rows of one fact.
pub(crate) struct BatchBuilder {
    schema: SchemaRef,
    columns: Vec<Column>,
    rows: usize,
}

impl std::fmt::Debug for BatchBuilder {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("BatchBuilder").field("rows", &self.rows).finish_non_exhaustive()
    }
}

impl BatchBuilder {
    pub(crate) fn new(layout: &FactLayout) -> Self {
        let columns = layout.columns.iter().map(|(_, kind)| Column::new(*kind)).collect();
        Self { schema: Arc::clone(&layout.schema), columns, rows: 0 }
    }

    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// Appends a row. A cell of another kind than its column becomes null: a field that changed its type since that version.
    pub(crate) fn push(&mut self, row: &[Cell<'_>]) {
        let cells = row.iter().copied().chain(std::iter::repeat(Cell::Null));
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell);
        }
        self.rows += 1;
    }

    /// The rows so far; the builder is empty after.
    pub(crate) fn finish(&mut self) -> Result<RecordBatch, WarehouseError> {
        self.rows = 0;
        let columns = self.columns.iter_mut().map(Column::finish).collect::<Result<Vec<_>, WarehouseError>>()?;
        Ok(RecordBatch::try_new(Arc::clone(&self.schema), columns)?)
    }
}

impl Column {
    fn new(kind: ColumnKind) -> Self {
        match kind {
            ColumnKind::Integer => Self::Integer(Int64Builder::new()),
            ColumnKind::Amount => Self::Amount(Decimal64Builder::new()),
            ColumnKind::Date => Self::Date(Date32Builder::new()),
            ColumnKind::Instant => Self::Instant(TimestampMicrosecondBuilder::new()),
            ColumnKind::Boolean => Self::Boolean(BooleanBuilder::new()),
            ColumnKind::Text => Self::Text(StringBuilder::new()),
            ColumnKind::Name => Self::Name(StringDictionaryBuilder::new()),
        }
    }

    fn push(&mut self, cell: Cell<'_>) {
        match (self, cell) {
            (Self::Integer(builder), Cell::Integer(value)) => builder.append_value(value),
            (Self::Integer(builder), _) => builder.append_null(),
            (Self::Amount(builder), Cell::Amount(parts)) => builder.append_value(parts),
            (Self::Amount(builder), _) => builder.append_null(),
            (Self::Date(builder), Cell::Date(days)) => builder.append_value(days),
            (Self::Date(builder), _) => builder.append_null(),
            (Self::Instant(builder), Cell::Instant(micros)) => builder.append_value(micros),
            (Self::Instant(builder), _) => builder.append_null(),
            (Self::Boolean(builder), Cell::Boolean(truth)) => builder.append_value(truth),
            (Self::Boolean(builder), _) => builder.append_null(),
            (Self::Text(builder), Cell::Text(text)) => builder.append_value(text),
            (Self::Text(builder), _) => builder.append_null(),
            (Self::Name(builder), Cell::Text(text)) => builder.append_value(text),
            (Self::Name(builder), _) => builder.append_null(),
        }
    }

    fn finish(&mut self) -> Result<ArrayRef, WarehouseError> {
        Ok(match self {
            Self::Integer(builder) => Arc::new(builder.finish()),
            Self::Amount(builder) => Arc::new(builder.finish().with_precision_and_scale(18, 4)?),
            Self::Date(builder) => Arc::new(builder.finish()),
            Self::Instant(builder) => Arc::new(builder.finish().with_timezone("UTC")),
            Self::Boolean(builder) => Arc::new(builder.finish()),
            Self::Text(builder) => Arc::new(builder.finish()),
            // A dictionary of its own per batch: batches are concatenated by value.
            Self::Name(builder) => Arc::new(builder.finish()),
        })
    }
}
