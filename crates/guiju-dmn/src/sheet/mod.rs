//! Decision tables as sheets, and back: a person changes rules in a spreadsheet program and finds exactly those changes in the model.
//!
//! [`to_sheets`] gives one sheet for each table, one for the literal expressions, one for the graph, and one that carries the file itself.
//! [`from_sheets`] reads them back as edits of the document that it is given, or of the one that the sheets carry, so that whatever no
//! sheet shows stays as it was. Without either (a sheet typed by hand, a CSV file) it makes a new model.
//!
//! Never here: files. `guiju-documents` reads and writes workbooks and CSV and knows nothing of DMN; [`SheetCell`] is what both speak of.
//!
//! Read [`to_sheets`] first; `layout.rs` has every heading.

mod apply;
mod blanks;
mod build;
mod columns;
mod contents;
mod doubled;
mod error;
mod graph;
mod layout;
mod parse;
mod text;
mod verify;
mod write;

pub use apply::from_sheets;
pub use error::{SheetError, SheetPlace};
pub use write::to_sheets;

/// A workbook, or, with one sheet, a CSV file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheets {
    /// The sheets, in order.
    pub sheets: Vec<Sheet>,
}

impl Sheets {
    /// The sheet of the table that is the logic of an element; `None` where its logic is something else.
    #[must_use]
    pub fn of_element(&self, id: &str) -> Option<&Sheet> {
        let is_owner = |row: &Vec<SheetCell>| matches!(row.as_slice(), [SheetCell::Text(heading), SheetCell::Text(owner), ..] if layout::OWNER.is(heading) && owner == id);
        self.sheets.iter().find(|sheet| sheet.rows.iter().take(sheet.heading_rows).any(is_owner))
    }
}

impl Sheet {
    /// Whether it is the sheet of a decision table, which alone can be taken back from a file of one sheet.
    #[must_use]
    pub fn is_table(&self) -> bool {
        parse::is_table(self)
    }
}

/// A sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Its rows, from the first; empty ones too.
    pub rows: Vec<Vec<SheetCell>>,
    /// Hint: how many rows are headings.
    pub heading_rows: usize,
    /// Hint: how wide each column is, in characters.
    pub widths: Vec<u16>,
}

/// What is in a cell. Writing makes nothing but texts, so that a spreadsheet program changes none of them; what a person types may be
/// anything.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum SheetCell {
    /// Nothing.
    #[default]
    Empty,
    /// A text.
    Text(String),
    /// A number as its decimal text.
    Number(String),
    /// Yes or no.
    Boolean(bool),
    /// A date, `2024-01-31`.
    Date(String),
    /// A date and time, `2024-01-31T10:00:00`.
    Moment(String),
    /// An error of a formula, such as `#N/A`.
    Error(String),
}

impl From<&str> for SheetCell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}
