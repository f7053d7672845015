//! [`Range`]: an interval, open or closed at each end, without an end where the bound is null.

use super::Value;

/// An interval of comparable values. A null bound with an open end means that there is no bound.
#[derive(Debug, Clone, PartialEq)]
pub struct Range {
    /// The lower bound.
    pub start: Value,
    /// Whether the lower bound itself is inside.
    pub is_start_included: bool,
    /// The upper bound.
    pub end: Value,
    /// Whether the upper bound itself is inside.
    pub is_end_included: bool,
}
