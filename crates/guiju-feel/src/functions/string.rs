//! `string`: a value as text, as FEEL would write it.

use std::fmt::{self, Write};
use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::value::Value;

pub(super) static STRING: BuiltIn = BuiltIn::new("string", &["string(from: Any): string"], run);

/// A text that grows up to a limit.
struct Bounded {
    text: String,
    left: usize,
}

impl Write for Bounded {
    fn write_str(&mut self, part: &str) -> fmt::Result {
        self.left = self.left.checked_sub(part.len()).ok_or(fmt::Error)?;
        self.text.push_str(part);
        Ok(())
    }
}

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let text = match call.value(0) {
        Value::Null => return Err(call.bad(ArgumentError::Null { parameter: "from" })),
        Value::Text(text) => return Ok(Value::Text(Arc::clone(text))),
        Value::Date(value) => value.to_string(),
        Value::Time(value) => value.to_string(),
        Value::DateTime(value) => value.to_string(),
        Value::DaysDuration(value) => value.to_string(),
        Value::YearsDuration(value) => value.to_string(),
        value => {
            let mut text = Bounded { text: String::new(), left: call.context().limits.text_bytes };
            // The only error is that there is no room left; then the length says so below.
            let is_whole = write!(text, "{value}").is_ok();
            let bytes = if is_whole { text.text.len() } else { usize::MAX };
            call.evaluator.check_text(bytes, call.span)?;
            text.text
        }
    };
    call.spend(text.len() / 16)?;
    call.text_result(&text)
}
