//! A calendar month, the period of ratings.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A calendar month such as `2026-10`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    /// Months since the start of year 0, so that arithmetic is integer arithmetic.
    index: i32,
}

/// Why a text is not a month.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not a month; write year and month as in `2026-10`")]
pub struct MonthError {
    text: String,
}

impl Month {
    /// The month of a date.
    #[must_use]
    pub fn of(date: Date) -> Self {
        Self { index: i32::from(date.year()) * 12 + i32::from(date.month()) - 1 }
    }

    /// The month `count` later; earlier where negative. Stays inside the years 1 to 9999.
    #[must_use]
    pub fn plus(self, count: i32) -> Self {
        Self { index: self.index.saturating_add(count).clamp(12, 9999 * 12 + 11) }
    }

    /// How many months `self` is after `other`.
    #[must_use]
    pub const fn months_since(self, other: Self) -> i32 {
        self.index - other.index
    }

    /// The calendar year.
    #[must_use]
    pub fn year(self) -> i16 {
        // INVARIANT: every constructor keeps the year within 1 to 9999.
        i16::try_from(self.index.div_euclid(12)).unwrap_or(i16::MAX)
    }

    /// The month of the year, 1 to 12.
    #[must_use]
    pub fn month_of_year(self) -> i8 {
        i8::try_from(self.index.rem_euclid(12) + 1).unwrap_or(12)
    }

    /// The first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::new(self.year(), self.month_of_year(), 1).unwrap_or(Date::MIN)
    }

    /// The last day.
    #[must_use]
    pub fn last_day(self) -> Date {
        self.first_day().last_of_month()
    }

    /// Whether `date` falls into it.
    #[must_use]
    pub fn contains(self, date: Date) -> bool {
        Self::of(date) == self
    }
}

impl FromStr for Month {
    type Err = MonthError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let error = || MonthError { text: text.chars().take(20).collect() };
        let (year, month) = text.split_once('-').ok_or_else(error)?;
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if year.len() != 4 || month.len() != 2 || !is_digits(year) || !is_digits(month) {
            return Err(error());
        }
        let (year, month): (i32, i32) = (year.parse().map_err(|_| error())?, month.parse().map_err(|_| error())?);
        if year == 0 || !(1..=12).contains(&month) {
            return Err(error());
        }
        Ok(Self { index: year * 12 + month - 1 })
    }
}

impl fmt::Display for Month {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}-{:02}", self.year(), self.month_of_year())
    }
}

impl Serialize for Month {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Month {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_written_as_year_and_month() {
        for text in ["2026-10", "0001-01", "9999-12", "2024-02"] {
            assert_eq!(text.parse::<Month>().unwrap().to_string(), text);
        }
        for text in ["2026-13", "2026-00", "26-10", "2026-1", "2026/10", "", "0000-01", "二〇二六-10"] {
            assert!(text.parse::<Month>().is_err(), "{text}");
        }
    }

    #[test]
    fn days_of_a_month_know_leap_years() {
        let february: Month = "2024-02".parse().unwrap();
        assert_eq!(february.last_day().to_string(), "2024-02-29");
        assert_eq!(february.plus(-2).to_string(), "2023-12");
        assert_eq!(february.months_since("2023-11".parse().unwrap()), 3);
    }
}
