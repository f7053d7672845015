//! The texts of dates, times and durations: ISO 8601 as XML Schema has it, and `@Zone/Name` after a time.

use super::{Date, DateTime, DaysDuration, NANOS, Time, YEAR_MAX, YearsDuration, Zone};
use crate::value::Value;

/// The largest offset of a zone, as XML Schema has it (table 66): 14 hours, which the Line Islands need.
pub(crate) const OFFSET_MAX: i32 = 14 * 3600;

/// What `@"…"` stands for.
pub(crate) fn parse_at_literal(text: &str) -> Option<Value> {
    if text.contains('P') && text.trim_start_matches('-').starts_with('P') {
        return parse_duration(text);
    }
    if text.contains('T') && !text.contains('@') || text.split('@').next().is_some_and(|moment| moment.contains('T')) {
        return parse_date_time(text).map(Value::DateTime);
    }
    parse_date(text).map(Value::Date).or_else(|| parse_time(text).map(Value::Time))
}

/// A number of exactly `length` digits at the start of the text.
fn digits(text: &str, length: usize) -> Option<(u32, &str)> {
    let (number, rest) = (text.get(..length)?, text.get(length..)?);
    if !number.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    Some((number.parse().ok()?, rest))
}

/// `2026-03-31`; a year of more than four digits may not begin with 0.
pub(crate) fn parse_date(text: &str) -> Option<Date> {
    let (is_negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let length = rest.find('-')?;
    if !(4..=9).contains(&length) || (length > 4 && rest.starts_with('0')) {
        return None;
    }
    let (year, rest) = digits(rest, length)?;
    let (month, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let (day, rest) = digits(rest.strip_prefix('-')?, 2)?;
    let year = i32::try_from(year).ok().filter(|year| *year <= YEAR_MAX)?;
    if !rest.is_empty() {
        return None;
    }
    Date::new(if is_negative { -year } else { year }, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// `14:30:00`, with a fraction and a zone if there are any.
pub(crate) fn parse_time(text: &str) -> Option<Time> {
    if let Some(zone) = end_of_day(text) {
        return Time::new(0, 0, 0, 0, parse_zone(zone)?);
    }
    let (hour, rest) = digits(text, 2)?;
    let (minute, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let (second, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let (nanosecond, rest) = match rest.strip_prefix('.') {
        Some(rest) => fraction(rest)?,
        None => (0, rest),
    };
    let zone = parse_zone(rest)?;
    Time::new(u8::try_from(hour).ok()?, u8::try_from(minute).ok()?, u8::try_from(second).ok()?, nanosecond, zone)
}

/// What follows `24:00:00`, which is how XML Schema and ISO 8601 write the end of a day: it is the beginning of the next.
fn end_of_day(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("24:00:00")?;
    match rest.strip_prefix('.') {
        Some(digits) => {
            let zone = digits.trim_start_matches('0');
            (zone.len() < digits.len() && !zone.starts_with(|c: char| c.is_ascii_digit())).then_some(zone)
        }
        None => Some(rest),
    }
}

/// The digits after a point as nanoseconds; what is finer is cut off.
fn fraction(text: &str) -> Option<(u32, &str)> {
    let length = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = (text.get(..length)?, text.get(length..)?);
    if number.is_empty() {
        return None;
    }
    let nanoseconds = number.bytes().chain(std::iter::repeat(b'0')).take(9).fold(0_u32, |sum, digit| sum * 10 + u32::from(digit - b'0'));
    Some((nanoseconds, rest))
}

/// Nothing, `Z`, `+08:00` or `@Asia/Shanghai`.
pub(crate) fn parse_zone(text: &str) -> Option<Zone> {
    if text.is_empty() {
        return Some(Zone::LOCAL);
    }
    if text == "Z" || text == "z" {
        return Some(Zone::offset(0));
    }
    if let Some(name) = text.strip_prefix('@') {
        return Zone::named(name);
    }
    let is_west = text.starts_with('-');
    let (hours, rest) = digits(text.strip_prefix(['+', '-'])?, 2)?;
    let (minutes, rest) = digits(rest.strip_prefix(':')?, 2)?;
    let (seconds, rest) = match rest.strip_prefix(':') {
        Some(rest) => digits(rest, 2)?,
        None => (0, rest),
    };
    let total = i32::try_from(hours * 3600 + minutes * 60 + seconds).ok()?;
    let is_valid = rest.is_empty() && minutes < 60 && seconds < 60 && total <= OFFSET_MAX;
    is_valid.then(|| Zone::offset(if is_west { -total } else { total }))
}

/// `2026-03-31T14:30:00+08:00`
pub(crate) fn parse_date_time(text: &str) -> Option<DateTime> {
    let (date, time) = text.split_once('T')?;
    let date = parse_date(date)?;
    if let Some(zone) = end_of_day(time) {
        let next = Date::from_days_since_epoch(date.days_since_epoch() + 1)?;
        return Some(next.at_midnight(parse_zone(zone)?));
    }
    Some(DateTime { date, time: parse_time(time)? })
}

/// `P3DT4H` or `P1Y6M`; never a mixture, as months have no length.
pub(crate) fn parse_duration(text: &str) -> Option<Value> {
    let (is_negative, rest) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let rest = rest.strip_prefix('P')?;
    let (days_part, time_part) = match rest.split_once('T') {
        Some((_, "")) => return None,
        Some((days, time)) => (days, time),
        None => (rest, ""),
    };
    if rest.is_empty() {
        return None;
    }
    if days_part.contains(['Y', 'M']) {
        if !time_part.is_empty() {
            return None;
        }
        let ([years, months], rest) = parts(days_part, ['Y', 'M'])?;
        let months = years.checked_mul(12)?.checked_add(months)?;
        let months = i64::try_from(months).ok()?;
        return rest.is_empty().then_some(Value::YearsDuration(YearsDuration { months: if is_negative { -months } else { months } }));
    }
    let ([days], rest) = parts(days_part, ['D'])?;
    let ([hours, minutes], seconds_part) = parts(time_part, ['H', 'M'])?;
    let (seconds, nanoseconds) = seconds(seconds_part)?;
    let total =
        days.checked_mul(86_400)?.checked_add(hours.checked_mul(3600)?)?.checked_add(minutes.checked_mul(60)?)?.checked_add(seconds)?;
    let total = total.checked_mul(NANOS)?.checked_add(i128::from(nanoseconds))?;
    let duration = DaysDuration::from_nanoseconds(if is_negative { -total } else { total })?;
    rest.is_empty().then_some(Value::DaysDuration(duration))
}

/// `12H30M`, where each part may be missing but not out of order.
fn parts<const N: usize>(mut text: &str, units: [char; N]) -> Option<([i128; N], &str)> {
    let mut values = [0_i128; N];
    for (value, unit) in values.iter_mut().zip(units) {
        let length = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
        let (number, rest) = text.split_at_checked(length)?;
        if let Some(rest) = rest.strip_prefix(unit).filter(|_| length > 0) {
            *value = number.parse().ok().filter(|number| *number < i128::from(i64::MAX))?;
            text = rest;
        }
    }
    Some((values, text))
}

/// `4S` or `4.5S`, or nothing.
fn seconds(text: &str) -> Option<(i128, u32)> {
    if text.is_empty() {
        return Some((0, 0));
    }
    let number = text.strip_suffix('S')?;
    let (whole, nanoseconds) = match number.split_once('.') {
        Some((whole, rest)) => {
            let (nanoseconds, rest) = fraction(rest)?;
            (whole, if rest.is_empty() { nanoseconds } else { return None })
        }
        None => (number, 0),
    };
    let is_number = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    Some((whole.parse().ok().filter(|seconds| is_number && *seconds < i128::from(i64::MAX))?, nanoseconds))
}
