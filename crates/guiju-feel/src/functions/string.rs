//! `string`: a value as text, as FEEL would write it.

use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::value::Value;

pub(super) static STRING: BuiltIn = BuiltIn::new("string", &["string(from: Any): string"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let text = match call.value(0) {
        Value::Null => return Err(call.bad("`from` is null")),
        Value::Text(text) => return Ok(Value::Text(Arc::clone(text))),
        Value::Date(value) => value.to_string(),
        Value::Time(value) => value.to_string(),
        Value::DateTime(value) => value.to_string(),
        Value::DaysDuration(value) => value.to_string(),
        Value::YearsDuration(value) => value.to_string(),
        value => value.to_string(),
    };
    call.spend(text.len() / 16)?;
    call.text_result(&text)
}
