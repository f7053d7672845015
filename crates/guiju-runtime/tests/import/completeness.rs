//! What a file is declared complete for, and amounts that nobody can have meant.

use guiju_runtime::import::ImportReport;
use guiju_types::{Actor, EntryKind};

use super::desk::{Desk, INVOICES};

const HEADER: &str = "客户名称,发票号,开票日期,到期日,应收金额,已收金额,收款日期\n";

/// Invoices with what was paid on them, complete for what they are of.
fn recipe() -> String {
    let more = "[[column]]\nfrom = \"已收金额\"\nto = \"receipt.amount\"\n[[column]]\nfrom = \"收款日期\"\nto = \"receipt.date\"\n";
    format!("{INVOICES}{more}[coverage]\ncharge = \"span\"\nreceipt = \"span\"\nsettlement = \"span\"\n")
}

fn import(desk: &Desk, rows: &str) -> ImportReport {
    desk.report(&format!("{HEADER}{rows}"), &recipe())
}

fn declared(report: &ImportReport) -> Vec<String> {
    report.coverage.iter().map(|coverage| format!("{} {}..{}", coverage.fact, coverage.from, coverage.to)).collect()
}

#[test]
fn a_file_is_complete_for_nothing_that_it_has_no_rows_of() {
    let unpaid = import(&Desk::new(), "甲,A1,2026-03-05,2026-04-05,100,,\n乙,A2,2026-03-20,2026-04-05,100,,\n");
    assert_eq!(declared(&unpaid), ["charge 2026-03-05..2026-03-20"]);
    let paid = import(&Desk::new(), "甲,A1,2026-03-05,2026-04-05,100,100,2026-04-01\n乙,A2,2026-03-20,2026-04-05,100,,\n");
    assert_eq!(paid.rows_accepted, 2, "{paid:?}");
    assert_eq!(declared(&paid), ["charge 2026-03-05..2026-03-20", "receipt 2026-04-01..2026-04-01", "settlement 2026-04-01..2026-04-01"]);
}

/// Receipts that say no charge settle what they are allocated to.
#[test]
fn a_list_of_receipts_is_complete_for_settlements() {
    let recipe = "name = \"receipts\"\n[[column]]\nfrom = \"客户\"\nto = \"customer.name\"\n[[column]]\nfrom = \"日期\"\nto = \"receipt.date\"\n[[column]]\nfrom = \"金额\"\nto = \"receipt.amount\"\n[coverage]\nreceipt = \"span\"\nsettlement = \"span\"\n";
    let report = Desk::new().report("客户,日期,金额\n甲,2026-03-05,100\n乙,2026-03-20,70\n", recipe);
    assert_eq!(declared(&report), ["receipt 2026-03-05..2026-03-20", "settlement 2026-03-05..2026-03-20"]);
}

#[test]
fn a_year_typed_wrong_is_told_and_declares_nothing() {
    let rows = |wrong: &str| {
        let right: String = (1..=9).map(|row| format!("甲,A{row},2026-03-0{row},2026-04-05,10{row},,\n")).collect();
        format!("{right}乙,B1,{wrong},,100,,\n")
    };
    for (wrong, code) in [("2062-03-05", "date_in_future"), ("2006-03-05", "date_far_off")] {
        let report = import(&Desk::new(), &rows(wrong));
        assert_eq!((report.rows_accepted, report.warnings.get(code)), (10, Some(&1)), "{report:?}");
        assert_eq!(declared(&report), Vec::<String>::new(), "{wrong}");
    }
    assert_eq!(declared(&import(&Desk::new(), &rows("2026-03-31"))), ["charge 2026-03-01..2026-03-31"]);
}

/// The rows are another import's; when that is undone, nothing may say that the month is complete.
#[test]
fn an_import_that_brought_nothing_declares_nothing() {
    let desk = Desk::new();
    let rows = "甲,A1,2026-03-05,2026-04-05,100,,\n";
    let first = import(&desk, rows);
    assert_eq!(declared(&first).len(), 1);
    let again = import(&desk, rows);
    assert_eq!((again.rows_accepted, declared(&again)), (0, Vec::new()));
    let more = import(&desk, &format!("{rows}甲,A2,2026-03-06,2026-04-05,100,,\n"));
    assert_eq!((more.rows_accepted, declared(&more).len()), (1, 1));
}

#[test]
fn numbers_of_something_are_no_amounts() {
    let desk = Desk::new();
    let report = import(
        &desk,
        "甲,A1,2026-03-05,2026-04-05,310115198801011,,\n甲,A2,2026-03-05,2026-04-05,922000000000000,,\n甲,A3,2026-03-05,2026-04-05,999999999999.99,,\n",
    );
    assert_eq!((report.rows_accepted, report.rejected_by_reason.get("amount_implausible")), (1, Some(&2)), "{report:?}");
    let first = report.first_rejected.first().unwrap();
    assert_eq!((first.row, first.column.as_deref()), (2, Some("应收金额")));
}

/// Each row for itself is plausible, and all together are more than a tenth of what a sum can hold.
#[test]
fn rows_that_come_to_more_than_a_sum_can_hold_come_back() {
    let desk = Desk::new();
    let rows: String = (1..=200).map(|row| format!("甲,A{row},2026-03-05,2026-04-05,900000000000,,\n")).collect();
    let report = import(&desk, &rows);
    assert!(report.rejected_by_reason.get("sum_too_large").is_some_and(|count| *count > 90), "{:?}", report.rejected_by_reason);
    let charges = desk.entries(EntryKind::Charge);
    let sum: i64 = charges.iter().map(|charge| charge.base_amount.parts()).fold(0, |sum, parts| sum.checked_add(parts).unwrap());
    assert!(sum > 0);
    let undone = desk.database.store.write(&Actor::program("test"), |write| write.undo_import(report.import.unwrap(), "a wrong unit"));
    assert!(undone.is_ok());
}
