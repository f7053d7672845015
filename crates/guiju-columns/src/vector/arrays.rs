//! [`Vector`]s become Arrow arrays.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, DurationSecondArray, Int32Array, Int64Array, StringArray,
    StructArray, TimestampNanosecondArray,
};
use arrow_buffer::NullBuffer;
use arrow_schema::{Field, Fields};
use guiju_feel::{Number, Value};

use super::{Valid, Vector};

/// The digits of Arrow's 128-bit decimals.
const PRECISION: u8 = 38;

fn nulls(valid: &Valid) -> Option<NullBuffer> {
    valid.as_ref().map(|valid| NullBuffer::from(valid.as_slice()))
}

impl Vector {
    /// The column as an Arrow array: Int64 or Decimal128, Boolean, Utf8 (in a dictionary where there are few), Date32,
    /// Timestamp, Duration, Struct. `None` where it holds values of several kinds, or of a kind or size that Arrow has no exact
    /// type for; [`Vector::value`] gives those.
    #[must_use]
    pub fn to_array(&self) -> Option<ArrayRef> {
        Some(match self {
            Self::Whole { values, scale: 0, valid } => Arc::new(Int64Array::new(values.clone(), nulls(valid))),
            Self::Whole { values, scale, valid } => {
                let wide: Vec<i128> = values.iter().map(|value| i128::from(*value)).collect();
                let array = Decimal128Array::new(wide.into(), nulls(valid));
                Arc::new(array.with_precision_and_scale(PRECISION, i8::try_from(*scale).ok()?).ok()?)
            }
            Self::Numbers { values, valid } => decimals(values, valid)?,
            Self::Booleans { values, valid } => Arc::new(BooleanArray::new(values.as_slice().into(), nulls(valid))),
            Self::Texts(texts) => Arc::new(texts.clone()),
            Self::Dates { values, valid } => Arc::new(Date32Array::new(values.clone(), nulls(valid))),
            Self::Moments { values, unit, zone, valid } => {
                let nanoseconds: Option<Vec<i64>> = values.iter().map(|value| value.checked_mul(*unit)).collect();
                let array = TimestampNanosecondArray::new(nanoseconds?.into(), nulls(valid));
                Arc::new(if zone.kind().is_some() { array.with_timezone("UTC") } else { array })
            }
            Self::Seconds { values, valid } => Arc::new(DurationSecondArray::new(values.clone().into(), nulls(valid))),
            Self::Coded { codes, values } => dictionary(codes, values)?,
            Self::Record(entries) => record(entries)?,
            Self::Rows(values) => rows(values)?,
        })
    }
}

/// At the least scale that holds all of them.
fn decimals(values: &[Number], valid: &Valid) -> Option<ArrayRef> {
    let shown = |(row, value): (usize, &Number)| if super::has(valid, row) { *value } else { Number::ZERO };
    let values: Vec<Number> = values.iter().enumerate().map(shown).collect();
    let at = |scale: u32| -> Option<Vec<i128>> { values.iter().map(|value| value.to_scaled_i128(scale)).collect() };
    let limit = 10_i128.checked_pow(u32::from(PRECISION))?;
    let (scale, wide) = (0..=u32::from(PRECISION)).find_map(|scale| at(scale).map(|wide| (scale, wide)))?;
    if wide.iter().any(|value| value.checked_abs().is_none_or(|value| value >= limit)) {
        return None;
    }
    let array = Decimal128Array::new(wide.into(), nulls(valid));
    Some(Arc::new(array.with_precision_and_scale(PRECISION, i8::try_from(scale).ok()?).ok()?))
}

fn dictionary(codes: &[u32], values: &[Value]) -> Option<ArrayRef> {
    let at = |code: &u32| usize::try_from(*code).ok().and_then(|place| values.get(place));
    if !values.iter().all(|value| matches!(value, Value::Text(_) | Value::Null)) {
        return rows(&codes.iter().map(|code| at(code).cloned().unwrap_or_default()).collect::<Vec<_>>());
    }
    let key = |code: &u32| at(code).filter(|value| !value.is_null()).and_then(|_| i32::try_from(*code).ok());
    let keys: Int32Array = codes.iter().map(key).collect();
    let texts: StringArray = values.iter().map(|value| Some(value.as_text().unwrap_or(""))).collect();
    Some(Arc::new(DictionaryArray::<Int32Type>::try_new(keys, Arc::new(texts)).ok()?))
}

fn record(entries: &[(Arc<str>, Arc<Vector>)]) -> Option<ArrayRef> {
    let arrays: Vec<ArrayRef> = entries.iter().map(|(_, column)| column.to_array()).collect::<Option<_>>()?;
    let fields: Fields =
        entries.iter().zip(&arrays).map(|((name, _), array)| Field::new(name.as_ref(), array.data_type().clone(), true)).collect();
    Some(Arc::new(StructArray::try_new(fields, arrays, None).ok()?))
}

/// Values that turn out to be of one kind.
fn rows(values: &[Value]) -> Option<ArrayRef> {
    if values.iter().all(|value| matches!(value, Value::Text(_) | Value::Null)) {
        return Some(Arc::new(values.iter().map(Value::as_text).collect::<StringArray>()));
    }
    if values.iter().all(|value| matches!(value, Value::Date(_) | Value::Null)) {
        let day =
            |value: &Value| if let Value::Date(date) = value { i32::try_from(date.days_since_epoch()).ok().map(Some) } else { Some(None) };
        return Some(Arc::new(values.iter().map(day).collect::<Option<Date32Array>>()?));
    }
    match Vector::tight(values.to_vec()) {
        Vector::Rows(_) => None,
        narrow => narrow.to_array(),
    }
}
