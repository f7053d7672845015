//! Rates every customer for a month (R1): totals as columns, one judgement for each customer, everything kept with its reasons.

use std::collections::BTreeMap;
use std::ops::Range;
use std::thread;

use guiju_rulebook::{CompiledAppraisal, Coverages, Judgement, Rulebook, State};
use guiju_store::{NewRating, NewRun, RatingState};
use guiju_types::{Actor, Amount, EditionId, Month, RecordId, RunId, Timestamp};
use guiju_warehouse::TotalsTable;
use serde::Serialize;

use super::judgement::StoredJudgement;
use super::month_facts::{MonthFacts, Subject};
use crate::rules::judging;
use crate::{Company, RuntimeError};

/// Which month to rate, and with what was known when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RateMonth {
    /// The appraisal: `credit`.
    pub appraisal: String,
    /// The month.
    pub month: Month,
    /// Only what was known at this instant; `None`: now.
    pub known_at: Option<Timestamp>,
    /// Whether every rating is computed again from scratch, case by case, and compared before anything is kept.
    pub is_verified: bool,
    /// Whether the ratings are kept. A what-if, by a rulebook that is not the company's, keeps none.
    pub is_kept: bool,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct MonthRating {
    /// The appraisal.
    pub appraisal: String,
    /// The month.
    pub month: Month,
    /// The run, under which the ratings are kept; `None` where they are not.
    pub run: Option<RunId>,
    /// How many customers there are.
    pub subjects: u64,
    /// How many have a class by their score.
    pub rated: u64,
    /// How many have an activity score only.
    pub activity: u64,
    /// How many are companies of the same group.
    pub internal: u64,
    /// How many are not rated, by the first reason.
    pub not_rated: BTreeMap<String, u64>,
    /// How many have each class, the best first in the rulebook's order.
    pub classes: indexmap::IndexMap<String, u64>,
    /// How many are proposed for something that a person decides.
    pub proposals: BTreeMap<String, u64>,
    /// The rulebook that judged.
    pub edition: EditionId,
    /// What was known.
    pub known_at: Timestamp,
    /// Whether that rests on instants that imports asserted, and an instant in the past was asked for.
    pub rests_on_asserted: bool,
    /// BLAKE3 over all ratings: the same month, edition and facts give the same one.
    pub digest: String,
    /// How many ratings were computed again and compared.
    pub verified: Option<u64>,
    /// The ratings, in the order of the customers' codes.
    pub ratings: Vec<RatedCustomer>,
}

/// One customer's rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RatedCustomer {
    /// The customer's code.
    pub customer: String,
    /// The customer's name.
    pub name: String,
    /// The class.
    pub class: Option<String>,
    /// `rated`, `not_rated`, `activity` or `internal`.
    pub state: &'static str,
    /// The sum of the points.
    pub total: Option<Amount>,
    /// The share of the weights that rests on known measures.
    pub basis_percent: u32,
    /// What is proposed to a person.
    pub proposal: Option<String>,
}

/// Rates a month by the edition that judges it, and keeps the ratings, where they are to be kept. `progress` gets how many customers are judged, and of how many.
///
/// # Errors
/// Where the appraisal is unknown, reading or writing fails, or the check case by case finds a difference; nothing is kept then.
pub fn rate_month(
    company: &Company,
    actor: &Actor,
    request: &RateMonth,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<MonthRating, RuntimeError> {
    let company = &judging(company, request.month)?;
    let rulebook = company.rulebook();
    let appraisal = appraisal_of(rulebook, &request.appraisal)?;
    let facts = MonthFacts::read(company, appraisal, request.month, request.known_at)?;
    let MonthFacts { table, known_at, coverage, subjects } = facts;
    let coverages = Coverages::new(&coverage, request.month);
    let judged = judge_all(appraisal, &coverages, &subjects, &table, progress);
    let verified = if request.is_verified {
        super::verify_ratings::verify(company, appraisal, request, &coverages, &subjects, &table, progress)?;
        Some(count(subjects.len()))
    } else {
        None
    };
    let mut ratings = Vec::with_capacity(subjects.len());
    let mut digest = blake3::Hasher::new();
    for (subject, judgement) in subjects.iter().zip(&judged) {
        let rating = to_keep(subject, judgement.as_ref())?;
        hash(&mut digest, subject, &rating);
        ratings.push(rating);
    }
    let digest = digest.finalize().to_hex().to_string();
    let basis = serde_json::json!({ "coverage": coverage, "subjects": subjects.len(), "rests_on_asserted": table.rests_on_asserted });
    let new = NewRun {
        appraisal: appraisal.name.clone(),
        month: request.month,
        edition: rulebook.edition().clone(),
        known_at,
        snapshot: table.sequence,
        digest: digest.clone(),
        basis_json: basis.to_string(),
    };
    if !request.is_kept {
        return Ok(summary(appraisal, request, &new, None, table.rests_on_asserted, verified, &subjects, &ratings, &judged));
    }
    let run = company.store().write(actor, |write| {
        write.keep_edition(&new.edition, &company.edition_files())?;
        write.number_edition(&new.edition)?;
        let run = write.save_run(&new)?;
        write.save_ratings(run, &ratings)?;
        let detail =
            serde_json::json!({ "run": run, "edition": new.edition, "known_at": known_at, "digest": digest, "subjects": ratings.len() });
        write.audit("rate_month", &request.month.to_string(), &detail);
        Ok::<RunId, RuntimeError>(run)
    })?;
    Ok(summary(appraisal, request, &new, Some(run), table.rests_on_asserted, verified, &subjects, &ratings, &judged))
}

/// The appraisal of a name, or which ones there are.
pub(crate) fn appraisal_of<'a>(rulebook: &'a Rulebook, name: &str) -> Result<&'a CompiledAppraisal, RuntimeError> {
    rulebook.appraisal(name).ok_or_else(|| RuntimeError::UnknownAppraisal {
        name: name.to_owned(),
        known: rulebook.appraisals().iter().map(|appraisal| appraisal.name.as_str()).collect::<Vec<_>>().join(", "),
    })
}

/// Rows judged at a time: their columns stay in the processor's cache.
const BATCH_ROWS: usize = 8_192;

/// One judgement for each subject; `None` for a marked one. The subjects are shared out among the cores, and judged by columns.
pub(super) fn judge_all(
    appraisal: &CompiledAppraisal,
    coverages: &Coverages,
    subjects: &[Subject],
    table: &TotalsTable,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Vec<Option<Judgement>> {
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let share = subjects.len().div_ceil(threads).max(1);
    let totals = totals_by_subject(table, subjects);
    let mut judged = Vec::with_capacity(subjects.len());
    thread::scope(|scope| {
        let totals = &totals;
        let starts = (0..subjects.len()).step_by(share);
        let rows = starts.map(|first| first..subjects.len().min(first + share));
        let workers: Vec<_> = rows.map(|rows| scope.spawn(move || judge_some(appraisal, coverages, subjects, totals, rows))).collect();
        for worker in workers {
            // A worker that panicked is a defect of the kernel; its panic goes on here instead of a wrong rating.
            judged.extend(worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
            progress(count(judged.len()), count(subjects.len()));
        }
    });
    judged
}

fn judge_some(
    appraisal: &CompiledAppraisal,
    coverages: &Coverages,
    subjects: &[Subject],
    totals: &[Vec<Option<i64>>],
    rows: Range<usize>,
) -> Vec<Option<Judgement>> {
    let mut judged = Vec::with_capacity(rows.len());
    for first in rows.clone().step_by(BATCH_ROWS) {
        let batch = first..rows.end.min(first + BATCH_ROWS);
        let of_batch = appraisal.judge_rows(totals, batch.clone(), coverages);
        let subjects = subjects.get(batch).unwrap_or_default();
        judged.extend(subjects.iter().enumerate().map(|(row, subject)| of_batch.judgement(row).filter(|_| subject.mark.is_none())));
    }
    judged
}

/// The columns of the totals with a row for each subject, in their order; a subject without rows has none.
fn totals_by_subject(table: &TotalsTable, subjects: &[Subject]) -> Vec<Vec<Option<i64>>> {
    let rows: Vec<Option<usize>> = subjects.iter().map(|subject| table.customers.binary_search(&subject.id).ok()).collect();
    let column = |column: &Vec<Option<i64>>| rows.iter().map(|row| row.and_then(|row| column.get(row).copied().flatten())).collect();
    table.columns.iter().map(column).collect()
}

/// The totals of one customer, in the appraisal's order.
pub(crate) fn totals_of(table: &TotalsTable, customer: RecordId) -> Vec<Option<i64>> {
    match table.customers.binary_search(&customer) {
        Ok(row) => table.columns.iter().map(|column| column.get(row).copied().flatten()).collect(),
        Err(_) => vec![None; table.columns.len()],
    }
}

fn to_keep(subject: &Subject, judgement: Option<&Judgement>) -> Result<NewRating, RuntimeError> {
    let Some(judgement) = judgement else {
        return Ok(NewRating {
            customer: subject.id,
            class: subject.mark.as_ref().map(|(_, class)| class.clone()),
            state: RatingState::Internal,
            total: None,
            basis_percent: 0,
            proposal: None,
            missing_json: "[]".to_owned(),
            components_json: json(&StoredJudgement::default())?,
        });
    };
    let missing: Vec<_> = judgement.components.iter().filter_map(|component| component.missing.clone()).collect();
    Ok(NewRating {
        customer: subject.id,
        class: judgement.class.as_deref().map(ToOwned::to_owned),
        state: match judgement.state {
            State::Rated => RatingState::Rated,
            State::NotRated => RatingState::NotRated,
            State::Activity => RatingState::Activity,
        },
        total: judgement.total.as_ref().and_then(|total| total.to_scaled(Amount::DECIMALS)).map(Amount::from_parts),
        basis_percent: i32::try_from(judgement.basis_percent).unwrap_or(100),
        proposal: judgement.proposal.as_deref().map(ToOwned::to_owned),
        missing_json: json(&missing)?,
        components_json: json(&StoredJudgement::of(judgement))?,
    })
}

fn json(value: &impl Serialize) -> Result<String, RuntimeError> {
    serde_json::to_string(value).map_err(|source| RuntimeError::Stored { what: "a judgement", source })
}

/// What the digest covers: everything that a reader of the rating could see, lengths before contents.
fn hash(digest: &mut blake3::Hasher, subject: &Subject, rating: &NewRating) {
    let total = rating.total.map(|total| total.to_string()).unwrap_or_default();
    let basis = rating.basis_percent.to_string();
    let parts = [
        subject.code.as_str(),
        rating.state.name(),
        rating.class.as_deref().unwrap_or_default(),
        &total,
        &basis,
        rating.proposal.as_deref().unwrap_or_default(),
        &rating.components_json,
    ];
    for part in parts {
        digest.update(&count(part.len()).to_le_bytes());
        digest.update(part.as_bytes());
    }
}

#[expect(clippy::too_many_arguments, reason = "the parts of one result, put together in one place")]
fn summary(
    appraisal: &CompiledAppraisal,
    request: &RateMonth,
    new: &NewRun,
    run: Option<RunId>,
    rests_on_asserted: bool,
    verified: Option<u64>,
    subjects: &[Subject],
    ratings: &[NewRating],
    judged: &[Option<Judgement>],
) -> MonthRating {
    let mut result = MonthRating {
        appraisal: appraisal.name.clone(),
        month: request.month,
        run,
        subjects: count(subjects.len()),
        rated: 0,
        activity: 0,
        internal: 0,
        not_rated: BTreeMap::new(),
        classes: appraisal.classes.iter().map(|class| (class.name.to_string(), 0)).collect(),
        proposals: BTreeMap::new(),
        edition: new.edition.clone(),
        known_at: new.known_at,
        rests_on_asserted,
        digest: new.digest.clone(),
        verified,
        ratings: Vec::with_capacity(subjects.len()),
    };
    for ((subject, rating), judgement) in subjects.iter().zip(ratings).zip(judged) {
        match rating.state {
            RatingState::Rated => result.rated += 1,
            RatingState::Activity => result.activity += 1,
            RatingState::Internal => result.internal += 1,
            RatingState::NotRated => *result.not_rated.entry(first_reason(judgement.as_ref())).or_default() += 1,
        }
        if let Some(class) = &rating.class {
            *result.classes.entry(class.clone()).or_default() += 1;
        }
        if let Some(proposal) = &rating.proposal {
            *result.proposals.entry(proposal.clone()).or_default() += 1;
        }
        result.ratings.push(RatedCustomer {
            customer: subject.code.clone(),
            name: subject.name.clone(),
            class: rating.class.clone(),
            state: rating.state.name(),
            total: rating.total,
            basis_percent: judgement.as_ref().map_or(0, |judgement| judgement.basis_percent),
            proposal: rating.proposal.clone(),
        });
    }
    result.ratings.sort_by(|a, b| a.customer.cmp(&b.customer));
    result
}

/// The measure that is missing first, with the reason in words.
fn first_reason(judgement: Option<&Judgement>) -> String {
    let missing = judgement
        .into_iter()
        .flat_map(|judgement| &judgement.components)
        .find_map(|component| component.missing.as_ref().map(|reason| format!("{}: {}", component.measure, reason.en)));
    missing.unwrap_or_else(|| "no class fits".to_owned())
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
