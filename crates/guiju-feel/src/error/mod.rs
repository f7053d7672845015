//! Why a text is not FEEL ([`CompileError`]), and why an expression has no value ([`EvalError`]).
//!
//! Both are values with a code, the place in the source, a label and often a help. `Display` speaks English,
//! `message_zh` Chinese.

mod compile;
mod eval;
mod zh;

pub use compile::CompileError;
pub use eval::{EvalError, NullReason};
