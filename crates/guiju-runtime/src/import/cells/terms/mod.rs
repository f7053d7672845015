//! Settlement terms: when a charge falls due whose file does not say.
//!
//! [`Terms::read`] takes a text word by word (`words.rs`) and reads the words by a grammar (`grammar.rs`); a text of which anything is
//! left over is not understood, and says why.

mod grammar;
#[cfg(test)]
mod tests;
mod words;

#[cfg(test)]
use guiju_types::Text;
use guiju_types::{Date, Month};
use jiff::ToSpan as _;

use self::words::{Why, tokens};
use super::width::narrow;
use crate::import::reason::Problem;

/// When a charge falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Terms {
    /// So many days after its date; 0 for 票结 and 付款买单, where each job is paid on its own.
    Days(i32),
    /// Monthly (月结): so many days after the end of its month. Plain 月结 is due at the end of the next month.
    Monthly(Option<i32>),
    /// So many months after its date; the last day where that month is shorter.
    Months(i32),
    /// At the end of the month so many months after its own: two or more, for one is plain 月结.
    MonthEnd(i32),
    /// On a day of the month so many months after its own (次月25日); the last day where that month is shorter.
    DayOfMonth {
        /// Months after that of the charge.
        months: i32,
        /// The day, 1 to 31.
        day: i32,
    },
    /// On the next such day of a month, the charge's own date included (每月15日付款).
    NextDay(i32),
}

impl Terms {
    /// The terms that a text names: `days_30`, `30 天`, `net 30`, `monthly_60`, `月结60天`, `票结`, `次月25日`; `None` where it is not
    /// wholly understood.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::read(text).ok()
    }

    /// The terms that a text names, or why it is not understood.
    pub(crate) fn read(text: &str) -> Result<Self, Problem> {
        let plain = narrow(text).to_lowercase();
        tokens(&plain).and_then(|tokens| grammar::terms(&tokens)).map_err(|why| problem(why, &plain))
    }

    /// The number of days that they state.
    pub(crate) const fn days(self) -> Option<i32> {
        match self {
            Self::Days(0) | Self::Months(_) | Self::MonthEnd(_) | Self::DayOfMonth { .. } | Self::NextDay(_) => None,
            Self::Days(days) => Some(days),
            Self::Monthly(days) => days,
        }
    }

    /// When a charge of a date falls due.
    pub(crate) fn due(self, date: Date) -> Option<Date> {
        match self {
            Self::Days(days) => date.checked_add(days.days()).ok(),
            Self::Monthly(None) => Some(Month::of(date).plus(1).last_day()),
            Self::Monthly(Some(days)) => Month::of(date).last_day().checked_add(days.days()).ok(),
            Self::Months(months) => date.checked_add(months.months()).ok(),
            Self::MonthEnd(months) => Some(Month::of(date).plus(months).last_day()),
            Self::DayOfMonth { months, day } => day_in(Month::of(date).plus(months), day),
            Self::NextDay(day) => {
                let month = Month::of(date);
                day_in(month, day).filter(|due| *due >= date).or_else(|| day_in(month.plus(1), day))
            }
        }
    }

    /// The terms in words that [`Terms::read`] reads as the same.
    #[cfg(test)]
    pub(crate) fn words(self) -> Text {
        match self {
            Self::Days(0) => Text::new("现结", "due on receipt"),
            Self::Days(days) => Text::new(format!("{days}天"), format!("net {days}")),
            Self::Monthly(None) => Text::new("月结", "monthly"),
            Self::Monthly(Some(0)) => Text::new("当月底", "end of month"),
            Self::Monthly(Some(days)) => Text::new(format!("月结{days}天"), format!("EOM + {days} days")),
            Self::Months(months) => Text::new(format!("{months}个月"), format!("{months} months")),
            Self::MonthEnd(months) => Text::new(format!("月结{months}个月"), format!("EOM + {months} months")),
            Self::DayOfMonth { months: 0, day } => Text::new(format!("当月{day}日"), format!("{} of this month", ordinal(day))),
            Self::DayOfMonth { months: 1, day } => Text::new(format!("次月{day}日"), format!("{} of next month", ordinal(day))),
            Self::DayOfMonth { months, day } => Text::new(
                format!("开票后第{months}个月{day}日"),
                format!("{} of the {} month after invoice", ordinal(day), ordinal(months)),
            ),
            Self::NextDay(day) => Text::new(format!("每月{day}日"), format!("{} of each month", ordinal(day))),
        }
    }
}

fn day_in(month: Month, day: i32) -> Option<Date> {
    let last = month.last_day();
    let day = i8::try_from(day).ok()?.min(last.day());
    Date::new(last.year(), last.month(), day).ok()
}

#[cfg(test)]
fn ordinal(number: i32) -> String {
    let end = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{end}")
}

fn problem(why: Why, text: &str) -> Problem {
    let shown: String = text.chars().take(40).collect();
    let (zh, en) = match why {
        Why::NotUnderstood => ("看不懂其中的全部文字", "not all of it is understood"),
        Why::BusinessDays => ("按工作日计，需要日历", "it counts working days, which takes a calendar"),
        Why::Parts => ("分几次付款", "it is paid in parts"),
        Why::Start => (
            "从开票以外的事件（到货、开船、见票等）起算，日期不在文件中",
            "it counts from an event other than the invoice (arrival, sailing, sight), whose date is not in the file",
        ),
        Why::Cycle => ("只说了结算周期，没说哪一天付款", "it says how often accounts are settled, not on which day"),
        Why::Range => ("是一个范围，不是一个期限", "it is a range, not one term"),
        Why::DayOrDays => ("可以是每月某日，也可以是若干天", "it may be a day of the month or a number of days"),
    };
    Problem::new(
        "terms_unclear",
        format!("结算方式“{shown}”定不出到期日：{zh}；请说明到期日怎样算，例如“月结30天”“次月25日”"),
        format!("the terms `{shown}` give no due date: {en}; say how the due date is found, such as `net 30` or `15th of next month`"),
    )
}
