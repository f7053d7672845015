//! The rows of a sheet, in one pass over its XML.

use std::io::Read;
use std::ops::ControlFlow;

use super::super::Table;
use super::super::rows::{Region, Rows};
use super::super::tidy::tidy;
use super::super::xml::{Event, TOKEN_BYTES, Tag, Xml, XmlError, decode};
use super::Workbook;
use super::package::of_xml;
use super::texts::{rich, unescape};
use super::values::{Shown, iso_date, number};
use crate::{Cell, DocumentError, Row};

/// How a cell's value is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Number,
    Shared,
    Inline,
    Formula,
    Bool,
    Error,
    Date,
}

/// What a cell's tag says.
struct Head {
    place: Option<(u32, u32)>,
    shown: Shown,
    kind: Kind,
}

/// What stands in a cell; used again for each.
#[derive(Default)]
struct Body {
    value: Vec<u8>,
    inline: String,
    formula: String,
    has_value: bool,
    has_formula: bool,
    has_inline: bool,
}

pub(super) fn each_row<R: Read, E: From<DocumentError>>(
    book: &Workbook,
    table: &Table,
    part: &str,
    mut xml: Xml<R>,
    mut rows: Rows<'_>,
    each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let bad = |error| of_xml(table, part, error);
    let mut body = Body::default();
    let (mut row, mut column) = (0_u32, 0_u32);
    // Of the row that is being collected; a cell may say that it is in another one.
    let mut current = 0_u32;
    let mut days = Days::default();
    loop {
        while let Some((head, value, length)) = usual(book, xml.ahead()) {
            if let Some(place) = head.place {
                (row, column) = place;
            }
            let cell = if head.kind == Kind::Number && head.shown == Shown::Date {
                days.cell(value, book.is_1904)
            } else {
                value_cell(book, table, &head, value, false)?
            };
            xml.pass(length);
            if !cell.is_empty() {
                if current != row && rows.end(each)?.is_break() {
                    return Ok(());
                }
                current = row;
                rows.put(row, column, cell)?;
            }
            column = column.saturating_add(1);
        }
        match xml.next().map_err(bad)? {
            Event::Start(tag) if tag.name == b"c" => {
                let head = head_of(book, &tag);
                let is_empty = tag.is_empty;
                if let Some(place) = head.place {
                    (row, column) = place;
                }
                if !is_empty {
                    body.read(&mut xml).map_err(bad)?;
                    let cell = body.cell(book, table, &head)?;
                    if !cell.is_empty() {
                        if current != row && rows.end(each)?.is_break() {
                            return Ok(());
                        }
                        current = row;
                        rows.put(row, column, cell)?;
                    }
                }
                column = column.saturating_add(1);
            }
            Event::Start(tag) if tag.name == b"row" => {
                let told = tag.attributes().find(|(name, _)| *name == b"r").and_then(|(_, value)| digits(value));
                if let Some(number) = told.and_then(|number| number.checked_sub(1)) {
                    row = number;
                }
                column = 0;
                if tag.is_empty {
                    row = row.saturating_add(1);
                }
            }
            Event::End(b"row") => {
                if rows.end(each)?.is_break() {
                    return Ok(());
                }
                row = row.saturating_add(1);
                column = 0;
            }
            Event::End(b"sheetData") | Event::Done => return rows.end(each).map(drop),
            Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Verbatim(_) => {}
        }
    }
}

/// The merged regions, which stand behind the rows.
pub(super) fn regions<R: Read>(table: &Table, part: &str, mut xml: Xml<R>) -> Result<Vec<Region>, DocumentError> {
    let mut found = Vec::new();
    loop {
        match xml.next().map_err(|error| of_xml(table, part, error))? {
            Event::Start(tag) if tag.name == b"mergeCell" => {
                let reference = tag.attribute("ref").unwrap_or_default();
                let (from, to) = reference.split_once(':').unwrap_or((&reference, &reference));
                if let (Some(from), Some(to)) = (place(from.as_bytes()), place(to.as_bytes())) {
                    found.push(Region { from, to });
                }
            }
            Event::Done => return Ok(found),
            Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Verbatim(_) => {}
        }
    }
}

fn head_of(book: &Workbook, tag: &Tag<'_>) -> Head {
    let mut head = Head { place: None, shown: Shown::Number, kind: Kind::Number };
    for (name, value) in tag.attributes() {
        match name {
            b"r" => head.place = place(value),
            b"s" => head.shown = digits(value).and_then(|style| book.styles.get(style as usize)).copied().unwrap_or_default(),
            b"t" => {
                head.kind = match value {
                    b"s" => Kind::Shared,
                    b"str" => Kind::Formula,
                    b"inlineStr" | b"is" => Kind::Inline,
                    b"b" => Kind::Bool,
                    b"e" => Kind::Error,
                    b"d" => Kind::Date,
                    _ => Kind::Number,
                }
            }
            _ => {}
        }
    }
    head
}

fn digits(text: &[u8]) -> Option<u32> {
    let text = text.trim_ascii();
    if text.is_empty() {
        return None;
    }
    text.iter().try_fold(0_u32, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u32::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// Row and column, from 0, of `AB12` or `$AB$12`.
fn place(reference: &[u8]) -> Option<(u32, u32)> {
    let mut column = 0_u32;
    let mut row = 0_u32;
    for byte in reference {
        match byte {
            b'A'..=b'Z' => column = column.checked_mul(26)?.checked_add(u32::from(byte - b'A') + 1)?,
            b'a'..=b'z' => column = column.checked_mul(26)?.checked_add(u32::from(byte - b'a') + 1)?,
            b'0'..=b'9' => row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?,
            b'$' => {}
            _ => return None,
        }
    }
    Some((row.checked_sub(1)?, column.checked_sub(1)?))
}

/// A cell in the form in which nearly all are written: `<c r="A1" s="1" t="s"><v>7</v></c>` or with a plain text inside. Gives its head, its value
/// and its length; none for everything else, which takes the longer way.
fn usual<'a>(book: &Workbook, ahead: &'a [u8]) -> Option<(Head, &'a [u8], usize)> {
    let mut head = Head { place: None, shown: Shown::Number, kind: Kind::Number };
    let mut rest = ahead.strip_prefix(b"<c")?;
    loop {
        match rest {
            [b'>', behind @ ..] => {
                rest = behind;
                break;
            }
            [b' ', b'r', b'=', b'"', behind @ ..] => {
                let (place, behind) = quick_place(behind)?;
                head.place = Some(place);
                rest = behind;
            }
            [b' ', b's', b'=', b'"', behind @ ..] => {
                let (style, behind) = quick_number(behind)?;
                head.shown = book.styles.get(style as usize).copied().unwrap_or_default();
                rest = behind.strip_prefix(b"\"")?;
            }
            [b' ', b't', b'=', b'"', b's', b'"', behind @ ..] => {
                head.kind = Kind::Shared;
                rest = behind;
            }
            [b' ', b't', b'=', b'"', b'n', b'"', behind @ ..] => rest = behind,
            _ => {
                rest = rest.strip_prefix(b" t=\"inlineStr\"")?;
                head.kind = Kind::Inline;
            }
        }
    }
    let behind: &[u8];
    if head.kind == Kind::Inline {
        rest = rest.strip_prefix(b"<is><t")?;
        rest = rest.strip_prefix(b" xml:space=\"preserve\"").unwrap_or(rest).strip_prefix(b">")?;
        behind = b"</t></is></c>";
    } else {
        rest = rest.strip_prefix(b"<v>")?;
        behind = b"</v></c>";
    }
    let length = rest.iter().position(|byte| matches!(byte, b'<' | b'&' | b'\r'))?;
    let (value, rest) = rest.split_at_checked(length)?;
    let rest = rest.strip_prefix(behind)?;
    let has_escapes = head.kind == Kind::Inline && value.windows(2).any(|pair| pair == b"_x");
    if has_escapes {
        return None;
    }
    Some((head, value, ahead.len() - rest.len()))
}

/// `AB12"`.
fn quick_place(mut rest: &[u8]) -> Option<((u32, u32), &[u8])> {
    let (mut column, mut row) = (0_u32, 0_u32);
    while let [byte @ b'A'..=b'Z', behind @ ..] = rest {
        column = column.checked_mul(26)?.checked_add(u32::from(byte - b'A') + 1)?;
        rest = behind;
    }
    while let [byte @ b'0'..=b'9', behind @ ..] = rest {
        row = row.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
        rest = behind;
    }
    Some(((row.checked_sub(1)?, column.checked_sub(1)?), rest.strip_prefix(b"\"")?))
}

fn quick_number(mut rest: &[u8]) -> Option<(u32, &[u8])> {
    let mut number = 0_u32;
    while let [byte @ b'0'..=b'9', behind @ ..] = rest {
        number = number.checked_mul(10)?.checked_add(u32::from(byte - b'0'))?;
        rest = behind;
    }
    Some((number, rest))
}

/// The days of a sheet, few and met again and again, so that each is computed once.
struct Days(Vec<Option<(u32, Cell)>>);

impl Default for Days {
    fn default() -> Self {
        Self(vec![None; 4096])
    }
}

impl Days {
    fn cell(&mut self, value: &[u8], is_1904: bool) -> Cell {
        let day = if value.len() <= 7 { digits(value) } else { None };
        let Some((day, place)) = day.and_then(|day| Some((day, self.0.get_mut(day as usize % 4096)?))) else {
            return number(value, Shown::Date, is_1904);
        };
        match place {
            Some((known, cell)) if *known == day => cell.clone(),
            _ => {
                let cell = number(value, Shown::Date, is_1904);
                *place = Some((day, cell.clone()));
                cell
            }
        }
    }
}

/// What a cell's value means. `is_written`: with entities and escapes.
fn value_cell(book: &Workbook, table: &Table, head: &Head, value: &[u8], is_written: bool) -> Result<Cell, DocumentError> {
    if value.is_empty() {
        return Ok(Cell::Empty);
    }
    Ok(match head.kind {
        Kind::Number => number(value, head.shown, book.is_1904),
        Kind::Shared => {
            let index = digits(value).ok_or_else(|| table.damaged("a cell names no shared text"))?;
            let text = book.texts.get(index as usize);
            tidy(text.ok_or_else(|| table.damaged("a cell names a shared text that is not there"))?)
        }
        Kind::Formula | Kind::Inline if is_written => {
            let mut text = String::with_capacity(value.len());
            decode(value, &mut text);
            unescape(&mut text, 0);
            tidy(&text)
        }
        Kind::Formula | Kind::Inline => tidy(&String::from_utf8_lossy(value)),
        Kind::Bool => match value.trim_ascii() {
            b"" => Cell::Empty,
            b"0" => Cell::Bool(false),
            b"1" => Cell::Bool(true),
            other => Cell::Bool(other.eq_ignore_ascii_case(b"true")),
        },
        Kind::Error => Cell::Error(String::from_utf8_lossy(value).into_owned()),
        Kind::Date => iso_date(&String::from_utf8_lossy(value)),
    })
}

impl Body {
    /// Reads up to the end of the cell.
    fn read<R: Read>(&mut self, xml: &mut Xml<R>) -> Result<(), XmlError> {
        self.value.clear();
        self.inline.clear();
        self.formula.clear();
        (self.has_value, self.has_formula, self.has_inline) = (false, false, false);
        /// Which element a text stands in.
        #[derive(Clone, Copy, PartialEq)]
        enum In {
            Other,
            Value,
            Formula,
        }
        let mut inside = In::Other;
        loop {
            if self.value.len() + self.formula.len() > TOKEN_BYTES {
                return Err(XmlError::Refused("a value in it is longer than 16 MiB"));
            }
            match xml.next()? {
                Event::Start(tag) if tag.name == b"v" => {
                    self.has_value = true;
                    inside = if tag.is_empty { In::Other } else { In::Value };
                }
                Event::Text(raw) => match inside {
                    In::Value => self.value.extend_from_slice(raw),
                    In::Formula => decode(raw, &mut self.formula),
                    In::Other => {}
                },
                Event::Verbatim(raw) => match inside {
                    // What XML would take for markup is written so that it is none.
                    In::Value => self.value.extend(String::from_utf8_lossy(raw).replace('&', "&amp;").replace('<', "&lt;").into_bytes()),
                    In::Formula => self.formula.push_str(&String::from_utf8_lossy(raw)),
                    In::Other => {}
                },
                Event::End(b"v" | b"f") => inside = In::Other,
                Event::End(b"c") => return Ok(()),
                Event::Start(tag) if tag.name == b"f" => {
                    self.has_formula = true;
                    inside = if tag.is_empty { In::Other } else { In::Formula };
                }
                Event::Start(tag) if tag.name == b"is" => {
                    self.has_inline = true;
                    if !tag.is_empty {
                        rich(xml, b"is", &mut self.inline)?;
                    }
                }
                Event::Done => return Err(XmlError::Cut),
                Event::Start(_) | Event::End(_) => {}
            }
        }
    }

    fn cell(&mut self, book: &Workbook, table: &Table, head: &Head) -> Result<Cell, DocumentError> {
        if self.has_inline || head.kind == Kind::Inline {
            return Ok(tidy(&self.inline));
        }
        if self.has_formula && self.is_uncomputed(book, head) {
            // A formula that it shares with another cell is written there only.
            return Ok(Cell::Uncomputed(format!("={}", self.formula.trim())));
        }
        value_cell(book, table, head, &self.value, true)
    }

    /// Whether nobody computed the formula: no result is stored, or the zero that writers store which do not compute. Of those the
    /// workbook asks to be computed when opened, or the zero is written as only programs write it that print a binary number.
    fn is_uncomputed(&self, book: &Workbook, head: &Head) -> bool {
        match self.value.trim_ascii() {
            b"" => !(head.kind == Kind::Formula && self.has_value),
            b"0" => head.kind == Kind::Number && book.is_to_be_computed,
            b"0.0" => head.kind == Kind::Number,
            _ => false,
        }
    }
}
