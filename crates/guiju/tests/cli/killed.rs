//! An import that is killed is continued by running it again.

use std::fmt::Write;
use std::path::Path;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::desk::Desk;

/// Several commits of up to a hundred thousand rows.
const ROWS: u64 = 360_000;

/// A commit is made of whole batches of so many rows.
const BATCH: u64 = 15_000;

fn invoices() -> String {
    let mut text = "客户名称,发票号,开票日期,到期日,应收金额\n".to_owned();
    for row in 0..ROWS {
        writeln!(text, "客户{},INV-{row:06},2026-03-{:02},2026-04-30,{}.5", row % 300, row % 28 + 1, row % 977 + 1).unwrap();
    }
    text
}

/// Waits for rows and then keeps everyone else from writing, however quick the machine is: what is not committed by then is
/// never committed.
fn hold_after_the_first_commit(path: &Path, import: &mut Child) -> rusqlite::Connection {
    let begun = Instant::now();
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.busy_timeout(Duration::from_secs(60)).unwrap();
    loop {
        connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        if connection.query_row("SELECT EXISTS (SELECT 1 FROM entry)", [], |row| row.get(0)).unwrap() {
            return connection;
        }
        connection.execute_batch("ROLLBACK").unwrap();
        assert!(import.try_wait().unwrap().is_none(), "the import ended and wrote nothing");
        assert!(begun.elapsed() < Duration::from_secs(300), "the import writes nothing");
        sleep(Duration::from_millis(5));
    }
}

#[test]
fn what_a_killed_import_has_written_is_not_written_again() {
    let desk = Desk::new();
    desk.put("invoices.csv", &invoices());
    desk.json("init {}/killed");
    let owed = || desk.json("age --as-of 2026-04-30 --company {}/killed");
    let mut first = desk.start("import {}/invoices.csv --save-recipe {}/invoices.toml --company {}/killed");
    let held = hold_after_the_first_commit(&desk.path("killed/company.db"), &mut first);
    first.kill().unwrap();
    first.wait().unwrap();
    drop(held);
    // Only whole commits are there.
    let seen = owed()["items"].as_u64().unwrap();

    let again = desk.json("import {}/invoices.csv --recipe {}/invoices.toml --company {}/killed");
    let known = again["rows_already_there"].as_u64().unwrap();
    assert_eq!(again["rows_read"], ROWS);
    assert!(0 < seen && seen == known && known < ROWS, "{seen} rows were seen before the kill, {known} were there afterwards");
    assert_eq!((seen % BATCH, known % BATCH), (0, 0), "half a batch was seen");
    let total: u64 = (0..ROWS).map(|row| (row % 977 + 1) * 10 + 5).sum();
    assert_eq!((&owed()["items"], &owed()["total"]), (&ROWS.into(), &format!("{}.{}0", total / 10, total % 10).into()));
    assert_eq!(desk.json("audit verify --company {}/killed")["is_whole"], true);
}
