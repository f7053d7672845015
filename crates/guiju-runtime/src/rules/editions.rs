//! The editions of the rulebook: which were issued, which months each judges, and the company judged by the one of a month.

use guiju_store::Publication;
use guiju_types::{EditionId, Month};

use crate::{Company, RuntimeError};

/// An edition as it was issued, and what it judges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Number, name, note, who and when.
    pub issued: Publication,
    /// Whether it is the last one: the one that drafts are based on.
    pub is_latest: bool,
    /// The months that it judges now; `None`: none any more, since a later one judges all of its months.
    pub judges: Option<Months>,
}

/// From one month to another, both included; `None` is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Months {
    /// The first.
    pub from: Option<Month>,
    /// The last.
    pub until: Option<Month>,
}

/// The editions that were issued, the latest first.
///
/// # Errors
/// Where the database cannot be read.
pub fn editions(company: &Company) -> Result<Vec<Edition>, RuntimeError> {
    let all = company.store().publications()?;
    // A rulebook that came as files and has judged nothing yet has no number; it judges what the one issued last would.
    let latest = all.iter().find(|one| one.edition == *company.rulebook().edition()).map(|one| one.number);
    let replaced = all.first().filter(|_| latest.is_none()).map(|one| one.effective_from);
    let (mut last, mut is_open) = match replaced {
        Some(from) => (from.map(|from| from.plus(-1)), from.is_some()),
        None => (None, true),
    };
    let each = all.into_iter().map(|issued| {
        let is_in_line = latest.is_none_or(|latest| issued.number <= latest);
        let is_judging = is_in_line && is_open && issued.effective_from.is_none_or(|from| last.is_none_or(|last| from <= last));
        let judges = is_judging.then_some(Months { from: issued.effective_from, until: last });
        if is_judging {
            is_open = issued.effective_from.is_some();
            last = issued.effective_from.map(|from| from.plus(-1));
        }
        Edition { is_latest: latest == Some(issued.number), judges, issued }
    });
    Ok(each.collect())
}

/// The edition that judges a month: the latest that is effective from it or from an earlier one. One that came as files, such as with a new
/// version of the program, takes the place of the one issued last, and no month that is not that one's.
///
/// # Errors
/// Where the database cannot be read.
pub fn edition_judging(company: &Company, month: Month) -> Result<EditionId, RuntimeError> {
    let current = company.rulebook().edition();
    let all = company.store().publications()?;
    let is_numbered = all.iter().any(|one| one.edition == *current);
    if !is_numbered && all.first().is_none_or(|last| last.judges(month)) {
        return Ok(current.clone());
    }
    let line = all.iter().skip_while(|one| is_numbered && one.edition != *current);
    let first = line.clone().last();
    let judging = line.clone().find(|one| one.judges(month)).or(first);
    Ok(judging.map_or_else(|| current.clone(), |one| one.edition.clone()))
}

/// The same company judged by the edition that judges a month.
///
/// # Errors
/// Where the database cannot be read, or that edition was not kept or is not understood by this version of the program.
pub fn judging(company: &Company, month: Month) -> Result<Company, RuntimeError> {
    let edition = edition_judging(company, month)?;
    company.with_edition(&edition)?.ok_or_else(|| {
        RuntimeError::refused(
            format!("{month} 应按版本 {edition} 评级，但该版本的文件没有留存；请重新发布一个自更早月份起施行的版本"),
            format!("{month} is judged by edition {edition}, whose files were not kept; publish an edition that is effective from an earlier month"),
        )
    })
}
