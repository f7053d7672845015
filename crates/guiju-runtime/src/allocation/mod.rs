//! Receipts that no file allocates are allocated by the rulebook's `allocation.toml`, by default: what a receipt's text names, then the one charge of exactly its amount,
//! then what has been due longest.
//!
//! [`propose`] decides and touches nothing; [`allocate`] writes what it decided, each allocation with the method that made it; [`undo`]
//! takes allocations back by reversing entries. Allocations of different currencies are never made, and an unallocated rest stays in the
//! receipt, to be seen in a column of its own.

mod propose;

use std::collections::BTreeMap;

use guiju_rulebook::AllocationRule;
use guiju_store::{EntryQuery, RecordQuery, Store, StoreError, Write};
use guiju_types::{Actor, AllocationMethod, Amount, Entry, EntryDraft, EntryId, EntryKind, EntryLink, RecordId, Scope};
use serde::Serialize;

pub use propose::{Proposed, propose};

/// Customers that are worked on in one commit.
const CUSTOMERS_OF_COMMIT: usize = 500;

/// What was allocated.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct AllocationReport {
    /// Receipts that had something unallocated.
    pub receipts: u64,
    /// Allocations by method.
    pub by_method: BTreeMap<String, u64>,
    /// What was allocated, in the base currency.
    pub allocated_base: Amount,
    /// What is left unallocated of those receipts, in the base currency.
    pub left_base: Amount,
    /// The allocations, for [`undo`].
    pub entries: Vec<EntryId>,
}

/// Allocates the receipts of these customers (of all, where none is named) as far as the rule says how.
///
/// # Errors
/// Where the database fails; the customers of the commits before stay allocated.
pub fn allocate(
    store: &Store,
    actor: &Actor,
    customers: Option<&[RecordId]>,
    rule: &AllocationRule,
) -> Result<AllocationReport, StoreError> {
    let mut report = AllocationReport::default();
    let customers = match customers {
        Some(customers) => customers.to_vec(),
        None => all_customers(store)?,
    };
    for customers in customers.chunks(CUSTOMERS_OF_COMMIT) {
        // Looked at outside of a transaction first, so that a company without anything to allocate is not written to.
        let mut waiting = Vec::new();
        for customer in customers {
            if !store.unallocated_receipts(&Scope::Company, *customer)?.is_empty() {
                waiting.push(*customer);
            }
        }
        if !waiting.is_empty() {
            store.write(actor, |write| allocate_some(write, &waiting, rule, &mut report))?;
        }
    }
    Ok(report)
}

fn all_customers(store: &Store) -> Result<Vec<RecordId>, StoreError> {
    let mut query = RecordQuery { limit: 10_000, ..RecordQuery::new("customer") };
    let mut all = Vec::new();
    loop {
        let page = store.records(&Scope::Company, &query)?;
        all.extend(page.items.iter().map(|record| record.id));
        match page.next {
            Some(next) => query.after = Some(next),
            None => return Ok(all),
        }
    }
}

fn allocate_some(
    write: &mut Write<'_>,
    customers: &[RecordId],
    rule: &AllocationRule,
    report: &mut AllocationReport,
) -> Result<(), StoreError> {
    let receipts = write.unallocated_receipts(customers)?;
    let charges = write.open_charges(customers)?;
    let mut drafts = Vec::new();
    for customer in customers {
        let own_receipts: Vec<_> =
            receipts.iter().filter(|receipt| receipt.customer == Some(*customer) && !receipt.open.is_negative()).cloned().collect();
        let own_charges: Vec<_> =
            charges.iter().filter(|charge| charge.customer == *customer && !charge.open.is_negative()).cloned().collect();
        let invoices = if rule.methods.contains(&AllocationMethod::Reference) { invoices_of(write, *customer)? } else { BTreeMap::new() };
        report.receipts += own_receipts.len() as u64;
        report.left_base += own_receipts.iter().map(|receipt| receipt.open_base).sum();
        for proposed in propose(&own_receipts, &own_charges, &invoices, rule) {
            *report.by_method.entry(proposed.method.name().to_owned()).or_default() += 1;
            report.allocated_base += proposed.base_amount;
            report.left_base = report.left_base - proposed.base_amount;
            drafts.push(draft(&proposed));
        }
    }
    if !drafts.is_empty() {
        report.entries.extend(write.append(None, &drafts)?);
    }
    Ok(())
}

/// The numbers of the invoices on each charge of a customer.
fn invoices_of(write: &mut Write<'_>, customer: RecordId) -> Result<BTreeMap<EntryId, Vec<String>>, StoreError> {
    let mut query =
        EntryQuery { customer: Some(customer), kinds: vec![EntryKind::Invoice], only_live: true, limit: 10_000, ..EntryQuery::default() };
    let mut invoices: BTreeMap<EntryId, Vec<String>> = BTreeMap::new();
    loop {
        let page: Vec<Entry> = write.entries(&query)?;
        let is_full = page.len() >= 10_000;
        query.after = page.last().map(|entry| (entry.business_date, entry.id));
        for entry in page {
            if let (Some(charge), Some(number)) = (entry.charge, entry.number) {
                invoices.entry(charge).or_default().push(number);
            }
        }
        if !is_full {
            return Ok(invoices);
        }
    }
}

fn draft(proposed: &Proposed) -> EntryDraft {
    let mut draft = EntryDraft::new(EntryKind::Allocation, proposed.date, proposed.amount);
    draft.currency = proposed.currency;
    draft.base_amount = proposed.base_amount;
    draft.charge = Some(EntryLink::Id(proposed.charge));
    draft.receipt = Some(EntryLink::Id(proposed.receipt));
    draft.method = Some(proposed.method);
    draft
}

/// Takes allocations back; their receipts are unallocated again, their charges open.
///
/// # Errors
/// Where one of them is no allocation, or was taken back before.
pub fn undo(store: &Store, actor: &Actor, allocations: &[EntryId], reason: &str) -> Result<Vec<EntryId>, StoreError> {
    for id in allocations {
        let entry = store.entry(&Scope::Company, *id)?.ok_or(StoreError::NoEntry { entry: *id })?;
        if entry.kind != EntryKind::Allocation {
            return Err(StoreError::NotReversible { entry: *id, why: format!("it is no allocation but a {}", entry.kind) });
        }
    }
    store.write(actor, |write| write.reverse(allocations, reason))
}
