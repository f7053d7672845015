//! What a row gives, before it is written: values, records, entries, and its customer.

use guiju_types::{Date, EntryDraft, Timestamp, Value};

use crate::import::customers::{Found, Slot};

/// A value of a record's field, or the text that names the record it refers to.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Given {
    /// A value.
    Value(Value),
    /// A record of a type, by key or name.
    Named {
        /// The record type.
        kind: String,
        /// The field that refers to it.
        field: String,
        /// Key or name.
        text: String,
    },
    /// The row's customer.
    Customer,
    /// The record of a type that the row itself gives.
    OfRow { kind: String },
}

/// A record that a row gives.
#[derive(Debug, Clone)]
pub(crate) struct GivenRecord {
    /// Its place in the plan.
    pub(crate) plan: usize,
    pub(crate) key: String,
    pub(crate) fields: Vec<(String, Given)>,
    pub(crate) date: Option<Date>,
}

/// An entry that a row gives; its links count from the row's first entry.
#[derive(Debug, Clone)]
pub(crate) struct GivenEntry {
    pub(crate) draft: EntryDraft,
    /// The number of a charge that is to be found in the ledger.
    pub(crate) charge_number: Option<String>,
    /// The name of a cost's vendor.
    pub(crate) vendor: Option<String>,
}

/// What a row gives.
#[derive(Debug, Clone, Default)]
pub(crate) struct Gives {
    pub(crate) customer: RowCustomer,
    /// The row's business date.
    pub(crate) date: Option<Date>,
    pub(crate) records: Vec<GivenRecord>,
    pub(crate) entries: Vec<GivenEntry>,
    pub(crate) warnings: Vec<&'static str>,
    /// Business dates by fact.
    pub(crate) dates: Vec<(String, Date)>,
    pub(crate) known_at: Option<Timestamp>,
}

/// Customers that a row makes or changes, in the order in which they came up.
#[derive(Debug, Default)]
pub(crate) struct CustomerChanges {
    pub(crate) new: Vec<NewCustomer>,
    pub(crate) changed: Vec<ChangedCustomer>,
}

/// A customer that a row changes.
#[derive(Debug, Clone)]
pub(crate) struct ChangedCustomer {
    pub(crate) slot: Slot,
    pub(crate) fields: Vec<(String, Value)>,
    pub(crate) known_at: Option<Timestamp>,
    pub(crate) date: Option<Date>,
}

/// The customer of a row.
#[derive(Debug, Clone, Default)]
pub(crate) enum RowCustomer {
    /// The row names none.
    #[default]
    None,
    /// A known one, with what the row says of it.
    Known(Found, Vec<Value>),
    /// One that the row makes.
    New { code: String, name: Option<String>, fields: Vec<(String, Given)>, values: Vec<Value> },
}

/// A customer that a row makes.
#[derive(Debug, Clone)]
pub(crate) struct NewCustomer {
    pub(crate) slot: Slot,
    pub(crate) fields: Vec<(String, Given)>,
    pub(crate) known_at: Option<Timestamp>,
    pub(crate) date: Option<Date>,
    /// The place of the row in its batch.
    pub(crate) row: usize,
}
