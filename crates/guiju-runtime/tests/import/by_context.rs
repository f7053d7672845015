//! What a file's surroundings say of its columns: its title, the sheets beside it, the file that came before, words that nobody listed;
//! and what is asked where they say nothing.

use guiju_runtime::import::{Answers, Ask, Money, Proposal, RunOptions, guess, run};
use guiju_types::{Actor, Currency, EntryKind};

use super::desk::{Desk, amount};

fn on(desk: &Desk, file: &str, text: &str, answers: &[(&str, &str)]) -> Proposal {
    let path = desk.put(file, text);
    proposed(desk, &path, answers)
}

fn proposed(desk: &Desk, path: &std::path::Path, answers: &[(&str, &str)]) -> Proposal {
    let answers = Answers(answers.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect());
    guess(&desk.books(), &desk.table(path).unwrap(), &Ask { sheet: None, answers: &answers }).unwrap()
}

fn of(text: &str) -> Proposal {
    on(&Desk::new(), "file.csv", text, &[])
}

/// With what a yen is worth.
fn with_rate(text: &str) -> Proposal {
    on(&Desk::new(), "file.csv", text, &[("rate:JPY", "0.048")])
}

fn keys(proposal: &Proposal) -> Vec<&str> {
    proposal.questions.iter().map(|question| question.key.as_str()).collect()
}

/// What came in and what went out, of the currency that has the most.
fn moved(money: &Money) -> (String, String) {
    let sum = |name: &str| {
        let line = money.lines.get(name);
        line.and_then(|line| line.sum.values().max_by_key(|amount| amount.abs())).map_or_else(|| "0.00".to_owned(), ToString::to_string)
    };
    (sum("in"), sum("out"))
}

/// The choices of the question of kinds, each with what came in and went out.
fn choices(proposal: &Proposal) -> Vec<(String, String)> {
    let kind = proposal.questions.iter().find(|question| question.key == "kind");
    let kind = kind.unwrap_or_else(|| panic!("no question of kinds in {:?}", keys(proposal)));
    kind.choices.iter().filter_map(|choice| choice.money.as_ref()).map(moved).collect()
}

fn owed(money: &Money) -> Vec<(&str, String)> {
    money.by_party.iter().map(|party| (party.party.as_str(), party.owes.to_string())).collect()
}

fn pair(one: &str, other: &str) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

#[test]
fn the_title_of_a_companys_own_book_turns_debit_and_credit_round() {
    let rows = "日期,对方户名,借方,贷方\n2026-01-05,甲公司,500.00,\n2026-01-06,乙公司,,200.00\n";
    let own = of(&format!("现金日记账\n{rows}"));
    assert_eq!((keys(&own), moved(&own.money)), (vec![], pair("500.00", "200.00")));
    let banks = of(&format!("银行对账单\n{rows}"));
    assert_eq!((keys(&banks), moved(&banks.money)), (vec![], pair("200.00", "500.00")));
    // The name of the account's holder above it makes no customer's ledger of it.
    let named = of(&format!("现金日记账\n户名：丙公司\n{rows}"));
    assert_eq!((keys(&named), moved(&named.money)), (vec![], pair("500.00", "200.00")));
}

#[test]
fn a_balance_in_the_banks_view_goes_before_the_title() {
    let proposal = of(
        "现金日记账\n日期,对方户名,借方,贷方,余额\n2026-01-05,甲公司,500.00,,1500.00\n2026-01-06,乙公司,,200.00,1700.00\n2026-01-07,乙公司,,100.00,1800.00\n",
    );
    assert_eq!((keys(&proposal), moved(&proposal.money)), (vec![], pair("300.00", "500.00")));
}

#[test]
fn two_words_that_nobody_listed_are_asked_about_both_ways() {
    let proposal =
        of("日子,标志,发生数,对家\n2026-01-05,XA,500.00,甲有限公司\n2026-01-06,XB,200.00,乙有限公司\n2026-01-07,XA,100.00,甲有限公司\n");
    let choices = choices(&proposal);
    assert!(choices.contains(&pair("600.00", "200.00")) && choices.contains(&pair("200.00", "600.00")), "{choices:?}");
}

#[test]
fn signs_in_a_column_of_their_own_say_the_direction() {
    let proposal = of("交易日期,借贷标志,交易金额,对方户名\n2026-01-05,+,500.00,甲公司\n2026-01-06,-,200.00,乙公司\n");
    assert!(choices(&proposal).contains(&pair("500.00", "200.00")), "{:?}", choices(&proposal));
    let desk = Desk::new();
    let text = "交易日期,借贷标志,交易金额,对方户名\n2026-01-05,+,500.00,甲公司\n2026-01-06,-,200.00,乙公司\n";
    let first = on(&desk, "file.csv", text, &[]);
    let values = first.questions.iter().flat_map(|question| &question.choices);
    let right = values.into_iter().find(|choice| choice.money.as_ref().map(moved) == Some(pair("500.00", "200.00"))).unwrap();
    let answered = on(&desk, "file.csv", text, &[("kind", &right.value)]);
    assert_eq!((keys(&answered), moved(&answered.money)), (vec![], pair("500.00", "200.00")));
}

#[test]
fn a_ledger_of_a_month_without_payments_is_one_all_the_same() {
    let proposal = of(
        "客户：甲有限公司\n日子,内容,应收发生,回款发生,结存\n2026-01-05,开票,500.00,,1500.00\n2026-01-08,开票,200.00,,1700.00\n2026-01-20,运费,100.00,,1800.00\n",
    );
    assert!(choices(&proposal).contains(&pair("0.00", "800.00")), "{:?}", choices(&proposal));
    let kind = proposal.questions.iter().find(|question| question.key == "kind").unwrap();
    let ledger = kind.choices.iter().find(|choice| choice.value.starts_with("sub_ledger")).unwrap();
    assert_eq!(owed(ledger.money.as_ref().unwrap()), [("甲有限公司", "800.00".to_owned())]);
}

#[test]
fn an_opening_balance_on_the_credit_side_is_below_zero() {
    let desk = Desk::new();
    let text = "日子,客户,内容,应收发生,回款发生,方向,结存\n2026-01-01,甲有限公司,上月结转,,,贷,100.00\n2026-01-05,甲有限公司,开票,500.00,,借,400.00\n2026-01-08,甲有限公司,开票,200.00,,借,600.00\n2026-01-20,甲有限公司,收款,,50.00,借,550.00\n";
    let ledger = on(&desk, "ledger.csv", text, &[("kind", "sub_ledger")]);
    assert_eq!(owed(&ledger.money), [("甲有限公司", "550.00".to_owned())]);
}

#[test]
fn a_row_of_names_is_the_header_whatever_words_stand_in_the_rows_below() {
    let proposal = of(
        "A1,B1,C1,D1,E1\nx17,500.00,2026-01-05,balance,payment\nx18,200.00,2026-01-06,balance,payment\nx19,100.00,2026-01-07,balance,customer\n",
    );
    assert_eq!(proposal.header_row, 1);
}

#[test]
fn dates_that_lie_close_together_say_where_the_year_stands() {
    let list = |days: [&str; 5]| {
        let rows = days.iter().enumerate().map(|(row, day)| format!("甲公司,A-{row},{day},{}00.50\n", row + 1));
        format!("客户名称,发票号,开票日期,应收金额\n{}", rows.collect::<String>())
    };
    let first_year = of(&list(["25-09-16", "25-10-19", "25-11-02", "25-08-21", "25-09-30"]));
    assert_eq!(keys(&first_year), Vec::<&str>::new(), "as days of the month 25 they lie years apart");
    let open = of(&list(["05-06-07", "05-06-08", "06-06-07", "05-07-07", "06-07-08"]));
    assert_eq!(keys(&open), ["date_order"]);
    // The last number cannot be a day of the year 2031 on an invoice.
    let dotted = of(&list(["31.05.26", "30.05.26", "02.05.26", "11.05.26", "12.05.26"]));
    assert_eq!(keys(&dotted), Vec::<&str>::new());
}

#[test]
fn an_amount_that_may_be_a_count_of_days_is_an_amount_beside_a_date() {
    let proposal = of("余,日子,标志,对方抬头,变动额\n34700.00,2026-05-05,转入,甲有限公司,4700.00\n");
    let is_date = |column: &str| {
        proposal.columns.iter().any(|proposed| proposed.header == column && proposed.to.as_deref().is_some_and(|to| to.ends_with(".date")))
    };
    assert!(is_date("日子") && !is_date("余"));
}

#[test]
fn net_and_tax_have_the_currency_that_their_headers_say() {
    let proposal = with_rate(
        "客户名称,发票号码,开票日期,不含税金额（日元）,税额（日元）\n甲公司,00000001,2026-01-05,1000,130\n乙公司,00000002,2026-01-06,2000,260\n",
    );
    let currencies: Vec<&str> = proposal.money.by_party.iter().map(|party| party.currency.as_str()).collect();
    assert_eq!(currencies, ["JPY", "JPY"], "{:?}", keys(&proposal));
}

#[test]
fn a_sign_that_several_currencies_share_is_of_the_one_that_the_title_or_the_row_says() {
    let by_title = with_rate("单位：JPY\n客户名称,发票号,开票日期,应收金额\n甲公司,A-1,2026-01-05,¥1000\n");
    assert_eq!(by_title.money.by_party.first().map(|party| party.currency.as_str()), Some("JPY"), "{:?}", keys(&by_title));
    let mut desk = Desk::new();
    desk.base_currency = "EUR".parse::<Currency>().unwrap();
    let by_row = on(&desk, "file.csv", "客户名称,发票号,开票日期,币种,汇率,应收金额\n甲公司,A-1,2026-01-05,CNY,0.13,¥1000\n", &[]);
    assert_eq!(by_row.money.by_party.first().map(|party| party.currency.as_str()), Some("CNY"), "{:?}", keys(&by_row));
}

#[test]
fn a_header_and_a_row_that_name_two_currencies_are_asked_about() {
    let text = "客户名称,发票号,开票日期,应收金额（人民币）,币种\n甲公司,A-1,2026-01-05,1000.00,CNY\n乙公司,A-2,2026-01-06,500.00,USD\n";
    let proposal = on(&Desk::new(), "file.csv", text, &[("rate:USD", "7.1")]);
    assert_eq!(keys(&proposal), ["kind"]);
    let kind = proposal.questions.first().unwrap();
    let of_second = |money: &Money| money.by_party.iter().find(|party| party.party == "乙公司").map(|party| party.currency.to_string());
    let mut currencies: Vec<String> = kind.choices.iter().filter_map(|choice| of_second(choice.money.as_ref()?)).collect();
    currencies.sort();
    currencies.dedup();
    assert_eq!(currencies, ["CNY", "USD"]);
}

#[test]
fn what_is_open_in_a_currency_is_known_by_the_ratio_of_what_was_charged() {
    let proposal = of(
        "客户名称,发票号码,开票日期,币种,汇率,原币金额,本位币金额,WQ1,WQ2\n甲公司,A-1,2026-01-05,USD,7.1000,1000.00,7100.00,400.00,2840.00\n乙公司,A-2,2026-01-06,USD,7.2000,500.00,3600.00,500.00,3600.00\n丙公司,A-3,2026-01-07,CNY,1,900.00,900.00,300.00,300.00\n",
    );
    let kind = proposal.questions.iter().find(|question| question.key == "kind").unwrap_or_else(|| panic!("{:?}", keys(&proposal)));
    let open = kind.choices.iter().find(|choice| choice.value.starts_with("open_items")).unwrap();
    let mut found = owed(open.money.as_ref().unwrap());
    found.sort();
    assert_eq!(found, [("丙公司", "300.00".to_owned()), ("乙公司", "500.00".to_owned()), ("甲公司", "400.00".to_owned())]);
}

#[test]
fn a_column_of_amounts_that_is_empty_where_another_one_is_not_is_its_other_half() {
    let proposal = of(
        "日子,对方抬头,划入,划出\n2026-01-05,甲有限公司,500.00,\n2026-01-06,乙有限公司,,217\n2026-01-07,甲有限公司,90.40,\n2026-01-08,丙有限公司,30.00,\n",
    );
    assert!(choices(&proposal).contains(&pair("620.40", "217.00")), "{:?}", choices(&proposal));
    let halves = choices(&proposal).iter().filter(|(one, other)| one == "620.40" && other == "0.00").count();
    assert_eq!(halves, 0, "one of both alone is not all that moved");
}

#[test]
fn statuses_that_nobody_knows_are_shown_as_if_they_counted() {
    let proposal = of(
        "客商,单号,日子,金额总计,当前标志\n甲有限公司,A-1,2026-01-05,500.00,XX\n乙有限公司,A-2,2026-01-06,200.00,已作废\n丙有限公司,A-3,2026-01-07,100.00,XX\n",
    );
    let kind = proposal.questions.iter().find(|question| question.key == "kind").unwrap_or_else(|| panic!("{:?}", keys(&proposal)));
    assert!(kind.choices.iter().filter_map(|choice| choice.money.as_ref()).any(|money| money.by_party.len() == 2), "{kind:?}");
}

#[test]
fn a_total_of_the_file_settles_what_happens_to_be_a_sum() {
    let rows = "客户名称,发票号,开票日期,应收金额,经办\n甲公司,A-1,2026-01-05,100.00,张\n甲公司,A-2,2026-01-06,200.00,李\n甲公司,A-3,2026-01-07,300.00,\n";
    let open = of(rows);
    assert_eq!(keys(&open), ["sums"]);
    let settled = of(&format!("{rows}合计,,,600.00,\n"));
    assert_eq!((keys(&settled), owed(&settled.money)), (vec![], vec![("甲公司", "600.00".to_owned())]));
    let totals = of(&format!("{rows}合计,,,300.00,\n"));
    assert_eq!((keys(&totals), owed(&totals.money)), (vec![], vec![("甲公司", "300.00".to_owned())]));
}

#[test]
fn a_subtotal_whose_word_stands_where_numbers_do_is_no_item() {
    let proposal = of(
        "客户名称,单据号,开票日期,应收金额\n甲公司,A-1,2026-01-05,100.00\n甲公司,A-2,2026-01-06,200.00\n甲公司,甲公司 小计,2026-01-31,300.00\n乙公司,A-3,2026-01-07,50.00\n",
    );
    assert_eq!((keys(&proposal), owed(&proposal.money)), (vec![], vec![("甲公司", "300.00".to_owned()), ("乙公司", "50.00".to_owned())]));
}

#[test]
fn several_sheets_of_one_shape_are_shown_with_the_money_of_all() {
    let desk = Desk::new();
    let path = desk.folder.path().join("months.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let cover = book.add_worksheet();
    cover.set_name("封面").unwrap();
    cover.write_row(0, 0, ["单位名称", "甲有限公司"]).unwrap();
    cover.write_row(1, 0, ["版本", "2"]).unwrap();
    for (name, rows) in [
        ("1月", [("2026-01-05", "XA", "500.00"), ("2026-01-06", "XA", "200.00")]),
        ("2月", [("2026-02-05", "XB", "90.00"), ("2026-02-06", "XA", "10.00")]),
    ] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write_row(0, 0, ["日子", "标志", "发生数", "对家"]).unwrap();
        for (at, (day, word, sum)) in (1..).zip(rows) {
            sheet.write_row(at, 0, [day, word, sum, "乙有限公司"]).unwrap();
        }
    }
    book.save(&path).unwrap();
    let proposal = proposed(&desk, &path, &[]);
    assert_eq!(keys(&proposal), ["kind"], "the cover is no sheet to choose");
    assert!(choices(&proposal).contains(&pair("710.00", "90.00")), "{:?}", choices(&proposal));
    let read: Vec<&str> = proposal.sheets.iter().filter(|sheet| sheet.is_read).map(|sheet| sheet.name.as_str()).collect();
    assert_eq!(read, ["1月", "2月"]);
}

/// A month without money that went out, and the next one with some, in a column that was empty so far.
#[test]
fn a_file_like_an_earlier_one_that_has_more_than_it_is_asked_about_and_comes_in_once() {
    let desk = Desk::new();
    let first = "日子,对方抬头,划入,划出,余\n2026-01-05,甲有限公司,500.00,,1500.00\n";
    let bring = |file: &str, text: &str, wanted: (String, String), may_ask: bool| {
        let asked = on(&desk, file, text, &[]);
        let kind = asked.questions.iter().find(|question| question.key == "kind");
        assert!(kind.is_some() || !may_ask, "{:?}", keys(&asked));
        let right = kind.and_then(|kind| kind.choices.iter().find(|choice| choice.money.as_ref().map(moved) == Some(wanted.clone())));
        let answers: Vec<(&str, &str)> = right.map(|choice| ("kind", choice.value.as_str())).into_iter().collect();
        let proposal = on(&desk, file, text, &answers);
        assert_eq!((keys(&proposal), moved(&proposal.money)), (vec![], wanted));
        let table = desk.table(&desk.folder.path().join(file)).unwrap();
        run(&desk.books(), &Actor::program("test"), &table, &proposal.recipe, RunOptions::default()).unwrap().report
    };
    bring("one.csv", first, pair("500.00", "0.00"), true);
    let second = format!(
        "{first}2026-01-06,乙有限公司,,200.00,1300.00\n2026-01-07,甲有限公司,40.00,,1340.00\n2026-01-08,甲有限公司,60.00,,1400.00\n"
    );
    let report = bring("two.csv", &second, pair("600.00", "200.00"), true);
    assert_eq!((report.rows_accepted, report.rows_already_there), (2, 1));
    let receipts: Vec<_> = desk.entries(EntryKind::Receipt).into_iter().map(|entry| entry.amount).collect();
    assert_eq!(receipts.iter().filter(|sum| **sum == amount("500")).count(), 1, "{receipts:?}");
}
