//! What another rulebook would do: who would change class in a month, on the same facts, before anything is published.

use std::collections::BTreeMap;

use guiju_rulebook::{CompiledAppraisal, Coverages, Judgement};
use guiju_types::{Month, RecordId};

use super::month_facts::{MonthFacts, Subject};
use super::rate_month::{appraisal_of, judge_all};
use crate::{Company, RuntimeError};

/// What another rulebook would do in a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Impact {
    /// The month.
    pub month: Month,
    /// How many customers there are.
    pub subjects: u64,
    /// How many would go from one class to another, and how many stay; `None`: without a class.
    pub moves: BTreeMap<(Option<String>, Option<String>), u64>,
    /// Who would change class, the deepest fall first; [`Impact::LISTED`] of them.
    pub changes: Vec<ClassChange>,
    /// How many would be proposed for something that are not now, and the other way round.
    pub newly_proposed: u64,
    /// How many would be proposed for nothing that are now.
    pub no_longer_proposed: u64,
}

/// A customer that would change class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClassChange {
    /// Whose.
    pub id: RecordId,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The class by the rulebook in force.
    pub from: Option<String>,
    /// The class by the other one.
    pub to: Option<String>,
    /// The total by the rulebook in force, as a decimal text.
    pub total_from: Option<String>,
    /// The total by the other one.
    pub total_to: Option<String>,
}

impl Impact {
    /// So many changes are listed; all are counted.
    pub const LISTED: usize = 500;

    /// How many would change class.
    #[must_use]
    pub fn changed(&self) -> u64 {
        self.moves.iter().filter(|((from, to), _)| from != to).map(|(_, count)| count).sum()
    }
}

/// Judges a month by the rulebook in force and by another one, on what is known now, and compares. Nothing is kept.
///
/// # Errors
/// Where the appraisal is unknown to one of them, or reading fails.
pub fn impact(company: &Company, other: &Company, appraisal: &str, month: Month) -> Result<Impact, RuntimeError> {
    let (subjects, now) = judged(company, appraisal, month)?;
    let (same, then) = judged(other, appraisal, month)?;
    let ranks = appraisal_of(company.rulebook(), appraisal)?;
    let mut found = Impact { month, subjects: 0, moves: BTreeMap::new(), changes: Vec::new(), newly_proposed: 0, no_longer_proposed: 0 };
    // Both read the same customers; one that came in between the two readings is left out.
    let then: BTreeMap<RecordId, &Option<Judgement>> = same.iter().map(|subject| subject.id).zip(&then).collect();
    for (subject, before) in subjects.iter().zip(&now) {
        let Some(after) = then.get(&subject.id) else { continue };
        found.subjects += 1;
        let class =
            |judgement: &Option<Judgement>| judgement.as_ref().and_then(|judgement| judgement.class.as_deref()).map(ToOwned::to_owned);
        let total =
            |judgement: &Option<Judgement>| judgement.as_ref().and_then(|judgement| judgement.total.as_ref()).map(ToString::to_string);
        let proposed = |judgement: &Option<Judgement>| judgement.as_ref().is_some_and(|judgement| judgement.proposal.is_some());
        let (from, to) = (class(before), class(after));
        match (proposed(before), proposed(after)) {
            (false, true) => found.newly_proposed += 1,
            (true, false) => found.no_longer_proposed += 1,
            (true, true) | (false, false) => {}
        }
        if from != to {
            found.changes.push(ClassChange {
                id: subject.id,
                code: subject.code.clone(),
                name: subject.name.clone(),
                from: from.clone(),
                to: to.clone(),
                total_from: total(before),
                total_to: total(after),
            });
        }
        *found.moves.entry((from, to)).or_default() += 1;
    }
    found.changes.sort_by_key(|change| (std::cmp::Reverse(fall(ranks, change)), change.code.clone()));
    found.changes.truncate(Impact::LISTED);
    Ok(found)
}

/// How many classes down; no class is below all.
fn fall(appraisal: &CompiledAppraisal, change: &ClassChange) -> i64 {
    let rank = |class: &Option<String>| {
        let place = appraisal.classes.iter().position(|known| Some(known.name.as_ref()) == class.as_deref());
        i64::try_from(place.unwrap_or(appraisal.classes.len())).unwrap_or(i64::MAX)
    };
    rank(&change.to) - rank(&change.from)
}

fn judged(company: &Company, appraisal: &str, month: Month) -> Result<(Vec<Subject>, Vec<Option<Judgement>>), RuntimeError> {
    let appraisal = appraisal_of(company.rulebook(), appraisal)?;
    let facts = MonthFacts::read(company, appraisal, month, None)?;
    let coverages = Coverages::new(&facts.coverage, month);
    let judged = judge_all(appraisal, &coverages, &facts.subjects, &facts.table, &|_, _| {});
    Ok((facts.subjects, judged))
}
