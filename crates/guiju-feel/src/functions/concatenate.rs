//! `concatenate`: the items of several lists in one.

use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::value::Value;

pub(super) static CONCATENATE: BuiltIn = BuiltIn::new("concatenate", &["concatenate(list...: Any): list"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let items = lists(call)?.concat();
    call.list_result(items)
}

/// The lists that a repeated parameter was given, anything that is no list counting as a list of one.
pub(super) fn lists(call: &mut Call<'_, '_>) -> Outcome<Vec<Arc<[Value]>>> {
    let mut lists = Vec::new();
    for argument in call.list(0)?.iter() {
        let list: Arc<[Value]> = match argument {
            Value::List(items) => Arc::clone(items),
            Value::Null => return Err(call.bad(ArgumentError::Contains { found: "null" })),
            single => Arc::from([single.clone()]),
        };
        call.spend(list.len())?;
        lists.push(list);
    }
    Ok(lists)
}
