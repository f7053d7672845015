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
use crate::import::cells::date::{DateOrder, DateStyle, dated};

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
    pub(super) fn of(body: &[&'r Row], columns: &[Column], answers: &Answers, imports: &Imports) -> Self {
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
            // Two digits may be a year, but a year stands last where it may.
            let order = said.or_else(|| orders.iter().copied().max_by_key(|order| (*order != DateOrder::Ymd, *order == DateOrder::Dmy)));
            let style = DateStyle { order, ..DateStyle::default() };
            rows.iter().map(|row| dated(row.cell(column.index), &style).ok().flatten()).collect()
        });
        let dates = dates.collect();
        let credits = columns.iter().map(|column| {
            if !column.profile.says_sides {
                return Vec::new();
            }
            rows.iter().map(|row| imports.meaning("direction", row.shown(column.index).text().trim()) == Some("in")).collect()
        });
        let credits = credits.collect();
        Self { rows, amounts, is_below, texts, dates, credits }
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
        by_account.into_iter().find(|balance| self.steps(moves, *balance, false).len() * 2 >= self.rows.len() && self.runs(moves, *balance))
    }

    /// Columns of sides, one of them the credit side: of balances, where no amount is meant.
    pub(super) fn sides_of_balances<'c>(&self, columns: &'c [Column]) -> impl Iterator<Item = usize> + use<'_, 'c, 'r> {
        columns.iter().map(|column| column.index).filter(|column| self.credits.get(*column).is_some_and(|credits| credits.contains(&true)))
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
        let is_small = sides.len() <= 6 && sides.len() < self.rows.len().max(2);
        is_small.then_some(sides)
    }

    fn steps(&self, moves: Moves, balance: Balance, is_up: bool) -> Vec<Step> {
        let mut last: HashMap<u32, (i128, usize)> = HashMap::new();
        let mut steps = Vec::new();
        for row in 0..self.rows.len() {
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

    /// Whether an amount is nowhere above another, of the same sign, and less than it somewhere.
    pub(super) fn is_part_of(&self, part: usize, whole: usize) -> bool {
        let (mut is_less, mut count) = (false, 0);
        if self.amounts(part).is_empty() {
            return false;
        }
        for row in 0..self.rows.len() {
            let Some(whole) = self.amount(whole, row) else { continue };
            let part = self.amount(part, row).unwrap_or(0);
            if part.abs() > whole.abs() || (part != 0 && (part < 0) != (whole < 0)) {
                return false;
            }
            is_less |= part.abs() < whole.abs();
            count += 1;
        }
        is_less && count > 0
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
        let rates: Vec<usize> = money.iter().copied().filter(|column| self.is_rate(*column, columns)).collect();
        let factors = || money.iter().copied().filter(|column| !rates.contains(column));
        let gives =
            |one: usize, other: usize| money.iter().any(|product| ![one, other].contains(product) && self.is_product(*product, one, other));
        factors().filter(|one| factors().any(|other| other != *one && gives(*one, other))).collect()
    }

    /// Whether a column may hold rates of exchange: about the same wherever the currency is the same.
    pub(super) fn is_rate(&self, column: usize, columns: &[Column]) -> bool {
        let is_currency = |column: &&Column| column.profile.filled > 0 && column.profile.currencies * 10 >= column.profile.filled * 9;
        let Some(currency) = columns.iter().find(is_currency) else { return false };
        let mut spans: HashMap<String, (i128, i128)> = HashMap::new();
        let mut is_whole = true;
        for row in 0..self.rows.len() {
            let Some(rate) = self.amount(column, row).filter(|rate| *rate > 0) else { continue };
            let (least, most) = spans.entry(self.text(currency.index, row)).or_insert((rate, rate));
            *least = rate.min(*least);
            *most = rate.max(*most);
            is_whole &= rate % i128::from(Amount::PARTS_PER_UNIT) == 0;
        }
        // Whole numbers are counts.
        !is_whole && !spans.is_empty() && spans.values().all(|(least, most)| most * 5 <= least * 6)
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
        let mut count = 0;
        for row in 0..self.rows.len() {
            let (Some(tax), Some(amount)) = (self.amount(tax, row), self.amount(amount, row)) else { continue };
            let net = if with_tax { amount - tax } else { amount };
            let is_of = |rate: &i64| (net * i128::from(*rate) / 100 - tax).abs() <= CENT;
            if !rates.iter().any(is_of) {
                return false;
            }
            count += usize::from(tax != 0);
        }
        count > 0
    }

    /// Whether each date of a column is on or before that of another, and somewhere before it.
    pub(super) fn is_before(&self, first: usize, second: usize) -> bool {
        let dates = |column: usize| self.dates.get(column).map_or(&[][..], Vec::as_slice);
        let pairs: Vec<(Date, Date)> =
            dates(first).iter().zip(dates(second)).filter_map(|(first, second)| Some(((*first)?, (*second)?))).collect();
        pairs.iter().all(|(first, second)| first <= second) && pairs.iter().any(|(first, second)| first < second)
    }
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
