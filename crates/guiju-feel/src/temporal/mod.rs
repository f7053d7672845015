//! Dates, times, zones and durations over the whole range of years that FEEL has (±999 999 999).
//!
//! `jiff` stops at year 9999, so calendar arithmetic is our own; `jiff` answers for the named time zones, from
//! a table that is compiled in.
//!
//! Equality here is structural. What FEEL calls equal (two ways to write one instant) is in `eval/compare.rs`.

mod arithmetic;
mod calendar;
mod parse;
mod text;
mod zone;

pub use zone::{Zone, ZoneKind};

pub(crate) use parse::{OFFSET_MAX, parse_at_literal, parse_date, parse_date_time, parse_duration, parse_time, parse_zone};

/// The largest year, in both directions.
pub(crate) const YEAR_MAX: i32 = 999_999_999;
pub(crate) const NANOS: i128 = 1_000_000_000;

/// A day of the proleptic Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    pub(crate) year: i32,
    pub(crate) month: u8,
    pub(crate) day: u8,
}

/// A time of day, to the nanosecond, with or without a zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: u8,
    pub(crate) nanosecond: u32,
    pub(crate) zone: Zone,
}

/// A day and a time of day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateTime {
    /// The day.
    pub date: Date,
    /// The time of day, with the zone of the whole.
    pub time: Time,
}

/// A `days and time duration`: a signed count of nanoseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct DaysDuration {
    // Rounded down, so that the nanoseconds are never negative and the derived order is right.
    pub(crate) seconds: i64,
    pub(crate) nanoseconds: u32,
}

/// A `years and months duration`: a signed count of months.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct YearsDuration {
    /// Twelve to the year.
    pub months: i64,
}

impl Date {
    /// A day that exists, or `None`.
    #[must_use]
    pub fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let is_valid = year.abs() <= YEAR_MAX && (1..=12).contains(&month) && day >= 1 && day <= calendar::days_in_month(year, month);
        is_valid.then_some(Self { year, month, day })
    }

    /// The year; negative before the year nought.
    #[must_use]
    pub fn year(self) -> i32 {
        self.year
    }

    /// 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// The same day for jiff, where its years reach.
    #[must_use]
    pub fn to_jiff(self) -> Option<jiff::civil::Date> {
        jiff::civil::Date::new(i16::try_from(self.year).ok()?, i8::try_from(self.month).ok()?, i8::try_from(self.day).ok()?).ok()
    }
}

impl From<jiff::civil::Date> for Date {
    fn from(date: jiff::civil::Date) -> Self {
        Self { year: i32::from(date.year()), month: date.month().unsigned_abs(), day: date.day().unsigned_abs() }
    }
}

impl Time {
    /// A time that exists, or `None`; there are no leap seconds in FEEL.
    #[must_use]
    pub fn new(hour: u8, minute: u8, second: u8, nanosecond: u32, zone: Zone) -> Option<Self> {
        (hour < 24 && minute < 60 && second < 60 && nanosecond < 1_000_000_000).then_some(Self { hour, minute, second, nanosecond, zone })
    }

    /// Midnight without a zone.
    #[must_use]
    pub fn midnight() -> Self {
        Self { hour: 0, minute: 0, second: 0, nanosecond: 0, zone: Zone::LOCAL }
    }

    /// 0 to 23.
    #[must_use]
    pub fn hour(&self) -> u8 {
        self.hour
    }

    /// 0 to 59.
    #[must_use]
    pub fn minute(&self) -> u8 {
        self.minute
    }

    /// 0 to 59.
    #[must_use]
    pub fn second(&self) -> u8 {
        self.second
    }

    /// 0 to 999 999 999.
    #[must_use]
    pub fn nanosecond(&self) -> u32 {
        self.nanosecond
    }

    /// The zone, if it has one.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }
}

impl From<jiff::civil::Time> for Time {
    fn from(time: jiff::civil::Time) -> Self {
        Self {
            hour: time.hour().unsigned_abs(),
            minute: time.minute().unsigned_abs(),
            second: time.second().unsigned_abs(),
            nanosecond: time.subsec_nanosecond().unsigned_abs(),
            zone: Zone::LOCAL,
        }
    }
}

impl DateTime {
    /// A day and a time.
    #[must_use]
    pub fn new(date: Date, time: Time) -> Self {
        Self { date, time }
    }
}

impl From<jiff::civil::DateTime> for DateTime {
    fn from(moment: jiff::civil::DateTime) -> Self {
        Self { date: moment.date().into(), time: moment.time().into() }
    }
}

impl From<&jiff::ZonedDateTime> for DateTime {
    fn from(moment: &jiff::ZonedDateTime) -> Self {
        let mut result = Self::from(moment.datetime());
        result.time.zone = match moment.time_zone().iana_name() {
            Some(name) if name != "UTC" => Zone::named(name).unwrap_or_else(|| Zone::offset(moment.offset().seconds())),
            _ => Zone::offset(moment.offset().seconds()),
        };
        result
    }
}

impl DaysDuration {
    /// From a signed count of nanoseconds, where the seconds fit.
    #[must_use]
    pub fn from_nanoseconds(total: i128) -> Option<Self> {
        Some(Self { seconds: i64::try_from(total.div_euclid(NANOS)).ok()?, nanoseconds: u32::try_from(total.rem_euclid(NANOS)).ok()? })
    }

    /// From whole seconds.
    #[must_use]
    pub fn from_seconds(seconds: i64) -> Self {
        Self { seconds, nanoseconds: 0 }
    }

    /// From whole days.
    #[must_use]
    pub fn from_days(days: i32) -> Self {
        Self::from_seconds(i64::from(days) * calendar::DAY_SECONDS)
    }

    /// The signed count of nanoseconds.
    #[must_use]
    pub fn total_nanoseconds(self) -> i128 {
        i128::from(self.seconds) * NANOS + i128::from(self.nanoseconds)
    }
}
