//! `get entries`: a context as a list of `{key: …, value: …}`.

use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::value::Value;

pub(super) static GET_ENTRIES: BuiltIn =
    BuiltIn::new("get entries", &["get entries(m: context): list<context<key: string, value: Any>>"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let context = call.context_value(0)?;
    call.spend(context.len())?;
    let entry = |(name, value): (&Arc<str>, &Value)| Value::context([("key", Value::Text(Arc::clone(name))), ("value", value.clone())]);
    call.list_result(context.iter().map(entry).collect())
}
