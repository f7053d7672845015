//! The same file again, shuffled, longer, after a kill, and undone. On every database.

use std::sync::atomic::AtomicBool;

use guiju_runtime::allocation::{allocate, undo as undo_allocations};
use guiju_runtime::import::{RunOptions, undo};
use guiju_store::ImportState;
use guiju_types::{Actor, EntryKind};

use super::desk::{Desk, INVOICES, amount};

fn file(rows: impl Iterator<Item = u32>) -> String {
    let rows = rows.map(|row| format!("客户{},{row},2026-03-{:02},2026-04-15,{}.5\n", row % 7, row % 28 + 1, row % 40 + 1));
    format!("客户名称,发票号,开票日期,到期日,应收金额\n{}", rows.collect::<String>())
}

#[test]
fn shuffled_adds_nothing_and_ten_rows_more_add_ten() {
    for database in guiju_testkit::databases() {
        let desk = Desk::on(database);
        let once = file((1..=100).chain(1..=20));
        let report = desk.report(&once, INVOICES);
        assert_eq!((report.rows_accepted, report.warnings.get("repeated_item")), (100, Some(&20)));
        let shuffled = desk.report(&file((1..=20).rev().chain((1..=100).rev())), INVOICES);
        assert_eq!((shuffled.rows_accepted, shuffled.rows_already_there), (0, 100));
        let longer = desk.report(&file((1..=110).chain(1..=20)), INVOICES);
        assert_eq!((longer.rows_accepted, longer.rows_already_there), (10, 100));
        assert_eq!((desk.entries(EntryKind::Charge).len(), desk.count("customer")), (110, 7));
    }
}

#[test]
fn a_stopped_import_goes_on_where_it_was() {
    let desk = Desk::new();
    let path = desk.put("file.csv", file(1..=100));
    let cancel = AtomicBool::new(true);
    let stopped =
        desk.import_with(&path, INVOICES, RunOptions { batch_rows: 30, cancel: Some(&cancel), ..RunOptions::default() }).unwrap().report;
    assert_eq!((stopped.rows_accepted, stopped.is_complete), (30, false));
    assert_eq!(desk.database.store.imports().unwrap()[0].state, ImportState::Running);
    let mut told = Vec::new();
    let mut progress = |progress: &guiju_runtime::import::Progress| told.push(progress.rows_accepted);
    let resumed = desk
        .import_with(&path, INVOICES, RunOptions { batch_rows: 30, progress: Some(&mut progress), ..RunOptions::default() })
        .unwrap()
        .report;
    assert_eq!((resumed.rows_accepted, resumed.rows_already_there, resumed.is_resumed, resumed.import), (70, 30, true, stopped.import));
    assert_eq!(told, [0, 30, 60, 70]);
    assert_eq!(desk.entries(EntryKind::Charge).len(), 100);
    let imports = desk.database.store.imports().unwrap();
    assert_eq!((imports.len(), imports[0].state), (1, ImportState::Finished));
}

#[test]
fn a_whole_import_is_undone_and_may_come_again() {
    for database in guiju_testkit::databases() {
        let desk = Desk::on(database);
        let recipe = format!("{INVOICES}[coverage]\ncharge = \"months\"\n");
        let report = desk.report(&file(1..=50), &recipe);
        let coverage = desk.database.store.coverage().unwrap();
        assert_eq!((coverage[0].from.to_string(), coverage[0].to.to_string()), ("2026-03-01".to_owned(), "2026-03-31".to_owned()));
        let undone = undo(&desk.database.store, &Actor::program("test"), report.import.unwrap(), "wrong file").unwrap();
        assert_eq!((undone.reversed, undone.withdrawn, undone.freed_rows), (100, 7, 50));
        assert_eq!((desk.entries(EntryKind::Charge).len(), desk.count("customer")), (0, 0));
        assert_eq!(desk.ledger().len(), 200, "nothing is deleted");
        assert!(desk.database.store.coverage().unwrap().is_empty());
        let again = desk.report(&file(1..=50), &recipe);
        assert_eq!((again.rows_accepted, desk.entries(EntryKind::Charge).len()), (50, 50));
    }
}

#[test]
fn receipts_that_no_file_allocates_are_allocated_by_rule_and_that_can_be_undone() {
    let desk = Desk::new();
    desk.report("客户名称,发票号,开票日期,到期日,应收金额\n远航,INV-001,2026-03-01,2026-03-31,100\n远航,INV-002,2026-03-02,2026-04-01,60\n远航,INV-003,2026-03-03,2026-04-02,45\n", INVOICES);
    let receipts = "name = \"bank\"\n[[column]]\nfrom = \"客户\"\nto = \"customer.name\"\n[[column]]\nfrom = \"到账日期\"\nto = \"receipt.date\"\n[[column]]\nfrom = \"到账金额\"\nto = \"receipt.amount\"\n[[column]]\nfrom = \"附言\"\nto = \"receipt.note\"\n";
    desk.report(
        "客户,到账日期,到账金额,附言\n远航,2026-04-03,30,付 INV-002 部分款\n远航,2026-04-04,45,货款\n远航,2026-04-05,150,货款\n",
        receipts,
    );
    let store = &desk.database.store;
    let actor = Actor::program("test");
    let rule = desk.books().rulebook.allocation();
    let report = allocate(store, &actor, None, rule).unwrap();
    let methods: Vec<(&str, u64)> = report.by_method.iter().map(|(method, count)| (method.as_str(), *count)).collect();
    assert_eq!(methods, [("exact_amount", 1), ("oldest_first", 2), ("reference", 1)]);
    assert_eq!((report.receipts, report.allocated_base, report.left_base), (3, amount("205"), amount("20")));
    assert!(allocate(store, &actor, None, rule).unwrap().entries.is_empty());
    undo_allocations(store, &actor, &report.entries, "by hand instead").unwrap();
    assert!(desk.entries(EntryKind::Allocation).is_empty());
    let error = undo_allocations(store, &actor, &[desk.entries(EntryKind::Charge)[0].id], "x").unwrap_err();
    assert!(error.to_string().contains("it is no allocation but a charge"));
}
