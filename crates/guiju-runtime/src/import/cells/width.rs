//! Full-width letters and digits as their half-width ones, and the wrappings by which programs keep a text a text.

use std::borrow::Cow;

/// The text without surrounding space, with full-width ASCII, ideographic spaces and the many minus signs made plain, and without what
/// programs put around a text so that it stays one: an apostrophe before what would be a formula, `="…"`, a backtick in front.
pub(crate) fn narrow(text: &str) -> Cow<'_, str> {
    let text = trimmed(text);
    let text = match text.as_bytes().first() {
        Some(b'=') => {
            text.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).filter(|rest| !rest.contains('"')).map_or(text, trimmed)
        }
        Some(b'`') => trimmed(text.trim_start_matches('`')),
        Some(_) | None => text,
    };
    let guarded = text.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t']) || is_digits(rest));
    let text = guarded.unwrap_or(text);
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    if !text.chars().any(|letter| plain(letter) != letter) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(plain).collect())
}

fn trimmed(text: &str) -> &str {
    text.trim_matches(|letter: char| letter.is_whitespace() || matches!(letter, '\u{FEFF}' | '\u{200B}' | '\u{00A0}'))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

const fn plain(letter: char) -> char {
    match letter {
        '\u{FF01}'..='\u{FF5E}' => match char::from_u32(letter as u32 - 0xFEE0) {
            Some(plain) => plain,
            None => letter,
        },
        '\u{3000}' | '\u{00A0}' => ' ',
        '\u{2212}' | '\u{2013}' | '\u{FE63}' => '-',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_becomes_plain_and_the_rest_stays() {
        assert_eq!(narrow("　ＡＢ－１２，３４５．６７　"), "AB-12,345.67");
        assert_eq!(narrow("（１２３）"), "(123)");
        assert_eq!(narrow("远航货运（上海）"), "远航货运(上海)");
        assert_eq!(narrow("'=1+1"), "=1+1");
        assert_eq!(narrow("'00123"), "00123");
        assert_eq!(narrow("'quoted'"), "'quoted'");
    }

    #[test]
    fn what_keeps_a_text_a_text_is_taken_off() {
        assert_eq!(narrow("=\"20230212\""), "20230212");
        assert_eq!(narrow("=\" 甲公司 \"\t"), "甲公司");
        assert_eq!(narrow("`0.06"), "0.06");
        assert_eq!(narrow("`"), "");
        assert_eq!(narrow("=\"a\"&\"b\""), "=\"a\"&\"b\"");
        assert_eq!(narrow("=1+1"), "=1+1");
    }
}
