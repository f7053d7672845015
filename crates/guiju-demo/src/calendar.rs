//! The days of the demo's period: months, working days of a Chinese office, and the instants at which things are booked.
//!
//! Weekends, New Year, the Spring Festival, May Day and the National Day week are not worked. Days are counted since 1970-01-01,
//! instants in seconds of the Unix clock; the office keeps Beijing time.

use guiju_types::{Date, Month, Timestamp, date_from_days, days_since_epoch};

/// A day, counted since 1970-01-01.
pub(crate) type Day = i32;
/// An instant, in seconds since 1970-01-01T00:00Z.
pub(crate) type Second = i64;

const DAY_SECONDS: Second = 86_400;
const BEIJING_SECONDS: Second = 8 * 3600;

/// The first day of the lunar year, by which the Spring Festival holiday moves.
const LUNAR_NEW_YEAR: [(i16, i8, i8); 16] = [
    (2020, 1, 25),
    (2021, 2, 12),
    (2022, 2, 1),
    (2023, 1, 22),
    (2024, 2, 10),
    (2025, 1, 29),
    (2026, 2, 17),
    (2027, 2, 6),
    (2028, 1, 26),
    (2029, 2, 13),
    (2030, 2, 3),
    (2031, 1, 23),
    (2032, 2, 11),
    (2033, 1, 31),
    (2034, 2, 19),
    (2035, 2, 8),
];

/// The period of the demo with a margin after it, into which due dates fall.
#[derive(Debug, Clone)]
pub(crate) struct Calendar {
    first_month: Month,
    months: u32,
    start: Day,
    /// The first day of every month of the period and of the margin.
    month_starts: Vec<Day>,
    days: Vec<DayNote>,
}

#[derive(Debug, Clone, Copy)]
struct DayNote {
    month: u16,
    next_working: Day,
    last_working: Day,
}

/// How many months after the period are laid out: the longest term is 90 days.
const MARGIN_MONTHS: u32 = 8;

impl Calendar {
    /// Lays out `months` months from the first one.
    pub(crate) fn new(first_month: Month, months: u32) -> Self {
        let laid_out = months.saturating_add(MARGIN_MONTHS);
        let start_of = |offset: u32| days_since_epoch(first_month.plus(i32::try_from(offset).unwrap_or(i32::MAX)).first_day());
        let month_starts: Vec<Day> = (0..=laid_out).map(start_of).collect();
        let start = start_of(0);
        let mut days = Vec::new();
        let mut last_working = start;
        for (offset, pair) in month_starts.windows(2).enumerate() {
            let &[from, to] = pair else { continue };
            for day in from..to {
                last_working = if is_worked(day) { day } else { last_working };
                days.push(DayNote { month: u16::try_from(offset).unwrap_or(u16::MAX), next_working: day, last_working });
            }
        }
        let mut next_working = start.saturating_add(i32::try_from(days.len()).unwrap_or(0));
        for note in days.iter_mut().rev() {
            // Not yet the next working day: the day itself.
            next_working = if is_worked(note.next_working) { note.next_working } else { next_working };
            note.next_working = next_working;
        }
        Self { first_month, months, start, month_starts, days }
    }

    /// How many months the period has.
    pub(crate) fn months(&self) -> u32 {
        self.months
    }

    /// The month at an offset from the period's first.
    pub(crate) fn month(&self, offset: u32) -> Month {
        self.first_month.plus(i32::try_from(offset).unwrap_or(i32::MAX))
    }

    /// The first day of the month at an offset.
    pub(crate) fn month_start(&self, offset: u32) -> Day {
        let place = usize::try_from(offset).unwrap_or(usize::MAX);
        self.month_starts.get(place).or_else(|| self.month_starts.last()).copied().unwrap_or(self.start)
    }

    /// The last day of the month at an offset.
    pub(crate) fn month_end(&self, offset: u32) -> Day {
        self.month_start(offset.saturating_add(1)) - 1
    }

    /// The last day of the period.
    pub(crate) fn end(&self) -> Day {
        self.month_end(self.months.saturating_sub(1))
    }

    /// The offset of a day's month; days outside count to the nearest month laid out.
    pub(crate) fn month_of(&self, day: Day) -> u32 {
        u32::from(self.note(day).map_or(0, |note| note.month))
    }

    /// The day itself, or the next one that is worked.
    pub(crate) fn working_day_from(&self, day: Day) -> Day {
        self.note(day).map_or(day, |note| note.next_working.max(day))
    }

    /// The day itself, or the last one before it that is worked.
    pub(crate) fn working_day_until(&self, day: Day) -> Day {
        self.note(day).map_or(day, |note| note.last_working.min(day))
    }

    fn note(&self, day: Day) -> Option<&DayNote> {
        let place = usize::try_from(day.saturating_sub(self.start)).unwrap_or(0);
        self.days.get(place).or_else(|| self.days.last())
    }
}

/// The instant of a time of day in Beijing.
pub(crate) fn instant(day: Day, hour: i64, minute: i64) -> Second {
    Second::from(day) * DAY_SECONDS + hour * 3600 + minute * 60 - BEIJING_SECONDS
}

/// The last second of a day in Beijing.
pub(crate) fn end_of_day(day: Day) -> Second {
    instant(day + 1, 0, 0) - 1
}

/// The civil date of a day.
pub(crate) fn date(day: Day) -> Date {
    date_from_days(day).unwrap_or_default()
}

/// The timestamp of an instant.
pub(crate) fn timestamp(second: Second) -> Timestamp {
    Timestamp::from_second(second).unwrap_or_default()
}

fn is_worked(day: Day) -> bool {
    // 1970-01-01 was a Thursday.
    let weekday = (day + 3).rem_euclid(7);
    weekday < 5 && !is_holiday(date(day))
}

fn is_holiday(date: Date) -> bool {
    let in_spring_festival = || {
        LUNAR_NEW_YEAR
            .iter()
            .filter(|(year, _, _)| *year == date.year())
            .filter_map(|(year, month, day)| Date::new(*year, *month, *day).ok())
            .any(|new_year| (-1..=6).contains(&(days_since_epoch(date) - days_since_epoch(new_year))))
    };
    match (date.month(), date.day()) {
        (1, 1) | (5, 1..=5) | (10, 1..=7) => true,
        (1 | 2, _) => in_spring_festival(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        days_since_epoch(text.parse().unwrap())
    }

    #[test]
    fn weekends_and_holidays_are_not_worked() {
        let calendar = Calendar::new("2026-01".parse().unwrap(), 10);
        let check = |from: &str, next: &str, last: &str| {
            assert_eq!(date(calendar.working_day_from(day(from))).to_string(), next, "from {from}");
            assert_eq!(date(calendar.working_day_until(day(from))).to_string(), last, "until {from}");
        };
        check("2026-03-06", "2026-03-06", "2026-03-06");
        check("2026-03-07", "2026-03-09", "2026-03-06");
        check("2026-10-01", "2026-10-08", "2026-09-30");
        check("2026-02-17", "2026-02-24", "2026-02-13");
    }

    #[test]
    fn days_know_their_month_also_after_the_period() {
        let calendar = Calendar::new("2026-09".parse().unwrap(), 2);
        assert_eq!(calendar.month_of(day("2026-09-30")), 0);
        assert_eq!(calendar.month_of(day("2026-10-01")), 1);
        assert_eq!(calendar.month_of(day("2027-01-15")), 4);
        assert_eq!(calendar.month_of(day("2020-01-01")), 0);
        assert_eq!(date(calendar.end()).to_string(), "2026-10-31");
    }

    #[test]
    fn instants_are_beijing_time() {
        assert_eq!(timestamp(instant(day("2026-10-31"), 18, 30)).to_string(), "2026-10-31T10:30:00Z");
        assert_eq!(timestamp(end_of_day(day("2026-10-31"))).to_string(), "2026-10-31T15:59:59Z");
    }
}
