//! Columns of a batch as their Rust values.

use arrow_array::cast::AsArray;
use arrow_array::types::{Date32Type, Decimal64Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{Array, BooleanArray, RecordBatch};
use arrow_buffer::NullBuffer;

use crate::WarehouseError;

/// Values and which of them are null.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Values<'a, T> {
    values: &'a [T],
    nulls: Option<&'a NullBuffer>,
}

impl<'a, T: Copy> Values<'a, T> {
    /// The value of a row; `None` is null.
    #[inline]
    pub(crate) fn get(&self, row: usize) -> Option<T> {
        match self.nulls {
            Some(nulls) if nulls.is_null(row) => None,
            _ => self.values.get(row).copied(),
        }
    }

    /// Every row's value, null or not, where none is null.
    pub(crate) fn all(&self) -> Option<&'a [T]> {
        self.nulls.is_none_or(|nulls| nulls.null_count() == 0).then_some(self.values)
    }
}

fn at<'a, A>(batch: &'a RecordBatch, column: usize, cast: impl FnOnce(&'a dyn Array) -> Option<&'a A>) -> Result<&'a A, WarehouseError> {
    let array = batch.columns().get(column).and_then(|array| cast(array.as_ref()));
    array.ok_or_else(|| arrow_schema::ArrowError::SchemaError(format!("column {column} has another type")).into())
}

pub(crate) fn integers(batch: &RecordBatch, column: usize) -> Result<Values<'_, i64>, WarehouseError> {
    let array = at(batch, column, |array| array.as_primitive_opt::<Int64Type>())?;
    Ok(Values { values: array.values(), nulls: array.nulls() })
}

/// Money in ten-thousandths.
pub(crate) fn amounts(batch: &RecordBatch, column: usize) -> Result<Values<'_, i64>, WarehouseError> {
    let array = at(batch, column, |array| array.as_primitive_opt::<Decimal64Type>())?;
    Ok(Values { values: array.values(), nulls: array.nulls() })
}

pub(crate) fn dates(batch: &RecordBatch, column: usize) -> Result<Values<'_, i32>, WarehouseError> {
    let array = at(batch, column, |array| array.as_primitive_opt::<Date32Type>())?;
    Ok(Values { values: array.values(), nulls: array.nulls() })
}

pub(crate) fn instants(batch: &RecordBatch, column: usize) -> Result<Values<'_, i64>, WarehouseError> {
    let array = at(batch, column, |array| array.as_primitive_opt::<TimestampMicrosecondType>())?;
    Ok(Values { values: array.values(), nulls: array.nulls() })
}

pub(crate) fn booleans(batch: &RecordBatch, column: usize) -> Result<&BooleanArray, WarehouseError> {
    at(batch, column, |array| array.as_boolean_opt())
}

/// The names that a dictionary column has, by key.
pub(crate) fn names(batch: &RecordBatch, column: usize) -> Result<(Values<'_, i32>, Vec<Option<String>>), WarehouseError> {
    let array = at(batch, column, |array| array.as_dictionary_opt::<arrow_array::types::Int32Type>())?;
    let values = at_values(array.values().as_ref())?;
    Ok((Values { values: array.keys().values(), nulls: array.keys().nulls() }, values))
}

fn at_values(array: &dyn Array) -> Result<Vec<Option<String>>, WarehouseError> {
    let array = array.as_string_opt::<i32>();
    let array = array.ok_or_else(|| arrow_schema::ArrowError::SchemaError("a dictionary of something other than text".to_owned()))?;
    Ok(array.iter().map(|text| text.map(ToOwned::to_owned)).collect())
}

pub(crate) fn texts(batch: &RecordBatch, column: usize) -> Result<&arrow_array::StringArray, WarehouseError> {
    at(batch, column, |array| array.as_string_opt::<i32>())
}
