//! `split`: a string, cut wherever a pattern matches.

use super::pattern::compile;
use super::{BuiltIn, Call, Outcome};
use crate::value::Value;

pub(super) static SPLIT: BuiltIn = BuiltIn::new("split", &["split(string: string, delimiter: string): list<string>"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let (text, delimiter) = (call.text(0)?, call.text(1)?);
    call.spend(text.len() / 8)?;
    let pattern = compile(&delimiter, "").map_err(|problem| call.bad(problem))?;
    let mut parts = Vec::new();
    let rest = pattern.walk(call, &text, |call, before, _| {
        call.evaluator.check_list(parts.len() + 2, call.span)?;
        parts.push(Value::from(before));
        Ok(())
    })?;
    parts.push(Value::from(rest));
    call.list_result(parts)
}
