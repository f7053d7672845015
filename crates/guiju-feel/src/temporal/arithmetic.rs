//! Sums and differences of dates, times and durations. `None` where the result is out of range, or where one side
//! has a zone and the other has not.

use super::calendar::DAY_SECONDS;
use super::{Date, DateTime, DaysDuration, NANOS, Time, YearsDuration, Zone};

impl Time {
    /// Seconds since midnight.
    pub(crate) fn second_of_day(&self) -> i64 {
        i64::from(self.hour) * 3600 + i64::from(self.minute) * 60 + i64::from(self.second)
    }

    /// The time so many seconds after midnight, within the day.
    pub(crate) fn from_second_of_day(second: i64, nanosecond: u32, zone: Zone) -> Option<Self> {
        let part = |value: i64| u8::try_from(value).ok();
        Self::new(part(second / 3600)?, part(second / 60 % 60)?, part(second % 60)?, nanosecond, zone)
    }

    /// Seconds east of Greenwich; for a zone with a history, at the beginning of this century.
    pub(crate) fn offset(&self) -> Option<i32> {
        self.zone.offset_at(Date { year: 2000, month: 1, day: 1 }, self.second_of_day())
    }

    /// Nanoseconds since midnight, in UTC if it has a zone; the flag says which.
    #[must_use]
    pub fn position(&self) -> (i128, bool) {
        let offset = self.offset();
        let seconds = self.second_of_day() - i64::from(offset.unwrap_or(0));
        (i128::from(seconds) * NANOS + i128::from(self.nanosecond), offset.is_some())
    }

    /// The time of day so much later, past midnight if need be.
    pub(crate) fn plus(&self, duration: DaysDuration) -> Option<Self> {
        let local = i128::from(self.second_of_day()) * NANOS + i128::from(self.nanosecond);
        let total = (local + duration.total_nanoseconds()).rem_euclid(i128::from(DAY_SECONDS) * NANOS);
        Self::from_second_of_day(i64::try_from(total / NANOS).ok()?, u32::try_from(total % NANOS).ok()?, self.zone.clone())
    }

    pub(crate) fn since(&self, other: &Self) -> Option<DaysDuration> {
        let ((a, is_zoned), (b, other_is_zoned)) = (self.position(), other.position());
        if is_zoned == other_is_zoned { DaysDuration::from_nanoseconds(a - b) } else { None }
    }
}

impl Date {
    /// The day so much later; a part of a day counts only where it reaches the next midnight.
    pub(crate) fn plus_duration(self, duration: DaysDuration) -> Option<Self> {
        Self::from_days_since_epoch(self.days_since_epoch().checked_add(duration.seconds.div_euclid(DAY_SECONDS))?)
    }

    /// Midnight of this day, in the zone given.
    pub(crate) fn at_midnight(self, zone: Zone) -> DateTime {
        DateTime { date: self, time: Time { zone, ..Time::midnight() } }
    }
}

impl DateTime {
    /// Seconds east of Greenwich.
    pub(crate) fn offset(&self) -> Option<i32> {
        self.time.zone.offset_at(self.date, self.time.second_of_day())
    }

    /// Nanoseconds since 1970, in UTC if it has a zone; the flag says which.
    #[must_use]
    pub fn position(&self) -> (i128, bool) {
        let offset = self.offset();
        let seconds = self.date.days_since_epoch() * DAY_SECONDS + self.time.second_of_day() - i64::from(offset.unwrap_or(0));
        (i128::from(seconds) * NANOS + i128::from(self.time.nanosecond), offset.is_some())
    }

    /// The inverse of [`DateTime::position`].
    #[must_use]
    pub fn from_position(position: i128, zone: Zone) -> Option<Self> {
        let seconds = i64::try_from(position.div_euclid(NANOS)).ok()?;
        let local = seconds.checked_add(i64::from(zone.offset_at_instant(seconds).unwrap_or(0)))?;
        let date = Date::from_days_since_epoch(local.div_euclid(DAY_SECONDS))?;
        let nanosecond = u32::try_from(position.rem_euclid(NANOS)).ok()?;
        Some(Self { date, time: Time::from_second_of_day(local.rem_euclid(DAY_SECONDS), nanosecond, zone)? })
    }

    pub(crate) fn plus(&self, duration: DaysDuration) -> Option<Self> {
        Self::from_position(self.position().0 + duration.total_nanoseconds(), self.time.zone.clone())
    }

    pub(crate) fn plus_months(&self, months: i64) -> Option<Self> {
        Some(Self { date: self.date.plus_months(months)?, time: self.time.clone() })
    }

    pub(crate) fn since(&self, other: &Self) -> Option<DaysDuration> {
        let ((a, is_zoned), (b, other_is_zoned)) = (self.position(), other.position());
        if is_zoned == other_is_zoned { DaysDuration::from_nanoseconds(a - b) } else { None }
    }

    /// The same instant told in another zone; a local time is taken to be there already.
    pub(crate) fn in_zone(&self, zone: Zone) -> Option<Self> {
        match self.position() {
            (position, true) => Self::from_position(position, zone),
            _ => Some(Self { date: self.date, time: Time { zone, ..self.time.clone() } }),
        }
    }
}

impl DaysDuration {
    pub(crate) fn checked_add(self, other: Self) -> Option<Self> {
        Self::from_nanoseconds(self.total_nanoseconds() + other.total_nanoseconds())
    }

    pub(crate) fn checked_neg(self) -> Option<Self> {
        Self::from_nanoseconds(-self.total_nanoseconds())
    }
}

impl YearsDuration {
    pub(crate) fn checked_add(self, other: Self) -> Option<Self> {
        Some(Self { months: self.months.checked_add(other.months)? })
    }

    pub(crate) fn checked_neg(self) -> Option<Self> {
        Some(Self { months: self.months.checked_neg()? })
    }

    /// Whole months from one day to another, towards nought.
    pub(crate) fn between(from: Date, to: Date) -> Self {
        let months = |date: Date| i64::from(date.year) * 12 + i64::from(date.month);
        let mut total = months(to) - months(from);
        if total > 0 && to.day < from.day {
            total -= 1;
        } else if total < 0 && to.day > from.day {
            total += 1;
        }
        Self { months: total }
    }
}
