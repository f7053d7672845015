//! `get value`: the entry of a context by its name, also deep inside.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::value::Value;

pub(super) static GET_VALUE: BuiltIn =
    BuiltIn::new("get value", &["get value(context: context, keys: list<string>): Any", "get value(m: context, key: string): Any"], run);

/// The signature whose key is one string.
const BY_ONE_KEY: usize = 1;

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let keys: Vec<Value> = match call.value(1) {
        Value::List(keys) if !keys.is_empty() && call.signature != BY_ONE_KEY => keys.to_vec(),
        key => vec![key.clone()],
    };
    call.spend(keys.len())?;
    let mut value = Value::Context(call.context_value(0)?);
    for key in keys {
        let Value::Text(name) = &key else {
            return Err(call.bad(ArgumentError::KeyKind { found: key.kind() }));
        };
        let found = value.as_context().and_then(|context| context.get(name)).cloned();
        value = found.ok_or_else(|| call.bad(ArgumentError::NoEntry { name: name.to_string() }))?;
    }
    Ok(value)
}
