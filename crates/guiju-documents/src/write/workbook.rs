//! XLSX out, each row written to disk as it comes.

use std::path::{Path, PathBuf};

use guiju_types::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use super::ColumnStyle;
use crate::{Cell, DocumentError};

const LAST_ROW: u32 = 1_048_575;
const MOST_CHARS: usize = 32_767;

/// A workbook that is being written.
pub(super) struct WorkbookWriter {
    path: PathBuf,
    book: Workbook,
    sheet: usize,
    name: String,
    columns: Vec<(String, ColumnStyle)>,
    parts: usize,
    next_row: u32,
    money: Format,
    date: Format,
    moment: Format,
    header: Format,
}

impl std::fmt::Debug for WorkbookWriter {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("WorkbookWriter").field("path", &self.path).finish_non_exhaustive()
    }
}

impl WorkbookWriter {
    pub(super) fn create(path: &Path, sheet: &str, columns: &[(&str, ColumnStyle)]) -> Result<Self, DocumentError> {
        let mut writer = Self {
            path: path.to_owned(),
            book: Workbook::new(),
            sheet: 0,
            name: String::new(),
            columns: Vec::new(),
            parts: 0,
            next_row: 0,
            money: Format::new().set_num_format("#,##0.00##"),
            date: Format::new().set_num_format("yyyy-mm-dd"),
            moment: Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"),
            header: Format::new().set_bold().set_align(FormatAlign::Left),
        };
        writer.sheet(sheet, columns)?;
        Ok(writer)
    }

    pub(super) fn sheet(&mut self, name: &str, columns: &[(&str, ColumnStyle)]) -> Result<(), DocumentError> {
        self.name = name.chars().map(|letter| if "[]:*?/\\".contains(letter) { ' ' } else { letter }).take(27).collect();
        self.columns = columns.iter().map(|(title, style)| ((*title).to_owned(), *style)).collect();
        self.parts = 0;
        self.begin_part()
    }

    /// A sheet holds 1,048,576 rows; what is beyond goes on in a sheet of the same name with a number.
    fn begin_part(&mut self) -> Result<(), DocumentError> {
        self.parts += 1;
        let name = if self.parts == 1 { self.name.clone() } else { format!("{} {}", self.name, self.parts) };
        let columns = self.columns.clone();
        let header = self.header.clone();
        let set_up = |sheet: &mut Worksheet| -> Result<(), XlsxError> {
            sheet.set_name(&name)?;
            for (column, (_, style)) in (0_u16..).zip(&columns) {
                let width = match style {
                    ColumnStyle::Wide => 40.0,
                    ColumnStyle::Money | ColumnStyle::Number => 16.0,
                    ColumnStyle::Date => 12.0,
                    ColumnStyle::Text => 20.0,
                };
                sheet.set_column_width(column, width)?;
            }
            sheet.set_freeze_panes(1, 0)?;
            for (column, (title, _)) in (0_u16..).zip(&columns) {
                sheet.write_string_with_format(0, column, title, &header)?;
            }
            Ok(())
        };
        let outcome = self.book.add_worksheet_with_constant_memory().and_then(set_up);
        outcome.map_err(|error| self.error(error))?;
        self.sheet = self.book.worksheets().len() - 1;
        self.next_row = 1;
        Ok(())
    }

    fn error(&self, source: XlsxError) -> DocumentError {
        DocumentError::Workbook { path: self.path.clone(), source: Box::new(source) }
    }

    pub(super) fn row(&mut self, cells: &[Cell]) -> Result<(), DocumentError> {
        if self.next_row > LAST_ROW {
            self.begin_part()?;
        }
        let row = self.next_row;
        self.next_row += 1;
        let outcome = self.write_row(row, cells);
        outcome.map_err(|error| self.error(error))
    }

    fn write_row(&mut self, row: u32, cells: &[Cell]) -> Result<(), XlsxError> {
        let styles = &self.columns;
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        for (column, cell) in (0_u16..).zip(cells) {
            match cell {
                Cell::Empty => {}
                // `write_string` never makes a formula, whatever the text begins with.
                Cell::Text(text) | Cell::Error(text) | Cell::Uncomputed(text) => {
                    if text.chars().count() > MOST_CHARS {
                        let cut: String = text.chars().take(MOST_CHARS).collect();
                        sheet.write_string(row, column, &cut)?;
                    } else {
                        sheet.write_string(row, column, text)?;
                    }
                }
                Cell::Number(text) => match exact_number(text) {
                    Some(number) => {
                        let is_money = styles.get(usize::from(column)).is_some_and(|(_, style)| *style == ColumnStyle::Money);
                        if is_money {
                            sheet.write_number_with_format(row, column, number, &self.money)?;
                        } else {
                            sheet.write_number(row, column, number)?;
                        }
                    }
                    None => {
                        sheet.write_string(row, column, text)?;
                    }
                },
                Cell::Date(moment) => {
                    let (date, time) = (moment.date(), moment.time());
                    match excel_date(date) {
                        Some(at) if time == jiff::civil::Time::midnight() => {
                            sheet.write_datetime_with_format(row, column, &at, &self.date)?;
                        }
                        Some(at) => {
                            let (hour, minute, second) = (time.hour().unsigned_abs(), time.minute().unsigned_abs(), time.second());
                            let at = at.and_hms(u16::from(hour), minute, f64::from(second))?;
                            sheet.write_datetime_with_format(row, column, &at, &self.moment)?;
                        }
                        None => {
                            sheet.write_string(row, column, cell.text())?;
                        }
                    }
                }
                Cell::Bool(yes) => {
                    sheet.write_boolean(row, column, *yes)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> Result<(), DocumentError> {
        let path = self.path.clone();
        self.book.save(&path).map_err(|source| DocumentError::Workbook { path, source: Box::new(source) })
    }
}

/// A number that a workbook keeps exactly: 15 digits. Longer ones are written as text, so that no digit is lost.
fn exact_number(text: &str) -> Option<f64> {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits > 15 { None } else { text.parse().ok() }
}

fn excel_date(date: Date) -> Option<ExcelDateTime> {
    let year = u16::try_from(date.year()).ok().filter(|year| (1900..=9999).contains(year))?;
    ExcelDateTime::from_ymd(year, date.month().unsigned_abs(), date.day().unsigned_abs()).ok()
}
