//! `+ - * / **` over numbers, strings, dates, times and durations.

use super::{Eval, Evaluator};
use crate::check::{ArithmeticOperator, Node};
use crate::error::EvalError;
use crate::number::{Number, Rounding};
use crate::temporal::{Date, DateTime, DaysDuration, YearsDuration, Zone};
use crate::value::Value;

/// Why there is no result.
enum Failure {
    /// There is no such operation.
    None,
    OutOfRange,
    DivisionByZero,
}

type Computed = Result<Value, Failure>;

impl Evaluator<'_> {
    pub(super) fn arithmetic(&mut self, node: &Node, operator: ArithmeticOperator, [left, right]: &[Node; 2]) -> Eval {
        let reasons = self.reasons.len();
        let (left, right) = (self.operand(left)?, self.operand(right)?);
        let (left, right) = (&*left, &*right);
        let computed = match (left, right) {
            (Value::Number(a), Value::Number(b)) => {
                if operator == ArithmeticOperator::Power {
                    self.spend(a.steps_of_power(*b), node.span)?;
                }
                numbers(operator, *a, *b)
            }
            (Value::Null, _) | (_, Value::Null) => return self.fail_for_null(operator.symbol(), node.span, reasons),
            (Value::Text(a), Value::Text(b)) if operator == ArithmeticOperator::Add => {
                self.check_text(a.len() + b.len(), node.span)?;
                let mut text = String::with_capacity(a.len() + b.len());
                text.push_str(a);
                text.push_str(b);
                Ok(Value::Text(text.into()))
            }
            _ => temporal(operator, left, right),
        };
        match computed {
            Ok(value) => Ok(value),
            Err(Failure::None) => {
                self.fail(EvalError::CannotCalculate { operator: operator.symbol(), left: left.kind(), right: right.kind(), at: node.span })
            }
            Err(Failure::OutOfRange) => self.fail(EvalError::OutOfRange { operation: operator.symbol(), at: node.span }),
            Err(Failure::DivisionByZero) => self.fail(EvalError::DivisionByZero { at: node.span }),
        }
    }

    pub(super) fn negate(&mut self, node: &Node, operand: &Node) -> Eval {
        let reasons = self.reasons.len();
        let value = self.operand(operand)?;
        let negated = match &*value {
            Value::Number(number) => Some(Value::Number(number.negate())),
            Value::DaysDuration(duration) => duration.checked_neg().map(Value::DaysDuration),
            Value::YearsDuration(duration) => duration.checked_neg().map(Value::YearsDuration),
            Value::Null => return self.fail_for_null("-", node.span, reasons),
            other => {
                let error = EvalError::WrongKind { operation: "`-`", expected: "number or duration", found: other.kind(), at: node.span };
                return self.fail(error);
            }
        };
        match negated {
            Some(value) => Ok(value),
            None => self.fail(EvalError::OutOfRange { operation: "-", at: node.span }),
        }
    }
}

fn numbers(operator: ArithmeticOperator, a: Number, b: Number) -> Computed {
    let result = match operator {
        ArithmeticOperator::Add => a.checked_add(b),
        ArithmeticOperator::Subtract => a.checked_sub(b),
        ArithmeticOperator::Multiply => a.checked_mul(b),
        ArithmeticOperator::Divide if b.is_zero() => return Err(Failure::DivisionByZero),
        ArithmeticOperator::Divide => a.checked_div(b),
        ArithmeticOperator::Power => a.checked_pow(b),
    };
    result.map(Value::Number).ok_or(Failure::OutOfRange)
}

fn temporal(operator: ArithmeticOperator, left: &Value, right: &Value) -> Computed {
    match operator {
        ArithmeticOperator::Add => add(left, right).unwrap_or_else(|| add(right, left).unwrap_or(Err(Failure::None))),
        ArithmeticOperator::Subtract => subtract(left, right),
        ArithmeticOperator::Multiply => multiply(left, right).or_else(|failure| match failure {
            Failure::None => multiply(right, left),
            other => Err(other),
        }),
        ArithmeticOperator::Divide => divide(left, right),
        ArithmeticOperator::Power => Err(Failure::None),
    }
}

fn in_range(value: Option<Value>) -> Computed {
    value.ok_or(Failure::OutOfRange)
}

/// `None` where the operands may have to be swapped.
fn add(left: &Value, right: &Value) -> Option<Computed> {
    Some(in_range(match (left, right) {
        (Value::DaysDuration(a), Value::DaysDuration(b)) => a.checked_add(*b).map(Value::DaysDuration),
        (Value::YearsDuration(a), Value::YearsDuration(b)) => a.checked_add(*b).map(Value::YearsDuration),
        (Value::Date(date), Value::DaysDuration(duration)) => date.plus_duration(*duration).map(Value::Date),
        (Value::Date(date), Value::YearsDuration(duration)) => date.plus_months(duration.months).map(Value::Date),
        (Value::DateTime(moment), Value::DaysDuration(duration)) => moment.plus(*duration).map(Value::DateTime),
        (Value::DateTime(moment), Value::YearsDuration(duration)) => moment.plus_months(duration.months).map(Value::DateTime),
        (Value::Time(time), Value::DaysDuration(duration)) => time.plus(*duration).map(Value::Time),
        _ => return None,
    }))
}

fn subtract(left: &Value, right: &Value) -> Computed {
    let negated = match right {
        Value::DaysDuration(duration) => duration.checked_neg().map(Value::DaysDuration),
        Value::YearsDuration(duration) => duration.checked_neg().map(Value::YearsDuration),
        _ => {
            return match (left, right) {
                (Value::Time(a), Value::Time(b)) => a.since(b).map(Value::DaysDuration).ok_or(Failure::None),
                (Value::Date(a), Value::Date(b)) => days_between(*b, *a),
                (Value::DateTime(a), Value::DateTime(b)) => moments(a, b),
                (Value::DateTime(a), Value::Date(b)) => moments(a, &midnight(*b)),
                (Value::Date(a), Value::DateTime(b)) => moments(&midnight(*a), b),
                _ => Err(Failure::None),
            };
        }
    };
    match negated {
        Some(negated) => add(left, &negated).unwrap_or(Err(Failure::None)),
        None => Err(Failure::OutOfRange),
    }
}

/// A date beside a moment is midnight UTC, as the standard converts it; so it goes with moments that have a zone.
fn midnight(date: Date) -> DateTime {
    date.at_midnight(Zone::offset(0))
}

fn days_between(from: Date, to: Date) -> Computed {
    in_range((to.days_since_epoch() - from.days_since_epoch()).checked_mul(86_400).map(DaysDuration::from_seconds).map(Value::DaysDuration))
}

fn moments(a: &DateTime, b: &DateTime) -> Computed {
    a.since(b).map(Value::DaysDuration).ok_or(Failure::None)
}

fn multiply(left: &Value, right: &Value) -> Computed {
    match (left, right) {
        (Value::DaysDuration(duration), Value::Number(factor)) => scale_days(*duration, |total| total.checked_mul(*factor)),
        (Value::YearsDuration(duration), Value::Number(factor)) => scale_months(*duration, |total| total.checked_mul(*factor)),
        _ => Err(Failure::None),
    }
}

fn divide(left: &Value, right: &Value) -> Computed {
    match (left, right) {
        (Value::DaysDuration(_) | Value::YearsDuration(_), Value::Number(divisor)) if divisor.is_zero() => Err(Failure::DivisionByZero),
        (Value::DaysDuration(duration), Value::Number(divisor)) => scale_days(*duration, |total| total.checked_div(*divisor)),
        (Value::YearsDuration(duration), Value::Number(divisor)) => scale_months(*duration, |total| total.checked_div(*divisor)),
        (Value::DaysDuration(a), Value::DaysDuration(b)) => ratio(nanoseconds(*a), nanoseconds(*b)),
        (Value::YearsDuration(a), Value::YearsDuration(b)) => ratio(Some(a.months.into()), Some(b.months.into())),
        _ => Err(Failure::None),
    }
}

fn ratio(a: Option<Number>, b: Option<Number>) -> Computed {
    match (a, b) {
        (Some(_), Some(b)) if b.is_zero() => Err(Failure::DivisionByZero),
        (Some(a), Some(b)) => in_range(a.checked_div(b).map(Value::Number)),
        _ => Err(Failure::OutOfRange),
    }
}

fn nanoseconds(duration: DaysDuration) -> Option<Number> {
    Number::from(duration.seconds).checked_mul(Number::from(1_000_000_000_i64))?.checked_add(Number::from(duration.nanoseconds))
}

/// Durations have nanoseconds and months: a finer part of the product is cut off.
fn scale_days(duration: DaysDuration, scale: impl Fn(Number) -> Option<Number>) -> Computed {
    let scaled = nanoseconds(duration).and_then(scale).and_then(|total| total.round_to(0, Rounding::Down));
    in_range(scaled.and_then(Number::to_i128).and_then(DaysDuration::from_nanoseconds).map(Value::DaysDuration))
}

fn scale_months(duration: YearsDuration, scale: impl Fn(Number) -> Option<Number>) -> Computed {
    let scaled = scale(duration.months.into()).and_then(|total| total.round_to(0, Rounding::Down));
    in_range(scaled.and_then(Number::to_i64).map(|months| Value::YearsDuration(YearsDuration { months })))
}
