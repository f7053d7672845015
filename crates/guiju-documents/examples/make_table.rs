//! Writes a table of invoices to measure with: `cargo run --release --example make_table -- ROWS FOLDER` makes `rows.csv`, `inline.xlsx` (texts in
//! the cells) and `shared.xlsx` (texts kept once, as spreadsheet programs write them).

use std::path::PathBuf;

use guiju_documents::{Cell, ColumnStyle, TableFormat, TableWriter};
use guiju_types::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

const COLUMNS: [(&str, ColumnStyle); 8] = [
    ("客户编号", ColumnStyle::Text),
    ("客户名称", ColumnStyle::Text),
    ("发票号", ColumnStyle::Text),
    ("开票日期", ColumnStyle::Date),
    ("到期日", ColumnStyle::Date),
    ("币别", ColumnStyle::Text),
    ("应收金额", ColumnStyle::Money),
    ("摘要", ColumnStyle::Text),
];

type Line = (String, String, String, Date, Date, String, String);

fn row(number: u64) -> Option<Line> {
    let customer = number.wrapping_mul(2_654_435_761) % 20_000;
    let month = i8::try_from(number % 12 + 1).ok()?;
    let day = i8::try_from(number % 28 + 1).ok()?;
    let amount = format!("{}.{:02}", number.wrapping_mul(7919) % 100_000, number % 100);
    let text = format!("海运费 提单 {}", number % 5000);
    let (issued, due) = (Date::new(2025, month, day).ok()?, Date::new(2026, month, day).ok()?);
    Some((format!("C{customer:05}"), format!("宁波第{customer}货运代理有限公司"), format!("INV-{number:08}"), issued, due, amount, text))
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let rows: u64 = arguments.first().ok_or("how many rows?")?.parse()?;
    let folder = PathBuf::from(arguments.get(1).ok_or("which folder?")?);
    for (name, format) in [("rows.csv", TableFormat::Csv), ("inline.xlsx", TableFormat::Xlsx)] {
        let mut writer = TableWriter::create(&folder.join(name), format, "应收明细", &COLUMNS)?;
        for (code, customer, invoice, issued, due, amount, text) in (0..rows).filter_map(row) {
            let cells = [code, customer, invoice].map(Cell::Text).into_iter();
            let cells = cells.chain([issued, due].map(Cell::from)).chain([Cell::from("CNY"), Cell::Number(amount), Cell::Text(text)]);
            writer.row(&cells.collect::<Vec<_>>())?;
        }
        writer.finish()?;
    }
    let mut book = Workbook::new();
    let date = Format::new().set_num_format("yyyy-mm-dd");
    let day = |date: Date| {
        let (year, month, day) = (u16::try_from(date.year()).ok()?, u8::try_from(date.month()).ok()?, u8::try_from(date.day()).ok()?);
        ExcelDateTime::from_ymd(year, month, day).ok()
    };
    let sheet = book.add_worksheet_with_low_memory()?.set_name("应收明细")?;
    for (column, (title, _)) in (0..).zip(COLUMNS) {
        sheet.write_string(0, column, title)?;
    }
    for (at, (code, customer, invoice, issued, due, amount, text)) in (1..).zip((0..rows).filter_map(row)) {
        for (column, text) in [(0, &code), (1, &customer), (2, &invoice), (5, &"CNY".to_owned()), (7, &text)] {
            sheet.write_string(at, column, text)?;
        }
        for (column, value) in [(3, issued), (4, due)] {
            sheet.write_datetime_with_format(at, column, day(value).ok_or("no such day")?, &date)?;
        }
        sheet.write_number(at, 6, amount.parse::<f64>()?)?;
    }
    book.save(folder.join("shared.xlsx"))?;
    Ok(())
}
