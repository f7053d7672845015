//! Bank statements, in every form in which banks say where money went.

use crate::cell::Cell;
use crate::layout::open_items::{currency_text, pick_customer};
use crate::layout::receipts::account_of;
use crate::make::{Draft, DraftRow, Make, after};
use crate::truth::{CENT, Code, Parts, Settled, Tongue, UNIT, What};
use crate::words::{Role, Vocabulary};

/// How a statement says the direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Form {
    #[default]
    TwoColumns,
    /// Two columns, money out with a minus that repeats it.
    TwoColumnsMinus,
    Signed,
    Flag,
    /// Payer and payee, one of which is the company itself in each row.
    Sides,
    SidesFlag,
    /// Two columns of a company's own cash book, where debit is money in.
    CashBook,
    /// One signed column of a card, where plus is a purchase.
    Card,
}

/// A movement of the account.
struct Movement {
    party: Option<String>,
    /// Whether the party is a customer: only those pay.
    amount: Parts,
    is_in: bool,
    text: String,
}

pub(crate) fn draft(make: &mut Make<'_>) -> Draft {
    let form = make.dice.weighted(&[
        (8, Form::TwoColumns),
        (1, Form::TwoColumnsMinus),
        (6, Form::Signed),
        (6, Form::Flag),
        (3, Form::Sides),
        (2, Form::SidesFlag),
        (1, Form::CashBook),
        (1, Form::Card),
    ]);
    let has_balance = form == Form::CashBook || (form != Form::Card && make.dice.percent(62));
    let mut roles = vec![Role::BankDate];
    match form {
        Form::TwoColumns | Form::TwoColumnsMinus => roles.extend([Role::In, Role::Out]),
        Form::CashBook => roles.extend([Role::Debit, Role::Credit]),
        Form::Signed | Form::Sides | Form::Card => roles.push(Role::Signed),
        Form::Flag | Form::SidesFlag => roles.extend([Role::Flag, Role::Signed]),
    }
    match form {
        Form::Sides | Form::SidesFlag => roles.extend([Role::PayerSide, Role::PayeeSide]),
        Form::Card => roles.push(Role::Purpose),
        Form::TwoColumns | Form::TwoColumnsMinus | Form::Signed | Form::Flag | Form::CashBook => {
            roles.push(Role::Counterpart);
            make.maybe(&mut roles, 40, Role::CounterAccount);
            make.maybe(&mut roles, 25, Role::CounterBank);
        }
    }
    if has_balance {
        roles.push(Role::Balance);
    }
    make.maybe(&mut roles, 70, Role::Purpose);
    make.maybe(&mut roles, 30, Role::Serial);
    make.maybe(&mut roles, 20, Role::Category);
    let has_currency = make.dice.percent(20);
    if has_currency {
        roles.push(Role::Currency);
    }
    let accounts = if make.dice.one_in(8) && form != Form::Card { 2 } else { 1 };
    if accounts > 1 {
        roles.push(Role::OwnAccount);
        make.note("two_accounts");
    } else {
        make.maybe(&mut roles, 15, Role::OwnAccount);
    }
    make.maybe(&mut roles, 10, Role::OwnName);
    let flags = flags(make);
    let mut rows = Vec::new();
    let count = make.row_count();
    let is_blocks = make.dice.coin();
    let mut books: Vec<(String, Parts)> = (0..accounts).map(|place| (format!("60000000000{place}"), make.amount() * 3)).collect();
    let mut day = make.from;
    let mut second = make.second() / 2;
    for place in 0..count {
        let account = if accounts == 1 {
            0
        } else if is_blocks {
            usize::from(place * 2 >= count)
        } else {
            make.dice.below(accounts)
        };
        if is_blocks && accounts > 1 && place * 2 >= count && (place - 1) * 2 < count {
            day = make.from;
        }
        let step = make.dice.pick(&[0, 0, 1, 1, 2, 3]);
        day = after(day, step);
        second = if step == 0 { (second + 300 + make.second() / 40).min(86_000) } else { make.second() / 2 };
        let movement = movement(make, form);
        let Some((number, balance)) = books.get_mut(account) else { continue };
        *balance += if movement.is_in { movement.amount } else { -movement.amount };
        let (number, balance) = (number.clone(), *balance);
        let mut row = DraftRow::default();
        row.put(Role::BankDate, Cell::Day(day, second));
        amounts(make, form, &movement, &flags, &mut row);
        row.put(Role::Balance, Cell::Money(balance, make.currency));
        let own = make.company.own.name.clone();
        let other = movement.party.clone().unwrap_or_default();
        let (payer, payee) = if movement.is_in { (&other, &own) } else { (&own, &other) };
        row.put(Role::PayerSide, Cell::text(payer));
        row.put(Role::PayeeSide, Cell::text(payee));
        let (counter, bank) = account_of(make, &other);
        row.put(Role::Counterpart, Cell::text(&other));
        row.put(Role::CounterAccount, Cell::id(counter));
        row.put(Role::CounterBank, Cell::text(bank));
        row.put(Role::Purpose, Cell::text(&movement.text));
        row.put(Role::Serial, Cell::id(format!("{}{:08}", day.strftime("%Y%m%d"), make.dice.below(100_000_000))));
        row.put(Role::Category, Cell::text(category(make, movement.is_in)));
        row.put(Role::Currency, Cell::text(currency_text(make, make.currency)));
        row.put(Role::OwnAccount, Cell::id(number));
        row.put(Role::OwnName, Cell::text(own));
        let party = movement.party.as_deref().filter(|_| form != Form::Card);
        match movement.is_in {
            true => row.gives(What::In, party, make.currency, movement.amount),
            false => row.gives(What::Out, None, make.currency, movement.amount),
        }
        rows.push(row);
    }
    let is_edited = has_balance && rows.len() > 7 && make.dice.one_in(25);
    if is_edited {
        edit_balance(make, &mut rows);
    }
    if make.dice.percent(45) {
        rows.reverse();
        make.note("newest_first");
    }
    let has_both = rows.iter().flat_map(|row| &row.effects).any(|effect| effect.what == What::Out)
        && rows.iter().flat_map(|row| &row.effects).any(|effect| effect.what == What::In);
    let settled = settled(make, form, has_balance && rows.len() > 2, has_both, &flags);
    make.note(trait_of(form));
    if has_balance {
        make.note("balance");
    }
    let mut headers = Vec::new();
    if flags.is_told_in_header {
        headers.push((Role::Flag, "借贷标志(1收2付)".to_owned()));
    }
    if form == Form::CashBook && make.tongue == Tongue::Chinese {
        headers.extend([(Role::Debit, "借方".to_owned()), (Role::Credit, "贷方".to_owned())]);
    }
    Draft {
        kinds: &["bank_statement"],
        roles,
        headers,
        rows,
        settled,
        has_lines: true,
        title: title(make, form),
        may_total: !has_balance && form != Form::Card,
        is_one_currency: true,
        ..Draft::default()
    }
}

fn trait_of(form: Form) -> &'static str {
    match form {
        Form::TwoColumns => "two_columns",
        Form::TwoColumnsMinus => "two_columns_minus",
        Form::Signed => "signed",
        Form::Flag => "flag",
        Form::Sides => "sides",
        Form::SidesFlag => "sides_flag",
        Form::CashBook => "cash_book",
        Form::Card => "card",
    }
}

fn movement(make: &mut Make<'_>, form: Form) -> Movement {
    let is_card = form == Form::Card;
    let must_have_party = matches!(form, Form::Sides | Form::SidesFlag);
    let amount = make.amount();
    if make.dice.percent(if is_card { 15 } else { 55 }) {
        let (party, _) = pick_customer(make);
        let number = format!("INV-{}", make.dice.between(100, 999));
        return Movement { party: Some(party), amount, is_in: true, text: make.purpose(&number) };
    }
    if !must_have_party && make.dice.one_in(4) {
        // A fee or interest, which names nobody.
        let (is_in, zh, hant, en, de) = if make.dice.one_in(3) {
            (true, "结息", "利息", "interest", "Zinsen")
        } else {
            (false, "手续费", "手續費", "bank fee", "Kontoführung")
        };
        let text = by_tongue(make.tongue, zh, hant, en, de);
        return Movement { party: None, amount: make.dice.between(1, 90) * UNIT + 45 * CENT, is_in, text: text.to_owned() };
    }
    let place = make.dice.below(make.company.vendors.len());
    let vendor = make.company.vendors.get(place).map(|vendor| vendor.name.clone());
    // Now and then money goes back to a customer.
    let party = if make.dice.one_in(12) { Some(pick_customer(make).0) } else { vendor };
    let text = by_tongue(make.tongue, "采购款", "進貨", "purchase", "Einkauf");
    Movement { party, amount, is_in: false, text: text.to_owned() }
}

fn by_tongue(tongue: Tongue, zh: &'static str, hant: &'static str, en: &'static str, de: &'static str) -> &'static str {
    match tongue {
        Tongue::Chinese => zh,
        Tongue::Traditional => hant,
        Tongue::English => en,
        Tongue::German => de,
    }
}

/// The words of a direction column.
struct Flags {
    money_in: &'static str,
    money_out: &'static str,
    is_told_in_header: bool,
    /// Whether the words mean nothing without an explanation.
    is_dark: bool,
}

fn flags(make: &mut Make<'_>) -> Flags {
    let pairs: &[(&str, &str)] = match (make.tongue, make.vocabulary == Vocabulary::Known) {
        (Tongue::Chinese, _) => &[
            ("贷", "借"),
            ("贷方", "借方"),
            ("收", "支"),
            ("收入", "支出"),
            ("来账", "往账"),
            ("转入", "转出"),
            ("1", "2"),
            ("C", "D"),
            ("贷 Cr", "借 Dr"),
            ("入", "出"),
            ("收", "付"),
            ("+", "-"),
        ],
        (Tongue::Traditional, _) => &[("存入", "提出"), ("貸", "借"), ("入賬", "扣賬"), ("收入", "支出"), ("C", "D"), ("存", "提")],
        (Tongue::English, _) => &[
            ("C", "D"),
            ("Cr", "Dr"),
            ("CR", "DR"),
            ("Credit", "Debit"),
            ("In", "Out"),
            ("CRDT", "DBIT"),
            ("Deposit", "Withdrawal"),
            ("Received", "Sent"),
        ],
        (Tongue::German, _) => {
            &[("H", "S"), ("Haben", "Soll"), ("Gutschrift", "Lastschrift"), ("Eingang", "Ausgang"), ("C", "D"), ("Zugang", "Abgang")]
        }
    };
    let (money_in, money_out) = make.dice.pick(pairs);
    let is_dark = money_in == "1";
    Flags { money_in, money_out, is_told_in_header: is_dark && make.dice.coin(), is_dark }
}

fn amounts(make: &mut Make<'_>, form: Form, movement: &Movement, flags: &Flags, row: &mut DraftRow) {
    let currency: Code = make.currency;
    let money = |amount: Parts| Cell::Money(amount, currency);
    let amount = movement.amount;
    let (into, out) = if movement.is_in { (money(amount), Cell::Zero) } else { (Cell::Zero, money(amount)) };
    match form {
        Form::TwoColumns => {
            row.put(Role::In, into);
            row.put(Role::Out, out);
        }
        Form::TwoColumnsMinus => {
            row.put(Role::In, into);
            row.put(Role::Out, if movement.is_in { Cell::Zero } else { money(-amount) });
        }
        Form::CashBook => {
            row.put(Role::Debit, into);
            row.put(Role::Credit, out);
        }
        Form::Signed => row.put(Role::Signed, money(if movement.is_in { amount } else { -amount })),
        Form::Card => row.put(Role::Signed, money(if movement.is_in { -amount } else { amount })),
        Form::Flag | Form::Sides | Form::SidesFlag => row.put(Role::Signed, money(amount)),
    }
    row.put(Role::Flag, Cell::text(if movement.is_in { flags.money_in } else { flags.money_out }));
}

/// A balance that somebody edited, or a page that is missing: everything else still follows.
fn edit_balance(make: &mut Make<'_>, rows: &mut [DraftRow]) {
    let place = make.dice.below(rows.len());
    if make.dice.coin() {
        let slip = make.dice.between(1, 900) * UNIT;
        if let Some(row) = rows.get_mut(place) {
            for (role, cell) in &mut row.cells {
                if let (Role::Balance, Cell::Money(money, _)) = (*role, cell) {
                    *money += slip;
                }
            }
        }
        make.note("edited_balance");
    } else {
        let gap = make.dice.between(1, 900) * UNIT;
        for row in rows.iter_mut().skip(place) {
            for (role, cell) in &mut row.cells {
                if let (Role::Balance, Cell::Money(money, _)) = (*role, cell) {
                    *money += gap;
                }
            }
        }
        make.note("missing_rows");
    }
}

fn settled(make: &Make<'_>, form: Form, is_proven: bool, has_both: bool, flags: &Flags) -> Settled {
    match form {
        _ if is_proven && has_both => Settled::Arithmetic,
        Form::Flag | Form::SidesFlag if flags.is_dark && !flags.is_told_in_header && form == Form::Flag => Settled::No("direction words"),
        Form::Card => Settled::Words,
        Form::Sides if !has_both && make.vocabulary != Vocabulary::Known => Settled::No("which side is the company"),
        Form::TwoColumns | Form::TwoColumnsMinus | Form::Signed | Form::Flag | Form::Sides | Form::SidesFlag | Form::CashBook => {
            Settled::Words
        }
    }
}

fn category(make: &mut Make<'_>, is_in: bool) -> &'static str {
    // Kinds of transactions that say nothing certain of the direction.
    let _ = is_in;
    match make.tongue {
        Tongue::Chinese => make.dice.pick(&["网银", "转账", "小额普通", "跨行"]),
        Tongue::Traditional => make.dice.pick(&["轉帳", "網銀"]),
        Tongue::English => make.dice.pick(&["TRF", "FPS", "BACS"]),
        Tongue::German => make.dice.pick(&["Überweisung", "SEPA", "Dauerauftrag"]),
    }
}

fn title(make: &mut Make<'_>, form: Form) -> String {
    let words = match (make.tongue, form) {
        (Tongue::Chinese, Form::CashBook) => "银行存款日记账",
        (Tongue::Traditional, Form::CashBook) => "銀行存款日記帳",
        (Tongue::English, Form::CashBook) => "Cash book (company)",
        (Tongue::German, Form::CashBook) => "Kassen-/Bankbuch",
        (Tongue::Chinese, Form::Card) => "信用卡账单 消费为正、还款为负",
        (Tongue::Traditional, Form::Card) => "信用卡帳單",
        (Tongue::English, Form::Card) => "Credit card statement",
        (Tongue::German, Form::Card) => "Kreditkartenabrechnung",
        (Tongue::Chinese, _) => make.dice.pick(&["账户交易明细", "银行对账单", "交易明细清单"]),
        (Tongue::Traditional, _) => make.dice.pick(&["帳戶交易明細", "存款明細查詢"]),
        (Tongue::English, _) => make.dice.pick(&["Account statement", "Transaction history"]),
        (Tongue::German, _) => make.dice.pick(&["Kontoauszug", "Umsatzanzeige"]),
    };
    words.to_owned()
}
