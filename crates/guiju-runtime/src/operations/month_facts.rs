//! What a month is judged on: totals, customers and declared periods of one cut, so that a commit that falls between two reads counts in all of
//! them or in none.

use std::collections::BTreeMap;

use guiju_rulebook::CompiledAppraisal;
use guiju_types::{Coverage, Month, RecordId, Scope, Sequence, Timestamp, Value};
use guiju_warehouse::{TotalsQuery, TotalsTable};

use crate::{Company, RuntimeError};

/// What a month is judged on.
#[derive(Debug)]
pub(super) struct MonthFacts {
    /// The totals, and the commit up to which everything here was read.
    pub(super) table: TotalsTable,
    /// What was known: the instant that was asked for, or one after that commit.
    pub(super) known_at: Timestamp,
    /// The periods declared complete.
    pub(super) coverage: Vec<Coverage>,
    /// Every customer, in the order of ids.
    pub(super) subjects: Vec<Subject>,
}

/// A customer as it was known: who it is, and whether it is marked instead of scored.
#[derive(Debug, Clone)]
pub(crate) struct Subject {
    pub(crate) id: RecordId,
    pub(crate) code: String,
    pub(crate) name: String,
    /// The mark's state and class.
    pub(crate) mark: Option<(String, String)>,
}

impl MonthFacts {
    /// Reads them as of the last commit.
    ///
    /// # Errors
    /// Where the warehouse or the database cannot be read.
    pub(super) fn read(
        company: &Company,
        appraisal: &CompiledAppraisal,
        month: Month,
        known_at: Option<Timestamp>,
    ) -> Result<Self, RuntimeError> {
        Self::read_while(company, appraisal, month, known_at, &|| {})
    }

    /// As [`read`](Self::read); `between` is called between the reads, for what may happen there.
    fn read_while(
        company: &Company,
        appraisal: &CompiledAppraisal,
        month: Month,
        known_at: Option<Timestamp>,
        between: &dyn Fn(),
    ) -> Result<Self, RuntimeError> {
        company.warehouse().refresh(company.store())?;
        between();
        let query = TotalsQuery { month, known_at, totals: appraisal.totals() };
        let table = company.warehouse().totals(company.store(), &query, &Scope::Company)?;
        between();
        let coverage = company.store().coverage_at(table.sequence)?;
        between();
        // Never before the last commit of the cut, so that what counts is also what was known.
        let known_at = instant_known(company, known_at)?;
        let subjects = subjects_known(company, appraisal, table.sequence, known_at)?;
        Ok(Self { table, known_at, coverage, subjects })
    }
}

/// The instant that was asked for, or now: never before the last commit.
pub(crate) fn instant_known(company: &Company, asked: Option<Timestamp>) -> Result<Timestamp, RuntimeError> {
    asked.map_or_else(|| Ok(company.store().now()?), Ok)
}

/// Every customer that was known by a commit and at an instant, in the order of ids, as its latest version then says.
fn subjects_known(
    company: &Company,
    appraisal: &CompiledAppraisal,
    upto: Sequence,
    known_at: Timestamp,
) -> Result<Vec<Subject>, RuntimeError> {
    let mut subjects: BTreeMap<RecordId, Option<Subject>> = BTreeMap::new();
    company.store().versions_after(&appraisal.subject, Sequence(0), &mut |version| {
        if version.sequence > upto || version.known_at > known_at {
            return Ok(());
        }
        let text = |field: &str| version.fields.text(field).unwrap_or_default().to_owned();
        let subject = (!version.is_withdrawn).then(|| {
            let fields: Vec<(String, Value)> = version.fields.iter().map(|(name, value)| (name.to_owned(), value.clone())).collect();
            let mark = appraisal.mark(&fields).map(|mark| (mark.name.to_string(), mark.class.to_string()));
            Subject { id: version.id, code: text("code"), name: text("name"), mark }
        });
        subjects.insert(version.id, subject);
        Ok(())
    })?;
    Ok(subjects.into_values().flatten().collect())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use guiju_store::RecordDraft;
    use guiju_types::{Actor, EntryDraft, EntryKind};

    use super::*;
    use crate::NewCompany;

    /// One commit: a customer with a charge, and the month declared complete.
    fn commit(company: &Company, code: &str) {
        let text = |name: &str, value: &str| (name.to_owned(), Value::Text(value.to_owned()));
        let month: Month = "2026-03".parse().unwrap();
        company
            .store()
            .write(&Actor::program("test"), |write| {
                let draft = RecordDraft { fields: vec![text("code", code), text("name", code)], ..RecordDraft::default() };
                let customer = write.put_records("customer", &[draft])?[0];
                let charge = EntryDraft {
                    customer: Some(customer),
                    due_date: Some("2026-03-20".parse().unwrap()),
                    ..EntryDraft::new(EntryKind::Charge, "2026-03-10".parse().unwrap(), "100".parse().unwrap())
                };
                write.append(None, &[charge])?;
                let period = Coverage { fact: code.to_owned(), from: month.first_day(), to: month.last_day() };
                write.declare_coverage(None, &[period])
            })
            .unwrap();
    }

    #[test]
    fn a_commit_that_falls_between_two_reads_counts_in_all_of_them_or_in_none() {
        let folder = tempfile::tempdir().unwrap();
        let company = Company::create(folder.path(), &NewCompany::default()).unwrap();
        let appraisal = company.rulebook().appraisal("credit").unwrap();
        commit(&company, "C0");
        for (gap, counted) in [(0, 2), (1, 2), (2, 3)] {
            let gaps = Cell::new(0);
            let between = || {
                if gaps.replace(gaps.get() + 1) == gap {
                    commit(&company, &format!("C{}", gap + 1));
                }
            };
            let facts = MonthFacts::read_while(&company, appraisal, "2026-03".parse().unwrap(), None, &between).unwrap();
            assert_eq!(gaps.get(), 3, "every gap was passed");
            let ids: Vec<RecordId> = facts.subjects.iter().map(|subject| subject.id).collect();
            assert_eq!((ids.len(), facts.coverage.len()), (counted, counted), "a commit in gap {gap}");
            assert_eq!(facts.table.customers, ids, "a commit in gap {gap}");
            let last = company.store().sequence().unwrap();
            assert_eq!(facts.table.sequence == last, gap == 0, "only what came before the totals is in them");
        }
    }
}
