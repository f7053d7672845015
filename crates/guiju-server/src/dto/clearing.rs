//! Clearings: what later lists no longer had, and what people say of it.

use guiju_runtime::allocation;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::scalar::{Day, Decimal, Instant, Reference, Text};

/// Which clearings.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ClearingFilter {
    /// Of this customer.
    pub customer: Option<i64>,
    /// That this import brought.
    pub import: Option<i64>,
    /// Also those of which a person said that nobody knows what they were.
    pub with_unknown: Option<bool>,
}

/// What a clearing was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ClearedBy {
    /// Money that came in.
    Receipt,
    /// A reduction of the charge.
    CreditNote,
    /// The charge was given up.
    WriteOff,
    /// Nobody knows.
    Unknown,
}

impl From<ClearedBy> for allocation::ClearedBy {
    fn from(by: ClearedBy) -> Self {
        match by {
            ClearedBy::Receipt => Self::Receipt,
            ClearedBy::CreditNote => Self::CreditNote,
            ClearedBy::WriteOff => Self::WriteOff,
            ClearedBy::Unknown => Self::Unknown,
        }
    }
}

impl From<allocation::ClearedBy> for ClearedBy {
    fn from(by: allocation::ClearedBy) -> Self {
        match by {
            allocation::ClearedBy::Receipt => Self::Receipt,
            allocation::ClearedBy::CreditNote => Self::CreditNote,
            allocation::ClearedBy::WriteOff => Self::WriteOff,
            allocation::ClearedBy::Unknown => Self::Unknown,
        }
    }
}

/// An answer that is possible.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClearingChoice {
    /// As it is answered.
    pub value: ClearedBy,
    /// In words.
    pub label: Text,
    /// Whether its day has to be said.
    pub needs_date: bool,
}

/// A charge, or a part of it, that was settled between two days, and nobody has said by what.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClearingRow {
    /// The entry of the ledger.
    pub id: i64,
    /// The customer.
    pub customer: Option<Reference>,
    /// The charge.
    pub charge: i64,
    /// The number on its paper.
    pub number: Option<String>,
    /// When it was charged.
    pub charged: Day,
    /// When it fell due.
    pub due: Option<Day>,
    /// The first day on which it can have been settled: that of the list that still had it.
    pub earliest: Day,
    /// The last day: that of the list that no longer had it.
    pub latest: Day,
    /// The currency.
    pub currency: String,
    /// How much was settled.
    pub amount: Decimal,
    /// The same in the base currency.
    pub amount_base: Decimal,
    /// The import of the later list.
    pub import: Option<i64>,
    /// Who said that nobody knows what it was.
    pub unknown_by: Option<String>,
    /// When.
    pub unknown_at: Option<Instant>,
}

/// A page of clearings, by customer and due date.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClearingPage {
    /// The rows.
    pub rows: Vec<ClearingRow>,
    /// Send it as `after` for the next page; null at the end.
    pub next: Option<String>,
    /// How many nobody has said anything of.
    pub open: u64,
    /// Of how many a person said that nobody knows.
    pub unknown: u64,
    /// What can be answered.
    pub choices: Vec<ClearingChoice>,
}

/// What a person says of clearings; all of it is taken, or nothing.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct ClearingAnswers {
    /// The answers, 1 to 500.
    pub answers: Vec<ClearingAnswer>,
}

/// What a person says of one clearing.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct ClearingAnswer {
    /// Which.
    pub clearing: i64,
    /// What it was.
    pub by: ClearedBy,
    /// When; needed for a receipt, otherwise the last day that is possible.
    #[serde(default)]
    pub date: Option<Day>,
}

/// What was answered.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct ClearingsAnswered {
    /// How many clearings.
    pub answered: u64,
    /// The entries of the ledger that stand in their places.
    pub entries: Vec<i64>,
}
