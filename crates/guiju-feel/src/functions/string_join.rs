//! `string join`: strings in one, with something between them; nulls are left out.

use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;

pub(super) static STRING_JOIN: BuiltIn = BuiltIn::new(
    "string join",
    &[
        "string join(list: list<string>, delimiter?: string): string",
        "string join(list: list<string>, delimiter: string, prefix: string, suffix: string): string",
    ],
    run,
);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let items = call.list(0)?;
    call.spend(items.len())?;
    let (delimiter, prefix, suffix) = (optional(call, 1)?, optional(call, 2)?, optional(call, 3)?);
    let mut text = prefix.to_string();
    let mut is_first = true;
    for item in items.iter().filter(|item| !item.is_null()) {
        let item = item.as_text().ok_or_else(|| call.bad(ArgumentError::Contains { found: item.kind() }))?;
        if !std::mem::take(&mut is_first) {
            text.push_str(&delimiter);
        }
        text.push_str(item);
        call.evaluator.check_text(text.len(), call.span)?;
    }
    text.push_str(&suffix);
    call.text_result(&text)
}

fn optional(call: &Call<'_, '_>, index: usize) -> Outcome<Arc<str>> {
    if call.value(index).is_null() { Ok("".into()) } else { call.text(index) }
}
