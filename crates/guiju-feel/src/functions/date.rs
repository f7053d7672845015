//! `date`: from a text, a date and time, or year, month and day.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::temporal::{Date, parse_date};
use crate::value::Value;

pub(super) static DATE: BuiltIn = BuiltIn::new(
    "date",
    &["date(from: string): date", "date(from: date and time): date", "date(year: number, month: number, day: number): date"],
    run,
);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    if call.is_given(1) {
        let (year, month, day) = (call.integer(0)?, call.integer(1)?, call.integer(2)?);
        let date = (|| Date::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?))();
        return date
            .map(Value::Date)
            .ok_or_else(|| call.bad(ArgumentError::Impossible { what: "day", text: format!("{year}-{month}-{day}") }));
    }
    match call.single(0) {
        Value::Text(text) => {
            parse_date(text).map(Value::Date).ok_or_else(|| call.bad(ArgumentError::Unreadable { text: text.to_string(), what: "date" }))
        }
        _ => call.date(0).map(Value::Date),
    }
}
