//! `guiju import`: what is proven comes in, what is not is asked, and every answer can be given with the same command.

use crate::desk::Desk;

const BANK: &str = "交易日期,摘要,对方户名,收入金额,支出金额,账户余额\n\
    2026-09-01,货款,宁波甲进出口有限公司,\"10,000.00\",,\"110,000.00\"\n\
    2026-09-02,运费,上海乙船务有限公司,,\"3,000.00\",\"107,000.00\"\n\
    2026-09-03,货款,宁波丙贸易有限公司,\"2,500.50\",,\"109,500.50\"\n";
const AMBIGUOUS: &str = "客户,日期,金额\n甲公司,2026-09-01,10000.00\n乙公司,2026-09-02,2500.00\n";

fn desk() -> Desk {
    let desk = Desk::new();
    assert_eq!(desk.run("init {}/mine").code, 0);
    desk.put("bank.csv", BANK);
    desk.put("list.csv", AMBIGUOUS);
    desk
}

#[test]
fn a_proven_statement_is_told_with_its_kind_its_proofs_and_its_money() {
    let desk = desk();
    insta::assert_snapshot!("bank_statement", desk.run("import {}/bank.csv --dry-run --company {}/mine").all());
    let json = desk.json("import {}/bank.csv --dry-run --company {}/mine");
    assert_eq!((&json["kind"], &json["is_complete"], &json["is_dry_run"]), (&"bank_statement".into(), &true.into(), &true.into()));
    assert_eq!(json["proofs"][0]["code"], "running_balance");
    assert_eq!((&json["proofs"][0]["checked"], &json["proofs"][0]["holds"]), (&2.into(), &true.into()));
    assert_eq!(json["money"]["lines"]["in"], serde_json::json!({ "rows": 2, "sum": { "CNY": "12500.50" } }));
    assert_eq!(json["money"]["lines"]["out"], serde_json::json!({ "rows": 1, "sum": { "CNY": "3000.00" } }));
    assert_eq!(json["questions"], serde_json::json!([]));
    assert!(json["rival"].is_object() || json["rival"].is_null());
}

#[test]
fn what_two_readings_explain_is_asked_and_nothing_is_written() {
    let desk = desk();
    insta::assert_snapshot!("asked", desk.run("import {}/list.csv --company {}/mine").all());
    let ran = desk.run("import {}/list.csv --company {}/mine --format json");
    assert_eq!(ran.code, 2);
    let json: serde_json::Value = serde_json::from_str(&ran.stdout).unwrap();
    assert_eq!(
        (&json["is_complete"], &json["import"], &json["questions"][0]["key"]),
        (&false.into(), &serde_json::Value::Null, &"kind".into())
    );
    let money = |value: &str| {
        let choices = json["questions"][0]["choices"].as_array().unwrap();
        choices.iter().find(|choice| choice["value"] == value).unwrap()["money"]["by_party"][0].clone()
    };
    assert_eq!((&money("invoices")["owes"], &money("receipts")["received"]), (&"10000.00".into(), &"10000.00".into()));
    let error: serde_json::Value = serde_json::from_str(&ran.stderr).unwrap();
    assert!(error["error"]["message"].as_str().unwrap().contains("--answer kind=receipts"));
    assert_eq!(desk.json("imports list --company {}/mine"), serde_json::json!([]));
}

#[test]
fn an_answer_brings_it_in_and_the_next_file_of_the_kind_is_not_asked() {
    let desk = desk();
    insta::assert_snapshot!("answered", desk.run("import {}/list.csv --answer kind=receipts --company {}/mine").all());
    desk.put("next.csv", &AMBIGUOUS.replace("2026-09", "2026-10"));
    let next = desk.json("import {}/next.csv --company {}/mine");
    assert_eq!((&next["kind"], &next["like"]["name"]), (&"receipts".into(), &"list.csv".into()));
    let owed = &next["owing"]["totals"][0];
    assert_eq!((&owed["before"], &owed["received"], &owed["after"]), (&"-12500.00".into(), &"12500.00".into(), &"-25000.00".into()));
    for import in ["1", "2"] {
        assert_eq!(desk.run(&format!("imports undo {import} --reason wrong --company {{}}/mine")).code, 0);
    }
    assert_eq!(desk.run("import {}/next.csv --company {}/mine").code, 2, "what was taken back teaches nothing");
}

#[test]
fn answers_come_from_a_file_too_as_toml_or_json() {
    let desk = desk();
    desk.put("answers.toml", "kind = \"invoices\"\n");
    desk.put("answers.json", "{\"kind\": \"receipts\"}");
    let kind = |line: &str| desk.json(&format!("import {{}}/list.csv --dry-run --company {{}}/mine {line}"))["kind"].clone();
    assert_eq!(kind("--answers {}/answers.toml"), "invoices");
    assert_eq!(kind("--answers {}/answers.json"), "receipts");
    assert_eq!(kind("--answers {}/answers.toml --answer kind=receipts"), "receipts");
}

#[test]
fn wrong_answers_say_what_would_be_right() {
    let desk = desk();
    desk.put("malformed.toml", "kind: receipts\n");
    desk.put("numbers.json", "{\"kind\": 3}");
    insta::assert_snapshot!("answer_unknown_value", desk.run("import {}/list.csv --answer kind=sermons --company {}/mine").all());
    insta::assert_snapshot!("answer_unknown_key", desk.run("import {}/bank.csv --dry-run --answer kidn=receipts --company {}/mine").stderr);
    insta::assert_snapshot!("answer_without_value", desk.run("import {}/list.csv --answer receipts --company {}/mine").all());
    insta::assert_snapshot!("answers_missing", desk.run("import {}/list.csv --answers {}/nowhere.toml --company {}/mine").all());
    insta::assert_snapshot!("answers_malformed", desk.run("import {}/list.csv --answers {}/malformed.toml --company {}/mine").all());
    insta::assert_snapshot!("answers_no_texts", desk.run("import {}/list.csv --answers {}/numbers.json --company {}/mine").all());
    insta::assert_snapshot!(
        "answers_beside_a_recipe",
        desk.run("import {}/list.csv --recipe {}/r.toml --answers {}/malformed.toml --company {}/mine").all()
    );
}

#[test]
fn a_reader_that_stops_reading_is_no_error() {
    use std::process::{Command, Stdio};
    let desk = desk();
    let line = desk.line("import {}/bank.csv --dry-run --company {}/mine --format json");
    let mut child = Command::new(env!("CARGO_BIN_EXE_guiju")).args(line).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn before_and_after_are_what_the_ledger_has_also_where_a_later_list_replaces_an_earlier_one() {
    let desk = desk();
    let list = |rows: &str| format!("客户名称,发票号,开票日期,到期日,币别,未收金额\n{rows}");
    desk.put("open-20260805.csv", &list("甲公司,I-1,2026-08-01,2026-09-01,CNY,1000.00\n甲公司,I-2,2026-08-02,2026-09-02,CNY,300.00\n乙公司,I-3,2026-08-03,2026-09-03,CNY,50.00\n"));
    desk.put("open-20260831.csv", &list("甲公司,I-1,2026-08-01,2026-09-01,CNY,600.00\n乙公司,I-3,2026-08-03,2026-09-03,CNY,50.00\n乙公司,I-4,2026-08-20,2026-09-20,CNY,70.00\n"));
    let owed = |json: &serde_json::Value| {
        let total = &json["owing"]["totals"][0];
        ["before", "charged", "received", "credited", "after"].map(|key| total[key].as_str().unwrap().to_owned())
    };
    let first = desk.json("import {}/open-20260805.csv --company {}/mine");
    assert_eq!(owed(&first), ["0.00", "1350.00", "0.00", "0.00", "1350.00"]);
    let tried = desk.json("import {}/open-20260831.csv --dry-run --company {}/mine");
    let done = desk.json("import {}/open-20260831.csv --company {}/mine");
    // I-1 fell by 400 and I-2 is gone; I-4 is new: what is owed is the sum of the list.
    assert_eq!(owed(&tried), ["1350.00", "70.00", "0.00", "700.00", "720.00"]);
    assert_eq!(owed(&done), owed(&tried));
    assert_eq!(desk.json("age --as-of 2026-12-31 --company {}/mine")["total"], "720.00");
    let again = desk.json("import {}/open-20260831.csv --company {}/mine");
    assert_eq!(again["owing"]["totals"], serde_json::json!([]));
}

#[test]
fn credit_notes_are_their_charges_customers() {
    let desk = desk();
    desk.put("invoices.csv", "客户名称,发票号,开票日期,到期日,应收金额\n甲公司,I-1,2026-08-01,2026-09-01,1000.00\n");
    desk.put("credits.csv", "客户名称,发票号,贷项日期,冲减金额\n甲公司,I-1,2026-08-20,200.00\n");
    desk.put("credits.toml", "name = \"credits\"\n[[column]]\nfrom = \"客户名称\"\nto = \"customer.name\"\n[[column]]\nfrom = \"发票号\"\nto = \"credit_note.charge\"\n[[column]]\nfrom = \"贷项日期\"\nto = \"credit_note.date\"\n[[column]]\nfrom = \"冲减金额\"\nto = \"credit_note.amount\"\n");
    assert_eq!(desk.run("import {}/invoices.csv --company {}/mine").code, 0);
    let json = desk.json("import {}/credits.csv --recipe {}/credits.toml --company {}/mine");
    let customer = &json["owing"]["customers"][0];
    assert_eq!((&customer["before"], &customer["credited"], &customer["after"]), (&"1000.00".into(), &"200.00".into(), &"800.00".into()));
}
