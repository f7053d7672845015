//! The compiled model.

/// A decision of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId(pub(crate) usize);

/// A compiled model.
#[derive(Debug, Default)]
pub struct Model;
