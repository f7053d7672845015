//! `number`: from a text, with the separators of a country.

use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::value::Value;

pub(super) static NUMBER: BuiltIn =
    BuiltIn::new("number", &["number(from: string, grouping separator?: string, decimal separator?: string): number"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    if let (Value::Number(number), false) = (call.single(0), call.is_given(1)) {
        return Ok(Value::Number(*number));
    }
    let text = call.text(0)?;
    let grouping = separator(call, 1, &[" ", ",", "."])?;
    let decimal = separator(call, 2, &[",", "."])?;
    if grouping.is_some() && grouping == decimal {
        return Err(call.bad(ArgumentError::SameSeparators));
    }
    let mut plain = text.to_string();
    if let Some(grouping) = grouping {
        plain = plain.replace(&*grouping, "");
    }
    if let Some(decimal) = decimal {
        plain = plain.replace(&*decimal, ".");
    }
    let unreadable = || call.bad(ArgumentError::Unreadable { text: text.to_string(), what: "number" });
    // Rule 35 of the grammar has a minus but no plus, and digits after the point.
    if plain.starts_with('+') || plain.split(['e', 'E']).next().is_some_and(|mantissa| mantissa.ends_with('.')) {
        return Err(unreadable());
    }
    plain.parse().map(Value::Number).map_err(|_| unreadable())
}

fn separator(call: &Call<'_, '_>, index: usize, allowed: &[&str]) -> Outcome<Option<Arc<str>>> {
    if call.value(index).is_null() {
        return Ok(None);
    }
    let separator = call.text(index)?;
    if allowed.contains(&&*separator) {
        Ok(Some(separator))
    } else {
        Err(call.bad(ArgumentError::Separator { text: separator.to_string() }))
    }
}
