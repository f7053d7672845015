//! Amounts as people write them.
//!
//! [`amount`] is the amount alone; [`written_amount`] tells also what else the cell says: a currency, debit or credit, what was refunded.
//! The number itself is read in `number.rs`, amounts in words in `numerals.rs`, what stands around either in `around.rs`; `styles.rs`
//! asks a whole column which decimal sign it is written with.

mod around;
mod number;
mod numerals;
mod styles;
#[cfg(test)]
mod tests;

pub(crate) use styles::{DecimalSign, Styles};

use guiju_documents::Cell;
use guiju_types::{Amount, Currency};

use self::around::Said;
use self::number::{Fault, Scaled, number, quick};
use super::currency::Sign;
use super::width::narrow;
use crate::import::reason::Problem;

/// How the numbers of a column are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct NumberStyle {
    /// `.` or `,`.
    pub(crate) decimal: char,
    /// What one of its units is in whole units: 10,000 for a column in 万元.
    pub(crate) unit: i64,
    /// Whether more than four decimals are rounded rather than refused.
    pub(crate) rounds: bool,
}

impl Default for NumberStyle {
    fn default() -> Self {
        Self { decimal: '.', unit: 1, rounds: false }
    }
}

/// The side of the books that an amount is said to be on. What it means for a debt or an account is its column's to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Side {
    /// `Dr`, 借.
    Debit,
    /// `Cr`, 贷.
    Credit,
}

/// How much of an amount has been paid back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refunded {
    /// So much.
    Part(Amount),
    /// All of it.
    Whole,
}

/// An amount with all that its cell says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct WrittenAmount {
    /// As it is written, with its own sign: 贷 -100 is -100, and what 贷 makes of it is the column's to say.
    pub(crate) amount: Amount,
    /// Its currency, where it names one.
    pub(crate) currency: Option<Currency>,
    /// A sign that several currencies share.
    pub(crate) sign: Option<Sign>,
    /// Debit or credit.
    pub(crate) side: Option<Side>,
    /// What was paid back of it.
    pub(crate) refunded: Option<Refunded>,
    /// Whether tax is in it, where it says so.
    pub(crate) has_tax: Option<bool>,
}

impl WrittenAmount {
    const fn of(amount: Amount) -> Self {
        Self { amount, currency: None, sign: None, side: None, refunded: None, has_tax: None }
    }

    /// The currency of the amount in a column, or books, of a currency: a refusal where the cell says another, or a sign that could be
    /// of another. `None` for the column where the column does not say: then `base` decides about a sign that fits it.
    pub(crate) fn currency_in(&self, column: Option<Currency>, base: Currency) -> Result<Option<Currency>, Problem> {
        match (self.currency, self.sign, column) {
            (Some(own), _, Some(column)) if own != column => Err(Problem::new(
                "currency_conflict",
                format!("单元格写的是 {own}，该行币种却是 {column}"),
                format!("the cell says {own}, the row's currency is {column}"),
            )),
            (None, Some(sign), column) if !sign.is_of(column.unwrap_or(base)) => Err(Problem::new(
                "currency_unclear",
                "货币符号可以是几种货币；请写明币种",
                "the sign may be of several currencies; say which",
            )),
            (None, Some(_), column) => Ok(Some(column.unwrap_or(base))),
            (own, _, column) => Ok(own.or(column)),
        }
    }
}

/// The amount of a cell; `None` where it holds nothing, or the dash that stands for it. A currency beside it is passed over, so it is for
/// cells whose currency is known; what would change the amount's meaning (debit or credit, a refund, a net amount) is refused.
pub(crate) fn amount(cell: &Cell, style: NumberStyle) -> Result<Option<Amount>, Problem> {
    let Some(written) = written_amount(cell, style)? else { return Ok(None) };
    if written.side.is_some() || written.refunded.is_some() || written.has_tax == Some(false) {
        let shown = shown(&cell.text());
        return Err(Problem::new(
            "amount_says_more",
            format!("“{shown}”除金额外还注明了借贷、退款或不含税；请说明这一列的含义"),
            format!("`{shown}` says debit or credit, a refund or a net amount beside the amount; say what the column means"),
        ));
    }
    Ok(Some(written.amount))
}

/// The same for a figure that is compared with others of its row: what its cell says to be on the credit side is below zero.
pub(crate) fn compared_amount(cell: &Cell, style: NumberStyle) -> Result<Option<Amount>, Problem> {
    match written_amount(cell, style)? {
        Some(WrittenAmount { amount, side: Some(side), refunded: None, has_tax: None | Some(true), .. }) => {
            Ok(Some(if side == Side::Credit { -amount } else { amount }))
        }
        Some(_) => amount(cell, style),
        None => Ok(None),
    }
}

/// The amount of a cell with all that the cell says of it; `None` where it holds nothing.
pub(crate) fn written_amount(cell: &Cell, style: NumberStyle) -> Result<Option<WrittenAmount>, Problem> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(text) => of_text(text, NumberStyle { decimal: '.', ..style }).map(Some).map_err(|fault| problem(fault, text)),
        Cell::Text(text) => {
            if let Some(amount) = quick(text).filter(|_| style.decimal == '.' && style.unit == 1) {
                return Ok(Some(WrittenAmount::of(amount)));
            }
            let plain = narrow(text);
            if is_nothing(&plain) {
                return Ok(None);
            }
            of_text(&plain, style).map(Some).map_err(|fault| problem(fault, &plain))
        }
        Cell::Date(_) => Err(Problem::new("not_an_amount", "这里应为金额，却是日期", "a date where an amount should be")),
        Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => Err(problem(Fault::NotANumber, &cell.text())),
    }
}

/// What programs write where there is no number.
fn is_nothing(plain: &str) -> bool {
    plain.chars().all(|letter| matches!(letter, '-' | '—' | '―' | '_'))
        || matches!(plain, "/" | "\\" | "无" | "n/a" | "N/A" | "NA" | "NULL" | "null" | "(null)" | "nan" | "NaN" | "None")
}

/// Longer texts are no amounts, whatever they say.
const LONGEST: usize = 200;

fn of_text(text: &str, style: NumberStyle) -> Result<WrittenAmount, Fault> {
    if let Some(amount) = quick(text).filter(|_| style.decimal == '.' && style.unit == 1) {
        return Ok(WrittenAmount::of(amount));
    }
    if text.len() > LONGEST {
        return Err(Fault::NotANumber);
    }
    let is_bare = text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b',' | b'.'));
    let mut said = Said::default();
    let rest = if is_bare { text } else { said.peel(text)? };
    let (scaled, unit) = core(rest, style.decimal)?;
    let unit = match (unit, said.unit, said.has_yuan) {
        (Some(unit), None, _) | (None, Some(unit), false) => Some(unit),
        (None, None, true) => Some(1),
        (None, None, false) => None,
        (Some(_), Some(_), _) | (None, Some(_), true) => return Err(Fault::Unit),
    };
    let scaled = match unit {
        None => scaled.times(style.unit)?,
        Some(own) if style.unit == 1 || own == style.unit => scaled.times(if own == IN_WORDS { 1 } else { own })?,
        // `15000元` or `1.5亿` in a column of 万元: one of both is wrong.
        Some(_) => return Err(Fault::Unit),
    };
    Ok(WrittenAmount {
        amount: scaled.amount(said.is_negative, style.rounds)?,
        currency: said.currency,
        sign: said.sign,
        side: said.side,
        refunded: said.refunded,
        has_tax: said.has_tax,
    })
}

/// The unit of a number whose units are counted already: 壹仟元, `1万5千`.
const IN_WORDS: i64 = 0;

/// Units of large numbers, the longer words first.
const UNITS: [(&str, i64); 14] = [
    ("百万", 1_000_000),
    ("千万", 10_000_000),
    ("十万", 100_000),
    ("十亿", 1_000_000_000),
    ("百亿", 10_000_000_000),
    ("千亿", 100_000_000_000),
    ("万亿", 1_000_000_000_000),
    ("万", 10_000),
    ("萬", 10_000),
    ("千", 1_000),
    ("仟", 1_000),
    ("百", 100),
    ("亿", 100_000_000),
    ("億", 100_000_000),
];

/// A number with nothing around it, and its own unit: `1.5万`, `1亿2000万`, 壹仟元整.
fn core(text: &str, decimal: char) -> Result<(Scaled, Option<i64>), Fault> {
    if numerals::begins(text) {
        return numerals::words(text).map(|(scaled, _)| (scaled, Some(IN_WORDS)));
    }
    let is_large = |letter: char| matches!(letter, '十' | '百' | '千' | '仟' | '万' | '萬' | '亿' | '億');
    let Some(at) = text.find(is_large) else {
        return number(text, decimal).map(|scaled| (scaled, None)).map_err(|fault| uncertain(fault, text, decimal));
    };
    let take = |rest: &str, last: i64| -> Option<(usize, i64)> {
        UNITS.iter().find(|(word, _)| rest.starts_with(word)).filter(|(_, unit)| *unit < last).map(|(word, unit)| (word.len(), *unit))
    };
    let (first, rest) = text.split_at_checked(at).ok_or(Fault::NotANumber)?;
    let (length, unit) = take(rest, i64::MAX).ok_or(Fault::NotANumber)?;
    let first = number(first.trim(), decimal)?;
    let mut rest = rest.get(length..).unwrap_or_default().trim_start();
    if rest.is_empty() {
        return Ok((first, Some(unit)));
    }
    let (mut sum, mut last) = (first.times(unit)?, unit);
    while !rest.is_empty() {
        // `1万5` is 15,000 when spoken and 10,005 when written.
        let at = rest.find(is_large).ok_or(Fault::Unclear)?;
        let (digits, after) = rest.split_at_checked(at).ok_or(Fault::NotANumber)?;
        let (length, unit) = take(after, last).ok_or(Fault::NotANumber)?;
        let part = number(digits.trim(), decimal)?.times(unit)?;
        if !part.is_below(last) {
            return Err(Fault::NotANumber);
        }
        sum = sum.plus(part)?;
        last = unit;
        rest = after.get(length..).unwrap_or_default().trim_start();
    }
    Ok((sum, Some(IN_WORDS)))
}

/// `1000/月` and `1000-2000` are numbers, and no certain amount.
fn uncertain(fault: Fault, text: &str, decimal: char) -> Fault {
    let is_number = |part: &str| number(part.trim().trim_end_matches('元'), decimal).is_ok();
    let is_rate =
        text.split_once('/').is_some_and(|(left, right)| is_number(left) && right.chars().all(char::is_alphabetic) && !right.is_empty());
    let is_range = text.split_once(['-', '~', '～', '至']).is_some_and(|(left, right)| is_number(left) && is_number(right));
    if fault == Fault::NotANumber && (is_rate || is_range) { Fault::Uncertain } else { fault }
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

fn problem(fault: Fault, text: &str) -> Problem {
    let shown = shown(text);
    let (code, zh, en) = match fault {
        Fault::NotANumber => ("not_an_amount", format!("“{shown}”不是金额"), format!("`{shown}` is not an amount")),
        Fault::Unclear => (
            "amount_unclear",
            format!("“{shown}”可以读成两个金额（分隔符、正负号或币种看不出来）；请改写，或在方案中写明 decimal"),
            format!(
                "`{shown}` may be two amounts (its separators, signs or currencies do not tell); write it plainly, or say `decimal` in the recipe"
            ),
        ),
        Fault::TooPrecise => (
            "amount_too_precise",
            format!("“{shown}”的小数超过 4 位；方案中可写明 round = true"),
            format!("`{shown}` has more than 4 decimals; the recipe may say `round = true`"),
        ),
        Fault::TooLarge => (
            "amount_too_large",
            format!("金额“{shown}”过大（上限约 922 万亿）"),
            format!("the amount `{shown}` is too large (the limit is about 922 trillion)"),
        ),
        Fault::LostDigits => (
            "lost_digits",
            format!("“{shown}”被表格软件四舍五入成科学记数法；请把该列设为数值格式后重新导出"),
            format!("`{shown}` was rounded to its scientific form by a program; give the column a plain number format and export it again"),
        ),
        Fault::Uncertain => (
            "amount_uncertain",
            format!("“{shown}”不是确定的金额（约数、区间或单价）；请填写确切金额"),
            format!("`{shown}` is no certain amount (about, a range, or for each of something); enter the exact one"),
        ),
        Fault::Unit => (
            "amount_unit_unclear",
            format!("“{shown}”自带的单位与该列的单位不同；请统一单位"),
            format!("`{shown}` has a unit that contradicts the unit of its column; use one of both"),
        ),
    };
    Problem::new(code, zh, en)
}
