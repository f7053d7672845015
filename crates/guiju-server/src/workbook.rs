//! XLSX files as answers.

use axum::http::header;
use axum::response::{IntoResponse, Response};
use guiju_documents::{Cell, ColumnStyle, TableFormat, TableWriter};
use guiju_types::Date;

use crate::dto::scalar::{Choice, Decimal, Reference};
use crate::error::ApiError;

/// The media type of a workbook.
pub(crate) const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// A workbook to download.
#[derive(Debug)]
pub(crate) struct Workbook {
    /// The file's name: ASCII letters, digits, `-`, `_` and `.`.
    pub(crate) file_name: String,
    /// The file.
    pub(crate) bytes: Vec<u8>,
}

/// A sheet of a workbook: its name, its columns and what fills it.
pub(crate) struct SheetSpec<'a> {
    /// Its name.
    pub(crate) name: &'a str,
    /// Its columns.
    pub(crate) columns: Vec<(String, ColumnStyle)>,
    /// Its rows.
    pub(crate) rows: Vec<Vec<Cell>>,
}

impl Workbook {
    /// Makes a workbook of some sheets.
    pub(crate) fn of(file_name: impl Into<String>, sheets: &[SheetSpec<'_>]) -> Result<Self, ApiError> {
        let folder = tempfile::tempdir().map_err(ApiError::internal)?;
        let path = folder.path().join("workbook.xlsx");
        let mut writer: Option<TableWriter> = None;
        for sheet in sheets {
            let columns: Vec<(&str, ColumnStyle)> = sheet.columns.iter().map(|(name, style)| (name.as_str(), *style)).collect();
            let writer = match &mut writer {
                Some(writer) => {
                    writer.sheet(sheet.name, &columns)?;
                    writer
                }
                none => none.insert(TableWriter::create(&path, TableFormat::Xlsx, sheet.name, &columns)?),
            };
            for row in &sheet.rows {
                writer.row(row)?;
            }
        }
        if let Some(writer) = writer {
            writer.finish()?;
        }
        let bytes = std::fs::read(&path).map_err(ApiError::internal)?;
        Ok(Self { file_name: file_name.into(), bytes })
    }
}

/// A column that says its name in both languages.
pub(crate) fn column(zh: &str, en: &str, style: ColumnStyle) -> (String, ColumnStyle) {
    (format!("{zh} {en}"), style)
}

/// Text in a cell; nothing stays empty.
pub(crate) fn text(text: impl AsRef<str>) -> Cell {
    Cell::from(text.as_ref())
}

/// A record's name in a cell.
pub(crate) fn named(reference: Option<&Reference>) -> Cell {
    reference.map_or(Cell::Empty, |reference| text(&reference.name))
}

/// A choice's label in a cell, in Chinese as the offices that pass workbooks on.
pub(crate) fn chosen(choice: Option<&Choice>) -> Cell {
    choice.map_or(Cell::Empty, |choice| text(&choice.label.zh))
}

/// A number in a cell.
pub(crate) fn number(number: Option<&Decimal>) -> Cell {
    number.map_or(Cell::Empty, |number| Cell::Number(number.0.clone()))
}

/// A count in a cell.
pub(crate) fn count(count: u64) -> Cell {
    Cell::Number(count.to_string())
}

/// Days in a cell.
pub(crate) fn days(days: i64) -> Cell {
    Cell::Number(days.to_string())
}

/// A day in a cell.
pub(crate) fn day(date: Date) -> Cell {
    Cell::from(date)
}

impl IntoResponse for Workbook {
    fn into_response(self) -> Response {
        let name: String = self.file_name.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.')).collect();
        let disposition = format!("attachment; filename=\"{name}\"");
        ([(header::CONTENT_TYPE, WORKBOOK.to_owned()), (header::CONTENT_DISPOSITION, disposition)], self.bytes).into_response()
    }
}
