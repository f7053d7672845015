//! Files of every kind, whole and broken. What is broken writes nothing.

use std::io::Write as _;

use guiju_types::EntryKind;

use super::desk::{Desk, INVOICES, amount, date};

const TEXT: &str = "客户名称,发票号,开票日期,到期日,应收金额\n远航,0012,2026-03-05,2026-04-04,5\n";

#[test]
fn a_csv_in_gb18030_and_gzipped_is_read() {
    let desk = Desk::new();
    let (bytes, _, _) = encoding_rs::GB18030.encode(TEXT);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(&bytes).unwrap();
    let path = desk.put("file.csv.gz", packed.finish().unwrap());
    assert_eq!(desk.import(&path, INVOICES).unwrap().report.rows_accepted, 1);
    assert_eq!(desk.field("customer", "远航", "name"), "远航");
}

#[test]
fn a_workbook_with_titles_merged_cells_serial_dates_and_several_sheets_is_read() {
    let desk = Desk::new();
    let path = desk.folder.path().join("book.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    book.add_worksheet().set_name("说明").unwrap().write_string(0, 0, "请看第二张表").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("明细").unwrap();
    let plain = rust_xlsxwriter::Format::new();
    let dates = rust_xlsxwriter::Format::new().set_num_format("yyyy/m/d");
    sheet.merge_range(0, 0, 0, 4, "应收账款明细表", &plain).unwrap();
    sheet.write_row(2, 0, ["客户名称", "发票号", "开票日期", "到期日", "应收金额"]).unwrap();
    sheet.merge_range(3, 0, 4, 0, "远航", &plain).unwrap();
    for row in [3, 4] {
        sheet.write_number(row, 1, 11.0 + f64::from(row)).unwrap();
        sheet.write_number_with_format(row, 2, 46086.0, &dates).unwrap();
        sheet.write_number(row, 3, 46116.0).unwrap();
        sheet.write_formula(row, 4, rust_xlsxwriter::Formula::new("=0.1+0.2").set_result("0.30000000000000004")).unwrap();
    }
    sheet.write_row(5, 0, ["合计"]).unwrap();
    sheet.write_number(5, 4, 0.6).unwrap();
    book.save(&path).unwrap();
    let report = desk.import(&path, INVOICES).unwrap().report;
    assert_eq!((report.sheet.as_str(), report.header_row, report.rows_accepted), ("明细", 3, 2), "{:?}", report.first_rejected);
    assert!(report.proofs.iter().all(|proof| proof.holds) && report.proofs.iter().any(|proof| proof.code == "totals"));
    let charges = desk.entries(EntryKind::Charge);
    assert_eq!(
        (charges[1].business_date, charges[1].due_date, charges[1].amount),
        (date("2026-03-05"), Some(date("2026-04-04")), amount("0.3"))
    );
    assert_eq!(charges[1].number.as_deref(), Some("15"));
    let again = desk.import(&path, INVOICES).unwrap().report;
    assert_eq!(again.rows_already_there, 2);
}

#[test]
fn a_broken_file_writes_nothing() {
    let desk = Desk::new();
    let bomb = {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        archive.start_file("xl/workbook.xml", zip::write::SimpleFileOptions::default()).unwrap();
        for _ in 0..100 {
            archive.write_all(&vec![b' '; 1 << 20]).unwrap();
        }
        archive.finish().unwrap().into_inner()
    };
    let cut = format!("{TEXT}环球,0013,2026-0");
    for (name, bytes, expected) in [
        ("cut.csv", cut.as_bytes(), "is cut off"),
        ("quote.csv", b"a,b\n1,\"2\n", "never closed"),
        ("bomb.xlsx", bomb.as_slice(), "zip bomb"),
        ("empty.csv", b"", "is empty"),
    ] {
        let path = desk.put(name, bytes);
        let error = desk.import(&path, INVOICES).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    let path = desk.put("other.csv", "客户名称,金额\n远航,5\n");
    let error = desk.import(&path, INVOICES).unwrap_err().to_string();
    assert!(error.contains("missing are 发票号, 开票日期, 到期日, 应收金额; the likeliest header row has 客户名称, 金额"), "{error}");
    assert!(desk.database.store.imports().unwrap().is_empty());
    assert!(desk.ledger().is_empty());
}

#[test]
fn a_recipe_that_asks_for_what_there_is_not_is_refused() {
    let desk = Desk::new();
    let path = desk.put("file.csv", TEXT);
    for (recipe, expected) in [
        (INVOICES.replace("charge.amount", "charge.sum"), "`charge.sum` is no target"),
        (INVOICES.replace("customer.name", "customer.nom"), "`customer` has no field `nom`; it has: code, name"),
        (INVOICES.replace("name = \"invoices\"", "name = \"\""), "it has no name"),
        (INVOICES.replace("name = \"invoices\"", "name = \"x\"\nterms = \"soon\""), "`soon` are no settlement terms"),
        (INVOICES.replace("name = \"invoices\"", "nam = \"x\""), "the recipe cannot be read"),
        (format!("{INVOICES}[[derived]]\nto = \"charge.note\"\nvalue = \"nothing + 1\"\n"), "the value `nothing + 1` for `charge.note`"),
    ] {
        let error = desk.import(&path, &recipe).unwrap_err().to_string();
        assert!(error.contains(expected), "{error}");
    }
    assert!(desk.database.store.imports().unwrap().is_empty());
}
