//! Paths, properties and filters.

use std::sync::Arc;

use super::node::single;
use super::{Eval, Evaluator};
use crate::check::Node;
use crate::error::EvalError;
use crate::number::Number;
use crate::span::Span;
use crate::temporal::{DaysDuration, Time, Zone};
use crate::types::Type;
use crate::value::Value;

impl Evaluator<'_> {
    pub(super) fn path(&mut self, node: &Node, base: &Node, name: &Arc<str>) -> Eval {
        let reasons = self.reasons.len();
        let base = self.operand(base)?;
        self.entry(&base, name, node.span, reasons)
    }

    /// The entry or property of a value; of a list, the list of those of its items.
    fn entry(&mut self, base: &Value, name: &Arc<str>, at: Span, reasons: usize) -> Eval {
        let found = match base {
            Value::Context(context) => context.get(name).cloned(),
            Value::List(items) => {
                self.spend(items.len(), at)?;
                let entries = items.iter().map(|item| self.entry(item, name, at, reasons)).collect::<Eval<Arc<[Value]>>>()?;
                return Ok(Value::List(entries));
            }
            Value::Null => return self.fail_for_null("`.`", at, reasons),
            _ => property(base, name),
        };
        match found {
            Some(value) => Ok(value),
            None => self.fail(EvalError::NoEntry { name: name.to_string(), found: base.kind(), at }),
        }
    }

    /// An entry of the item of a filter, or what the name means outside.
    pub(super) fn item_entry(&mut self, node: &Node, item: usize, name: &Arc<str>, otherwise: Option<&Node>) -> Eval {
        if let Value::Context(context) = self.local(item)
            && let Some(value) = context.get(name)
        {
            return Ok(value.clone());
        }
        let found = match otherwise {
            Some(otherwise) => return self.eval(otherwise),
            None => self.local(item).kind(),
        };
        self.fail(EvalError::NoEntry { name: name.to_string(), found, at: node.span })
    }

    pub(super) fn filter(&mut self, node: &Node, base: &Node, item: usize, condition: &Node) -> Eval {
        let reasons = self.reasons.len();
        let value = self.eval(base)?;
        let items: Arc<[Value]> = match value {
            Value::List(items) => items,
            Value::Null => {
                // Nothing to filter, as in an empty list.
                self.fail_for_null("`[…]`", base.span, reasons)?;
                return Ok(Value::Null);
            }
            other => Arc::from([other]),
        };
        let probe = items.first().cloned().unwrap_or_default();
        if condition.ty == Type::Number || items.is_empty() {
            let position = self.with_local(item, probe, |evaluator| evaluator.eval(condition))?;
            return match single(&position) {
                Value::Number(position) => self.item_at(node, &items, *position),
                _ if items.is_empty() => Ok(Value::List(items)),
                _ => Ok(Value::Null),
            };
        }
        let mut kept = Vec::new();
        for (index, candidate) in items.iter().enumerate() {
            self.spend(1, node.span)?;
            let before = self.reasons.len();
            let verdict = self.with_local(item, candidate.clone(), |evaluator| evaluator.eval(condition))?;
            match &verdict {
                Value::Boolean(true) => kept.push(candidate.clone()),
                Value::Boolean(false) => {}
                Value::Number(position) if index == 0 => return self.item_at(node, &items, *position),
                Value::Null => {
                    self.fail_for_null("`[…]`", condition.span, before)?;
                }
                other => {
                    let error = EvalError::WrongKind { operation: "`[…]`", expected: "boolean", found: other.kind(), at: condition.span };
                    return self.fail(error);
                }
            }
        }
        Ok(Value::List(kept.into()))
    }

    /// The item at a position: the first is 1, the last is -1.
    fn item_at(&mut self, node: &Node, items: &[Value], position: Number) -> Eval {
        let found = position.to_i64().and_then(|position| position_of(position, items.len())).and_then(|index| items.get(index));
        match found {
            Some(item) => Ok(item.clone()),
            None => self.fail(EvalError::NoItem { index: position.to_string(), length: items.len(), at: node.span }),
        }
    }
}

/// The index of a position that counts from 1, or from -1 at the end.
pub(crate) fn position_of(position: i64, length: usize) -> Option<usize> {
    match position {
        0 => None,
        1.. => usize::try_from(position).ok()?.checked_sub(1),
        _ => length.checked_sub(usize::try_from(position.unsigned_abs()).ok()?),
    }
}

fn number(value: impl Into<i64>) -> Option<Value> {
    Some(Value::from(value.into()))
}

/// The property of a value that is not a context.
fn property(value: &Value, name: &str) -> Option<Value> {
    match value {
        Value::Date(date) => match name {
            "hour" | "minute" | "second" => number(0),
            "time offset" => Some(Value::DaysDuration(DaysDuration::default())),
            "timezone" => None,
            _ => date_property(*date, name),
        },
        Value::DateTime(moment) => date_property(moment.date, name).or_else(|| time_property(&moment.time, moment.offset(), name)),
        Value::Time(time) => time_property(time, time.offset(), name),
        Value::DaysDuration(duration) => days_property(*duration, name),
        Value::YearsDuration(duration) => match name {
            "years" => number(duration.months / 12),
            "months" => number(duration.months % 12),
            _ => None,
        },
        Value::Range(range) => match name {
            "start" => Some(range.start.clone()),
            "end" => Some(range.end.clone()),
            "start included" => Some(Value::Boolean(range.is_start_included)),
            "end included" => Some(Value::Boolean(range.is_end_included)),
            _ => None,
        },
        _ => None,
    }
}

fn date_property(date: crate::temporal::Date, name: &str) -> Option<Value> {
    match name {
        "year" => number(date.year),
        "month" => number(date.month),
        "day" => number(date.day),
        "weekday" => number(date.weekday()),
        _ => None,
    }
}

fn time_property(time: &Time, offset: Option<i32>, name: &str) -> Option<Value> {
    match name {
        "hour" => number(time.hour),
        "minute" => number(time.minute),
        "second" => {
            let fraction = Number::from_scaled(i64::from(time.nanosecond), 9);
            Number::from(i64::from(time.second)).checked_add(fraction).map(Value::Number)
        }
        "time offset" => Some(offset.map_or(Value::Null, |seconds| Value::DaysDuration(DaysDuration::from_seconds(seconds.into())))),
        "timezone" => Some(zone_name(&time.zone)),
        _ => None,
    }
}

fn zone_name(zone: &Zone) -> Value {
    zone.name().map_or(Value::Null, Value::from)
}

fn days_property(duration: DaysDuration, name: &str) -> Option<Value> {
    let total = duration.total_nanoseconds();
    let seconds = i64::try_from(total / crate::temporal::NANOS).ok()?;
    match name {
        "days" => number(seconds / 86_400),
        "hours" => number(seconds / 3600 % 24),
        "minutes" => number(seconds / 60 % 60),
        "seconds" => {
            let fraction = Number::from_scaled(i64::try_from(total % crate::temporal::NANOS).ok()?, 9);
            Number::from(seconds % 60).checked_add(fraction).map(Value::Number)
        }
        _ => None,
    }
}
