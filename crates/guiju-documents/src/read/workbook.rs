//! XLSX as a stream of cells, XLS as a whole (it holds 65,536 rows at most).

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, ExcelDateTime, Reader, Xls, Xlsx, XlsxError};
use jiff::civil::{Date, DateTime};

use super::Table;
use crate::cell::number_text;
use crate::{Cell, DocumentError, Row};

type XlsxFile = Xlsx<BufReader<File>>;

fn open_xlsx(table: &Table) -> Result<XlsxFile, DocumentError> {
    Xlsx::new(table.reader()?).map_err(|error| of_xlsx(table, error))
}

#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the library reports is one thing to the reader: the file is damaged")]
fn of_xlsx(table: &Table, error: XlsxError) -> DocumentError {
    match error {
        XlsxError::Io(source) => table.io(source),
        XlsxError::Password => {
            DocumentError::NotATable { file: table.name.clone(), what: "protected by a password", help: "save a copy without the password" }
        }
        XlsxError::XmlEof(part) => DocumentError::Truncated { file: table.name.clone(), reason: format!("its part `{part}` has no end") },
        other => table.damaged(other.to_string()),
    }
}

pub(super) fn xlsx_sheets(table: &Table) -> Result<Vec<String>, DocumentError> {
    Ok(open_xlsx(table)?.sheet_names())
}

/// A merged region as far as it still matters to the rows to come.
struct Merge {
    from: (u32, u32),
    to: (u32, u32),
    value: Cell,
}

/// Collects the cells of one row and what merged regions show over its empty ones.
struct Rows<'a> {
    table: &'a Table,
    merges: Vec<Merge>,
    row: Row,
    count: u64,
}

impl Rows<'_> {
    fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), DocumentError> {
        let number = u64::from(row) + 1;
        let column = column as usize;
        self.table.check_cell(number, column, cell.text().len())?;
        self.row.number = number;
        if self.row.cells.len() <= column {
            self.row.cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = self.row.cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    /// Gives out the collected row, if it holds anything.
    fn end<E: From<DocumentError>>(&mut self, each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>) -> Result<ControlFlow<()>, E> {
        let mut row = std::mem::take(&mut self.row);
        if row.number == 0 {
            return Ok(ControlFlow::Continue(()));
        }
        self.count += 1;
        self.table.check_rows(self.count)?;
        let at = u32::try_from(row.number - 1).unwrap_or(u32::MAX);
        self.merges.retain(|merge| merge.to.0 >= at);
        for merge in self.merges.iter_mut().filter(|merge| merge.from.0 <= at) {
            if merge.from.0 == at {
                merge.value = row.cell(merge.from.1 as usize).clone();
            }
            for column in merge.from.1..=merge.to.1 {
                let column = column as usize;
                if row.cell(column).is_empty() && !merge.value.is_empty() {
                    row.merged.push((column, merge.value.clone()));
                }
            }
        }
        each(row)
    }
}

pub(super) fn each_xlsx_row<E: From<DocumentError>>(
    table: &Table,
    sheet: usize,
    each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let mut book = open_xlsx(table)?;
    let name = sheet_name(table, sheet)?;
    // Merged regions stand after the cells, so they are read by a pass of their own; without one, a group's name would be on its first row only.
    let regions = book.merge_cells_by_sheet_name(&name).map_err(|error| of_xlsx(table, error))?;
    let merges = regions.into_iter().map(|region| Merge { from: region.start, to: region.end, value: Cell::Empty }).collect();
    let mut rows = Rows { table, merges, row: Row::default(), count: 0 };
    let mut cells = book.worksheet_cells_reader(&name).map_err(|error| of_xlsx(table, error))?;
    let mut current = None;
    while let Some(cell) = cells.next_cell().map_err(|error| of_xlsx(table, error))? {
        let (row, column) = cell.get_position();
        if current != Some(row) {
            if rows.end(each)?.is_break() {
                return Ok(());
            }
            current = Some(row);
        }
        let cell = of_data(cell.get_value());
        if !cell.is_empty() {
            rows.put(row, column, cell)?;
        }
    }
    // The last row: whether it breaks off does not matter any more.
    rows.end(each).map(drop)
}

fn sheet_name(table: &Table, sheet: usize) -> Result<String, DocumentError> {
    table.sheets.get(sheet).cloned().ok_or_else(|| DocumentError::UnknownSheet {
        file: table.name.clone(),
        sheet: (sheet + 1).to_string(),
        known: table.sheets.join(", "),
    })
}

fn of_data(value: &DataRef<'_>) -> Cell {
    match value {
        DataRef::Int(number) => Cell::Number(number.to_string()),
        DataRef::Float(number) => Cell::Number(number_text(*number)),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::from(text.as_str()),
        DataRef::SharedString(text) => Cell::from(*text),
        DataRef::Bool(yes) => Cell::Bool(*yes),
        DataRef::DateTime(moment) => of_moment(moment),
        DataRef::Error(error) => Cell::Error(error.to_string()),
        DataRef::Empty => Cell::Empty,
    }
}

/// A serial number becomes a date where its format says so and there is such a date; 0 is an empty date cell of a careless export.
fn of_moment(moment: &ExcelDateTime) -> Cell {
    let serial = moment.as_f64();
    if !moment.is_datetime() || !(1.0..2_958_466.0).contains(&serial) {
        return Cell::Number(number_text(serial));
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let parts =
        (i16::try_from(year), i8::try_from(month), i8::try_from(day), i8::try_from(hour), i8::try_from(minute), i8::try_from(second));
    let (Ok(year), Ok(month), Ok(day), Ok(hour), Ok(minute), Ok(second)) = parts else {
        return Cell::Number(number_text(serial));
    };
    let found = Date::new(year, month, day).and_then(|date| {
        let time = jiff::civil::Time::new(hour, minute, second, 0)?;
        Ok(DateTime::from_parts(date, time))
    });
    found.map_or_else(|_| Cell::Number(number_text(serial)), Cell::Date)
}

/// The old format's reader trusts offsets inside the file; a damaged one may make it panic, which must not take the program with it.
#[expect(clippy::wildcard_enum_match_arm, reason = "whatever else the library reports is one thing to the reader: the file is damaged")]
fn with_xls<T>(table: &Table, work: impl FnOnce(&mut Xls<BufReader<File>>) -> Result<T, DocumentError>) -> Result<T, DocumentError> {
    const XLS_BYTES: u64 = 256 << 20;
    let reader = table.reader()?;
    let size = reader.get_ref().metadata().map_or(0, |data| data.len());
    if size > XLS_BYTES {
        return Err(table.too_large(format!("it is an .xls of {} MiB; save it as .xlsx", size >> 20)));
    }
    let work = AssertUnwindSafe(|| {
        let mut book = Xls::new(reader).map_err(|error| match error {
            calamine::XlsError::Password => DocumentError::NotATable {
                file: table.name.clone(),
                what: "protected by a password",
                help: "save a copy without the password",
            },
            other => table.damaged(other.to_string()),
        })?;
        work(&mut book)
    });
    catch_unwind(work).unwrap_or_else(|_| Err(table.damaged("its inner structure is broken")))
}

pub(super) fn xls_sheets(table: &Table) -> Result<Vec<String>, DocumentError> {
    with_xls(table, |book| Ok(book.sheet_names()))
}

pub(super) fn each_xls_row<E: From<DocumentError>>(
    table: &Table,
    sheet: usize,
    each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>,
) -> Result<(), E> {
    let name = sheet_name(table, sheet)?;
    let (range, merges) = with_xls(table, |book| {
        let range = book.worksheet_range(&name).map_err(|error| table.damaged(error.to_string()))?;
        let merges = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        Ok((range, merges))
    })?;
    let merges = merges.into_iter().map(|region| Merge { from: region.start, to: region.end, value: Cell::Empty }).collect();
    let mut rows = Rows { table, merges, row: Row::default(), count: 0 };
    let (first_row, first_column) = range.start().unwrap_or_default();
    for (row, cells) in (first_row..).zip(range.rows()) {
        for (column, value) in (first_column..).zip(cells) {
            let cell = of_owned(value);
            if !cell.is_empty() {
                rows.put(row, column, cell)?;
            }
        }
        if rows.end(each)?.is_break() {
            return Ok(());
        }
    }
    Ok(())
}

fn of_owned(value: &Data) -> Cell {
    match value {
        Data::Int(number) => Cell::Number(number.to_string()),
        Data::Float(number) => Cell::Number(number_text(*number)),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::from(text.as_str()),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::DateTime(moment) => of_moment(moment),
        Data::Error(error) => Cell::Error(error.to_string()),
        Data::Empty => Cell::Empty,
    }
}
