//! Settlement terms: when a charge falls due whose file does not say.

use guiju_types::{Date, Month};
use jiff::ToSpan as _;

use super::cells::width::narrow;

/// When a charge falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Terms {
    /// So many days after its date; 0 for 票结 and 付款买单, where each job is paid on its own.
    Days(i32),
    /// Monthly (月结): so many days after the end of its month. Plain 月结 is due at the end of the next month.
    Monthly(Option<i32>),
}

impl Terms {
    /// The terms that a text names: `days_30`, `30 天`, `net 30`, `monthly_60`, `月结60天`, `票结`, `付款买单`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let plain = narrow(text).to_lowercase();
        let digits: String = plain.chars().filter(char::is_ascii_digit).collect();
        let number: Option<i32> = if digits.len() <= 3 { digits.parse().ok() } else { None };
        let has = |words: &[&str]| words.iter().any(|word| plain.contains(word));
        if has(&["月结", "monthly", "month_end", "eom", "end of month"]) {
            return Some(Self::Monthly(number));
        }
        if has(&[
            "票结",
            "per_job",
            "per job",
            "per_bill",
            "per bill",
            "现结",
            "现付",
            "预付",
            "prepaid",
            "cash",
            "cod",
            "付款买单",
            "pay_before",
            "immediate",
            "due on receipt",
        ]) {
            return Some(Self::Days(number.unwrap_or(0)));
        }
        let is_days = has(&["天", "日", "day", "net", "n/"]) || plain.trim().bytes().all(|byte| byte.is_ascii_digit());
        number.filter(|_| is_days).map(Self::Days)
    }

    /// The number of days that they state.
    pub(crate) const fn days(self) -> Option<i32> {
        match self {
            Self::Days(0) => None,
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
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_say_when_a_charge_falls_due() {
        let due = |text: &str| Terms::parse(text).and_then(|terms| terms.due(jiff::civil::date(2026, 3, 5))).map(|date| date.to_string());
        let check = |text: &str, expected: &str| assert_eq!(due(text).as_deref(), Some(expected), "{text}");
        check("days_30", "2026-04-04");
        check("30天", "2026-04-04");
        check("Net 30", "2026-04-04");
        check("30", "2026-04-04");
        check("票结", "2026-03-05");
        check("per_job", "2026-03-05");
        check("票结15天", "2026-03-20");
        check("付款买单", "2026-03-05");
        check("月结", "2026-04-30");
        check("monthly", "2026-04-30");
        check("月结30天", "2026-04-30");
        check("月结６０天", "2026-05-30");
        check("monthly_60", "2026-05-30");
        assert_eq!(due("as agreed"), None);
        assert_eq!(due(""), None);
    }
}
