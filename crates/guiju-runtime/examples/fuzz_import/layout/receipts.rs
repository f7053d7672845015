//! Lists of money received: who paid, when, how much, and what for.

use crate::cell::Cell;
use crate::layout::open_items::{currency_text, pick_customer};
use crate::make::{Draft, DraftRow, Make};
use crate::truth::{Settled, Tongue, What};
use crate::words::Role;

pub(crate) fn draft(make: &mut Make<'_>) -> Draft {
    // A plain list has the same columns as a plain list of invoices: party, date, amount, text.
    let is_plain = make.dice.one_in(5);
    let (party_role, date_role, amount_role) = if is_plain {
        (Role::PlainParty, Role::PlainDate, Role::PlainAmount)
    } else {
        (if make.dice.percent(80) { Role::Payer } else { Role::Customer }, Role::ReceiptDate, Role::ReceiptAmount)
    };
    let mut roles = vec![party_role, date_role, amount_role];
    make.maybe(&mut roles, 20, Role::CustomerCode);
    make.maybe(&mut roles, 60, Role::Purpose);
    if !is_plain {
        make.maybe(&mut roles, 45, Role::ReceiptNumber);
        make.maybe(&mut roles, 20, Role::PaidInvoice);
        make.maybe(&mut roles, 20, Role::Method);
        make.maybe(&mut roles, 15, Role::CounterAccount);
        make.maybe(&mut roles, 10, Role::CounterBank);
    }
    let has_currency = make.unit == 1 && make.dice.percent(15);
    if has_currency {
        roles.push(Role::Currency);
    }
    let is_mixed = has_currency && make.dice.percent(40);
    let others = [make.company.base, "USD", "EUR"];
    let has_refund = make.dice.one_in(20);
    let mut numbers = make.numbers();
    let mut slips = make.numbers();
    let mut rows: Vec<DraftRow> = Vec::new();
    for _ in 0..make.row_count() {
        // The same payer pays the same on the same day twice: two receipts.
        if make.dice.one_in(40)
            && let Some(last) = rows.last().cloned()
            && !roles.contains(&Role::ReceiptNumber)
        {
            rows.push(last);
            continue;
        }
        let party = pick_customer(make);
        let currency = if is_mixed { make.dice.pick(&others) } else { make.currency };
        let amount = if has_refund && make.dice.one_in(4) { -make.amount() } else { make.amount() };
        let number = numbers.next(&mut make.dice);
        let slip = slips.next(&mut make.dice);
        let mut row = DraftRow::default();
        row.put(party_role, Cell::text(&party.0));
        row.put(Role::CustomerCode, Cell::id(&party.1));
        row.put(date_role, Cell::Day(make.day(60), make.second()));
        row.put(amount_role, Cell::Money(amount, currency));
        row.put(Role::Purpose, Cell::Text(make.purpose(&number)));
        row.put(Role::ReceiptNumber, Cell::id(slip));
        row.put(Role::PaidInvoice, if make.dice.percent(70) { Cell::id(number) } else { Cell::Empty });
        row.put(Role::Method, Cell::text(method(make)));
        row.put(Role::CounterAccount, Cell::id(account_of(make, &party.0).0));
        row.put(Role::CounterBank, Cell::Text(account_of(make, &party.0).1));
        row.put(Role::Currency, Cell::text(currency_text(make, currency)));
        row.gives(What::Received, Some(&party.0), currency, amount);
        rows.push(row);
    }
    if is_plain {
        make.note("plain_list");
    }
    let title = match (make.tongue, is_plain) {
        (Tongue::Chinese, true) => "往来明细",
        (Tongue::Traditional, true) => "明細",
        (Tongue::English, true) => "Report",
        (Tongue::German, true) => "Auswertung",
        (Tongue::Chinese, false) => make.dice.pick(&["收款明细", "回款登记表", "到款台账"]),
        (Tongue::Traditional, false) => make.dice.pick(&["收款明細表", "匯款登記簿"]),
        (Tongue::English, false) => make.dice.pick(&["Cash receipts journal", "Payments received", "Collections"]),
        (Tongue::German, false) => make.dice.pick(&["Zahlungseingänge", "Eingangsjournal"]),
    };
    Draft {
        kinds: &["receipts", "bank_statement"],
        roles,
        rows,
        settled: if is_plain { Settled::No("invoices or receipts") } else { Settled::Words },
        is_split_known: true,
        title: title.to_owned(),
        may_total: true,
        may_subtotal: true,
        group: party_role,
        is_one_currency: !is_mixed,
        ..Draft::default()
    }
}

fn method(make: &mut Make<'_>) -> &'static str {
    match make.tongue {
        Tongue::Chinese => make.dice.pick(&["电汇", "承兑汇票", "转账", "现金"]),
        Tongue::Traditional => make.dice.pick(&["電匯", "支票", "現金"]),
        Tongue::English => make.dice.pick(&["wire", "cheque", "card", "ACH"]),
        Tongue::German => make.dice.pick(&["Überweisung", "Scheck", "Lastschrift"]),
    }
}

/// Account and bank of a customer or vendor.
pub(super) fn account_of(make: &Make<'_>, name: &str) -> (String, String) {
    let company = &make.company;
    let found = company.customers.iter().chain(&company.vendors).find(|party| party.name == name);
    found.map(|party| (party.account.clone(), party.bank.clone())).unwrap_or_default()
}
