//! What an evaluation gives: the value, why parts of it are null, and which rules fired.

use std::fmt;
use std::sync::Arc;

use guiju_feel::{EvalError, Value};

/// How much an evaluation notes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tracing {
    /// The value and its reasons alone.
    Off,
    /// The rules that matched.
    #[default]
    Matches,
    /// Also, for each rule that did not, the first cell that failed.
    Misses,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcome {
    /// The value.
    pub value: Value,
    /// Why it, or a part of it, is null.
    pub reasons: Vec<Reason>,
    /// The tables that were read, in the order in which they were.
    pub tables: Vec<TableTrace>,
}

/// Why something is null.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    /// Where in the model.
    pub element: Arc<str>,
    /// The cause.
    pub cause: EvalError,
}

impl fmt::Display for Reason {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.element, self.cause)
    }
}

/// What happened in a decision table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableTrace {
    /// The decision, or the function, that the table is in.
    pub element: Arc<str>,
    /// Which table of it, as errors name it: ``decision `score`, entry `base` ``.
    pub table: Arc<str>,
    /// The values of the input columns.
    pub inputs: Vec<Value>,
    /// The places of the rules that matched, from 0.
    pub matched: Vec<usize>,
    /// For the other rules the first cell that failed, where that was asked for.
    pub misses: Vec<Miss>,
    /// What came out.
    pub output: Value,
}

/// The first cell of a rule that failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Miss {
    /// The place of the rule, from 0.
    pub rule: usize,
    /// The place of the input column, from 0.
    pub column: usize,
}
