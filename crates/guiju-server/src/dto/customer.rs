//! Customers: the list, and one of them.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::ageing::{BucketAmount, CurrencyAmount};
use super::page::Direction;
use super::rating::{RatingState, RatingSummary};
use super::scalar::{Choice, Day, Decimal, Instant, Reference, Text, YearMonth};

/// Which customers. Several values of one filter are separated by commas.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CustomerFilter {
    /// Part of the code, the name or another name.
    pub search: Option<String>,
    /// Ids of organisation units.
    pub branch: Option<String>,
    /// Ids of people.
    pub salesperson: Option<String>,
    /// Classes in force, as `C,D`; `none` for customers without one.
    pub class: Option<String>,
    /// States of the latest rating: `rated`, `not_rated`, `activity`, `internal`, `none`.
    pub state: Option<String>,
    /// Settlement terms.
    pub terms: Option<String>,
    /// Only customers with (or without) money overdue.
    pub has_overdue: Option<bool>,
}

/// What the list of customers is sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CustomerSort {
    /// The customer's code.
    #[default]
    Code,
    /// The customer's name.
    Name,
    /// The class in force, best first.
    Class,
    /// The total of the latest rating.
    Total,
    /// What is open.
    Open,
    /// What is overdue.
    Overdue,
    /// The days of the item that is latest.
    DaysLateMax,
}

/// How the list of customers is sorted.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CustomerOrder {
    /// By what; the code unless given. Ties are in the order of codes.
    #[param(inline)]
    pub sort: Option<CustomerSort>,
    /// Ascending unless given.
    #[param(inline)]
    pub dir: Option<Direction>,
}

/// A customer in a list.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerRow {
    /// The record's id.
    pub id: i64,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The branch it belongs to.
    pub branch: Option<Reference>,
    /// Who is in charge of it.
    pub salesperson: Option<Reference>,
    /// The settlement terms that count: those of the record, or what an approved proposal sets.
    pub terms: Option<Choice>,
    /// The class in force: by a person's ruling where there is one, else the computed one.
    pub class: Option<String>,
    /// Why the class in force is not the computed one, in a sentence; null where it is.
    pub because: Option<Text>,
    /// The class that the rule gave.
    pub computed_class: Option<String>,
    /// Whether the class in force was set by hand.
    pub is_overridden: bool,
    /// Whether somebody asked for another class, which waits for an answer.
    pub is_asked: bool,
    /// What this row has seen: send it with a decision on it; null where there is no rating.
    pub seen: Option<String>,
    /// A proposal that waits for a decision, such as pay before release.
    pub proposal: Option<Choice>,
    /// The state of the latest rating.
    pub state: Option<RatingState>,
    /// The total of the latest rating.
    pub total: Option<Decimal>,
    /// The month of the latest rating.
    pub month: Option<YearMonth>,
    /// What is open, in the base currency.
    pub open: Decimal,
    /// The part of it that is past due.
    pub overdue: Decimal,
    /// The part of it that is not due.
    pub not_due: Decimal,
    /// Receipts not yet allocated.
    pub unallocated: Decimal,
    /// How many days the latest item is past due; null where nothing is.
    pub days_late_max: Option<i64>,
}

/// A page of customers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerPage {
    /// The rows.
    pub rows: Vec<CustomerRow>,
    /// Send it as `after` for the next page; null at the end.
    pub next: Option<String>,
    /// How many there are in all.
    pub total: u64,
    /// The sums over all rows of the filter.
    pub sums: CustomerSums,
    /// The day of the open amounts.
    pub as_of: Day,
    /// Why the list may be empty; null where it is not.
    pub empty_because: Option<Text>,
}

/// Sums over a list of customers, in the base currency.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerSums {
    /// What is open.
    pub open: Decimal,
    /// The part past due.
    pub overdue: Decimal,
    /// The part not due.
    pub not_due: Decimal,
}

/// One customer.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Customer {
    /// The record's id.
    pub id: i64,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// Whether it is a company of the same group: marked, never scored.
    pub is_internal: bool,
    /// The branch it belongs to.
    pub branch: Option<Reference>,
    /// Who is in charge of it.
    pub salesperson: Option<Reference>,
    /// The settlement terms that count today: those of the record, or what an approved proposal sets.
    pub terms: Option<Choice>,
    /// Where an approved proposal sets the terms: by which, in a sentence. The record's own stand among the fields.
    pub terms_because: Option<Text>,
    /// Other names it goes by.
    pub other_names: Vec<String>,
    /// The names that people said are this customer's, the newest first; what was taken back is left out.
    pub aliases: Vec<CustomerAlias>,
    /// All fields of the record in the rulebook's order.
    pub fields: Vec<FieldValue>,
    /// The rating of the latest month.
    pub rating: Option<RatingSummary>,
    /// What it owes.
    pub exposure: Exposure,
    /// When the record was last changed, and by whom.
    pub changed_at: Instant,
    /// Who changed it.
    pub changed_by: String,
}

/// A field of a record.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct FieldValue {
    /// The field's name.
    pub name: String,
    /// The field on screens.
    pub label: Text,
    /// The kind of value: `text`, `integer`, `decimal`, `amount`, `date`, `instant`, `boolean`, `enumeration`, `reference`.
    pub kind: String,
    /// The value as text; null where nothing is known.
    pub value: Option<String>,
    /// The value in words, where it differs: an enumeration's label, a referenced record's name.
    pub text: Option<Text>,
}

/// What a customer owes.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Exposure {
    /// The day.
    pub as_of: Day,
    /// The instant up to which facts are counted.
    pub known_at: Instant,
    /// Open, in the base currency.
    pub open: Decimal,
    /// Not due.
    pub not_due: Decimal,
    /// Past due.
    pub overdue: Decimal,
    /// Receipts not yet allocated.
    pub unallocated: Decimal,
    /// How many open items.
    pub items: u64,
    /// How many of them are past due.
    pub overdue_items: u64,
    /// How many days the latest item is past due.
    pub days_late_max: Option<i64>,
    /// By bucket.
    pub buckets: Vec<BucketAmount>,
    /// By currency, in that currency.
    pub by_currency: Vec<CurrencyAmount>,
}

/// A name that a person said is a customer's.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerAlias {
    /// The name, as the file has it.
    pub name: String,
    /// Who said it.
    pub by: String,
    /// When.
    pub at: Instant,
    /// The import at which it was said.
    pub import: Option<i64>,
    /// Its file.
    pub file_name: Option<String>,
}

/// Which name is taken back, and why.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct EndAliasQuery {
    /// The name.
    pub name: String,
    /// Why.
    pub reason: Option<String>,
}
