//! Writes a table as XLSX or CSV, row by row, in bounded memory.

mod delimited;
mod workbook;

use std::path::Path;

use guiju_types::Amount;

use crate::{Cell, DocumentError};
use delimited::DelimitedWriter;
use workbook::WorkbookWriter;

/// What to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    /// A workbook.
    Xlsx,
    /// UTF-8 with a byte order mark, so that Excel in Chinese opens it rightly.
    Csv,
}

/// How a column looks in a workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ColumnStyle {
    /// Text.
    #[default]
    Text,
    /// Longer text.
    Wide,
    /// Money with two decimals and separators.
    Money,
    /// A number as it is.
    Number,
    /// A date.
    Date,
}

/// A table that is being written. Text stays text: nothing a cell begins with makes a formula of it.
#[derive(Debug)]
pub struct TableWriter {
    inner: Inner,
}

#[derive(Debug)]
enum Inner {
    Csv(Box<DelimitedWriter>),
    Xlsx(Box<WorkbookWriter>),
}

impl TableWriter {
    /// Begins a file with its first sheet and that sheet's header.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn create(path: &Path, format: TableFormat, sheet: &str, columns: &[(&str, ColumnStyle)]) -> Result<Self, DocumentError> {
        let inner = match format {
            TableFormat::Csv => Inner::Csv(Box::new(DelimitedWriter::create(path, columns)?)),
            TableFormat::Xlsx => Inner::Xlsx(Box::new(WorkbookWriter::create(path, sheet, columns)?)),
        };
        Ok(Self { inner })
    }

    /// Begins another sheet of a workbook; a CSV file has one, and goes on after an empty line.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn sheet(&mut self, sheet: &str, columns: &[(&str, ColumnStyle)]) -> Result<(), DocumentError> {
        match &mut self.inner {
            Inner::Csv(writer) => writer.header(columns),
            Inner::Xlsx(writer) => writer.sheet(sheet, columns),
        }
    }

    /// Writes a row.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn row(&mut self, cells: &[Cell]) -> Result<(), DocumentError> {
        match &mut self.inner {
            Inner::Csv(writer) => writer.row(cells),
            Inner::Xlsx(writer) => writer.row(cells),
        }
    }

    /// Ends the file. Without it a workbook is not there.
    ///
    /// # Errors
    /// Where it cannot be written.
    pub fn finish(self) -> Result<(), DocumentError> {
        match self.inner {
            Inner::Csv(writer) => writer.finish(),
            Inner::Xlsx(writer) => writer.finish(),
        }
    }
}

impl From<Amount> for Cell {
    fn from(amount: Amount) -> Self {
        Self::Number(amount.to_string())
    }
}
