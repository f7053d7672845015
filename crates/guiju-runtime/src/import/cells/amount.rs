//! Amounts as people write them.

use guiju_documents::Cell;
use guiju_types::{Amount, AmountError};

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

/// The amount of a cell; `None` where it holds nothing, or the dash that stands for it.
pub(crate) fn amount(cell: &Cell, style: NumberStyle) -> Result<Option<Amount>, Problem> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Number(text) => of_text(text, NumberStyle { decimal: '.', ..style }).map(Some),
        Cell::Text(text) => {
            let plain = narrow(text);
            if matches!(&*plain, "" | "-" | "--" | "—" | "——" | "/" | "无" | "n/a" | "N/A" | "NA" | "NULL" | "null") {
                return Ok(None);
            }
            of_text(&plain, style).map(Some)
        }
        Cell::Date(_) => Err(Problem::new("not_an_amount", "这里应为金额，却是日期", "a date where an amount should be")),
        Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => Err(not_an_amount(&cell.text())),
    }
}

fn not_an_amount(text: &str) -> Problem {
    let shown: String = text.chars().take(40).collect();
    Problem::new("not_an_amount", format!("“{shown}”不是金额"), format!("`{shown}` is not an amount"))
}

fn of_text(text: &str, style: NumberStyle) -> Result<Amount, Problem> {
    // The common case, without a copy.
    let is_plain = style.decimal == '.' && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b'-'));
    let amount = if is_plain && !text.ends_with('-') { parse(text, style)? } else { parse(&spelled_plainly(text, style.decimal)?, style)? };
    if style.unit == 1 {
        return Ok(amount);
    }
    amount.checked_ratio(style.unit, 1).ok_or_else(|| too_large(text))
}

fn too_large(text: &str) -> Problem {
    let shown: String = text.chars().take(40).collect();
    Problem::new(
        "amount_too_large",
        format!("金额“{shown}”过大（上限约 922 万亿）"),
        format!("the amount `{shown}` is too large (the limit is about 922 trillion)"),
    )
}

fn parse(text: &str, style: NumberStyle) -> Result<Amount, Problem> {
    match text.parse::<Amount>() {
        Ok(amount) => Ok(amount),
        Err(AmountError::TooPrecise { .. }) if style.rounds => rounded(text),
        Err(AmountError::TooPrecise { .. }) => {
            let shown: String = text.chars().take(40).collect();
            Err(Problem::new(
                "amount_too_precise",
                format!("“{shown}”的小数超过 4 位；方案中可写明 round = true"),
                format!("`{shown}` has more than 4 decimals; the recipe may say `round = true`"),
            ))
        }
        Err(AmountError::TooLarge { .. }) => Err(too_large(text)),
        Err(AmountError::NotANumber { .. }) => Err(not_an_amount(text)),
    }
}

/// Half to even, to four decimals.
fn rounded(text: &str) -> Result<Amount, Problem> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let kept: String = fraction.chars().take(4).collect();
    let rest: String = fraction.chars().skip(4).collect();
    let down = format!("{whole}.{kept}").parse::<Amount>().map_err(|_| too_large(text))?;
    let is_half = rest.starts_with('5') && rest.bytes().skip(1).all(|byte| byte == b'0');
    let is_up = if is_half { down.parts() % 2 != 0 } else { rest.as_bytes().first().is_some_and(|digit| *digit >= b'5') };
    let step = Amount::from_parts(match (is_up, text.starts_with('-')) {
        (false, _) => 0,
        (true, false) => 1,
        (true, true) => -1,
    });
    down.checked_add(step).ok_or_else(|| too_large(text))
}

/// Digits, one point and a leading minus, from whatever a person wrote: `(1,234.50)`, `￥1 234`, `500-`, `USD 12`, `1.2E+05`.
fn spelled_plainly(text: &str, decimal: char) -> Result<String, Problem> {
    let refused = || not_an_amount(text);
    let plain = narrow(text);
    let mut rest = plain.trim();
    let mut is_negative = false;
    if let Some(inner) = rest.strip_prefix('(').and_then(|inner| inner.strip_suffix(')')) {
        is_negative = true;
        rest = inner;
    }
    let mut digits = String::with_capacity(rest.len());
    let mut exponent = None;
    let letters = |text: &str| text.chars().all(|letter| letter.is_ascii_alphabetic());
    rest = rest.trim();
    for code in ["RMB", "CNY", "USD", "EUR", "HKD", "JPY", "GBP", "US$", "HK$", "人民币", "元整", "元"] {
        let upper = rest.to_uppercase();
        if upper.starts_with(code) {
            rest = rest.get(code.len()..).unwrap_or(rest);
        } else if upper.ends_with(code) {
            rest = rest.get(..rest.len() - code.len()).unwrap_or(rest);
        }
    }
    rest = rest.trim();
    if let Some((mantissa, power)) = rest.split_once(['e', 'E']) {
        exponent = Some(power.parse::<i32>().map_err(|_| refused())?);
        rest = mantissa;
    }
    if letters(rest) {
        return Err(refused());
    }
    let group = if decimal == ',' { '.' } else { ',' };
    let mut since_group: Option<u32> = None;
    let mut is_fraction = false;
    for letter in rest.chars() {
        match letter {
            '0'..='9' => {
                digits.push(letter);
                since_group = since_group.map(|count| count + 1);
            }
            '-' | '+' => is_negative ^= letter == '-',
            '¥' | '￥' | '$' | '€' | '£' | ' ' | '\'' | '\u{2009}' | '\u{202F}' => {}
            _ if letter == decimal && !is_fraction => {
                check_group(since_group.take(), text)?;
                is_fraction = true;
                digits.push('.');
            }
            _ if letter == group && !is_fraction => {
                check_group(since_group.take(), text)?;
                since_group = Some(0);
            }
            _ => return Err(refused()),
        }
    }
    check_group(since_group, text)?;
    if let Some(power) = exponent {
        digits = shifted(&digits, power).ok_or_else(refused)?;
    }
    if is_negative {
        digits.insert(0, '-');
    }
    Ok(digits)
}

/// `1,5` may be one and a half; a separator is only taken for one of thousands where three digits follow it.
fn check_group(digits: Option<u32>, text: &str) -> Result<(), Problem> {
    match digits {
        None | Some(3) => Ok(()),
        Some(_) => {
            let shown: String = text.chars().take(40).collect();
            Err(Problem::new(
                "amount_unclear",
                format!("“{shown}”中的分隔符看不出是千分位还是小数点；请在方案中写明 decimal"),
                format!("the separator in `{shown}` may be of thousands or of decimals; say `decimal` in the recipe"),
            ))
        }
    }
}

/// The plain text of `digits × 10^power`.
fn shifted(digits: &str, power: i32) -> Option<String> {
    if !(-30..=30).contains(&power) {
        return None;
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let all: String = format!("{whole}{fraction}");
    let point = i32::try_from(whole.len()).ok()? + power;
    Some(match usize::try_from(point) {
        Ok(point) if point >= all.len() => format!("{all}{}", "0".repeat(point - all.len())),
        Ok(point) => format!("{}.{}", all.get(..point)?, all.get(point..)?),
        Err(_) => format!("0.{}{all}", "0".repeat(usize::try_from(-point).ok()?)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_styled(text: &str, style: NumberStyle, expected: &str) {
        let got = match amount(&Cell::from(text), style) {
            Ok(Some(amount)) => amount.to_string(),
            Ok(None) => "nothing".to_owned(),
            Err(problem) => problem.code.to_owned(),
        };
        assert_eq!(got, expected, "{text}");
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        check_styled(text, NumberStyle::default(), expected);
    }

    #[test]
    fn amounts_are_read_as_people_write_them() {
        check("1234.5", "1234.50");
        check("1,234,567.89", "1234567.89");
        check("１２，３４５．６７", "12345.67");
        check("(1,234.50)", "-1234.50");
        check("（１２３）", "-123.00");
        check("500-", "-500.00");
        check("-500", "-500.00");
        check("￥1,200.50", "1200.50");
        check("¥ 12", "12.00");
        check("$-3.5", "-3.50");
        check("-$3.5", "-3.50");
        check("RMB 1,000.00", "1000.00");
        check("1,000元", "1000.00");
        check("1.2E+05", "120000.00");
        check("5E-2", "0.05");
        check("1 234,5", "amount_unclear");
        check("", "nothing");
        check("-", "nothing");
        check("—", "nothing");
    }

    #[test]
    fn what_is_no_amount_is_refused_with_its_reason() {
        check("123456789012345678901234567890", "amount_too_large");
        check("1,5", "amount_unclear");
        check("1.23456", "amount_too_precise");
        check("12.3.4", "not_an_amount");
        check("=1+1", "not_an_amount");
        check("abc", "not_an_amount");
        check("12abc", "not_an_amount");
    }

    #[test]
    fn a_recipe_can_say_how_numbers_are_written() {
        let european = NumberStyle { decimal: ',', ..NumberStyle::default() };
        check_styled("1.234,56", european, "1234.56");
        check_styled("1,5", european, "1.50");
        let ten_thousands = NumberStyle { unit: 10_000, ..NumberStyle::default() };
        check_styled("1.25", ten_thousands, "12500.00");
        let rounding = NumberStyle { rounds: true, ..NumberStyle::default() };
        check_styled("1.23456", rounding, "1.2346");
        check_styled("0.00005", rounding, "0.00");
        check_styled("-0.00015", rounding, "-0.0002");
        check_styled("-0.99996", rounding, "-1.00");
    }
}
