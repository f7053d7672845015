//! The ledger as a timeline.

use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::scalar::{Day, Decimal, Instant, Text};

/// Which entries of a customer.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TimelineFilter {
    /// Kinds separated by commas, as `charge,receipt`; all unless given.
    pub kinds: Option<String>,
    /// Only entries on this charge (an id).
    pub charge: Option<i64>,
}

/// A page of a customer's ledger, newest first.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Timeline {
    /// The entries.
    pub rows: Vec<LedgerEntry>,
    /// What people decided in the days of this page, the latest first; none where the filter names kinds or a charge.
    pub decisions: Vec<TimelineDecision>,
    /// Send it as `after` for the next page; null at the end.
    pub next: Option<String>,
}

/// A step of a ruling among the entries.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct TimelineDecision {
    /// The ruling.
    pub ruling: i64,
    /// The day on which it was decided.
    pub date: Day,
    /// The instant.
    pub at: Instant,
    /// Who.
    pub by: String,
    /// What, from when and why, in a sentence.
    pub text: Text,
}

/// An entry of the ledger.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct LedgerEntry {
    /// Its id.
    pub id: i64,
    /// `charge`, `bill`, `confirmation`, `invoice`, `receipt`, `allocation`, `credit_note`, `write_off`, `clearing`, `cost`.
    pub kind: String,
    /// The kind on screens.
    pub kind_label: Text,
    /// When it happened; of a clearing the latest day on which it can have happened.
    pub date: Day,
    /// Of a clearing the earliest day on which it can have happened.
    pub earliest: Option<Day>,
    /// When the charge it is or refers to falls due.
    pub due: Option<Day>,
    /// The number on the paper.
    pub number: Option<String>,
    /// The amount in its own currency; negative for a reversal.
    pub amount: Decimal,
    /// Its currency.
    pub currency: String,
    /// The amount in the base currency.
    pub base_amount: Decimal,
    /// In a sentence.
    pub text: Text,
    /// The charge it is or refers to.
    pub charge: Option<EntryReference>,
    /// The receipt it is or takes from.
    pub receipt: Option<EntryReference>,
    /// The order it belongs to, by its number.
    pub order: Option<String>,
    /// How an allocation was decided: `file`, `reference`, `exact_amount`, `oldest_first`, `set_off`, `refund`, `freed`, `manual`.
    pub method: Option<String>,
    /// Free text.
    pub note: Option<String>,
    /// When it became known.
    pub known_at: Instant,
    /// Whether that instant is an import's assertion.
    pub is_asserted: bool,
    /// The entry that it takes back.
    pub reverses: Option<i64>,
    /// Whether another entry takes it back.
    pub is_reversed: bool,
    /// The import that brought it.
    pub import: Option<i64>,
}

/// Another entry, by its number.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct EntryReference {
    /// The entry.
    pub id: i64,
    /// The number on the paper.
    pub number: Option<String>,
}
