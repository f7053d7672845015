//! Files as offices have them: each kind is read back as written, and each broken one is refused with a message that says why.

#![expect(clippy::unwrap_used, reason = "the small helpers of this test file stand outside of its test functions")]

use std::io::Write;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use guiju_documents::{Cell, ColumnStyle, DocumentError, FileKind, Limits, OpenOptions, Row, Table, TableFormat, TableWriter};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn open(path: &Path) -> Result<Table, DocumentError> {
    Table::open(path, &OpenOptions::default())
}

fn rows_of(table: &Table, sheet: usize) -> Result<Vec<Row>, DocumentError> {
    let mut rows = Vec::new();
    table.each_row(sheet, &mut |row| {
        rows.push(row);
        Ok::<_, DocumentError>(ControlFlow::Continue(()))
    })?;
    Ok(rows)
}

fn texts(path: &Path) -> Vec<Vec<String>> {
    let table = open(path).unwrap();
    rows_of(&table, 0).unwrap().iter().map(|row| row.cells.iter().map(|cell| cell.text().into_owned()).collect()).collect()
}

#[track_caller]
fn refused(path: &Path, expected: &str) {
    let outcome = open(path).and_then(|table| rows_of(&table, 0));
    let message = match outcome {
        Ok(rows) => format!("{} rows", rows.len()),
        Err(error) => error.to_string(),
    };
    assert!(message.contains(expected), "{message}");
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(bytes).unwrap();
    packed.finish().unwrap()
}

const TEXT: &str = "客户名称,发票号,应收金额\n远航货运,0012,\"1,200.50\"\n\n环球贸易,0013,-3\n";

#[test]
fn a_csv_is_read_in_whatever_encoding_it_is() {
    let desk = Desk::new();
    let expected = [["客户名称", "发票号", "应收金额"], ["远航货运", "0012", "1,200.50"], ["环球贸易", "0013", "-3"]];
    let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let marked_utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain(utf16).collect();
    let big_endian: Vec<u8> = [0xFE, 0xFF].into_iter().chain(TEXT.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    let marked_utf8 = format!("\u{FEFF}{TEXT}");
    let (gb, _, _) = encoding_rs::GB18030.encode(TEXT);
    for (name, bytes, encoding) in [
        ("utf8.csv", TEXT.as_bytes(), "UTF-8"),
        ("marked.csv", marked_utf8.as_bytes(), "UTF-8"),
        ("gb.csv", &gb[..], "gb18030"),
        ("utf16.csv", &marked_utf16[..], "UTF-16LE"),
        ("big.csv", &big_endian[..], "UTF-16BE"),
        ("packed.csv", &gzip(&gb)[..], "gb18030"),
    ] {
        let path = desk.put(name, bytes);
        assert_eq!(open(&path).unwrap().encoding().unwrap(), encoding, "{name}");
        assert_eq!(texts(&path), expected, "{name}");
    }
}

#[test]
fn the_delimiter_is_the_one_that_parts_the_lines_evenly() {
    let desk = Desk::new();
    for (delimiter, text) in
        [(';', "a;b;c\n1,5;2,5;3\n"), ('\t', "a\tb\n1,000\t2\n"), (',', "应收账款明细表\na,b\n1,2\n"), ('|', "a|b\n1|2\n")]
    {
        let path = desk.put("t.csv", text.as_bytes());
        assert_eq!(open(&path).unwrap().delimiter(), Some(delimiter), "{text}");
    }
}

#[test]
fn a_row_knows_its_line() {
    let desk = Desk::new();
    let path = desk.put("t.csv", "a,b\n\"two\nlines\",2\n,\n3,4\n".as_bytes());
    let rows = rows_of(&open(&path).unwrap(), 0).unwrap();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 5]);
    let path = desk.put("crlf.csv", "a,b\r\n1,2\r\n\r\n3,4\r\n".as_bytes());
    let rows = rows_of(&open(&path).unwrap(), 0).unwrap();
    assert_eq!(rows.iter().map(|row| row.number).collect::<Vec<_>>(), [1, 2, 4]);
}

#[test]
fn what_is_no_table_is_refused_with_what_to_do() {
    let desk = Desk::new();
    refused(&desk.put("a.csv", b""), "`a.csv` is empty");
    refused(&desk.put("a.xls", b"<html><body>Please sign in</body></html>"), "a web page without a table");
    refused(&desk.put("a.pdf", b"%PDF-1.7 ..."), "a PDF document");
    refused(&desk.put("a.csv", b"\x00\x01\x02\x00\x00\x00\x00\x00binary"), "a binary file");
    refused(&desk.put("a.xlsx", b"PK\x03\x04 nothing else"), "is cut off");
    refused(&desk.put("a.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and then nothing"), "is cut off");
    refused(&desk.path("absent.csv"), "cannot open");
}

#[test]
fn a_truncated_file_is_found_before_its_first_row() {
    let desk = Desk::new();
    refused(&desk.put("a.csv", b"a,b,c\n1,2,3\n4,\"fi"), "the quote opened in line 3 is never closed");
    refused(&desk.put("a.csv", b"a,b,c\n1,2,3\n4,5"), "the last row has 2 of 3 cells and no line end");
    let packed = gzip(TEXT.repeat(500).as_bytes());
    refused(&desk.put("a.csv.gz", &packed[..packed.len() - 9]), "is cut off");
    let path = desk.path("a.xlsx");
    write(&path, TableFormat::Xlsx);
    let bytes = std::fs::read(&path).unwrap();
    refused(&desk.put("cut.xlsx", &bytes[..bytes.len() / 2]), "is cut off");
    // Complete, but with its last row shorter: exports drop empty cells at the end.
    assert_eq!(texts(&desk.put("a.csv", b"a,b,c\n1,2\n4,5")).len(), 3);
}

#[test]
fn limits_are_named() {
    let desk = Desk::new();
    let limits = Limits { rows: 3, columns: 4, cell_bytes: 10, unpacked_bytes: 1000, ..Limits::default() };
    let check = |name: &str, bytes: &[u8], expected: &str| {
        let path = desk.put(name, bytes);
        let error = Table::open(&path, &OpenOptions { limits: limits.clone(), ..OpenOptions::default() }).unwrap_err();
        assert!(error.to_string().contains(expected), "{error}");
    };
    check("a.csv", b"a,b\n1,2\n3,4\n5,6\n7,8\n", "more than 3 rows");
    check("a.csv", b"a,b,c,d,e\n", "more than 4 columns");
    check("a.csv", b"a,b\n1,01234567890123\n", "the cell in row 2, column 2");
    check("a.csv.gz", &gzip(&b"a,b\n".repeat(400)), "unpacks to more than the limit");
}

#[test]
fn a_zip_bomb_is_refused_unopened() {
    let desk = Desk::new();
    let path = desk.path("bomb.xlsx");
    let mut archive = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    archive.start_file("xl/workbook.xml", options).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..100 {
        archive.write_all(&zeros).unwrap();
    }
    archive.finish().unwrap();
    refused(&path, "zip bomb");
}

fn write(path: &Path, format: TableFormat) {
    let columns = [("文字", ColumnStyle::Text), ("金额", ColumnStyle::Money), ("日期", ColumnStyle::Date), ("数", ColumnStyle::Number)];
    let mut writer = TableWriter::create(path, format, "明细", &columns).unwrap();
    let date = guiju_types::Date::new(2026, 3, 5).unwrap();
    let rows = [
        [Cell::from("=cmd|' /C calc'!A0"), Cell::Number("1234.5".into()), Cell::from(date), Cell::Number("0.3".into())],
        [Cell::from("@SUM(1)"), Cell::Number("922337203685477.5807".into()), Cell::Empty, Cell::Bool(true)],
        [Cell::from("-5"), Cell::Number("-7".into()), Cell::Error("#N/A".into()), Cell::Empty],
    ];
    for row in &rows {
        writer.row(row).unwrap();
    }
    writer.finish().unwrap();
}

#[test]
fn a_workbook_is_read_back_as_written_and_its_texts_are_no_formulas() {
    let desk = Desk::new();
    let path = desk.path("a.xlsx");
    write(&path, TableFormat::Xlsx);
    let table = open(&path).unwrap();
    assert_eq!((table.kind(), table.sheets()), (FileKind::Xlsx, &["明细".to_owned()][..]));
    let rows = rows_of(&table, 0).unwrap();
    let date = guiju_types::Date::new(2026, 3, 5).unwrap();
    assert_eq!(
        rows[1].cells,
        [Cell::from("=cmd|' /C calc'!A0"), Cell::Number("1234.5".into()), Cell::from(date), Cell::Number("0.3".into())]
    );
    assert_eq!(rows[2].cell(1), &Cell::Text("922337203685477.5807".into()), "no digit is lost");
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()).unwrap();
    let mut sheet = String::new();
    std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
    assert!(!sheet.contains("<f>"));
}

#[test]
fn a_csv_guards_what_would_be_a_formula() {
    let desk = Desk::new();
    let path = desk.path("a.csv");
    write(&path, TableFormat::Csv);
    let rows = texts(&path);
    assert_eq!(rows[1][0], "'=cmd|' /C calc'!A0");
    assert_eq!(rows[2][0], "'@SUM(1)");
    assert_eq!(rows[3][0], "-5");
}

#[test]
fn merged_cells_show_over_the_rows_they_span() {
    let desk = Desk::new();
    let path = desk.path("m.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    sheet.merge_range(0, 0, 0, 2, "应收账款明细表", &plain).unwrap();
    sheet.write_row(1, 0, ["客户", "发票", "金额"]).unwrap();
    sheet.merge_range(2, 0, 3, 0, "远航", &plain).unwrap();
    sheet.write_string(2, 1, "A1").unwrap();
    sheet.write_string(3, 1, "A2").unwrap();
    sheet.write_formula(2, 2, rust_xlsxwriter::Formula::new("=0.1+0.2").set_result("0.30000000000000004")).unwrap();
    book.add_worksheet().set_name("空").unwrap();
    book.save(&path).unwrap();
    let table = open(&path).unwrap();
    assert_eq!(table.sheets().len(), 2);
    assert_eq!(table.sheet("空").unwrap(), 1);
    assert!(table.sheet("没有").unwrap_err().to_string().contains("it has: Sheet1, 空"));
    let rows = rows_of(&table, 0).unwrap();
    assert_eq!(rows[0].merged.len(), 2);
    assert_eq!(rows[3].cell(0), &Cell::Empty);
    assert_eq!(rows[3].shown(0), &Cell::from("远航"));
    assert_eq!(rows[2].cell(2), &Cell::Number("0.3".into()), "a formula gives its stored value, without binary noise");
    assert!(rows_of(&table, 1).unwrap().is_empty());
}

/// Written by xlwt, as accounting programs of twenty years ago write them: a merged title and a merged customer, dates, a number as an id, a
/// formula that was never computed, and a second sheet.
#[test]
fn an_xls_is_read_like_an_xlsx() {
    let table = open(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/files/invoices.xls"))).unwrap();
    assert_eq!(table.sheets(), ["应收明细", "Second"]);
    let rows = rows_of(&table, 0).unwrap();
    let texts: Vec<Vec<String>> = rows.iter().map(|row| row.cells.iter().map(|cell| cell.text().into_owned()).collect()).collect();
    assert_eq!(
        texts[1..5].iter().map(|row| row.join("|")).collect::<Vec<_>>(),
        [
            "客户名称|发票号|开票日期|应收金额|已开票|备注",
            "远航货运|0012|2026-03-05|1200.5|TRUE|第一票",
            "环球贸易|17850|1999-12-31|-3|FALSE",
            "Ocean & Co|A-7|2026-02-28|0.1|TRUE|两行\n备注",
        ]
    );
    assert_eq!(rows[0].cell(0).text(), "2026年3月应收明细表");
    assert_eq!(rows[6].shown(0), &Cell::from("海丰物流"), "the customer of the merged cell is known on its second row");
    assert_eq!(rows_of(&table, 1).unwrap()[0].cells, [Cell::from("only here")]);
}
