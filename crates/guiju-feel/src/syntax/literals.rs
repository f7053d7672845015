//! The text inside of string literals.

use std::borrow::Cow;

/// What a string literal with its quotes stands for. An escape that FEEL does not have stands for itself.
pub(crate) fn unquote(literal: &str) -> Cow<'_, str> {
    let inner = literal.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(literal);
    if !inner.as_bytes().contains(&b'\\') {
        return Cow::Borrowed(inner);
    }
    let mut text = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(position) = rest.find('\\') {
        let (before, escape) = rest.split_at(position);
        text.push_str(before);
        rest = unescape(escape, &mut text);
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// Reads the escape at the start of `escape`, and returns what follows it.
fn unescape<'a>(escape: &'a str, text: &mut String) -> &'a str {
    let mut characters = escape.chars();
    characters.next();
    let plain = match characters.next() {
        Some('n') => '\n',
        Some('r') => '\r',
        Some('t') => '\t',
        Some(c @ ('"' | '\'' | '\\')) => c,
        Some(c @ ('u' | 'U')) => {
            let length = if c == 'u' { 4 } else { 6 };
            if let Some((c, rest)) = unicode(characters.as_str(), length) {
                text.push(c);
                return rest;
            }
            text.push('\\');
            c
        }
        Some(c) => {
            text.push('\\');
            c
        }
        None => '\\',
    };
    text.push(plain);
    characters.as_str()
}

/// A code point in `length` hexadecimal digits, or the two halves of a surrogate pair in two escapes.
fn unicode(digits: &str, length: usize) -> Option<(char, &str)> {
    let code = u32::from_str_radix(digits.get(..length)?, 16).ok()?;
    let rest = digits.get(length..)?;
    if !(0xD800..0xDC00).contains(&code) {
        return Some((char::from_u32(code)?, rest));
    }
    let second = rest.strip_prefix("\\u")?;
    let low = u32::from_str_radix(second.get(..4)?, 16).ok()?.checked_sub(0xDC00).filter(|low| *low < 0x400)?;
    Some((char::from_u32(0x1_0000 + ((code - 0xD800) << 10) + low)?, second.get(4..)?))
}
