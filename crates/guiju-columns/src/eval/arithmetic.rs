//! `+ - * / **` and `-a`: numbers as integers where they stay integers of 64 bits, as decimals otherwise. Strings are in `texts.rs`,
//! dates and durations in `temporal.rs`.

use std::sync::Arc;

use guiju_feel::{ArithmeticOperator, Node, Number};

use super::{Batch, Lowered, Unlowered};
use crate::vector::{SCALE_MAX, Vector};

/// Larger exponents, and fractions, are handed over.
const POWER_MAX: i64 = 1_000;

impl Batch<'_> {
    pub(super) fn negate(&mut self, operand: &Node, active: &[bool]) -> Lowered {
        let operand = self.eval(operand, active)?;
        self.hand_nulls(&operand, active);
        Ok(Arc::new(match operand.as_ref() {
            Vector::Whole { values, scale, .. } => {
                let negated = self.checked(active, |row| values.get(row).and_then(|value| value.checked_neg()));
                Vector::Whole { values: negated.into(), scale: *scale, valid: None }
            }
            Vector::Numbers { values, .. } => Vector::Numbers { values: values.iter().map(|value| value.negate()).collect(), valid: None },
            Vector::Seconds { values, .. } => {
                Vector::Seconds { values: self.checked(active, |row| values.get(row).and_then(|value| value.checked_neg())), valid: None }
            }
            _ => return Err(Unlowered),
        }))
    }

    pub(super) fn arithmetic(&mut self, operator: ArithmeticOperator, left: &Node, right: &Node, active: &[bool]) -> Lowered {
        let (left, right) = (self.eval(left, active)?, self.eval(right, active)?);
        if left.is_all_null() || right.is_all_null() {
            // Whatever the other is, there is a reason.
            self.hand_where(active, |_| true);
            return Ok(self.nulls());
        }
        if operator == ArithmeticOperator::Add && left.is_textual() && right.is_textual() {
            return Ok(self.concatenated(&left, &right, active));
        }
        if !(left.is_numeric() && right.is_numeric()) {
            return self.temporal(operator, &left, &right, active);
        }
        self.hand_nulls(&left, active);
        self.hand_nulls(&right, active);
        if let (Vector::Whole { values: a, scale: s, .. }, Vector::Whole { values: b, scale: t, .. }) = (left.as_ref(), right.as_ref())
            && let Some(vector) = self.whole(operator, (a, *s), (b, *t), active)
        {
            return Ok(Arc::new(vector));
        }
        let numbers = self.decimals(active, |row| decimal(operator, left.number(row), right.number(row)));
        Ok(Arc::new(Vector::Numbers { values: numbers, valid: None }))
    }

    /// Sums and products of integers; `None` where the result is no integer of a scale that is kept.
    fn whole(&mut self, operator: ArithmeticOperator, (a, s): (&[i64], u32), (b, t): (&[i64], u32), active: &[bool]) -> Option<Vector> {
        let at = |values: &[i64], row: usize| values.get(row).copied();
        let (values, scale) = match operator {
            ArithmeticOperator::Add | ArithmeticOperator::Subtract => {
                let scale = s.max(t);
                let (raise_a, raise_b) = (10_i64.checked_pow(scale - s)?, 10_i64.checked_pow(scale - t)?);
                let sum = |row| {
                    let (a, b) = (at(a, row)?.checked_mul(raise_a)?, at(b, row)?.checked_mul(raise_b)?);
                    if operator == ArithmeticOperator::Add { a.checked_add(b) } else { a.checked_sub(b) }
                };
                (self.checked(active, sum), scale)
            }
            ArithmeticOperator::Multiply if s + t <= SCALE_MAX => (self.checked(active, |row| at(a, row)?.checked_mul(at(b, row)?)), s + t),
            ArithmeticOperator::Multiply | ArithmeticOperator::Divide | ArithmeticOperator::Power => return None,
        };
        Some(Vector::Whole { values: values.into(), scale, valid: None })
    }

    /// An integer for each row; active rows without one are handed over.
    pub(super) fn checked(&mut self, active: &[bool], compute: impl Fn(usize) -> Option<i64>) -> Vec<i64> {
        let mut results = Vec::with_capacity(self.rows);
        for (row, (handed, active)) in self.handed.iter_mut().zip(active).enumerate() {
            let result = compute(row);
            *handed |= *active && result.is_none();
            results.push(result.unwrap_or(0));
        }
        results
    }

    /// A decimal for each active row; those without one are handed over.
    pub(super) fn decimals(&mut self, active: &[bool], compute: impl Fn(usize) -> Option<Number>) -> Vec<Number> {
        let mut results = Vec::with_capacity(self.rows);
        for (row, (handed, active)) in self.handed.iter_mut().zip(active).enumerate() {
            let result = if *active && !*handed { compute(row) } else { Some(Number::ZERO) };
            *handed |= result.is_none();
            results.push(result.unwrap_or(Number::ZERO));
        }
        results
    }

    /// Hands over the active rows that are null.
    pub(super) fn hand_nulls(&mut self, vector: &Vector, active: &[bool]) {
        self.hand_where(active, |row| vector.is_null(row));
    }
}

/// FEEL's own operation; `None` where it would give a reason.
fn decimal(operator: ArithmeticOperator, a: Number, b: Number) -> Option<Number> {
    match operator {
        ArithmeticOperator::Add => a.checked_add(b),
        ArithmeticOperator::Subtract => a.checked_sub(b),
        ArithmeticOperator::Multiply => a.checked_mul(b),
        ArithmeticOperator::Divide => a.checked_div(b),
        // FEEL counts the steps of a power that is not made by a few products.
        ArithmeticOperator::Power if !b.is_integer() || b.abs() > Number::from(POWER_MAX) => None,
        ArithmeticOperator::Power => a.checked_pow(b),
    }
}
