//! What waits for the person who is signed in.

use serde::Serialize;
use utoipa::ToSchema;

use super::scalar::{Day, Decimal, Text};

/// What waits for the person who is signed in, and what has changed in the customers that this person sees.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Workbench {
    /// Today, as the figures take it.
    pub today: Day,
    /// What this person can do something about, the most pressing first.
    pub tasks: Vec<WorkItem>,
    /// What is worth knowing.
    pub news: Vec<WorkItem>,
}

/// One thing that waits or has changed.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct WorkItem {
    /// `set_up`, `answer_rulings`, `answer_proposals`, `own_rulings`, `rate_month`, `stale_month`, `clearings`, `rejected_rows`, `draft`, `fell`,
    /// `newly_late`.
    pub kind: String,
    /// What it is, in a few words.
    pub label: Text,
    /// How many.
    pub count: u64,
    /// What to know before opening it.
    pub detail: Option<Text>,
    /// What these customers are overdue, in the base currency, where it is about that.
    pub amount: Option<Decimal>,
    /// The page that deals with it.
    pub path: String,
}
