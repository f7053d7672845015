//! What a row gives, before it is written: values, records, entries, and its customer.

use std::borrow::Cow;

use guiju_types::{Amount, Currency, Date, EntryDraft, Timestamp, Value};

use crate::import::Side;
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
    /// Entries that an earlier list brought already, so that they do not come in again.
    pub(crate) replaced: Vec<GivenEntry>,
    pub(crate) warnings: Vec<&'static str>,
    /// Business dates by fact.
    pub(crate) dates: Vec<(Cow<'static, str>, Date)>,
    pub(crate) known_at: Option<Timestamp>,
    /// What the row says beside what it gives, for the proofs.
    pub(crate) facts: Facts,
    /// Why nothing of the row comes in, though nothing is wrong with it: `out`, `neither`, `void`, `condition`, `no_party`, `opening`.
    pub(crate) left_out: Option<&'static str>,
    /// An exchange rate.
    pub(crate) rate: Option<(Date, Currency, i64)>,
}

impl Gives {
    /// The entries of the row, whether an earlier list brought them or not.
    pub(crate) fn all_entries(&self) -> impl Iterator<Item = &GivenEntry> {
        self.entries.iter().chain(&self.replaced)
    }
}

/// The figures of a row that prove a reading, or do not.
#[derive(Debug, Clone, Default)]
pub(crate) struct Facts {
    pub(crate) party: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) currency: Option<Currency>,
    pub(crate) flow: Option<Flow>,
    /// The direction that the file says, and whether the amount beside it is below zero.
    pub(crate) stated: Option<(Side, bool)>,
    pub(crate) amount: Option<Amount>,
    pub(crate) paid: Option<Amount>,
    pub(crate) open: Option<Amount>,
    pub(crate) rate: Option<i64>,
    pub(crate) base: Option<Amount>,
    pub(crate) net: Option<Amount>,
    pub(crate) tax: Option<Amount>,
    pub(crate) base_open: Option<Amount>,
    /// The due date of the row, and the one that its terms lead to.
    pub(crate) due: Option<(Date, Date)>,
}

/// A movement of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Flow {
    pub(crate) side: Side,
    /// Never below zero.
    pub(crate) amount: Amount,
    pub(crate) balance: Option<Amount>,
    /// Of which account, by a hash of its name.
    pub(crate) account: u64,
}

impl Flow {
    /// The amount by which a balance changes.
    pub(crate) fn change(&self) -> Amount {
        match self.side {
            Side::In => self.amount,
            Side::Out => -self.amount,
            Side::Neither => Amount::ZERO,
        }
    }
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
    pub(crate) fields: Vec<(String, Given)>,
    pub(crate) known_at: Option<Timestamp>,
    pub(crate) date: Option<Date>,
    /// The place of the row in the batch.
    pub(crate) row: usize,
}

/// The customer of a row.
#[derive(Debug, Clone, Default)]
pub(crate) enum RowCustomer {
    /// The row names none.
    #[default]
    None,
    /// A known one, with what the row says of it: values, and the records that it names (its branch, its salesperson) by the places of
    /// their fields.
    Known(Found, Vec<Value>, Vec<(usize, Given)>),
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
