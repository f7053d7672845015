//! `remove`: a list without the item at a position.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::eval::position_of;

pub(super) static REMOVE: BuiltIn = BuiltIn::new("remove", &["remove(list: list, position: number): list"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let (list, position) = (call.list(0)?, call.truncated(1)?);
    call.spend(list.len())?;
    let index = position_of(position, list.len()).filter(|index| *index < list.len());
    let index =
        index.ok_or_else(|| call.bad(ArgumentError::NoPosition { position: position.to_string(), length: list.len(), is_text: false }))?;
    let mut items = list.to_vec();
    items.remove(index);
    call.list_result(items)
}
