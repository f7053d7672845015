//! What is guessed of a file, and what is asked.

use guiju_runtime::import::{DateOrder, Proposal};

use super::desk::Desk;

#[track_caller]
fn check(proposal: &Proposal, expected: &[(&str, &str)]) {
    let shown: Vec<(&str, &str)> =
        proposal.columns.iter().map(|column| (column.header.as_str(), column.to.as_deref().unwrap_or("—"))).collect();
    assert_eq!(shown, expected, "{:?}", proposal.questions);
}

#[test]
fn a_chinese_list_of_invoices_is_understood_and_comes_in_as_guessed() {
    let desk = Desk::new();
    let text = "应收账款明细\n\n客户编号,客户名称,发票号码,开票日期,到期日,币别,应收金额,已收金额,收款日期,备注\nK001,远航,0012,2026-03-05,2026-04-04,RMB,\"1,200.50\",200.5,2026-03-20,急\nK002,环球,0013,2026-03-06,2026-04-05,RMB,300,,,\n合计,,,,,,1500.50,200.5,,\n";
    let proposal = desk.guess(text).unwrap();
    check(
        &proposal,
        &[
            ("客户编号", "customer.code"),
            ("客户名称", "customer.name"),
            ("发票号码", "invoice.number"),
            ("开票日期", "charge.date"),
            ("到期日", "charge.due"),
            ("币别", "charge.currency"),
            ("应收金额", "charge.amount"),
            ("已收金额", "receipt.amount"),
            ("收款日期", "receipt.date"),
            ("备注", "charge.note"),
        ],
    );
    assert!(proposal.is_complete, "{:?}", proposal.questions);
    assert_eq!((proposal.header_row, proposal.rows.len()), (3, 2));
    let report = desk.report(text, &proposal.recipe.to_toml().unwrap());
    assert_eq!((report.rows_accepted, report.rows_rejected), (2, 0), "{:?}", report.first_rejected);
    assert!(report.proofs.iter().all(|proof| proof.holds), "{:?}", report.proofs);
    assert_eq!(report.coverage.len(), 3);
    // The name of a guessed recipe is that of its columns, so that next month's file knows this month's rows.
    assert_eq!(desk.guess(text).unwrap().recipe.name, proposal.recipe.name);
}

#[test]
fn a_header_is_believed_where_some_cells_are_wrong_and_those_rows_come_back() {
    let desk = Desk::new();
    let text = "客户名称,发票号,开票日期,到期日,应收金额\n甲公司,F1,2026-09-01,2026-10-01,\"1,200.50\"\n乙公司,F2,2026-09-01,2026-02-30,80\n丙公司,F3,2026-09-01,2026-10-01,abc\n";
    let proposal = desk.guess(text).unwrap();
    check(
        &proposal,
        &[
            ("客户名称", "customer.name"),
            ("发票号", "invoice.number"),
            ("开票日期", "charge.date"),
            ("到期日", "charge.due"),
            ("应收金额", "charge.amount"),
        ],
    );
    let report = desk.report(text, &proposal.recipe.to_toml().unwrap());
    assert_eq!((report.rows_accepted, report.rows_rejected), (1, 2), "{:?}", report.first_rejected);
}

#[test]
fn a_bank_statement_is_a_list_of_receipts() {
    let desk = Desk::new();
    let proposal = desk.guess("交易日期,付款单位,到账金额,流水号,附言\n2026-03-05,远航,100.00,BK001,货款\n").unwrap();
    check(
        &proposal,
        &[
            ("交易日期", "receipt.date"),
            ("付款单位", "customer.name"),
            ("到账金额", "receipt.amount"),
            ("流水号", "receipt.number"),
            ("附言", "receipt.note"),
        ],
    );
}

#[test]
fn customers_and_orders_are_records() {
    let desk = Desk::new();
    let proposal = desk.guess("客户编号,客户名称,结算方式,业务员,电话\nK001,远航,月结,张三,021-5555\n").unwrap();
    check(
        &proposal,
        &[
            ("客户编号", "customer.code"),
            ("客户名称", "customer.name"),
            ("结算方式", "customer.terms"),
            ("业务员", "customer.salesperson"),
            ("电话", "customer.phone"),
        ],
    );
    let proposal = desk.guess("业务单号,客户名称,业务日期,业务类型\nJ1,远航,2026-03-05,海运\n").unwrap();
    check(
        &proposal,
        &[("业务单号", "order.number"), ("客户名称", "customer.name"), ("业务日期", "order.ordered"), ("业务类型", "order.kind")],
    );
}

#[test]
fn the_order_of_dates_is_decided_per_column_and_asked_where_it_cannot_be() {
    let desk = Desk::new();
    let text = "customer,invoice no,invoice date,due date,amount\nA,1,25/3/2026,5/4/2026,5\nA,2,2/3/2026,6/4/2026,6\n";
    let proposal = desk.guess(text).unwrap();
    let order = |header: &str| proposal.recipe.columns.iter().find(|rule| rule.from == header).and_then(|rule| rule.date_order);
    assert_eq!(order("invoice date"), Some(DateOrder::Dmy));
    assert_eq!(order("due date"), Some(DateOrder::Dmy), "proposed, since the other column says so");
    let asked: Vec<_> = proposal.questions.iter().map(|question| (question.code.as_str(), question.column.as_deref())).collect();
    assert_eq!(asked, [("date_order", Some("due date"))]);
    let asked = desk.guess("customer,invoice no,invoice date,amount\nA,1,5/3/2026,5\n").unwrap();
    assert_eq!(asked.questions[0].choices.iter().map(|choice| choice.value.as_str()).collect::<Vec<_>>(), ["mdy", "dmy"]);
    assert!(!asked.is_complete);
}

#[test]
fn amounts_in_ten_thousands_and_european_numbers_are_seen() {
    let desk = Desk::new();
    let proposal = desk.guess("客户名称,发票号,开票日期,应收金额（万元）\n远航,1,2026-03-05,1.25\n").unwrap();
    assert_eq!(proposal.recipe.columns[3].unit, Some(10_000));
    let proposal = desk.guess("customer;invoice no;invoice date;amount\nA;1;2026-03-05;1.234,56\nA;2;2026-03-05;7,5\n").unwrap();
    assert_eq!(proposal.recipe.columns[3].decimal, Some(','));
}

#[test]
fn what_only_a_person_can_say_is_asked() {
    let desk = Desk::new();
    let asked = |text: &str| {
        let proposal = desk.guess(text).unwrap();
        proposal.questions.iter().map(|question| (question.code.clone(), question.column.clone())).collect::<Vec<_>>()
    };
    assert_eq!(
        asked("客户名称,发票号,到期日,应收金额\n远航,1,2026-03-05,100\n"),
        [("missing_target".to_owned(), Some("charge.date".to_owned()))]
    );
    // Something was paid, and nobody says when: that holds up nothing.
    assert_eq!(asked("客户名称,发票号,开票日期,应收金额,已收金额\n远航,1,2026-03-05,100,40\n"), []);
    // Money that was paid or money that is owed: both readings are offered, with what they lead to.
    let proposal = desk.guess("日期,单位,金额\n2026-03-05,远航,100\n").unwrap();
    let kind = proposal.questions.iter().find(|question| question.code == "kind").unwrap();
    let values: Vec<&str> = kind.choices.iter().map(|choice| choice.value.as_str()).collect();
    assert!(values.contains(&"invoices") && values.contains(&"receipts"), "{values:?}");
    assert!(kind.choices.iter().all(|choice| choice.money.is_some()));
}
