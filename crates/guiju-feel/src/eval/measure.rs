//! The size of values that an evaluation builds.
//!
//! Values share their parts, so a few steps could build a list that is exponentially large when it is walked
//! (`[t, t]`, again and again), or so deep that dropping it exhausts the stack. Therefore whatever is built out of
//! lists and contexts is walked once, which costs steps, and refused beyond a depth. After that printing, comparing
//! and dropping are safe without a check of their own.

use super::{Eval, Evaluator};
use crate::span::Span;
use crate::value::{Function, FunctionKind, Value};

/// Levels of lists, contexts and captured values.
const DEPTH_MAX: u32 = 128;

fn is_composite(value: &Value) -> bool {
    match value {
        Value::List(_) | Value::Context(_) => true,
        Value::Function(function) => !captured(function).is_empty(),
        _ => false,
    }
}

fn captured(function: &Function) -> &[Value] {
    match &function.kind {
        FunctionKind::Lambda { captured, .. } => captured,
        FunctionKind::BuiltIn(_) | FunctionKind::Native(_) => &[],
    }
}

impl Evaluator<'_> {
    /// Returns a value that was built from others, unless it is too large or too deep.
    pub(crate) fn built(&mut self, value: Value, at: Span) -> Eval {
        self.measure(&value, 0, at)?;
        Ok(value)
    }

    fn measure(&mut self, value: &Value, depth: u32, at: Span) -> Eval<()> {
        if depth >= DEPTH_MAX {
            return self.stop("levels of nested values", u64::from(DEPTH_MAX), at);
        }
        match value {
            Value::List(items) => self.measure_all(items.iter(), items.len(), depth, at),
            Value::Context(context) => self.measure_all(context.iter().map(|(_, value)| value), context.len(), depth, at),
            Value::Function(function) => self.measure_all(captured(function).iter(), captured(function).len(), depth, at),
            _ => Ok(()),
        }
    }

    fn measure_all<'v>(&mut self, values: impl Iterator<Item = &'v Value>, count: usize, depth: u32, at: Span) -> Eval<()> {
        self.spend(count / 4, at)?;
        for value in values.filter(|value| is_composite(value)) {
            self.spend(1, at)?;
            self.measure(value, depth + 1, at)?;
        }
        Ok(())
    }
}
