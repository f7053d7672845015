//! `mode`: the most frequent numbers, in ascending order.

use super::sum::numbers;
use super::{BuiltIn, Call, Outcome};
use crate::value::Value;

pub(super) static MODE: BuiltIn =
    BuiltIn::new("mode", &["mode(list: list<number>): list<number>", "mode(n...: number): list<number>"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let mut numbers = numbers(call)?;
    numbers.sort_unstable();
    let runs: Vec<&[_]> = numbers.chunk_by(|a, b| a == b).collect();
    let longest = runs.iter().map(|run| run.len()).max().unwrap_or(0);
    let modes = runs.iter().filter(|run| run.len() == longest).filter_map(|run| run.first().copied().map(Value::Number)).collect();
    call.list_result(modes)
}
