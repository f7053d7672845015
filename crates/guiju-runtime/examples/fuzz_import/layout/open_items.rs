//! Open-item lists: what each customer still owes, item by item.

use crate::cell::Cell;
use crate::make::{Draft, DraftRow, Make, Nature, after};
use crate::truth::{Parts, Settled, Tongue, UNIT, What};
use crate::words::Role;

/// Which amounts the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Form {
    #[default]
    Open,
    AmountOpen,
    AmountPaidOpen,
    AmountPaid,
    /// What is open, put into buckets by age beside it.
    Buckets,
}

pub(crate) fn draft(make: &mut Make<'_>) -> Draft {
    let form =
        make.dice.weighted(&[(6, Form::Open), (4, Form::AmountOpen), (5, Form::AmountPaidOpen), (3, Form::AmountPaid), (2, Form::Buckets)]);
    let mut roles = vec![Role::Customer];
    make.maybe(&mut roles, 35, Role::CustomerCode);
    make.maybe(&mut roles, 85, Role::InvoiceNumber);
    roles.push(Role::InvoiceDate);
    make.maybe(&mut roles, 65, Role::Due);
    make.maybe(&mut roles, 12, Role::Terms);
    match form {
        Form::Open | Form::Buckets => roles.push(Role::Open),
        Form::AmountOpen => roles.extend([Role::InvoiceAmount, Role::Open]),
        Form::AmountPaidOpen => roles.extend([Role::InvoiceAmount, Role::Paid, Role::Open]),
        Form::AmountPaid => roles.extend([Role::InvoiceAmount, Role::Paid]),
    }
    let buckets = if form == Form::Buckets { bucket_names(make) } else { Vec::new() };
    roles.extend((0..buckets.len()).map(Role::Bucket));
    let has_currency = make.unit == 1 && make.dice.percent(22);
    if has_currency {
        roles.push(Role::Currency);
    }
    let others = [make.company.base, "USD", "EUR"];
    let is_mixed = has_currency && make.dice.percent(45);
    let has_negative = make.dice.one_in(8);
    let mut numbers = make.numbers();
    let mut rows = Vec::new();
    for _ in 0..make.row_count() {
        let party = pick_customer(make);
        let currency = if is_mixed { make.dice.pick(&others) } else { make.currency };
        let amount = make.amount();
        let paid = match form {
            Form::Open | Form::Buckets => 0,
            Form::AmountOpen | Form::AmountPaidOpen | Form::AmountPaid => match make.dice.below(5) {
                0 | 1 => 0,
                2 if form != Form::AmountPaid => amount,
                _ => make.part_of(amount),
            },
        };
        // A credit note or an advance that stands among the items.
        let is_negative = has_negative && make.dice.one_in(5);
        let (amount, paid) = if is_negative { (-amount, 0) } else { (amount, paid) };
        let date = make.day(120);
        let term = make.dice.pick(&[15, 30, 30, 45, 60, 90]);
        let mut row = DraftRow::default();
        row.put(Role::Customer, Cell::text(&party.0));
        row.put(Role::CustomerCode, Cell::id(&party.1));
        let number = numbers.next(&mut make.dice);
        row.put(Role::InvoiceNumber, Cell::id(number));
        row.put(Role::InvoiceDate, Cell::Day(date, make.second()));
        row.put(Role::Due, Cell::Day(after(date, term), 0));
        row.put(Role::Terms, Cell::Text(terms_text(make, term)));
        row.put(Role::InvoiceAmount, Cell::Money(amount, currency));
        row.put(Role::Paid, if paid == 0 { Cell::Zero } else { Cell::Money(paid, currency) });
        row.put(Role::Open, if amount == paid { Cell::Zero } else { Cell::Money(amount - paid, currency) });
        row.put(Role::Currency, Cell::text(currency_text(make, currency)));
        let bucket = make.dice.below(buckets.len());
        for place in 0..buckets.len() {
            row.put(Role::Bucket(place), if place == bucket { Cell::Money(amount, currency) } else { Cell::Zero });
        }
        row.gives(What::Charged, Some(&party.0), currency, amount);
        if paid != 0 {
            row.gives(What::Received, Some(&party.0), currency, paid);
        }
        rows.push(row);
    }
    // The sum of two debts that a third has by chance: it is a debt all the same.
    if make.dice.one_in(25) && !is_mixed {
        last_is_sum(&mut rows, make.currency);
    }
    if form == Form::AmountPaidOpen {
        make.note("amount_paid_open");
    }
    let headers = buckets.into_iter().enumerate().map(|(place, name)| (Role::Bucket(place), name)).collect();
    let title = match make.tongue {
        Tongue::Chinese => make.dice.pick(&["应收账款明细表", "应收未收清单", "客户欠款明细", "账龄分析表"]),
        Tongue::Traditional => make.dice.pick(&["應收帳款明細表", "客戶未收款明細"]),
        Tongue::English => make.dice.pick(&["Open items", "Aged receivables detail", "Outstanding invoices", "Customer balances"]),
        Tongue::German => make.dice.pick(&["Offene Posten Debitoren", "OP-Liste", "Offene Rechnungen"]),
    };
    Draft {
        kinds: &["open_items"],
        roles,
        headers,
        rows,
        settled: Settled::Words,
        title: title.to_owned(),
        may_total: true,
        may_subtotal: true,
        group: Role::Customer,
        is_one_currency: !is_mixed,
        ..Draft::default()
    }
}

pub(super) fn pick_customer(make: &mut Make<'_>) -> (String, String) {
    let place = make.dice.below(make.company.customers.len());
    make.company.customers.get(place).map(|party| (party.name.clone(), party.code.clone())).unwrap_or_default()
}

/// How people write a currency in its column.
pub(super) fn currency_text(make: &Make<'_>, currency: &str) -> &'static str {
    let chinese = make.tongue == Tongue::Chinese && make.has_native_words;
    match (currency, chinese) {
        ("CNY", true) => "人民币",
        ("CNY", false) => "CNY",
        ("USD", true) => "美元",
        ("USD", false) => "USD",
        ("EUR", true) => "欧元",
        ("EUR", false) => "EUR",
        ("HKD", _) => "HKD",
        ("TWD", _) => "TWD",
        ("GBP", _) => "GBP",
        ("CHF", _) => "CHF",
        ("JPY", true) => "日元",
        ("JPY", false) => "JPY",
        _ => "CNY",
    }
}

pub(super) fn terms_text(make: &Make<'_>, days: i64) -> String {
    match make.tongue {
        Tongue::Chinese => format!("{days}天"),
        Tongue::Traditional => format!("{days}天"),
        Tongue::English => format!("{days} days"),
        Tongue::German => format!("{days} Tage"),
    }
}

fn bucket_names(make: &Make<'_>) -> Vec<String> {
    let names: &[&str] = match make.tongue {
        Tongue::Chinese => &["未到期", "1-30天", "31-60天", "61-90天", "90天以上"],
        Tongue::Traditional => &["未到期", "1-30天", "31-60天", "61天以上"],
        Tongue::English => &["Current", "1-30", "31-60", "61-90", "90+"],
        Tongue::German => &["nicht fällig", "1-30 Tage", "31-60 Tage", "über 60 Tage"],
    };
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Makes the last row's amount the sum of all before it, where each row has one amount.
fn last_is_sum(rows: &mut [DraftRow], currency: &'static str) {
    let is_plain = |row: &DraftRow| row.effects.len() == 1 && row.nature == Nature::Data;
    if rows.len() < 3 || !rows.iter().all(is_plain) {
        return;
    }
    let sum: Parts = rows.iter().rev().skip(1).flat_map(|row| &row.effects).map(|effect| effect.amount).sum();
    if sum < UNIT {
        return;
    }
    let Some(last) = rows.last_mut() else { return };
    for (role, cell) in &mut last.cells {
        if matches!(role, Role::InvoiceAmount | Role::Open | Role::Bucket(_)) && matches!(cell, Cell::Money(..)) {
            *cell = Cell::Money(sum, currency);
        }
    }
    for effect in &mut last.effects {
        effect.amount = sum;
    }
}
