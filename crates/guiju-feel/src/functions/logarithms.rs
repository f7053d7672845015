//! `sqrt`, `log` (natural) and `exp`.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::number::Number;
use crate::value::Value;

pub(super) static SQRT: BuiltIn = BuiltIn::new("sqrt", &["sqrt(number: number): number"], |call| apply(call, Number::sqrt));
pub(super) static LOG: BuiltIn = BuiltIn::new("log", &["log(number: number): number"], |call| apply(call, Number::ln));
pub(super) static EXP: BuiltIn = BuiltIn::new("exp", &["exp(number: number): number"], |call| apply(call, Number::exp));

fn apply(call: &mut Call<'_, '_>, function: fn(Number) -> Option<Number>) -> Outcome {
    let number = call.number(0)?;
    call.spend(Number::STEPS_OF_LOGARITHM)?;
    function(number).map(Value::Number).ok_or_else(|| call.bad(ArgumentError::NoResult { number: number.to_string() }))
}
