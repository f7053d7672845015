//! Files whose headers nobody listed, and what their figures say of them: what is taken, what is asked, and what is never taken for
//! something else.

use guiju_runtime::import::{Answers, Ask, Money, Proposal, Question};

use super::desk::Desk;

fn guess(text: &str) -> Proposal {
    Desk::new().guess(text).unwrap()
}

fn keys(proposal: &Proposal) -> Vec<&str> {
    proposal.questions.iter().map(|question| question.key.as_str()).collect()
}

fn question<'p>(proposal: &'p Proposal, key: &str) -> &'p Question {
    proposal.questions.iter().find(|question| question.key == key).unwrap_or_else(|| panic!("no question `{key}` in {:?}", keys(proposal)))
}

/// What a party owes: its name, then `charged`, `received` and `owes`.
fn owes(money: &Money) -> Vec<(String, String)> {
    money.by_party.iter().map(|party| (party.party.clone(), party.owes.to_string())).collect()
}

/// Whether some choice of the question of kinds comes to this.
fn offers(proposal: &Proposal, expected: &[(&str, &str)]) -> bool {
    let wanted: Vec<(String, String)> = expected.iter().map(|(party, owes)| ((*party).to_owned(), (*owes).to_owned())).collect();
    let mut choices = question(proposal, "kind").choices.iter().filter_map(|choice| choice.money.as_ref());
    choices.any(|money| {
        let mut found = owes(money);
        found.sort();
        found == wanted
    })
}

fn is_taken(proposal: &Proposal, column: &str, target: &str) -> bool {
    proposal.columns.iter().any(|proposed| proposed.header == column && proposed.to.as_deref() == Some(target))
}

#[test]
fn words_of_a_direction_that_nobody_listed_are_told_by_the_balance() {
    let proposal = guess(
        "交易日期,对方户名,走向,交易金额,余额\n2026-01-05,甲公司,AAA,500.00,1500.00\n2026-01-06,乙公司,BBB,200.00,1300.00\n2026-01-07,甲公司,AAA,100.00,1400.00\n2026-01-08,乙公司,BBB,50.00,1350.00\n",
    );
    assert_eq!(keys(&proposal), Vec::<&str>::new());
    assert_eq!(owes(&proposal.money), [("甲公司".to_owned(), "-600.00".to_owned())]);
    assert!(is_taken(&proposal, "走向", "flow.direction"));
}

#[test]
fn equal_amounts_from_new_to_old_say_nothing_of_the_direction() {
    let proposal = guess(
        "交易日期,对方户名,业务,交易金额,余额\n2026-03-05,甲公司,房租,500.00,2500.00\n2026-02-05,甲公司,房租,500.00,2000.00\n2026-01-05,甲公司,房租,500.00,1500.00\n",
    );
    assert_eq!(keys(&proposal), ["kind"], "both directions run on");
}

#[test]
fn a_companys_own_book_of_its_bank_has_the_debit_side_for_what_came_in() {
    let proposal = guess(
        "银行存款日记账\n日期,对方户名,借方金额,贷方金额,余额\n2026-01-05,甲公司,500.00,,1500.00\n2026-01-06,乙公司,,200.00,1300.00\n2026-01-07,甲公司,100.00,,1400.00\n",
    );
    assert_eq!(keys(&proposal), Vec::<&str>::new());
    assert_eq!(owes(&proposal.money), [("甲公司".to_owned(), "-600.00".to_owned())]);
}

#[test]
fn a_customers_statement_is_no_banks_whatever_its_title() {
    let proposal = guess(
        "甲公司往来对账单\n客户：甲公司\n日期,凭证号,摘要,借方,贷方,余额\n2026-01-05,记-1,销售,1000.00,,1000.00\n2026-01-08,记-2,销售,500.00,,1500.00\n2026-01-20,记-3,收款,,700.00,800.00\n",
    );
    let is_ledger = proposal.questions.is_empty() && owes(&proposal.money) == [("甲公司".to_owned(), "800.00".to_owned())];
    assert!(is_ledger || offers(&proposal, &[("甲公司", "800.00")]), "{:?} {:?}", keys(&proposal), owes(&proposal.money));
}

#[test]
fn net_and_tax_are_added_up_where_nobody_says_the_gross_amount() {
    let proposal = guess(
        "客户名称,发票号码,开票日期,不含税金额,税额\n甲公司,00000001,2026-01-05,100.00,13.00\n乙公司,00000002,2026-01-06,200.00,26.00\n",
    );
    assert_eq!(keys(&proposal), Vec::<&str>::new());
    assert_eq!(owes(&proposal.money), [("乙公司".to_owned(), "226.00".to_owned()), ("甲公司".to_owned(), "113.00".to_owned())]);
}

#[test]
fn an_amount_beside_its_tax_is_with_it_or_without_as_the_rates_say() {
    let with =
        "客户名称,发票号码,开票日期,金额,税额\n甲公司,00000001,2026-01-05,1130.00,130.00\n乙公司,00000002,2026-01-06,10600.00,600.00\n";
    let without =
        "客户名称,发票号码,开票日期,金额,税额\n甲公司,00000001,2026-01-05,1000.00,130.00\n乙公司,00000002,2026-01-06,10000.00,600.00\n";
    for text in [with, without] {
        let proposal = guess(text);
        assert_eq!(keys(&proposal), Vec::<&str>::new(), "{text}");
        assert_eq!(owes(&proposal.money), [("乙公司".to_owned(), "10600.00".to_owned()), ("甲公司".to_owned(), "1130.00".to_owned())]);
    }
}

#[test]
fn subtotal_tax_and_total_are_told_by_their_sum() {
    let proposal = guess(
        "Invoice No,Invoice date,Customer,Subtotal,Tax,Total\nA-1,2026-01-05,Acme,100.00,13.00,113.00\nA-2,2026-01-06,Beta,200.00,26.00,226.00\n",
    );
    assert!(owes(&proposal.money).contains(&("Beta".to_owned(), "226.00".to_owned())), "{:?}", owes(&proposal.money));
}

#[test]
fn what_is_a_part_of_an_amount_is_offered_as_paid_and_as_open() {
    let proposal = guess(
        "主体,凭证,票面日,最迟,计费额,还欠\n甲公司,A-1,2026-01-05,2026-02-04,1000.00,400.00\n乙公司,A-2,2026-01-06,2026-02-05,500.00,500.00\n丙公司,A-3,2026-01-08,2026-02-07,800.00,0.00\n",
    );
    assert!(offers(&proposal, &[("丙公司", "0.00"), ("乙公司", "500.00"), ("甲公司", "400.00")]), "open");
    assert!(offers(&proposal, &[("丙公司", "800.00"), ("乙公司", "0.00"), ("甲公司", "600.00")]), "paid");
}

#[test]
fn a_price_and_a_count_are_no_amounts_that_were_paid() {
    let proposal = guess(
        "客户名称,开票日期,发票号码,数量,单位价,应收金额\n甲公司,2026-01-05,00000001,3,12.50,37.50\n乙公司,2026-01-06,00000002,4,99.90,399.60\n丙公司,2026-01-07,00000003,7,1.25,8.75\n",
    );
    assert_eq!(keys(&proposal), Vec::<&str>::new());
}

#[test]
fn amount_due_beside_an_invoices_amount_is_what_is_left_of_it() {
    let proposal = guess(
        "Customer,Invoice No,Invoice date,Invoice amount,Amount due\nAcme,A-1,2026-01-05,1000.00,400.00\nBeta,A-2,2026-01-06,500.00,500.00\n",
    );
    assert_eq!(keys(&proposal), Vec::<&str>::new());
    assert_eq!(owes(&proposal.money), [("Acme".to_owned(), "400.00".to_owned()), ("Beta".to_owned(), "500.00".to_owned())]);
}

#[test]
fn an_item_that_is_the_sum_of_those_above_it_is_asked_about() {
    let text = "开票日期,发票号码,客户名称,合同号,价税合计\n2026-01-05,00000001,甲公司,HT-1,1000.00\n2026-01-06,00000002,乙公司,HT-2,2000.00\n2026-01-07,00000003,丙公司,,3000.00\n2026-01-08,00000004,丁公司,HT-4,700.00\n";
    let proposal = guess(text);
    assert_eq!(keys(&proposal), ["sums"]);
    let rows = |value: &str| {
        let choice = question(&proposal, "sums").choices.iter().find(|choice| choice.value == value).unwrap();
        choice.money.as_ref().unwrap().lines.get("charged").map_or(0, |line| line.rows)
    };
    assert_eq!((rows("totals"), rows("items")), (3, 4));
    assert!(proposal.proofs.iter().all(|proof| proof.code != "totals"), "what was found by its sum proves nothing");
    // An answer that is none of those offered leaves nothing out.
    let desk = Desk::new();
    let table = desk.table(&desk.put("file.csv", text)).unwrap();
    let keys_after = |value: &str| {
        let answers = Answers([("sums".to_owned(), value.to_owned())].into());
        let proposal = guiju_runtime::import::guess(&desk.books(), &table, &Ask { sheet: None, answers: &answers }).unwrap();
        keys(&proposal).join(" ")
    };
    assert_eq!([keys_after("items"), keys_after("totals"), keys_after("maybe")], ["", "", "sums"]);
    // With nothing left empty it is an item like the others.
    assert_eq!(keys(&guess(&text.replace("丙公司,,", "丙公司,HT-3,"))), Vec::<&str>::new());
}

#[test]
fn items_with_a_word_of_totals_in_their_texts_stay_items() {
    let proposal = guess(
        "Invoice date,Invoice number,Customer,Description,Amount\n2026-01-05,INV-1,Acme,January rent total,500.00\n2026-02-05,INV-2,Beta,February rent total,500.00\n2026-03-05,INV-3,Gamma,March rent total,500.00\n",
    );
    assert!(!keys(&proposal).contains(&"sums"));
    assert_eq!(proposal.money.lines.get("charged").map_or(0, |line| line.rows), 3);
}

#[test]
fn parties_with_the_same_amount_and_balance_are_all_read() {
    let proposal = guess(
        "日期,凭证号,客户,摘要,借方,贷方,方向,余额\n2026-01-05,记-1,甲公司,销售,1000.00,,借,1000.00\n2026-01-05,记-2,乙公司,销售,1000.00,,借,1000.00\n2026-01-05,记-3,丙公司,销售,1000.00,,借,1000.00\n2026-01-09,记-4,丙公司,收款,,400.00,借,600.00\n",
    );
    let mut owed = owes(&proposal.money);
    owed.sort();
    let row = |party: &str, owes: &str| (party.to_owned(), owes.to_owned());
    assert_eq!(owed, [row("丙公司", "600.00"), row("乙公司", "1000.00"), row("甲公司", "1000.00")]);
}

#[test]
fn names_that_begin_as_a_total_does_are_names() {
    let proposal = guess(
        "Kunde;Datum;Fällig am;Bruttobetrag\nKrüger Logistik GmbH;10.02.2026;11.04.2026;862,62\nSummer Maschinenbau OHG;13.02.2026;15.03.2026;8847,00\n",
    );
    assert_eq!(proposal.money.lines.get("charged").map_or(0, |line| line.rows), 2);
}

#[test]
fn invoices_that_are_not_paid_yet_count() {
    for (paid, open) in [("bezahlt", "offen"), ("Paid", "Unpaid"), ("已付款", "未付款")] {
        let proposal = guess(&format!(
            "Rechnungsnummer;Rechnungsdatum;Kunde;Bruttobetrag;Status\nR-1;05.01.2026;Acme GmbH;119,00;{paid}\nR-2;16.01.2026;Beta GmbH;238,00;{open}\nR-3;27.01.2026;Gamma GmbH;357,00;{open}\n"
        ));
        let charged = proposal.money.lines.get("charged").map_or(0, |line| line.rows);
        assert!(charged == 3 || keys(&proposal) == ["status"], "{paid}/{open}: {charged} {:?}", keys(&proposal));
    }
}

#[test]
fn amounts_at_the_edge_of_what_can_be_written_end_in_words() {
    let text = "Customer,Invoice date,Amount,Tax\nAcme Ltd,2026-01-05,900000000000000.00,-900000000000000.00\nBeta Ltd,2026-01-06,-900000000000000.00,900000000000000.00\n";
    drop(Desk::new().guess(text));
}

#[test]
fn years_of_the_republic_of_china_are_years() {
    let proposal = guess("買受人,發票號碼,開立日期,應收金額\n甲公司,00000001,114/05/03,1000.00\n乙公司,00000002,民國114年6月13日,500.00\n");
    let dates: Vec<String> = proposal.rows.iter().filter_map(|row| row.get(2).cloned()).collect();
    assert_eq!(dates, ["114/05/03", "民國114年6月13日"]);
    assert_eq!(proposal.money.lines.get("charged").map_or(0, |line| line.rows), 2, "{:?}", keys(&proposal));
}

#[test]
fn units_and_currencies_in_one_bracket_are_both_read() {
    for (header, currency) in
        [("应收金额（千欧元）", "EUR"), ("应收金额 (TCHF)", "CHF"), ("应收金额 (in Tsd. HKD)", "HKD"), ("應收金額（新台幣仟元）", "TWD")]
    {
        let proposal =
            guess(&format!("客户名称,发票号码,开票日期,{header}\n甲公司,00000001,2026-01-05,1.50\n乙公司,00000002,2026-01-06,2.00\n"));
        let found = proposal.recipe.columns.iter().find(|column| column.to.as_deref() == Some("charge.amount")).unwrap();
        assert_eq!((found.unit, found.currency.map(|code| code.to_string())), (Some(1000), Some(currency.to_owned())), "{header}");
    }
}
