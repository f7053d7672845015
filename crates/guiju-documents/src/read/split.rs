//! Parts a text into rows and cells by the rules of CSV, as spreadsheet programs and the `csv` crate take them: a quote counts at the beginning
//! of a cell only, two quotes inside one are a quote, what follows the closing one belongs to the cell, and `\r`, `\n` or both end a line.

use std::io::Read;

use super::tidy::tidy_written;
use crate::Cell;

/// A text that is read block by block, cut between rows.
pub(super) struct Split<R> {
    inner: R,
    delimiter: u8,
    /// What has been read and not yet given out, from `at` on.
    text: String,
    at: usize,
    /// The bytes of a character that the last block cut.
    block: Vec<u8>,
    kept: usize,
    is_at_end: bool,
    line: u64,
    width: usize,
    scratch: String,
}

const BLOCK_BYTES: usize = 256 << 10;

/// Where a row ends, and how many lines it has.
struct End {
    bytes: usize,
    lines: u64,
}

/// What stands behind a cell.
enum Behind {
    Cell(usize),
    Line(usize),
    /// More has to be read before that can be said.
    Unknown,
}

impl<R: Read> Split<R> {
    pub(super) fn new(inner: R, delimiter: u8) -> Self {
        let block = vec![0; BLOCK_BYTES];
        let text = String::with_capacity(BLOCK_BYTES * 2);
        Self { inner, delimiter, text, at: 0, block, kept: 0, is_at_end: false, line: 1, width: 0, scratch: String::new() }
    }

    /// The next row that holds anything, with the line that it begins in.
    pub(super) fn next(&mut self) -> std::io::Result<Option<(u64, Vec<Cell>)>> {
        loop {
            let rest = self.text.get(self.at..).unwrap_or_default();
            if rest.is_empty() && self.is_at_end {
                return Ok(None);
            }
            let mut cells = Vec::with_capacity(self.width);
            match row(rest, self.delimiter, self.is_at_end, &mut cells, &mut self.scratch) {
                Some(end) => {
                    let line = self.line;
                    self.at += end.bytes;
                    self.line += end.lines;
                    if cells.iter().any(|cell| !cell.is_empty()) {
                        self.width = cells.len();
                        return Ok(Some((line, cells)));
                    }
                }
                None => self.more()?,
            }
        }
    }

    fn more(&mut self) -> std::io::Result<()> {
        self.text.drain(..self.at);
        self.at = 0;
        // A row longer than what is there is read in larger and larger steps, so that it is begun anew a few times only.
        let goal = self.text.len() * 2;
        loop {
            let room = self.block.get_mut(self.kept..).unwrap_or_default();
            let count = self.inner.read(room)?;
            self.is_at_end = count == 0;
            let filled = self.kept + count;
            let bytes = self.block.get(..filled).unwrap_or_default();
            let length = match simdutf8::compat::from_utf8(bytes) {
                Ok(text) => {
                    self.text.push_str(text);
                    filled
                }
                Err(error) => {
                    if error.error_len().is_some() || self.is_at_end {
                        return Err(std::io::Error::new(std::io::ErrorKind::InvalidData, "its text changed while it was read"));
                    }
                    let length = error.valid_up_to();
                    if let Ok(text) = simdutf8::basic::from_utf8(bytes.get(..length).unwrap_or_default()) {
                        self.text.push_str(text);
                    }
                    length
                }
            };
            self.block.copy_within(length..filled, 0);
            self.kept = filled - length;
            if self.is_at_end || self.text.len() >= goal.max(1) {
                return Ok(());
            }
        }
    }
}

/// Reads one row; none where it may go on in what has not been read yet.
fn row(text: &str, delimiter: u8, is_last: bool, cells: &mut Vec<Cell>, scratch: &mut String) -> Option<End> {
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut lines = 1;
    loop {
        let behind = if bytes.get(at) == Some(&b'"') {
            quoted(text, &mut at, delimiter, is_last, scratch, &mut lines, cells)
        } else {
            let rest = bytes.get(at..).unwrap_or_default();
            let length = memchr::memchr3(delimiter, b'\n', b'\r', rest);
            if length.is_none() && !is_last {
                return None;
            }
            let end = at + length.unwrap_or(rest.len());
            cells.push(tidy_written(text.get(at..end).unwrap_or_default()));
            behind(bytes, end, delimiter, is_last)
        };
        match behind {
            Behind::Cell(next) => at = next,
            Behind::Line(bytes) => return Some(End { bytes, lines }),
            Behind::Unknown => return None,
        }
    }
}

/// What the byte at the end of a cell says.
fn behind(bytes: &[u8], end: usize, delimiter: u8, is_last: bool) -> Behind {
    match (bytes.get(end), bytes.get(end + 1)) {
        (None, _) if is_last => Behind::Line(end),
        (None, _) => Behind::Unknown,
        (Some(byte), _) if *byte == delimiter => Behind::Cell(end + 1),
        (Some(b'\r'), Some(b'\n')) => Behind::Line(end + 2),
        (Some(b'\r'), None) if !is_last => Behind::Unknown,
        (Some(_), _) => Behind::Line(end + 1),
    }
}

fn quoted(
    text: &str,
    at: &mut usize,
    delimiter: u8,
    is_last: bool,
    scratch: &mut String,
    lines: &mut u64,
    cells: &mut Vec<Cell>,
) -> Behind {
    let bytes = text.as_bytes();
    scratch.clear();
    let mut from = *at + 1;
    let mut end = from;
    // Up to the closing quote.
    loop {
        let rest = bytes.get(end..).unwrap_or_default();
        match memchr::memchr(b'"', rest) {
            Some(length) if bytes.get(end + length + 1) == Some(&b'"') => {
                // The first of two.
                scratch.push_str(text.get(from..=end + length).unwrap_or_default());
                end += length + 2;
                from = end;
            }
            Some(length) => {
                end += length;
                break;
            }
            None => {
                end = bytes.len();
                break;
            }
        }
    }
    if end + 1 >= bytes.len() && !is_last {
        return Behind::Unknown;
    }
    scratch.push_str(text.get(from..end).unwrap_or_default());
    // What stands between it and the end of the cell.
    let from = (end + 1).min(bytes.len());
    let rest = bytes.get(from..).unwrap_or_default();
    let length = memchr::memchr3(delimiter, b'\n', b'\r', rest);
    if length.is_none() && !is_last {
        return Behind::Unknown;
    }
    let end = from + length.unwrap_or(rest.len());
    scratch.push_str(text.get(from..end).unwrap_or_default());
    if scratch.contains('\r') {
        *scratch = scratch.replace("\r\n", "\n").replace('\r', "\n");
    }
    *lines += memchr::memchr_iter(b'\n', scratch.as_bytes()).count() as u64;
    cells.push(tidy_written(scratch));
    *at = end;
    behind(bytes, end, delimiter, is_last)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Gives out so many bytes at a time.
    struct Slow<'a>(&'a [u8], usize);

    impl Read for Slow<'_> {
        fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
            let count = self.0.len().min(self.1).min(target.len());
            target[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    fn rows(text: &str, step: usize) -> Vec<(u64, Vec<Cell>)> {
        let mut split = Split::new(Slow(text.as_bytes(), step), b',');
        std::iter::from_fn(|| split.next().unwrap()).collect()
    }

    fn told(text: &str) -> String {
        let line = |(line, cells): (u64, Vec<Cell>)| format!("{line}:{}", cells.iter().map(Cell::text).collect::<Vec<_>>().join("|"));
        rows(text, 7).into_iter().map(line).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn rows_and_cells_are_parted_as_spreadsheet_programs_do() {
        for (text, expected) in [
            ("a,b\n1,2", "1:a|b 2:1|2"),
            ("a,b\r\n\r\n1,2\r\n", "1:a|b 3:1|2"),
            ("a\rb\r", "1:a 2:b"),
            ("\"a\r\nb\",c\nd,", "1:a\nb|c 3:d|"),
            ("\"a\"\"b\",\"c\" d,e\"f\"", "1:a\"b|c d|e\"f\""),
            (",,\n,x", "2:|x"),
            ("\"a,b\"", "1:a,b"),
            ("\"open,\n", "1:open,"),
            ("", ""),
            ("\n\n", ""),
        ] {
            assert_eq!(told(text), expected, "{text:?}");
        }
    }

    proptest! {
        /// The same as the `csv` crate gives after line ends are made alike, wherever the text is cut.
        #[test]
        fn rows_are_those_of_the_csv_crate(text in "[ab\",\n\r 中é]{0,60}", step in 1_usize..9) {
            let alike = text.replace("\r\n", "\n").replace('\r', "\n");
            let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(alike.as_bytes());
            let expected: Vec<Vec<Cell>> = reader
                .records()
                .map(|record| record.unwrap().iter().map(tidy_written).collect::<Vec<_>>())
                .filter(|cells| cells.iter().any(|cell| !cell.is_empty()))
                .collect();
            let found: Vec<Vec<Cell>> = rows(&text, step).into_iter().map(|(_, cells)| cells).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
