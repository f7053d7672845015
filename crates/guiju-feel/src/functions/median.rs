//! `median`: the middle of numbers in order; the mean of the two in the middle of an even count.

use super::sum::{average, numbers};
use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::value::Value;

pub(super) static MEDIAN: BuiltIn = BuiltIn::new("median", &["median(list: list<number>): number", "median(n...: number): number"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let mut numbers = numbers(call)?;
    numbers.sort_unstable();
    let middle = numbers.len() / 2;
    let median = match numbers.get(middle) {
        Some(upper) if numbers.len().is_multiple_of(2) => {
            numbers.get(middle.saturating_sub(1)).and_then(|lower| average(&[*lower, *upper]))
        }
        other => other.copied(),
    };
    median.map(Value::Number).ok_or_else(|| call.bad(ArgumentError::EmptyList))
}
