//! `modulo`: the rest of a division, with the sign of the divisor.

use super::{BuiltIn, Call, Outcome};
use crate::error::EvalError;
use crate::value::Value;

pub(super) static MODULO: BuiltIn = BuiltIn::new("modulo", &["modulo(dividend: number, divisor: number): number"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let (dividend, divisor) = (call.number(0)?, call.number(1)?);
    if divisor.is_zero() {
        return Err(EvalError::DivisionByZero { at: call.span }.into());
    }
    dividend.checked_modulo(divisor).map(Value::Number).ok_or_else(|| call.out_of_range())
}
