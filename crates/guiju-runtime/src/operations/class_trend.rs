//! How many customers had each class in force, month by month.

use guiju_store::RatingState;
use guiju_types::{Month, RecordId, Scope};

use super::rate_month::appraisal_of;
use crate::{Company, RuntimeError};

/// A rated month of a trend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrendMonth {
    /// The month.
    pub month: Month,
    /// How many customers by class in force, in the order of the appraisal's classes.
    pub counts: Vec<u64>,
    /// How many have no class.
    pub without_class: u64,
}

/// Whose customers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct TrendFilter {
    /// Organisation units; empty: all.
    pub branches: Vec<RecordId>,
    /// People in charge; empty: all.
    pub salespeople: Vec<RecordId>,
}

/// The rated ones of so many months up to and including one, the oldest first. Customers stand where they belong today.
///
/// # Errors
/// Where the appraisal is unknown or reading fails.
pub fn class_trend(
    company: &Company,
    scope: &Scope,
    appraisal: &str,
    last: Month,
    months: u32,
    filter: &TrendFilter,
) -> Result<Vec<TrendMonth>, RuntimeError> {
    let appraisal = appraisal_of(company.rulebook(), appraisal)?;
    let rank = |class: &str| appraisal.all_classes().position(|(known, _)| known.as_ref() == class);
    let classes = appraisal.all_classes().count();
    let is_in = |ids: &[RecordId], id: Option<RecordId>| ids.is_empty() || ids.contains(&id.unwrap_or(RecordId(0)));
    let mut trend = Vec::new();
    for back in (0..i32::try_from(months).unwrap_or(0)).rev() {
        let month = last.plus(-back);
        let Some(run) = company.store().latest_run(&appraisal.name, month)? else { continue };
        let mut counted = TrendMonth { month, counts: vec![0; classes], without_class: 0 };
        company.store().ratings_of_run(scope, run.id, &mut |rating| {
            if !is_in(&filter.branches, rating.branch) || !is_in(&filter.salespeople, rating.salesperson) {
                return Ok(());
            }
            let class = rating.class_in_force().filter(|_| rating.state != RatingState::Internal);
            match class.and_then(rank).and_then(|rank| counted.counts.get_mut(rank)) {
                Some(count) => *count += 1,
                None => counted.without_class += 1,
            }
            Ok(())
        })?;
        trend.push(counted);
    }
    Ok(trend)
}
