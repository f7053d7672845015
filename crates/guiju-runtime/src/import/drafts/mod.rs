//! What one row gives: reads its cells by the plan and says what is wrong with them.
//!
//! [`Reader::read`] is pure: the same row, plan and customers give the same drafts. Nothing is written here, and nothing is looked up in
//! the ledger. Read it first; `sorting.rs` puts cells where they belong, the other files make drafts of them.

mod charges;
mod customer;
mod entries;
mod flow;
mod gives;
mod key;
mod on_charge;
mod plausible;
mod receipts;
mod records;
mod sorting;
mod values;

use guiju_documents::Row;
use guiju_types::{Amount, Currency, Date, EntryKind, Timestamp};

use super::customers::Customers;
use super::file::marks::{Mark, Marked, RowMarks};
use super::plan::Plan;
use super::rates::Rates;
use super::reason::Problem;
use super::targets::{CheckPart, Part};
use super::{Books, KnownAt};
use sorting::{Sorted, check_place, place};

pub(crate) use customer::{code_clash, is_short_of};
pub(crate) use gives::{CustomerChanges, Facts, Flow, Given, GivenEntry, Gives, RowCustomer};
pub(crate) use plausible::Held;
pub(crate) use values::noon;

/// Reads rows.
pub(crate) struct Reader<'a> {
    pub(crate) books: &'a Books<'a>,
    pub(crate) plan: &'a Plan,
    pub(crate) rates: &'a Rates,
    pub(crate) now: Timestamp,
}

impl Reader<'_> {
    /// What a row gives, and everything that is wrong with it; where something is, nothing of it comes in. `row_key` is the row's own key, for records that have no other.
    pub(crate) fn read(&self, row: &Row, marks: RowMarks, row_key: &str, customers: &Customers) -> (Gives, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut gives = Gives::default();
        if let Some(condition) = &self.plan.when {
            match condition.holds(row) {
                Ok(true) => {}
                Ok(false) => {
                    gives.left_out = Some("condition");
                    return (gives, Vec::new());
                }
                Err(problem) => return (gives, vec![problem]),
            }
        }
        let mut sorted = self.sort(row, &mut gives, &mut problems);
        if self.plan.recipe.flow.out_gives.is_some() {
            sorted.flow.is_opening = matches!(marks.marked, Some(Marked { mark: Mark::Opening, is_whole: true, .. }));
        }
        if self.plan.is_flow() {
            self.flow_party(&mut sorted);
        }
        gives.facts.party = sorted.customer_name.clone().or_else(|| sorted.customer_code.clone());
        gives.rate = match sorted.rate {
            (Some(date), Some(currency), Some(rate)) => Some((date, currency, rate)),
            _ => None,
        };
        match sorted.flow.status.as_deref().filter(|status| self.plan.words.counts(status).is_none()) {
            Some(status) => {
                let shown: String = status.chars().take(20).collect();
                problems.push(Problem {
                    about: Some(shown.clone()),
                    ..Problem::new(
                        "status_unclear",
                        format!("状态“{shown}”没有说明这一行算不算数"),
                        format!("the status `{shown}` does not say whether the row counts"),
                    )
                });
            }
            None if !self.plan.is_flow() && self.is_void(&sorted) => {
                gives.left_out = Some("void");
                return (gives, Vec::new());
            }
            None => {}
        }
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
        self.note_facts(&sorted, &mut gives);
        if self.plan.is_flow() {
            self.flow(&mut sorted, customers, &mut gives, &mut problems);
        } else {
            self.entries(&mut sorted, customers, &mut gives, &mut problems);
        }
        if matches!(gives.customer, RowCustomer::None) && self.plan.customer.is_some() && !self.plan.is_flow() {
            gives.warnings.push("no_customer");
        }
        gives.records = records;
        problems.extend(self.implausible(row, &gives));
        (gives, problems)
    }

    fn known_at(&self, row: Option<Timestamp>, date: Date) -> Option<Timestamp> {
        match self.plan.recipe.known_at {
            KnownAt::Now => None,
            KnownAt::Column => row,
            KnownAt::BusinessDate => noon(date).filter(|known_at| *known_at <= self.now),
        }
    }

    fn is_void(&self, sorted: &Sorted) -> bool {
        sorted.flow.status.as_deref().is_some_and(|status| self.plan.words.counts(status) == Some(false))
    }

    /// The figures of the row for the proofs.
    fn note_facts(&self, sorted: &Sorted, gives: &mut Gives) {
        let parts = |kind: EntryKind| sorted.entries.get(place(kind));
        let single = |amounts: &[(Option<Currency>, Amount)]| match amounts {
            [(_, amount)] => Some(*amount),
            _ => None,
        };
        let facts = &mut gives.facts;
        let check = |part: CheckPart| sorted.checks.get(check_place(part)).copied().flatten();
        facts.base = check(CheckPart::Base);
        facts.net = check(CheckPart::Net);
        facts.tax = check(CheckPart::Tax);
        facts.base_open = check(CheckPart::BaseOpen);
        let (charge, receipt) = (parts(EntryKind::Charge), parts(EntryKind::Receipt));
        if let Some(charge) = charge {
            facts.amount = single(&charge.amounts);
            facts.open = single(&charge.open);
            facts.rate = charge.rate;
            facts.date = charge.date;
            facts.currency = charge.currency;
            if let (Some(date), Some(due), Some(terms)) = (charge.date, charge.due, charge.terms) {
                facts.due = terms.due(date).map(|by_terms| (due, by_terms));
            }
        }
        if let Some(receipt) = receipt {
            facts.paid = single(&receipt.amounts);
            facts.amount = facts.amount.or_else(|| facts.paid.filter(|_| !self.plan.has(EntryKind::Charge, Part::Amount)));
            facts.rate = facts.rate.or(receipt.rate);
            facts.date = facts.date.or(receipt.date);
            facts.currency = facts.currency.or(receipt.currency);
        }
    }
}
