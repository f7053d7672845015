//! The same file brought in by two people at once: each row comes in once, and the slower one is told that it is there.

use std::fmt::Write as _;
use std::sync::Barrier;

use guiju_runtime::import::{ImportReport, Recipe, RunOptions, run};
use guiju_types::{Actor, EntryKind};

use super::desk::{Desk, INVOICES};

const ROWS: u64 = 3_000;

fn file() -> String {
    (0..ROWS).fold("客户名称,发票号,开票日期,到期日,应收金额\n".to_owned(), |mut text, row| {
        writeln!(text, "客户{},N{row},2026-03-{:02},2026-04-15,{}.5", row % 50, row % 28 + 1, row + 1).unwrap();
        text
    })
}

/// Two imports that begin at the same moment, in batches of so many rows.
fn both(desk: &Desk, batch_rows: usize) -> [ImportReport; 2] {
    let path = desk.put("file.csv", file());
    let recipe = Recipe::parse(INVOICES).unwrap();
    let barrier = Barrier::new(2);
    let import = |name: &str| {
        let (books, table) = (desk.books(), desk.table(&path).unwrap());
        barrier.wait();
        run(&books, &Actor::program(name), &table, &recipe, RunOptions { batch_rows, ..RunOptions::default() }).unwrap().report
    };
    std::thread::scope(|scope| {
        let other = scope.spawn(|| import("other"));
        [import("one"), other.join().unwrap()]
    })
}

#[test]
fn a_file_that_two_bring_in_at_once_comes_in_once() {
    for database in guiju_testkit::databases() {
        let name = database.name;
        let desk = Desk::on(database);
        for batch_rows in [15_000, 400] {
            let reports = both(&desk, batch_rows);
            for report in &reports {
                assert_eq!(report.rows_rejected, 0, "{name} {batch_rows}: {report:?}");
                assert_eq!(report.rows_accepted + report.rows_already_there, ROWS, "{name} {batch_rows}: {report:?}");
            }
            assert_eq!(desk.entries(EntryKind::Charge).len(), usize::try_from(ROWS).unwrap().min(10_000), "{name} {batch_rows}");
            assert_eq!(desk.count("customer"), 50, "{name} {batch_rows}");
            for report in reports {
                desk.database
                    .store
                    .write(&Actor::program("test"), |write| match report.import {
                        Some(import) => match write.undo_import(import, "again") {
                            // Both went on with one import.
                            Err(guiju_store::StoreError::AlreadyUndone { .. }) => Ok(()),
                            other => other.map(drop),
                        },
                        None => Ok(()),
                    })
                    .unwrap();
            }
        }
    }
}
