//! What an evaluation is given beside its slots, and what it gives back.

use std::sync::Arc;

use super::Budget;
use crate::error::{EvalError, NullReason};
use crate::value::Value;

/// What happens where an operation has no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// The operation is null, as the standard has it, and the reason is kept.
    #[default]
    Lenient,
    /// The evaluation ends, and its value is null with that one reason.
    Strict,
}

/// How much an evaluation may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Nodes evaluated and items looked at, in total.
    pub steps: u64,
    /// Nested evaluations; a call of a function counts more than an operator. The default fits a thread of two
    /// megabytes even without optimisation; a larger one needs a larger stack.
    pub depth: u32,
    /// Items of one list, or rounds of one `for`.
    pub list_items: usize,
    /// Bytes of one string.
    pub text_bytes: usize,
    /// Reasons kept; the ones after these are dropped.
    pub reasons: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { steps: 10_000_000, depth: 300, list_items: 1_000_000, text_bytes: 10_000_000, reasons: 32 }
    }
}

/// What an evaluation is given beside its slots.
#[derive(Debug, Clone, Default)]
pub struct EvalContext {
    /// What happens where an operation has no answer.
    pub mode: Mode,
    /// The instant of `now()` and `today()`, with the zone that they are told in.
    pub now: Option<jiff::ZonedDateTime>,
    /// How much may be used.
    pub limits: Limits,
    /// What it may use together with others.
    pub budget: Option<Arc<Budget>>,
}

/// The value of an expression, and why it or a part of it is null.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Evaluation {
    /// The value.
    pub value: Value,
    /// Why the value, or something that went into it, is null; empty for a null that was given or written.
    pub reasons: Vec<NullReason>,
}

impl Evaluation {
    /// A value without reasons.
    #[must_use]
    pub fn of(value: Value) -> Self {
        Self { value, reasons: Vec::new() }
    }

    /// The value, or the first reason as an error.
    ///
    /// # Errors
    /// The first operation that had no answer.
    pub fn strict(self) -> Result<Value, EvalError> {
        match self.reasons.into_iter().next() {
            Some(reason) => Err(reason.error),
            None => Ok(self.value),
        }
    }
}
