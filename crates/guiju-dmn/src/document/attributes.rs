//! The attributes of a start tag with the places of their parts.

use std::borrow::Cow;

use crate::error::Place;

/// An attribute as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Attribute<'s> {
    /// With its prefix.
    pub(crate) name: &'s str,
    /// Between the quotes, escapes and all.
    pub(crate) raw: &'s str,
    /// Where that stands.
    pub(crate) value_at: Place,
    /// With the white space before the name and the quotes.
    pub(crate) whole: Place,
}

impl Attribute<'_> {
    /// The value that XML makes of it.
    pub(crate) fn value(&self) -> Cow<'_, str> {
        unescaped(self.raw)
    }
}

/// A text of the file without its escapes, ends of lines and tabs as XML reads them in an attribute.
pub(crate) fn unescaped(raw: &str) -> Cow<'_, str> {
    if !raw.contains(['&', '\n', '\r', '\t']) {
        return Cow::Borrowed(raw);
    }
    // A line end counts once, however many characters it has; written as a reference it stays what it is.
    let spaced = raw.replace("\r\n", " ").replace(['\n', '\r', '\t'], " ");
    quick_xml::escape::unescape(&spaced).map(Cow::into_owned).unwrap_or_else(|_| spaced.clone()).into()
}

/// The attributes of a tag that is known to be well-formed.
pub(crate) fn of_tag(source: &str, tag: Place) -> Vec<Attribute<'_>> {
    let mut found = Vec::new();
    let Some(text) = source.get(tag.clone()) else { return found };
    let bytes = text.as_bytes();
    // Past `<name`.
    let mut at = bytes.iter().position(|byte| is_space(*byte)).unwrap_or(bytes.len());
    loop {
        let from = at;
        let Some(name_start) = position(bytes, at, |byte| !is_space(byte)) else { return found };
        let Some(name_end) = position(bytes, name_start, |byte| is_space(byte) || matches!(byte, b'=' | b'/' | b'>')) else { return found };
        let Some(quote_at) = position(bytes, name_end, |byte| matches!(byte, b'"' | b'\'')) else { return found };
        let quote = bytes.get(quote_at).copied().unwrap_or(b'"');
        let Some(end) = position(bytes, quote_at + 1, |byte| byte == quote) else { return found };
        if let (Some(name), Some(raw)) = (text.get(name_start..name_end), text.get(quote_at + 1..end)) {
            let value_at = tag.start + quote_at + 1..tag.start + end;
            found.push(Attribute { name, raw, value_at, whole: tag.start + from..tag.start + end + 1 });
        }
        at = end + 1;
    }
}

fn position(bytes: &[u8], from: usize, is: impl Fn(u8) -> bool) -> Option<usize> {
    bytes.iter().skip(from).position(|byte| is(*byte)).map(|found| from + found)
}

const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_an_attribute_has_its_places() {
        let source = "x<a  one = 'it''  b:two=\"a &gt; b\nc\"\n/>";
        let source = source.replace("it''", "it'");
        let tag = 1..source.len();
        let found: Vec<(String, String, String)> = of_tag(&source, tag)
            .into_iter()
            .map(|one| (one.name.to_owned(), one.value().into_owned(), source.get(one.whole).unwrap().to_owned()))
            .collect();
        let row = |name: &str, value: &str, whole: &str| (name.to_owned(), value.to_owned(), whole.to_owned());
        assert_eq!(found, [row("one", "it", "  one = 'it'"), row("b:two", "a > b c", "  b:two=\"a &gt; b\nc\"")]);
        assert_eq!(of_tag("<a/>", 0..4), []);
        assert_eq!(of_tag("<a >", 0..4), []);
    }
}
