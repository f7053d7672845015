//! Totals of measures: one scan per fact computes all of its totals for all customers.
//!
//! `plan.rs` groups the totals by fact, `kernel.rs` accumulates, `filter.rs` is the condition over columns.

mod filter;
mod kernel;
mod plan;

use std::path::Path;

use guiju_rulebook::Total;
use guiju_types::{Month, RecordId, RecordType, Sequence, Timestamp};

pub(crate) use filter::{Condition, Truth};
pub(crate) use plan::Wanted;

use crate::cut::Cut;
use crate::scan::Workers;
use crate::subjects::Subjects;
use crate::{WarehouseError, versions};

/// Which totals, for which month, known when.
#[derive(Debug, Clone)]
pub struct TotalsQuery<'a> {
    /// The month whose last day ends every window; rows dated after it never count.
    pub month: Month,
    /// Only what was known at this instant; `None`: everything known now.
    pub known_at: Option<Timestamp>,
    /// What to total. Columns of the result stand in this order.
    pub totals: &'a [Total],
}

/// The totals of all customers that the scope lets see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TotalsTable {
    /// The last commit that they rest on. Whatever else is read beside them is read up to it.
    pub sequence: Sequence,
    /// Every customer in scope, in ascending order, with or without rows.
    pub customers: Vec<RecordId>,
    /// One column per total. Sums are in ten-thousandths; `None` where no row counted, which for a count is 0.
    pub columns: Vec<Vec<Option<i64>>>,
    /// Whether a row that counted has an instant of knowledge that an import asserted, and a `known_at` was asked for.
    pub rests_on_asserted: bool,
}

/// Computes the totals of a cut.
pub(crate) fn compute(
    folder: &Path,
    workers: &Workers,
    cut: &Cut,
    types: &[RecordType],
    subjects: &Subjects,
    query: &TotalsQuery<'_>,
) -> Result<TotalsTable, WarehouseError> {
    let customers = subjects.ids.iter().map(|id| RecordId(*id)).collect();
    let columns = vec![Vec::new(); query.totals.len()];
    let mut table = TotalsTable { sequence: cut.sequence, customers, columns, rests_on_asserted: false };
    for mut plan in plan::plan(query, cut, types)? {
        let versions = if plan.is_record { version_columns(folder, workers, cut, &mut plan)? } else { None };
        let reversals = if plan.is_record { None } else { reversal_columns(folder, workers, cut, &mut plan)? };
        let columns: Vec<&str> = plan.columns.iter().map(String::as_str).collect();
        let kernel = kernel::Kernel { plan: &plan, slots: &subjects.slots, customers: subjects.ids.len(), versions, reversals };
        let Some(scan) = cut.scan(folder, &plan.fact, &columns, Some(plan.prune())) else { continue };
        let parts = workers.fold(&scan, || kernel.start(), |gathered, batch| kernel.step(gathered, batch))?;
        table.rests_on_asserted |= kernel.finish(parts, &mut table.columns)?;
    }
    Ok(table)
}

/// Reads which entries were taken back; `None` where none was, so that the columns need not be read.
fn reversal_columns(
    folder: &Path,
    workers: &Workers,
    cut: &Cut,
    plan: &mut plan::FactPlan,
) -> Result<Option<kernel::ReversalColumns>, WarehouseError> {
    let reversed = versions::reversed(folder, workers, cut, &plan.fact, plan.known_at)?;
    if reversed.is_empty() {
        return Ok(None);
    }
    let (id, reverses) = (plan.want("id"), plan.want("reverses"));
    Ok(Some(kernel::ReversalColumns { id, reverses, reversed }))
}

/// Reads which versions are current; `None` where no record has a second one, so that the columns need not be read.
fn version_columns(
    folder: &Path,
    workers: &Workers,
    cut: &Cut,
    plan: &mut plan::FactPlan,
) -> Result<Option<kernel::VersionColumns>, WarehouseError> {
    let replaced = versions::replaced(folder, workers, cut, &plan.fact, plan.known_at)?;
    if replaced.is_empty() {
        return Ok(None);
    }
    let (record, version, is_withdrawn) = (plan.want("_record"), plan.want("_version"), plan.want("_withdrawn"));
    Ok(Some(kernel::VersionColumns { record, version, is_withdrawn, replaced }))
}
