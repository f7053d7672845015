//! What FEEL calls equal, and what comes before what.

use std::cmp::Ordering;

use super::node::single;
use super::{Eval, Evaluator};
use crate::check::{CompareOperator, Node};
use crate::error::EvalError;
use crate::span::Span;
use crate::temporal::NANOS;
use crate::value::{Context, Range, Value};

/// Whether two values are equal; `None` where FEEL does not say, as for values of two kinds.
pub(crate) fn feel_equal(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Null, Value::Null) => Some(true),
        (Value::Null, _) | (_, Value::Null) => Some(false),
        (Value::Number(a), Value::Number(b)) => Some(a == b),
        (Value::Text(a), Value::Text(b)) => Some(a == b),
        (Value::Boolean(a), Value::Boolean(b)) => Some(a == b),
        (Value::Time(a), Value::Time(b)) => Some(same_second(a.position(), b.position())),
        (Value::DateTime(a), Value::DateTime(b)) => Some(same_second(a.position(), b.position())),
        (Value::List(a), Value::List(b)) => Some(a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| feel_equal(a, b) == Some(true))),
        (Value::List(items), other) | (other, Value::List(items)) => match items.as_ref() {
            [item] => feel_equal(item, other),
            _ => None,
        },
        (Value::Context(a), Value::Context(b)) => Some(equal_contexts(a, b)),
        (Value::Range(a), Value::Range(b)) => Some(equal_ranges(a, b)),
        (Value::Function(a), Value::Function(b)) => Some(a == b),
        _ => feel_order(left, right).map(|order| order == Ordering::Equal),
    }
}

fn equal_contexts(a: &Context, b: &Context) -> bool {
    a.len() == b.len() && a.iter().all(|(name, value)| b.get(name).is_some_and(|other| feel_equal(value, other) == Some(true)))
}

fn equal_ranges(a: &Range, b: &Range) -> bool {
    a.is_unary == b.is_unary
        && a.is_start_included == b.is_start_included
        && a.is_end_included == b.is_end_included
        && feel_equal(&a.start, &b.start) == Some(true)
        && feel_equal(&a.end, &b.end) == Some(true)
}

/// Which value comes first; `None` where there is no order between them.
pub(crate) fn feel_order(left: &Value, right: &Value) -> Option<Ordering> {
    match (left, right) {
        (Value::Number(a), Value::Number(b)) => Some(a.cmp(b)),
        // By code points, which is also the order of the bytes.
        (Value::Text(a), Value::Text(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        (Value::DaysDuration(a), Value::DaysDuration(b)) => Some(a.cmp(b)),
        (Value::YearsDuration(a), Value::YearsDuration(b)) => Some(a.cmp(b)),
        (Value::Time(a), Value::Time(b)) => Some(in_one_frame((a.position(), a.offset()), (b.position(), b.offset()))),
        (Value::DateTime(a), Value::DateTime(b)) => Some(in_one_frame((a.position(), a.offset()), (b.position(), b.offset()))),
        (Value::Date(a), Value::DateTime(b)) => Some(a.at_midnight(b.time.zone.clone()).position().0.cmp(&b.position().0)),
        (Value::DateTime(a), Value::Date(b)) => Some(a.position().0.cmp(&b.at_midnight(a.time.zone.clone()).position().0)),
        _ => None,
    }
}

/// The standard compares times by their components, of which the smallest is the second. Their order, and `is`, look
/// at the fraction too.
fn same_second(a: (i128, bool), b: (i128, bool)) -> bool {
    a.1 == b.1 && a.0.div_euclid(NANOS) == b.0.div_euclid(NANOS)
}

/// A time without an offset beside one that has it counts as a time with that offset (table 54).
fn in_one_frame((a, a_offset): ((i128, bool), Option<i32>), (b, b_offset): ((i128, bool), Option<i32>)) -> Ordering {
    let moved = |position: (i128, bool), other: Option<i32>| match (position, other) {
        ((local, false), Some(offset)) => local - i128::from(offset) * NANOS,
        ((position, _), _) => position,
    };
    moved(a, b_offset).cmp(&moved(b, a_offset))
}

/// Which value comes first where that does not depend on what else is compared: times with a zone and times without have no order
/// then, as an order between them would not hold among three.
pub(crate) fn frame_order(left: &Value, right: &Value) -> Option<Ordering> {
    let is_zoned = |value: &Value| match value {
        Value::Time(time) => Some(time.zone.kind().is_some()),
        Value::DateTime(moment) => Some(moment.time.zone.kind().is_some()),
        _ => None,
    };
    match (is_zoned(left), is_zoned(right)) {
        (Some(left), Some(right)) if left != right => None,
        _ => feel_order(left, right),
    }
}

/// Whether a value is inside of a range; `None` where it cannot be compared with the bounds.
pub(crate) fn is_in_range(value: &Value, range: &Range) -> Option<bool> {
    if range.is_not_equal() {
        return feel_equal(value, &range.start).map(|is_equal| !is_equal);
    }
    let (has_start, has_end) = (!range.start.is_null(), !range.end.is_null());
    if !(has_start && has_end || range.is_unary && (has_start || has_end)) {
        return None;
    }
    let above = !has_start || fits(feel_order(&range.start, value)?, range.is_start_included);
    let below = !has_end || fits(feel_order(value, &range.end)?, range.is_end_included);
    Some(above && below)
}

fn fits(order: Ordering, is_included: bool) -> bool {
    order == Ordering::Less || (is_included && order == Ordering::Equal)
}

impl Evaluator<'_> {
    /// A comparison of two values; `reasons` is how many there were before the operands were computed.
    pub(super) fn compare_values(&mut self, operator: CompareOperator, left: &Value, right: &Value, at: Span, reasons: usize) -> Eval {
        let order = match operator {
            CompareOperator::Equal | CompareOperator::NotEqual => {
                return match feel_equal(left, right) {
                    Some(is_equal) => Ok(Value::Boolean(is_equal == (operator == CompareOperator::Equal))),
                    None => self.fail(EvalError::CannotCompare { left: left.kind(), right: right.kind(), at }),
                };
            }
            _ => feel_order(single(left), single(right)),
        };
        let Some(order) = order else {
            if left.is_null() || right.is_null() {
                return self.fail_for_null("comparison", at, reasons);
            }
            return self.fail(EvalError::CannotCompare { left: left.kind(), right: right.kind(), at });
        };
        Ok(Value::Boolean(match operator {
            CompareOperator::Less => order.is_lt(),
            CompareOperator::LessEqual => order.is_le(),
            CompareOperator::Greater => order.is_gt(),
            CompareOperator::GreaterEqual => order.is_ge(),
            CompareOperator::Equal => order.is_eq(),
            CompareOperator::NotEqual => order.is_ne(),
        }))
    }

    pub(super) fn between(&mut self, node: &Node, value: &Node, low: &Node, high: &Node) -> Eval {
        let reasons = self.reasons.len();
        let (value, low, high) = (self.operand(value)?, self.operand(low)?, self.operand(high)?);
        let above = self.compare_values(CompareOperator::LessEqual, &low, &value, node.span, reasons)?;
        let below = self.compare_values(CompareOperator::LessEqual, &value, &high, node.span, reasons)?;
        Ok(match (above, below) {
            (Value::Boolean(above), Value::Boolean(below)) => Value::Boolean(above && below),
            _ => Value::Null,
        })
    }
}
