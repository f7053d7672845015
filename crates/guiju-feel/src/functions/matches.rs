//! `matches`: whether a pattern occurs in a string.

use super::pattern::compile;
use super::{BuiltIn, Call, Outcome};
use crate::value::Value;

pub(super) static MATCHES: BuiltIn = BuiltIn::new("matches", &["matches(input: string, pattern: string, flags?: string): boolean"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let (input, pattern) = (call.text(0)?, call.text(1)?);
    let flags = if call.is_given(2) && !call.value(2).is_null() { call.text(2)? } else { "".into() };
    call.spend(input.len() / 16)?;
    let pattern = compile(&pattern, &flags).map_err(|problem| call.bad(problem))?;
    pattern.is_match(call, &input).map(Value::Boolean)
}
