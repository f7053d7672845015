//! `index of`: the positions at which a list has a value.

use super::{BuiltIn, Call, Outcome};
use crate::eval::feel_equal;
use crate::value::Value;

pub(super) static INDEX_OF: BuiltIn = BuiltIn::new("index of", &["index of(list: list, match: Any or null): list<number>"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let list = call.list(0)?;
    call.spend(list.len())?;
    let wanted = call.value(1);
    let positions = list
        .iter()
        .enumerate()
        .filter(|(_, item)| feel_equal(item, wanted) == Some(true))
        .map(|(index, _)| Value::Number((index + 1).into()));
    let positions = positions.collect();
    call.list_result(positions)
}
