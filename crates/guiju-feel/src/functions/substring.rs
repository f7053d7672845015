//! `substring`: the characters from a position on. Position and length have to be within the string (table 74, note 1).

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::eval::position_of;

pub(super) static SUBSTRING: BuiltIn =
    BuiltIn::new("substring", &["substring(string: string, start position: number, length?: number): string"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let text = call.text(0)?;
    call.spend(text.len() / 16)?;
    let start = call.truncated(1)?;
    let count = text.chars().count();
    let first = position_of(start, count).filter(|first| *first < count);
    let first = first.ok_or_else(|| call.bad(ArgumentError::NoPosition { position: start.to_string(), length: count, is_text: true }))?;
    let length = if call.is_given(2) && !call.value(2).is_null() {
        let length = call.truncated(2)?;
        let positive = usize::try_from(length).ok().filter(|length| *length > 0);
        let positive = positive.ok_or_else(|| call.bad(ArgumentError::Length { length: length.to_string() }))?;
        if positive > count - first {
            return Err(call.bad(ArgumentError::EndsBefore { is_text: true }));
        }
        positive
    } else {
        count
    };
    let part: String = text.chars().skip(first).take(length).collect();
    call.text_result(&part)
}
