//! Writes what the rows of a batch give: customers, the records they refer to, their records, their entries, and the rows' keys.
//!
//! [`Batch::commit`] is one transaction of the store, or none. Read it first.

mod entries;
mod ledger;
mod names;
mod records;
mod references;
mod replaced;
mod sink;

use std::collections::{BTreeMap, HashMap};

use guiju_rulebook::Rulebook;
use guiju_store::{Rate, RowKey, StoreError};
use guiju_types::RecordId;

use super::customers::Slot;
use super::drafts::{CustomerChanges, Gives};
use super::owing::Changes;
use super::plan::Plan;
use super::reason::Problem;

pub(crate) use names::{Names, named_customers, read_names};
pub(crate) use replaced::Replaced;
pub(crate) use sink::{DrySink, Sink, WriteSink};

/// A row that comes in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Accepted<'a> {
    /// Its place in the batch.
    pub(crate) place: usize,
    pub(crate) key: &'a [u8; 32],
    pub(crate) gives: &'a Gives,
    pub(crate) customer: Option<Slot>,
}

/// The customers that a batch is about, as they were known when its rows were judged. Its own new ones have no ids yet.
#[derive(Debug, Default)]
pub(crate) struct BatchCustomers {
    /// Those that have records.
    pub(crate) ids: HashMap<Slot, RecordId>,
    /// Those that records refer to, by the text that names them.
    pub(crate) named: HashMap<String, Slot>,
}

impl BatchCustomers {
    fn id(&self, slot: Slot) -> Option<RecordId> {
        self.ids.get(&slot).copied()
    }
}

/// Why a batch was not written.
#[derive(Debug)]
pub(crate) enum CommitError {
    /// The database failed.
    Store(StoreError),
    /// These rows, by place in the batch, cannot come in.
    Rows(Vec<(usize, Problem)>),
}

impl From<StoreError> for CommitError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What a batch did.
#[derive(Debug, Default)]
pub(crate) struct Committed {
    pub(crate) customers: Vec<(Slot, RecordId)>,
    pub(crate) created: BTreeMap<String, u64>,
    pub(crate) changed: BTreeMap<String, u64>,
    /// What it changes in what customers owe.
    pub(crate) changes: Changes,
    /// Warnings with the place of the row.
    pub(crate) warnings: Vec<(&'static str, usize)>,
}

/// Everything of one batch that is not the batch itself.
pub(crate) struct Batch<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) customers: &'a BatchCustomers,
    pub(crate) changes: &'a CustomerChanges,
    pub(crate) rows: &'a [Accepted<'a>],
    /// Whether the ledger had charges before the import, so that numbers have to be looked up.
    pub(crate) looks_up: bool,
    /// Names of small types, by type, as far as they were read.
    pub(crate) names: &'a HashMap<String, HashMap<String, RecordId>>,
    /// Whether nothing else is in the transaction yet, so that all of it can be taken back where the store refuses a row.
    pub(crate) is_alone: bool,
}

impl Batch<'_> {
    /// Writes the batch. Where rows are refused, some of the others may be there already, unless all that it gives is entries and it is not alone.
    pub(crate) fn commit(&self, sink: &mut dyn Sink) -> Result<Committed, CommitError> {
        let mut done = Committed::default();
        let references = self.references(sink, &mut done)?;
        let mut slots: HashMap<Slot, RecordId> = HashMap::new();
        self.put_customers(sink, &references, &mut slots, &mut done)?;
        let customer_of = |slot: Slot| slots.get(&slot).copied().or_else(|| self.customers.id(slot));
        let records = self.put_records(sink, &references, &customer_of, &mut done)?;
        self.append(sink, &references, &customer_of, &records, &mut done)?;
        let rates: Vec<Rate> = self
            .rows
            .iter()
            .filter_map(|row| row.gives.rate)
            .map(|(date, currency, base_per_unit)| Rate { currency, date, base_per_unit })
            .collect();
        if !rates.is_empty() {
            sink.rates(&rates)?;
            done.created.insert("rate".to_owned(), rates.len() as u64);
        }
        let keys = self.rows.iter().map(|row| RowKey { key: *row.key, gave: String::new() }).collect();
        sink.rows(keys)?;
        done.customers = slots.into_iter().collect();
        done.customers.sort_unstable();
        Ok(done)
    }
}
