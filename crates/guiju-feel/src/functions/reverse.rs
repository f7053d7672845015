//! `reverse`: a list from its end.

use super::{BuiltIn, Call, Outcome};

pub(super) static REVERSE: BuiltIn = BuiltIn::new("reverse", &["reverse(list: list): same"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let list = call.list(0)?;
    call.spend(list.len())?;
    call.list_result(list.iter().rev().cloned().collect())
}
