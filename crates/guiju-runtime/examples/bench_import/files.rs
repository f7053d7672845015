//! The files that are imported: the same rows as CSV and as a workbook, and a wide file to guess at.

use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

const HEADERS: [&str; 7] = ["客户编号", "客户名称", "发票号", "开票日期", "到期日", "应收金额", "币别"];
const WIDE_COLUMNS: usize = 1_000;
const WIDE_ROWS: usize = 2_000;

/// One invoice.
struct Invoice {
    row: u64,
    customer: u64,
    month: u8,
    day: u8,
    due_month: u8,
    /// At most 51,000.99.
    cents: u32,
}

/// The invoices: a linear congruential generator gives the same file on every machine.
fn invoices(rows: u64) -> impl Iterator<Item = Result<Invoice, std::num::TryFromIntError>> {
    let mut state: u64 = 7;
    (0..rows).map(move |row| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let random = state >> 33;
        let month = u8::try_from(random % 12 + 1)?;
        let cents = u32::try_from(random % 5_000_000 + 100_000)?;
        Ok(Invoice { row, customer: random % 10_000, month, day: u8::try_from(random % 28 + 1)?, due_month: month % 12 + 1, cents })
    })
}

impl Invoice {
    fn code(&self) -> String {
        format!("K{:05}", self.customer)
    }

    fn name(&self) -> String {
        format!("客户{:05}国际货运代理有限公司", self.customer)
    }

    fn number(&self) -> String {
        format!("INV{:09}", self.row)
    }
}

/// Makes the files; says how large they are.
pub(super) fn write(folder: &Path, rows: u64) -> Result<serde_json::Value, Box<dyn Error>> {
    std::fs::create_dir_all(folder)?;
    csv(&folder.join("invoices.csv"), rows)?;
    workbook(&folder.join("invoices.xlsx"), rows)?;
    wide(&folder.join("wide.csv"))?;
    let bytes = |name: &str| std::fs::metadata(folder.join(name)).map(|file| file.len());
    Ok(serde_json::json!({ "rows": rows, "csv_bytes": bytes("invoices.csv")?, "xlsx_bytes": bytes("invoices.xlsx")? }))
}

fn csv(path: &Path, rows: u64) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    writeln!(file, "{}", HEADERS.join(","))?;
    for invoice in invoices(rows) {
        let invoice = invoice?;
        let (code, name, number) = (invoice.code(), invoice.name(), invoice.number());
        let Invoice { month, day, due_month, cents, .. } = invoice;
        let (thousands, rest) = (cents / 100_000, cents % 100_000);
        let (units, cents) = (rest / 100, rest % 100);
        writeln!(file, "{code},{name},{number},2026/{month}/{day},2027/{due_month}/{day},\"{thousands},{units:03}.{cents:02}\",RMB")?;
    }
    Ok(file.flush()?)
}

/// As an accounting program exports it: shared strings, dates and amounts as numbers with formats.
fn workbook(path: &Path, rows: u64) -> Result<(), Box<dyn Error>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_low_memory()?;
    let date = Format::new().set_num_format("yyyy/m/d");
    let money = Format::new().set_num_format("#,##0.00");
    sheet.write_row(0, 0, HEADERS)?;
    for (place, invoice) in (1_u32..).zip(invoices(rows)) {
        let invoice = invoice?;
        sheet.write_string(place, 0, invoice.code())?;
        sheet.write_string(place, 1, invoice.name())?;
        sheet.write_string(place, 2, invoice.number())?;
        sheet.write_datetime_with_format(place, 3, ExcelDateTime::from_ymd(2026, invoice.month, invoice.day)?, &date)?;
        sheet.write_datetime_with_format(place, 4, ExcelDateTime::from_ymd(2027, invoice.due_month, invoice.day)?, &date)?;
        sheet.write_number_with_format(place, 5, f64::from(invoice.cents) / 100.0, &money)?;
        sheet.write_string(place, 6, "RMB")?;
    }
    Ok(book.save(path)?)
}

/// A file of a thousand columns, nearly all of them of no use to us: what a data warehouse exports.
fn wide(path: &Path) -> Result<(), Box<dyn Error>> {
    let mut file = BufWriter::new(File::create(path)?);
    let header = |column: usize| HEADERS.get(column).map_or_else(|| format!("指标{column}"), |known| (*known).to_owned());
    let headers: Vec<String> = (0..WIDE_COLUMNS).map(header).collect();
    writeln!(file, "{}", headers.join(","))?;
    for row in 0..WIDE_ROWS {
        let cells: Vec<String> = (0..WIDE_COLUMNS).map(|column| wide_cell(row, column)).collect();
        writeln!(file, "{}", cells.join(","))?;
    }
    Ok(file.flush()?)
}

fn wide_cell(row: usize, column: usize) -> String {
    let mixed = row * 7_919 + column * 104_729;
    match (column, column % 5) {
        (0, _) => format!("K{:05}", row % 500),
        (1, _) => format!("客户{:05}国际货运代理有限公司", row % 500),
        (2, _) => format!("INV{row:09}"),
        (3 | 4, _) => format!("2026-{:02}-{:02}", mixed % 12 + 1, mixed % 28 + 1),
        (6, _) => "RMB".to_owned(),
        (5, _) | (_, 0 | 1) => format!("{}.{:02}", mixed % 100_000, mixed % 100),
        (_, 2) => format!("2026-{:02}-{:02}", mixed % 12 + 1, mixed % 28 + 1),
        (_, 3) => format!("说明文字{}", mixed % 1_000),
        (_, _) => String::new(),
    }
}
