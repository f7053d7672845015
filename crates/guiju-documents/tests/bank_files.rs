//! Files as banks and payment platforms hand them out, in `GUIJU_DATA` (by default `../shared/data` beside the repository), read as tables.

#![expect(clippy::unwrap_used, clippy::print_stderr, reason = "the small helpers of this test file stand outside of its test functions")]

use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use guiju_documents::{Cell, DocumentError, FileKind, OpenOptions, Row, Table};

fn folder(name: &str) -> Option<PathBuf> {
    let data =
        std::env::var_os("GUIJU_DATA").map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"), PathBuf::from);
    let found = data.join(name);
    if found.is_dir() {
        return Some(found);
    }
    eprintln!("skipped: there is no {}", found.display());
    None
}

fn open(path: &Path) -> Table {
    Table::open(path, &OpenOptions::default()).unwrap()
}

fn rows(table: &Table, sheet: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    let each = &mut |row| {
        rows.push(row);
        Ok::<_, DocumentError>(ControlFlow::Continue(()))
    };
    table.each_row(sheet, each).unwrap();
    rows
}

fn line(row: &Row) -> String {
    row.cells.iter().map(Cell::text).collect::<Vec<_>>().join("|")
}

fn row(rows: &[Row], number: u64) -> String {
    line(rows.iter().find(|row| row.number == number).unwrap())
}

#[test]
fn a_workbook_whose_code_page_is_wrong_gives_its_texts() {
    let Some(folder) = folder("bank_files") else { return };
    let table = open(&folder.join("ledger_jxl.xls"));
    assert_eq!(table.sheets(), ["支出", "收入", "余额变更", "负债变更", "债权变更", "转账"]);
    let spent = rows(&table, 0);
    assert!(row(&spent, 1).starts_with("交易类型|日期|一级分类"), "{}", row(&spent, 1));
    assert_eq!(spent.len(), 3);
    assert!(spent.iter().all(|row| row.cells.iter().all(|cell| !cell.text().contains('\0'))));
    assert!(row(&spent, 3).contains("-12.3"), "{}", row(&spent, 3));
    assert_eq!(rows(&table, 5).len(), 2);
}

#[test]
fn names_lie() {
    let Some(folder) = folder("bank_files") else { return };
    let text = open(&folder.join("broker_text.xls"));
    assert_eq!((text.kind(), text.encoding(), text.delimiter()), (FileKind::Csv, Some("gb18030"), Some('\t')));
    let lines = rows(&text, 0);
    assert!(row(&lines, 1).starts_with("交收日期|成交时间|业务名称|"), "{}", row(&lines, 1));
    assert!(row(&lines, 2).starts_with("20230212|00:00:00|银行转证券|||0.000|"), "{}", row(&lines, 2));
    let page = open(&folder.join("web_page.xls"));
    assert_eq!((page.kind(), page.encoding(), page.has_replaced_bytes()), (FileKind::Page, Some("GBK"), false));
    let lines = rows(&page, 0);
    assert_eq!((row(&lines, 1), row(&lines, 2)), ("交易日期|对方单位名称|贷方金额".to_owned(), "2026-03-02|宁波远洋|120000.00".to_owned()));
    let inside = open(&folder.join("xls_inside.csv"));
    assert_eq!(inside.kind(), FileKind::Xls);
    assert_eq!(rows(&inside, 0), rows(&open(&folder.join("ccb_debit.xls")), 0));
    let wrong = open(&folder.join("wrong_dimension.xlsx"));
    let lines = rows(&wrong, 0);
    assert_eq!(lines.last().unwrap().number, 5);
    assert!(row(&lines, 4).contains("宁波远洋"), "{}", row(&lines, 4));
}

#[test]
fn cells_come_without_what_is_wrapped_around_them() {
    let Some(folder) = folder("bank_files") else { return };
    let merchant = rows(&open(&folder.join("wechat_merchant.csv")), 0);
    assert!(row(&merchant, 2).starts_with("2026-03-02 10:15:08|wx0000000000000001|1900000001|0||"), "{}", row(&merchant, 2));
    assert!(row(&merchant, 5).starts_with("2|120.00|20.00"), "{}", row(&merchant, 5));
    let debit = rows(&open(&folder.join("icbc_debit.csv")), 0);
    assert!(debit.iter().flat_map(|row| &row.cells).all(|cell| cell.text().trim() == cell.text()));
}

#[test]
fn every_file_opens_in_its_encoding() {
    let Some(folder) = folder("bank_files") else { return };
    for (name, encoding) in [
        ("abc_debit.csv", "UTF-8"),
        ("alipay.csv", "gb18030"),
        ("alipay_merchant.csv", "gb18030"),
        ("boc_corp.csv", "UTF-8"),
        ("boc_corp_utf16.csv", "UTF-16LE"),
        ("ccb_corp.csv", "gb18030"),
        ("icbc_corp_flag.csv", "gb18030"),
        ("jd.csv", "UTF-8"),
        ("posting_date.csv", "gb18030"),
        ("spdb_corp.csv", "gb18030"),
        ("wechat.csv", "UTF-8"),
    ] {
        let table = open(&folder.join(name));
        assert_eq!((table.encoding(), table.has_replaced_bytes()), (Some(encoding), false), "{name}");
        assert!(!rows(&table, 0).is_empty(), "{name}");
    }
    let marked = rows(&open(&folder.join("boc_corp.csv")), 0);
    let wide = rows(&open(&folder.join("boc_corp_utf16.csv")), 0);
    assert_eq!(row(&marked, 8), row(&wide, 8));
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| ["csv", "xls", "xlsx"].iter().any(|known| end == *known)) {
            let table = open(&path);
            for sheet in 0..table.sheets().len() {
                assert!(!rows(&table, sheet).is_empty(), "{}", path.display());
            }
        }
    }
}
