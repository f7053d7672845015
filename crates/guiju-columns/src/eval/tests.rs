//! Unary tests over a column: the right side of `in`, and the input values of a table.

use std::sync::Arc;

use guiju_feel::{CompareOperator, Node, NodeKind, Range, TestKind, UnaryTest, Value};

use super::compare::both;
use super::{Batch, Lowered, Unlowered};
use crate::vector::{Vector, has};

impl Batch<'_> {
    /// Whether the input, which is this local of the tests, passes one of them.
    pub(super) fn tests(&mut self, input: &Arc<Vector>, local: usize, tests: &[UnaryTest], active: &[bool]) -> Lowered {
        self.frame.locals.push((local, Arc::clone(input)));
        let passed = self.any_test(input, tests, active);
        self.frame.locals.pop();
        passed
    }

    fn any_test(&mut self, input: &Arc<Vector>, tests: &[UnaryTest], active: &[bool]) -> Lowered {
        let mut open = active.to_vec();
        let mut passed = vec![tests.is_empty(); self.rows];
        for test in tests {
            let vector = self.test(input, test, &open)?;
            let Vector::Booleans { values, valid } = vector.as_ref() else { return Err(Unlowered) };
            // A condition that is null gives a reason.
            self.hand_where(&open, |row| !has(valid, row));
            for ((open, passed), value) in open.iter_mut().zip(&mut passed).zip(values) {
                if *open && *value {
                    (*open, *passed) = (false, true);
                }
            }
        }
        Ok(Arc::new(Vector::Booleans { values: passed, valid: None }))
    }

    fn test(&mut self, input: &Arc<Vector>, test: &UnaryTest, active: &[bool]) -> Lowered {
        match &test.kind {
            TestKind::Compare(operator, bound) => {
                let bound = self.eval(bound, active)?;
                self.compare(*operator, input, &bound, active)
            }
            TestKind::Range { start, is_start_included, end, is_end_included } => {
                let (start, end) = (self.eval(start, active)?, self.eval(end, active)?);
                self.within(input, (&start, *is_start_included), (&end, *is_end_included), active)
            }
            TestKind::Condition(condition) => self.eval(condition, active),
            TestKind::Matches(Node { kind: NodeKind::Constant(value), .. }) => self.matches(input, value, active),
            TestKind::Matches(expected) => {
                let expected = self.eval(expected, active)?;
                self.equal(input, &expected, active)
            }
            TestKind::Not(tests) => {
                let passed = self.any_test(input, tests, active)?;
                let Vector::Booleans { values, .. } = passed.as_ref() else { return Err(Unlowered) };
                Ok(Arc::new(Vector::Booleans { values: values.iter().map(|value| !value).collect(), valid: None }))
            }
        }
    }

    fn within(&mut self, input: &Vector, low: (&Vector, bool), high: (&Vector, bool), active: &[bool]) -> Lowered {
        let operator = |is_included| if is_included { CompareOperator::LessEqual } else { CompareOperator::Less };
        let above = self.compare(operator(low.1), low.0, input, active)?;
        let below = self.compare(operator(high.1), input, high.0, active)?;
        both(&above, &below)
    }

    /// Equal to a constant, inside of it, or one of it.
    fn matches(&mut self, input: &Arc<Vector>, expected: &Value, active: &[bool]) -> Lowered {
        match expected {
            Value::List(items) => {
                let mut passed = vec![false; self.rows];
                for item in items.iter() {
                    // An item that cannot be compared is passed over without a reason, so nothing may be handed over for it.
                    if matches!(item, Value::List(_) | Value::Range(_)) || !is_comparable(input, item) {
                        return Err(Unlowered);
                    }
                    let one = self.matches(input, item, active)?;
                    let Vector::Booleans { values, .. } = one.as_ref() else { return Err(Unlowered) };
                    passed.iter_mut().zip(values).for_each(|(passed, one)| *passed |= *one);
                }
                Ok(Arc::new(Vector::Booleans { values: passed, valid: None }))
            }
            Value::Range(range) => self.in_range(input, range, active),
            value if is_comparable(input, value) => {
                let value = Vector::constant(value, self.rows);
                self.equal(input, &value, active)
            }
            _ => Err(Unlowered),
        }
    }

    fn in_range(&mut self, input: &Arc<Vector>, range: &Range, active: &[bool]) -> Lowered {
        if range.is_unary || range.start.is_null() || range.end.is_null() {
            return Err(Unlowered);
        }
        let (start, end) = (Vector::constant(&range.start, self.rows), Vector::constant(&range.end, self.rows));
        self.within(input, (&start, range.is_start_included), (&end, range.is_end_included), active)
    }

    /// Equality of a test: not for booleans beside other kinds, which may be conditions.
    fn equal(&mut self, input: &Vector, expected: &Vector, active: &[bool]) -> Lowered {
        let is_boolean = |vector: &Vector| matches!(vector, Vector::Booleans { .. });
        if is_boolean(expected) != is_boolean(input) && !expected.is_all_null() && !input.is_all_null()
            || matches!(expected, Vector::Rows(_))
        {
            return Err(Unlowered);
        }
        self.compare(CompareOperator::Equal, input, expected, active)
    }
}

fn is_comparable(input: &Vector, value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Number(_) => input.is_numeric(),
        Value::Text(_) => input.is_textual(),
        Value::Boolean(_) => matches!(input, Vector::Booleans { .. }),
        Value::Date(_) => matches!(input, Vector::Dates { .. }),
        Value::DateTime(_) => matches!(input, Vector::Moments { .. }),
        Value::DaysDuration(_) => matches!(input, Vector::Seconds { .. }),
        _ => false,
    }
}
