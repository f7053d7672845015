//! `insert before`: a list with an item put in at a position.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::eval::position_of;

pub(super) static INSERT_BEFORE: BuiltIn =
    BuiltIn::new("insert before", &["insert before(list: list, position: number, newItem: Any or null): list"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let (list, position) = (call.list(0)?, call.truncated(1)?);
    call.spend(list.len())?;
    let index = position_of(position, list.len()).filter(|index| *index < list.len());
    let index =
        index.ok_or_else(|| call.bad(ArgumentError::NoPosition { position: position.to_string(), length: list.len(), is_text: false }))?;
    let mut items = list.to_vec();
    items.insert(index, call.value(2).clone());
    let list = call.list_result(items)?;
    call.built(list)
}
