//! The day that a list of what is open stands for. What the next list has no more was settled between the two days, so that a wrong one makes
//! wrong balances: the day is stated above the table, or in its title, or in the name of the file or sheet, or it ends the period that the
//! title names; otherwise a person is asked. The day of the last charge is none: a list of April may end with a charge of March.

use guiju_types::Date;

use super::both;
use super::evaluate::Evaluated;
use super::proposal::{Answers, Question};
use crate::import::Books;
use crate::import::commit::Replaced;
use crate::import::file::preamble::Preamble;

/// The day that a person or the file says. A list is of no day before its last charge.
pub(super) fn said(reading: &Evaluated<'_>, preamble: &Preamble, answers: &Answers) -> Option<Date> {
    if !reading.recipe.replaces {
        return preamble.as_of;
    }
    let answered = answers.get("as_of").and_then(|day| day.trim().parse().ok());
    let may_be = |day: &Date| reading.last_date.is_none_or(|last| *day >= last);
    let named = || [preamble.named_day, preamble.period.map(|period| period.last)].into_iter().flatten().find(may_be);
    answered.or(preamble.as_of).or_else(named)
}

/// Asks for the day where an earlier list of the same source says otherwise: what is less or gone was settled between the two days. What one
/// list alone says was settled has the bounds that are known, and today for the other one.
pub(super) fn question(books: &Books<'_>, reading: &Evaluated<'_>) -> Option<Question> {
    if !reading.recipe.replaces || reading.recipe.file.as_of.is_some() || !differs_from_earlier(books, reading) {
        return None;
    }
    let (zh, en) = reading
        .last_date
        .map_or_else(Default::default, |last| (format!("最后一笔应收在 {last}；"), format!(" Its last charge is of {last};")));
    Some(Question {
        key: "as_of".to_owned(),
        code: "as_of".to_owned(),
        column: None,
        text: both(
            format!("这份未清项清单是截至哪一天的？{zh}请写日期，如 2026-03-31"),
            format!("of which day is this list of what is open?{en} write a date such as 2026-03-31"),
        ),
        choices: Vec::new(),
    })
}

/// Whether lists of the same source came in before, and what is open of them by now is not what this one says.
fn differs_from_earlier(books: &Books<'_>, reading: &Evaluated<'_>) -> bool {
    let Ok(replaced) = Replaced::load(books, &reading.recipe, None) else { return false };
    let Some(known) = replaced.open_of_source() else { return false };
    let lines = &reading.money.lines;
    let stated = lines.get("open").or_else(|| lines.get("charged"));
    stated.is_none_or(|stated| stated.sum != known)
}
