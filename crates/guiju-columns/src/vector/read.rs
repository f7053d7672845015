//! Arrow arrays become [`Vector`]s.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    ArrowPrimitiveType, Date32Type, Decimal128Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type, TimestampMicrosecondType,
    TimestampMillisecondType, TimestampNanosecondType, TimestampSecondType, UInt8Type, UInt16Type, UInt32Type,
};
use arrow_array::{Array, ArrayRef};
use arrow_schema::{DataType, TimeUnit};
use guiju_feel::{DateTime, Number, Value, Zone};

use super::{SCALE_MAX, Valid, Vector};

/// FEEL's years end before this many seconds from 1970.
const SECONDS_MAX: u64 = 31_000_000_000_000_000;

/// Whether there is a vector for arrays of a type.
pub(crate) fn can_be_read(data_type: &DataType) -> bool {
    match data_type {
        DataType::Null
        | DataType::Boolean
        | DataType::Int8
        | DataType::Int16
        | DataType::Int32
        | DataType::Int64
        | DataType::UInt8
        | DataType::UInt16
        | DataType::UInt32
        | DataType::Float64
        | DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Utf8View
        | DataType::Date32
        | DataType::Decimal128(..) => true,
        DataType::Timestamp(_, zone) => zone.as_ref().is_none_or(|zone| zone_of(zone).is_some()),
        DataType::Dictionary(_, value) => !matches!(**value, DataType::Dictionary(..)) && can_be_read(value),
        _ => false,
    }
}

fn valid_of(array: &dyn Array) -> Valid {
    let nulls = array.nulls().filter(|nulls| nulls.null_count() > 0)?;
    Some(nulls.iter().collect())
}

/// The vector of an array; `None` for a type that there is none for.
pub(crate) fn read(array: &ArrayRef) -> Option<Vector> {
    let valid = || valid_of(array.as_ref());
    Some(match array.data_type() {
        DataType::Null => Vector::Coded { codes: vec![0; array.len()], values: Arc::from([Value::Null]) },
        DataType::Boolean => Vector::Booleans { values: array.as_boolean().values().iter().collect(), valid: valid() },
        DataType::Int64 => Vector::Whole { values: array.as_primitive::<Int64Type>().values().clone(), scale: 0, valid: valid() },
        DataType::Int8 => integers::<Int8Type>(array),
        DataType::Int16 => integers::<Int16Type>(array),
        DataType::Int32 => integers::<Int32Type>(array),
        DataType::UInt8 => integers::<UInt8Type>(array),
        DataType::UInt16 => integers::<UInt16Type>(array),
        DataType::UInt32 => integers::<UInt32Type>(array),
        DataType::Float64 => {
            let values = array.as_primitive::<Float64Type>().iter();
            Vector::tight(values.map(|value| value.and_then(Number::from_f64).map_or(Value::Null, Value::Number)).collect())
        }
        DataType::Utf8 => Vector::Texts(array.as_string::<i32>().clone()),
        DataType::LargeUtf8 => Vector::Texts(array.as_string::<i64>().iter().collect()),
        DataType::Utf8View => Vector::Texts(array.as_string_view().iter().collect()),
        DataType::Date32 => Vector::Dates { values: array.as_primitive::<Date32Type>().values().clone(), valid: valid() },
        DataType::Decimal128(_, scale) => decimals(array, *scale, valid()),
        DataType::Timestamp(unit, zone) => moments(array, *unit, zone.as_deref(), valid())?,
        DataType::Dictionary(..) => coded(array)?,
        _ => return None,
    })
}

/// Integers where all fit 64 bits, decimals where one does not.
fn decimals(array: &ArrayRef, scale: i8, valid: Valid) -> Vector {
    let values = array.as_primitive::<Decimal128Type>();
    let narrow: Option<Vec<i64>> = values.values().iter().map(|value| i64::try_from(*value).ok()).collect();
    if let (Some(narrow), Ok(scale)) = (narrow, u32::try_from(scale))
        && scale <= SCALE_MAX
    {
        return Vector::Whole { values: narrow.into(), scale, valid };
    }
    // Null rows may hold anything.
    let numbers = values.iter().map(|value| value.and_then(|value| decimal(value, scale)).map_or(Value::Null, Value::Number));
    Vector::tight(numbers.collect())
}

/// `value × 10^-scale`, rounded to the 34 digits that FEEL's numbers have.
pub(crate) fn decimal(value: i128, scale: i8) -> Option<Number> {
    format!("{value}e{}", -i32::from(scale)).parse().ok()
}

fn moments(array: &ArrayRef, unit: TimeUnit, zone: Option<&str>, valid: Valid) -> Option<Vector> {
    let (values, unit) = match unit {
        TimeUnit::Second => (array.as_primitive::<TimestampSecondType>().values().clone(), 1_000_000_000),
        TimeUnit::Millisecond => (array.as_primitive::<TimestampMillisecondType>().values().clone(), 1_000_000),
        TimeUnit::Microsecond => (array.as_primitive::<TimestampMicrosecondType>().values().clone(), 1_000),
        TimeUnit::Nanosecond => (array.as_primitive::<TimestampNanosecondType>().values().clone(), 1),
    };
    let zone = match zone {
        None => Zone::LOCAL,
        Some(name) => zone_of(name)?,
    };
    let is_in_range = |value: &i64| value.unsigned_abs() <= SECONDS_MAX;
    if zone.name().is_none() && (unit < 1_000_000_000 || values.iter().all(is_in_range)) {
        return Some(Vector::Moments { values, unit, zone, valid });
    }
    // In a zone whose clocks change, an hour can come twice; the value is what the one-case evaluator would be given.
    let value = |(row, value): (usize, &i64)| {
        let moment = DateTime::from_position(i128::from(*value) * i128::from(unit), zone.clone());
        if super::has(&valid, row) { moment.map_or(Value::Null, Value::DateTime) } else { Value::Null }
    };
    Some(Vector::Rows(values.iter().enumerate().map(value).collect()))
}

/// `UTC`, `+08:00` or an IANA name.
fn zone_of(name: &str) -> Option<Zone> {
    if matches!(name, "UTC" | "Z" | "+00:00") {
        return Some(Zone::offset(0));
    }
    let Some(sign) = name.strip_prefix('+').map(|rest| (1, rest)).or_else(|| name.strip_prefix('-').map(|rest| (-1, rest))) else {
        return Zone::named(name);
    };
    let (hours, minutes) = sign.1.split_once(':')?;
    Some(Zone::offset(sign.0 * (hours.parse::<i32>().ok()? * 3600 + minutes.parse::<i32>().ok()? * 60)))
}

/// The values of a dictionary once, and a place among them for each row.
fn coded(array: &ArrayRef) -> Option<Vector> {
    let dictionary = array.as_any_dictionary_opt()?;
    let known = read(dictionary.values())?;
    let mut values: Vec<Value> = (0..known.len()).map(|row| known.value(row)).collect();
    let null = u32::try_from(values.len()).ok()?;
    values.push(Value::Null);
    let keys = dictionary.keys();
    if dictionary.values().is_empty() {
        return Some(Vector::Coded { codes: vec![null; keys.len()], values: values.into() });
    }
    let code = |(row, key): (usize, usize)| if keys.is_null(row) { null } else { u32::try_from(key).unwrap_or(null) };
    Some(Vector::coded(dictionary.normalized_keys().into_iter().enumerate().map(code).collect(), values))
}

fn integers<T: ArrowPrimitiveType>(array: &ArrayRef) -> Vector
where
    i64: From<T::Native>,
{
    let values: Vec<i64> = array.as_primitive::<T>().values().iter().map(|value| i64::from(*value)).collect();
    Vector::Whole { values: values.into(), scale: 0, valid: valid_of(array.as_ref()) }
}
