//! `abs`: the value without its sign; of durations too.

use super::{BuiltIn, Call, Outcome};
use crate::value::Value;

pub(super) static ABS: BuiltIn = BuiltIn::new("abs", &["abs(n: Any): same"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let absolute = match call.single(0) {
        Value::Number(number) => Some(Value::Number(number.abs())),
        Value::DaysDuration(duration) if duration.seconds < 0 => duration.checked_neg().map(Value::DaysDuration),
        Value::YearsDuration(duration) if duration.months < 0 => duration.checked_neg().map(Value::YearsDuration),
        value @ (Value::DaysDuration(_) | Value::YearsDuration(_)) => Some(value.clone()),
        _ => return call.number(0).map(Value::Number),
    };
    absolute.ok_or_else(|| call.out_of_range())
}
