//! CSV out.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use super::ColumnStyle;
use crate::{Cell, DocumentError};

/// A CSV file that is being written.
#[derive(Debug)]
pub(super) struct DelimitedWriter {
    path: PathBuf,
    writer: csv::Writer<BufWriter<File>>,
    is_begun: bool,
}

impl DelimitedWriter {
    pub(super) fn create(path: &Path, columns: &[(&str, ColumnStyle)]) -> Result<Self, DocumentError> {
        let io = |source| DocumentError::Io { action: "write", path: path.to_owned(), source };
        let mut file = BufWriter::new(File::create(path).map_err(io)?);
        file.write_all("\u{FEFF}".as_bytes()).map_err(io)?;
        let writer = csv::WriterBuilder::new().flexible(true).from_writer(file);
        let mut writer = Self { path: path.to_owned(), writer, is_begun: false };
        writer.header(columns)?;
        Ok(writer)
    }

    pub(super) fn header(&mut self, columns: &[(&str, ColumnStyle)]) -> Result<(), DocumentError> {
        if std::mem::replace(&mut self.is_begun, true) {
            self.record(&[String::new()])?;
        }
        let titles: Vec<String> = columns.iter().map(|(title, _)| guarded(title)).collect();
        self.record(&titles)
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), DocumentError> {
        let texts: Vec<String> = cells
            .iter()
            .map(|cell| match cell {
                Cell::Text(text) | Cell::Uncomputed(text) => guarded(text),
                Cell::Empty | Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) | Cell::Error(_) => cell.text().into_owned(),
            })
            .collect();
        self.record(&texts)
    }

    fn record(&mut self, texts: &[String]) -> Result<(), DocumentError> {
        let path = self.path.clone();
        self.writer.write_record(texts).map_err(|error| DocumentError::Io { action: "write", path, source: error.into() })
    }

    pub(super) fn finish(mut self) -> Result<(), DocumentError> {
        let path = self.path.clone();
        self.writer.flush().map_err(|source| DocumentError::Io { action: "write", path, source })
    }
}

/// A text that a spreadsheet program would take for a formula gets the apostrophe that such programs read as "text follows". A negative
/// number is none.
fn guarded(text: &str) -> String {
    let is_number = text
        .strip_prefix(['-', '+'])
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',')));
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number { format!("'{text}") } else { text.to_owned() }
}
