//! The year of dates that are written without one: told by the period of their file.

use guiju_types::{Date, Month};

/// The period that a title says its rows are of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct YearOf {
    /// Its first day.
    pub(crate) first: Date,
    /// Its last day.
    pub(crate) last: Date,
}

/// How far outside of its period a row may be: a purchase posted late, a payment due after the statement.
const DAYS_OUTSIDE: i32 = 62;

impl YearOf {
    /// A calendar year.
    pub(crate) fn year(year: i16) -> Option<Self> {
        Some(Self { first: Date::new(year, 1, 1).ok()?, last: Date::new(year, 12, 31).ok()? })
    }

    /// The months from one to another.
    pub(crate) fn months(first: Month, last: Month) -> Self {
        Self { first: first.first_day(), last: last.last_day() }
    }

    /// The one day of that month and day which lies in the period, or nearest to it: 29 December in a statement of January is of the year
    /// before. `None` where none is near, or two are in the period.
    pub(crate) fn day(self, month: i8, day: i8) -> Option<Date> {
        let distance = |date: Date| match () {
            () if date < self.first => (self.first - date).get_days(),
            () if date > self.last => (date - self.last).get_days(),
            () => 0,
        };
        // A period of more than two years holds each day more than once.
        let last_year = self.last.year().min(self.first.year().saturating_add(3));
        let mut near = (self.first.year().saturating_sub(1)..=last_year.saturating_add(1))
            .filter_map(|year| Date::new(year, month, day).ok())
            .map(|date| (distance(date), date))
            .filter(|(distance, _)| *distance <= DAYS_OUTSIDE);
        let mut found = near.next()?;
        let mut is_double = false;
        for next in near {
            is_double = next.0 == 0 && found.0 == 0;
            if is_double {
                break;
            }
            if next.0 < found.0 {
                found = next;
            }
        }
        (!is_double).then_some(found.1)
    }

    /// The only day that a text says: `应收账款20260331`, `open items 2026-03-31`.
    pub(crate) fn day_in(text: &str) -> Option<Date> {
        let plain = super::narrow(text);
        let mut letters = Scan { letters: plain.chars().take(400).collect(), at: 0 };
        let mut found: Option<Date> = None;
        while letters.at < letters.letters.len() {
            let Some((kind, period)) = letters.period() else { continue };
            if kind != 0 || period.first != period.last || found.is_some_and(|day| day != period.first) {
                return None;
            }
            found = Some(period.first);
        }
        found
    }

    /// The period that a title says: `2024年01月`, `2024-01-01 至 2024-01-31`, `2024年1-3月`, `2024年度`. `None` where it says none, a
    /// single day (which may be the day of printing), or several that do not lie in each other.
    pub(crate) fn said_in(title: &str) -> Option<Self> {
        let plain = super::narrow(title);
        let mut letters = Scan { letters: plain.chars().take(400).collect(), at: 0 };
        let mut found: [Vec<Self>; 3] = Default::default();
        while letters.at < letters.letters.len() && found.iter().map(Vec::len).sum::<usize>() < 8 {
            if let Some((kind, period)) = letters.period() {
                found.get_mut(kind)?.push(period);
            }
        }
        // One day alone may be that of printing; more than two are no period.
        let is_period = found.first().is_some_and(|days| days.len() == 2 || days.iter().any(|day| day.first != day.last));
        let [days, months, years] = found.map(|periods| {
            let (first, last) = (periods.iter().map(|period| period.first).min()?, periods.iter().map(|period| period.last).max()?);
            Some(Self { first, last })
        });
        let days = days.filter(|_| is_period);
        let finest = days.or(months).or(years)?;
        let is_inside = |period: Self| period.first <= finest.first && finest.last <= period.last;
        [months, years].into_iter().flatten().all(is_inside).then_some(finest)
    }
}

struct Scan {
    letters: Vec<char>,
    at: usize,
}

impl Scan {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.letters.get(self.at + ahead).copied()
    }

    fn spaces(&mut self) {
        while self.peek(0) == Some(' ') {
            self.at += 1;
        }
    }

    fn takes(&mut self, wanted: &[char]) -> bool {
        let is_next = self.peek(0).is_some_and(|letter| wanted.contains(&letter));
        self.at += usize::from(is_next);
        is_next
    }

    /// The digits here, and how many they are.
    fn number(&mut self) -> Option<(i32, usize)> {
        let (mut value, mut width) = (0_i32, 0);
        while let Some(digit) = self.peek(0).and_then(|letter| letter.to_digit(10)) {
            value = value.saturating_mul(10).saturating_add(i32::try_from(digit).unwrap_or(0));
            width += 1;
            self.at += 1;
        }
        (width > 0).then_some((value, width))
    }

    fn small(&mut self) -> Option<i8> {
        let start = self.at;
        self.spaces();
        match self.number() {
            Some((value, 1 | 2)) => i8::try_from(value).ok(),
            Some(_) | None => {
                self.at = start;
                None
            }
        }
    }

    /// The sign of a range, taken off.
    fn range(&mut self) -> bool {
        let start = self.at;
        self.spaces();
        let is_range = self.takes(&['至', '到', '~', '～', '-', '—']);
        while self.takes(&['-', '—', '~']) {}
        self.spaces();
        if !is_range {
            self.at = start;
        }
        is_range
    }

    /// The next period and how fine it is: days, months, years. Always goes on by a letter at least.
    fn period(&mut self) -> Option<(usize, YearOf)> {
        let start = self.at;
        let Some((number, width)) = self.number() else {
            self.at = start + 1;
            return None;
        };
        let day_of = |number: i32| {
            let (month, day) = (i8::try_from(number / 100 % 100).ok()?, i8::try_from(number % 100).ok()?);
            Date::new(i16::try_from(number / 10_000).ok()?, month, day).ok().filter(|date| (1990..=2099).contains(&date.year()))
        };
        if width == 8 {
            return day_of(number).map(|day| (0, YearOf { first: day, last: day }));
        }
        let year = i16::try_from(number).ok().filter(|year| width == 4 && (1990..=2099).contains(year))?;
        let after_year = self.at;
        self.spaces();
        let has_word = self.takes(&['年']);
        if !has_word && !self.takes(&['-', '/', '.']) {
            self.at = after_year;
            return None;
        }
        let whole_year = || if has_word { YearOf::year(year).map(|period| (2, period)) } else { None };
        let after_sign = self.at;
        let Some(month) = self.small() else { return whole_year() };
        let month_of = |month: i8| format!("{year:04}-{month:02}").parse::<Month>().ok();
        if has_word && self.letters.get(self.at..)?.iter().copied().find(|letter| *letter != ' ').is_none_or(|letter| letter != '月') {
            // 2024年1-3月.
            let last = self.range().then(|| self.small()).flatten();
            self.spaces();
            if let Some(last) = last.filter(|_| self.takes(&['月'])) {
                return Some((1, YearOf::months(month_of(month)?, month_of(last)?)));
            }
            self.at = after_sign;
            return None;
        }
        self.spaces();
        let is_sign = self.takes(&['月', '-', '/', '.']);
        let after_month = self.at;
        let Some(day) = self.small().filter(|_| is_sign) else {
            self.at = after_month;
            let month = month_of(month)?;
            let last = self.later_month(month);
            return Some((1, YearOf::months(month, last)));
        };
        self.takes(&['日']);
        let first = Date::new(year, month, day).ok()?;
        Some((0, YearOf { first, last: self.later_day(first).unwrap_or(first) }))
    }

    /// 2024年1月至3月: the month that ends it.
    fn later_month(&mut self, first: Month) -> Month {
        let start = self.at;
        let last = self.range().then(|| self.small()).flatten();
        self.spaces();
        let last = last.filter(|last| self.takes(&['月']) && *last >= first.month_of_year());
        match last {
            Some(last) => first.plus(i32::from(last - first.month_of_year())),
            None => {
                self.at = start;
                first
            }
        }
    }

    /// 2024年1月1日至31日, 2024年1月1日至3月31日: the day that ends it.
    fn later_day(&mut self, first: Date) -> Option<Date> {
        let start = self.at;
        let number = if self.range() { self.small() } else { None };
        let end = match number {
            Some(number) if self.takes(&['日']) => Date::new(first.year(), first.month(), number).ok(),
            Some(month) if self.takes(&['月']) => {
                self.small().and_then(|day| Date::new(first.year(), month, day).ok()).filter(|_| self.takes(&['日']))
            }
            Some(_) | None => None,
        };
        let end = end.filter(|end| *end >= first);
        if end.is_none() {
            self.at = start;
        }
        end
    }
}
