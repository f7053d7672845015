//! The days of what a file gives, by month: from when to when they go, and which of them can hardly be meant.
//!
//! A year typed wrong makes a span of a month one of ten years, and a file would be declared complete for all of them. A day after today, and
//! one that lies years apart from nearly all others, is told, and what it is about is declared complete for nothing.

use std::collections::BTreeMap;

use guiju_types::{Date, Month};

/// The days of one sort of thing.
#[derive(Debug, Clone)]
pub(super) struct Days {
    pub(super) first: Date,
    pub(super) last: Date,
    /// Of each month: how many, and the row of the first.
    months: BTreeMap<Month, (u64, u64)>,
}

/// Months without anything that part what is far off from the rest.
const GAP: i32 = 12;
/// Of so many days one may be far off.
const FEW_OF: u64 = 50;
/// Fewer days than these say nothing of each other.
const ENOUGH: u64 = 5;

impl Days {
    pub(super) const fn of(day: Date) -> Self {
        Self { first: day, last: day, months: BTreeMap::new() }
    }

    pub(super) fn note(&mut self, day: Date, row: u64) {
        self.first = day.min(self.first);
        self.last = day.max(self.last);
        let known = self.months.entry(Month::of(day)).or_insert((0, row));
        known.0 += 1;
    }

    /// The days that can hardly be meant, as codes of warnings with the first row of each month that has some.
    pub(super) fn strange(&self, today: Date) -> Vec<(&'static str, u64)> {
        let after = self.months.iter().filter(|(month, _)| self.last > today && month.last_day() > today);
        let mut strange: Vec<(&'static str, u64)> = after.map(|(_, (_, row))| ("date_in_future", *row)).collect();
        let all: u64 = self.months.values().map(|(count, _)| count).sum();
        let is_few = |count: u64| all >= ENOUGH && count * FEW_OF <= all.max(FEW_OF);
        let mut before = 0;
        let places: Vec<(&Month, &(u64, u64))> = self.months.iter().collect();
        for pair in places.windows(2) {
            let [(one, (count, row)), (other, (_, next))] = pair else { continue };
            before += count;
            if months_between(**one, **other) < GAP {
                continue;
            }
            if is_few(before) {
                strange.push(("date_far_off", *row));
            } else if is_few(all - before) {
                strange.push(("date_far_off", *next));
            }
        }
        strange
    }
}

fn months_between(one: Month, other: Month) -> i32 {
    let count = |month: Month| i32::from(month.first_day().year()) * 12 + i32::from(month.first_day().month());
    count(other) - count(one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn strange(days: &[(&str, u64)], today: &str) -> Vec<(&'static str, u64)> {
        let mut found: Option<Days> = None;
        for (row, (day, times)) in (1..).zip(days) {
            let day: Date = day.parse().unwrap();
            for _ in 0..*times {
                found.get_or_insert_with(|| Days::of(day)).note(day, row);
            }
        }
        found.unwrap().strange(today.parse().unwrap())
    }

    #[test]
    fn a_day_after_today_or_years_apart_from_the_others_is_strange() {
        let check = |days: &[(&str, u64)], expected: &[(&'static str, u64)]| {
            assert_eq!(strange(days, "2026-11-30"), expected, "{days:?}");
        };
        check(&[("2026-03-05", 9), ("2026-04-01", 9)], &[]);
        check(&[("2026-03-05", 9), ("2062-03-05", 1)], &[("date_in_future", 2), ("date_far_off", 2)]);
        check(&[("2026-03-05", 9), ("2006-03-05", 1)], &[("date_far_off", 2)]);
        check(&[("2026-03-05", 9), ("2026-12-05", 9)], &[("date_in_future", 2)]);
        // Old debts, several of them, are old debts; and of two rows nobody can say which is wrong.
        check(&[("2026-03-05", 9), ("2019-03-05", 3)], &[]);
        check(&[("2026-03-05", 1), ("2019-03-05", 1)], &[]);
    }
}
