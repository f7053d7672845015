//! Readings that look right and are not: each was once taken without a word. What is left open is asked, with the truth among the choices.

use guiju_runtime::import::{Answers, Ask, Money, Proposal, guess};

use super::desk::Desk;

fn of(text: &str) -> Proposal {
    let desk = Desk::new();
    let path = desk.put("file.csv", text);
    guess(&desk.books(), &desk.table(&path).unwrap(), &Ask { sheet: None, answers: &Answers::default() }).unwrap()
}

fn keys(proposal: &Proposal) -> Vec<&str> {
    proposal.questions.iter().map(|question| question.key.as_str()).collect()
}

/// What came in and what went out.
fn moved(money: &Money) -> (String, String) {
    let sum = |name: &str| {
        let line = money.lines.get(name);
        line.and_then(|line| line.sum.values().next()).map_or_else(|| "0.00".to_owned(), ToString::to_string)
    };
    (sum("in"), sum("out"))
}

/// What parties owe by a reading.
fn owed(money: &Money) -> Vec<(String, String)> {
    let mut owed: Vec<_> = money.by_party.iter().map(|party| (party.party.clone(), party.owes.to_string())).collect();
    owed.sort();
    owed
}

/// The money of each choice of the first question.
fn choices(proposal: &Proposal) -> Vec<&Money> {
    proposal.questions.iter().take(1).flat_map(|question| &question.choices).filter_map(|choice| choice.money.as_ref()).collect()
}

fn pair(one: &str, other: &str) -> (String, String) {
    (one.to_owned(), other.to_owned())
}

#[test]
fn a_card_says_itself_what_its_signs_mean() {
    let said = of("信用卡账单 消费为正、还款为负\n交收日,入账金额,业务说明\n2026/02/24,36.45,手续费\n2026/02/25,100.00,采购款\n");
    assert_eq!((keys(&said), moved(&said.money)), (vec![], pair("0.00", "136.45")));
}

/// The word `入账金额` is money that came in, but on a card.
#[test]
fn what_was_booked_to_a_card_is_asked_about() {
    let rows = "交收日,入账金额,业务说明\n2026/02/24,36.45,代理\n2026/02/25,100.00,采购款\n";
    let by_header = rows.replace("业务说明", "持卡人");
    for text in [format!("信用卡账单\n{rows}"), format!("尾号 1234  最低还款额 13.60\n{rows}"), by_header] {
        let proposal = of(&text);
        assert_eq!(keys(&proposal), ["kind"], "{text}");
        let found: Vec<_> = choices(&proposal).into_iter().map(moved).collect();
        assert!(found.contains(&pair("0.00", "136.45")) && found.contains(&pair("136.45", "0.00")), "{found:?}");
    }
    let account = of(&format!("账户明细\n{rows}"));
    assert_eq!((keys(&account), moved(&account.money)), (vec![], pair("136.45", "0.00")), "of an account it came in");
}

#[test]
fn an_overdrawn_account_is_no_list_of_debts() {
    let one_below = of("Datum,Betrag,Einzahler,Paidtosname,Saldo\n2026-05-27,46925.00,Krüger GmbH,Köhler GmbH,-17042.21\n");
    assert_eq!(keys(&one_below), ["kind"]);
    assert!(choices(&one_below).into_iter().any(|money| moved(money) == pair("0.00", "46925.00")));
    let all_below = of("单据日期,交易额,往来户,余额\n2026/06/19,-381900.00,甲服饰有限公司,-379317.00\n");
    assert_eq!(keys(&all_below), ["kind"]);
}

#[test]
fn payments_with_two_columns_of_companies_are_asked_about() {
    let proposal = of(
        "发生日,流水额,打款方户名,入款户\n2026-07-27,7343.46,甲机械有限公司,乙电子有限公司\n2026-07-26,302.47,甲机械有限公司,乙电子有限公司\n",
    );
    assert_eq!(keys(&proposal), ["kind"]);
    assert!(choices(&proposal).into_iter().any(|money| moved(money) == pair("0.00", "7645.93")));
}

#[test]
fn a_ledger_by_code_with_names_beside_is_asked_about() {
    let proposal = of(
        "单位代号,货主单位,业务时间,摘要,借方发生,贷方发生,方向,余额\nC01,乙食品有限公司,2026-02-02,发票,500.00,,借,4500.00\nC01,乙食品有限公司,2026-02-10,发票,100.00,,借,4600.00\nC01,乙食品有限公司,2026-02-27,收款,,300.00,借,4300.00\n",
    );
    assert_eq!(keys(&proposal), ["kind"]);
    let named = |money: &Money| owed(money).iter().any(|(party, _)| party == "乙食品有限公司");
    assert!(choices(&proposal).into_iter().any(named));
}

#[test]
fn a_count_of_days_under_a_date_is_a_day() {
    let proposal = of("购方名称,凭证日期,应收日,价税合计,已结算,未收款余额\n甲机械有限公司,45916,45946,8500.00,8500.00,0.00\n");
    let day = proposal.columns.iter().find(|column| column.to.as_deref() == Some("charge.date")).map(|column| column.header.as_str());
    assert_eq!(day, Some("凭证日期"), "nothing is due before its day");
}

#[test]
fn an_amount_that_cannot_be_read_in_a_column_that_is_not_is_asked_about() {
    let text = "公司,票号,日期,KPJE,YSK,欠收\n甲商行有限公司,A-1,2026-06-16,3120.95,1248.38,1872.57\n乙物流有限公司,A-2,2026-06-02,195.00,156.00,39.00\n丙机械有限公司,A-3,2026-05-23,592.80,,592.80\n丙机械有限公司,A-4,2026-05-24,12.3.4,100.00,200.00\n丁有限公司,A-5,2026-05-26,366.79,,366.79\n";
    assert_eq!(keys(&of(text)), ["kind"]);
    let whole = of(&text.replace("12.3.4", "300.00"));
    assert!(!keys(&whole).contains(&"kind"), "{:?}", keys(&whole));
}

#[test]
fn orders_with_amounts_may_be_invoices() {
    let proposal = of(
        "Consignee,Orderdate,Orderno,Amount,Owner\nGlobal Foods B.V.,2026-01-11,FP1,700.50,A\nKestrel Paper Ltd,2026-01-12,FP2,8700.25,B\n",
    );
    assert_eq!(keys(&proposal), ["kind"]);
    assert!(choices(&proposal).into_iter().any(|money| money.by_party.len() == 2));
}

#[test]
fn the_only_row_and_its_amounts_once_more_may_be_its_total() {
    let proposal = of(
        "Sold to,Tax invoice,Date,Due date,Amount due,Outstanding\nSterling Ltd,263302,2026-10-11,2026-11-25,6.60,3.96\nAll,,2026-10-31,,6.60,3.96\n",
    );
    assert_eq!(keys(&proposal), ["sums"]);
    assert_eq!(owed(&proposal.money), [("Sterling Ltd".to_owned(), "3.96".to_owned())]);
    // With a number of its own it is another item of the same amount.
    let two = of(
        "Sold to,Tax invoice,Date,Due date,Amount due,Outstanding,Note\nSterling Ltd,263302,2026-10-11,2026-11-25,6.60,3.96,x\nAcme Ltd,263303,2026-10-31,,6.60,3.96,\n",
    );
    assert_eq!((keys(&two), owed(&two.money).len()), (vec![], 2));
}

#[test]
fn a_dated_total_below_subtotals_is_no_customer() {
    let proposal = of(
        "购买方名称,会员号,尚欠额,应收日期,期限日期,单据编号\n甲物流有限公司,370501,66.30,2025-01-28,2025-04-28,F19\n甲物流有限公司 小计,,66.30,,,\n乙贸易有限公司,660288,3326.44,2025-03-17,2025-06-15,F12\n乙贸易有限公司,660288,9511.00,2025-02-20,2025-04-06,F14\n乙贸易有限公司,乙贸易有限公司 小 计,12837.44,,,\n以上合计,,12903.74,2025-04-30,,\n",
    );
    assert!(owed(&proposal.money).iter().all(|(party, _)| party != "以上合计"), "{:?} {:?}", keys(&proposal), owed(&proposal.money));
}

/// A part of a longer list has the numbers of its rows there.
#[test]
fn row_numbers_that_begin_later_are_no_amounts() {
    let rows = |from: u32| {
        let amounts = ["2909.72", "150.00", "77.31"];
        let rows: String =
            (from..).zip(amounts).map(|(row, sum)| format!("{row},甲有限公司,2026-03-0{row},{sum},2026-04-0{row}\n")).collect();
        format!("序,客户,出账时间,应收额,应还时间\n{rows}")
    };
    for from in [1, 4] {
        let proposal = of(&rows(from));
        let number = proposal.columns.iter().find(|column| column.header == "序").and_then(|column| column.to.clone());
        assert_eq!(number, None, "from {from}");
    }
    // A column of one amount and of nothing else counts nothing.
    let ledger = of(
        "客户：甲有限公司\n日期,摘要,借方,贷方,余额\n2026-03-01,开票,5785,-,40101.02\n2026-03-02,收款,-,7037.17,33063.85\n2026-03-03,收款,-,145.92,32917.93\n",
    );
    let mut readings = choices(&ledger).into_iter().chain([&ledger.money]);
    assert!(readings.any(|money| owed(money) == [("甲有限公司".to_owned(), "-1398.09".to_owned())]), "{:?}", keys(&ledger));
}
