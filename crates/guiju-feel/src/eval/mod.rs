//! Evaluation, case by case: one typed tree, one set of slots, one value.
//!
//! An operation that has no answer calls [`Evaluator::fail`]: in lenient mode that is null with a reason, in strict
//! mode it ends the evaluation. [`Stop`] is how it ends; the reason is kept in the evaluator, so that results stay
//! small. Every node and every round of a loop costs a step.

mod arithmetic;
mod budget;
mod calls;
mod coerce;
mod compare;
mod context;
mod loops;
mod measure;
mod node;
mod paths;
mod tests;

use std::cell::Cell;
use std::sync::Arc;

pub use budget::Budget;
pub use context::{EvalContext, Evaluation, Limits, Mode};

pub(crate) use compare::{Place, feel_equal, feel_order, frame_order, is_in_range};
pub(crate) use paths::position_of;

use crate::check::{Node, UnaryTest};
use crate::error::{EvalError, NullReason};
use crate::span::Span;
use crate::value::{Function, Value};

/// The evaluation has ended early; why is in the evaluator's reasons.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stop;

pub(crate) type Eval<T = Value> = Result<T, Stop>;

thread_local! {
    /// The memory of the locals, kept from one evaluation to the next: most cells need it, and only for one value.
    static LOCALS: Cell<Vec<Value>> = const { Cell::new(Vec::new()) };
}

/// The steps that an evaluation may take.
fn granted(context: &EvalContext) -> u64 {
    let steps = context.limits.steps;
    context.budget.as_ref().map_or(steps, |budget| steps.min(budget.left()))
}

/// One evaluation under way.
pub(crate) struct Evaluator<'a> {
    slots: &'a [Value],
    context: &'a EvalContext,
    /// The locals of the functions under way, those of the innermost from `base` on.
    locals: Vec<Value>,
    base: usize,
    /// The function that is running, for what it captured.
    function: Option<Arc<Function>>,
    granted: u64,
    steps_left: u64,
    depth: u32,
    reasons: Vec<NullReason>,
}

impl<'a> Evaluator<'a> {
    pub(crate) fn new(slots: &'a [Value], context: &'a EvalContext) -> Self {
        let granted = granted(context);
        Self { slots, context, locals: LOCALS.take(), base: 0, function: None, granted, steps_left: granted, depth: 0, reasons: Vec::new() }
    }

    /// Evaluates a tree from the beginning.
    pub(crate) fn run(mut self, tree: &Node) -> Evaluation {
        let value = self.eval(tree).unwrap_or(Value::Null);
        self.finish(value)
    }

    /// Applies tests to an input, which is their local 0.
    pub(crate) fn run_tests(mut self, tests: &[UnaryTest], is_negated: bool, input: &Value) -> Evaluation {
        self.locals.push(input.clone());
        let matched = self.any_test(tests, 0);
        let value = match matched {
            Ok(Some(is_match)) => Value::Boolean(is_match != is_negated),
            Ok(None) | Err(Stop) => Value::Null,
        };
        self.finish(value)
    }

    fn finish(mut self, value: Value) -> Evaluation {
        self.locals.clear();
        LOCALS.set(self.locals);
        if let Some(budget) = &self.context.budget {
            budget.take(self.granted.saturating_sub(self.steps_left).max(1));
        }
        Evaluation { value, reasons: self.reasons }
    }

    pub(crate) fn context(&self) -> &EvalContext {
        self.context
    }

    /// Null with a reason, or the end.
    #[cold]
    pub(crate) fn fail(&mut self, error: EvalError) -> Eval {
        if self.context.mode == Mode::Strict || error.is_limit() {
            self.reasons.insert(0, error.into());
            return Err(Stop);
        }
        if self.reasons.len() < self.context.limits.reasons {
            self.reasons.push(error.into());
        }
        Ok(Value::Null)
    }

    /// [`Evaluator::fail`] for an operand that is null, unless its own evaluation has just said why.
    #[cold]
    fn fail_for_null(&mut self, operation: &'static str, at: Span, reasons_before: usize) -> Eval {
        if self.reasons.len() > reasons_before { Ok(Value::Null) } else { self.fail(EvalError::NullOperand { operation, at }) }
    }

    /// Counts steps.
    pub(crate) fn spend(&mut self, steps: usize, at: Span) -> Eval<()> {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        match self.steps_left.checked_sub(steps) {
            Some(left) => {
                self.steps_left = left;
                Ok(())
            }
            None => self.stop("steps", self.context.limits.steps, at),
        }
    }

    #[cold]
    fn stop<T>(&mut self, what: &'static str, limit: u64, at: Span) -> Eval<T> {
        self.steps_left = 0;
        self.reasons.insert(0, EvalError::LimitReached { what, limit, at }.into());
        Err(Stop)
    }

    pub(crate) fn check_list(&mut self, length: usize, at: Span) -> Eval<()> {
        let limit = self.context.limits.list_items;
        if length > limit { self.stop("items in a list", u64::try_from(limit).unwrap_or(u64::MAX), at) } else { Ok(()) }
    }

    pub(crate) fn check_text(&mut self, bytes: usize, at: Span) -> Eval<()> {
        let limit = self.context.limits.text_bytes;
        if bytes > limit { self.stop("bytes in a string", u64::try_from(limit).unwrap_or(u64::MAX), at) } else { Ok(()) }
    }

    fn local(&self, index: usize) -> &Value {
        const NULL: &Value = &Value::Null;
        self.locals.get(self.base + index).unwrap_or(NULL)
    }

    /// Binds a local for the time of a rule.
    fn with_local<T>(&mut self, index: usize, value: Value, rule: impl FnOnce(&mut Self) -> Eval<T>) -> Eval<T> {
        let length = self.base + index;
        self.locals.resize(length, Value::Null);
        self.locals.push(value);
        let result = rule(self);
        self.locals.truncate(length);
        result
    }
}
