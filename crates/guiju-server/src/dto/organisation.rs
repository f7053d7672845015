//! Branches and salespeople, for filters.

use serde::Serialize;
use utoipa::ToSchema;

use super::scalar::{Choice, Reference};

/// What lists can be filtered by, as far as the caller sees it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Organisation {
    /// Organisation units that have customers.
    pub branches: Vec<Branch>,
    /// People in charge of customers.
    pub salespeople: Vec<Salesperson>,
    /// Settlement terms that customers have.
    pub terms: Vec<Choice>,
    /// The classes of the credit appraisal, best first.
    pub classes: Vec<String>,
    /// The states of a rating.
    pub states: Vec<Choice>,
}

/// An organisation unit.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Branch {
    /// The unit.
    #[serde(flatten)]
    pub unit: Reference,
    /// The unit above it.
    pub parent: Option<i64>,
    /// `group`, `region`, `branch`, `department`.
    pub kind: Option<String>,
}

/// A person in charge of customers.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Salesperson {
    /// The person.
    #[serde(flatten)]
    pub person: Reference,
    /// The person's unit.
    pub branch: Option<i64>,
}
