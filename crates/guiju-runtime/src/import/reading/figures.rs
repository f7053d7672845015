//! What the figures and dates of a sheet say of its columns before any of them has a meaning: which one runs on by the amounts of another,
//! which is a part of which, which is the sum of two.
//!
//! Headers in words that nobody listed are the rule with strangers' files; their arithmetic is the same everywhere. Never here: which
//! reading is taken for it (`candidate.rs` makes them, `decide.rs` chooses).

use std::collections::{BTreeMap, HashMap};

use guiju_documents::Row;
use guiju_rulebook::Imports;
use guiju_types::{Amount, Date};

use super::candidate::Column;
use super::proposal::Answers;
use super::questions;
use crate::import::cells::date::{DateStyle, dated};

/// Rows that are looked at: what holds in so many holds.
const ROWS: usize = 600;
/// Columns of amounts that are compared with each other.
const AMOUNTS: usize = 12;
/// A cent, in the parts of an amount.
const CENT: i128 = 100;
/// Different texts of a column that may tell accounts or directions apart.
const TEXTS: usize = 24;

/// How the amounts of a row move a balance.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Moves {
    /// One column, below zero for what went out.
    Signed(usize),
    /// What adds to the balance, and what takes from it.
    Two { plus: usize, minus: usize },
    /// One column that does not tell which way.
    Unsigned(usize),
}

/// How a column of balances is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Balance {
    pub(super) column: usize,
    /// A column that tells the balances of several accounts apart.
    pub(super) account: Option<usize>,
    /// A column whose words turn a balance below zero: 贷.
    pub(super) side: Option<usize>,
}

/// The amounts, dates and texts of a sheet, by column and row.
pub(super) struct Figures<'r> {
    rows: Vec<&'r Row>,
    /// How many of them are the sheet's own; the others are of sheets beside it.
    own: usize,
    /// Nothing for a column that holds no amounts. They are sums and products of what a stranger wrote: wider than an amount.
    amounts: Vec<Vec<Option<i128>>>,
    /// Whether no amount of a column is above zero.
    is_below: Vec<bool>,
    /// The texts of a column that has but few, as numbers.
    texts: Vec<Vec<u32>>,
    dates: Vec<Vec<Option<Date>>>,
    /// Whether a cell says the credit side; nothing for a column that says anything but sides.
    credits: Vec<Vec<bool>>,
}

impl<'r> Figures<'r> {
    /// The rows of a sheet, so many, and of those beside it that have the same columns: balances run on in the sheet's own alone.
    pub(super) fn of(body: &[&'r Row], own: usize, columns: &[Column], answers: &Answers, imports: &Imports) -> Self {
        let rows: Vec<&Row> = body.iter().take(ROWS).copied().collect();
        let amounts = columns.iter().map(|column| {
            if !column.profile.may_be_money() {
                return Vec::new();
            }
            rows.iter()
                .map(|row| questions::amount_of(row, column.index, columns, answers).map(|amount| i128::from(amount.parts())))
                .collect()
        });
        let amounts: Vec<Vec<Option<i128>>> = amounts.collect();
        let is_below = amounts.iter().map(|amounts| amounts.iter().flatten().all(|amount| *amount <= 0)).collect();
        let texts = columns.iter().map(|column| {
            if column.profile.texts.len() > TEXTS {
                return Vec::new();
            }
            let mut known: HashMap<String, u32> = HashMap::new();
            let numbered = rows.iter().map(|row| {
                let next = u32::try_from(known.len()).unwrap_or(u32::MAX);
                *known.entry(row.shown(column.index).text().trim().to_owned()).or_insert(next)
            });
            numbered.collect()
        });
        let texts = texts.collect();
        let dates = columns.iter().map(|column| {
            if column.profile.dates * 10 < column.profile.filled * 8 || column.profile.dates == 0 {
                return Vec::new();
            }
            let orders = column.profile.orders();
            let said = questions::order_said(answers).filter(|order| orders.contains(order));
            let order = said.or_else(|| column.profile.likeliest_order());
            let style = DateStyle { order, ..DateStyle::default() };
            rows.iter().map(|row| dated(row.cell(column.index), &style).ok().flatten()).collect()
        });
        let dates = dates.collect();
        let credits = columns.iter().map(|column| {
            if !column.profile.says_balance_sides {
                return Vec::new();
            }
            rows.iter().map(|row| imports.meaning("balance_side", row.shown(column.index).text().trim()) == Some("credit")).collect()
        });
        let credits = credits.collect();
        Self { own: own.min(rows.len()), rows, amounts, is_below, texts, dates, credits }
    }

    fn amounts(&self, column: usize) -> &[Option<i128>] {
        self.amounts.get(column).map_or(&[], Vec::as_slice)
    }

    fn amount(&self, column: usize, row: usize) -> Option<i128> {
        self.amounts(column).get(row).copied().flatten()
    }

    fn text(&self, column: usize, row: usize) -> String {
        self.rows.get(row).map(|row| row.shown(column).text().trim().to_owned()).unwrap_or_default()
    }

    /// The columns of amounts among these, as many as are compared.
    pub(super) fn money<'c>(&self, columns: impl Iterator<Item = &'c Column>) -> Vec<usize> {
        let is_any = |column: &usize| self.amounts(*column).iter().flatten().any(|amount| *amount != 0);
        columns.map(|column| column.index).filter(is_any).take(AMOUNTS).collect()
    }

    /// How a row moves the balance, as far as its columns say it.
    fn change(&self, moves: Moves, row: usize) -> i128 {
        match moves {
            Moves::Signed(column) | Moves::Unsigned(column) => self.amount(column, row).unwrap_or(0),
            Moves::Two { plus, minus } => {
                let takes = self.amount(minus, row).unwrap_or(0);
                // Some write what went out below zero, in a column of its own, too.
                let takes = if self.is_below.get(minus) == Some(&true) { -takes } else { takes };
                self.amount(plus, row).unwrap_or(0) - takes
            }
        }
    }

    /// Whether a column runs on: each value is the one before it and what its row moved, in either order of the rows, but for a row in
    /// six (a subtotal, a day that was left out).
    pub(super) fn runs(&self, moves: Moves, balance: Balance) -> bool {
        [false, true].into_iter().any(|is_up| self.steps_that_hold(moves, balance, is_up).is_some())
    }

    /// The steps from balance to balance in one order of the rows, where nearly all of them hold.
    fn steps_that_hold(&self, moves: Moves, balance: Balance, is_up: bool) -> Option<Vec<Step>> {
        let steps = self.steps(moves, balance, is_up);
        let held = steps.iter().filter(|step| step.holds(moves)).count();
        (held > 0 && (steps.len() - held) * 6 <= held).then_some(steps)
    }

    /// The balance as it is, or under the account column under which it runs on that does not without.
    pub(super) fn runs_by_account(&self, moves: Moves, balance: Balance, accounts: &[usize]) -> Option<Balance> {
        if self.runs(moves, balance) {
            return Some(balance);
        }
        let by_account = accounts.iter().map(|account| Balance { account: Some(*account), ..balance });
        // Under an account that has but a row or two anything runs on.
        by_account.into_iter().find(|balance| self.steps(moves, *balance, false).len() * 2 >= self.own && self.runs(moves, *balance))
    }

    /// Columns of sides: of balances, where no amount is meant. The one credit may be the opening balance, which is no movement.
    pub(super) fn sides_of_balances<'c>(&self, columns: &'c [Column]) -> impl Iterator<Item = usize> + use<'_, 'c, 'r> {
        columns.iter().map(|column| column.index).filter(|column| self.credits.get(*column).is_some_and(|credits| !credits.is_empty()))
    }

    /// Whether nearly each row has an amount in the one column or the other, and both columns have some.
    pub(super) fn complete_each_other(&self, one: usize, other: usize) -> bool {
        let moves = |column: usize, row: usize| self.amount(column, row).is_some_and(|amount| amount != 0);
        let is_any = |column: usize| (0..self.rows.len()).any(|row| moves(column, row));
        let neither = (0..self.rows.len()).filter(|row| !moves(one, *row) && !moves(other, *row)).count();
        is_any(one) && is_any(other) && self.are_apart(one, other) && neither <= self.rows.len() / 4
    }

    /// Whether two columns hold the same amounts in every row.
    pub(super) fn are_same(&self, one: usize, other: usize) -> bool {
        (0..self.rows.len()).all(|row| self.amount(one, row) == self.amount(other, row))
    }

    /// Whether no row has an amount in both columns, but for a total that nobody knows by its word.
    pub(super) fn are_apart(&self, one: usize, other: usize) -> bool {
        let moves = |column: usize, row: usize| self.amount(column, row).is_some_and(|amount| amount != 0);
        let both = (0..self.rows.len()).filter(|row| moves(one, *row) && moves(other, *row)).count();
        both == 0 || (both == 1 && self.rows.len() > 2)
    }

    /// What the texts of a column say of the direction, where the balance goes the same way in all rows of a text: whether it grew. Rows
    /// of equal amounts run on in both orders, with opposite meanings: then the column says nothing.
    pub(super) fn sides(&self, amount: usize, balance: Balance, words: usize) -> Option<BTreeMap<String, bool>> {
        let [down, up] = [false, true].map(|is_up| self.sides_in(amount, balance, words, is_up));
        match (down, up) {
            (Some(down), Some(up)) => (down == up).then_some(down),
            (one, other) => one.or(other),
        }
    }

    fn sides_in(&self, amount: usize, balance: Balance, words: usize, is_up: bool) -> Option<BTreeMap<String, bool>> {
        let moves = Moves::Unsigned(amount);
        let mut sides: BTreeMap<String, bool> = BTreeMap::new();
        for step in self.steps_that_hold(moves, balance, is_up)?.into_iter().filter(|step| step.holds(moves)) {
            let grew = (step.difference > 0) == (step.change > 0);
            let text = self.text(words, step.row);
            if text.is_empty() || *sides.entry(text).or_insert(grew) != grew {
                return None;
            }
        }
        let is_small = sides.len() <= 6 && sides.len() < self.own.max(2);
        is_small.then_some(sides)
    }

    fn steps(&self, moves: Moves, balance: Balance, is_up: bool) -> Vec<Step> {
        let mut last: HashMap<u32, (i128, usize)> = HashMap::new();
        let mut steps = Vec::new();
        for row in 0..self.own {
            let key = balance.account.and_then(|account| self.texts.get(account)?.get(row).copied()).unwrap_or_default();
            let Some(now) = self.amount(balance.column, row) else { continue };
            let is_credit = balance.side.and_then(|side| self.credits.get(side)?.get(row).copied()).unwrap_or(false);
            let now = if is_credit { -now.abs() } else { now };
            if let Some((before, before_row)) = last.insert(key, (now, row)) {
                // From new to old the later row has the amount that led from this balance to the one before.
                let (moved, difference) = if is_up { (before_row, before - now) } else { (row, now - before) };
                let change = self.change(moves, moved);
                if change != 0 || difference != 0 {
                    steps.push(Step { row: moved, change, difference });
                }
            }
        }
        steps
    }

    /// Whether an amount is nowhere above another, of the same sign, and less than it somewhere; of nothing there is no part, but for a cell
    /// that cannot be read.
    pub(super) fn is_part_of(&self, part: usize, whole: usize) -> bool {
        let (mut is_less, mut count, mut alone) = (false, 0, 0);
        if self.amounts(part).is_empty() {
            return false;
        }
        for row in 0..self.rows.len() {
            let part = self.amount(part, row).unwrap_or(0);
            let Some(whole) = self.amount(whole, row) else {
                alone += usize::from(part != 0);
                continue;
            };
            if part.abs() > whole.abs() || (part != 0 && (part < 0) != (whole < 0)) {
                return false;
            }
            is_less |= part.abs() < whole.abs();
            count += 1;
        }
        is_less && count > 0 && (alone == 0 || (alone == 1 && count > 2))
    }

    /// Whether a column is two others together wherever it is filled, none of them empty everywhere.
    pub(super) fn is_sum(&self, whole: usize, one: usize, other: usize) -> bool {
        let (mut has_one, mut has_other) = (false, false);
        if [whole, one, other].iter().any(|column| self.amounts(*column).is_empty()) {
            return false;
        }
        for row in 0..self.rows.len() {
            let Some(whole) = self.amount(whole, row) else { continue };
            let (one, other) = (self.amount(one, row).unwrap_or(0), self.amount(other, row).unwrap_or(0));
            if one + other != whole {
                return false;
            }
            has_one |= one != 0;
            has_other |= other != 0;
        }
        has_one && has_other
    }

    /// Columns that multiplied by another one give a third, and neither of them a rate of exchange: prices and counts.
    pub(super) fn multiplied(&self, columns: &[Column]) -> Vec<usize> {
        let money = self.money(columns.iter());
        let is_rate = |column: &usize| self.is_rate(*column, columns) && self.is_rate_for_sure(*column, columns);
        let rates: Vec<usize> = money.iter().copied().filter(is_rate).collect();
        let factors = || money.iter().copied().filter(|column| !rates.contains(column));
        let gives =
            |one: usize, other: usize| money.iter().any(|product| ![one, other].contains(product) && self.is_product(*product, one, other));
        factors().filter(|one| factors().any(|other| other != *one && gives(*one, other))).collect()
    }

    /// Whether a column may hold rates of exchange: about the same wherever the currency is the same.
    pub(super) fn is_rate(&self, column: usize, columns: &[Column]) -> bool {
        let spans = self.spans(column, columns);
        spans.is_some_and(|spans| !spans.is_empty() && spans.values().all(|span| span.most * 5 <= span.least * 6))
    }

    /// Whether it cannot be anything else: some currency has two rows, or the books' own the rate 1.
    pub(super) fn is_rate_for_sure(&self, column: usize, columns: &[Column]) -> bool {
        let unit = i128::from(Amount::PARTS_PER_UNIT);
        let spans = self.spans(column, columns).unwrap_or_default();
        spans.values().any(|span| span.rows > 1 && span.most != unit) || spans.values().any(|span| span.least == unit && span.most == unit)
    }

    /// The least and most of a column for each currency; nothing where there are none, or where whole numbers are counts.
    fn spans(&self, column: usize, columns: &[Column]) -> Option<HashMap<String, Span>> {
        let is_currency = |column: &&Column| column.profile.filled > 0 && column.profile.currencies * 10 >= column.profile.filled * 9;
        let currency = columns.iter().find(is_currency)?;
        let mut spans: HashMap<String, Span> = HashMap::new();
        let mut is_whole = true;
        for row in 0..self.rows.len() {
            let Some(rate) = self.amount(column, row).filter(|rate| *rate > 0) else { continue };
            let span = spans.entry(self.text(currency.index, row)).or_insert(Span { least: rate, most: rate, rows: 0 });
            span.least = rate.min(span.least);
            span.most = rate.max(span.most);
            span.rows += 1;
            is_whole &= rate % i128::from(Amount::PARTS_PER_UNIT) == 0;
        }
        (!is_whole).then_some(spans)
    }

    /// Whether a column is, to the cent, two others multiplied in every row, neither of them one everywhere.
    pub(super) fn is_product(&self, product: usize, one: usize, other: usize) -> bool {
        let unit = i128::from(Amount::PARTS_PER_UNIT);
        if [product, one, other].iter().any(|column| self.amounts(*column).is_empty()) {
            return false;
        }
        let (mut has_one, mut has_other) = (false, false);
        for row in 0..self.rows.len() {
            let (Some(product), Some(one), Some(other)) = (self.amount(product, row), self.amount(one, row), self.amount(other, row))
            else {
                continue;
            };
            if (one * other / unit - product).abs() > CENT {
                return false;
            }
            has_one |= one != unit;
            has_other |= other != unit;
        }
        has_one && has_other
    }

    /// Whether a column is, to the cent, some rate of another in every row; of the other less itself where that is `with_tax`. Rates are in
    /// percent.
    pub(super) fn is_tax_of(&self, tax: usize, amount: usize, with_tax: bool, rates: &[i64]) -> bool {
        let (mut count, mut misses) = (0, 0);
        for row in 0..self.rows.len() {
            let (tax, amount) = (self.amount(tax, row).unwrap_or(0), self.amount(amount, row).unwrap_or(0));
            if tax == 0 && amount == 0 {
                continue;
            }
            let net = if with_tax { amount - tax } else { amount };
            let is_of = |rate: &i64| (net * i128::from(*rate) / 100 - tax).abs() <= CENT;
            if !rates.iter().any(is_of) {
                misses += 1;
                continue;
            }
            count += usize::from(tax != 0);
        }
        // A total that nobody knows by its word is of several rates.
        count > 0 && (misses == 0 || (misses == 1 && count > 3))
    }

    /// Whether a column is to another one as a base amount is to its document amount, to the cent, in every row; and both are not the same.
    pub(super) fn is_in_ratio(&self, base: usize, document: usize, of: (usize, usize)) -> bool {
        let (mut count, mut is_other) = (0, false);
        if [base, document, of.0, of.1].iter().any(|column| self.amounts(*column).is_empty()) {
            return false;
        }
        for row in 0..self.rows.len() {
            let of_row = |column: usize| self.amount(column, row).unwrap_or(0);
            let (base, document, known_base, known) = (of_row(base), of_row(document), of_row(of.0), of_row(of.1));
            if known == 0 {
                continue;
            }
            // Both base amounts were rounded to the cent.
            if (base * known - document * known_base).abs() > CENT * (known.abs() + document.abs()) {
                return false;
            }
            count += usize::from(document != 0);
            is_other |= base != document;
        }
        count > 0 && is_other
    }

    /// Whether a column is another one in the books' own currency: about the same times of it wherever the currency is the same, and for
    /// one of the currencies the same amount.
    pub(super) fn is_converted(&self, base: usize, document: usize, columns: &[Column]) -> bool {
        let is_currency = |column: &&Column| column.profile.filled > 0 && column.profile.currencies * 10 >= column.profile.filled * 9;
        let Some(currency) = columns.iter().find(is_currency) else { return false };
        let unit = i128::from(Amount::PARTS_PER_UNIT);
        let mut spans: HashMap<String, Span> = HashMap::new();
        for row in 0..self.rows.len() {
            let (Some(base), Some(document)) = (self.amount(base, row), self.amount(document, row).filter(|amount| *amount != 0)) else {
                continue;
            };
            // To the cent the same is one to one, and nothing else is.
            let ratio = if base == document { unit } else { (base * unit / document).max(1) };
            let ratio = if base != document && ratio == unit { unit + 1 } else { ratio };
            let span = spans.entry(self.text(currency.index, row)).or_insert(Span { least: ratio, most: ratio, rows: 0 });
            span.least = ratio.min(span.least);
            span.most = ratio.max(span.most);
            span.rows += 1;
        }
        let is_one = |span: &Span| span.least == unit && span.most == unit;
        let is_rate = |span: &Span| span.least > 0 && span.most * 5 <= span.least * 6 && !(span.least..=span.most).contains(&unit);
        // What was paid of a single debt is a ratio, too.
        let is_sure = |span: &Span| is_rate(span) && span.rows > 1;
        spans.values().any(is_one) && spans.values().any(is_sure) && spans.values().all(|span| is_one(span) || is_rate(span))
    }

    /// Whether each date of a column is on or before that of another, and somewhere before it.
    pub(super) fn is_before(&self, first: usize, second: usize) -> bool {
        let dates = |column: usize| self.dates.get(column).map_or(&[][..], Vec::as_slice);
        let pairs: Vec<(Date, Date)> =
            dates(first).iter().zip(dates(second)).filter_map(|(first, second)| Some(((*first)?, (*second)?))).collect();
        pairs.iter().all(|(first, second)| first <= second) && pairs.iter().any(|(first, second)| first < second)
    }
}

/// The least and most of some figures, and how many they are.
struct Span {
    least: i128,
    most: i128,
    rows: usize,
}

/// From one balance to the next.
struct Step {
    row: usize,
    change: i128,
    difference: i128,
}

impl Step {
    fn holds(&self, moves: Moves) -> bool {
        match moves {
            Moves::Signed(_) | Moves::Two { .. } => self.change != 0 && self.difference == self.change,
            Moves::Unsigned(_) => self.change != 0 && self.difference.abs() == self.change.abs(),
        }
    }
}
