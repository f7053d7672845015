//! `context`: a context from a list of `{key: …, value: …}`.

use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::value::{Context, Value};

pub(super) static CONTEXT: BuiltIn = BuiltIn::new("context", &["context(entries: list<context>): context"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let entries = call.list(0)?;
    call.spend(entries.len())?;
    let mut context = Context::new();
    for entry in entries.iter() {
        let entry = entry.as_context().ok_or_else(|| call.bad(format!("an entry is a {}, not a context", entry.kind())))?;
        let key = entry.get("key").and_then(Value::as_text).ok_or_else(|| call.bad("an entry has no `key` that is a string"))?;
        let value = entry.get("value").ok_or_else(|| call.bad(format!("the entry `{key}` has no `value`")))?;
        if context.get(key).is_some() {
            return Err(call.bad(format!("`{key}` is there twice")));
        }
        context.insert(key, value.clone());
    }
    call.built(Value::Context(Arc::new(context)))
}
