//! Unary tests over an input.

use super::compare::{feel_equal, is_in_range};
use super::{Eval, Evaluator};
use crate::check::{CompareOperator, Node, TestKind, UnaryTest};
use crate::error::EvalError;
use crate::span::Span;
use crate::value::{Range, Value};

impl Evaluator<'_> {
    pub(super) fn membership(&mut self, value: &Node, input: usize, tests: &[UnaryTest]) -> Eval {
        let value = self.eval(value)?;
        let matched = self.with_local(input, value, |evaluator| evaluator.any_test(tests, input))?;
        Ok(matched.map_or(Value::Null, Value::Boolean))
    }

    /// Whether the input passes one of the tests, of which there may be none; `None` where that cannot be said.
    pub(super) fn any_test(&mut self, tests: &[UnaryTest], input: usize) -> Eval<Option<bool>> {
        let reasons = self.reasons.len();
        let mut is_known = true;
        for test in tests {
            self.spend(1, test.span)?;
            match self.test(test, input)? {
                Some(true) => {
                    self.reasons.truncate(reasons);
                    return Ok(Some(true));
                }
                Some(false) => {}
                None => is_known = false,
            }
        }
        Ok(if tests.is_empty() { Some(true) } else { is_known.then_some(false) })
    }

    fn test(&mut self, test: &UnaryTest, input: usize) -> Eval<Option<bool>> {
        let reasons = self.reasons.len();
        match &test.kind {
            TestKind::Compare(operator, bound) => {
                let bound = self.operand(bound)?;
                let input = self.input(input);
                Ok(self.compare_values(*operator, &input, &bound, test.span, reasons)?.as_bool())
            }
            TestKind::Range { start, is_start_included, end, is_end_included } => {
                let (start, end) = (self.operand(start)?, self.operand(end)?);
                let operator = |is_included| if is_included { CompareOperator::LessEqual } else { CompareOperator::Less };
                let input = self.input(input);
                let above = self.compare_values(operator(*is_start_included), &start, &input, test.span, reasons)?.as_bool();
                if above == Some(false) {
                    return Ok(above);
                }
                let below = self.compare_values(operator(*is_end_included), &input, &end, test.span, reasons)?.as_bool();
                Ok(if above.is_none() { None } else { below })
            }
            TestKind::Condition(condition) => {
                let value = self.operand(condition)?;
                match &*value {
                    Value::Boolean(value) => Ok(Some(*value)),
                    Value::Null => self.fail_for_null("condition", test.span, reasons).map(|_| None),
                    other => {
                        let error =
                            EvalError::WrongKind { operation: "condition", expected: "boolean", found: other.kind(), at: test.span };
                        self.fail(error).map(|_| None)
                    }
                }
            }
            TestKind::Matches(expected) => {
                let expected = self.operand(expected)?;
                let input = self.input(input);
                self.matches(&input, &expected, test.span)
            }
            TestKind::Not(tests) => Ok(self.any_test(tests, input)?.map(|is_match| !is_match)),
        }
    }

    /// The input as a value of its own: tests may bind locals while it is compared. Cheap, as all clones are.
    fn input(&self, input: usize) -> Value {
        self.local(input).clone()
    }

    /// Whether the input is equal to the value, inside of it, or one of it.
    fn matches(&mut self, input: &Value, expected: &Value, at: Span) -> Eval<Option<bool>> {
        let matched = match expected {
            Value::Range(range) => in_or_equal(input, range),
            Value::List(items) => {
                self.spend(items.len(), at)?;
                matches_list(input, expected, items)
            }
            // The cell is a condition that does not look at the input.
            Value::Boolean(true) if !matches!(input, Value::Boolean(_) | Value::List(_) | Value::Null) => Some(true),
            _ => match (input, feel_equal(input, expected)) {
                // A list passes where the value is one of its items.
                (Value::List(items), None) => Some(items.iter().any(|item| feel_equal(item, expected) == Some(true))),
                (_, answer) => answer,
            },
        };
        match matched {
            Some(is_match) => Ok(Some(is_match)),
            None if input.is_null() => self.fail(EvalError::NullOperand { operation: "`in`", at }).map(|_| None),
            None => self.fail(EvalError::CannotCompare { left: input.kind(), right: expected.kind(), at }).map(|_| None),
        }
    }
}

fn in_or_equal(input: &Value, range: &Range) -> Option<bool> {
    match input {
        Value::Range(other) => {
            Some(feel_equal(input, &Value::Range(std::sync::Arc::new(range.clone()))) == Some(true) && !other.start.is_null())
        }
        _ => is_in_range(input, range),
    }
}

fn matches_list(input: &Value, list: &Value, items: &[Value]) -> Option<bool> {
    let is_item = |item: &Value| match item {
        Value::Range(range) => is_in_range(input, range) == Some(true) || feel_equal(input, item) == Some(true),
        _ => feel_equal(input, item) == Some(true),
    };
    Some(items.iter().any(is_item) || matches!(input, Value::List(_)) && feel_equal(input, list) == Some(true))
}
