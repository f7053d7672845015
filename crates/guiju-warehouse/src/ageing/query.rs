//! What an ageing asks and answers.

use guiju_types::{Amount, Currency, Date, EntryId, RecordId, Timestamp};

/// By what an ageing has its rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AgeKey {
    /// The customer's current organisation unit.
    Branch,
    /// The customer's current salesperson.
    Salesperson,
    /// The customer.
    Customer,
}

/// Restricts an ageing or a list of open items; everything unless given. The scope holds besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AgeFilter {
    /// Only this customer.
    pub customer: Option<RecordId>,
    /// Only customers of this unit.
    pub branch: Option<RecordId>,
    /// Only customers of this person.
    pub salesperson: Option<RecordId>,
}

impl AgeFilter {
    /// Whether nothing is left out.
    pub(crate) fn is_everything(self) -> bool {
        self == Self::default()
    }
}

/// What is owed, when, as known when.
#[derive(Debug, Clone)]
pub struct AgeQuery {
    /// The date: open = issued by then and not settled by then.
    pub as_of: Date,
    /// Only what was known at this instant; `None`: everything known now.
    pub known_at: Option<Timestamp>,
    /// The keys of a row, from the outermost; empty: only the totals.
    pub by: Vec<AgeKey>,
    /// Upper edges in days past due, ascending, the first one 0: `[0, 30, 60, 90]`.
    pub buckets: Vec<u32>,
    /// Restrictions.
    pub filter: AgeFilter,
}

/// A span of days past due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// `not_due`, `1-30`, `31-60`, … `over_90`: for JSON and tables of the command line; screens word it themselves.
    pub label: String,
    /// The first day; `None` for what is not due.
    pub from: Option<i32>,
    /// The last day; `None` for the last bucket.
    pub to: Option<i32>,
}

/// What is owed at a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ageing {
    /// The date asked for.
    pub as_of: Date,
    /// The instant asked for.
    pub known_at: Option<Timestamp>,
    /// Whether a row behind these figures has an instant of knowledge that an import asserted, and a `known_at` was asked for.
    pub rests_on_asserted: bool,
    /// The buckets, in order.
    pub buckets: Vec<Bucket>,
    /// All rows together; its keys are empty.
    pub total: AgeRow,
    /// One per combination of keys with something open or unallocated, ordered by keys.
    pub rows: Vec<AgeRow>,
}

/// What one branch, salesperson or customer owes. Money is in the base currency unless said otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AgeRow {
    /// Ids in the order of [`AgeQuery::by`]; `None` where a customer has no branch or salesperson, or a receipt no customer.
    pub keys: Vec<Option<RecordId>>,
    /// How many open items.
    pub items: u64,
    /// What is open.
    pub total: Amount,
    /// What is open by bucket.
    pub buckets: Vec<Amount>,
    /// Receipts that no charge has taken yet. Never netted.
    pub unallocated: Amount,
    /// By currency, in the order of the codes.
    pub by_currency: Vec<CurrencyRow>,
}

/// One currency's part of a row, in that currency.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrencyRow {
    /// Which.
    pub currency: Currency,
    /// How many open items.
    pub items: u64,
    /// What is open, in this currency.
    pub open: Amount,
    /// What is open, in the base currency.
    pub open_base: Amount,
    /// What is open by bucket, in this currency.
    pub buckets: Vec<Amount>,
    /// Receipts that no charge has taken yet, in this currency.
    pub unallocated: Amount,
}

/// Which open items.
#[derive(Debug, Clone)]
pub struct OpenItemsQuery {
    /// The date.
    pub as_of: Date,
    /// Only what was known at this instant; `None`: everything known now.
    pub known_at: Option<Timestamp>,
    /// Restrictions.
    pub filter: AgeFilter,
    /// The buckets' upper edges as in [`AgeQuery::buckets`], and which bucket (from 0).
    pub bucket: Option<(Vec<u32>, usize)>,
    /// How many at most.
    pub limit: usize,
    /// Continues after this item.
    pub after: Option<ItemCursor>,
}

/// The place of an item in the list: oldest due date first, then by charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemCursor {
    /// When it falls due.
    pub due: Date,
    /// The charge.
    pub charge: EntryId,
}

/// A charge that is not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenItem {
    /// The charge.
    pub charge: EntryId,
    /// Its number.
    pub number: Option<String>,
    /// Who owes it.
    pub customer: Option<RecordId>,
    /// When it was charged.
    pub date: Date,
    /// When it falls due.
    pub due: Date,
    /// Days past due at the date asked for; zero or less: not due.
    pub days_late: i32,
    /// Its currency.
    pub currency: Currency,
    /// What was charged, in that currency.
    pub amount: Amount,
    /// What is open, in that currency.
    pub open: Amount,
    /// What is open, in the base currency.
    pub open_base: Amount,
}

impl OpenItem {
    /// Where the list continues after this item.
    #[must_use]
    pub const fn cursor(&self) -> ItemCursor {
        ItemCursor { due: self.due, charge: self.charge }
    }
}

/// A page of open items.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpenItems {
    /// The items of this page.
    pub items: Vec<OpenItem>,
    /// How many there are on all pages.
    pub count: u64,
    /// What is open on all pages, in the base currency.
    pub total: Amount,
    /// Where the next page starts; `None` on the last one.
    pub next: Option<ItemCursor>,
    /// As in [`Ageing::rests_on_asserted`].
    pub rests_on_asserted: bool,
}
