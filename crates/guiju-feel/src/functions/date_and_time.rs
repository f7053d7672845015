//! `date and time`: from a text, from a date and a time, or told in another zone.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::temporal::{DateTime, Zone, parse_date, parse_date_time, parse_zone};
use crate::value::Value;

pub(super) static DATE_AND_TIME: BuiltIn = BuiltIn::new(
    "date and time",
    &[
        "date and time(from: string): date and time",
        "date and time(date: date, time: time): date and time",
        "date and time(from: date and time, timezone: string): date and time",
    ],
    run,
);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    if !call.is_given(1) {
        return match call.single(0) {
            Value::Text(text) => parse_date_time(text)
                .or_else(|| parse_date(text).map(|date| date.at_midnight(Zone::LOCAL)))
                .map(Value::DateTime)
                .ok_or_else(|| call.bad(ArgumentError::Unreadable { text: text.to_string(), what: "date and time" })),
            Value::DateTime(moment) => Ok(Value::DateTime(moment.clone())),
            _ => Ok(Value::DateTime(call.date(0)?.at_midnight(Zone::LOCAL))),
        };
    }
    match (call.single(0), call.single(1)) {
        (Value::DateTime(moment), Value::Text(name)) => {
            let zone = parse_zone(&format!("@{name}"))
                .or_else(|| parse_zone(name))
                .ok_or_else(|| call.bad(ArgumentError::UnknownZone { name: name.to_string() }))?;
            moment.in_zone(zone).map(Value::DateTime).ok_or_else(|| call.out_of_range())
        }
        (Value::Date(_) | Value::DateTime(_), Value::Time(time)) => Ok(Value::DateTime(DateTime::new(call.date(0)?, time.clone()))),
        (Value::Date(_) | Value::DateTime(_), other) => {
            Err(call.bad(ArgumentError::Kind { parameter: "time", found: other.kind(), expected: "time" }))
        }
        _ => Err(call.bad(ArgumentError::Kind { parameter: "date", found: call.value(0).kind(), expected: "date" })),
    }
}
