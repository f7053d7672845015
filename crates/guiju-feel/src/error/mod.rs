//! Why a text is not FEEL ([`CompileError`]), and why an expression has no value ([`EvalError`]).
//!
//! Both are values with a code, the place in the source, a label and often a help. `Display` speaks English,
//! `message_zh` Chinese. This is the one catalogue: no other room puts a message together.

mod argument;
mod call;
mod compile;
mod eval;
mod pattern;
mod words;
mod zh;

pub use argument::ArgumentError;
pub use call::CallError;
pub use compile::CompileError;
pub use eval::{EvalError, NullReason};
pub use pattern::PatternError;
pub use words::Words;
pub use zh::in_chinese;
