//! How much may be evaluated before there is a case: constants of cells, allowed values, output values.
//!
//! A model may have a million cells, so that what one of them may cost is small. A constant that costs more is no constant: its cell is
//! tried with every case, within the limits of that.

use guiju_feel::{EvalContext, Limits};

/// Steps that a constant may take beside one for each byte of its text: a date and the sum of some durations take ten.
const STEPS: usize = 1_000;
const TEXT_BYTES: usize = 100_000;

/// The context for a constant of this text.
pub(crate) fn context(source: &str) -> EvalContext {
    let steps = STEPS.saturating_add(source.len());
    let limits = Limits {
        steps: u64::try_from(steps).unwrap_or(u64::MAX),
        list_items: steps,
        text_bytes: TEXT_BYTES.max(source.len()),
        ..Limits::default()
    };
    EvalContext { limits, ..EvalContext::default() }
}
