//! Lists of invoices: what was charged, with or without what it is net of tax, and red ones among them.

use crate::cell::Cell;
use crate::layout::open_items::{currency_text, pick_customer, terms_text};
use crate::make::{Draft, DraftRow, Make, after};
use crate::truth::{CENT, Parts, Settled, Tongue, What};
use crate::words::Role;

/// Which amounts the list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Form {
    #[default]
    Amount,
    NetTaxGross,
    /// Quantity × price = amount.
    QuantityPrice,
}

pub(crate) fn draft(make: &mut Make<'_>) -> Draft {
    let form = if make.unit > 1 {
        Form::Amount
    } else {
        make.dice.weighted(&[(10, Form::Amount), (4, Form::NetTaxGross), (3, Form::QuantityPrice)])
    };
    // A plain list has the same columns as a plain list of receipts: party, date, amount, text.
    let is_plain = form == Form::Amount && make.dice.one_in(8);
    let (party_role, date_role, amount_role) = if is_plain {
        (Role::PlainParty, Role::PlainDate, Role::PlainAmount)
    } else {
        (Role::Customer, Role::InvoiceDate, Role::InvoiceAmount)
    };
    let mut roles = vec![party_role, date_role];
    make.maybe(&mut roles, 25, Role::CustomerCode);
    if !is_plain {
        make.maybe(&mut roles, 75, Role::InvoiceNumber);
        make.maybe(&mut roles, 35, Role::Due);
        make.maybe(&mut roles, 10, Role::Terms);
    }
    match form {
        Form::Amount => roles.push(amount_role),
        Form::NetTaxGross => {
            roles.extend([Role::Net, Role::Tax, Role::Gross]);
            make.maybe(&mut roles, 40, Role::TaxRate);
        }
        Form::QuantityPrice => roles.extend([Role::Quantity, Role::UnitPrice, Role::InvoiceAmount]),
    }
    make.maybe(&mut roles, 45, Role::Purpose);
    let has_currency = make.unit == 1 && make.dice.percent(18);
    if has_currency {
        roles.push(Role::Currency);
    }
    let is_mixed = has_currency && make.dice.percent(40);
    let others = [make.company.base, "USD", "EUR"];
    let has_red = make.dice.one_in(7);
    let mut numbers = make.numbers();
    let mut rows = Vec::new();
    for _ in 0..make.row_count() {
        let party = pick_customer(make);
        let currency = if is_mixed { make.dice.pick(&others) } else { make.currency };
        let (amount, mut row) = amounts(make, form, currency);
        let sign = if has_red && make.dice.one_in(4) { -1 } else { 1 };
        if sign < 0 {
            for (_, cell) in &mut row.cells {
                if let Cell::Money(money, _) = cell {
                    *money = -*money;
                }
                // A price has no sign; the quantity bears it.
                if let Cell::Number(text) = cell
                    && form == Form::QuantityPrice
                {
                    *text = format!("-{text}");
                }
            }
        }
        let date = make.day(60);
        let term = make.dice.pick(&[15, 30, 30, 45, 60, 90]);
        let number = numbers.next(&mut make.dice);
        row.put(party_role, Cell::text(&party.0));
        if let Some(cell) = row.cells.iter().find(|(role, _)| *role == Role::InvoiceAmount).map(|(_, cell)| cell.clone()) {
            row.put(Role::PlainAmount, cell);
        }
        row.put(Role::CustomerCode, Cell::id(&party.1));
        row.put(Role::Purpose, Cell::Text(make.purpose("")));
        row.put(Role::InvoiceNumber, Cell::id(number));
        row.put(date_role, Cell::Day(date, make.second()));
        row.put(Role::Due, Cell::Day(after(date, term), 0));
        row.put(Role::Terms, Cell::Text(terms_text(make, term)));
        row.put(Role::Currency, Cell::text(currency_text(make, currency)));
        row.gives(What::Charged, Some(&party.0), currency, sign * amount);
        rows.push(row);
    }
    let says = [Role::InvoiceNumber, Role::Due, Role::Terms, Role::Tax, Role::UnitPrice].iter().any(|role| roles.contains(role));
    if is_plain {
        make.note("plain_list");
    }
    let title = match (make.tongue, is_plain) {
        (Tongue::Chinese, true) => "往来明细",
        (Tongue::Traditional, true) => "明細",
        (Tongue::English, true) => "Report",
        (Tongue::German, true) => "Auswertung",
        (Tongue::Chinese, false) => make.dice.pick(&["开票明细", "应收登记表", "销售发票清单"]),
        (Tongue::Traditional, false) => make.dice.pick(&["開立發票明細", "銷貨明細"]),
        (Tongue::English, false) => make.dice.pick(&["Invoice register", "Sales ledger", "Billing report"]),
        (Tongue::German, false) => make.dice.pick(&["Rechnungsausgangsbuch", "Ausgangsrechnungen"]),
    };
    Draft {
        kinds: &["invoices", "open_items"],
        roles,
        rows,
        settled: if says { Settled::Words } else { Settled::No("invoices or receipts") },
        is_split_known: true,
        title: title.to_owned(),
        may_total: true,
        may_subtotal: true,
        group: party_role,
        is_one_currency: !is_mixed,
        ..Draft::default()
    }
}

/// An amount with its parts.
fn amounts(make: &mut Make<'_>, form: Form, currency: &'static str) -> (Parts, DraftRow) {
    let mut row = DraftRow::default();
    let amount = make.amount();
    match form {
        Form::Amount => row.put(Role::InvoiceAmount, Cell::Money(amount, currency)),
        Form::NetTaxGross => {
            let percent = make.dice.pick(&[6, 9, 13, 13, 19, 5]);
            let tax = amount / 100 * percent / CENT * CENT;
            row.put(Role::Net, Cell::Money(amount, currency));
            row.put(Role::Tax, Cell::Money(tax, currency));
            row.put(Role::Gross, Cell::Money(amount + tax, currency));
            row.put(Role::TaxRate, Cell::Raw(format!("{percent}%")));
            return (amount + tax, row);
        }
        Form::QuantityPrice => {
            let count = make.dice.between(1, 60);
            let price = (amount / count / CENT).max(1) * CENT;
            row.put(Role::Quantity, Cell::Number(count.to_string()));
            row.put(Role::UnitPrice, Cell::Number(format!("{}.{:02}", price / 10_000, price % 10_000 / 100)));
            row.put(Role::InvoiceAmount, Cell::Money(price * count, currency));
            return (price * count, row);
        }
    }
    (amount, row)
}
