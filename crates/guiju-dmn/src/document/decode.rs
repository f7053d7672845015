//! From the bytes of a file to its text: UTF-8, UTF-16, or what the XML declaration names.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::error::ReadError;

/// How much of a file is looked at for its declaration.
const HEAD_BYTES: usize = 200;

/// The text of a file, and whether it was in another encoding than UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, bool), ReadError> {
    let (encoding, mark) = match Encoding::for_bom(bytes) {
        Some(found) => found,
        None => (without_mark(bytes)?, 0),
    };
    let body = bytes.get(mark..).unwrap_or_default();
    if encoding == UTF_8 {
        let text = std::str::from_utf8(body).map_err(|cause| {
            let at = mark + cause.valid_up_to();
            ReadError::Encoding { name: "UTF-8".to_owned(), at: at..at }
        })?;
        return Ok((Cow::Borrowed(text), false));
    }
    encoding
        .decode_without_bom_handling_and_without_replacement(body)
        .map(|text| (text, true))
        .ok_or_else(|| ReadError::Encoding { name: encoding.name().to_owned(), at: 0..0 })
}

/// The encoding of a file without a byte order mark: its first `<` shows UTF-16, and then its declaration can be read.
fn without_mark(bytes: &[u8]) -> Result<&'static Encoding, ReadError> {
    match bytes {
        [b'<', 0, ..] => return Ok(UTF_16LE),
        [0, b'<', ..] => return Ok(UTF_16BE),
        _ => {}
    }
    let head = String::from_utf8_lossy(bytes.get(..HEAD_BYTES.min(bytes.len())).unwrap_or_default());
    let Some(name) = declared(&head) else { return Ok(UTF_8) };
    match Encoding::for_label(name.as_bytes()) {
        // It says UTF-16 and is not: what stands there could be read, so it is no wider than bytes.
        Some(encoding) if encoding == UTF_16LE || encoding == UTF_16BE => Ok(UTF_8),
        Some(encoding) => Ok(encoding),
        None => Err(ReadError::Encoding { name: name.chars().take(40).collect(), at: 0..0 }),
    }
}

/// The `encoding` of an XML declaration.
fn declared(head: &str) -> Option<&str> {
    let (declaration, _) = head.strip_prefix("<?xml")?.split_once("?>")?;
    let (_, after) = declaration.split_once("encoding")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let quote = after.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    after.split(quote).nth(1)
}

/// The same text with a declaration that says UTF-8, which is what a document is written in.
pub(super) fn declare_utf8(text: &str) -> Cow<'_, str> {
    let Some(name) = declared(text) else { return Cow::Borrowed(text) };
    let after = text.find("encoding").unwrap_or(0);
    let Some(place) = text.get(after..).and_then(|rest| rest.find(name)).map(|found| after + found) else { return Cow::Borrowed(text) };
    let mut changed = text.to_owned();
    changed.replace_range(place..place + name.len(), "UTF-8");
    Cow::Owned(changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_read_in_the_encoding_that_they_have() {
        let text = "<?xml version='1.0' encoding='GB18030'?><a>客户等级</a>";
        let (gb, _, _) = encoding_rs::GB18030.encode(text);
        assert_eq!(decode(&gb).unwrap(), (Cow::Borrowed(text), true));
        assert!(declare_utf8(text).starts_with("<?xml version='1.0' encoding='UTF-8'?>"));
        for is_marked in [true, false] {
            let wide: Vec<u8> = is_marked.then_some(0xFEFF).into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
            assert_eq!(decode(&wide).unwrap().0, text, "marked: {is_marked}");
        }
        assert_eq!(decode("\u{FEFF}<a/>".as_bytes()).unwrap(), (Cow::Borrowed("<a/>"), false));
    }

    #[test]
    fn bytes_that_are_no_text_are_refused_with_their_place() {
        let refused = decode(b"<a>\xFF</a>").unwrap_err();
        assert_eq!(refused.to_string(), "the file is not text in UTF-8");
        assert_eq!(refused.span(), 3..3);
        assert!(decode(b"<?xml version='1.0' encoding='klingon'?><a/>").unwrap_err().to_string().contains("klingon"));
        assert!(decode(b"<?xml version='1.0' encoding='GB18030'?><a>\xFF</a>").is_err());
    }
}
