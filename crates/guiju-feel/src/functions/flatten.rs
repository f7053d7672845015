//! `flatten`: the items of nested lists in one list.

use super::{BuiltIn, Call, Outcome};
use crate::value::Value;

pub(super) static FLATTEN: BuiltIn = BuiltIn::new("flatten", &["flatten(list: list): list"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let mut flat = Vec::new();
    // A stack of our own: lists may be nested deeper than the machine's stack goes.
    let mut pending = vec![(call.list(0)?, 0_usize)];
    while let Some((list, index)) = pending.pop() {
        call.spend(1)?;
        match list.get(index).cloned() {
            None => continue,
            Some(Value::List(inner)) => pending.extend([(list, index + 1), (inner, 0)]),
            Some(item) => {
                flat.push(item);
                pending.push((list, index + 1));
            }
        }
    }
    call.list_result(flat)
}
