//! Exchange rates on the command line.

use crate::desk::Desk;

#[test]
fn a_rate_is_set_listed_and_used_by_the_next_file() {
    let desk = Desk::new();
    assert_eq!(desk.run("init {}/mine").code, 0);
    let none = desk.run("rates --company {}/mine");
    assert!(none.stderr.contains("there are no rates to CNY yet"), "{}", none.stderr);
    let set = desk.json("rates set USD 7.1234 --from 2026-01-01 --company {}/mine");
    assert_eq!(set["rates"][0]["rate"], "7.1234");
    let wrong = desk.run("rates set USD seven --from 2026-01-01 --company {}/mine");
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("write it as 7.1234"), "{}", wrong.stderr);
    desk.put("invoices.csv", "customer,invoice no,invoice date,due date,currency,amount\nAcme Ltd,I-1,2026-03-05,2026-04-04,USD,100.00\n");
    let brought = desk.json("import {}/invoices.csv --company {}/mine");
    assert_eq!(brought["rows_accepted"], 1, "{brought}");
    let owed = desk.json("age --as-of 2026-03-31 --company {}/mine");
    assert!(owed.to_string().contains("712.34"), "{owed}");
}
