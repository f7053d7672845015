//! CSV: finds encoding and delimiter, checks the whole text once, then streams its rows.

use std::io::{self, Read};
use std::ops::ControlFlow;

use encoding_rs::Encoding;
use flate2::read::MultiGzDecoder;

use super::lines::Lines;
use super::transcode::{Transcoder, looks_like_utf16};
use super::{FileKind, OpenOptions, Table};
use crate::{Cell, DocumentError, Row};

const HEAD_BYTES: u64 = 1 << 18;

/// How a CSV file is to be read.
#[derive(Debug, Clone)]
pub(super) struct Delimited {
    encoding: &'static Encoding,
    delimiter: u8,
}

impl Delimited {
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
            let help = "unpack it first";
            return Err(DocumentError::NotATable { file: table.name.clone(), what: "an archive inside an archive", help });
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
        let found = Self { encoding, delimiter };
        found.check(table)?;
        Ok(found)
    }

    fn text(&self, table: &Table) -> Result<Box<dyn Read>, DocumentError> {
        Ok(Box::new(Transcoder::new(unpacked(table)?, self.encoding)))
    }

    /// One pass with the rules of CSV and nothing else: where a quote is never closed or the last row is cut off, the file is incomplete,
    /// and a CSV reader would not notice.
    fn check(&self, table: &Table) -> Result<(), DocumentError> {
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
            _ => Ok(()),
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
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            // The reader skips blank lines before a record, so the record's line is counted from behind.
            let after = reader.position().line();
            let inner = if after <= before + 1 { 0 } else { record.iter().map(|cell| cell.matches('\n').count() as u64).sum() };
            let number = after.saturating_sub(1 + inner);
            let cells = record.iter().map(Cell::from).collect();
            if each(Row { number, cells, merged: Vec::new() })?.is_break() {
                return Ok(());
            }
        }
    }
}

/// The bytes of the file, unpacked where it is packed, and no more than the limit.
fn unpacked(table: &Table) -> Result<Box<dyn Read>, DocumentError> {
    let reader = table.reader()?;
    let inner: Box<dyn Read> = if table.kind == FileKind::CsvGz { Box::new(MultiGzDecoder::new(reader)) } else { Box::new(reader) };
    Ok(Box::new(Bounded { inner, left: table.limits.unpacked_bytes }))
}

struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(target)?;
        match self.left.checked_sub(count as u64) {
            Some(left) => self.left = left,
            None => return Err(io::Error::new(io::ErrorKind::InvalidData, "it unpacks to more than the limit")),
        }
        Ok(count)
    }
}

/// UTF-8 where the whole file is; else GB18030 where the whole file is; else the Western code page, in which everything is something.
fn found_encoding(table: &Table) -> Result<&'static Encoding, DocumentError> {
    for encoding in [encoding_rs::UTF_8, encoding_rs::GB18030] {
        let mut text = Transcoder::new(unpacked(table)?, encoding);
        let mut buffer = vec![0_u8; 1 << 16];
        while !text.has_errors() && text.read(&mut buffer).map_err(|error| table.io(error))? > 0 {}
        if !text.has_errors() {
            return Ok(encoding);
        }
    }
    Ok(encoding_rs::WINDOWS_1252)
}

/// The candidate that parts the most lines of the head into the same number of cells, more than one.
fn found_delimiter(head: &[u8]) -> u8 {
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
