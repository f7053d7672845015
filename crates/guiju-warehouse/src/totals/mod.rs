//! Totals of measures: one scan per fact computes all of its totals for all customers.

mod total;

use guiju_types::{Month, RecordId, Timestamp};

pub use total::{Aggregate, CompareOp, Filter, FilterValue, Operand, Total};

/// Which totals, for which month, known when.
#[derive(Debug, Clone)]
pub struct TotalsQuery<'a> {
    /// The month whose last day ends every window; rows dated after it never count.
    pub month: Month,
    /// Only what was known at this instant; `None`: everything known now.
    pub known_at: Option<Timestamp>,
    /// What to total. Columns of the result stand in this order.
    pub totals: &'a [Total],
}

/// The totals of all customers that the scope lets see.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TotalsTable {
    /// Every customer in scope, in ascending order, with or without rows.
    pub customers: Vec<RecordId>,
    /// One column per total. Sums are in ten-thousandths; `None` where no row counted, which for a count is 0.
    pub columns: Vec<Vec<Option<i64>>>,
    /// Whether a row that counted has an instant of knowledge that an import asserted, and a `known_at` was asked for.
    pub rests_on_asserted: bool,
}
