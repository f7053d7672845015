//! Workbooks of 2003 as XML, which reporting systems still write under the name of `.xls`.

use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::bounded::Bounded;
use super::rows::{Region, Rows};
use super::tidy::tidy;
use super::transcode::Transcoder;
use super::xlsx::{Shown, iso_date, number, of_xml};
use super::xml::{Event, Tag, Xml, declared_encoding};
use super::{Sheet, Table};
use crate::{Cell, DocumentError, Row};

/// What is known of such a workbook after its check.
#[derive(Debug, Clone)]
pub(super) struct XmlSheets {
    encoding: &'static Encoding,
    sheets: Arc<Vec<Sheet>>,
    is_1904: bool,
}

const PART: &str = "workbook";

/// A cell's tag.
struct Head {
    column: Option<u32>,
    across: u32,
    down: u32,
    formula: Option<String>,
    is_empty: bool,
}

impl XmlSheets {
    pub(super) fn open(table: &Table) -> Result<Self, DocumentError> {
        let mut head = Vec::new();
        table.reader()?.take(256).read_to_end(&mut head).map_err(|error| table.io(error))?;
        let mut found = Self { encoding: declared_encoding(&head), sheets: Arc::default(), is_1904: false };
        let mut xml = found.xml(table)?;
        let mut sheets: Vec<Sheet> = Vec::new();
        let mut text = String::new();
        loop {
            match xml.next().map_err(|error| of_xml(table, PART, error))? {
                Event::Start(tag) if tag.name == b"Worksheet" => {
                    let name = tag.attribute("Name").unwrap_or_else(|| format!("Sheet{}", sheets.len() + 1));
                    sheets.push(Sheet { name, is_hidden: false });
                }
                Event::Start(tag) if tag.name == b"Visible" && !tag.is_empty => {
                    text.clear();
                    xml.text_to_end(&mut text).map_err(|error| of_xml(table, PART, error))?;
                    if let Some(sheet) = sheets.last_mut() {
                        sheet.is_hidden |= matches!(text.trim(), "SheetHidden" | "SheetVeryHidden");
                    }
                }
                Event::Start(tag) if tag.name == b"Date1904" => found.is_1904 = true,
                Event::Done => break,
                Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Verbatim(_) => {}
            }
        }
        if sheets.is_empty() {
            return Err(table.damaged("it has no sheet"));
        }
        found.sheets = Arc::new(sheets);
        Ok(found)
    }

    pub(super) fn sheets(&self) -> Vec<Sheet> {
        self.sheets.to_vec()
    }

    pub(super) const fn is_1904(&self) -> bool {
        self.is_1904
    }

    fn xml(&self, table: &Table) -> Result<Xml<impl Read + use<>>, DocumentError> {
        let bytes = Bounded::new(table.reader()?, table.limits.unpacked_bytes);
        Ok(Xml::new(Transcoder::new(bytes, self.encoding)))
    }

    pub(super) fn each_row<E: From<DocumentError>>(
        &self,
        table: &Table,
        sheet: usize,
        each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        if sheet >= self.sheets.len() {
            return Err(table.unknown_sheet(sheet).into());
        }
        let mut xml = self.xml(table)?;
        let mut rows = Rows::new(table, &[]);
        let (mut row, mut column) = (0_u32, 0_u32);
        let mut seen = 0_usize;
        loop {
            match xml.next().map_err(|error| of_xml(table, PART, error))? {
                Event::Start(tag) if tag.name == b"Worksheet" => seen += 1,
                Event::End(b"Worksheet") if seen > sheet => return rows.end(each).map(drop),
                Event::Start(tag) if seen > sheet && tag.name == b"Row" => {
                    row = index(&tag).unwrap_or(row);
                    column = 0;
                    if tag.is_empty {
                        row = row.saturating_add(1);
                    }
                }
                Event::End(b"Row") if seen > sheet => {
                    if rows.end(each)?.is_break() {
                        return Ok(());
                    }
                    row = row.saturating_add(1);
                }
                Event::Start(tag) if seen > sheet && tag.name == b"Cell" => {
                    let head = Head::of(&tag);
                    column = head.column.unwrap_or(column);
                    let cell = head.cell(&mut xml).map_err(|error| of_xml(table, PART, error))?;
                    if (head.across > 0 || head.down > 0) && !cell.is_empty() {
                        let to = (row.saturating_add(head.down), column.saturating_add(head.across));
                        rows.merge(Region { from: (row, column), to });
                    }
                    rows.put(row, column, cell)?;
                    column = column.saturating_add(head.across).saturating_add(1);
                }
                Event::Done => return rows.end(each).map(drop),
                Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Verbatim(_) => {}
            }
        }
    }
}

/// `ss:Index`, from 0.
fn index(tag: &Tag<'_>) -> Option<u32> {
    tag.attribute("Index")?.trim().parse::<u32>().ok()?.checked_sub(1)
}

impl Head {
    fn of(tag: &Tag<'_>) -> Self {
        let count = |name| tag.attribute(name).and_then(|text| text.trim().parse().ok()).unwrap_or(0);
        Self {
            column: index(tag),
            across: count("MergeAcross"),
            down: count("MergeDown"),
            formula: tag.attribute("Formula"),
            is_empty: tag.is_empty,
        }
    }

    /// Reads up to the end of the cell.
    fn cell<R: Read>(&self, xml: &mut Xml<R>) -> Result<Cell, super::xml::XmlError> {
        let mut found = None;
        if !self.is_empty {
            loop {
                match xml.next()? {
                    Event::Start(tag) if tag.name == b"Data" && !tag.is_empty => {
                        let kind = tag.attribute("Type").unwrap_or_default();
                        let mut text = String::new();
                        xml.text_to_end(&mut text)?;
                        found = Some(value(&kind, &text));
                    }
                    // A note of a person has texts of its own.
                    Event::Start(tag) if tag.name == b"Comment" && !tag.is_empty => xml.text_to_end(&mut String::new())?,
                    Event::End(b"Cell") => break,
                    Event::Done => return Err(super::xml::XmlError::Cut),
                    Event::Start(_) | Event::End(_) | Event::Text(_) | Event::Verbatim(_) => {}
                }
            }
        }
        Ok(match (found, &self.formula) {
            (Some(cell), _) => cell,
            (None, Some(formula)) => Cell::Uncomputed(formula.clone()),
            (None, None) => Cell::Empty,
        })
    }
}

fn value(kind: &str, text: &str) -> Cell {
    match kind {
        "Number" => number(text.as_bytes(), Shown::Number, false),
        "DateTime" => iso_date(text),
        "Boolean" => Cell::Bool(matches!(text.trim(), "1" | "true" | "True")),
        "Error" => Cell::Error(text.trim().to_owned()),
        _ => tidy(text),
    }
}
