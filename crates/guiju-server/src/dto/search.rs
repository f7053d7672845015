//! Search over everything the caller sees.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::scalar::{Day, Decimal, Reference, Text};

/// What to look for.
#[derive(Debug, Clone, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SearchQuery {
    /// A name, a code, a number of an invoice or charge, or the name of a page; two characters or more.
    pub q: String,
    /// How many of each kind, 8 unless given.
    #[param(minimum = 1, maximum = 50)]
    #[serde(default, deserialize_with = "super::page::within::<50, _>")]
    pub limit: Option<u32>,
}

/// What was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct SearchResult {
    /// Customers by code, name or other name.
    pub customers: Vec<CustomerHit>,
    /// Ledger entries by number.
    pub entries: Vec<EntryHit>,
    /// Pages by name.
    pub pages: Vec<PageHit>,
}

/// A customer that was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct CustomerHit {
    /// The customer.
    #[serde(flatten)]
    pub customer: Reference,
    /// The branch.
    pub branch: Option<Reference>,
    /// The class of the latest month.
    pub class: Option<String>,
    /// Why it is not the computed one; null where it is.
    pub because: Option<Text>,
}

/// A ledger entry that was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EntryHit {
    /// The entry.
    pub id: i64,
    /// `charge`, `invoice`, `receipt` …
    pub kind: String,
    /// The kind on screens.
    pub kind_label: Text,
    /// The number on the paper.
    pub number: String,
    /// When it happened.
    pub date: Day,
    /// The amount in its own currency.
    pub amount: Decimal,
    /// The currency.
    pub currency: String,
    /// Whose ledger it is in.
    pub customer: Option<Reference>,
}

/// A page that was found.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct PageHit {
    /// The path in the web application.
    pub path: String,
    /// The page's name.
    pub label: Text,
}
