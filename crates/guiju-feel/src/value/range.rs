//! [`Range`]: an interval, open or closed at each end, without an end where the bound is null.

use super::Value;

/// An interval of comparable values.
///
/// `(< 5)` is unary: one of its bounds is null, and there is no bound on that side. `(= 5)` and `(!= 5)` are unary
/// too, with both bounds there, inside and outside. A range of two bounds of which one is null has no values.
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
    /// Written with an operator rather than with two bounds.
    pub is_unary: bool,
}

impl Range {
    /// `[start..end]`
    #[must_use]
    pub fn closed(start: Value, end: Value) -> Self {
        Self { start, is_start_included: true, end, is_end_included: true, is_unary: false }
    }

    /// `(!= 5)`: everything but one value.
    #[must_use]
    pub fn is_not_equal(&self) -> bool {
        self.is_unary && !self.is_start_included && !self.is_end_included && !self.start.is_null() && !self.end.is_null()
    }
}
