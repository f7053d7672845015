//! [`Whole`]: a model as the checks of models see it.

use super::finding::Finding;
use crate::evaluate::{DecisionId, Inner};

/// A model, and what has been found in it.
pub(super) struct Whole<'a> {
    pub(super) inner: &'a Inner,
    /// The decisions whose values somebody asks for, where that is known.
    pub(super) results: Option<&'a [DecisionId]>,
    pub(super) findings: Vec<Finding>,
}
