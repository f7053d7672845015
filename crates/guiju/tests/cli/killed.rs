//! An import that is killed is continued by running it again.

use std::fmt::Write;
use std::time::{Duration, Instant};

use crate::desk::Desk;

/// Several commits of up to a hundred thousand rows: the first is seen long before the last is made, on a quick machine too.
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

#[test]
fn what_a_killed_import_has_written_is_not_written_again() {
    let desk = Desk::new();
    desk.put("invoices.csv", &invoices());
    desk.json("init {}/killed");
    let owed = || desk.json("age --as-of 2026-04-30 --company {}/killed");
    let mut first = desk.start("import {}/invoices.csv --save-recipe {}/invoices.toml --company {}/killed");
    let begun = Instant::now();
    // Whoever looks meanwhile sees whole commits.
    let seen = loop {
        let seen = owed()["items"].as_u64().unwrap();
        if seen > 0 {
            break seen;
        }
        assert!(first.try_wait().unwrap().is_none(), "the import ended before anything was to be seen of it");
        assert!(begun.elapsed() < Duration::from_secs(300), "the import writes nothing");
    };
    first.kill().unwrap();
    first.wait().unwrap();

    let again = desk.json("import {}/invoices.csv --recipe {}/invoices.toml --company {}/killed");
    let known = again["rows_already_there"].as_u64().unwrap();
    assert_eq!(again["rows_read"], ROWS);
    assert!(seen <= known && known < ROWS, "{seen} rows were seen before the kill, {known} were there afterwards");
    assert_eq!((seen % BATCH, known % BATCH), (0, 0), "half a batch was seen");
    let total: u64 = (0..ROWS).map(|row| (row % 977 + 1) * 10 + 5).sum();
    assert_eq!((&owed()["items"], &owed()["total"]), (&ROWS.into(), &format!("{}.{}0", total / 10, total % 10).into()));
    assert_eq!(desk.json("audit verify --company {}/killed")["is_whole"], true);
}
