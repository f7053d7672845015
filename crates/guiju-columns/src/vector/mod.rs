//! [`Vector`]: a column of values, in the narrowest form that is exact.

mod arrays;
mod build;
mod merge;
mod read;

use std::sync::Arc;

use arrow_array::{Array, StringArray};
use arrow_buffer::ScalarBuffer;
use guiju_feel::{Date, DateTime, DaysDuration, Number, Value, Zone};

pub(crate) use merge::merge;
pub(crate) use read::{can_be_read, read};

/// For each row whether it has a value; `None` where all have.
pub(crate) type Valid = Option<Vec<bool>>;

/// Digits after the point that integers are scaled by at most; longer numbers are kept as decimals.
pub(crate) const SCALE_MAX: u32 = 18;

/// A column of values.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum Vector {
    /// Numbers as integers of `10^-scale`.
    Whole {
        /// The integers.
        values: ScalarBuffer<i64>,
        /// Digits after the point.
        scale: u32,
        /// Which rows have a value.
        valid: Option<Vec<bool>>,
    },
    /// Numbers of up to 34 digits.
    Numbers {
        /// The numbers.
        values: Vec<Number>,
        /// Which rows have a value.
        valid: Option<Vec<bool>>,
    },
    /// Booleans.
    Booleans {
        /// The booleans.
        values: Vec<bool>,
        /// Which rows have a value.
        valid: Option<Vec<bool>>,
    },
    /// Strings as they came.
    Texts(StringArray),
    /// Days since 1970.
    Dates {
        /// The days.
        values: ScalarBuffer<i32>,
        /// Which rows have a value.
        valid: Option<Vec<bool>>,
    },
    /// Dates and times without a zone, or in a fixed one.
    Moments {
        /// Since 1970, in UTC where there is a zone.
        values: ScalarBuffer<i64>,
        /// Nanoseconds of one.
        unit: i64,
        /// The zone of all.
        zone: Zone,
        /// Which rows have a value.
        valid: Option<Vec<bool>>,
    },
    /// Days and time durations in whole seconds.
    Seconds {
        /// The seconds.
        values: Vec<i64>,
        /// Which rows have a value.
        valid: Option<Vec<bool>>,
    },
    /// Places in a list of values.
    Coded {
        /// A place for each row.
        codes: Vec<u32>,
        /// The values.
        values: Arc<[Value]>,
    },
    /// Contexts: a column for each entry.
    Record(Vec<(Arc<str>, Arc<Vector>)>),
    /// Values of any kind.
    Rows(Vec<Value>),
}

pub(crate) fn has(valid: &Valid, row: usize) -> bool {
    valid.as_ref().is_none_or(|valid| valid.get(row).copied().unwrap_or(false))
}

impl Vector {
    /// The vector of an Arrow array; `None` for a type that no input can take.
    #[must_use]
    pub fn of_array(array: &arrow_array::ArrayRef) -> Option<Self> {
        read(array)
    }

    /// The value of a row; null beyond the last one.
    #[must_use]
    pub fn value(&self, row: usize) -> Value {
        self.get(row).unwrap_or_default()
    }

    fn get(&self, row: usize) -> Option<Value> {
        Some(match self {
            Self::Whole { values, scale, valid } if has(valid, row) => Value::Number(Number::from_scaled(*values.get(row)?, *scale)),
            Self::Numbers { values, valid } if has(valid, row) => Value::Number(*values.get(row)?),
            Self::Booleans { values, valid } if has(valid, row) => Value::Boolean(*values.get(row)?),
            Self::Texts(texts) if row < texts.len() && texts.is_valid(row) => Value::Text(texts.value(row).into()),
            Self::Dates { values, valid } if has(valid, row) => Value::Date(Date::from_days_since_epoch(i64::from(*values.get(row)?))?),
            Self::Moments { values, unit, zone, valid } if has(valid, row) => {
                Value::DateTime(DateTime::from_position(i128::from(*values.get(row)?) * i128::from(*unit), zone.clone())?)
            }
            Self::Seconds { values, valid } if has(valid, row) => Value::DaysDuration(DaysDuration::from_seconds(*values.get(row)?)),
            Self::Coded { codes, values } => values.get(usize::try_from(*codes.get(row)?).ok()?)?.clone(),
            Self::Record(entries) => Value::context(entries.iter().map(|(name, column)| (Arc::clone(name), column.value(row)))),
            Self::Rows(values) => values.get(row)?.clone(),
            _ => Value::Null,
        })
    }

    /// How many rows it has.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Whole { values, .. } => values.len(),
            Self::Numbers { values, .. } => values.len(),
            Self::Booleans { values, .. } => values.len(),
            Self::Texts(texts) => texts.len(),
            Self::Dates { values, .. } => values.len(),
            Self::Moments { values, .. } => values.len(),
            Self::Seconds { values, .. } => values.len(),
            Self::Coded { codes, .. } => codes.len(),
            Self::Record(entries) => entries.first().map_or(0, |(_, column)| column.len()),
            Self::Rows(values) => values.len(),
        }
    }

    /// True without rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether a row is null.
    pub(crate) fn is_null(&self, row: usize) -> bool {
        match self {
            Self::Whole { valid, .. }
            | Self::Numbers { valid, .. }
            | Self::Booleans { valid, .. }
            | Self::Dates { valid, .. }
            | Self::Moments { valid, .. }
            | Self::Seconds { valid, .. } => !has(valid, row),
            Self::Texts(texts) => row >= texts.len() || texts.is_null(row),
            Self::Coded { codes, values } => {
                let place = codes.get(row).and_then(|code| usize::try_from(*code).ok());
                place.and_then(|place| values.get(place)).is_none_or(Value::is_null)
            }
            Self::Record(_) => false,
            Self::Rows(values) => values.get(row).is_none_or(Value::is_null),
        }
    }

    /// Whether every row is known to be null.
    pub(crate) fn is_all_null(&self) -> bool {
        match self {
            Self::Coded { values, .. } => values.iter().all(Value::is_null),
            Self::Rows(values) => values.iter().all(Value::is_null),
            _ => false,
        }
    }

    /// The number of a row, for columns of numbers.
    pub(crate) fn number(&self, row: usize) -> Number {
        match self {
            Self::Whole { values, scale, .. } => Number::from_scaled(values.get(row).copied().unwrap_or(0), *scale),
            Self::Numbers { values, .. } => values.get(row).copied().unwrap_or(Number::ZERO),
            _ => Number::ZERO,
        }
    }

    /// Whether it holds numbers.
    pub(crate) fn is_numeric(&self) -> bool {
        matches!(self, Self::Whole { .. } | Self::Numbers { .. })
    }

    /// Whether it holds strings, and is no other kind in any row.
    pub(crate) fn is_textual(&self) -> bool {
        match self {
            Self::Texts(_) => true,
            Self::Coded { values, .. } => values.iter().all(|value| matches!(value, Value::Text(_) | Value::Null)),
            _ => false,
        }
    }

    /// The string of a row, for columns that are textual.
    pub(crate) fn text(&self, row: usize) -> &str {
        match self {
            Self::Texts(texts) if row < texts.len() => texts.value(row),
            Self::Coded { codes, values } => {
                let place = codes.get(row).and_then(|code| usize::try_from(*code).ok());
                place.and_then(|place| values.get(place)).and_then(Value::as_text).unwrap_or("")
            }
            _ => "",
        }
    }
}
