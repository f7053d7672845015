//! The types of arithmetic and comparison.

use super::{ArithmeticOperator, Checked, Checker, CompareOperator, Node, NodeKind, node};
use crate::error::CompileError;
use crate::span::Span;
use crate::syntax::AstId;
use crate::types::Type;
use crate::value::Value;

impl<'a> Checker<'a> {
    pub(super) fn negate(&mut self, span: Span, operand: AstId) -> Checked<Node> {
        let operand = self.expression(operand)?;
        let ty = match &operand.ty {
            ty @ (Type::Any | Type::Number | Type::DaysDuration | Type::YearsDuration) => ty.clone(),
            other => {
                let found = Box::new(other.clone());
                self.mismatch(span, "`-`", "a number or a duration", found);
                Type::Null
            }
        };
        if let NodeKind::Constant(Value::YearsDuration(duration)) = &operand.kind
            && let Some(months) = duration.months.checked_neg()
        {
            return Ok(node(span, NodeKind::Constant(Value::YearsDuration(crate::temporal::YearsDuration { months })), ty));
        }
        Ok(node(span, NodeKind::Negate(Box::new(operand)), ty))
    }

    pub(super) fn arithmetic(&mut self, span: Span, operator: ArithmeticOperator, left: AstId, right: AstId) -> Checked<Node> {
        let operands = Box::new([self.expression(left)?, self.expression(right)?]);
        let [left, right] = operands.as_ref();
        let ty = if is_open(&left.ty) || is_open(&right.ty) {
            known_from_one(operator, &left.ty, &right.ty)
        } else {
            arithmetic_type(operator, &left.ty, &right.ty).unwrap_or_else(|| {
                let expected = format!("something to go with {}", left.ty);
                self.mismatch(span, &format!("`{}`", operator.symbol()), &expected, Box::new(right.ty.clone()));
                Type::Null
            })
        };
        Ok(node(span, NodeKind::Arithmetic { operator, operands }, ty))
    }

    pub(super) fn compare(&mut self, span: Span, operator: CompareOperator, left: AstId, right: AstId) -> Checked<Node> {
        let operands = Box::new([self.expression(left)?, self.expression(right)?]);
        let [left, right] = operands.as_ref();
        self.check_comparable(span, operator, &left.ty, &right.ty);
        Ok(node(span, NodeKind::Compare { operator, operands }, Type::Boolean))
    }

    pub(super) fn between(&mut self, span: Span, value: AstId, low: AstId, high: AstId) -> Checked<Node> {
        let (value, low, high) = (self.boxed(value)?, self.boxed(low)?, self.boxed(high)?);
        self.check_comparable(span, CompareOperator::LessEqual, &low.ty, &value.ty);
        self.check_comparable(span, CompareOperator::LessEqual, &value.ty, &high.ty);
        Ok(node(span, NodeKind::Between { value, low, high }, Type::Boolean))
    }

    /// Warns where a comparison of these types can only be null.
    pub(super) fn check_comparable(&mut self, span: Span, operator: CompareOperator, left: &Type, right: &Type) {
        let is_equality = matches!(operator, CompareOperator::Equal | CompareOperator::NotEqual);
        let is_fine = is_open(left)
            || is_open(right)
            || match (left, right) {
                (Type::List(item), other) | (other, Type::List(item)) if !matches!(other, Type::List(_)) => {
                    is_open(item) || **item == *other
                }
                (Type::List(_) | Type::Context(_) | Type::Range(_) | Type::Function { .. }, _) => {
                    is_equality && std::mem::discriminant(left) == std::mem::discriminant(right)
                }
                (Type::Boolean, Type::Boolean) => is_equality,
                _ => left == right,
            };
        if !is_fine {
            self.mismatch(span, &format!("`{}`", operator.symbol()), &format!("something to compare with {left}"), Box::new(right.clone()));
        }
    }

    pub(super) fn mismatch(&mut self, span: Span, operation: &str, expected: &str, found: Box<Type>) {
        let (operation, expected) = (operation.to_owned(), expected.to_owned());
        self.warnings.push(CompileError::TypeMismatch { operation, expected, found, at: span });
    }
}

/// Whether nothing can be said about the values of this type.
pub(super) fn is_open(ty: &Type) -> bool {
    matches!(ty, Type::Any | Type::Null)
}

/// The type where one operand is not known: only a number goes with `-` and `**` both ways.
fn known_from_one(operator: ArithmeticOperator, left: &Type, right: &Type) -> Type {
    match (operator, left, right) {
        (ArithmeticOperator::Power, _, _) | (ArithmeticOperator::Divide, Type::Number, _) => Type::Number,
        (ArithmeticOperator::Add | ArithmeticOperator::Subtract, Type::Number, _) => Type::Number,
        (ArithmeticOperator::Add, _, Type::Number) => Type::Number,
        (ArithmeticOperator::Add, Type::Text, _) | (ArithmeticOperator::Add, _, Type::Text) => Type::Text,
        _ => Type::Any,
    }
}

/// The type of the result, or `None` where there is no such operation.
fn arithmetic_type(operator: ArithmeticOperator, left: &Type, right: &Type) -> Option<Type> {
    use ArithmeticOperator::{Add, Divide, Multiply, Subtract};
    use Type::{Date, DateTime, DaysDuration, Number, Text, Time, YearsDuration};
    Some(match (operator, left, right) {
        (_, Number, Number) => Number,
        (Add, Text, Text) => Text,
        (Add | Subtract, DaysDuration, DaysDuration) => DaysDuration,
        (Add | Subtract, YearsDuration, YearsDuration) => YearsDuration,
        (Add | Subtract, Date, DaysDuration | YearsDuration) | (Add, DaysDuration | YearsDuration, Date) => Date,
        (Add | Subtract, DateTime, DaysDuration | YearsDuration) | (Add, DaysDuration | YearsDuration, DateTime) => DateTime,
        (Add | Subtract, Time, DaysDuration) | (Add, DaysDuration, Time) => Time,
        (Subtract, Date | DateTime, Date | DateTime) | (Subtract, Time, Time) => DaysDuration,
        (Multiply | Divide, DaysDuration, Number) | (Multiply, Number, DaysDuration) => DaysDuration,
        (Multiply | Divide, YearsDuration, Number) | (Multiply, Number, YearsDuration) => YearsDuration,
        (Divide, DaysDuration, DaysDuration) | (Divide, YearsDuration, YearsDuration) => Number,
        _ => return None,
    })
}
