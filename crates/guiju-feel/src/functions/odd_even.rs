//! `odd` and `even`.

use super::{BuiltIn, Call, Outcome};
use crate::number::Number;
use crate::value::Value;

pub(super) static ODD: BuiltIn = BuiltIn::new("odd", &["odd(number: number): boolean"], |call| has_rest(call, 1));
pub(super) static EVEN: BuiltIn = BuiltIn::new("even", &["even(number: number): boolean"], |call| has_rest(call, 0));

fn has_rest(call: &mut Call<'_, '_>, wanted: i64) -> Outcome {
    let rest = call.number(0)?.checked_modulo(Number::from(2_i64)).ok_or_else(|| call.out_of_range())?;
    Ok(Value::Boolean(rest == Number::from(wanted)))
}
