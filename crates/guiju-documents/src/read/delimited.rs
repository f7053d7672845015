//! CSV: finds encoding and delimiter, checks the whole text once, then streams its rows.

use std::io::Read;
use std::ops::ControlFlow;

use crate::error::words;
use encoding_rs::Encoding;
use flate2::read::MultiGzDecoder;

use super::bounded::Bounded;
use super::encoding::{judge, looks_like_utf16};
use super::lines::Lines;
use super::tidy::{strip_back_quotes, tidy_written};
use super::transcode::Transcoder;
use super::{FileKind, OpenOptions, Table};
use crate::{Cell, DocumentError, Row};

const HEAD_BYTES: u64 = 1 << 18;
const SAMPLE_BYTES: usize = 1 << 18;

/// How a CSV file is to be read.
#[derive(Debug, Clone)]
pub(super) struct Delimited {
    encoding: &'static Encoding,
    delimiter: u8,
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

    /// Reads the file once: which encoding and delimiter it has, that it is complete, and that no cell is out of bounds.
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
        let encoding = match told.or(marked).or_else(|| looks_like_utf16(&head)) {
            Some(encoding) => encoding,
            None => found_encoding(table)?,
        };
        let (head_text, _, _) = encoding.decode(&head);
        let delimiter = match options.delimiter {
            Some(delimiter) => u8::try_from(delimiter).unwrap_or(b','),
            None => found_delimiter(head_text.as_bytes()),
        };
        let mut found = Self { encoding, delimiter, has_replaced_bytes: false };
        found.has_replaced_bytes = found.check(table)?;
        Ok(found)
    }

    fn text(&self, table: &Table) -> Result<Transcoder<Box<dyn Read>>, DocumentError> {
        Ok(Transcoder::new(unpacked(table)?, self.encoding))
    }

    /// One pass with the rules of CSV and nothing else: where a quote is never closed or the last row is cut off, the file is incomplete,
    /// and a CSV reader would not notice. Tells whether bytes had to be replaced.
    fn check(&self, table: &Table) -> Result<bool, DocumentError> {
        let mut scan = Scan::new(self.delimiter);
        let mut text = self.text(table)?;
        let mut buffer = vec![0_u8; 1 << 16];
        loop {
            let count = text.read(&mut buffer).map_err(|error| table.io(error))?;
            if count == 0 {
                break;
            }
            for byte in buffer.iter().take(count) {
                scan.take(*byte);
                if scan.cell_bytes > table.limits.cell_bytes || scan.columns > table.limits.columns {
                    table.check_cell(scan.line, scan.columns.saturating_sub(1), scan.cell_bytes)?;
                }
            }
            table.check_rows(scan.rows)?;
        }
        let truncated = |reason| Err(DocumentError::Truncated { file: table.name.clone(), reason });
        if scan.is_quoted {
            return truncated(format!("the quote opened in line {} is never closed", scan.quote_line));
        }
        let is_row_open = scan.columns > 1 || scan.cell_bytes > 0;
        match scan.width {
            Some(width) if is_row_open && scan.is_even && scan.columns < width && scan.rows > 1 => {
                truncated(format!("the last row has {} of {width} cells and no line end", scan.columns))
            }
            _ => Ok(text.has_errors()),
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the library reports is one thing to the reader: the file is damaged")]
    pub(super) fn each_row<E: From<DocumentError>>(
        &self,
        table: &Table,
        each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>,
    ) -> Result<(), E> {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(self.delimiter)
            .has_headers(false)
            .flexible(true)
            .buffer_capacity(1 << 16)
            .from_reader(Lines::new(self.text(table)?));
        let mut record = csv::StringRecord::new();
        loop {
            let before = reader.position().line();
            let more = reader.read_record(&mut record).map_err(|error| match error.into_kind() {
                csv::ErrorKind::Io(source) => table.io(source),
                _ => table.damaged("it is not CSV"),
            })?;
            if !more {
                return Ok(());
            }
            // The reader skips blank lines before a record, so the record's line is counted from behind.
            let after = reader.position().line();
            let inner = if after <= before + 1 { 0 } else { record.iter().map(|cell| cell.matches('\n').count() as u64).sum() };
            let number = after.saturating_sub(1 + inner);
            if number == 1 && is_separator_line(&record) {
                continue;
            }
            let mut cells: Vec<Cell> = record.iter().map(tidy_written).collect();
            if cells.iter().all(Cell::is_empty) {
                continue;
            }
            strip_back_quotes(&mut cells);
            if each(Row { number, cells, merged: Vec::new() })?.is_break() {
                return Ok(());
            }
        }
    }
}

/// `sep=;`, by which Excel is told the delimiter, is no row.
fn is_separator_line(record: &csv::StringRecord) -> bool {
    record.get(0).is_some_and(|first| first.starts_with("sep=") && first.len() <= 5) && record.iter().skip(1).all(str::is_empty)
}

/// The bytes of the file, unpacked where it is packed, and no more than the limit.
fn unpacked(table: &Table) -> Result<Box<dyn Read>, DocumentError> {
    let reader = table.reader()?;
    let inner: Box<dyn Read> = if table.kind == FileKind::CsvGz { Box::new(MultiGzDecoder::new(reader)) } else { Box::new(reader) };
    Ok(Box::new(Bounded::new(inner, table.limits.unpacked_bytes)))
}

/// UTF-8 where the whole file is; else what a sample from the first byte beyond ASCII looks like.
fn found_encoding(table: &Table) -> Result<&'static Encoding, DocumentError> {
    let mut text = Transcoder::new(unpacked(table)?, encoding_rs::UTF_8);
    let mut buffer = vec![0_u8; 1 << 16];
    while !text.has_errors() && text.read(&mut buffer).map_err(|error| table.io(error))? > 0 {}
    if !text.has_errors() {
        return Ok(encoding_rs::UTF_8);
    }
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

/// The candidate that parts the most lines of the head into the same number of cells, more than one.
fn found_delimiter(head: &[u8]) -> u8 {
    if let Some([delimiter, b'\r' | b'\n', ..]) = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).strip_prefix(b"sep=") {
        return *delimiter;
    }
    let mut best = (0, b',');
    for delimiter in [b',', b';', b'\t', b'|'] {
        let mut scan = Scan::new(delimiter);
        let mut widths: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
        for byte in head {
            let columns = scan.columns;
            scan.take(*byte);
            if *byte == b'\n' && !scan.is_quoted && columns > 1 {
                *widths.entry(columns).or_default() += columns;
            }
        }
        if scan.columns > 1 {
            *widths.entry(scan.columns).or_default() += scan.columns;
        }
        let score = widths.values().copied().max().unwrap_or(0);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}

/// The state of a CSV text after each byte.
struct Scan {
    delimiter: u8,
    line: u64,
    rows: u64,
    /// Cells of the current row so far.
    columns: usize,
    cell_bytes: usize,
    is_quoted: bool,
    /// After a quote inside a quoted cell: another one makes a quote, anything else ends the quoting.
    is_after_quote: bool,
    quote_line: u64,
    /// The width of the rows, and whether all that were wider than one cell have it.
    width: Option<usize>,
    is_even: bool,
}

impl Scan {
    const fn new(delimiter: u8) -> Self {
        Self {
            delimiter,
            line: 1,
            rows: 0,
            columns: 1,
            cell_bytes: 0,
            is_quoted: false,
            is_after_quote: false,
            quote_line: 0,
            width: None,
            is_even: true,
        }
    }

    fn take(&mut self, byte: u8) {
        if byte == b'\n' {
            self.line += 1;
        }
        if self.is_quoted && !self.is_after_quote {
            self.is_after_quote = byte == b'"';
            self.cell_bytes += 1;
            return;
        }
        if self.is_after_quote {
            self.is_after_quote = false;
            if byte == b'"' {
                self.cell_bytes += 1;
                return;
            }
            self.is_quoted = false;
        }
        match byte {
            b'"' if self.cell_bytes == 0 => {
                self.is_quoted = true;
                self.quote_line = self.line;
                self.cell_bytes = 1;
            }
            b'\n' => self.end_row(),
            b'\r' => {}
            _ if byte == self.delimiter => {
                self.columns += 1;
                self.cell_bytes = 0;
            }
            _ => self.cell_bytes += 1,
        }
    }

    fn end_row(&mut self) {
        self.rows += 1;
        // Rows of one cell are titles and blank lines.
        if self.columns > 1 {
            match self.width {
                None => self.width = Some(self.columns),
                Some(width) => self.is_even &= width == self.columns,
            }
        }
        self.columns = 1;
        self.cell_bytes = 0;
    }
}
