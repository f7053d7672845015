//! Puts a table into what stands around it in strangers' files: order and names of columns, noise, totals, lines above and below.

use jiff::civil::Date;

use crate::above;
use crate::cell::Cell;
use crate::layout::{fill, noise};
use crate::make::{Draft, DraftRow, Make, Nature};
use crate::truth::{Effect, Parts, Tongue};
use crate::words::{Role, Vocabulary};

/// A line of a file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Line {
    pub(crate) cells: Vec<Cell>,
    pub(crate) effects: Vec<Effect>,
    pub(crate) is_broken: bool,
    pub(crate) is_data: bool,
}

impl Line {
    pub(crate) fn of_texts(texts: Vec<String>) -> Self {
        let cells = texts.into_iter().map(|text| if text.is_empty() { Cell::Empty } else { Cell::Text(text) }).collect();
        Self { cells, ..Self::default() }
    }
}

/// A table in its frame.
#[derive(Debug, Clone, Default)]
pub(crate) struct Sheet {
    pub(crate) name: String,
    pub(crate) is_hidden: bool,
    pub(crate) lines: Vec<Line>,
    /// Roles with their names, in the order of the columns.
    pub(crate) columns: Vec<(Role, String)>,
    /// Whether each column that money depends on is called by a word of the product.
    pub(crate) is_known: bool,
    /// Whether none is.
    pub(crate) first_day: Option<Date>,
    pub(crate) last_day: Option<Date>,
}

/// Where a unit or currency of all amounts is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Said {
    #[default]
    Nowhere,
    Above,
    Title,
    Header,
}

pub(crate) fn frame(make: &mut Make<'_>, draft: &mut Draft, said: Said) -> Sheet {
    noise(make, draft);
    let roles = ordered(make, draft);
    let (columns, is_known) = named(make, draft, &roles, said);
    let broken = (draft.rows.len() > 4 && make.dice.one_in(60)).then(|| make.dice.below(draft.rows.len()));
    if let Some(place) = broken {
        break_row(make, draft, place);
    }
    subtotals(make, draft);
    let header = Line::of_texts(columns.iter().map(|(_, name)| name.clone()).collect());
    let mut lines = above::above(make, draft, said, columns.len());
    lines.push(header.clone());
    let repeats = if make.dice.one_in(18) { make.dice.count(3, 9) } else { usize::MAX };
    let mut days: Vec<Date> = Vec::new();
    for (place, row) in draft.rows.iter().enumerate() {
        if place > 0 && place % repeats == 0 {
            lines.push(header.clone());
            if !make.traits.contains(&"repeated_header") {
                make.note("repeated_header");
            }
        }
        let cells = columns.iter().map(|(role, _)| {
            let own = row.cells.iter().find(|(known, _)| known == role).map(|(_, cell)| cell.clone());
            own.or_else(|| (row.nature != Nature::Apart).then(|| fill(make, *role, place)).flatten()).unwrap_or_default()
        });
        let cells: Vec<Cell> = cells.collect();
        if row.nature == Nature::Data {
            days.extend(cells.iter().zip(&columns).filter_map(|(cell, (role, _))| cell.day().filter(|_| *role != Role::Due)));
        }
        lines.push(Line {
            cells,
            effects: if row.nature == Nature::Data { row.effects.clone() } else { Vec::new() },
            is_broken: row.nature == Nature::Broken,
            is_data: row.nature == Nature::Data,
        });
    }
    lines.extend(above::below(make, columns.len()));
    Sheet {
        name: String::new(),
        is_hidden: false,
        lines,
        columns,
        is_known,
        first_day: days.iter().min().copied(),
        last_day: days.iter().max().copied(),
    }
}

/// The columns of a file in an order that somebody would give them.
fn ordered(make: &mut Make<'_>, draft: &Draft) -> Vec<Role> {
    let mut roles = draft.roles.clone();
    if !draft.is_fixed {
        match make.dice.below(10) {
            0..=2 => make.dice.shuffle(&mut roles),
            3 | 4 => {
                let middle = make.dice.below(roles.len());
                roles.rotate_left(middle);
            }
            _ => {}
        }
    }
    if let Some(place) = roles.iter().position(|role| *role == Role::RowNumber) {
        roles.remove(place);
        roles.insert(0, Role::RowNumber);
    }
    if let Some(place) = roles.iter().position(|role| *role == Role::Nothing)
        && make.dice.coin()
    {
        roles.remove(place);
        let to = make.dice.below(roles.len());
        roles.insert(to, Role::Nothing);
    }
    roles
}

/// A name for each column, all different.
fn named(make: &mut Make<'_>, draft: &Draft, roles: &[Role], said: Said) -> (Vec<(Role, String)>, bool) {
    let mut names: Vec<(Role, String)> = Vec::new();
    let mut is_known = true;
    let unit = if said == Said::Header { above::unit_words(make) } else { None };
    for role in roles {
        let mut name = String::new();
        let mut is_of_product = false;
        let fixed = draft.headers.iter().find(|(known, _)| known == role).map(|(_, name)| name.clone());
        for _ in 0..8 {
            if let Some(fixed) = &fixed {
                (name, is_of_product) = (fixed.clone(), make.words.is_known(fixed));
            } else {
                (name, is_of_product) = word(make, *role);
            }
            let is_taken = names.iter().any(|(_, known)| known.to_lowercase() == name.to_lowercase());
            if !is_taken && !names_other_currency(&name, make.currency) {
                break;
            }
        }
        if *role == Role::Nothing {
            name = String::new();
        } else if names.iter().any(|(_, known)| *known == name) {
            name = format!("{name}{}", names.len());
            is_of_product = false;
        }
        if let Some(unit) = &unit
            && (role.is_summed() || matches!(role, Role::Signed | Role::Balance | Role::LedgerBalance))
            && !matches!(role, Role::BaseAmount | Role::BaseOpen)
        {
            name = if make.tongue == Tongue::Chinese { format!("{name}（{unit}）") } else { format!("{name} ({unit})") };
        }
        if role.matters() && !is_of_product {
            is_known = false;
        }
        names.push((*role, name));
    }
    (names, is_known)
}

/// Whether a header names a currency that its amounts are not in.
fn names_other_currency(name: &str, currency: &str) -> bool {
    let lower = name.to_lowercase();
    let names = [("CNY", "人民币"), ("CNY", "rmb"), ("CNY", "cny"), ("USD", "usd"), ("USD", "美元"), ("EUR", "eur"), ("HKD", "hkd")];
    names.iter().any(|(code, word)| *code != currency && lower.contains(word))
}

fn word(make: &mut Make<'_>, role: Role) -> (String, bool) {
    if let Role::Bucket(place) = role {
        return (format!("#{place}"), true);
    }
    let wants_known = match make.vocabulary {
        Vocabulary::Known => true,
        Vocabulary::Unknown => false,
        Vocabulary::Mixed => make.dice.coin(),
    };
    if wants_known && let Some(word) = make.words.known(&mut make.dice, role, make.tongue) {
        return (word, true);
    }
    let word = make.words.unknown(&mut make.dice, role, make.tongue, make.is_short).unwrap_or_else(|| "?".to_owned());
    (word, false)
}

/// Makes one row contradict itself: its amount or its date is none.
fn break_row(make: &mut Make<'_>, draft: &mut Draft, place: usize) {
    if draft.may_subtotal && draft.roles.contains(&Role::Balance) {
        return;
    }
    let bad_amount = make.dice.pick(&["12.3.4", "1O0.00", "#REF!", "见附件"]);
    let Some(row) = draft.rows.get_mut(place).filter(|row| row.nature == Nature::Data) else { return };
    for (role, cell) in &mut row.cells {
        if matches!(role, Role::InvoiceAmount | Role::PlainAmount | Role::ReceiptAmount)
            && matches!(cell, Cell::Money(..))
            && draft.roles.contains(role)
        {
            *cell = Cell::Raw(bad_amount.to_owned());
            row.nature = Nature::Broken;
            break;
        }
    }
    if row.nature == Nature::Broken {
        make.note("broken_row");
        draft.may_total = false;
        draft.may_subtotal = false;
    }
}

/// Words of sums: some that the product knows, some that it may not.
fn total_word(make: &mut Make<'_>) -> &'static str {
    match make.tongue {
        Tongue::Chinese => {
            make.dice.pick(&["合计", "总计", "合 计", "合　　计", "共计", "合计：", "汇总", "总和", "以上合计", "Total", "合计金额"])
        }
        Tongue::Traditional => make.dice.pick(&["合計", "總計", "共計", "總和"]),
        Tongue::English => make.dice.pick(&["Total", "TOTAL", "Grand Total", "Total:", "Totals", "Sum", "Overall", "Report total", "All"]),
        Tongue::German => make.dice.pick(&["Summe", "Gesamt", "Gesamtsumme", "Summe:", "Endsumme", "Insgesamt"]),
    }
}

fn subtotal_word(make: &mut Make<'_>, group: &str) -> String {
    let word = match make.tongue {
        Tongue::Chinese => make.dice.pick(&["小计", "小 计", "客户小计"]),
        Tongue::Traditional => "小計",
        Tongue::English => make.dice.pick(&["Subtotal", "Sub-total", "Total for customer"]),
        Tongue::German => make.dice.pick(&["Zwischensumme", "Teilsumme"]),
    };
    if make.dice.percent(60) { format!("{group} {word}") } else { word.to_owned() }
}

/// Puts sums into the rows, where the kind has them and the dice say so.
fn subtotals(make: &mut Make<'_>, draft: &mut Draft) {
    if draft.may_subtotal && draft.is_one_currency && draft.rows.len() > 3 && make.dice.one_in(9) {
        let group = draft.group;
        let name = |row: &DraftRow| row.cell(group).words().unwrap_or_default().to_owned();
        draft.rows.sort_by_key(name);
        let mut rows: Vec<DraftRow> = Vec::new();
        let mut since = 0;
        let all = std::mem::take(&mut draft.rows);
        for (place, row) in all.iter().enumerate() {
            rows.push(row.clone());
            let is_last = all.get(place + 1).is_none_or(|next| name(next) != name(row));
            if is_last {
                let label = subtotal_word(make, &name(row));
                let sum = sum_row(make, draft, all.get(since..=place).unwrap_or_default(), label, true);
                rows.push(sum);
                since = place + 1;
            }
        }
        make.note("subtotals");
        if make.dice.percent(60) {
            let label = total_word(make).to_owned();
            let sum = sum_row(make, draft, &all, label, false);
            rows.push(sum);
        }
        draft.rows = rows;
    } else if draft.may_total
        && draft.roles.iter().any(|role| role.is_summed())
        && !draft.rows.is_empty()
        && (draft.is_one_currency || draft.roles.contains(&Role::BaseAmount))
        && make.dice.percent(30)
    {
        let label = if make.dice.one_in(12) { String::new() } else { total_word(make).to_owned() };
        make.note(if label.is_empty() { "total_without_word" } else { "total" });
        let all = std::mem::take(&mut draft.rows);
        let sum = sum_row(make, draft, &all, label, false);
        draft.rows = all;
        draft.rows.push(sum);
    }
}

/// A row with the sums of others.
fn sum_row(make: &mut Make<'_>, draft: &Draft, rows: &[DraftRow], label: String, is_of_group: bool) -> DraftRow {
    let mut sum = DraftRow { nature: Nature::Apart, ..DraftRow::default() };
    for role in draft.roles.iter().filter(|role| role.is_summed()) {
        if !draft.is_one_currency && !matches!(role, Role::BaseAmount | Role::BaseOpen) {
            continue;
        }
        let of = |row: &DraftRow| row.cell(*role).money();
        let money: Parts = rows.iter().filter_map(of).map(|(money, _)| money).sum();
        let currency = rows.iter().filter_map(of).map(|(_, currency)| currency).next().unwrap_or(make.currency);
        sum.put(*role, if money == 0 { Cell::Zero } else { Cell::Money(money, currency) });
    }
    if label.is_empty() {
        return sum;
    }
    let texts: Vec<Role> = draft
        .roles
        .iter()
        .copied()
        .filter(|role| {
            matches!(
                role,
                Role::Customer
                    | Role::PlainParty
                    | Role::CustomerCode
                    | Role::Payer
                    | Role::InvoiceNumber
                    | Role::Purpose
                    | Role::Note
                    | Role::ReceiptNumber
                    | Role::Vessel
            )
        })
        .collect();
    let first = draft.roles.first().copied().unwrap_or_default();
    let place = if is_of_group {
        draft.group
    } else if make.dice.percent(45) && !first.is_summed() {
        first
    } else {
        make.dice.pick(&texts)
    };
    if matches!(place, Role::Nothing) {
        return sum;
    }
    let is_date = |role: &&Role| matches!(role, Role::InvoiceDate | Role::PlainDate | Role::ReceiptDate | Role::BankDate);
    let date = draft.roles.iter().find(is_date).copied();
    // Printed ledgers put the last day of the period beside their sums.
    if let Some(date) = date.filter(|date| *date != place)
        && make.dice.percent(25)
    {
        let last = rows.iter().filter_map(|row| row.cell(date).day());
        if let Some(day) = last.max() {
            sum.put(date, Cell::Day(day.last_of_month(), 0));
            make.note("dated_total");
        }
    }
    // The customer's name stands beside the sum of its items now and then.
    if is_of_group
        && make.dice.one_in(6)
        && let Some(role) = texts.iter().copied().find(|role| *role != draft.group)
    {
        let name = rows.first().map(|row| row.cell(draft.group)).unwrap_or_default();
        sum.put(draft.group, name);
        sum.put(role, Cell::Text(label));
        make.note("named_subtotal");
        return sum;
    }
    sum.put(place, Cell::Text(label));
    sum
}
