//! `a.b`: entries of contexts, and the parts of dates, times and durations.

use std::sync::Arc;

use guiju_feel::{Node, Value};

use super::temporal::{DAY, Parts};
use super::{Batch, Lowered, Unlowered};
use crate::vector::Vector;

impl Batch<'_> {
    pub(super) fn path(&mut self, base: &Node, name: &Arc<str>, active: &[bool]) -> Lowered {
        let base = self.eval(base, active)?;
        match base.as_ref() {
            Vector::Record(entries) => {
                let found = entries.iter().find(|(own, _)| own == name);
                found.map(|(_, vector)| Arc::clone(vector)).ok_or(Unlowered)
            }
            // Contexts that are few.
            Vector::Coded { codes, values } if values.iter().all(|value| matches!(value, Value::Context(_) | Value::Null)) => {
                let entries: Vec<Option<Value>> =
                    values.iter().map(|value| value.as_context().and_then(|context| context.get(name)).cloned()).collect();
                let at = |row: usize| codes.get(row).and_then(|code| entries.get(usize::try_from(*code).ok()?));
                self.hand_where(active, |row| !matches!(at(row), Some(Some(_))));
                Ok(Arc::new(Vector::coded(codes.clone(), entries.into_iter().map(Option::unwrap_or_default).collect())))
            }
            Vector::Dates { .. } | Vector::Moments { .. } | Vector::Seconds { .. } => self.part(&base, name, active),
            _ => Err(Unlowered),
        }
    }

    /// A whole number that a date, a time or a duration has as a part of it.
    fn part(&mut self, base: &Vector, name: &str, active: &[bool]) -> Lowered {
        let part: fn(Parts) -> i64 = match (base, name) {
            (Vector::Seconds { .. }, "days") => |parts| parts.seconds / DAY,
            (Vector::Seconds { .. }, "hours") => |parts| parts.seconds / 3_600 % 24,
            (Vector::Seconds { .. }, "minutes") => |parts| parts.seconds / 60 % 60,
            (Vector::Seconds { .. }, "seconds") => |parts| parts.seconds % 60,
            (Vector::Dates { .. }, "hour" | "minute" | "second") => |_| 0,
            (Vector::Moments { .. }, "hour") => |parts| parts.seconds / 3_600,
            (Vector::Moments { .. }, "minute") => |parts| parts.seconds / 60 % 60,
            (Vector::Dates { .. } | Vector::Moments { .. }, "year") => |parts| parts.date.year().into(),
            (Vector::Dates { .. } | Vector::Moments { .. }, "month") => |parts| parts.date.month().into(),
            (Vector::Dates { .. } | Vector::Moments { .. }, "day") => |parts| parts.date.day().into(),
            (Vector::Dates { .. } | Vector::Moments { .. }, "weekday") => |parts| parts.date.weekday().into(),
            _ => return Err(Unlowered),
        };
        self.hand_nulls(base, active);
        let values = self.checked(active, |row| Parts::of(base, row).map(part));
        Ok(Arc::new(Vector::Whole { values: values.into(), scale: 0, valid: None }))
    }
}
