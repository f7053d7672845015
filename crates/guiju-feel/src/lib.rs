//! FEEL, the expression language of DMN 1.5: parsed, typed and evaluated with spans and reasons.
//!
//! [`compile`] turns a text and the [`Names`] in scope into an [`Expression`], which any number of threads then
//! evaluate over slots of [`Value`]s. [`compile_unary_tests`] does the same for a cell of a decision table.
//!
//! ```
//! use guiju_feel::{EvalContext, Names, Type, Value, compile};
//!
//! let mut names = Names::new();
//! names.declare("unit price", Type::Number);
//! names.declare("数量", Type::Number);
//! let expression = compile("unit price * 数量", &names).unwrap();
//! let result = expression.evaluate(&[Value::from(25), Value::from(4)], &EvalContext::default());
//! assert_eq!(result.value.to_string(), "100");
//! ```
//!
//! Invariants: no clock, no I/O, no randomness, no order that differs from run to run; the same slots and context
//! give the same value and reasons. No input panics, and every evaluation is bounded by its [`Limits`].
//!
//! Rooms: `syntax/` makes a tree of the text, `check/` gives names slots and every node a type, `eval/` computes
//! one case, `functions/` holds the built-ins, one file each. Read [`check::NodeKind`] first.

#[expect(clippy::wildcard_enum_match_arm, reason = "an operation is defined for a few types and refused for all others, future ones too")]
mod check;
mod compiled;
mod error;
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "an operation is defined for a few kinds of values and null for all others, as the standard has it"
)]
mod eval;
#[expect(clippy::wildcard_enum_match_arm, reason = "a few kinds of nodes are computed beforehand and all others are left alone")]
mod fold;
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a built-in is defined for a few kinds of values and null for all others, as the standard has it"
)]
mod functions;
mod names;
mod number;
mod span;
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "a rule of the grammar asks for a few kinds of nodes or types and leaves all others alone"
)]
mod syntax;
mod temporal;
mod types;
mod value;

pub use check::{
    Arguments, ArithmeticOperator, CompareOperator, ContextEntry, Iterator as ForIterator, IteratorSource, Lambda, Node, NodeKind,
    TestKind, UnaryTest,
};
pub use compiled::{Expression, UnaryTests, compile, compile_unary_tests};
pub use error::{ArgumentError, CallError, CompileError, EvalError, NullReason, PatternError, Words, in_chinese};
pub use eval::{Budget, EvalContext, Evaluation, Limits, Mode};
pub use functions::{BuiltIn, Signature, SignatureParameter, SignatureResult, built_ins};
pub use names::Names;
pub use number::{Number, NumberError, Rounding};
pub use span::Span;
pub use temporal::{Date, DateTime, DaysDuration, Time, YearsDuration, Zone, ZoneKind};
pub use types::{ContextType, Type};
pub use value::{Context, Function, FunctionKind, NativeFunction, Parameter, Range, Value};
