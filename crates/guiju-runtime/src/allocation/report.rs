//! What an allocation did, and what it left.

use std::collections::BTreeMap;

use guiju_types::{Amount, Currency, EntryId, RecordId};
use serde::Serialize;

use super::propose::{Explained, Left, Proposal};
use super::reason::LeftReason;

/// Receipts with a rest that are listed one by one.
const LEFT_MAX: usize = 1_000;

/// What was allocated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct AllocationReport {
    /// Receipts that had something unallocated.
    pub receipts: u64,
    /// Allocations, refunds and set-offs by method.
    pub by_method: BTreeMap<String, u64>,
    /// What was allocated to charges, in the base currency.
    pub allocated_base: Amount,
    /// What is left unallocated of those receipts, in the base currency.
    pub left_base: Amount,
    /// Receipts of which something is left, by reason.
    pub left_by_reason: BTreeMap<LeftReason, u64>,
    /// The first of them, one by one.
    pub left: Vec<LeftReceipt>,
    /// Clearings that were explained, wholly or in part.
    pub explained: u64,
    /// What was explained of them, in the base currency.
    pub explained_base: Amount,
    /// Allocations to charges that a credit freed, in part or as a whole.
    pub freed: u64,
    /// What was freed, in the base currency.
    pub freed_base: Amount,
    /// What was paid back out of receipts, in the base currency.
    pub refunded_base: Amount,
    /// What credits were set off against charges, in the base currency.
    pub set_off_base: Amount,
    /// The entries that were made, for [`undo`](super::undo).
    pub entries: Vec<EntryId>,
}

/// A receipt of which something is left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LeftReceipt {
    /// The receipt.
    pub receipt: EntryId,
    /// Whose it is.
    pub customer: Option<RecordId>,
    /// Its number.
    pub number: Option<String>,
    /// What is left.
    pub left: Amount,
    /// In this currency.
    pub currency: Currency,
    /// Why.
    pub reason: LeftReason,
}

impl AllocationReport {
    /// Whether nothing was done.
    #[must_use]
    pub fn is_idle(&self) -> bool {
        self.entries.is_empty() && self.explained == 0
    }

    pub(super) fn count(&mut self, proposal: &Proposal) {
        for proposed in &proposal.allocations {
            self.method(proposed.method.name());
            self.allocated_base += proposed.base_amount;
        }
        for refund in &proposal.refunds {
            self.method("refund");
            self.refunded_base += refund.base_amount;
        }
        for set_off in &proposal.set_offs {
            self.method("set_off");
            self.set_off_base += set_off.base_amount;
        }
        self.explain(&proposal.explained);
        for left in &proposal.left {
            self.leave(left);
        }
    }

    pub(super) fn explain(&mut self, explained: &[Explained]) {
        for one in explained {
            self.explained += 1;
            self.explained_base += one.clearing.base_amount - one.left_base;
        }
    }

    fn method(&mut self, name: &str) {
        *self.by_method.entry(name.to_owned()).or_default() += 1;
    }

    fn leave(&mut self, left: &Left) {
        self.left_base += left.receipt.open_base;
        *self.left_by_reason.entry(left.reason).or_default() += 1;
        if self.left.len() < LEFT_MAX {
            self.left.push(LeftReceipt {
                receipt: left.receipt.receipt,
                customer: left.receipt.customer,
                number: left.receipt.number.clone(),
                left: left.receipt.open,
                currency: left.receipt.currency,
                reason: left.reason,
            });
        }
    }
}
