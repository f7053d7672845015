//! [`Point`]: a constant on one of the orders that FEEL has.

use std::sync::Arc;

use guiju_feel::{Number, Value};

/// An order: values of one kind come before or after each other; between two kinds there is none. Times with a zone and times
/// without are two kinds: FEEL compares them, by the offset of the other, but they have no common order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Numbers.
    Number,
    /// Strings, by their code points.
    Text,
    /// Dates, as days since 1970.
    Date,
    /// Times of day without a zone, as nanoseconds.
    LocalTime,
    /// Times of day with a zone, as nanoseconds of the day in UTC.
    ZonedTime,
    /// Dates and times without a zone, as nanoseconds since 1970.
    LocalMoment,
    /// Dates and times with a zone, as nanoseconds since 1970 in UTC.
    ZonedMoment,
    /// Days and time durations, as nanoseconds.
    Days,
    /// Years and months durations, as months.
    Years,
}

impl Kind {
    /// Whether values are equal already where their seconds are.
    pub(super) fn is_equal_by_second(self) -> bool {
        matches!(self, Self::LocalTime | Self::ZonedTime | Self::LocalMoment | Self::ZonedMoment)
    }
}

/// A constant. Points of one kind are in its order; between kinds the order means nothing.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Point {
    Number(Number),
    Text(Arc<str>),
    /// Days, nanoseconds or months.
    Whole(Kind, i128),
}

impl Point {
    /// The point that a value is; `None` for null, booleans and everything that is put together.
    pub(super) fn of(value: &Value) -> Option<Self> {
        Some(match value {
            Value::Number(number) => Self::Number(*number),
            Value::Text(text) => Self::Text(Arc::clone(text)),
            value => {
                let (kind, place) = whole(value)?;
                Self::Whole(kind, place)
            }
        })
    }

    pub(super) fn kind(&self) -> Kind {
        match self {
            Self::Number(_) => Kind::Number,
            Self::Text(_) => Kind::Text,
            Self::Whole(kind, _) => *kind,
        }
    }
}

/// The kind and place of a value of time.
pub(super) fn whole(value: &Value) -> Option<(Kind, i128)> {
    Some(match value {
        Value::Date(date) => (Kind::Date, date.days_since_epoch().into()),
        Value::Time(time) => match time.position() {
            (place, true) => (Kind::ZonedTime, place),
            (place, false) => (Kind::LocalTime, place),
        },
        Value::DateTime(moment) => match moment.position() {
            (place, true) => (Kind::ZonedMoment, place),
            (place, false) => (Kind::LocalMoment, place),
        },
        Value::DaysDuration(duration) => (Kind::Days, duration.total_nanoseconds()),
        Value::YearsDuration(duration) => (Kind::Years, duration.months.into()),
        Value::Null
        | Value::Boolean(_)
        | Value::Number(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Context(_)
        | Value::Range(_)
        | Value::Function(_) => return None,
    })
}
