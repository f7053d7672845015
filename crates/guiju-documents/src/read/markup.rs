//! The pieces of a web page that matter to a table. Whatever a page has wrong, something is made of it, as browsers do.

use super::xml::numbered;

/// What comes next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(Words<'a>),
    /// A line end inside a text.
    Break,
    /// Where one block of text ends and another begins.
    Block,
    Table,
    TableEnd,
    Row,
    RowEnd,
    /// A cell with the columns and rows that it spans.
    Cell {
        columns: u32,
        rows: u32,
    },
    CellEnd,
}

/// Text as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Words<'a>(&'a str);

/// Goes through a page.
pub(super) struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    pub(super) const fn new(page: &'a str) -> Self {
        Self { rest: page }
    }

    /// Passes over everything up to and with `end`, in any case of letters.
    fn skip_past(&mut self, end: &str) {
        let bytes = self.rest.as_bytes();
        let first = end.as_bytes().first().copied().unwrap_or(b'<');
        let mut from = 0;
        while let Some(place) = bytes.get(from..).and_then(|rest| memchr::memchr(first, rest)) {
            let at = from + place;
            if bytes.get(at..at + end.len()).is_some_and(|found| found.eq_ignore_ascii_case(end.as_bytes())) {
                self.rest = self.rest.get(at + end.len()..).unwrap_or_default();
                return;
            }
            from = at + 1;
        }
        self.rest = "";
    }

    /// The inside of the tag at hand, which ends at a `>` outside of quotes.
    fn tag(&mut self) -> &'a str {
        let mut quote = None;
        let mut is_value = false;
        for (at, byte) in self.rest.bytes().enumerate() {
            match (quote, byte) {
                (None, b'>') => {
                    let inside = self.rest.get(..at).unwrap_or_default();
                    self.rest = self.rest.get(at + 1..).unwrap_or_default();
                    return inside;
                }
                (None, b'"' | b'\'') if is_value => quote = Some(byte),
                (Some(open), byte) if open == byte => quote = None,
                _ => {}
            }
            is_value = byte == b'=' || (is_value && byte.is_ascii_whitespace());
        }
        std::mem::take(&mut self.rest)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(after) = self.rest.strip_prefix('<') else {
                let length = memchr::memchr(b'<', self.rest.as_bytes()).unwrap_or(self.rest.len());
                let (text, rest) = self.rest.split_at_checked(length)?;
                self.rest = rest;
                return Some(Piece::Text(Words(text)));
            };
            if let Some(comment) = after.strip_prefix("!--") {
                self.rest = comment;
                self.skip_past("-->");
                continue;
            }
            if !after.starts_with(|letter: char| letter.is_ascii_alphabetic() || matches!(letter, '/' | '!' | '?')) {
                // A sign, not a tag.
                let length = memchr::memchr(b'<', after.as_bytes()).map_or(self.rest.len(), |at| at + 1);
                let (text, rest) = self.rest.split_at_checked(length)?;
                self.rest = rest;
                return Some(Piece::Text(Words(text)));
            }
            self.rest = after;
            let inside = self.tag();
            let (is_end, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
            let width = inside.find(|letter: char| letter.is_ascii_whitespace() || letter == '/').unwrap_or(inside.len());
            let (name, attributes) = inside.split_at_checked(width)?;
            let name = name.to_ascii_lowercase();
            match (name.as_str(), is_end) {
                ("script" | "style" | "title" | "select" | "xml" | "textarea" | "noscript", false)
                    if !attributes.trim_end().ends_with('/') =>
                {
                    self.skip_past(&format!("</{name}"));
                    self.tag();
                }
                ("table", false) => return Some(Piece::Table),
                ("table", true) => return Some(Piece::TableEnd),
                ("tr", false) => return Some(Piece::Row),
                ("tr", true) => return Some(Piece::RowEnd),
                ("td" | "th", false) => {
                    let span = |name| attribute(attributes, name).and_then(|value| value.trim().parse::<u32>().ok());
                    let columns = span("colspan").unwrap_or(1).clamp(1, 16_384);
                    // 0 is as far as the table goes.
                    let rows = span("rowspan").map_or(1, |rows| if rows == 0 { 65_534 } else { rows.min(65_534) });
                    return Some(Piece::Cell { columns, rows });
                }
                ("td" | "th", true) => return Some(Piece::CellEnd),
                ("br", _) => return Some(Piece::Break),
                (
                    "p" | "div" | "li" | "ul" | "ol" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "caption" | "center" | "hr" | "body"
                    | "head",
                    _,
                ) => {
                    return Some(Piece::Block);
                }
                _ => {}
            }
        }
    }
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    loop {
        let (before, after) = rest.split_once('=')?;
        let found = before.rsplit(|letter: char| letter.is_ascii_whitespace()).find(|word| !word.is_empty()).unwrap_or_default();
        let after = after.trim_start();
        let (value, behind) = match after.strip_prefix(['"', '\'']) {
            Some(quoted) => quoted.split_once(after.chars().next()?)?,
            None => after.split_once(|letter: char| letter.is_ascii_whitespace()).unwrap_or((after, "")),
        };
        if found.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = behind;
    }
}

impl Words<'_> {
    /// Adds what is shown: blanks are one blank, entities are their characters.
    pub(super) fn add_to(self, text: &mut String) {
        let mut rest = self.0;
        loop {
            let length = rest.find(|letter: char| letter == '&' || letter.is_ascii_whitespace()).unwrap_or(rest.len());
            let (plain, behind) = rest.split_at_checked(length).unwrap_or((rest, ""));
            text.push_str(plain);
            if let Some(after) = behind.strip_prefix('&') {
                let (letter, after) = entity(after).unwrap_or(('&', after));
                text.push(letter);
                rest = after;
            } else if behind.is_empty() {
                return;
            } else {
                if !text.is_empty() && !text.ends_with([' ', '\n']) {
                    text.push(' ');
                }
                rest = behind.trim_start_matches(|letter: char| letter.is_ascii_whitespace());
            }
        }
    }
}

/// The character of an entity and what follows it. Old pages leave the semicolon out.
fn entity(after: &str) -> Option<(char, &str)> {
    let (letter, behind) = if let Some(number) = after.strip_prefix('#') {
        let length = number.find(|letter: char| !letter.is_ascii_alphanumeric()).unwrap_or(number.len());
        let (digits, behind) = number.split_at_checked(length)?;
        (of_number(digits)?, behind)
    } else {
        NAMED.iter().find_map(|(name, letter)| Some((*letter, after.strip_prefix(name)?)))?
    };
    Some((letter, behind.strip_prefix(';').unwrap_or(behind)))
}

fn of_number(digits: &str) -> Option<char> {
    let letter = numbered(digits)?;
    // Numbers that mean the Western code page, as browsers take them.
    match u8::try_from(u32::from(letter)) {
        Ok(byte @ 0x80..=0x9F) => encoding_rs::WINDOWS_1252.decode(&[byte]).0.chars().next(),
        Ok(_) | Err(_) => Some(letter),
    }
}

/// The entities that exports write; all others stay as written.
const NAMED: &[(&str, char)] = &[
    ("nbsp", '\u{A0}'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("yen", '¥'),
    ("euro", '€'),
    ("pound", '£'),
    ("cent", '¢'),
    ("middot", '·'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("times", '×'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("copy", '©'),
    ("reg", '®'),
];
