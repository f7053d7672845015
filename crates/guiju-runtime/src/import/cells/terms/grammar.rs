//! How the words of settlement terms follow each other. What no line here says is not understood.

use super::Terms;
use super::words::{Token, Why};

use Token::*;

/// The terms that words say.
pub(super) fn terms(tokens: &[Token]) -> Result<Terms, Why> {
    let tokens = without_discount(tokens)?;
    // 25日前, 30天内: the day itself is still in time.
    let (tokens, is_until) = match net(tokens) {
        [rest @ .., Until] => (rest, true),
        rest => (rest, false),
    };
    if let [Number(days), DayMark] = tokens
        && is_until
    {
        return Ok(Terms::Days(*days));
    }
    let (tokens, is_after) = match tokens {
        [Invoice, After, rest @ ..] | [rest @ .., After, Invoice] => (rest, true),
        [Invoice, rest @ ..] | [rest @ .., Invoice] => (rest, true),
        rest => (rest, false),
    };
    let found =
        plain(net(tokens)).or_else(|| of_month(tokens)).or_else(|| if is_after { nth_month(tokens) } else { after_statement(tokens) });
    match (found, tokens) {
        (Some(terms), _) => bounded(terms),
        (None, [.., Number(1..=31), DayMark]) => Err(Why::DayOrDays),
        (None, tokens) if tokens.contains(&Percent) => Err(Why::Parts),
        (None, [Half, Month]) => Err(Why::DayOrDays),
        (None, _) => Err(Why::NotUnderstood),
    }
}

/// Without the word that says that nothing is taken off any more.
fn net(tokens: &[Token]) -> &[Token] {
    match tokens {
        [Net, Slash, rest @ ..] | [Net, rest @ ..] | [rest @ .., Net] => rest,
        rest => rest,
    }
}

/// `2/10 net 45`, `2% 10, n/30`: what is taken off for early payment says nothing of the day it falls due.
fn without_discount(tokens: &[Token]) -> Result<&[Token], Why> {
    match tokens {
        [Number(_), Slash, Number(_), Day, rest @ ..]
        | [Number(_), Slash, Number(_), rest @ ..]
        | [Number(_), Percent, Slash, Number(_), Day, rest @ ..]
        | [Number(_), Percent, Slash, Number(_), rest @ ..]
        | [Number(_), Percent, Number(_), Day, rest @ ..]
        | [Number(_), Percent, Number(_), rest @ ..]
            if rest.first() == Some(&Net) =>
        {
            Ok(rest)
        }
        [Number(100), Percent, rest @ ..] => Ok(rest),
        _ if tokens.contains(&Percent) => Err(Why::Parts),
        _ => Ok(tokens),
    }
}

/// Days, months and years from the date; at once.
fn plain(tokens: &[Token]) -> Option<Terms> {
    Some(match tokens {
        [AtOnce | PerJob] | [AtOnce, AtOnce] | [] => {
            if tokens.is_empty() {
                return None;
            }
            Terms::Days(0)
        }
        [PerJob, Number(days), Day] | [PerJob, Number(days)] | [Number(days)] | [Number(days), Day] | [Day, Number(days)] => {
            Terms::Days(*days)
        }
        // No month has so many days.
        [Number(days), DayMark] if *days > 31 => Terms::Days(*days),
        [Number(months), Month] => Terms::Months(*months),
        [Half, Year] => Terms::Months(6),
        [Number(years), Year] => Terms::Months(years * 12),
        [Number(years), Year, Half] => Terms::Months(years * 12 + 6),
        _ => return None,
    })
}

/// The end of the month, days after it, and days of the next months.
fn of_month(tokens: &[Token]) -> Option<Terms> {
    Some(match tokens {
        [Monthly] | [NextMonth] | [NextMonth, MonthEnd | End] | [End, NextMonth] => Terms::Monthly(None),
        [Monthly, NextMonth] | [Monthly, NextMonth, MonthEnd | End] => Terms::Monthly(None),
        [MonthEnd] | [ThisMonth] | [ThisMonth, MonthEnd | End] | [End, ThisMonth] | [EveryMonth, MonthEnd | End] => Terms::Monthly(Some(0)),
        [Monthly | MonthEnd, Number(days)] | [Monthly | MonthEnd, Number(days), Day] => Terms::Monthly(Some(*days)),
        [Monthly | MonthEnd, After, Number(days)] | [Monthly | MonthEnd, After, Number(days), Day] => Terms::Monthly(Some(*days)),
        [Number(days), Day, Monthly | MonthEnd] | [Number(days), MonthEnd] | [Number(days), Day, After, MonthEnd] => {
            Terms::Monthly(Some(*days))
        }
        [MonthEnd, Net, Number(days)] | [MonthEnd, Net, Number(days), Day] => Terms::Monthly(Some(*days)),
        [Monthly, Number(days), DayMark] if *days > 31 => Terms::Monthly(Some(*days)),
        [Monthly | MonthEnd, Number(months), Month] | [Monthly | MonthEnd, After, Number(months), Month] => month_end(*months),
        [Number(months), Month, MonthEnd] | [Number(months), Month, After, MonthEnd] => month_end(*months),
        [SecondMonth] | [SecondMonth, MonthEnd | End] | [Monthly, SecondMonth] | [Monthly, SecondMonth, MonthEnd | End] => month_end(2),
        [rest @ .., day @ Ordinal(_)] => return on_day(rest, *day),
        [day @ Ordinal(_), rest @ ..] => return on_day(rest, *day),
        [rest @ .., Number(day), DayMark] => return on_day(rest, Ordinal(*day)),
        [Day, Number(day), rest @ ..] => return on_day(rest, Ordinal(*day)),
        [rest @ .., NextMonth, Number(day)] if rest.is_empty() || rest == [Monthly] => return on_day(&[NextMonth], Ordinal(*day)),
        [Number(day), NextMonth] => return on_day(&[NextMonth], Ordinal(*day)),
        _ => return None,
    })
}

/// A day of the month that words before or after it say.
fn on_day(month: &[Token], day: Token) -> Option<Terms> {
    let Ordinal(day @ 1..=31) = day else { return None };
    Some(match month {
        [NextMonth] | [Monthly, NextMonth] | [Monthly, After, NextMonth] => Terms::DayOfMonth { months: 1, day },
        [SecondMonth] | [Monthly, SecondMonth] | [Monthly, After, SecondMonth] => Terms::DayOfMonth { months: 2, day },
        [ThisMonth] => Terms::DayOfMonth { months: 0, day },
        [EveryMonth] => Terms::NextDay(day),
        _ => return None,
    })
}

/// 月结后第2个月10日: counted from the month of the statement.
fn after_statement(tokens: &[Token]) -> Option<Terms> {
    match tokens {
        [Monthly | MonthEnd, After, rest @ ..] | [rest @ .., After, Monthly | MonthEnd] => nth_month(rest),
        _ => None,
    }
}

fn nth_month(tokens: &[Token]) -> Option<Terms> {
    Some(match tokens {
        [Ordinal(months) | Number(months), Month, Number(day @ 1..=31), DayMark] | [Ordinal(day @ 1..=31), Ordinal(months), Month] => {
            Terms::DayOfMonth { months: *months, day: *day }
        }
        [Ordinal(months), Month, MonthEnd | End] | [End, Ordinal(months), Month] => month_end(*months),
        _ => return None,
    })
}

/// One month after the end of the month is plain 月结.
const fn month_end(months: i32) -> Terms {
    match months {
        0 => Terms::Monthly(Some(0)),
        1 => Terms::Monthly(None),
        _ => Terms::MonthEnd(months),
    }
}

/// Ten years are no settlement terms.
fn bounded(terms: Terms) -> Result<Terms, Why> {
    let is_known = match terms {
        Terms::Days(days) | Terms::Monthly(Some(days)) => (0..=999).contains(&days),
        Terms::Months(months) | Terms::MonthEnd(months) | Terms::DayOfMonth { months, .. } => (0..=120).contains(&months),
        Terms::Monthly(None) | Terms::NextDay(_) => true,
    };
    if is_known { Ok(terms) } else { Err(Why::NotUnderstood) }
}
