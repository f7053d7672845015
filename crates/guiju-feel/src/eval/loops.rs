//! `for`, `some` and `every`.

use std::sync::Arc;

use super::{Eval, Evaluator};
use crate::check::{Iterator as TreeIterator, IteratorSource, Node};
use crate::error::EvalError;
use crate::span::Span;
use crate::temporal::Date;
use crate::value::{Range, Value};

/// What an iterator runs over, one item at a time: `1..1000000` is never a list.
enum Items {
    List { items: Arc<[Value]>, next: usize },
    Integers { next: Option<i64>, last: i64 },
    Days { next: Option<i64>, last: i64 },
}

impl Iterator for Items {
    type Item = Value;

    fn next(&mut self) -> Option<Value> {
        match self {
            Self::List { items, next } => {
                let item = items.get(*next)?.clone();
                *next += 1;
                Some(item)
            }
            Self::Integers { next, last } => step(next, *last).map(Value::from),
            Self::Days { next, last } => step(next, *last).and_then(Date::from_days_since_epoch).map(Value::Date),
        }
    }
}

/// The number that is next, moving on towards the last one, up or down.
fn step(next: &mut Option<i64>, last: i64) -> Option<i64> {
    let current = (*next)?;
    *next = match current.cmp(&last) {
        std::cmp::Ordering::Less => Some(current + 1),
        std::cmp::Ordering::Greater => Some(current - 1),
        std::cmp::Ordering::Equal => None,
    };
    Some(current)
}

/// What a loop does in each round; `false` ends it.
type Round<'r, 'a> = dyn FnMut(&mut Evaluator<'a>) -> Eval<bool> + 'r;

impl<'a> Evaluator<'a> {
    pub(super) fn iteration(&mut self, node: &Node, iterators: &[TreeIterator], partial: usize, uses_partial: bool, body: &Node) -> Eval {
        let mut results: Vec<Value> = Vec::new();
        let finished = self.with_local(partial, Value::List(Arc::from([])), |evaluator| {
            evaluator.rounds(iterators, &mut |evaluator| {
                if uses_partial {
                    evaluator.spend(results.len(), node.span)?;
                    let position = evaluator.base + partial;
                    if let Some(local) = evaluator.locals.get_mut(position) {
                        *local = Value::List(results.as_slice().into());
                    }
                }
                let value = evaluator.eval(body)?;
                // Only with `partial` can the results become deeper from round to round.
                results.push(if uses_partial { evaluator.built(value, body.span)? } else { value });
                evaluator.check_list(results.len(), node.span)?;
                Ok(true)
            })
        })?;
        if finished.is_none() {
            return Ok(Value::Null);
        }
        self.built(Value::List(results.into()), node.span)
    }

    pub(super) fn quantified(&mut self, is_every: bool, iterators: &[TreeIterator], body: &Node) -> Eval {
        let (mut is_decided, mut is_known, mut is_wrong) = (false, true, false);
        let reasons = self.reasons.len();
        let finished = self.rounds(iterators, &mut |evaluator| {
            let before = evaluator.reasons.len();
            let value = evaluator.operand(body)?;
            match &*value {
                Value::Boolean(value) if *value != is_every => {
                    is_decided = true;
                    return Ok(false);
                }
                Value::Boolean(_) => {}
                Value::Null => {
                    is_known = false;
                    evaluator.fail_for_null("`satisfies`", body.span, before)?;
                }
                other => {
                    is_wrong = true;
                    let error = EvalError::WrongKind { operation: "`satisfies`", expected: "boolean", found: other.kind(), at: body.span };
                    return evaluator.fail(error).map(|_| false);
                }
            }
            Ok(true)
        })?;
        if finished.is_none() || is_wrong {
            return Ok(Value::Null);
        }
        if is_decided {
            self.reasons.truncate(reasons);
            return Ok(Value::Boolean(!is_every));
        }
        Ok(if is_known { Value::Boolean(is_every) } else { Value::Null })
    }

    /// Runs all rounds, the last iterator fastest. `Some(false)` where a round ended it, `None` where one of the
    /// iterators has nothing to run over.
    fn rounds(&mut self, iterators: &[TreeIterator], round: &mut Round<'_, 'a>) -> Eval<Option<bool>> {
        let Some((first, rest)) = iterators.split_first() else {
            return round(self).map(Some);
        };
        let Some(items) = self.items(&first.source)? else { return Ok(None) };
        for item in items {
            self.spend(1, span_of(&first.source))?;
            match self.with_local(first.local, item, |evaluator| evaluator.rounds(rest, round))? {
                Some(true) => {}
                ended => return Ok(ended),
            }
        }
        Ok(Some(true))
    }

    fn items(&mut self, source: &IteratorSource) -> Eval<Option<Items>> {
        let reasons = self.reasons.len();
        match source {
            IteratorSource::Items(node) => {
                let value = self.eval(node)?;
                match &value {
                    Value::List(items) => Ok(Some(Items::List { items: Arc::clone(items), next: 0 })),
                    Value::Range(range) => self.items_of_range(range, node.span),
                    Value::Null => self.fail_for_null("`in`", node.span, reasons).map(|_| None),
                    // A single value counts as a list of one.
                    _ => Ok(Some(Items::List { items: Arc::from([value]), next: 0 })),
                }
            }
            IteratorSource::Between(start, end) => {
                let (start_value, end_value) = (self.eval(start)?, self.eval(end)?);
                let found = match between(&start_value, &end_value) {
                    Some(items) => return Ok(Some(items)),
                    None if end_value.is_null() => "null",
                    None => end_value.kind(),
                };
                self.fail(EvalError::CannotCalculate {
                    operator: "..",
                    left: start_value.kind(),
                    right: found,
                    at: start.span.to(end.span),
                })?;
                Ok(None)
            }
        }
    }

    /// A range of whole numbers or days, without the bounds that are outside.
    fn items_of_range(&mut self, range: &Range, at: Span) -> Eval<Option<Items>> {
        // `2..1` counts down, but `[2..1]` is a range without values that makes no sense.
        let is_ascending = super::feel_order(&range.start, &range.end).is_some_and(|order| order.is_le());
        let items = match between(&range.start, &range.end).filter(|_| is_ascending) {
            Some(Items::Integers { next: Some(next), last }) => bounded(next, last, range)
                .map_or(Some(Items::Integers { next: None, last }), |(next, last)| Some(Items::Integers { next: Some(next), last })),
            Some(Items::Days { next: Some(next), last }) => bounded(next, last, range)
                .map_or(Some(Items::Days { next: None, last }), |(next, last)| Some(Items::Days { next: Some(next), last })),
            _ => None,
        };
        if items.is_none() {
            self.fail(EvalError::CannotCalculate { operator: "..", left: range.start.kind(), right: range.end.kind(), at })?;
        }
        Ok(items)
    }
}

/// The first and the last value inside.
fn bounded(first: i64, last: i64, range: &Range) -> Option<(i64, i64)> {
    let first = if range.is_start_included { first } else { first + 1 };
    let last = if range.is_end_included { last } else { last - 1 };
    (first <= last).then_some((first, last))
}

fn between(start: &Value, end: &Value) -> Option<Items> {
    match (start, end) {
        (Value::Number(a), Value::Number(b)) => {
            // Far enough for any list, and near enough for the arithmetic of `bounded`.
            let bound = |value: i64| (value.unsigned_abs() < 1 << 60).then_some(value);
            Some(Items::Integers { next: Some(bound(a.to_i64()?)?), last: bound(b.to_i64()?)? })
        }
        (Value::Date(a), Value::Date(b)) => Some(Items::Days { next: Some(a.days_since_epoch()), last: b.days_since_epoch() }),
        _ => None,
    }
}

fn span_of(source: &IteratorSource) -> Span {
    match source {
        IteratorSource::Items(node) => node.span,
        IteratorSource::Between(start, end) => start.span.to(end.span),
    }
}
