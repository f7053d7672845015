//! Appends the entries of a batch.

use std::collections::{BTreeSet, HashMap};

use guiju_store::{EntryQuery, OpenCharge};
use guiju_types::{Entry, EntryId, EntryKind, RecordId};

use super::ledger::{Drafts, split_numbers};
use super::references::References;
use super::sink::{Refused, Sink};
use super::{Batch, CommitError, Committed};
use crate::import::customers::Slot;

impl Batch<'_> {
    /// The live charges that the rows' numbers name.
    pub(super) fn known_charges(&self, sink: &mut dyn Sink) -> Result<HashMap<String, Vec<Entry>>, CommitError> {
        let mut numbers: BTreeSet<&str> = BTreeSet::new();
        for entry in self.rows.iter().flat_map(|row| &row.gives.entries) {
            if let Some(number) = &entry.charge_number {
                numbers.extend(split_numbers(number));
            } else if self.looks_up && entry.draft.kind == EntryKind::Charge {
                numbers.extend(entry.draft.number.as_deref());
            }
        }
        let numbers: Vec<String> = numbers.into_iter().map(str::to_owned).collect();
        let mut found: HashMap<String, Vec<Entry>> = HashMap::new();
        for numbers in numbers.chunks(1_000) {
            let mut query = EntryQuery {
                kinds: vec![EntryKind::Charge, EntryKind::Invoice],
                numbers: numbers.to_vec(),
                only_live: true,
                limit: 10_000,
                ..EntryQuery::default()
            };
            loop {
                let page = sink.entries(&query)?;
                let is_full = page.len() >= 10_000;
                query.after = page.last().map(|entry| (entry.business_date, entry.id));
                for entry in page {
                    found.entry(entry.number.clone().unwrap_or_default()).or_default().push(entry);
                }
                if !is_full {
                    break;
                }
            }
        }
        Ok(found)
    }

    pub(super) fn append(
        &self,
        sink: &mut dyn Sink,
        references: &References,
        customer_of: &dyn Fn(Slot) -> Option<RecordId>,
        records: &HashMap<(usize, String), RecordId>,
        done: &mut Committed,
    ) -> Result<(), CommitError> {
        if self.plan.entries.is_empty() {
            return Ok(());
        }
        let known = self.known_charges(sink)?;
        let open = self.open_of_known(sink, &known, customer_of)?;
        let order_plan = self.plan.records.iter().position(|plan| plan.kind.name == "order");
        let mut ledger = Drafts { known, open, drafts: Vec::new(), rows: Vec::new(), refused: Vec::new(), import: sink.import() };
        for row in self.rows {
            let customer = row.customer.and_then(customer_of);
            let order = order_plan.and_then(|plan| {
                let record = row.gives.records.iter().find(|record| record.plan == plan)?;
                records.get(&(plan, record.key.clone())).copied()
            });
            let vendor =
                |name: &Option<String>| name.as_ref().and_then(|name| references.get(&("vendor".to_owned(), name.clone())).copied());
            ledger.put_row(row, customer, order, &vendor, done);
        }
        if !ledger.refused.is_empty() {
            return Err(CommitError::Rows(ledger.refused));
        }
        for draft in &ledger.drafts {
            *done.created.entry(draft.kind.name().to_owned()).or_default() += 1;
        }
        let charged_to = |charge: EntryId| {
            let open = ledger.open.get(&charge).map(|open| open.customer);
            open.or_else(|| ledger.known.values().flatten().find(|entry| entry.id == charge).and_then(|entry| entry.customer))
        };
        done.changes.note(&ledger.drafts, charged_to);
        let rows = &ledger.rows;
        let refused = |refused| match refused {
            Refused::Store(error) => CommitError::Store(error),
            Refused::Drafts(problems) => {
                CommitError::Rows(problems.into_iter().filter_map(|(at, problem)| rows.get(at).map(|row| (*row, problem))).collect())
            }
        };
        if !self.is_alone {
            sink.check(&ledger.drafts).map_err(refused)?;
        }
        sink.append(&ledger.drafts).map_err(refused)
    }

    /// What is open of the charges that rows may pay more of.
    pub(super) fn open_of_known(
        &self,
        sink: &mut dyn Sink,
        known: &HashMap<String, Vec<Entry>>,
        customer_of: &dyn Fn(Slot) -> Option<RecordId>,
    ) -> Result<HashMap<EntryId, OpenCharge>, CommitError> {
        if known.is_empty() {
            return Ok(HashMap::new());
        }
        let mut customers: BTreeSet<RecordId> = self.rows.iter().filter_map(|row| row.customer.and_then(customer_of)).collect();
        for entries in self.rows.iter().flat_map(|row| &row.gives.entries).filter_map(|entry| entry.charge_number.as_ref()) {
            for number in split_numbers(entries) {
                customers.extend(known.get(number).into_iter().flatten().filter_map(|entry| entry.customer));
            }
        }
        let customers: Vec<RecordId> = customers.into_iter().collect();
        let mut open = HashMap::new();
        for customers in customers.chunks(500) {
            open.extend(sink.open_charges(customers)?.into_iter().map(|charge| (charge.charge, charge)));
        }
        Ok(open)
    }
}
