//! Lists with each amount in its own currency and in that of the books, with the rate between them.

use crate::cell::Cell;
use crate::layout::open_items::{currency_text, pick_customer};
use crate::make::{Draft, DraftRow, Make, after, rate_text};
use crate::truth::{CENT, Parts, Settled, Tongue, UNIT, What};
use crate::words::Role;

pub(crate) fn draft(make: &mut Make<'_>) -> Draft {
    let has_rate = make.dice.percent(85);
    let is_open = make.dice.percent(40);
    let mut roles = vec![Role::Customer];
    make.maybe(&mut roles, 75, Role::InvoiceNumber);
    roles.push(Role::InvoiceDate);
    make.maybe(&mut roles, 60, Role::Due);
    roles.push(Role::Currency);
    if has_rate {
        roles.push(Role::Rate);
    }
    roles.extend([Role::DocumentAmount, Role::BaseAmount]);
    if is_open {
        roles.extend([Role::DocumentOpen, Role::BaseOpen]);
    }
    let base = make.company.base;
    let foreign = make.dice.pick(&["USD", "USD", "EUR", "HKD", "JPY"]);
    let foreign = if foreign == base { "GBP" } else { foreign };
    let mut numbers = make.numbers();
    let mut rows = Vec::new();
    let mut has_foreign = false;
    for _ in 0..make.row_count() {
        let party = pick_customer(make);
        let currency = if make.dice.percent(65) { foreign } else { base };
        has_foreign |= currency != base;
        let rate = make.rate(currency);
        let amount = make.amount() / UNIT * UNIT;
        let open = if make.dice.coin() { amount } else { amount / 2 / UNIT * UNIT };
        let in_base = |amount: Parts| (i128::from(amount) * i128::from(rate) / i128::from(UNIT) + 50) / 100 * 100;
        let in_base = |amount: Parts| Parts::try_from(in_base(amount)).unwrap_or(0) / CENT * CENT;
        let date = make.day(90);
        let number = numbers.next(&mut make.dice);
        let mut row = DraftRow::default();
        row.put(Role::Customer, Cell::text(&party.0));
        row.put(Role::InvoiceNumber, Cell::id(number));
        row.put(Role::InvoiceDate, Cell::Day(date, make.second()));
        row.put(Role::Due, Cell::Day(after(date, 30), 0));
        row.put(Role::Currency, Cell::text(currency_text(make, currency)));
        row.put(Role::Rate, Cell::Number(rate_text(rate)));
        row.put(Role::DocumentAmount, Cell::Money(amount, currency));
        row.put(Role::BaseAmount, Cell::Money(in_base(amount), base));
        row.put(Role::DocumentOpen, Cell::Money(open, currency));
        row.put(Role::BaseOpen, Cell::Money(in_base(open), base));
        row.gives(What::Charged, Some(&party.0), currency, amount);
        if is_open && open != amount {
            row.gives(What::Received, Some(&party.0), currency, amount - open);
        }
        rows.push(row);
    }
    let mut headers = Vec::new();
    if is_open {
        let (document, in_base) = match make.tongue {
            Tongue::Chinese => ("原币未核销金额", "本位币未核销金额"),
            Tongue::Traditional => ("原幣未沖金額", "本幣未沖金額"),
            Tongue::English => ("Open amt (doc)", "Open amt (local)"),
            Tongue::German => ("Offen FW", "Offen HW"),
        };
        headers.extend([(Role::DocumentOpen, document.to_owned()), (Role::BaseOpen, in_base.to_owned())]);
        make.note("pair_open");
    }
    let title = match make.tongue {
        Tongue::Chinese => "外币应收明细",
        Tongue::Traditional => "外幣應收明細",
        Tongue::English => "Receivables in foreign currency",
        Tongue::German => "Fremdwährungsforderungen",
    };
    let settled = if has_rate && has_foreign { Settled::Arithmetic } else { Settled::Words };
    Draft {
        kinds: if is_open { &["open_items"] } else { &["invoices", "open_items"] },
        roles,
        headers,
        rows,
        settled,
        title: title.to_owned(),
        may_total: true,
        group: Role::Customer,
        is_one_currency: false,
        ..Draft::default()
    }
}
