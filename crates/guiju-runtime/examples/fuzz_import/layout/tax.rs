//! The tax bureau's list of invoices: net, tax and gross, void ones and red ones.

use crate::cell::Cell;
use crate::layout::open_items::pick_customer;
use crate::make::{Draft, DraftRow, Make};
use crate::truth::{CENT, Settled, Tongue, What};
use crate::words::{Role, Vocabulary};

pub(crate) fn draft(make: &mut Make<'_>) -> Draft {
    let has_void = make.dice.percent(60);
    let has_red = make.dice.percent(45);
    let has_gross = make.dice.percent(85);
    let mut roles = vec![Role::InvoiceNumber];
    make.maybe(&mut roles, 60, Role::Seller);
    roles.push(Role::Customer);
    make.maybe(&mut roles, 50, Role::CustomerCode);
    roles.push(Role::InvoiceDate);
    make.maybe(&mut roles, 30, Role::Goods);
    roles.push(Role::Net);
    make.maybe(&mut roles, 50, Role::TaxRate);
    roles.push(Role::Tax);
    if has_gross {
        roles.push(Role::Gross);
    }
    roles.push(Role::Status);
    make.maybe(&mut roles, 40, Role::Note);
    let (fine, void): (&str, &str) = match make.tongue {
        Tongue::Chinese => ("正常", make.dice.pick(&["作废", "已作废"])),
        Tongue::Traditional => (make.dice.pick(&["正常", "開立"]), "作廢"),
        Tongue::English => (make.dice.pick(&["Valid", "Issued"]), make.dice.pick(&["Void", "Cancelled"])),
        Tongue::German => ("gültig", "storniert"),
    };
    let mut numbers = make.numbers();
    let mut rows: Vec<DraftRow> = Vec::new();
    for _ in 0..make.row_count() {
        let party = pick_customer(make);
        let net = make.amount();
        let percent = make.dice.pick(&[6, 9, 13, 13, 3, 19]);
        let is_void = has_void && make.dice.one_in(5);
        let mut sign = 1;
        let mut tax = net / 100 * percent / CENT * CENT;
        let mut amount = net;
        let mut party = party;
        // A red invoice takes an earlier one back as a whole.
        if has_red
            && make.dice.one_in(4)
            && let Some(effect) = rows.last().and_then(|row| row.effects.first()).filter(|effect| effect.amount > 0)
            && let Some(Cell::Money(earlier, _)) = rows.last().map(|row| row.cell(Role::Net))
        {
            sign = -1;
            amount = earlier;
            tax = effect.amount - earlier;
            let name = effect.party.clone().unwrap_or_default();
            let code = make.company.customers.iter().find(|known| known.name == name).map(|known| known.code.clone()).unwrap_or_default();
            party = (name, code);
        }
        let is_void = is_void && sign > 0;
        let earlier_rate = rows.last().map(|row| row.cell(Role::TaxRate)).unwrap_or_default();
        let mut row = DraftRow::default();
        let number = numbers.next(&mut make.dice);
        row.put(Role::InvoiceNumber, Cell::id(number));
        row.put(Role::Seller, Cell::text(&make.company.own.name));
        row.put(Role::Customer, Cell::text(&party.0));
        row.put(Role::CustomerCode, Cell::id(&party.1));
        row.put(Role::InvoiceDate, Cell::Day(make.day(40), make.second()));
        row.put(Role::Goods, Cell::Text(make.purpose("")));
        row.put(Role::Net, Cell::Money(sign * amount, make.currency));
        row.put(Role::TaxRate, if sign < 0 { earlier_rate.clone() } else { Cell::Raw(format!("{percent}%")) });
        row.put(Role::Tax, Cell::Money(sign * tax, make.currency));
        row.put(Role::Gross, Cell::Money(sign * (amount + tax), make.currency));
        row.put(Role::Status, Cell::text(if is_void { void } else { fine }));
        row.put(Role::Note, Cell::Text(make.remark()));
        if !is_void {
            row.gives(What::Charged, Some(&party.0), make.currency, sign * (amount + tax));
        }
        rows.push(row);
    }
    let mut headers = Vec::new();
    // The bureau itself calls the net amount `金额`.
    if make.tongue == Tongue::Chinese && make.vocabulary == Vocabulary::Known && make.dice.percent(60) {
        headers.extend([(Role::Net, "金额".to_owned()), (Role::Tax, "税额".to_owned()), (Role::Gross, "价税合计".to_owned())]);
    }
    if !has_gross {
        make.note("net_and_tax_only");
    }
    let title = match make.tongue {
        Tongue::Chinese => "全量发票查询导出结果",
        Tongue::Traditional => "進銷項發票查詢",
        Tongue::English => "Tax invoice export",
        Tongue::German => "Rechnungsausgang mit Umsatzsteuer",
    };
    Draft {
        kinds: &["tax_invoices", "invoices"],
        roles,
        headers,
        rows,
        settled: if has_gross { Settled::Arithmetic } else { Settled::Words },
        is_split_known: true,
        title: title.to_owned(),
        // A sum over void rows, too, is no sum that anybody prints; the bureau's file has none.
        is_one_currency: true,
        ..Draft::default()
    }
}
