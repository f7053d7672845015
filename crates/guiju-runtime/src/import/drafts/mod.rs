//! What one row gives: reads its cells by the plan and says what is wrong with them.
//!
//! [`Reader::read`] is pure: the same row, plan and customers give the same drafts. Nothing is written here, and nothing is looked up in
//! the ledger. Read it first; `sorting.rs` puts cells where they belong, the other files make drafts of them.

mod charges;
mod customer;
mod entries;
mod gives;
mod on_charge;
mod receipts;
mod records;
mod sorting;
mod values;

use guiju_documents::Row;
use guiju_types::{Date, Timestamp};

use super::customers::Customers;
use super::plan::Plan;
use super::rates::Rates;
use super::reason::Problem;
use super::{Books, KnownAt};

pub(crate) use gives::{CustomerChanges, Given, GivenEntry, Gives, RowCustomer};
pub(crate) use values::noon;

/// Reads rows.
pub(crate) struct Reader<'a> {
    pub(crate) books: &'a Books<'a>,
    pub(crate) plan: &'a Plan,
    pub(crate) rates: &'a Rates,
    pub(crate) now: Timestamp,
}

impl Reader<'_> {
    /// What a row gives, or everything that is wrong with it. `row_key` is the row's own key, for records that have no other.
    pub(crate) fn read(&self, row: &Row, row_key: &str, customers: &Customers) -> Result<Gives, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut gives = Gives::default();
        let mut sorted = self.sort(row, &mut gives, &mut problems);
        gives.known_at = match sorted.known_at {
            Some(known_at) if known_at > self.now => {
                gives.warnings.push("future_known_at");
                None
            }
            known_at => known_at,
        };
        let records = self.records(&mut sorted, row, row_key, &mut gives, &mut problems);
        gives.date = records.iter().find_map(|record| record.date).or_else(|| sorted.entries.iter().find_map(|parts| parts.date));
        gives.customer = self.customer(&sorted, customers, &mut gives.warnings, &mut problems);
        self.entries(&mut sorted, customers, &mut gives, &mut problems);
        if matches!(gives.customer, RowCustomer::None) && self.plan.customer.is_some() {
            gives.warnings.push("no_customer");
        }
        gives.records = records;
        if problems.is_empty() { Ok(gives) } else { Err(problems) }
    }

    fn known_at(&self, row: Option<Timestamp>, date: Date) -> Option<Timestamp> {
        match self.plan.recipe.known_at {
            KnownAt::Now => None,
            KnownAt::Column => row,
            KnownAt::BusinessDate => noon(date).filter(|known_at| *known_at <= self.now),
        }
    }
}
