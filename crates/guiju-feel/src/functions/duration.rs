//! `duration`: from a text such as `P3DT4H` or `P1Y6M`.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::temporal::parse_duration;
use crate::value::Value;

pub(super) static DURATION: BuiltIn = BuiltIn::new("duration", &["duration(from: string): Any"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    if let value @ (Value::DaysDuration(_) | Value::YearsDuration(_)) = call.single(0) {
        return Ok(value.clone());
    }
    let text = call.text(0)?;
    parse_duration(&text).ok_or_else(|| call.bad(ArgumentError::Unreadable { text: text.to_string(), what: "duration" }))
}
