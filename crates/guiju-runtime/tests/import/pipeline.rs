//! Reading, judging and writing side by side: what comes of a file does not depend on where its batches end, and what stops one of the three
//! stops all of them, after the batches before.

use std::cell::Cell;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use guiju_runtime::import::{ImportReport, Progress, Recipe, RunOptions, run};
use guiju_types::{Actor, EntryKind};

use super::desk::{Desk, INVOICES};

const HEADER: &str = "客户名称,发票号,开票日期,到期日,应收金额\n";

fn rows(numbers: impl Iterator<Item = u32>) -> String {
    numbers.fold(HEADER.to_owned(), |mut text, row| {
        writeln!(text, "客户{},N{row},2026-03-{:02},2026-04-15,{}.5", row % 7, row % 28 + 1, row % 40 + 1).unwrap();
        text
    })
}

/// Rows of every sort: new and known customers, twice the same, wrong ones, one without an amount, notes, totals, another header.
fn mixed() -> String {
    let mut text = rows(1..=40);
    text.push_str("客户1,N1,2026-03-02,2026-04-15,2.5\n客户9,N41,2026-03-32,2026-04-15,9\n客户9,N42,2026-03-01,2026-02-15,9\n");
    text.push_str("客户9,N43,2026-03-01,2026-04-15,很多\n,N44,2026-03-01,2026-04-15,9\n客户3,N45,2026-03-01,,0\n制表人：张三,,,,\n");
    text.push_str(HEADER);
    text.push_str("客户2,N3,2026-03-05,2026-04-15,7\n客户2,N3,2026-03-05,2026-04-15,7\n客户8,N46,2026-03-01,2026-04-15,-4\n合计,,,,900\n");
    text
}

fn import(desk: &Desk, path: &Path, options: RunOptions<'_>) -> ImportReport {
    desk.import_with(path, INVOICES, options).unwrap().report
}

fn in_batches(batch_rows: usize) -> RunOptions<'static> {
    RunOptions { batch_rows, ..RunOptions::default() }
}

#[test]
fn what_comes_of_a_file_does_not_depend_on_its_batches() {
    let mut seen = None;
    for batch_rows in [1, 7, 20_000] {
        let desk = Desk::new();
        let path = desk.put("file.csv", mixed());
        let report = serde_json::to_value(import(&desk, &path, in_batches(batch_rows))).unwrap();
        let ledger: Vec<String> = desk
            .ledger()
            .iter()
            .map(|entry| {
                let links = (entry.customer, entry.charge, entry.due_date);
                format!("{} {} {links:?} {:?} {} {}", entry.id, entry.kind, entry.number, entry.business_date, entry.amount)
            })
            .collect();
        let again = import(&desk, &path, in_batches(batch_rows));
        assert_eq!((again.rows_accepted, again.rows_already_there), (0, 44), "{batch_rows}");
        let found = (report, ledger, again.money);
        assert_eq!(*seen.get_or_insert_with(|| found.clone()), found, "{batch_rows}");
    }
    let (report, ledger, _) = seen.unwrap();
    assert_eq!((report["rows_accepted"].as_u64(), report["rows_rejected"].as_u64(), ledger.len()), (Some(44), Some(3), 86));
}

#[test]
fn an_import_stopped_in_the_middle_tells_of_nothing_behind_and_goes_on() {
    for database in guiju_testkit::databases() {
        let desk = Desk::on(database);
        let path = desk.put("file.csv", rows(1..=100));
        let cancel = AtomicBool::new(false);
        let mut progress = |progress: &Progress| cancel.store(progress.rows_accepted >= 60, Ordering::Relaxed);
        let options = RunOptions { batch_rows: 30, cancel: Some(&cancel), progress: Some(&mut progress), ..RunOptions::default() };
        let stopped = import(&desk, &path, options);
        assert_eq!((stopped.rows_read, stopped.rows_accepted, stopped.is_complete), (60, 60, false));
        assert_eq!((stopped.money.lines["charged"].rows, desk.entries(EntryKind::Charge).len()), (60, 60));
        let resumed = import(&desk, &path, in_batches(30));
        assert_eq!((resumed.rows_accepted, resumed.rows_already_there, resumed.is_resumed), (40, 60, true));
        assert_eq!(desk.entries(EntryKind::Charge).len(), 100);
    }
}

#[test]
fn what_was_read_before_the_file_breaks_comes_in() {
    let desk = Desk::new();
    let text = rows(1..=16_000);
    let path = desk.put("file.csv", &text);
    let table = desk.table(&path).unwrap();
    // Somebody writes over the file while it is read.
    let mut broken = text.into_bytes();
    let (_, rest) = broken.split_at_mut(600_000);
    rest.fill(0xff);
    std::fs::write(&path, broken).unwrap();
    let told = Cell::new(0);
    let mut progress = |progress: &Progress| told.set(progress.rows_accepted);
    let options = RunOptions { batch_rows: 4_000, progress: Some(&mut progress), ..RunOptions::default() };
    let recipe = Recipe::parse(INVOICES).unwrap();
    let error = run(&desk.books(), &Actor::program("import"), &table, &recipe, options).unwrap_err();
    assert!(error.to_string().contains("changed while it was read"), "{error}");
    let charges = desk.ledger().iter().filter(|entry| entry.kind == EntryKind::Charge).count() as u64;
    assert_eq!((charges, told.get()), (12_000, 12_000));
}

#[test]
fn a_store_that_fails_stops_the_reading_and_keeps_the_commits_before() {
    let desk = Desk::new();
    // A batch with a new customer begins a commit.
    let path = desk.put("file.csv", rows(1..=30_000).replace("客户5,N61,", "新客户,N61,"));
    let fails = "CREATE TRIGGER fails BEFORE INSERT ON entry WHEN NEW.number = 'N75' BEGIN SELECT RAISE(FAIL, 'the disk is gone'); END";
    desk.database.raw(fails).unwrap();
    let error = desk.import_with(&path, INVOICES, in_batches(30)).unwrap_err();
    let cause = std::error::Error::source(&error).map(ToString::to_string).unwrap_or_default();
    assert!(format!("{error} {cause}").contains("the disk is gone"), "{error:?}");
    assert_eq!(desk.entries(EntryKind::Charge).len(), 60);
    desk.database.raw("DROP TRIGGER fails").unwrap();
    let resumed = import(&desk, &path, in_batches(7_000));
    assert_eq!((resumed.rows_accepted, resumed.rows_already_there, resumed.is_resumed), (29_940, 60, true));
}

#[test]
fn a_row_that_the_store_refuses_comes_back_and_its_batch_comes_in() {
    for database in guiju_testkit::databases() {
        let desk = Desk::on(database);
        let text = rows(1..=900).replace(",N700,", ",N7\u{0}0,");
        let path = desk.put("file.csv", text);
        let report = import(&desk, &path, in_batches(300));
        assert_eq!((report.rows_accepted, report.rows_rejected), (899, 1));
        assert_eq!(report.first_rejected[0].code, "refused_by_store");
        assert_eq!((desk.entries(EntryKind::Charge).len(), desk.entries(EntryKind::Invoice).len(), desk.count("customer")), (899, 899, 7));
    }
}
