//! Evaluation, case by case.
mod context;

pub use context::{EvalContext, Evaluation, Limits, Mode};
