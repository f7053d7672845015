//! `now` and `today`: the instant that the caller of the evaluation gave.

use super::{BuiltIn, Call, Outcome};
use crate::error::EvalError;
use crate::temporal::DateTime;
use crate::value::Value;

pub(super) static NOW: BuiltIn = BuiltIn::new("now", &["now(): date and time"], |call| Ok(Value::DateTime(instant(call)?)));
pub(super) static TODAY: BuiltIn = BuiltIn::new("today", &["today(): date"], |call| Ok(Value::Date(instant(call)?.date)));

fn instant(call: &mut Call<'_, '_>) -> Outcome<DateTime> {
    call.context().now.as_ref().map(DateTime::from).ok_or_else(|| EvalError::NoClock { at: call.span }.into())
}
