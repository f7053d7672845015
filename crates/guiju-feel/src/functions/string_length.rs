//! `string length`: how many code points a string has.

use super::{BuiltIn, Call, Outcome};
use crate::value::Value;

pub(super) static STRING_LENGTH: BuiltIn = BuiltIn::new("string length", &["string length(string: string): number"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let text = call.text(0)?;
    call.spend(text.len() / 16)?;
    Ok(Value::Number(text.chars().count().into()))
}
