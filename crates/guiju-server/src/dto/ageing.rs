//! Ageing: what is open at a day, by how long it is past due.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::scalar::{Day, Decimal, Instant, Reference, Text};

/// What the rows of an ageing are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum AgeBy {
    /// A row for each branch.
    #[default]
    Branch,
    /// A row for each salesperson.
    Salesperson,
    /// A row for each customer.
    Customer,
}

/// Which open items, and when.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AgeingFilter {
    /// The day; today unless given.
    #[param(value_type = Option<String>, format = Date)]
    pub as_of: Option<Day>,
    /// Only what was known at this instant; now unless given.
    #[param(value_type = Option<String>, format = DateTime)]
    pub known_at: Option<Instant>,
    /// Only this organisation unit (an id).
    pub branch: Option<i64>,
    /// Only this person's customers (an id).
    pub salesperson: Option<i64>,
    /// Only this customer (an id).
    pub customer: Option<i64>,
    /// Upper edges of the buckets in days, as `0,30,60,90,180,365` (the default).
    pub buckets: Option<String>,
    /// Only items in this currency; amounts are then in it.
    pub currency: Option<String>,
}

/// What the rows are.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AgeingBy {
    /// Branch unless given.
    #[param(inline)]
    pub by: Option<AgeBy>,
}

/// Which open items of an ageing.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ItemsFilter {
    /// Only items in this bucket, by its name (`not_due`, `1_30` …); `overdue` for all that are past due.
    pub bucket: Option<String>,
}

/// A span of days of an ageing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Bucket {
    /// The name in the API: `not_due`, `1_30`, `over_365`.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// The first day of it; null for not due.
    pub from: Option<i64>,
    /// The last day of it; null for the last bucket.
    pub to: Option<i64>,
}

/// An amount in a bucket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct BucketAmount {
    /// The bucket.
    #[serde(flatten)]
    pub bucket: Bucket,
    /// The amount.
    pub amount: Decimal,
}

/// An amount in a currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CurrencyAmount {
    /// The currency.
    #[schema(example = "USD")]
    pub currency: String,
    /// The amount in it.
    pub amount: Decimal,
}

/// An ageing.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Ageing {
    /// The day.
    pub as_of: Day,
    /// The instant up to which facts are counted.
    pub known_at: Instant,
    /// Whether the answer rests on known-at times that an import asserted.
    pub rests_on_asserted: bool,
    /// The currency of the amounts: the base currency unless one was asked for.
    pub currency: String,
    /// What the rows are.
    pub by: AgeBy,
    /// What a row opens to; null where it opens to its items.
    pub next_by: Option<AgeBy>,
    /// The buckets with their sums.
    pub buckets: Vec<BucketAmount>,
    /// What is open.
    pub total: Decimal,
    /// The part of it that is past due.
    pub overdue: Decimal,
    /// The overdue share in percent, one decimal; null where nothing is open.
    pub overdue_share: Option<Decimal>,
    /// Receipts not yet allocated: a column of its own, never netted.
    pub unallocated: Decimal,
    /// How many open items.
    pub items: u64,
    /// How many customers have open items.
    pub customers: u64,
    /// The rows, the largest first.
    pub rows: Vec<AgeingRow>,
    /// What is open by currency, in that currency.
    pub by_currency: Vec<CurrencyAmount>,
    /// Why there may be nothing; null where there is something.
    pub empty_because: Option<Text>,
}

/// A row of an ageing.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct AgeingRow {
    /// The branch, person or customer; null for items without one.
    pub key: Option<Reference>,
    /// How many open items.
    pub items: u64,
    /// What is open.
    pub total: Decimal,
    /// By bucket, in the order of the ageing's buckets.
    pub buckets: Vec<Decimal>,
    /// Receipts not yet allocated.
    pub unallocated: Decimal,
    /// The part past due.
    pub overdue: Decimal,
    /// The overdue share in percent, one decimal; null where nothing is open.
    pub overdue_share: Option<Decimal>,
    /// By currency, in that currency.
    pub by_currency: Vec<CurrencyAmount>,
}

/// A page of open items.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenItemPage {
    /// The day.
    pub as_of: Day,
    /// The instant up to which facts are counted.
    pub known_at: Instant,
    /// The items, the latest first.
    pub rows: Vec<OpenItem>,
    /// Send it as `after` for the next page; null at the end.
    pub next: Option<String>,
}

/// A charge with something still owed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OpenItem {
    /// The charge.
    pub charge: i64,
    /// The number on the paper.
    pub number: Option<String>,
    /// Who owes it.
    pub customer: Option<Reference>,
    /// When it was charged.
    pub date: Day,
    /// When it falls due.
    pub due: Day,
    /// How many days past due; zero or negative is not due.
    pub days_late: i64,
    /// The bucket's name.
    pub bucket: String,
    /// Its currency.
    pub currency: String,
    /// The charge in its currency.
    pub amount: Decimal,
    /// What is open of it, in its currency.
    pub open: Decimal,
    /// What is open of it, in the base currency.
    pub open_base: Decimal,
}
