//! `contains`, `starts with`, `ends with`.

use super::{BuiltIn, Call, Outcome};
use crate::value::Value;

pub(super) static CONTAINS: BuiltIn =
    BuiltIn::new("contains", &["contains(string: string, match: string): boolean"], |call| test(call, |a, b| a.contains(b)));
pub(super) static STARTS_WITH: BuiltIn =
    BuiltIn::new("starts with", &["starts with(string: string, match: string): boolean"], |call| test(call, |a, b| a.starts_with(b)));
pub(super) static ENDS_WITH: BuiltIn =
    BuiltIn::new("ends with", &["ends with(string: string, match: string): boolean"], |call| test(call, |a, b| a.ends_with(b)));

fn test(call: &mut Call<'_, '_>, holds: fn(&str, &str) -> bool) -> Outcome {
    let (text, part) = (call.text(0)?, call.text(1)?);
    call.spend(text.len() / 16)?;
    Ok(Value::Boolean(holds(&text, &part)))
}
