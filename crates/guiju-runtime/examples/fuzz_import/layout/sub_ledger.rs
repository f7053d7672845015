//! Sub-ledgers: each customer's account with opening balance, debits, credits, running balance, monthly and yearly sums.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::cell::Cell;
use crate::make::{Draft, DraftRow, Make, Nature, after};
use crate::truth::{Parts, Settled, Tongue, What};
use crate::words::Role;

/// The words of lines that give nothing.
struct Lines {
    opening: &'static str,
    month: &'static str,
    year: &'static str,
    debit: &'static str,
    credit: &'static str,
    even: &'static str,
}

fn lines(make: &mut Make<'_>) -> Lines {
    match make.tongue {
        Tongue::Chinese => Lines {
            opening: make.dice.pick(&["期初余额", "上年结转", "上月结转", "年初余额"]),
            month: make.dice.pick(&["本月合计", "本期合计", "本月小计"]),
            year: "本年累计",
            debit: "借",
            credit: "贷",
            even: "平",
        },
        Tongue::Traditional => {
            Lines { opening: "期初餘額", month: "本月合計", year: "本年累計", debit: "借", credit: "貸", even: "平" }
        }
        Tongue::English => {
            Lines { opening: "Opening balance", month: "Month total", year: "Year to date", debit: "Dr", credit: "Cr", even: "" }
        }
        Tongue::German => Lines { opening: "Anfangsbestand", month: "Monatssumme", year: "Jahressumme", debit: "S", credit: "H", even: "" },
    }
}

/// The sums of a party's account.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    debit: Parts,
    credit: Parts,
}

pub(crate) fn draft(make: &mut Make<'_>) -> Draft {
    let words = lines(make);
    let has_side = make.dice.percent(60);
    let has_months = make.dice.percent(55);
    let has_years = has_months && make.dice.percent(70);
    let has_opening = make.dice.percent(60);
    let is_single = make.dice.one_in(8);
    let mut roles = vec![Role::InvoiceDate];
    make.maybe(&mut roles, 60, Role::Serial);
    if !is_single {
        let place = make.dice.below(2);
        roles.insert(place, Role::Customer);
        if make.dice.percent(25) {
            roles.insert(place, Role::CustomerCode);
        }
    }
    roles.extend([Role::Purpose, Role::Debit, Role::Credit]);
    if has_side {
        roles.push(Role::LedgerDirection);
    }
    roles.push(Role::LedgerBalance);
    let count = if is_single { 1 } else { make.dice.count(1, make.company.customers.len().min(4)) };
    let parties: Vec<(String, String)> =
        make.company.customers.iter().take(count).map(|party| (party.name.clone(), party.code.clone())).collect();
    let mut rows = Vec::new();
    for party in &parties {
        ledger_of(make, party, &words, &mut rows, Options { has_side, has_months, has_years, has_opening });
    }
    let title = match make.tongue {
        Tongue::Chinese => make.dice.pick(&["应收账款明细账", "客户往来明细账", "三栏式明细账"]),
        Tongue::Traditional => "應收帳款明細帳",
        Tongue::English => make.dice.pick(&["Customer ledger", "Accounts receivable subsidiary ledger"]),
        Tongue::German => make.dice.pick(&["Debitorenkonto", "Kontoblatt Debitoren"]),
    };
    let mut above = Vec::new();
    if is_single && let Some((name, _)) = parties.first() {
        let label = match make.tongue {
            Tongue::Chinese => make.dice.pick(&["客户：", "往来单位：", "客户名称："]),
            Tongue::Traditional => "客戶：",
            Tongue::English => "Customer: ",
            Tongue::German => "Debitor: ",
        };
        above.push(if make.dice.coin() { vec![format!("{label}{name}")] } else { vec![label.trim_end().to_owned(), name.clone()] });
        make.note("party_above");
    }
    if has_opening {
        make.note("opening");
    }
    Draft {
        kinds: &["sub_ledger"],
        roles,
        rows,
        settled: Settled::Arithmetic,
        title: title.to_owned(),
        above,
        is_one_currency: true,
        is_fixed: true,
        ..Draft::default()
    }
}

/// What the ledger shows.
#[derive(Debug, Clone, Copy)]
struct Options {
    has_side: bool,
    has_months: bool,
    has_years: bool,
    has_opening: bool,
}

fn ledger_of(make: &mut Make<'_>, party: &(String, String), words: &Lines, rows: &mut Vec<DraftRow>, options: Options) {
    let mut balance: Parts = 0;
    let mut day = make.from;
    let base = |day: Option<Date>| {
        let mut row = DraftRow::default();
        row.put(Role::Customer, Cell::text(&party.0));
        row.put(Role::CustomerCode, Cell::id(&party.1));
        row.put(Role::InvoiceDate, day.map_or(Cell::Empty, |day| Cell::Day(day, 0)));
        row
    };
    if options.has_opening {
        balance = if make.dice.one_in(6) { -make.amount() } else { make.amount() };
        let mut row = base(make.dice.coin().then_some(day));
        row.put(Role::Purpose, Cell::text(words.opening));
        put_balance(make, words, &mut row, balance, options.has_side);
        row.gives(What::Charged, Some(&party.0), make.currency, balance);
        rows.push(row);
    }
    let mut year = Sums::default();
    let mut months: BTreeMap<i8, Sums> = BTreeMap::new();
    let count = make.dice.count(2, 9);
    let mut current = day.month();
    for place in 0..count {
        let next = after(day, make.dice.pick(&[0, 1, 3, 8, 14]));
        if options.has_months && next.month() != current && place > 0 {
            let sums = months.get(&current).copied().unwrap_or_default();
            sums_of(make, words, rows, &base(Some(day.last_of_month())), (sums, year, balance), options);
        }
        day = next;
        current = day.month();
        let is_debit = balance <= 0 || make.dice.percent(55);
        let amount = make.amount();
        let (debit, credit) = if is_debit { (amount, 0) } else { (0, amount) };
        balance += debit - credit;
        year = Sums { debit: year.debit + debit, credit: year.credit + credit };
        let month = months.entry(current).or_default();
        *month = Sums { debit: month.debit + debit, credit: month.credit + credit };
        let mut row = base(Some(day));
        row.put(Role::Serial, Cell::text(voucher(make)));
        row.put(Role::Purpose, Cell::text(text_of(make, is_debit)));
        row.put(Role::Debit, if is_debit { Cell::Money(debit, make.currency) } else { Cell::Zero });
        row.put(Role::Credit, if is_debit { Cell::Zero } else { Cell::Money(credit, make.currency) });
        put_balance(make, words, &mut row, balance, options.has_side);
        if is_debit {
            row.gives(What::Charged, Some(&party.0), make.currency, debit);
        } else {
            row.gives(What::Received, Some(&party.0), make.currency, credit);
        }
        rows.push(row);
    }
    if options.has_months {
        let sums = months.get(&current).copied().unwrap_or_default();
        sums_of(make, words, rows, &base(Some(day.last_of_month())), (sums, year, balance), options);
    }
}

fn sums_of(make: &Make<'_>, words: &Lines, rows: &mut Vec<DraftRow>, base: &DraftRow, sums: (Sums, Sums, Parts), options: Options) {
    let mut put = |word: &str, sums: Sums, balance: Parts| {
        let mut row = base.clone();
        row.nature = Nature::Apart;
        row.put(Role::Purpose, Cell::text(word));
        row.put(Role::Debit, Cell::Money(sums.debit, make.currency));
        row.put(Role::Credit, Cell::Money(sums.credit, make.currency));
        put_balance(make, words, &mut row, balance, options.has_side);
        rows.push(row);
    };
    put(words.month, sums.0, sums.2);
    if options.has_years {
        put(words.year, sums.1, sums.2);
    }
}

fn put_balance(make: &Make<'_>, words: &Lines, row: &mut DraftRow, balance: Parts, has_side: bool) {
    let side = match balance {
        0 => words.even,
        more if more > 0 => words.debit,
        _ => words.credit,
    };
    row.put(Role::LedgerDirection, Cell::text(side));
    row.put(Role::LedgerBalance, Cell::Money(if has_side { balance.abs() } else { balance }, make.currency));
}

fn voucher(make: &mut Make<'_>) -> String {
    let number = make.dice.between(1, 999);
    match make.tongue {
        Tongue::Chinese => format!("记-{number}"),
        Tongue::Traditional => format!("轉{number:04}"),
        Tongue::English => format!("JE{number:05}"),
        Tongue::German => format!("B{number:06}"),
    }
}

fn text_of(make: &mut Make<'_>, is_debit: bool) -> &'static str {
    match (make.tongue, is_debit) {
        (Tongue::Chinese, true) => make.dice.pick(&["销售商品", "海运费", "开票", "计提应收"]),
        (Tongue::Chinese, false) => make.dice.pick(&["收款", "收到货款", "回款", "银行收款"]),
        (Tongue::Traditional, true) => "銷貨",
        (Tongue::Traditional, false) => "收款",
        (Tongue::English, true) => make.dice.pick(&["Invoice", "Sale of goods"]),
        (Tongue::English, false) => make.dice.pick(&["Payment", "Receipt"]),
        (Tongue::German, true) => "Rechnung",
        (Tongue::German, false) => "Zahlung",
    }
}
