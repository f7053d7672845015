//! The three numbers of a date in a text.

use guiju_types::{Date, Month};
use jiff::tz::TimeZone;

use super::clock::{day, weekday};
use super::{Written, century};

/// Why a text is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// It is something else.
    NotADate,
    /// There is no such day.
    Impossible,
    /// It may be two dates.
    Unclear,
}

const MONTHS: [(&str, &str); 12] = [
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may", "may"),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
];

/// `2026-03-05` and `2026/03/05`, which most dates are.
pub(super) fn quick(text: &str) -> Option<Date> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    let [y1, y2, y3, y4, sign, m1, m2, other, d1, d2] = *bytes;
    if sign != other || !matches!(sign, b'-' | b'/') {
        return None;
    }
    let digit = |byte: u8| byte.is_ascii_digit().then(|| byte - b'0');
    let two = |tens: u8, ones: u8| Some(digit(tens)? * 10 + digit(ones)?);
    let year = i16::from(two(y1, y2)?) * 100 + i16::from(two(y3, y4)?);
    Date::new(year, i8::try_from(two(m1, m2)?).ok()?, i8::try_from(two(d1, d2)?).ok()?).ok()
}

/// The date of a number of eight digits, `20260305`.
pub(super) fn of_eight(number: i64) -> Option<Date> {
    Date::new(i16::try_from(number / 10_000).ok()?, i8::try_from(number / 100 % 100).ok()?, i8::try_from(number % 100).ok()?).ok()
}

struct Scan<'a> {
    rest: &'a str,
}

/// What stood between two numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    /// `-`, `/`, `.`, space.
    Plain,
    Year,
    Month,
    None,
}

impl Scan<'_> {
    fn number(&mut self) -> Option<(i64, usize)> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(length).filter(|_| (1..=8).contains(&length))?;
        self.rest = rest;
        Some((digits.parse().ok()?, length))
    }

    fn month_name(&mut self) -> Option<i8> {
        let length = self.rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (word, rest) = self.rest.split_at_checked(length)?;
        let is = |name: &str| name.eq_ignore_ascii_case(word);
        let (month, _) = (1_i8..).zip(MONTHS).find(|(number, (short, long))| is(short) || is(long) || (*number == 9 && is("sept")))?;
        self.rest = rest.strip_prefix('.').unwrap_or(rest);
        Some(month)
    }

    /// The sign here. Spaces around it count for nothing; a space alone is one.
    fn sign(&mut self) -> Sign {
        let rest = self.rest.trim_start_matches(' ');
        let had_space = rest.len() < self.rest.len();
        let (sign, after) = match rest.chars().next() {
            Some('年') => (Sign::Year, rest.get('年'.len_utf8()..)),
            Some('月') => (Sign::Month, rest.get('月'.len_utf8()..)),
            Some('-' | '/' | '.' | '\\' | ',') => (Sign::Plain, rest.get(1..)),
            Some(_) | None if had_space => (Sign::Plain, Some(rest)),
            Some(_) | None => return Sign::None,
        };
        self.rest = after.unwrap_or_default().trim_start_matches(' ');
        sign
    }

    /// `5th March`, `Mar 5th`.
    fn skip_ordinal(&mut self) {
        let after = ["st", "nd", "rd", "th"].iter().find_map(|end| self.rest.strip_prefix(end));
        self.rest = after.filter(|rest| !rest.starts_with(|next: char| next.is_ascii_alphanumeric())).unwrap_or(self.rest);
    }

    fn skip_day_word(&mut self) {
        let rest = self.rest.trim_start_matches(' ');
        self.rest = rest.strip_prefix(['日', '号', '號']).unwrap_or(self.rest);
    }
}

fn small(number: i64) -> Result<i8, Fault> {
    i8::try_from(number).map_err(|_| Fault::Impossible)
}

fn whole(year: i64, width: usize) -> Result<i16, Fault> {
    match width {
        4 => i16::try_from(year).map_err(|_| Fault::Impossible),
        2 => small(year).map(century),
        _ => Err(Fault::NotADate),
    }
}

/// What a text says of a date. The zone is that of the company: an instant is a day in it.
pub(super) fn of_text(plain: &str, zone: &TimeZone) -> Result<Written, Fault> {
    if plain.len() > 80 {
        return Err(Fault::NotADate);
    }
    let (said_weekday, start) = weekday(plain).map_or((None, plain), |(day, rest)| (Some(day), rest.trim_start_matches([' ', ','])));
    if let Some(rest) = start.strip_prefix("民国").or_else(|| start.strip_prefix("民國")) {
        return of_the_republic(rest.trim_start());
    }
    let mut scan = Scan { rest: start };
    let written = if start.starts_with(|letter: char| letter.is_ascii_digit()) { by_number(&mut scan)? } else { by_name(&mut scan)? };
    scan.skip_day_word();
    match written {
        Written::Clearly(date) => {
            if said_weekday.is_some_and(|day| day != date.weekday().to_monday_zero_offset()) {
                return Err(Fault::Impossible);
            }
            day(date, scan.rest, zone).map(Written::Clearly).ok_or(Fault::NotADate)
        }
        Written::DayAndMonth { .. } | Written::Short { .. } | Written::WithoutYear { .. } | Written::MonthAndDay { .. } => {
            // Which day an instant is cannot be said before the order of its numbers is.
            let any = Date::constant(2024, 1, 10);
            let ends =
                [TimeZone::fixed(jiff::tz::offset(14)), TimeZone::fixed(jiff::tz::offset(-12))].map(|zone| day(any, scan.rest, &zone));
            match ends {
                [Some(one), Some(other)] if one == other => Ok(written),
                [Some(_), Some(_)] => Err(Fault::Unclear),
                _ => Err(Fault::NotADate),
            }
        }
        Written::Month(_) if scan.rest.trim().is_empty() => Ok(written),
        Written::Month(_) => Err(Fault::NotADate),
    }
}

/// `114年5月3日` after 民國. The first year of the Republic of China is 1912.
fn of_the_republic(text: &str) -> Result<Written, Fault> {
    let mut scan = Scan { rest: text };
    let (year, 1..=3) = scan.number().ok_or(Fault::NotADate)? else { return Err(Fault::NotADate) };
    scan.sign();
    let (month, 1..=2) = scan.number().ok_or(Fault::NotADate)? else { return Err(Fault::NotADate) };
    scan.sign();
    let (day, 1..=2) = scan.number().ok_or(Fault::NotADate)? else { return Err(Fault::NotADate) };
    scan.skip_day_word();
    if scan.rest.trim().is_empty() { clearly(of_republic(year)?, small(month)?, small(day)?) } else { Err(Fault::NotADate) }
}

/// The year of the common era of one of the Republic of China.
fn of_republic(year: i64) -> Result<i16, Fault> {
    i16::try_from(year).ok().filter(|year| (1..=199).contains(year)).map(|year| year + 1911).ok_or(Fault::Impossible)
}

fn clearly(year: i16, month: i8, day: i8) -> Result<Written, Fault> {
    Date::new(year, month, day).map(Written::Clearly).map_err(|_| Fault::Impossible)
}

/// A date that begins with a number.
fn by_number(scan: &mut Scan<'_>) -> Result<Written, Fault> {
    let (first, width) = scan.number().ok_or(Fault::NotADate)?;
    if width == 8 {
        return of_eight(first).map(Written::Clearly).ok_or(Fault::Impossible);
    }
    scan.skip_ordinal();
    let sign = scan.sign();
    if let Some(month) = scan.month_name() {
        return named(scan, month, first, width);
    }
    if sign == Sign::Month {
        // 3月5日.
        let (day, 1..=2) = scan.number().ok_or(Fault::NotADate)? else { return Err(Fault::NotADate) };
        return month_and_day(small(first)?, small(day)?);
    }
    let (second, 1..=2) = scan.number().filter(|_| sign != Sign::None).ok_or(Fault::NotADate)? else { return Err(Fault::NotADate) };
    let before = scan.rest;
    let second_sign = scan.sign();
    let third = if second_sign == Sign::None { None } else { scan.number() };
    // A number after a space may be the hour of what has no third number.
    let third = third.filter(|(_, width)| matches!(width, 1 | 2 | 4) && !scan.rest.starts_with([':', '时', '点']));
    let Some((third, third_width)) = third else {
        scan.rest = if second_sign == Sign::Month { before.trim_start_matches(' ').trim_start_matches('月') } else { before };
        return two(first, width, second, sign, second_sign);
    };
    match (width, third_width) {
        (4, 1 | 2) => clearly(whole(first, 4)?, small(second)?, small(third)?),
        // `114/05/03`: no other date begins with three digits.
        (3, 1 | 2) => clearly(of_republic(first)?, small(second)?, small(third)?),
        (2, 1 | 2) if sign == Sign::Year => clearly(whole(first, 2)?, small(second)?, small(third)?),
        (1 | 2, 4) if sign == Sign::Plain => {
            Ok(Written::DayAndMonth { first: small(first)?, second: small(second)?, year: whole(third, 4)? })
        }
        (1 | 2, 1 | 2) if sign == Sign::Plain && (width == 2 || third_width == 2) => {
            Ok(Written::Short { first: small(first)?, second: small(second)?, third: small(third)? })
        }
        _ => Err(Fault::NotADate),
    }
}

/// Two numbers: a year with a month, or a day with a month.
fn two(first: i64, width: usize, second: i64, sign: Sign, second_sign: Sign) -> Result<Written, Fault> {
    if width == 4 && matches!(second_sign, Sign::None | Sign::Month) {
        return month(whole(first, 4)?, second);
    }
    if width > 2 || sign != Sign::Plain || second_sign == Sign::Month {
        return Err(Fault::NotADate);
    }
    let (first, second) = (small(first)?, small(second)?);
    let is_possible = |month: i8, day: i8| Date::new(2024, month, day).is_ok();
    if is_possible(first, second) || is_possible(second, first) { Ok(Written::WithoutYear { first, second }) } else { Err(Fault::NotADate) }
}

fn month(year: i16, month: i64) -> Result<Written, Fault> {
    format!("{year:04}-{month:02}").parse::<Month>().map(Written::Month).map_err(|_| Fault::Impossible)
}

fn month_and_day(month: i8, day: i8) -> Result<Written, Fault> {
    // 2024 has a 29 February; whether the year meant has one is asked with the year.
    Date::new(2024, month, day).map(|_| Written::MonthAndDay { month, day }).map_err(|_| Fault::Impossible)
}

/// After a number and the name of a month: `5-Mar-2026`, `5 Mar`, `2026 Mar 5`.
fn named(scan: &mut Scan<'_>, month_named: i8, first: i64, width: usize) -> Result<Written, Fault> {
    let before = scan.rest;
    let sign = scan.sign();
    let is_long = |(_, width): &(i64, usize)| matches!(width, 1 | 2 | 4);
    let next = scan.number().filter(is_long).filter(|_| !scan.rest.starts_with(':'));
    if next.is_none() {
        scan.rest = before;
    }
    match (width, next) {
        (4, Some((day, 1 | 2))) => clearly(whole(first, 4)?, month_named, small(day)?),
        (4, None) => month(whole(first, 4)?, i64::from(month_named)),
        (1 | 2, Some((year, year_width @ (2 | 4)))) => clearly(whole(year, year_width)?, month_named, small(first)?),
        (1 | 2, None) if sign == Sign::None || before.starts_with(' ') => month_and_day(month_named, small(first)?),
        _ => Err(Fault::NotADate),
    }
}

/// A date that begins with the name of its month: `Mar 5, 2026`, `March 2026`, `Mar 5`.
fn by_name(scan: &mut Scan<'_>) -> Result<Written, Fault> {
    let month_named = scan.month_name().ok_or(Fault::NotADate)?;
    let joined = scan.rest.starts_with(['-', '/', '.']);
    scan.sign();
    let (first, width) = scan.number().ok_or(Fault::NotADate)?;
    if width == 4 {
        return month(whole(first, 4)?, i64::from(month_named));
    }
    scan.skip_ordinal();
    let before = scan.rest;
    let sign = scan.sign();
    let year = scan.number().filter(|(_, width)| matches!(width, 2 | 4) && sign != Sign::None && !scan.rest.starts_with(':'));
    match (width, year) {
        (1 | 2, Some((year, year_width))) => clearly(whole(year, year_width)?, month_named, small(first)?),
        // `Mar-26` is a day or a year.
        (1 | 2, None) if joined => Err(Fault::Unclear),
        (1 | 2, None) => {
            scan.rest = before;
            month_and_day(month_named, small(first)?)
        }
        _ => Err(Fault::NotADate),
    }
}
