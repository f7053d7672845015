//! The texts that a workbook keeps once for all of its cells.

use std::io::Read;

use super::super::Table;
use super::super::xml::{Event, TOKEN_BYTES, Xml, XmlError};
use super::package::of_xml;
use crate::DocumentError;

/// All shared texts, one behind the other.
#[derive(Default)]
pub(super) struct Texts {
    all: String,
    ends: Vec<u32>,
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Texts").field("count", &self.ends.len()).finish_non_exhaustive()
    }
}

impl Texts {
    pub(super) fn get(&self, index: usize) -> Option<&str> {
        let to = *self.ends.get(index)? as usize;
        let from = index.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).map(|end| *end as usize))?;
        self.all.get(from..to)
    }

    pub(super) fn read<R: Read>(table: &Table, part: &str, mut xml: Xml<R>) -> Result<Self, DocumentError> {
        let mut texts = Self::default();
        let most = table.limits.shared_text_bytes.min(u64::from(u32::MAX));
        let too_large = || table.too_large(format!("its texts have more than {} MiB; save it as .csv", most >> 20));
        let bad = |error| match error {
            XmlError::Io(source) if source.kind() == std::io::ErrorKind::FileTooLarge => too_large(),
            error @ (XmlError::Io(_) | XmlError::Cut | XmlError::Bad(_) | XmlError::Refused(_)) => of_xml(table, part, error),
        };
        loop {
            match xml.next().map_err(bad)? {
                Event::Start(tag) if tag.name == b"si" => {
                    if !tag.is_empty {
                        rich(&mut xml, b"si", &mut texts.all).map_err(bad)?;
                    }
                    let end = u32::try_from(texts.all.len()).ok().filter(|end| u64::from(*end) <= most);
                    texts.ends.push(end.ok_or_else(too_large)?);
                }
                Event::Done => return Ok(texts),
                Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Verbatim(_) => {}
            }
        }
    }
}

/// Adds a text, plain or in runs of different looks, up to the end of its element; how it is pronounced is left out.
pub(super) fn rich<R: Read>(xml: &mut Xml<R>, end: &[u8], into: &mut String) -> Result<(), XmlError> {
    let begin = into.len();
    let mut is_phonetic = false;
    loop {
        if into.len() - begin > TOKEN_BYTES {
            return Err(XmlError::Refused("a text in it is longer than 16 MiB"));
        }
        match xml.next()? {
            Event::Start(tag) if tag.name == b"rPh" => is_phonetic = !tag.is_empty,
            Event::End(name) if name == b"rPh" => is_phonetic = false,
            Event::Start(tag) if tag.name == b"t" && !tag.is_empty && !is_phonetic => {
                let is_kept = tag.attributes().any(|(name, value)| name == b"space" && value == b"preserve");
                let from = into.len();
                xml.text_to_end(into)?;
                if !is_kept {
                    trim(into, from);
                }
            }
            Event::End(name) if name == end => break,
            Event::Done => return Err(XmlError::Cut),
            Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Verbatim(_) => {}
        }
    }
    unescape(into, begin);
    Ok(())
}

fn trim(text: &mut String, from: usize) {
    const BLANKS: [char; 4] = [' ', '\t', '\r', '\n'];
    let added = text.get(from..).unwrap_or_default();
    let length = added.trim_end_matches(BLANKS).len();
    let blanks = length - added.get(..length).unwrap_or_default().trim_start_matches(BLANKS).len();
    text.truncate(from + length);
    if blanks > 0 {
        text.replace_range(from..from + blanks, "");
    }
}

/// Spreadsheet programs write a character that XML has not as `_x000D_`, and that text itself as `_x005F_x000D_`.
pub(super) fn unescape(text: &mut String, from: usize) {
    let added = text.get(from..).unwrap_or_default();
    if !added.contains("_x") {
        return;
    }
    let mut units: Vec<u16> = Vec::new();
    let mut plain = String::with_capacity(added.len());
    let mut rest = added;
    loop {
        let unit = rest.strip_prefix("_x").and_then(|behind| {
            let (digits, after) = behind.split_at_checked(4)?;
            let unit =
                if digits.bytes().all(|byte| byte.is_ascii_hexdigit()) { u16::from_str_radix(digits, 16).ok()? } else { return None };
            Some((unit, after.strip_prefix('_')?))
        });
        if let Some((unit, after)) = unit {
            units.push(unit);
            rest = after;
            continue;
        }
        plain.push_str(&String::from_utf16_lossy(&units));
        units.clear();
        let Some(letter) = rest.chars().next() else { break };
        let length = rest.get(letter.len_utf8()..).and_then(|behind| behind.find('_')).map_or(rest.len(), |at| at + letter.len_utf8());
        let (before, after) = rest.split_at_checked(length).unwrap_or((rest, ""));
        plain.push_str(before);
        rest = after;
    }
    text.truncate(from);
    text.push_str(&plain);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_of_spreadsheet_programs_are_resolved() {
        for (written, meant) in [
            ("a_x000D_b", "a\rb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDCF7_", "\u{1F4F7}"),
            ("_x00", "_x00"),
            ("__x0041_", "_A"),
            ("a_b_x_", "a_b_x_"),
            ("中_x0041_文", "中A文"),
        ] {
            let mut text = String::from("before_x0041_");
            let from = text.len();
            text.push_str(written);
            unescape(&mut text, from);
            assert_eq!(text, format!("before_x0041_{meant}"), "{written}");
        }
    }
}
