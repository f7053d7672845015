//! Which customers meet conditions over their current fields: companies of the same group, which are marked instead of scored.

use std::path::Path;

use guiju_rulebook::Filter;
use guiju_types::RecordId;

use crate::cut::Cut;
use crate::layout::record_fact_name;
use crate::scan::Workers;
use crate::slots::NONE;
use crate::subjects::{CUSTOMER, Subjects};
use crate::totals::{Condition, Truth, Wanted};
use crate::{WarehouseError, columns};

/// The subjects whose current version meets one of the filters, in ascending order, each with the position of the first that it meets.
pub(crate) fn matching(
    folder: &Path,
    workers: &Workers,
    cut: &Cut,
    subjects: &Subjects,
    filters: &[&Filter],
) -> Result<Vec<(RecordId, usize)>, WarehouseError> {
    let fact = record_fact_name(CUSTOMER);
    let Some(layout) = cut.layout(&fact) else { return Ok(Vec::new()) };
    let mut wanted = Wanted::new(layout, "mark");
    let (record, version) = (wanted.column("_record")?.0, wanted.column("_version")?.0);
    let conditions = filters.iter().map(|filter| Condition::new(filter, &mut wanted)).collect::<Result<Vec<_>, _>>()?;
    let names = wanted.into_columns();
    let wanted: Vec<&str> = names.iter().map(String::as_str).collect();
    let Some(scan) = cut.scan(folder, &fact, &wanted, None) else { return Ok(Vec::new()) };
    let parts = workers.fold(&scan, Vec::new, |rows, batch| {
        let (records, versions) = (columns::integers(batch, record)?, columns::integers(batch, version)?);
        let truths = conditions.iter().map(|condition| condition.evaluate(batch)).collect::<Result<Vec<_>, _>>()?;
        for row in 0..batch.num_rows() {
            if let (Some(record), Some(version)) = (records.get(row), versions.get(row)) {
                let met = truths.iter().position(|truth| truth.get(row) == Some(&Truth::True));
                rows.push((record, version, met));
            }
        }
        Ok(())
    })?;
    let mut rows: Vec<(i64, i64, Option<usize>)> = parts.into_iter().flatten().collect();
    rows.sort();
    let is_last = |position: usize, record: i64| rows.get(position + 1).is_none_or(|next| next.0 != record);
    let current = rows.iter().enumerate().filter(|(position, row)| is_last(*position, row.0));
    let in_scope = current.filter(|(_, row)| subjects.slots.place(row.0) != NONE);
    Ok(in_scope.filter_map(|(_, row)| Some((RecordId(row.0), row.2?))).collect())
}
