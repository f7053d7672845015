//! The customers that a question is about, each with its place, by the scope and by their current branch and salesperson.

use std::path::Path;

use guiju_types::{RecordId, RecordType, Scope};

use crate::cut::Cut;
use crate::layout::record_fact_name;
use crate::scan::Workers;
use crate::slots::Slots;
use crate::{AgeFilter, WarehouseError, columns};

/// The record type of the subjects.
pub(crate) const CUSTOMER: &str = "customer";

/// The customers in scope, in ascending order of their ids.
#[derive(Debug)]
pub(crate) struct Subjects {
    pub(crate) ids: Vec<i64>,
    /// Current organisation unit, by place.
    pub(crate) branch: Vec<Option<i64>>,
    /// Current salesperson, by place.
    pub(crate) salesperson: Vec<Option<i64>>,
    pub(crate) slots: Slots,
}

/// A version of a customer, ordered by record, then version.
type Current = (i64, i64, bool, Option<i64>, Option<i64>);

impl Subjects {
    /// Reads the customers of a cut. Withdrawn ones are left out unless `with_withdrawn`: their ledger is still there.
    pub(crate) fn read(
        folder: &Path,
        workers: &Workers,
        cut: &Cut,
        types: &[RecordType],
        scope: &Scope,
        filter: AgeFilter,
        with_withdrawn: bool,
    ) -> Result<Self, WarehouseError> {
        let kind = types.iter().find(|kind| kind.name == CUSTOMER);
        let (unit, person) = (kind.and_then(|kind| kind.scope_unit.as_deref()), kind.and_then(|kind| kind.scope_person.as_deref()));
        let mut current = read_current(folder, workers, cut, unit, person)?;
        // Files have them in order, so that this sort finds long runs.
        current.sort();
        // The last of a record's versions is its current one.
        current.dedup_by(|later, kept| {
            let is_same = later.0 == kept.0;
            if is_same {
                *kept = *later;
            }
            is_same
        });
        current.retain(|(record, _, is_withdrawn, branch, salesperson)| {
            (with_withdrawn || !is_withdrawn)
                && is_in_scope(scope, *branch, *salesperson)
                && filter.customer.is_none_or(|only| only.0 == *record)
                && filter.branch.is_none_or(|only| Some(only.0) == *branch)
                && filter.salesperson.is_none_or(|only| Some(only.0) == *salesperson)
        });
        let ids: Vec<i64> = current.iter().map(|row| row.0).collect();
        let slots = Slots::new(&ids);
        Ok(Self { slots, ids, branch: current.iter().map(|row| row.3).collect(), salesperson: current.iter().map(|row| row.4).collect() })
    }

    /// The customer at a place.
    pub(crate) fn id(&self, place: u32) -> Option<RecordId> {
        usize::try_from(place).ok().and_then(|place| self.ids.get(place)).map(|id| RecordId(*id))
    }
}

fn is_in_scope(scope: &Scope, branch: Option<i64>, salesperson: Option<i64>) -> bool {
    match scope {
        Scope::Company => true,
        Scope::Units { units } => branch.is_some_and(|branch| units.contains(&RecordId(branch))),
        Scope::Own { person } => salesperson == Some(person.0),
    }
}

fn read_current(
    folder: &Path,
    workers: &Workers,
    cut: &Cut,
    unit: Option<&str>,
    person: Option<&str>,
) -> Result<Vec<Current>, WarehouseError> {
    let fact = record_fact_name(CUSTOMER);
    let mut wanted = vec!["_record", "_version", "_withdrawn"];
    let unit_at = unit.map(|field| {
        wanted.push(field);
        wanted.len() - 1
    });
    let person_at = person.map(|field| {
        wanted.push(field);
        wanted.len() - 1
    });
    let Some(scan) = cut.scan(folder, &fact, &wanted, None) else { return Ok(Vec::new()) };
    let states = workers.fold(&scan, Vec::new, |rows: &mut Vec<Current>, batch| {
        let (records, versions, withdrawn) = (columns::integers(batch, 0)?, columns::integers(batch, 1)?, columns::booleans(batch, 2)?);
        let units = unit_at.map(|column| columns::integers(batch, column)).transpose()?;
        let persons = person_at.map(|column| columns::integers(batch, column)).transpose()?;
        for row in 0..batch.num_rows() {
            let (Some(record), Some(version)) = (records.get(row), versions.get(row)) else { continue };
            let field = |values: Option<columns::Values<'_, i64>>| values.and_then(|values| values.get(row));
            rows.push((record, version, withdrawn.value(row), field(units), field(persons)));
        }
        Ok(())
    })?;
    Ok(states.into_iter().flatten().collect())
}
