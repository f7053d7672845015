//! `= != < <= > >=` and `between`.

use std::cmp::Ordering;
use std::sync::Arc;

use guiju_feel::{CompareOperator, Node};

use super::{Batch, Lowered, Unlowered};
use crate::vector::Vector;

/// The nanoseconds of a second.
const SECOND: i128 = 1_000_000_000;

impl Batch<'_> {
    /// A comparison, row by row of two columns.
    pub(super) fn compare(&mut self, operator: CompareOperator, left: &Vector, right: &Vector, active: &[bool]) -> Lowered {
        let is_equality = matches!(operator, CompareOperator::Equal | CompareOperator::NotEqual);
        let values = match (left, right) {
            (a, b) if is_equality && (a.is_all_null() || b.is_all_null()) => {
                // Nothing but null is equal to null, whatever it is.
                let is_equal = |row: usize| a.is_null(row) && b.is_null(row);
                let mask = (0..self.rows).map(|row| is_equal(row) == (operator == CompareOperator::Equal));
                return Ok(Arc::new(Vector::Booleans { values: mask.collect(), valid: None }));
            }
            (Vector::Whole { values: a, scale: s, .. }, Vector::Whole { values: b, scale: t, .. }) => {
                let (s, t) = (*s, *t);
                if s == t {
                    self.rows_by(operator, left, right, active, |row| order(a.get(row), b.get(row)))
                } else {
                    // Eighteen digits more than 64 bits fit 128.
                    let (raise_a, raise_b) = (10_i128.pow(s.max(t) - s), 10_i128.pow(s.max(t) - t));
                    let wide = |values: &[i64], row: usize, raise: i128| values.get(row).map(|value| i128::from(*value) * raise);
                    self.rows_by(operator, left, right, active, |row| wide(a, row, raise_a).cmp(&wide(b, row, raise_b)))
                }
            }
            (a, b) if a.is_numeric() && b.is_numeric() => self.rows_by(operator, a, b, active, |row| a.number(row).cmp(&b.number(row))),
            (a, b) if a.is_textual() && b.is_textual() => self.rows_by(operator, a, b, active, |row| a.text(row).cmp(b.text(row))),
            (Vector::Dates { values: a, .. }, Vector::Dates { values: b, .. }) => {
                self.rows_by(operator, left, right, active, |row| order(a.get(row), b.get(row)))
            }
            (Vector::Seconds { values: a, .. }, Vector::Seconds { values: b, .. }) => {
                self.rows_by(operator, left, right, active, |row| order(a.get(row), b.get(row)))
            }
            (Vector::Booleans { values: a, .. }, Vector::Booleans { values: b, .. }) if is_equality => {
                self.rows_by(operator, left, right, active, |row| order(a.get(row), b.get(row)))
            }
            (Vector::Moments { values: a, unit: u, zone: y, .. }, Vector::Moments { values: b, unit: v, zone: z, .. })
                if y.kind().is_some() == z.kind().is_some() =>
            {
                let place = |values: &[i64], row: usize, unit: i64| values.get(row).map(|value| i128::from(*value) * i128::from(unit));
                // Times are equal already where their seconds are.
                let grain = if is_equality { SECOND } else { 1 };
                let cut = |place: Option<i128>| place.map(|place| place.div_euclid(grain));
                self.rows_by(operator, left, right, active, |row| cut(place(a, row, *u)).cmp(&cut(place(b, row, *v))))
            }
            _ => return Err(Unlowered),
        };
        Ok(Arc::new(Vector::Booleans { values, valid: None }))
    }

    /// The comparison in every row, given the order of two values that are there.
    fn rows_by(
        &mut self,
        operator: CompareOperator,
        left: &Vector,
        right: &Vector,
        active: &[bool],
        order: impl Fn(usize) -> Ordering,
    ) -> Vec<bool> {
        let holds = |order: Ordering| match operator {
            CompareOperator::Equal => order.is_eq(),
            CompareOperator::NotEqual => order.is_ne(),
            CompareOperator::Less => order.is_lt(),
            CompareOperator::LessEqual => order.is_le(),
            CompareOperator::Greater => order.is_gt(),
            CompareOperator::GreaterEqual => order.is_ge(),
        };
        let mut results = Vec::with_capacity(self.rows);
        for (row, (handed, active)) in self.handed.iter_mut().zip(active).enumerate() {
            let (no_left, no_right) = (left.is_null(row), right.is_null(row));
            results.push(match operator {
                _ if !no_left && !no_right => holds(order(row)),
                CompareOperator::Equal => no_left && no_right,
                CompareOperator::NotEqual => !(no_left && no_right),
                _ => {
                    // What is null has no order, for which there is a reason.
                    *handed |= *active;
                    false
                }
            });
        }
        results
    }

    pub(super) fn between(&mut self, value: &Node, low: &Node, high: &Node, active: &[bool]) -> Lowered {
        let (value, low, high) = (self.eval(value, active)?, self.eval(low, active)?, self.eval(high, active)?);
        let above = self.compare(CompareOperator::LessEqual, &low, &value, active)?;
        let below = self.compare(CompareOperator::LessEqual, &value, &high, active)?;
        both(&above, &below)
    }
}

/// Where two columns of booleans without nulls are both true.
pub(super) fn both(a: &Vector, b: &Vector) -> Lowered {
    let (Vector::Booleans { values: a, .. }, Vector::Booleans { values: b, .. }) = (a, b) else { return Err(Unlowered) };
    Ok(Arc::new(Vector::Booleans { values: a.iter().zip(b).map(|(a, b)| *a && *b).collect(), valid: None }))
}

fn order<T: Ord>(a: Option<&T>, b: Option<&T>) -> Ordering {
    a.cmp(&b)
}
