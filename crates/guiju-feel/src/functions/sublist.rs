//! `sublist`: the items from a position on. Position and length have to be within the list (table 75, notes 1 and 2).

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::eval::position_of;

pub(super) static SUBLIST: BuiltIn = BuiltIn::new("sublist", &["sublist(list: list, start position: number, length?: number): same"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let (list, start) = (call.list(0)?, call.truncated(1)?);
    call.spend(list.len())?;
    let problem = || call.bad(ArgumentError::NoPosition { position: start.to_string(), length: list.len(), is_text: false });
    let first = position_of(start, list.len()).filter(|index| *index < list.len()).ok_or_else(problem)?;
    let last = if call.is_given(2) && !call.value(2).is_null() {
        let length = call.truncated(2)?;
        let positive = usize::try_from(length).ok().filter(|length| *length > 0);
        let length = positive.ok_or_else(|| call.bad(ArgumentError::Length { length: length.to_string() }))?;
        first.checked_add(length).ok_or_else(|| call.out_of_range())?
    } else {
        list.len()
    };
    let items = list.get(first..last).ok_or_else(|| call.bad(ArgumentError::EndsBefore { is_text: false }))?.to_vec();
    call.list_result(items)
}
