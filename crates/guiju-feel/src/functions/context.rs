//! `context`: a context from a list of `{key: …, value: …}`.

use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::value::{Context, Value};

pub(super) static CONTEXT: BuiltIn = BuiltIn::new("context", &["context(entries: list<context>): context"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let entries = call.list(0)?;
    call.spend(entries.len())?;
    let mut context = Context::new();
    for entry in entries.iter() {
        let entry = entry.as_context().ok_or_else(|| call.bad(ArgumentError::EntryKind { found: entry.kind() }))?;
        let key = entry.get("key").and_then(Value::as_text).ok_or_else(|| call.bad(ArgumentError::NoKey))?;
        let value = entry.get("value").ok_or_else(|| call.bad(ArgumentError::NoValue { key: key.to_owned() }))?;
        if context.get(key).is_some() {
            return Err(call.bad(ArgumentError::DuplicateKey { key: key.to_owned() }));
        }
        context.insert(key, value.clone());
    }
    call.built(Value::Context(Arc::new(context)))
}
