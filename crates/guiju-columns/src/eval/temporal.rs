//! Sums and differences of dates, times and durations; `date(…)`.
//!
//! Days are 32 bits, moments 64 bits of the column's own unit, durations whole seconds or the few that constants have. A row that
//! leaves them is handed over.

use std::sync::Arc;

use guiju_feel::{ArithmeticOperator, Date, DateTime, DaysDuration, Node, Number, Value, Zone, ZoneKind};

use super::{Batch, Lowered, Unlowered};
use crate::vector::Vector;

/// Seconds in a day.
pub(super) const DAY: i64 = 86_400;
/// Nanoseconds in a second.
const SECOND: i128 = 1_000_000_000;
/// Moments of whole seconds are kept where the years of FEEL reach.
const SECONDS_MAX: u64 = 31_000_000_000_000_000;

/// The parts of a date, a moment or a duration.
#[derive(Debug, Clone, Copy)]
pub(super) struct Parts {
    pub(super) date: Date,
    /// Of the day, or of the duration.
    pub(super) seconds: i64,
}

/// A duration of either kind.
#[derive(Debug, Clone, Copy)]
enum Duration {
    Nanoseconds(i128),
    Months(i64),
}

impl Parts {
    pub(super) fn of(vector: &Vector, row: usize) -> Option<Self> {
        Some(match vector {
            Vector::Dates { values, .. } => Self { date: day(*values.get(row)?)?, seconds: 0 },
            Vector::Seconds { values, .. } => Self { date: day(0)?, seconds: *values.get(row)? },
            Vector::Moments { values, unit, zone, .. } => {
                let seconds = (i128::from(*values.get(row)?) * i128::from(*unit)).div_euclid(SECOND);
                let local = i64::try_from(seconds).ok()?.checked_add(offset(zone)?)?;
                Self { date: Date::from_days_since_epoch(local.div_euclid(DAY))?, seconds: local.rem_euclid(DAY) }
            }
            _ => return None,
        })
    }
}

fn day(days: i32) -> Option<Date> {
    Date::from_days_since_epoch(days.into())
}

/// Seconds east of Greenwich; nought where there is no zone.
fn offset(zone: &Zone) -> Option<i64> {
    match zone.kind() {
        None => Some(0),
        Some(ZoneKind::Offset(seconds)) => Some((*seconds).into()),
        Some(ZoneKind::Named(_)) => None,
    }
}

impl Duration {
    fn of(vector: &Vector, row: usize) -> Option<Self> {
        match vector {
            Vector::Seconds { values, .. } => values.get(row).map(|seconds| Self::Nanoseconds(i128::from(*seconds) * SECOND)),
            Vector::Coded { codes, values } => match values.get(usize::try_from(*codes.get(row)?).ok()?)? {
                Value::DaysDuration(duration) => Some(Self::Nanoseconds(duration.total_nanoseconds())),
                Value::YearsDuration(duration) => Some(Self::Months(duration.months)),
                _ => None,
            },
            _ => None,
        }
    }

    fn negated(self) -> Option<Self> {
        Some(match self {
            Self::Nanoseconds(nanoseconds) => Self::Nanoseconds(-nanoseconds),
            Self::Months(months) => Self::Months(months.checked_neg()?),
        })
    }
}

/// Whether it holds durations: whole seconds, or the few values of constants.
fn is_duration(vector: &Vector) -> bool {
    match vector {
        Vector::Seconds { .. } => true,
        Vector::Coded { values, .. } => {
            let is_kind = |value: &Value| matches!(value, Value::DaysDuration(_) | Value::YearsDuration(_) | Value::Null);
            values.iter().all(is_kind) && !values.iter().all(Value::is_null)
        }
        _ => false,
    }
}

impl Batch<'_> {
    /// Arithmetic of dates, moments and durations.
    pub(super) fn temporal(&mut self, operator: ArithmeticOperator, left: &Vector, right: &Vector, active: &[bool]) -> Lowered {
        use ArithmeticOperator::{Add, Divide, Multiply, Subtract};
        let (left, right) = if operator == Add && is_duration(left) && !is_duration(right) { (right, left) } else { (left, right) };
        match (operator, left, right) {
            (Subtract, Vector::Dates { values: a, .. }, Vector::Dates { values: b, .. }) => {
                self.hand_nulls(left, active);
                self.hand_nulls(right, active);
                let seconds = a.iter().zip(b).map(|(a, b)| (i64::from(*a) - i64::from(*b)) * DAY).collect();
                Ok(Arc::new(Vector::Seconds { values: seconds, valid: None }))
            }
            (Subtract, Vector::Moments { zone: y, .. }, Vector::Moments { zone: z, .. }) if y.kind().is_some() == z.kind().is_some() => {
                self.moments_apart(left, right, active)
            }
            (Add | Subtract, Vector::Dates { .. }, right) if is_duration(right) => self.date_moved(operator, left, right, active),
            (Add | Subtract, Vector::Moments { values, unit, zone, .. }, right) if is_duration(right) => {
                self.hand_nulls(left, active);
                self.hand_nulls(right, active);
                let moved = |row| moved(*values.get(row)?, *unit, zone, signed(operator, Duration::of(right, row)?)?);
                let values = self.checked(active, moved).into();
                Ok(Arc::new(Vector::Moments { values, unit: *unit, zone: zone.clone(), valid: None }))
            }
            (Add | Subtract, Vector::Seconds { values: a, .. }, Vector::Seconds { values: b, .. }) => {
                let sum = |a: i64, b: i64| if operator == Add { a.checked_add(b) } else { a.checked_sub(b) };
                self.seconds(left, right, active, |row| sum(*a.get(row)?, *b.get(row)?))
            }
            (Multiply, Vector::Seconds { values: a, .. }, Vector::Whole { values: b, scale: 0, .. })
            | (Multiply, Vector::Whole { values: b, scale: 0, .. }, Vector::Seconds { values: a, .. }) => {
                self.seconds(left, right, active, |row| a.get(row)?.checked_mul(*b.get(row)?))
            }
            (Divide, Vector::Seconds { values: a, .. }, Vector::Seconds { values: b, .. }) => {
                self.hand_nulls(left, active);
                self.hand_nulls(right, active);
                let wide = |values: &[i64], row: usize| Number::from(*values.get(row)?).checked_mul(Number::from(1_000_000_000_i64));
                let numbers = self.decimals(active, |row| wide(a, row)?.checked_div(wide(b, row)?));
                Ok(Arc::new(Vector::Numbers { values: numbers, valid: None }))
            }
            _ => Err(Unlowered),
        }
    }

    fn seconds(&mut self, left: &Vector, right: &Vector, active: &[bool], compute: impl Fn(usize) -> Option<i64>) -> Lowered {
        self.hand_nulls(left, active);
        self.hand_nulls(right, active);
        Ok(Arc::new(Vector::Seconds { values: self.checked(active, compute), valid: None }))
    }

    /// A duration for each row; as whole seconds where all are.
    fn moments_apart(&mut self, left: &Vector, right: &Vector, active: &[bool]) -> Lowered {
        self.hand_nulls(left, active);
        self.hand_nulls(right, active);
        let place = |vector: &Vector, row: usize| match vector {
            Vector::Moments { values, unit, .. } => values.get(row).map_or(0, |value| i128::from(*value) * i128::from(*unit)),
            _ => 0,
        };
        let is_asked: Vec<bool> = self.handed.iter().zip(active).map(|(handed, active)| !handed && *active).collect();
        let apart = |row: usize| place(left, row) - place(right, row);
        let rows = || is_asked.iter().enumerate();
        if rows().all(|(row, is_asked)| !is_asked || apart(row) % SECOND == 0) {
            let seconds = self.checked(active, |row| i64::try_from(apart(row) / SECOND).ok());
            return Ok(Arc::new(Vector::Seconds { values: seconds, valid: None }));
        }
        let duration = |(row, is_asked): (usize, &bool)| if *is_asked { DaysDuration::from_nanoseconds(apart(row)) } else { None };
        let values: Vec<Value> = rows().map(duration).map(|duration| duration.map_or(Value::Null, Value::DaysDuration)).collect();
        self.hand_where(&is_asked, |row| values.get(row).is_none_or(Value::is_null));
        Ok(Arc::new(Vector::Rows(values)))
    }

    fn date_moved(&mut self, operator: ArithmeticOperator, left: &Vector, right: &Vector, active: &[bool]) -> Lowered {
        let Vector::Dates { values, .. } = left else { return Err(Unlowered) };
        self.hand_nulls(left, active);
        self.hand_nulls(right, active);
        let moved = |row: usize| {
            let days = *values.get(row)?;
            let days = match signed(operator, Duration::of(right, row)?)? {
                // A part of a day counts only where it reaches the next midnight.
                Duration::Nanoseconds(nanoseconds) => i128::from(days) + nanoseconds.div_euclid(SECOND * i128::from(DAY)),
                Duration::Months(months) => day(days)?.plus_months(months)?.days_since_epoch().into(),
            };
            i32::try_from(days).ok()
        };
        self.dates(active, moved)
    }

    /// A day for each active row; those without one are handed over.
    pub(super) fn dates(&mut self, active: &[bool], compute: impl Fn(usize) -> Option<i32>) -> Lowered {
        let days = self.checked(active, |row| compute(row).map(i64::from));
        let days: Vec<i32> = days.into_iter().map(|day| i32::try_from(day).unwrap_or(0)).collect();
        Ok(Arc::new(Vector::Dates { values: days.into(), valid: None }))
    }

    /// `date(year, month, day)`, `date(date)` and `date(moment)`.
    pub(super) fn date(&mut self, arguments: &[Option<Node>], active: &[bool]) -> Lowered {
        match arguments {
            [Some(year), Some(month), Some(day)] => {
                let (year, month, day) = (self.eval(year, active)?, self.eval(month, active)?, self.eval(day, active)?);
                if ![&year, &month, &day].iter().all(|part| part.is_numeric()) {
                    return Err(Unlowered);
                }
                [&year, &month, &day].into_iter().for_each(|part| self.hand_nulls(part, active));
                let whole = |part: &Vector, row| part.number(row).to_i64();
                self.dates(active, |row| {
                    let (year, month, day) = (whole(&year, row)?, whole(&month, row)?, whole(&day, row)?);
                    let date = Date::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
                    i32::try_from(date.days_since_epoch()).ok()
                })
            }
            [Some(from), rest @ ..] if rest.iter().all(Option::is_none) => {
                let from = self.eval(from, active)?;
                if !matches!(from.as_ref(), Vector::Dates { .. } | Vector::Moments { .. }) {
                    return Err(Unlowered);
                }
                self.hand_nulls(&from, active);
                self.dates(active, |row| i32::try_from(Parts::of(&from, row)?.date.days_since_epoch()).ok())
            }
            _ => Err(Unlowered),
        }
    }
}

fn signed(operator: ArithmeticOperator, duration: Duration) -> Option<Duration> {
    if operator == ArithmeticOperator::Subtract { duration.negated() } else { Some(duration) }
}

/// A moment so much later, where it is a whole number of the column's unit.
fn moved(value: i64, unit: i64, zone: &Zone, by: Duration) -> Option<i64> {
    let unit = i128::from(unit);
    let place = i128::from(value) * unit;
    let place = match by {
        Duration::Nanoseconds(nanoseconds) => place + nanoseconds,
        Duration::Months(months) => {
            let moment = DateTime::from_position(place, zone.clone())?;
            DateTime::new(moment.date.plus_months(months)?, moment.time).position().0
        }
    };
    let moved = i64::try_from(place / unit).ok().filter(|_| place % unit == 0)?;
    (unit < SECOND || moved.unsigned_abs() <= SECONDS_MAX).then_some(moved)
}
