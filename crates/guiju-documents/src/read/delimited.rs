//! CSV: finds encoding and delimiter, checks the whole text once, then streams its rows.

use std::io::Read;
use std::ops::ControlFlow;

use encoding_rs::{Encoding, UTF_8};
use flate2::read::MultiGzDecoder;

use super::ahead::Ahead;
use super::bounded::Bounded;
use super::encoding::{judge, looks_like_utf16};
use super::scan::{Scan, found_delimiter};
use super::split::Split;
use super::tidy::strip_back_quotes;
use super::transcode::Transcoder;
use super::{FileKind, OpenOptions, Table};
use crate::error::words;
use crate::{Cell, DocumentError, Row};

const HEAD_BYTES: u64 = 1 << 18;
const SAMPLE_BYTES: usize = 1 << 18;
/// A file from this size on is unpacked and decoded on a thread of its own.
const AHEAD_FROM_BYTES: u64 = 1 << 20;

/// How a CSV file is to be read.
#[derive(Debug, Clone)]
pub(super) struct Delimited {
    encoding: &'static Encoding,
    delimiter: u8,
    /// Whether the text is UTF-8 from its first byte to its last, and needs no decoding.
    is_plain: bool,
    has_replaced_bytes: bool,
}

impl Delimited {
    pub(super) const fn has_replaced_bytes(&self) -> bool {
        self.has_replaced_bytes
    }

    pub(super) fn encoding(&self) -> &'static str {
        self.encoding.name()
    }

    pub(super) fn delimiter(&self) -> char {
        char::from(self.delimiter)
    }

    /// Reads the file once: which encoding and delimiter it has, that it is complete, and that no cell is out of bounds. A file that begins as
    /// UTF-8 and turns out to be something else is read once more.
    pub(super) fn examine(table: &Table, options: &OpenOptions) -> Result<Self, DocumentError> {
        let mut head = Vec::new();
        unpacked(table)?.take(HEAD_BYTES).read_to_end(&mut head).map_err(|error| table.io(error))?;
        if head.starts_with(b"PK\x03\x04") || (table.kind == FileKind::CsvGz && head.starts_with(b"\x1F\x8B")) {
            return Err(DocumentError::NotATable {
                file: table.name.clone(),
                what: words("是压缩包里的压缩包", "an archive inside an archive"),
                help: words("请先解压", "unpack it first"),
            });
        }
        let told = match &options.encoding {
            Some(name) => {
                let found = Encoding::for_label(name.as_bytes());
                Some(found.ok_or_else(|| DocumentError::UnknownEncoding { name: name.clone() })?)
            }
            None => None,
        };
        let marked = Encoding::for_bom(&head).map(|(encoding, _)| encoding);
        let known = told.or(marked).or_else(|| looks_like_utf16(&head));
        let (head_text, _, _) = known.unwrap_or(UTF_8).decode(&head);
        let line_end = if head_text.contains('\n') { b'\n' } else { b'\r' };
        let delimiter = match options.delimiter {
            Some(delimiter) => u8::try_from(delimiter).unwrap_or(b','),
            None => found_delimiter(head_text.as_bytes(), line_end),
        };
        let mut found = Self { encoding: known.unwrap_or(UTF_8), delimiter, is_plain: false, has_replaced_bytes: false };
        if found.encoding == UTF_8 && found.check_plain(table, line_end)? {
            found.is_plain = true;
            return Ok(found);
        }
        if known.is_none() {
            found.encoding = sampled_encoding(table)?;
            // The second byte of a character may be a `|`.
            if options.delimiter.is_none() {
                found.delimiter = found_delimiter(found.encoding.decode(&head).0.as_bytes(), line_end);
            }
        }
        found.has_replaced_bytes = found.check_decoded(table, line_end)?;
        Ok(found)
    }

    fn decoded(&self, table: &Table) -> Result<Transcoder<Box<dyn Read + Send>>, DocumentError> {
        Ok(Transcoder::new(unpacked(table)?, self.encoding))
    }

    /// One pass with the rules of CSV and nothing else: where a quote is never closed or the last row is cut off, the file is incomplete,
    /// and a reader of rows would not notice. False where the text is not UTF-8.
    fn check_plain(&self, table: &Table, line_end: u8) -> Result<bool, DocumentError> {
        let mut scan = Scan::new(self.delimiter, line_end);
        let mut text = unpacked_ahead(table)?;
        let mut block = vec![0_u8; 256 << 10];
        let mut kept = 0;
        loop {
            let count = text.read(block.get_mut(kept..).unwrap_or_default()).map_err(|error| table.io(error))?;
            let filled = kept + count;
            let bytes = block.get(..filled).unwrap_or_default();
            let valid = match simdutf8::compat::from_utf8(bytes) {
                Ok(_) => filled,
                // A character that the block cuts.
                Err(error) if error.error_len().is_none() && count > 0 => error.valid_up_to(),
                Err(_) => return Ok(false),
            };
            if count == 0 {
                break;
            }
            scan.take(bytes.get(..valid).unwrap_or_default());
            within(table, &scan)?;
            block.copy_within(valid..filled, 0);
            kept = filled - valid;
        }
        complete(table, &scan).map(|()| true)
    }

    /// The same pass over a text that has to be decoded. Tells whether bytes had to be replaced.
    fn check_decoded(&self, table: &Table, line_end: u8) -> Result<bool, DocumentError> {
        let mut scan = Scan::new(self.delimiter, line_end);
        let mut text = self.decoded(table)?;
        let mut block = vec![0_u8; 64 << 10];
        loop {
            let count = text.read(&mut block).map_err(|error| table.io(error))?;
            if count == 0 {
                break;
            }
            scan.take(block.get(..count).unwrap_or_default());
            within(table, &scan)?;
        }
        complete(table, &scan).map(|()| text.has_errors())
    }

    /// The text as UTF-8, without its mark.
    fn text(&self, table: &Table) -> Result<Box<dyn Read>, DocumentError> {
        if self.is_plain {
            let mut bytes = unpacked_ahead(table)?;
            let mut mark = Vec::new();
            bytes.by_ref().take(3).read_to_end(&mut mark).map_err(|error| table.io(error))?;
            if mark == b"\xEF\xBB\xBF" {
                mark.clear();
            }
            return Ok(Box::new(std::io::Cursor::new(mark).chain(bytes)));
        }
        let mut decoded = self.decoded(table)?;
        if is_small(table) {
            return Ok(Box::new(decoded));
        }
        Ok(Box::new(Ahead::new(move |pump| pump.copy(&mut decoded)).map_err(|error| table.io(error))?))
    }

    pub(super) fn each_row<E: From<DocumentError>>(
        &self,
        table: &Table,
        each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let mut split = Split::new(self.text(table)?, self.delimiter);
        while let Some((number, mut cells)) = split.next().map_err(|error| table.io(error))? {
            if number == 1 && is_separator_line(&cells) {
                continue;
            }
            strip_back_quotes(&mut cells);
            if each(Row { number, cells, merged: Vec::new() })?.is_break() {
                return Ok(());
            }
        }
        Ok(())
    }
}

/// `sep=;`, by which Excel is told the delimiter, is no row.
fn is_separator_line(cells: &[Cell]) -> bool {
    let is_first = |cell: &Cell| matches!(cell, Cell::Text(text) if text.starts_with("sep=") && text.len() <= 5);
    cells.first().is_some_and(is_first) && cells.iter().skip(1).all(Cell::is_empty)
}

fn within(table: &Table, scan: &Scan) -> Result<(), DocumentError> {
    let (columns, line) = scan.widest;
    if columns > table.limits.columns {
        table.check_cell(line, columns.saturating_sub(1), 0)?;
    }
    let (bytes, line, column) = scan.longest;
    if bytes > table.limits.cell_bytes {
        table.check_cell(line, column.saturating_sub(1), bytes)?;
    }
    table.check_rows(scan.rows)
}

fn complete(table: &Table, scan: &Scan) -> Result<(), DocumentError> {
    let truncated = |reason| Err(DocumentError::Truncated { file: table.name.clone(), reason });
    if scan.is_open() {
        return truncated(format!("the quote opened in line {} is never closed", scan.quote_line));
    }
    let is_row_open = scan.columns > 1 || scan.cell_bytes > 0;
    match scan.width {
        Some(width) if is_row_open && scan.is_even && scan.columns < width && scan.rows > 1 => {
            truncated(format!("the last row has {} of {width} cells and no line end", scan.columns))
        }
        _ => Ok(()),
    }
}

fn is_small(table: &Table) -> bool {
    std::fs::metadata(&table.path).map_or(0, |data| data.len()) < AHEAD_FROM_BYTES
}

/// The bytes of the file, unpacked where it is packed, and no more than the limit.
fn unpacked(table: &Table) -> Result<Box<dyn Read + Send>, DocumentError> {
    let reader = table.reader()?;
    let most = table.limits.unpacked_bytes;
    Ok(if table.kind == FileKind::CsvGz {
        Box::new(Bounded::new(MultiGzDecoder::new(reader), most))
    } else {
        Box::new(Bounded::new(reader, most))
    })
}

/// The same, unpacked ahead where there is much to unpack.
fn unpacked_ahead(table: &Table) -> Result<Box<dyn Read>, DocumentError> {
    let mut bytes = unpacked(table)?;
    if table.kind != FileKind::CsvGz || is_small(table) {
        return Ok(bytes);
    }
    Ok(Box::new(Ahead::new(move |pump| pump.copy(&mut bytes)).map_err(|error| table.io(error))?))
}

/// What a sample from the first byte beyond ASCII looks like.
fn sampled_encoding(table: &Table) -> Result<&'static Encoding, DocumentError> {
    let mut bytes = unpacked(table)?;
    let mut sample = Vec::new();
    loop {
        let before = sample.len();
        bytes.by_ref().take(1 << 16).read_to_end(&mut sample).map_err(|error| table.io(error))?;
        if sample.len() == before || sample.len() >= SAMPLE_BYTES {
            return Ok(judge(&sample));
        }
        if sample.is_ascii() {
            sample.clear();
        }
    }
}
