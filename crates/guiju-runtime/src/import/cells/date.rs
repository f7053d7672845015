//! Dates as people write them, and in which order day, month and year stand.

use guiju_documents::Cell;
use guiju_types::Date;
use jiff::ToSpan as _;
use serde::{Deserialize, Serialize};

use super::width::narrow;
use crate::import::reason::Problem;

/// In which order the three numbers of a date stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// `2026/3/5`.
    Ymd,
    /// `3/5/2026`, as in the United States.
    Mdy,
    /// `5/3/2026`, as in most of the world.
    Dmy,
}

/// What the text of a date leaves open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// Nothing: there is only one way to read it.
    Clearly(Date),
    /// Three numbers of which the last is the year: the first two.
    DayAndMonth { first: i8, second: i8, year: i16 },
    /// Three numbers of at most two digits each.
    Short { first: i8, second: i8, third: i8 },
}

/// The date of a cell in a column whose order is known where it matters; `None` where it holds nothing.
pub(crate) fn date(cell: &Cell, order: Option<DateOrder>) -> Result<Option<Date>, Problem> {
    let Some(written) = written(cell)? else { return Ok(None) };
    let impossible = || impossible(&cell.text());
    let date = match (written, order) {
        (Written::Clearly(date), _) => date,
        (Written::DayAndMonth { first, second, year }, Some(DateOrder::Mdy)) => Date::new(year, first, second).map_err(|_| impossible())?,
        (Written::DayAndMonth { first, second, year }, Some(DateOrder::Dmy)) => Date::new(year, second, first).map_err(|_| impossible())?,
        (Written::DayAndMonth { first, second, year }, Some(DateOrder::Ymd) | None) => either(first, second, year, &cell.text())?,
        (Written::Short { first, second, third }, Some(order)) => {
            let (year, month, day) = match order {
                DateOrder::Ymd => (first, second, third),
                DateOrder::Mdy => (third, first, second),
                DateOrder::Dmy => (third, second, first),
            };
            Date::new(century(year), month, day).map_err(|_| impossible())?
        }
        (Written::Short { .. }, None) => return Err(unclear(&cell.text())),
    };
    if !(1900..=2199).contains(&date.year()) {
        return Err(Problem::new(
            "date_out_of_range",
            format!("日期 {date} 不在 1900 至 2199 年之间"),
            format!("the date {date} is outside of 1900 to 2199"),
        ));
    }
    Ok(Some(date))
}

/// Without an order only what can be read in one way is a date.
fn either(first: i8, second: i8, year: i16, text: &str) -> Result<Date, Problem> {
    let (as_mdy, as_dmy) = (Date::new(year, first, second), Date::new(year, second, first));
    match (as_mdy, as_dmy) {
        (Ok(one), Ok(other)) if one != other => Err(unclear(text)),
        (Ok(date), _) | (_, Ok(date)) => Ok(date),
        (Err(_), Err(_)) => Err(impossible(text)),
    }
}

fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

fn impossible(text: &str) -> Problem {
    let text = shown(text);
    Problem::new("impossible_date", format!("没有“{text}”这一天"), format!("there is no day `{text}`"))
}

fn unclear(text: &str) -> Problem {
    let text = shown(text);
    Problem::new(
        "date_order_unknown",
        format!("“{text}”可以是两个日期；请在方案中写明该列的 date_order"),
        format!("`{text}` may be two dates; say the column's `date_order` in the recipe"),
    )
}

fn not_a_date(text: &str) -> Problem {
    let text = shown(text);
    Problem::new("not_a_date", format!("“{text}”不是日期"), format!("`{text}` is not a date"))
}

const fn century(year: i8) -> i16 {
    // Two digits: 1970 to 2069.
    let year = year as i16;
    if year < 70 { 2000 + year } else { 1900 + year }
}

/// The date that a spreadsheet program means by a serial number.
fn of_serial(days: i32) -> Option<Date> {
    jiff::civil::date(1899, 12, 30).checked_add(days.days()).ok()
}

/// What a cell says of a date, before the order of its column is asked.
pub(crate) fn written(cell: &Cell) -> Result<Option<Written>, Problem> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Date(moment) => Ok(Some(Written::Clearly(moment.date()))),
        Cell::Number(text) => of_number(text).map(|date| Some(Written::Clearly(date))),
        Cell::Text(text) => of_text(text),
        Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => Err(not_a_date(&cell.text())),
    }
}

/// `20260305`, or a spreadsheet's serial number (with a fraction for the time) of 1927 to 2173.
fn of_number(text: &str) -> Result<Date, Problem> {
    let whole = text.split('.').next().unwrap_or_default();
    let number: i32 = whole.parse().map_err(|_| not_a_date(text))?;
    if whole.len() == 8 {
        return of_eight(number).ok_or_else(|| impossible(text));
    }
    if (10_000..100_000).contains(&number) { of_serial(number).ok_or_else(|| not_a_date(text)) } else { Err(not_a_date(text)) }
}

fn of_eight(number: i32) -> Option<Date> {
    Date::new(i16::try_from(number / 10_000).ok()?, i8::try_from(number / 100 % 100).ok()?, i8::try_from(number % 100).ok()?).ok()
}

const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

fn of_text(text: &str) -> Result<Option<Written>, Problem> {
    let plain = narrow(text);
    if matches!(&*plain, "" | "-" | "--" | "—" | "/" | "无" | "NULL" | "null" | "N/A" | "n/a") || plain.starts_with("0000-00-00") {
        return Ok(None);
    }
    if plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && plain.matches('.').count() <= 1 {
        return of_number(&plain).map(|date| Some(Written::Clearly(date)));
    }
    let mut numbers = [0_i32; 3];
    let mut widths = [0_usize; 3];
    let mut count = 0;
    let mut month_name = None;
    // Up to three numbers, then anything that follows a space is a time of day.
    let mut letters = plain.chars().peekable();
    while let Some(letter) = letters.next() {
        if let Some(digit) = letter.to_digit(10) {
            let mut number = i32::try_from(digit).unwrap_or(0);
            let mut width = 1;
            while let Some(digit) = letters.peek().and_then(|next| next.to_digit(10)) {
                letters.next();
                number = number.saturating_mul(10).saturating_add(i32::try_from(digit).unwrap_or(0));
                width += 1;
            }
            match (numbers.get_mut(count), widths.get_mut(count)) {
                (Some(place), Some(place_width)) => (*place, *place_width) = (number, width),
                _ => return Err(not_a_date(text)),
            }
            count += 1;
            let wanted = if month_name.is_some() { 2 } else { 3 };
            if count == wanted {
                let rest: String = letters.collect();
                if !is_time(&rest) {
                    return Err(not_a_date(text));
                }
                break;
            }
        } else if letter.is_ascii_alphabetic() {
            let mut word = letter.to_ascii_lowercase().to_string();
            while let Some(next) = letters.next_if(char::is_ascii_alphabetic) {
                word.push(next.to_ascii_lowercase());
            }
            let found = (1_i8..).zip(MONTHS).find(|(_, month)| word.starts_with(month)).map(|(number, _)| (number, count));
            month_name = Some(found.ok_or_else(|| not_a_date(text))?);
        } else if !matches!(letter, '-' | '/' | '.' | ' ' | ',' | '年' | '月' | '\\') {
            return Err(not_a_date(text));
        }
    }
    let [first, second, third] = numbers;
    let day_or_month = |number: i32| i8::try_from(number).map_err(|_| impossible(text));
    if let Some((month, before)) = month_name {
        // `5-Mar-2026` or `Mar 5, 2026` or `2026 Mar 5`.
        if count != 2 {
            return Err(not_a_date(text));
        }
        let (year, day) = if widths.first() == Some(&4) { (first, second) } else { (second, first) };
        let year = if year < 100 { i32::from(century(i8::try_from(year).unwrap_or(0))) } else { year };
        let _ = before;
        let date = Date::new(i16::try_from(year).map_err(|_| impossible(text))?, month, day_or_month(day)?);
        return date.map(|date| Some(Written::Clearly(date))).map_err(|_| impossible(text));
    }
    if count != 3 {
        return Err(not_a_date(text));
    }
    if widths.first() == Some(&4) {
        let date = Date::new(i16::try_from(first).map_err(|_| impossible(text))?, day_or_month(second)?, day_or_month(third)?);
        return date.map(|date| Some(Written::Clearly(date))).map_err(|_| impossible(text));
    }
    if widths.get(2) == Some(&4) {
        let year = i16::try_from(third).map_err(|_| impossible(text))?;
        return Ok(Some(Written::DayAndMonth { first: day_or_month(first)?, second: day_or_month(second)?, year }));
    }
    if widths.iter().all(|width| *width <= 2) {
        return Ok(Some(Written::Short { first: day_or_month(first)?, second: day_or_month(second)?, third: day_or_month(third)? }));
    }
    Err(not_a_date(text))
}

/// Whether what follows a date is a time of day, or nothing.
fn is_time(rest: &str) -> bool {
    let rest = rest.trim_start_matches('日').trim();
    let rest = rest.strip_prefix('T').unwrap_or(rest);
    rest.is_empty()
        || rest.chars().all(|letter| {
            letter.is_ascii_digit() || matches!(letter, ':' | '.' | ' ' | '+' | '-' | 'Z' | 'A' | 'P' | 'M' | 'a' | 'p' | 'm')
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(cell: impl Into<Cell>, order: Option<DateOrder>, expected: &str) {
        let cell = cell.into();
        let got = match date(&cell, order) {
            Ok(Some(date)) => date.to_string(),
            Ok(None) => "nothing".to_owned(),
            Err(problem) => problem.code.to_owned(),
        };
        assert_eq!(got, expected, "{cell:?}");
    }

    #[test]
    fn dates_that_can_be_read_in_one_way_are_read() {
        for text in [
            "2026-03-05",
            "2026/3/5",
            "2026.3.5",
            "2026年3月5日",
            "２０２６年３月５日",
            "20260305",
            "2026-03-05 08:26:00",
            "2026-03-05T08:26:00Z",
            "5-Mar-2026",
            "Mar 5, 2026",
            "46086",
            "46086.5",
        ] {
            check(text, None, "2026-03-05");
        }
        check(Cell::Number("46086".into()), None, "2026-03-05");
        check("", None, "nothing");
        check("0000-00-00", None, "nothing");
        check("-", None, "nothing");
    }

    #[test]
    fn the_order_of_a_column_decides_where_the_text_does_not() {
        check("3/5/2026", Some(DateOrder::Mdy), "2026-03-05");
        check("5/3/2026", Some(DateOrder::Dmy), "2026-03-05");
        check("5/3/26", Some(DateOrder::Dmy), "2026-03-05");
        check("26-3-5", Some(DateOrder::Ymd), "2026-03-05");
        check("5/3/2026", None, "date_order_unknown");
        check("5/5/2026", None, "2026-05-05");
        check("25/3/2026", None, "2026-03-25");
        check("3/25/2026", None, "2026-03-25");
    }

    #[test]
    fn impossible_dates_are_refused() {
        check("2026-02-30", None, "impossible_date");
        check("31/4/2026", Some(DateOrder::Dmy), "impossible_date");
        check("13/13/2026", None, "impossible_date");
        check("20261301", None, "impossible_date");
        check("1026-03-05", None, "date_out_of_range");
        check("soon", None, "not_a_date");
        check("123", None, "not_a_date");
        check("2026-03", None, "not_a_date");
    }
}
