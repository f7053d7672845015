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
        // A date is not a date and time (table 52): at which midnight it began depends on a zone that it does not have, so an order
        // by the zone of the other would make one day equal to two moments that are not. It *becomes* one only where a type says so
        // (10.3.2.9.4), at midnight UTC: see `Type::coerce`.
        _ => None,
    }
}

/// Where a value lies beside another. `<=` is `<` or `=` (10.3.2.15), and the two are not of one piece: a time without an offset
/// takes that of the other for the order (table 54), and is still not equal to it (table 53).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    Before,
    Same,
    /// Neither before, nor after, nor equal.
    Beside,
    After,
}

impl Place {
    /// Where the left value lies; `None` where there is no order between them.
    pub(crate) fn of(left: &Value, right: &Value) -> Option<Self> {
        Some(match feel_order(left, right)? {
            Ordering::Less => Self::Before,
            Ordering::Greater => Self::After,
            Ordering::Equal if is_framed_otherwise(left, right) => Self::Beside,
            Ordering::Equal => Self::Same,
        })
    }

    pub(crate) fn is_lt(self) -> bool {
        self == Self::Before
    }

    pub(crate) fn is_le(self) -> bool {
        matches!(self, Self::Before | Self::Same)
    }

    pub(crate) fn is_eq(self) -> bool {
        self == Self::Same
    }

    pub(crate) fn is_ge(self) -> bool {
        matches!(self, Self::After | Self::Same)
    }

    pub(crate) fn is_gt(self) -> bool {
        self == Self::After
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
    if is_framed_otherwise(left, right) { None } else { feel_order(left, right) }
}

/// Whether one is a time with a zone and the other one without.
fn is_framed_otherwise(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Time(a), Value::Time(b)) => a.zone.kind().is_some() != b.zone.kind().is_some(),
        (Value::DateTime(a), Value::DateTime(b)) => a.time.zone.kind().is_some() != b.time.zone.kind().is_some(),
        _ => false,
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
    let above = !has_start || fits(Place::of(&range.start, value)?, range.is_start_included);
    let below = !has_end || fits(Place::of(value, &range.end)?, range.is_end_included);
    Some(above && below)
}

fn fits(place: Place, is_included: bool) -> bool {
    if is_included { place.is_le() } else { place.is_lt() }
}

impl Evaluator<'_> {
    /// A comparison of two values; `reasons` is how many there were before the operands were computed.
    pub(super) fn compare_values(&mut self, operator: CompareOperator, left: &Value, right: &Value, at: Span, reasons: usize) -> Eval {
        let place = match operator {
            CompareOperator::Equal | CompareOperator::NotEqual => {
                return match feel_equal(left, right) {
                    Some(is_equal) => Ok(Value::Boolean(is_equal == (operator == CompareOperator::Equal))),
                    None => self.fail(EvalError::CannotCompare { left: left.kind(), right: right.kind(), at }),
                };
            }
            _ => Place::of(single(left), single(right)),
        };
        let Some(place) = place else {
            if left.is_null() || right.is_null() {
                return self.fail_for_null("comparison", at, reasons);
            }
            return self.fail(EvalError::CannotCompare { left: left.kind(), right: right.kind(), at });
        };
        Ok(Value::Boolean(match operator {
            CompareOperator::Less => place.is_lt(),
            CompareOperator::LessEqual => place.is_le(),
            CompareOperator::Greater => place.is_gt(),
            CompareOperator::GreaterEqual => place.is_ge(),
            CompareOperator::Equal => place.is_eq(),
            CompareOperator::NotEqual => !place.is_eq(),
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
