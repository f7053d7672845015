//! Which customers meet a condition over their current fields: companies of the same group, which are marked instead of scored.

use std::path::Path;

use guiju_rulebook::Filter;
use guiju_types::RecordId;

use crate::cut::Cut;
use crate::layout::record_fact_name;
use crate::scan::Engine;
use crate::subjects::{CUSTOMER, Subjects};
use crate::totals::{Condition, Truth, Wanted};
use crate::{WarehouseError, columns};

/// Those of the subjects whose current version meets the filter, in ascending order.
pub(crate) fn matching(
    folder: &Path,
    engine: &Engine,
    cut: &Cut,
    subjects: &Subjects,
    filter: &Filter,
) -> Result<Vec<RecordId>, WarehouseError> {
    let fact = record_fact_name(CUSTOMER);
    let Some(layout) = cut.layout(&fact) else { return Ok(Vec::new()) };
    let mut wanted = Wanted::new(layout, "mark");
    let (record, version) = (wanted.column("_record")?.0, wanted.column("_version")?.0);
    let condition = Condition::new(filter, &mut wanted)?;
    let names = wanted.into_columns();
    let wanted: Vec<&str> = names.iter().map(String::as_str).collect();
    let Some(scan) = cut.scan(folder, &fact, &wanted, None) else { return Ok(Vec::new()) };
    let parts = engine.fold(&scan, Vec::new, |rows, batch| {
        let (records, versions) = (columns::integers(batch, record)?, columns::integers(batch, version)?);
        for (row, truth) in condition.evaluate(batch)?.into_iter().enumerate() {
            if let (Some(record), Some(version)) = (records.get(row), versions.get(row)) {
                rows.push((record, version, truth == Truth::True));
            }
        }
        Ok(())
    })?;
    let mut rows: Vec<(i64, i64, bool)> = parts.into_iter().flatten().collect();
    rows.sort_unstable();
    let is_last = |position: usize, record: i64| rows.get(position + 1).is_none_or(|next| next.0 != record);
    let current = rows.iter().enumerate().filter(|(position, row)| row.2 && is_last(*position, row.0));
    Ok(current.map(|(_, row)| row.0).filter(|record| subjects.slots.place(*record) != crate::slots::NONE).map(RecordId).collect())
}
