//! What one row may look like, and what comes of it.

use guiju_runtime::import::{ImportError, ImportReport};
use guiju_store::Rate;
use guiju_types::{Actor, AllocationMethod, EntryKind, Scope, Value};

use super::desk::{Desk, INVOICES, amount, date};

const HEADER: &str = "客户名称,发票号,开票日期,到期日,应收金额\n";

#[track_caller]
fn rejected(report: &ImportReport, code: &str, column: Option<&str>) {
    let first = report.first_rejected.first().expect("a row was rejected");
    assert_eq!((first.code.as_str(), first.column.as_deref()), (code, column), "{first:?}");
    assert!(!first.text.zh.is_empty() && !first.text.en.is_empty());
    assert_eq!(report.rows_read, report.rows_accepted + report.rows_rejected + report.rows_already_there);
}

#[test]
fn a_row_gives_a_customer_a_charge_and_its_invoice() {
    let desk = Desk::new();
    let report = desk.report(&format!("{HEADER}远航货运有限公司,0012,2026年3月5日,2026-04-04,\"１，２００.５０\"\n"), INVOICES);
    assert_eq!((report.rows_accepted, desk.count("customer")), (1, 1));
    let charges = desk.entries(EntryKind::Charge);
    assert_eq!((charges[0].number.as_deref(), charges[0].amount), (Some("0012"), amount("1200.50")));
    assert_eq!((charges[0].business_date, charges[0].due_date), (date("2026-03-05"), Some(date("2026-04-04"))));
    let invoices = desk.entries(EntryKind::Invoice);
    assert_eq!((invoices[0].charge, invoices[0].number.as_deref()), (Some(charges[0].id), Some("0012")));
}

#[test]
fn rows_that_are_wrong_come_back_and_the_others_come_in() {
    let desk = Desk::new();
    let text = format!(
        "{HEADER}远航,1,2026-02-30,,5\n远航,2,2026-03-01,,123456789012345678901234567890\n远航,3,2026-03-01,,若干\n远航,4,2026-03-01,,\n,5,2026-03-01,,5\n远航,6,,,5\n好客户,7,2026-03-01,2026-03-31,(5)\n"
    );
    let path = desk.put("file.csv", text);
    let mut outcome = desk.import(&path, INVOICES).unwrap();
    let report = &outcome.report;
    assert_eq!((report.rows_read, report.rows_accepted, report.rows_rejected), (7, 1, 6));
    let expected = ["amount_missing", "amount_too_large", "customer_missing", "date_missing", "impossible_date", "not_an_amount"];
    assert_eq!(report.rejected_by_reason.keys().map(String::as_str).collect::<Vec<_>>(), expected);
    rejected(report, "impossible_date", Some("开票日期"));
    assert_eq!(report.first_rejected[0].row, 2);
    // A customer that only refused rows name is not made.
    assert_eq!(desk.count("customer"), 1);
    assert_eq!(desk.entries(EntryKind::Charge)[0].amount, amount("-5"));
    assert_eq!(report.warnings.get("negative_amount"), Some(&1));

    // The refused rows in a workbook, with the reason; mended there, they come in by the same recipe.
    let book = desk.folder.path().join("refused.xlsx");
    outcome.refused.write(&book, guiju_documents::TableFormat::Xlsx, guiju_types::Locale::Zh).unwrap();
    let again = desk.dry(&book, INVOICES);
    assert_eq!((again.report.rows_read, again.report.rows_rejected), (6, 6));
    let table = desk.table(&book).unwrap();
    let mut reasons = Vec::new();
    table
        .each_row(0, &mut |row| {
            reasons.push(row.cell(5).text().into_owned());
            Ok::<_, guiju_documents::DocumentError>(std::ops::ControlFlow::Continue(()))
        })
        .unwrap();
    assert_eq!(reasons[..2], ["退回原因".to_owned(), "开票日期: 没有“2026-02-30”这一天".to_owned()]);
}

#[test]
fn dates_whose_order_is_not_said_come_back() {
    let desk = Desk::new();
    let report = desk.report(&format!("{HEADER}远航,1,5/3/2026,,5\n远航,2,25/3/2026,,5\n"), INVOICES);
    rejected(&report, "date_order_unknown", Some("开票日期"));
    assert_eq!(desk.entries(EntryKind::Charge)[0].business_date, date("2026-03-25"));
}

#[test]
fn the_due_date_comes_from_the_terms_where_the_file_has_none() {
    let desk = Desk::new();
    let customers = "name = \"customers\"\n[[column]]\nfrom = \"客户编号\"\nto = \"customer.code\"\n[[column]]\nfrom = \"客户名称\"\nto = \"customer.name\"\n[[column]]\nfrom = \"结算方式\"\nto = \"customer.terms\"\n";
    let report = desk.report("客户编号,客户名称,结算方式\nA,远航,票结\nB,环球,月结\nC,东方,月结60天\nD,南方,45天\nE,北方,\n", customers);
    assert_eq!(report.rows_accepted, 5, "{:?}", report.first_rejected);
    let text =
        format!("{HEADER}远航,1,2026-03-05,,1\n环球,2,2026-03-05,,1\n东方,3,2026-03-05,,1\n南方,4,2026-03-05,,1\n北方,5,2026-03-05,,1\n");
    let report = desk.report(&text, INVOICES);
    assert_eq!(report.warnings.get("due_from_terms"), Some(&5));
    let due: Vec<String> = desk.entries(EntryKind::Charge).iter().map(|charge| charge.due_date.unwrap().to_string()).collect();
    assert_eq!(due, ["2026-03-05", "2026-04-30", "2026-05-30", "2026-04-19", "2026-04-04"]);
}

#[test]
fn a_short_name_finds_the_customer_that_has_it() {
    let desk = Desk::new();
    let customers = "name = \"customers\"\n[[column]]\nfrom = \"编号\"\nto = \"customer.code\"\n[[column]]\nfrom = \"名称\"\nto = \"customer.name\"\n[[column]]\nfrom = \"简称\"\nto = \"customer.short_name\"\n[[column]]\nfrom = \"别名\"\nto = \"customer.aliases\"\n";
    desk.report("编号,名称,简称,别名\nA,远航国际货运（上海）有限公司,远航,YH;Far Sail\nB,远航物流有限公司,,\n", customers);
    let report = desk.report(
        &format!("{HEADER}远航,1,2026-03-05,,1\nFAR SAIL,2,2026-03-05,,1\n远航国际货运(上海)有限责任公司,3,2026-03-05,,1\n远航物流,4,2026-03-05,,1\n"),
        INVOICES,
    );
    // Without its kind of company a name is another one's until somebody says otherwise.
    assert_eq!((report.rows_accepted, desk.count("customer")), (4, 3));
    assert_eq!(report.warnings.get("matched_by_alias"), Some(&2));
    assert_eq!(desk.field("customer", "A", "name"), "远航国际货运（上海）有限公司");
}

#[test]
fn ids_are_the_same_whatever_program_wrote_them() {
    let desk = Desk::new();
    let recipe = INVOICES.replace("from = \"客户名称\"\nto = \"customer.name\"", "from = \"客户名称\"\nto = \"customer.code\"");
    let report = desk.report(&format!("{HEADER}000379,1,2026-03-05,,1\n17850.0,2,2026-03-05,,1\n"), &recipe);
    assert_eq!(report.rows_accepted, 2);
    let report = desk.report(&format!("{HEADER}379,3,2026-03-05,,1\n17850,4,2026-03-05,,1\n"), &recipe);
    assert_eq!((report.rows_accepted, desk.count("customer")), (2, 2));
    assert_eq!(report.warnings.get("leading_zeros_lost"), Some(&1));
    let report = desk
        .report(&format!("{HEADER}88,5,2026-03-05,,1\n"), &recipe.replace("to = \"customer.code\"", "to = \"customer.code\"\nwidth = 6"));
    assert_eq!((report.rows_accepted, desk.field("customer", "000088", "code").as_str()), (1, "000088"));
}

#[test]
fn currencies_side_by_side_are_charges_of_their_own() {
    let desk = Desk::new();
    let usd = "USD".parse().unwrap();
    let rates = [Rate { currency: usd, date: date("2026-01-01"), base_per_unit: 710_000_000 }];
    desk.database.store.write(&Actor::program("test"), |write| write.put_rates(&rates)).unwrap();
    let text = "客户名称,发票号,开票日期,到期日,应收金额,,已收金额,,收款日期\n,,,,USD,RMB,USD,RMB,\n远航,1,2026-03-05,2026-04-04,100,,40,,2026-03-20\n远航,2,2026-03-05,2026-04-04,,50,,50,2026-03-21\n远航,3,2025-12-31,2026-04-04,7,,,,\n";
    let proposal = desk.guess(text).unwrap();
    let report = {
        let path = desk.put("file.csv", text);
        let recipe = proposal.recipe.to_toml().unwrap();
        desk.import(&path, &recipe).unwrap().report
    };
    rejected(&report, "rate_missing", None);
    assert!(report.first_rejected[0].text.en.contains("no rate of USD to CNY on or before 2025-12-31"));
    let charges = desk.entries(EntryKind::Charge);
    let shown: Vec<String> = charges.iter().map(|entry| format!("{} {} {}", entry.currency, entry.amount, entry.base_amount)).collect();
    assert_eq!(shown, ["USD 100.00 710.00", "CNY 50.00 50.00"]);
    let allocations = desk.entries(EntryKind::Allocation);
    let shown: Vec<String> = allocations.iter().map(|entry| format!("{} {} {}", entry.currency, entry.amount, entry.base_amount)).collect();
    assert_eq!(shown, ["USD 40.00 284.00", "CNY 50.00 50.00"]);
    assert!(allocations.iter().all(|entry| entry.method == Some(AllocationMethod::File)));
}

#[test]
fn what_is_paid_too_much_stays_unallocated() {
    let desk = Desk::new();
    let recipe = format!(
        "{INVOICES}[[column]]\nfrom = \"已收金额\"\nto = \"receipt.amount\"\n[[column]]\nfrom = \"收款日期\"\nto = \"receipt.date\"\n"
    );
    let text =
        "客户名称,发票号,开票日期,到期日,应收金额,已收金额,收款日期\n远航,1,2026-03-05,,100,130,2026-03-20\n远航,2,2026-03-05,,100,30,\n";
    let report = desk.report(text, &recipe);
    assert_eq!(report.warnings.get("overpaid"), Some(&1));
    rejected(&report, "receipt_date_missing", None);
    assert_eq!((desk.entries(EntryKind::Receipt)[0].amount, desk.entries(EntryKind::Allocation)[0].amount), (amount("130"), amount("100")));
}

#[test]
fn a_number_on_other_rows_is_told_and_a_row_that_repeats_another_counts_once() {
    let desk = Desk::new();
    let row = "远航,1,2026-03-05,2026-04-04,5\n";
    let report = desk.report(&format!("{HEADER}{row}{row}远航,1,2026-03-05,2026-04-04,7\n"), INVOICES);
    assert_eq!((report.rows_accepted, desk.entries(EntryKind::Charge).len()), (2, 2));
    assert_eq!((report.warnings.get("duplicate_number"), report.warnings.get("repeated_item")), (Some(&1), Some(&1)));
}

#[test]
fn next_months_list_of_open_items_adds_only_what_is_new() {
    let desk = Desk::new();
    let recipe = format!(
        "{INVOICES}[[column]]\nfrom = \"已收金额\"\nto = \"receipt.amount\"\n[[column]]\nfrom = \"收款日期\"\nto = \"receipt.date\"\n"
    );
    let header = "客户名称,发票号,开票日期,到期日,应收金额,已收金额,收款日期\n";
    desk.report(&format!("{header}远航,1,2026-03-05,,100,40,2026-03-20\n"), &recipe);
    let report =
        desk.report(&format!("{header}远航,1,2026-03-05,,100,70,2026-04-20\n远航,2,2026-04-05,,50,,\n远航,1,2026-03-05,,99,,\n"), &recipe);
    assert_eq!((report.warnings.get("charge_known"), report.warnings.get("number_known")), (Some(&1), Some(&1)));
    let paid: Vec<String> =
        desk.entries(EntryKind::Allocation).iter().map(|entry| format!("{} {}", entry.business_date, entry.amount)).collect();
    assert_eq!(paid, ["2026-03-20 40.00", "2026-04-20 30.00"]);
    assert_eq!(desk.entries(EntryKind::Charge).len(), 3);
}

#[test]
fn a_receipt_pays_the_invoices_that_it_names() {
    let desk = Desk::new();
    desk.report(&format!("{HEADER}远航,A1,2026-03-05,,100\n远航,A2,2026-03-06,,50\n"), INVOICES);
    let receipts = "name = \"receipts\"\n[[column]]\nfrom = \"客户\"\nto = \"customer.name\"\n[[column]]\nfrom = \"日期\"\nto = \"receipt.date\"\n[[column]]\nfrom = \"金额\"\nto = \"receipt.amount\"\n[[column]]\nfrom = \"发票\"\nto = \"receipt.charge\"\n";
    let report = desk.report("客户,日期,金额,发票\n远航,2026-04-01,120,\"A1,A2\"\n远航,2026-04-02,9,A9\n", receipts);
    assert_eq!((report.rows_accepted, report.warnings.get("charge_not_found")), (2, Some(&1)));
    let allocations: Vec<String> = desk.entries(EntryKind::Allocation).iter().map(|entry| entry.amount.to_string()).collect();
    assert_eq!(allocations, ["100.00", "20.00"]);
}

#[test]
fn orders_with_costs_and_branches_come_in_one_row() {
    let desk = Desk::new();
    let recipe = r#"
name = "jobs"
[[column]]
from = "客户名称"
to = "customer.name"
[[column]]
from = "分公司"
to = "customer.branch"
[[column]]
from = "业务员"
to = "customer.salesperson"
[[column]]
from = "业务单号"
to = "order.number"
[[column]]
from = "业务日期"
to = "order.ordered"
[[column]]
from = "业务日期"
to = "charge.date"
[[column]]
from = "应收金额"
to = "charge.amount"
[[column]]
from = "应付金额"
to = "cost.amount"
[[column]]
from = "供应商"
to = "cost.vendor"
"#;
    let text = "客户名称,分公司,业务员,业务单号,业务日期,应收金额,应付金额,供应商\n远航,上海,张三,J1,2026-03-05,100,60,中远海运\n远航,上海,张三,J2,2026-03-06,80,50,中远海运\n";
    let report = desk.report(text, recipe);
    assert_eq!(report.rows_accepted, 2, "{:?}", report.first_rejected);
    let made: Vec<(&str, u64)> = report.created.iter().map(|(kind, count)| (kind.as_str(), *count)).collect();
    assert_eq!(made, [("charge", 2), ("cost", 2), ("customer", 1), ("order", 2), ("org_unit", 1), ("person", 1), ("vendor", 1)]);
    let costs = desk.entries(EntryKind::Cost);
    assert!(costs.iter().all(|cost| cost.order.is_some() && cost.vendor.is_some() && cost.customer.is_some()));
    let charges = desk.entries(EntryKind::Charge);
    assert_eq!(charges[0].order, costs[0].order);
}

/// The branch and the salesperson that a later file gives a known customer are its own from then on.
#[test]
fn a_known_customer_gets_the_branch_and_salesperson_of_a_later_file() {
    let desk = Desk::new();
    let recipe = r#"
name = "with_branch"
[[column]]
from = "客户名称"
to = "customer.name"
[[column]]
from = "分公司"
to = "customer.branch"
[[column]]
from = "业务员"
to = "customer.salesperson"
[[column]]
from = "日期"
to = "charge.date"
[[column]]
from = "应收金额"
to = "charge.amount"
"#;
    let of = |field: &str| {
        let customer = desk.database.store.record_by_key(&Scope::Company, "customer", "远航").unwrap().unwrap();
        let Value::Reference(id) = customer.fields.get(field) else { return String::new() };
        let kind = if field == "branch" { "org_unit" } else { "person" };
        let record = desk.database.store.record(&Scope::Company, kind, *id).unwrap().unwrap();
        record.fields.text("name").unwrap_or_default().to_owned()
    };
    let header = "客户名称,分公司,业务员,日期,应收金额\n";
    let import = |rows: &str| desk.report(&format!("{header}{rows}"), recipe);
    import("远航,上海,张三,2026-03-05,100\n");
    assert_eq!((of("branch"), of("salesperson")), ("上海".to_owned(), "张三".to_owned()));
    let path = desk.put("dry.csv", format!("{header}远航,北京,李四,2026-03-06,90\n"));
    assert_eq!(desk.dry(&path, recipe).report.changed.get("customer"), Some(&1));
    let moved = import("远航,北京,李四,2026-03-06,90\n远航,北京,李四,2026-03-07,80\n");
    assert_eq!((moved.changed.get("customer"), moved.warnings.get("reference_changed")), (Some(&1), Some(&1)));
    assert_eq!((of("branch"), of("salesperson")), ("北京".to_owned(), "李四".to_owned()));
    // Said once more it is no change, and a cell that is empty says nothing.
    let same = import("远航,北京,,2026-03-08,70\n远航,,李四,2026-03-09,60\n");
    assert_eq!((same.rows_accepted, same.changed.get("customer")), (2, None));
    assert_eq!((of("branch"), of("salesperson")), ("北京".to_owned(), "李四".to_owned()));
    let undone = desk.database.store.write(&Actor::program("test"), |write| write.undo_import(moved.import.unwrap(), "wrong file"));
    assert!(undone.is_ok());
    assert_eq!((of("branch"), of("salesperson")), ("上海".to_owned(), "张三".to_owned()));
}

#[test]
fn a_text_that_begins_like_a_formula_stays_text() {
    let desk = Desk::new();
    let report = desk.report(&format!("{HEADER}=cmd|' /C calc'!A0,1,2026-03-05,,1\n"), INVOICES);
    assert_eq!(report.warnings.get("formula_text"), Some(&1));
    assert_eq!(desk.field("customer", "=cmd|' /C calc'!A0", "name"), "=cmd|' /C calc'!A0");
}

#[test]
fn totals_are_checked_against_the_rows() {
    let desk = Desk::new();
    let text = format!(
        "应收账款明细表\n制表日期：2026-04-01\n\n{HEADER}远航,1,2026-03-05,,\"1,000.10\"\n小计,,,,1000.10\n{HEADER}环球,2,2026-03-06,,0.2\n合  计,,,,1000.30\n制表人：张三,,,审核：李四,\n"
    );
    let report = desk.report(&text, INVOICES);
    assert_eq!((report.rows_read, report.rows_accepted, report.rows_rejected), (2, 2, 0), "{:?}", report.first_rejected);
    assert_eq!(report.header_row, 4);
    let proof = |report: &ImportReport| {
        let proof = report.proofs.iter().find(|proof| proof.code == "totals").expect("the totals were checked");
        (proof.checked, proof.failed)
    };
    assert_eq!(proof(&report), (2, 0), "{:?}", report.proofs);
    let wrong = desk.report(&format!("{HEADER}远航,9,2026-03-05,,5\n合计,,,,6\n"), INVOICES);
    assert_eq!(proof(&wrong), (1, 1), "{:?}", wrong.proofs);
}

#[test]
fn a_table_already_in_buckets_is_refused_with_the_reason() {
    let desk = Desk::new();
    let text = "客户名称,应收金额,未到期,1-30天,31-60天,61-90天,90天以上\n远航,100,10,20,30,40,0\n";
    let error = desk.guess(text).unwrap_err();
    assert!(matches!(&error, ImportError::AlreadyBucketed { columns, .. } if columns.len() == 5));
    assert!(error.to_string().contains("export the open items instead"), "{error}");
    let recipe = "name = \"x\"\n[[column]]\nfrom = \"客户名称\"\nto = \"customer.name\"\n";
    let path = desk.put("file.csv", text);
    assert!(matches!(desk.import(&path, recipe), Err(ImportError::AlreadyBucketed { .. })));
    assert!(desk.database.store.imports().unwrap().is_empty());
}

#[test]
fn when_facts_were_known_is_as_the_recipe_says() {
    let desk = Desk::new();
    let text = format!("{HEADER}远航,1,2020-03-05,,1\n");
    desk.report(&text, &INVOICES.replace("name = \"invoices\"", "name = \"asserted\"\nknown_at = \"business_date\""));
    desk.report(&text.replace(",1,", ",2,"), INVOICES);
    let charges = desk.entries(EntryKind::Charge);
    assert_eq!((charges[0].is_asserted, charges[0].known_at.to_string().as_str()), (true, "2020-03-05T12:00:00Z"));
    assert!(!charges[1].is_asserted);
}

#[test]
fn the_rules_of_the_rulebook_hold_for_imports() {
    let desk = Desk::new();
    let recipe = "name = \"customers\"\n[[column]]\nfrom = \"编号\"\nto = \"customer.code\"\n[[column]]\nfrom = \"天数\"\nto = \"customer.credit_days\"\n";
    let report = desk.report("编号,天数\nA,400\nB,30\n", recipe);
    rejected(&report, "invalid_field", Some("天数"));
    assert_eq!(desk.count("customer"), 1);
}
