//! The time of day after a date, and the zone that makes a date of an instant.

use guiju_types::Date;
use jiff::tz::{Offset, TimeZone};

/// The day of a date with what follows it, in a zone; `None` where that is no time of day. Without an offset the date is local already.
pub(super) fn day(date: Date, rest: &str, zone: &TimeZone) -> Option<Date> {
    let mut scan = Scan { rest };
    scan.skip();
    let is_same = scan.weekday().is_none_or(|weekday| weekday == date.weekday().to_monday_zero_offset());
    if !is_same {
        return None;
    }
    scan.skip();
    if scan.rest.is_empty() {
        return Some(date);
    }
    // `2026-03-05+08:00` and `2026-03-05Z` are days of their own zone.
    let mut of_day = Scan { rest: scan.rest };
    if !rest.starts_with(' ')
        && of_day.offset().is_some_and(|offset| offset.is_some())
        && of_day.rest.is_empty()
        && !scan.rest.starts_with('-')
    {
        return Some(date);
    }
    scan.lead();
    let (hour, minute, second) = scan.time()?;
    let offset = scan.offset()?;
    scan.remark(offset.is_some());
    if !scan.rest.is_empty() {
        return None;
    }
    let Some(offset) = offset else { return Some(date) };
    // 24:00 is the first instant of the next day.
    let (date, hour) = if hour == 24 { (date.tomorrow().ok()?, 0) } else { (date, hour) };
    let instant = TimeZone::fixed(offset).to_timestamp(date.at(hour, minute, second.min(59), 0)).ok()?;
    Some(zone.to_datetime(instant).date())
}

const WEEKDAYS: [(&str, i8); 14] = [
    ("monday", 0),
    ("tuesday", 1),
    ("wednesday", 2),
    ("thursday", 3),
    ("friday", 4),
    ("saturday", 5),
    ("sunday", 6),
    ("mon", 0),
    ("tue", 1),
    ("wed", 2),
    ("thu", 3),
    ("fri", 4),
    ("sat", 5),
    ("sun", 6),
];

/// The weekday that a text begins with, from Monday as 0, and the text after it.
pub(super) fn weekday(text: &str) -> Option<(i8, &str)> {
    for word in ["星期", "礼拜", "周"] {
        let Some(rest) = text.strip_prefix(word) else { continue };
        let letter = rest.chars().next()?;
        let day = ['一', '二', '三', '四', '五', '六', '日', '天'].iter().position(|day| *day == letter)?;
        return Some((i8::try_from(day.min(6)).ok()?, rest.get(letter.len_utf8()..)?));
    }
    let length = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    let (word, rest) = text.split_at_checked(length)?;
    let day = WEEKDAYS.iter().find(|(name, _)| name.eq_ignore_ascii_case(word)).map(|(_, day)| *day)?;
    Some((day, rest.strip_prefix(['.', ',']).unwrap_or(rest)))
}

struct Scan<'a> {
    rest: &'a str,
}

impl Scan<'_> {
    fn skip(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', ',']);
    }

    fn takes(&mut self, words: &[&str]) -> bool {
        let after = words.iter().find_map(|word| {
            let (start, after) = self.rest.split_at_checked(word.len())?;
            start.eq_ignore_ascii_case(word).then_some(after)
        });
        self.rest = after.unwrap_or(self.rest);
        after.is_some()
    }

    /// 星期一, (周一), Monday.
    fn weekday(&mut self) -> Option<i8> {
        let inner = self.rest.strip_prefix('(').unwrap_or(self.rest);
        let (day, rest) = weekday(inner)?;
        self.rest = if inner.len() == self.rest.len() { rest } else { rest.strip_prefix(')')? };
        Some(day)
    }

    /// What stands between a date and its time.
    fn lead(&mut self) {
        if self.takes(&["T", "-", ":"]) {
            self.skip();
        }
    }

    /// So many digits at the start, if they are followed by no other.
    fn digits(&mut self, width: std::ops::RangeInclusive<usize>) -> Option<i32> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (digits, rest) = self.rest.split_at_checked(length).filter(|_| width.contains(&length))?;
        self.rest = rest;
        digits.parse().ok()
    }

    fn time(&mut self) -> Option<(i8, i8, i8)> {
        let before = self.half();
        self.skip();
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (hour, minute, second) = if matches!(length, 4 | 6) {
            let number = self.digits(4..=6)?;
            if length == 6 { (number / 10_000, number / 100 % 100, number % 100) } else { (number / 100, number % 100, 0) }
        } else {
            let hour = self.digits(1..=2)?;
            if !self.takes(&[":", "时", "點", "点"]) {
                return None;
            }
            let minute = self.digits(1..=2).unwrap_or(0);
            let second = if self.takes(&[":", "分"]) { self.digits(1..=2).unwrap_or(0) } else { 0 };
            self.takes(&["秒"]);
            (hour, minute, second)
        };
        if self.takes(&[".", ","]) {
            self.digits(1..=9)?;
        }
        self.skip();
        let half = before.or_else(|| self.half());
        let hour = match half {
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            Some(_) | None => hour,
        };
        let is_time =
            (0..=24).contains(&hour) && (0..60).contains(&minute) && (0..=60).contains(&second) && (hour < 24 || minute + second == 0);
        let small = |number: i32| i8::try_from(number).ok();
        if is_time { Some((small(hour)?, small(minute)?, small(second)?)) } else { None }
    }

    /// Whether the hours are those after noon, where it is said.
    fn half(&mut self) -> Option<bool> {
        if self.takes(&["上午", "凌晨", "早上", "AM", "a.m."]) {
            return Some(false);
        }
        self.takes(&["下午", "晚上", "中午", "PM", "p.m."]).then_some(true)
    }

    /// `Z`, `UTC`, `GMT+0800`, `+08:00`. The outer `None` is an offset that is none.
    fn offset(&mut self) -> Option<Option<Offset>> {
        self.skip();
        let is_utc = self.takes(&["UTC", "GMT", "Z"]);
        let is_east = self.rest.starts_with('+');
        if !self.takes(&["+", "-"]) {
            return Some(is_utc.then_some(Offset::UTC));
        }
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        let (hours, minutes) = match length {
            1 | 2 => (self.digits(1..=2)?, if self.takes(&[":"]) { self.digits(2..=2)? } else { 0 }),
            4 => self.digits(4..=4).map(|number| (number / 100, number % 100))?,
            _ => return None,
        };
        if hours > 14 || minutes > 59 {
            return None;
        }
        let seconds = (hours * 60 + minutes) * 60;
        Offset::from_seconds(if is_east { seconds } else { -seconds }).ok().map(Some)
    }

    /// After an offset a program may name the zone once more: `(China Standard Time)`, `[Asia/Shanghai]`.
    fn remark(&mut self, has_offset: bool) {
        self.skip();
        let is_bracket =
            (self.rest.starts_with('(') && self.rest.ends_with(')')) || (self.rest.starts_with('[') && self.rest.ends_with(']'));
        if has_offset && (is_bracket || self.rest.bytes().all(|byte| byte.is_ascii_uppercase())) {
            self.rest = "";
        }
    }
}
