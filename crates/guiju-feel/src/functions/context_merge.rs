//! `context merge`: several contexts in one; the last with a name wins.

use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::value::{Context, Value};

pub(super) static CONTEXT_MERGE: BuiltIn = BuiltIn::new("context merge", &["context merge(contexts: list<context>): context"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let mut merged = Context::new();
    for item in call.list(0)?.iter() {
        let context = item.as_context().ok_or_else(|| call.bad(ArgumentError::Contains { found: item.kind() }))?;
        call.spend(context.len())?;
        for (name, value) in context.iter() {
            merged.insert(Arc::clone(name), value.clone());
        }
    }
    call.built(Value::Context(Arc::new(merged)))
}
