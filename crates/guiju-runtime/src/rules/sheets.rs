//! Rule sheets in files: `guiju-dmn` knows tables and `guiju-documents` knows workbooks, and here they meet.
//!
//! Everything is written as text, so that no spreadsheet program changes a cell. A CSV file holds one sheet.

use std::ops::ControlFlow;
use std::path::Path;

use guiju_dmn::{Sheet, SheetCell, Sheets};
use guiju_documents::{Cell, ColumnStyle, DocumentError, OpenOptions, Table, TableFormat, TableWriter};
use guiju_types::Text;
use jiff::civil::Time;

/// Writes a workbook, or, as CSV, the first decision table among the sheets: of the others none could be taken back from a file that has
/// no names of sheets.
///
/// # Errors
/// Where it cannot be written, and as CSV where there is no table.
pub fn write_sheets(sheets: &Sheets, path: &Path, format: TableFormat) -> Result<(), DocumentError> {
    let is_whole = format != TableFormat::Csv;
    if !is_whole && !sheets.sheets.iter().any(Sheet::is_table) {
        return Err(DocumentError::NotATable {
            file: path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default(),
            what: Box::new(Text::new("没有决策表的模型", "a model without a decision table")),
            help: Box::new(Text::new(
                "请导出工作簿（.xlsx），决策图与表达式都在其中",
                "export a workbook (.xlsx), which holds its graph and expressions",
            )),
        });
    }
    let count = if is_whole { sheets.sheets.len() } else { 1 };
    let mut open: Option<TableWriter> = None;
    for sheet in sheets.sheets.iter().filter(|sheet| is_whole || sheet.is_table()).take(count) {
        let mut rows = rows(sheet).into_iter();
        let titles: Vec<String> = rows.next().unwrap_or_default().iter().map(|cell| cell.text().into_owned()).collect();
        let style =
            |column: usize| if sheet.widths.get(column).is_some_and(|width| *width > 30) { ColumnStyle::Wide } else { ColumnStyle::Text };
        let columns: Vec<(&str, ColumnStyle)> = titles.iter().enumerate().map(|(at, title)| (title.as_str(), style(at))).collect();
        let mut writer = match open.take() {
            None => TableWriter::create(path, format, &sheet.name, &columns)?,
            Some(mut writer) => {
                writer.sheet(&sheet.name, &columns)?;
                writer
            }
        };
        rows.try_for_each(|row| writer.row(&row))?;
        open = Some(writer);
    }
    open.map_or(Ok(()), TableWriter::finish)
}

/// Every row as wide as the widest, so that a CSV file shows what parts its cells.
fn rows(sheet: &Sheet) -> Vec<Vec<Cell>> {
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    sheet.rows.iter().map(|row| (0..width).map(|column| row.get(column).map_or(Cell::Empty, written)).collect()).collect()
}

fn written(cell: &SheetCell) -> Cell {
    match cell {
        SheetCell::Empty => Cell::Empty,
        SheetCell::Text(text) | SheetCell::Date(text) | SheetCell::Moment(text) | SheetCell::Error(text) => Cell::Text(text.clone()),
        SheetCell::Number(number) => Cell::Number(number.clone()),
        SheetCell::Boolean(yes) => Cell::Bool(*yes),
    }
}

/// Reads every sheet of a file.
///
/// # Errors
/// Where it is no table, or damaged.
pub fn read_sheets(path: &Path) -> Result<Sheets, DocumentError> {
    let table = Table::open(path, &OpenOptions::default())?;
    let mut sheets = Sheets::default();
    for (index, name) in table.sheets().iter().enumerate() {
        let mut sheet = Sheet { name: name.clone(), ..Sheet::default() };
        table.each_row(index, &mut |row| {
            // Rows that are empty are not given out; their numbers are, and messages name those.
            let before = usize::try_from(row.number).unwrap_or(usize::MAX).saturating_sub(1);
            sheet.rows.resize(before.max(sheet.rows.len()), Vec::new());
            sheet.rows.push(row.cells.iter().map(read).collect());
            Ok::<_, DocumentError>(ControlFlow::Continue(()))
        })?;
        sheets.sheets.push(sheet);
    }
    Ok(sheets)
}

fn read(cell: &Cell) -> SheetCell {
    match cell {
        Cell::Empty => SheetCell::Empty,
        Cell::Text(text) => SheetCell::Text(text.clone()),
        Cell::Number(number) => SheetCell::Number(number.clone()),
        Cell::Bool(yes) => SheetCell::Boolean(*yes),
        Cell::Date(moment) if moment.time() == Time::midnight() => SheetCell::Date(moment.date().to_string()),
        Cell::Date(moment) => SheetCell::Moment(moment.to_string()),
        Cell::Error(error) | Cell::Uncomputed(error) => SheetCell::Error(error.clone()),
    }
}

#[cfg(test)]
mod tests {
    use guiju_dmn::{Document, from_sheets, to_sheets};

    use super::*;

    const MODEL: &str = include_str!("../../../../rulebook/credit/class.dmn");

    #[test]
    fn a_model_of_the_rulebook_comes_back_from_a_workbook_and_from_csv() {
        let document = Document::read(MODEL).unwrap();
        let folder = tempfile::tempdir().unwrap();
        for (name, format) in [("class.xlsx", TableFormat::Xlsx), ("class.csv", TableFormat::Csv)] {
            let path = folder.path().join(name);
            write_sheets(&to_sheets(&document), &path, format).unwrap();
            let back = from_sheets(&read_sheets(&path).unwrap(), Some(&document)).unwrap();
            assert_eq!(back.write(), MODEL, "{name}");
        }
    }

    #[test]
    fn a_model_without_a_table_is_a_workbook_and_never_a_csv_file() {
        let source = "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>\
                      <decision name='d'><variable name='d'/><literalExpression><text>1</text></literalExpression></decision></definitions>";
        let document = Document::read(source).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let error = write_sheets(&to_sheets(&document), &folder.path().join("d.csv"), TableFormat::Csv).unwrap_err();
        assert!(error.to_string().contains("a model without a decision table"), "{error}");
        assert!(!folder.path().join("d.csv").exists());
        let path = folder.path().join("d.xlsx");
        write_sheets(&to_sheets(&document), &path, TableFormat::Xlsx).unwrap();
        assert_eq!(from_sheets(&read_sheets(&path).unwrap(), Some(&document)).unwrap().write(), source);
    }
}
