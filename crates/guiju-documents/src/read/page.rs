//! Web pages that call themselves workbooks: their tables, and the lines between them, one below the other as a spreadsheet program shows them.

use std::collections::VecDeque;
use std::io::Read;
use std::ops::ControlFlow;
use std::sync::Arc;

use crate::error::words;
use encoding_rs::Encoding;

use super::bounded::Bounded;
use super::encoding::{judge, looks_like_utf16};
use super::markup::{Piece, Pieces};
use super::rows::{Region, Rows};
use super::tidy::{tidy_written, trimmed};
use super::{OpenOptions, Table};
use crate::{DocumentError, Row};

/// A page's text.
#[derive(Debug, Clone)]
pub(super) struct Page {
    text: Arc<str>,
    encoding: &'static Encoding,
    has_replaced_bytes: bool,
}

const PAGE_BYTES: u64 = 64 << 20;
/// How many cells may reach down into the rows below at once.
const SPANS_MAX: usize = 256;

impl Page {
    pub(super) fn open(table: &Table, options: &OpenOptions) -> Result<Self, DocumentError> {
        let mut bytes = Vec::new();
        Bounded::new(table.reader()?, PAGE_BYTES).read_to_end(&mut bytes).map_err(|error| {
            if error.kind() == std::io::ErrorKind::FileTooLarge {
                return table.too_large("it is a web page of more than 64 MiB; save it as .xlsx");
            }
            table.io(error)
        })?;
        let encoding = match &options.encoding {
            Some(name) => Encoding::for_label(name.as_bytes()).ok_or_else(|| DocumentError::UnknownEncoding { name: name.clone() })?,
            None => encoding_of(&bytes),
        };
        let (text, encoding, has_replaced_bytes) = encoding.decode(&bytes);
        let page = Self { text: Arc::from(text.as_ref()), encoding, has_replaced_bytes };
        let has_table = Pieces::new(&page.text).any(|piece| matches!(piece, Piece::Cell { .. }));
        if !has_table {
            return Err(DocumentError::NotATable {
                file: table.name.clone(),
                what: words("是没有表格的网页（可能是登录或报错页面）", "a web page without a table in it (a sign-in or error page?)"),
                help: words(
                    "请重新下载，或在原系统导出为 .xlsx 或 .csv",
                    "download it again, or export it as .xlsx or .csv where it came from",
                ),
            });
        }
        // Its cells are in bounds.
        page.each_row(table, &mut |_| Ok::<_, DocumentError>(ControlFlow::Continue(())))?;
        Ok(page)
    }

    pub(super) fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    pub(super) const fn has_replaced_bytes(&self) -> bool {
        self.has_replaced_bytes
    }

    pub(super) fn each_row<E: From<DocumentError>>(
        &self,
        table: &Table,
        each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let mut grid = Grid { rows: Rows::new(table, &[]), row: 0, column: 0, spans: VecDeque::new(), most: table.limits.columns };
        let mut cell: Option<(u32, u32)> = None;
        let mut text = String::new();
        let mut tables = 0_u32;
        for piece in Pieces::new(&self.text) {
            match piece {
                Piece::Text(piece) => piece.add_to(&mut text),
                Piece::Break => text.push('\n'),
                Piece::Block if cell.is_some() => {
                    if !text.is_empty() && !text.ends_with('\n') {
                        text.push('\n');
                    }
                }
                // A line outside of the tables: a title, a unit, a note.
                Piece::Block => {
                    if tables == 0 && !trimmed(&text).is_empty() {
                        grid.put(&text, 1, 1)?;
                        if grid.end(each)?.is_break() {
                            return Ok(());
                        }
                    }
                    text.clear();
                }
                Piece::Cell { columns, rows } => {
                    grid.close(&mut cell, &mut text)?;
                    cell = Some((columns, rows));
                }
                Piece::CellEnd => grid.close(&mut cell, &mut text)?,
                Piece::Row | Piece::RowEnd | Piece::Table | Piece::TableEnd => {
                    let has_cell = cell.is_some();
                    if tables == 0 && !trimmed(&text).is_empty() {
                        cell = Some((1, 1));
                    }
                    grid.close(&mut cell, &mut text)?;
                    let is_row = has_cell || grid.column > 0 || matches!(piece, Piece::RowEnd);
                    if is_row && grid.end(each)?.is_break() {
                        return Ok(());
                    }
                    match piece {
                        Piece::Table => tables += 1,
                        Piece::TableEnd => {
                            tables = tables.saturating_sub(1);
                            grid.spans.clear();
                        }
                        Piece::Row | Piece::RowEnd | Piece::Text(_) | Piece::Break | Piece::Block | Piece::Cell { .. } | Piece::CellEnd => {
                        }
                    }
                }
            }
        }
        grid.close(&mut cell, &mut text)?;
        grid.end(each).map(drop)
    }
}

/// Where the next cell goes.
struct Grid<'a> {
    rows: Rows<'a>,
    row: u32,
    column: u32,
    /// Cells that reach down into the rows to come: first column, width, rows left.
    spans: VecDeque<(u32, u32, u32)>,
    most: usize,
}

impl Grid<'_> {
    fn close(&mut self, cell: &mut Option<(u32, u32)>, text: &mut String) -> Result<(), DocumentError> {
        if let Some((columns, rows)) = cell.take() {
            self.put(text, columns, rows)?;
        }
        text.clear();
        Ok(())
    }

    fn put(&mut self, text: &str, columns: u32, rows: u32) -> Result<(), DocumentError> {
        while let Some((from, width, _)) = self.spans.iter().find(|(from, width, _)| (*from..from + width).contains(&self.column)) {
            self.column = from + width;
        }
        let most = u32::try_from(self.most).unwrap_or(u32::MAX);
        let width = columns.clamp(1, most);
        let value = tidy_written(text);
        if !value.is_empty() && (width > 1 || rows > 1) {
            let to = (self.row.saturating_add(rows - 1), self.column.saturating_add(width - 1));
            self.rows.merge(Region { from: (self.row, self.column), to });
        }
        if rows > 1 && self.spans.len() < SPANS_MAX {
            self.spans.push_back((self.column, width, rows));
        }
        self.rows.put(self.row, self.column, value)?;
        self.column = self.column.saturating_add(width);
        Ok(())
    }

    fn end<E: From<DocumentError>>(&mut self, each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>) -> Result<ControlFlow<()>, E> {
        for span in &mut self.spans {
            span.2 -= 1;
        }
        self.spans.retain(|(_, _, left)| *left > 0);
        self.row = self.row.saturating_add(1);
        self.column = 0;
        self.rows.end(each)
    }
}

/// Its mark; what it says of itself where it decodes by that; what it looks like.
fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return encoding;
    }
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if let Some(encoding) = looks_like_utf16(head) {
        return encoding;
    }
    let declared = declared(head).and_then(Encoding::for_label);
    if let Some(encoding) = declared.filter(|encoding| encoding.is_ascii_compatible())
        && encoding.decode_without_bom_handling_and_without_replacement(bytes).is_some()
        && !encoding.is_single_byte()
    {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return encoding_rs::UTF_8;
    }
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    judge(bytes.get(start..bytes.len().min(start + (1 << 18))).unwrap_or_default())
}

/// The name behind `charset=`.
fn declared(head: &[u8]) -> Option<&[u8]> {
    let place = head.windows(7).position(|window| window.eq_ignore_ascii_case(b"charset"))?;
    let rest = head.get(place + 7..)?.trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let length = rest.iter().position(|byte| !(byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')))?;
    rest.get(..length)
}
