//! `upper case` and `lower case`.

use super::{BuiltIn, Call, Outcome};

pub(super) static UPPER_CASE: BuiltIn =
    BuiltIn::new("upper case", &["upper case(string: string): string"], |call| convert(call, str::to_uppercase));
pub(super) static LOWER_CASE: BuiltIn =
    BuiltIn::new("lower case", &["lower case(string: string): string"], |call| convert(call, str::to_lowercase));

fn convert(call: &mut Call<'_, '_>, convert: fn(&str) -> String) -> Outcome {
    let text = call.text(0)?;
    call.spend(text.len() / 16)?;
    call.text_result(&convert(&text))
}
