//! `stddev`: the standard deviation of a sample.

use super::sum::{average, numbers};
use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::number::Number;
use crate::value::Value;

pub(super) static STDDEV: BuiltIn = BuiltIn::new("stddev", &["stddev(list: list<number>): number", "stddev(n...: number): number"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let numbers = numbers(call)?;
    if numbers.len() < 2 {
        return Err(call.bad(ArgumentError::SmallSample));
    }
    deviation(&numbers).map(Value::Number).ok_or_else(|| call.out_of_range())
}

fn deviation(numbers: &[Number]) -> Option<Number> {
    let mean = average(numbers)?;
    let squares = numbers.iter().try_fold(Number::ZERO, |sum, number| {
        let distance = number.checked_sub(mean)?;
        sum.checked_add(distance.checked_mul(distance)?)
    })?;
    squares.checked_div((numbers.len() - 1).into())?.sqrt()
}
