//! `substring before` and `substring after` the first occurrence of a string.

use super::{BuiltIn, Call, Outcome};

pub(super) static SUBSTRING_BEFORE: BuiltIn =
    BuiltIn::new("substring before", &["substring before(string: string, match: string): string"], |call| cut(call, |before, _| before));
pub(super) static SUBSTRING_AFTER: BuiltIn =
    BuiltIn::new("substring after", &["substring after(string: string, match: string): string"], |call| cut(call, |_, after| after));

fn cut(call: &mut Call<'_, '_>, pick: for<'t> fn(&'t str, &'t str) -> &'t str) -> Outcome {
    let (text, separator) = (call.text(0)?, call.text(1)?);
    call.spend(text.len() / 16)?;
    let part = text.split_once(&*separator).map_or("", |(before, after)| pick(before, after));
    call.text_result(part)
}
