//! Computes every rating again, case by case from the ledger, and compares.

use guiju_rulebook::{CompiledAppraisal, Coverages, Totals};
use guiju_types::Scope;
use guiju_warehouse::TotalsTable;

use super::case_totals::{CaseFacts, case_totals};
use super::customer_facts::{Known, customer_facts};
use super::month_facts::Subject;
use super::rate_month::{RateMonth, totals_of};
use crate::{Company, RuntimeError};

/// Compares totals and judgement of every subject.
///
/// # Errors
/// [`RuntimeError::Differs`] where one differs, and where reading fails.
pub(super) fn verify(
    company: &Company,
    appraisal: &CompiledAppraisal,
    request: &RateMonth,
    coverages: &Coverages,
    subjects: &[Subject],
    table: &TotalsTable,
    progress: &(dyn Fn(u64, u64) + Sync),
) -> Result<(), RuntimeError> {
    let known = Known { at: request.known_at, sequence: Some(table.sequence) };
    let total = u64::try_from(subjects.len()).unwrap_or(u64::MAX);
    let mut differing = 0;
    let mut first = None;
    for (subject, done) in subjects.iter().zip(1..) {
        let facts = customer_facts(company, &Scope::Company, subject.id, &known)?;
        let records = facts.record_facts();
        let case = CaseFacts { entries: &facts.entries, records: &records };
        let again = case_totals(company.rulebook(), appraisal, request.month, known.at, &case);
        let columns = totals_of(table, subject.id);
        if let Some(difference) = difference(appraisal, coverages, &columns, &again.values) {
            differing += 1;
            first.get_or_insert_with(|| (subject.code.clone(), difference));
        }
        progress(done, total);
    }
    match first {
        None => Ok(()),
        Some((customer, difference)) => Err(RuntimeError::Differs { count: differing, subjects: subjects.len(), customer, difference }),
    }
}

/// The first total that differs, or the judgement. A total over no rows and one of nothing are the same to every rule only if the rule
/// says so; that is why the judgements are compared as well.
fn difference(appraisal: &CompiledAppraisal, coverages: &Coverages, columns: &[Option<i64>], again: &[Option<i64>]) -> Option<String> {
    for ((total, column), case) in appraisal.totals().iter().zip(columns).zip(again) {
        if column.unwrap_or(0) != case.unwrap_or(0) {
            return Some(format!("{} is {column:?} by columns and {case:?} by the ledger", total.name));
        }
    }
    let (by_columns, by_case) = (appraisal.judge(&Totals(columns), coverages), appraisal.judge(&Totals(again), coverages));
    (by_columns != by_case).then(|| {
        let said = |class: &Option<std::sync::Arc<str>>| class.as_deref().unwrap_or("none").to_owned();
        format!("class {} by columns and {} by the ledger", said(&by_columns.class), said(&by_case.class))
    })
}
