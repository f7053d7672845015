//! Dates as people write them, and in which order day, month and year stand.
//!
//! [`date`] reads a cell in a column whose order is known; [`dated`] knows more of the file: its year, its zone, its count of days.
//! The numbers are found in `text.rs`, times of day and zones in `clock.rs`, the year of dates without one in `year.rs`.

mod clock;
#[cfg(test)]
mod tests;
mod text;
mod year;

pub(crate) use year::YearOf;

use std::sync::LazyLock;

use guiju_documents::Cell;
use guiju_types::{Date, Month};
use jiff::ToSpan as _;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use self::text::{Fault, of_eight, of_text, quick};
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

/// What is known of the dates of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DateStyle {
    /// In which order the numbers stand, where that matters.
    pub(crate) order: Option<DateOrder>,
    /// The period of the file, for dates without a year.
    pub(crate) year: Option<YearOf>,
    /// The company's zone: an instant is a day in it.
    pub(crate) zone: TimeZone,
    /// Whether the workbook counts its days from 1904.
    pub(crate) is_1904: bool,
}

static CHINA: LazyLock<TimeZone> =
    LazyLock::new(|| TimeZone::get("Asia/Shanghai").unwrap_or_else(|_| TimeZone::fixed(jiff::tz::offset(8))));

/// The zone of a company that has named none.
pub(crate) fn default_zone() -> TimeZone {
    CHINA.clone()
}

impl Default for DateStyle {
    fn default() -> Self {
        Self { order: None, year: None, zone: default_zone(), is_1904: false }
    }
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
    /// Two numbers, a day and a month in some order, without a year: `12/29`.
    WithoutYear { first: i8, second: i8 },
    /// A month and a day without a year: 3月5日.
    MonthAndDay { month: i8, day: i8 },
    /// A month without a day: `2026-3`.
    Month(Month),
}

/// The date of a cell in a column of which more is known; `None` where it holds nothing.
pub(crate) fn dated(cell: &Cell, style: &DateStyle) -> Result<Option<Date>, Problem> {
    read(cell, style.order, style.year, &style.zone, style.is_1904)
}

fn read(cell: &Cell, order: Option<DateOrder>, year: Option<YearOf>, zone: &TimeZone, is_1904: bool) -> Result<Option<Date>, Problem> {
    let Some(written) = said(cell, zone, is_1904)? else { return Ok(None) };
    let date = match written {
        Written::Clearly(date) => date,
        Written::DayAndMonth { .. }
        | Written::Short { .. }
        | Written::WithoutYear { .. }
        | Written::MonthAndDay { .. }
        | Written::Month(_) => decided(written, order, year, &cell.text())?,
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

/// What its column decides of a date that its text leaves open.
fn decided(written: Written, order: Option<DateOrder>, year: Option<YearOf>, text: &str) -> Result<Date, Problem> {
    let new = |year: i16, month: i8, day: i8| Date::new(year, month, day).ok();
    match written {
        Written::Clearly(date) => Ok(date),
        Written::DayAndMonth { first, second, year } => match order {
            Some(DateOrder::Mdy) => new(year, first, second).ok_or_else(|| impossible(text)),
            Some(DateOrder::Dmy) => new(year, second, first).ok_or_else(|| impossible(text)),
            Some(DateOrder::Ymd) | None => only(&[new(year, first, second), new(year, second, first)], text),
        },
        Written::Short { first, second, third } => match order {
            Some(order) => short_day(first, second, third, order).ok_or_else(|| impossible(text)),
            None => only(&[DateOrder::Ymd, DateOrder::Mdy, DateOrder::Dmy].map(|order| short_day(first, second, third, order)), text),
        },
        Written::WithoutYear { .. } | Written::MonthAndDay { .. } if year.is_none() => Err(year_missing(text)),
        Written::WithoutYear { first, second } => {
            let day = |month, day| year.and_then(|year| year.day(month, day));
            match order {
                Some(DateOrder::Ymd | DateOrder::Mdy) => day(first, second).ok_or_else(|| year_unclear(text)),
                Some(DateOrder::Dmy) => day(second, first).ok_or_else(|| year_unclear(text)),
                // Both orders have to be asked for a day of any year: one outside of the period is a reading, too.
                None => match (new(2024, first, second), new(2024, second, first)) {
                    (Some(one), Some(other)) if one != other => Err(unclear(text)),
                    (Some(any), _) | (_, Some(any)) => day(any.month(), any.day()).ok_or_else(|| year_unclear(text)),
                    (None, None) => Err(impossible(text)),
                },
            }
        }
        Written::MonthAndDay { month, day } => year.and_then(|year| year.day(month, day)).ok_or_else(|| year_unclear(text)),
        Written::Month(_) => Err(day_missing(text)),
    }
}

/// The day of three short numbers in an order.
pub(crate) fn short_day(first: i8, second: i8, third: i8, order: DateOrder) -> Option<Date> {
    let (year, month, day) = match order {
        DateOrder::Ymd => (first, second, third),
        DateOrder::Mdy => (third, first, second),
        DateOrder::Dmy => (third, second, first),
    };
    Date::new(century(year), month, day).ok()
}

/// The one date that all readings which are dates agree on.
fn only(readings: &[Option<Date>], text: &str) -> Result<Date, Problem> {
    let mut dates = readings.iter().flatten();
    let first = *dates.next().ok_or_else(|| impossible(text))?;
    if dates.all(|other| *other == first) { Ok(first) } else { Err(unclear(text)) }
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

fn year_missing(text: &str) -> Problem {
    let text = shown(text);
    Problem::new(
        "year_missing",
        format!("“{text}”没有年份，文件的标题也没有写明；请说明年份"),
        format!("`{text}` has no year, and the title of the file says none; say which year"),
    )
}

fn year_unclear(text: &str) -> Problem {
    let text = shown(text);
    Problem::new(
        "year_unclear",
        format!("“{text}”没有年份，按文件的期间也定不出唯一的年份；请说明年份"),
        format!("`{text}` has no year, and the period of the file does not tell one; say which year"),
    )
}

fn day_missing(text: &str) -> Problem {
    let text = shown(text);
    Problem::new("day_missing", format!("“{text}”只有年月，没有日"), format!("`{text}` is a month without a day"))
}

const fn century(year: i8) -> i16 {
    // Two digits: 1970 to 2069.
    let year = year as i16;
    if year < 70 { 2000 + year } else { 1900 + year }
}

/// The date that a spreadsheet program means by a serial number.
fn of_serial(days: i32, is_1904: bool) -> Option<Date> {
    let start = if is_1904 { jiff::civil::date(1904, 1, 1) } else { jiff::civil::date(1899, 12, 30) };
    start.checked_add(days.days()).ok()
}

/// What a cell says of a date, before the order of its column is asked.
pub(crate) fn written(cell: &Cell) -> Result<Option<Written>, Problem> {
    said(cell, &CHINA, false)
}

/// The same, in a company's zone and a workbook's count of days.
pub(crate) fn said(cell: &Cell, zone: &TimeZone, is_1904: bool) -> Result<Option<Written>, Problem> {
    match cell {
        Cell::Empty => Ok(None),
        Cell::Date(moment) => Ok(Some(Written::Clearly(moment.date()))),
        // Day 0 is an empty cell with the format of a date.
        Cell::Number(text) if text == "0" => Ok(None),
        Cell::Number(text) => of_number(text, is_1904).map(|date| Some(Written::Clearly(date))).map_err(|fault| problem(fault, text)),
        Cell::Text(text) => {
            if let Some(date) = quick(text).filter(|date| date.year() > 1) {
                return Ok(Some(Written::Clearly(date)));
            }
            let plain = narrow(text);
            if is_nothing(&plain) {
                return Ok(None);
            }
            let is_number = plain.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && plain.matches('.').count() <= 1;
            let written = if is_number { of_number(&plain, is_1904).map(Written::Clearly) } else { of_text(&plain, zone) };
            written.map(Some).map_err(|fault| problem(fault, &plain))
        }
        Cell::Bool(_) | Cell::Error(_) | Cell::Uncomputed(_) => Err(not_a_date(&cell.text())),
    }
}

fn problem(fault: Fault, text: &str) -> Problem {
    match fault {
        Fault::NotADate => not_a_date(text),
        Fault::Impossible => impossible(text),
        Fault::Unclear => unclear(text),
    }
}

/// What programs write where there is no date: nothing, dashes, and the first day of their count.
fn is_nothing(plain: &str) -> bool {
    let zero = ["0000-00-00", "0000/00/00", "1900-01-00", "1900/01/00", "1900-1-0", "1900/1/0", "0001-01-01", "0001/1/1"];
    let is_zero =
        |start: &&str| plain.strip_prefix(*start).is_some_and(|rest| rest.trim_start_matches(['T', ' ', '0', ':', '.', 'Z']).is_empty());
    plain.chars().all(|letter| matches!(letter, '-' | '—' | '―'))
        || matches!(plain, "/" | "无" | "NULL" | "null" | "N/A" | "n/a" | "NaT" | "nan" | "None" | "00000000")
        || zero.iter().any(is_zero)
}

/// The days that a spreadsheet's serial numbers may mean: 1950 to 2078. Other numbers of five digits are more likely amounts or codes.
const SERIALS: std::ops::RangeInclusive<i32> = 18_264..=65_380;

/// `20260305` with or without a time after it, or a spreadsheet's serial number (with a fraction for the time).
fn of_number(text: &str, is_1904: bool) -> Result<Date, Fault> {
    let whole = text.split('.').next().unwrap_or_default();
    let number: i64 = whole.parse().map_err(|_| Fault::NotADate)?;
    match whole.len() {
        8 => of_eight(number).ok_or(Fault::Impossible),
        // The date with hours and minutes, and with seconds.
        12 if is_clock(number % 10_000 * 100) => of_eight(number / 10_000).ok_or(Fault::NotADate),
        14 if is_clock(number % 1_000_000) => of_eight(number / 1_000_000).ok_or(Fault::NotADate),
        5 => i32::try_from(number)
            .ok()
            .filter(|number| SERIALS.contains(number))
            .and_then(|days| of_serial(days, is_1904))
            .ok_or(Fault::NotADate),
        _ => Err(Fault::NotADate),
    }
    .and_then(|date| if whole.len() > 8 && !(1900..=2199).contains(&date.year()) { Err(Fault::NotADate) } else { Ok(date) })
}

const fn is_clock(number: i64) -> bool {
    number / 10_000 < 24 && number / 100 % 100 < 60 && number % 100 < 60
}
