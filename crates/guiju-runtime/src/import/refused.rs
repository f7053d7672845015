//! The rows that came back, kept in a temporary file until somebody wants the workbook.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Seek as _, SeekFrom, Write as _};
use std::path::Path;

use guiju_documents::{Cell, ColumnStyle, Row, TableFormat, TableWriter};
use guiju_types::Locale;
use serde::{Deserialize, Serialize};

use super::ImportError;
use super::reason::{Problem, Rejection};

/// The rows that came back. In bounded memory, however many they are.
#[derive(Debug)]
pub struct RefusedRows {
    header: Vec<String>,
    spool: BufWriter<File>,
    count: u64,
}

#[derive(Debug, Serialize, Deserialize)]
struct Line {
    row: u64,
    /// Text with whether it was a number, so that it is one again in the workbook.
    cells: Vec<(String, bool)>,
    reasons: Vec<Rejection>,
}

impl RefusedRows {
    pub(crate) fn begin(header: Vec<String>) -> Result<Self, ImportError> {
        let file = tempfile::tempfile().map_err(ImportError::Spool)?;
        Ok(Self { header, spool: BufWriter::new(file), count: 0 })
    }

    pub(crate) fn put(&mut self, row: &Row, problems: &[Problem]) -> Result<(), ImportError> {
        self.count += 1;
        let cells = row.cells.iter().map(|cell| (cell.text().into_owned(), matches!(cell, Cell::Number(_)))).collect();
        let reasons = problems.iter().map(|problem| rejection(row.number, problem)).collect();
        let line = Line { row: row.number, cells, reasons };
        let text = serde_json::to_string(&line).map_err(|error| ImportError::Spool(error.into()))?;
        writeln!(self.spool, "{text}").map_err(ImportError::Spool)
    }

    /// How many there are.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// Writes them with their reasons, in the columns of the file, so that it can be mended and brought in by the same recipe.
    ///
    /// # Errors
    /// Where the workbook cannot be written.
    pub fn write(&mut self, path: &Path, format: TableFormat, locale: Locale) -> Result<(), ImportError> {
        let (row_title, reason_title, sheet) = match locale {
            Locale::Zh => ("原文件行号", "退回原因", "退回的行"),
            Locale::En => ("row in the file", "why it came back", "refused rows"),
        };
        let mut columns: Vec<(&str, ColumnStyle)> = self.header.iter().map(|name| (name.as_str(), ColumnStyle::Text)).collect();
        columns.push((reason_title, ColumnStyle::Wide));
        columns.push(("reason / 原因", ColumnStyle::Wide));
        columns.push((row_title, ColumnStyle::Number));
        let mut writer = TableWriter::create(path, format, sheet, &columns)?;
        self.spool.flush().map_err(ImportError::Spool)?;
        let mut file = self.spool.get_ref().try_clone().map_err(ImportError::Spool)?;
        file.seek(SeekFrom::Start(0)).map_err(ImportError::Spool)?;
        for line in BufReader::new(&file).lines() {
            let line = line.map_err(ImportError::Spool)?;
            let line: Line = serde_json::from_str(&line).map_err(|error| ImportError::Spool(error.into()))?;
            let mut cells: Vec<Cell> = line
                .cells
                .into_iter()
                .map(|(text, is_number)| if is_number { Cell::Number(text) } else { Cell::from(text.as_str()) })
                .collect();
            cells.resize(self.header.len(), Cell::Empty);
            let other = if locale == Locale::Zh { Locale::En } else { Locale::Zh };
            cells.push(Cell::Text(in_words(&line.reasons, locale)));
            cells.push(Cell::Text(in_words(&line.reasons, other)));
            cells.push(Cell::Number(line.row.to_string()));
            writer.row(&cells)?;
        }
        file.seek(SeekFrom::End(0)).map_err(ImportError::Spool)?;
        Ok(writer.finish()?)
    }
}

fn in_words(reasons: &[Rejection], locale: Locale) -> String {
    let texts = reasons.iter().map(|reason| match &reason.column {
        Some(column) => format!("{column}: {}", reason.text.get(locale)),
        None => reason.text.get(locale).to_owned(),
    });
    texts.collect::<Vec<_>>().join(match locale {
        Locale::Zh => "；",
        Locale::En => "; ",
    })
}

pub(crate) fn rejection(row: u64, problem: &Problem) -> Rejection {
    Rejection { row, code: problem.code.to_owned(), column: problem.column.clone(), text: problem.text.clone() }
}
