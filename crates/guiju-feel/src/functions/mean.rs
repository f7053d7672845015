//! `mean`: the average of numbers.

use super::sum::{average, numbers};
use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::value::Value;

pub(super) static MEAN: BuiltIn = BuiltIn::new("mean", &["mean(list: list<number>): number", "mean(n...: number): number"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let numbers = numbers(call)?;
    average(&numbers).map(Value::Number).ok_or_else(|| call.bad(ArgumentError::EmptyList))
}
