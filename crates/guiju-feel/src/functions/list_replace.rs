//! `list replace`: a list with one item, or those that match, replaced.

use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::eval::position_of;
use crate::value::Value;

pub(super) static LIST_REPLACE: BuiltIn = BuiltIn::new(
    "list replace",
    &[
        "list replace(list: list, position: number, newItem: Any or null): list",
        "list replace(list: list, match: function<Any, Any> -> boolean, newItem: Any or null): list",
    ],
    run,
);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let list = call.list(0)?;
    call.spend(list.len())?;
    let mut items = list.to_vec();
    let new = call.value(2).clone();
    if let Value::Function(function) = call.single(1) {
        let function = Arc::clone(function);
        for item in &mut items {
            match call.invoke(&function, vec![item.clone(), new.clone()])? {
                Value::Boolean(true) => *item = new.clone(),
                Value::Boolean(false) => {}
                other => return Err(call.bad(ArgumentError::NotDecided { parameter: "match", found: other.kind() })),
            }
        }
    } else {
        let position = call.truncated(1)?;
        let item = position_of(position, items.len()).and_then(|index| items.get_mut(index));
        *item
            .ok_or_else(|| call.bad(ArgumentError::NoPosition { position: position.to_string(), length: list.len(), is_text: false }))? =
            new;
    }
    let list = call.list_result(items)?;
    call.built(list)
}
