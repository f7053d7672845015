//! `context put`: a context with one entry added or replaced, also deep inside.

use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::value::{Context, Value};

pub(super) static CONTEXT_PUT: BuiltIn = BuiltIn::new(
    "context put",
    &[
        "context put(context: context, keys: list<string>, value: Any or null): context",
        "context put(context: context, key: string, value: Any or null): context",
    ],
    run,
);

/// The signature whose key is one string.
const BY_ONE_KEY: usize = 1;

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let context = call.context_value(0)?;
    let keys: Vec<Arc<str>> = match call.value(1) {
        Value::Text(key) => vec![Arc::clone(key)],
        // Where the parameter is called by its name, the name says which signature is meant.
        Value::List(keys) if !keys.is_empty() && call.signature != BY_ONE_KEY => keys
            .iter()
            .map(|key| match key {
                Value::Text(key) => Ok(Arc::clone(key)),
                other => Err(call.bad(ArgumentError::KeyKind { found: other.kind() })),
            })
            .collect::<Outcome<_>>()?,
        other => return Err(call.bad(ArgumentError::KeyKind { found: other.kind() })),
    };
    call.spend(context.len() + keys.len())?;
    let value = call.value(2).clone();
    let context = put(call, &context, &keys, value)?;
    call.built(Value::Context(Arc::new(context)))
}

/// Goes down along the keys and builds the contexts anew on the way back, so that depth costs no stack.
fn put(call: &Call<'_, '_>, context: &Context, keys: &[Arc<str>], value: Value) -> Outcome<Context> {
    let mut levels = vec![context.clone()];
    for key in keys.iter().take(keys.len().saturating_sub(1)) {
        let inner = match levels.last().and_then(|level| level.get(key)) {
            Some(Value::Context(inner)) => inner.as_ref().clone(),
            Some(other) => return Err(call.bad(ArgumentError::NotAContext { key: key.to_string(), found: other.kind() })),
            None => return Err(call.bad(ArgumentError::NoEntry { name: key.to_string() })),
        };
        levels.push(inner);
    }
    let mut value = value;
    let mut result = Context::new();
    for (mut level, key) in levels.into_iter().rev().zip(keys.iter().rev()) {
        level.insert(Arc::clone(key), value);
        value = Value::Context(Arc::new(level.clone()));
        result = level;
    }
    Ok(result)
}
