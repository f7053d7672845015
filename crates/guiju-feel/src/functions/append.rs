//! `append`: a list with more items at its end.

use super::{BuiltIn, Call, Outcome};

pub(super) static APPEND: BuiltIn = BuiltIn::new("append", &["append(list: list, item...: Any): list"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let (list, items) = (call.list(0)?, call.list(1)?);
    call.spend(list.len() + items.len())?;
    let list = call.list_result(list.iter().chain(items.iter()).cloned().collect())?;
    call.built(list)
}
