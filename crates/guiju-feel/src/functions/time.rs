//! `time`: from a text, a date and time, or its parts.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::temporal::{OFFSET_MAX, Time, Zone, parse_time};
use crate::value::Value;

pub(super) static TIME: BuiltIn = BuiltIn::new(
    "time",
    &[
        "time(from: string): time",
        "time(from: date and time): time",
        "time(hour: number, minute: number, second: number, offset?: days and time duration): time",
    ],
    run,
);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    if call.is_given(1) {
        return from_parts(call);
    }
    match call.single(0) {
        Value::Text(text) => {
            parse_time(text).map(Value::Time).ok_or_else(|| call.bad(ArgumentError::Unreadable { text: text.to_string(), what: "time" }))
        }
        Value::Time(time) => Ok(Value::Time(time.clone())),
        Value::DateTime(moment) => Ok(Value::Time(moment.time.clone())),
        Value::Date(date) => Ok(Value::Time(date.at_midnight(Zone::offset(0)).time)),
        Value::Null => Err(call.bad(ArgumentError::Null { parameter: "from" })),
        other => Err(call.bad(ArgumentError::Kind { parameter: "from", found: other.kind(), expected: "time" })),
    }
}

fn from_parts(call: &Call<'_, '_>) -> Outcome {
    let (hour, minute, second) = (call.integer(0)?, call.integer(1)?, call.number(2)?);
    let zone = match call.single(3) {
        Value::Null => Zone::LOCAL,
        Value::DaysDuration(offset) => {
            let seconds = i32::try_from(offset.seconds).ok().filter(|seconds| seconds.abs() <= OFFSET_MAX);
            Zone::offset(seconds.ok_or_else(|| call.bad(ArgumentError::OffsetTooLarge))?)
        }
        other => {
            return Err(call.bad(ArgumentError::Kind { parameter: "offset", found: other.kind(), expected: "days and time duration" }));
        }
    };
    let time = (|| {
        let whole = second.floor_to(0)?;
        let nanoseconds = second.checked_sub(whole)?.truncate_to(9)?.to_scaled(9)?;
        let part = |value: i64| u8::try_from(value).ok();
        Time::new(part(hour)?, part(minute)?, part(whole.to_i64()?)?, u32::try_from(nanoseconds).ok()?, zone)
    })();
    time.map(Value::Time).ok_or_else(|| call.bad(ArgumentError::Impossible { what: "time", text: format!("{hour}:{minute}:{second}") }))
}
