//! Sheets in real files, through `guiju-documents`: what the program does with them, and what a person's typing would leave.

use std::ops::ControlFlow;
use std::path::Path;

use guiju_dmn::{Sheet, SheetCell, Sheets};
use guiju_documents::{Cell, ColumnStyle, DocumentError, OpenOptions, Table, TableFormat, TableWriter};

/// Writes a workbook, or one sheet as CSV. Every row is as wide as the widest, so that a CSV file shows what parts its cells.
pub(crate) fn write(sheets: &Sheets, path: &Path, format: TableFormat) {
    let mut writer: Option<TableWriter> = None;
    for sheet in &sheets.sheets {
        let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
        let texts: Vec<Vec<Cell>> =
            sheet.rows.iter().map(|row| (0..width).map(|column| row.get(column).map_or(Cell::Empty, cell)).collect()).collect();
        let first: Vec<String> = texts[0].iter().map(|cell| cell.text().into_owned()).collect();
        let columns: Vec<(&str, ColumnStyle)> = first.iter().map(|title| (title.as_str(), ColumnStyle::Text)).collect();
        match &mut writer {
            None => writer = Some(TableWriter::create(path, format, &sheet.name, &columns).unwrap()),
            Some(writer) => writer.sheet(&sheet.name, &columns).unwrap(),
        }
        for row in &texts[1..] {
            writer.as_mut().unwrap().row(row).unwrap();
        }
    }
    writer.unwrap().finish().unwrap();
}

fn cell(cell: &SheetCell) -> Cell {
    match cell {
        SheetCell::Empty => Cell::Empty,
        SheetCell::Text(text) => Cell::Text(text.clone()),
        SheetCell::Number(number) => Cell::Number(number.clone()),
        SheetCell::Boolean(yes) => Cell::Bool(*yes),
        SheetCell::Date(date) => Cell::Date(date.parse::<jiff::civil::Date>().unwrap().to_datetime(jiff::civil::Time::midnight())),
        SheetCell::Moment(moment) => Cell::Date(moment.parse().unwrap()),
        SheetCell::Error(error) => Cell::Error(error.clone()),
    }
}

/// Reads every sheet of a file.
pub(crate) fn read(path: &Path) -> Sheets {
    let table = Table::open(path, &OpenOptions::default()).unwrap();
    let mut sheets = Sheets::default();
    for (index, name) in table.sheets().iter().enumerate() {
        let mut sheet = Sheet { name: name.clone(), ..Sheet::default() };
        table
            .each_row(index, &mut |row| {
                // Rows that are empty are not given out; their numbers are.
                sheet.rows.resize(usize::try_from(row.number).unwrap() - 1, Vec::new());
                sheet.rows.push(row.cells.iter().map(of_cell).collect());
                Ok::<_, DocumentError>(ControlFlow::Continue(()))
            })
            .unwrap();
        sheets.sheets.push(sheet);
    }
    sheets
}

fn of_cell(cell: &Cell) -> SheetCell {
    match cell {
        Cell::Empty => SheetCell::Empty,
        Cell::Text(text) => SheetCell::Text(text.clone()),
        Cell::Number(number) => SheetCell::Number(number.clone()),
        Cell::Bool(yes) => SheetCell::Boolean(*yes),
        Cell::Date(moment) if moment.time() == jiff::civil::Time::midnight() => SheetCell::Date(moment.date().to_string()),
        Cell::Date(moment) => SheetCell::Moment(moment.to_string()),
        Cell::Error(error) | Cell::Uncomputed(error) => SheetCell::Error(error.clone()),
    }
}
