//! Receipts that no file allocates are allocated by the rulebook's `allocation.toml`, by default: what a receipt's text names, then the one charge of
//! exactly its amount, then what has been due longest.
//!
//! [`propose`] decides and touches nothing; [`allocate`] writes what it decided, each allocation with the method that made it; [`undo`]
//! takes allocations back by reversing entries. Allocations of different currencies are never made, and an unallocated rest stays in the
//! receipt, with the reason in the report. The rule works receipt by receipt: what a file allocates of one receipt says nothing of the others.
//!
//! `references.rs` reads a text, `debt.rs` is what a receipt can pay of a charge, `explain.rs` puts a receipt or credit note in the place of a clearing,
//! `answer.rs` what a person says of one, `free.rs` gives money back that a credit freed.

mod answer;
mod debt;
mod explain;
mod free;
mod propose;
mod reason;
mod references;
mod report;

use std::collections::BTreeMap;

use guiju_rulebook::AllocationRule;
use guiju_store::{Clearing, OpenCharge, RecordQuery, Store, StoreError, UnallocatedReceipt, Write};
use guiju_types::{Actor, AllocationMethod, Amount, Currency, Date, EntryDraft, EntryId, EntryKind, EntryLink, RecordId, Scope};

pub use answer::{ClearedBy, ClearingAnswer, ClearingError, OpenClearing, answer_clearing, answer_clearings, open_clearings};
pub use debt::{Cleared, Debt, share};
pub use explain::{clear, explain};
pub use propose::{Explained, Items, Left, Proposal, Proposed, Refund, SetOff, propose};
pub use reason::LeftReason;
pub use references::{Numbers, References, references};
pub use report::{AllocationReport, LeftReceipt};

/// Customers that are worked on in one commit.
const CUSTOMERS_OF_COMMIT: usize = 500;

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
    // Looked at outside of a transaction first, so that a company without anything to allocate is not written to.
    let waiting = store.customers_to_allocate(&customers)?;
    for customers in waiting.chunks(CUSTOMERS_OF_COMMIT) {
        store.write(actor, |write| allocate_some(write, customers, rule, &mut report))?;
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
    report.explain(&explain(write, customers)?);
    if !rule.methods.is_empty() {
        let charges = write.open_charges(customers)?;
        let (freed, freed_base) = free::free(write, &charges)?;
        report.freed += freed.len() as u64;
        report.freed_base += freed_base;
        report.entries.extend(freed);
    }
    let receipts = write.unallocated_receipts(customers)?;
    report.receipts += receipts.len() as u64;
    let charges = write.open_charges(customers)?;
    let clearings = write.clearings(customers)?;
    let invoices = if rule.methods.contains(&AllocationMethod::Reference) {
        invoices_on(write, &receipts, &charges, &clearings)?
    } else {
        BTreeMap::new()
    };
    let receipts = by_customer(receipts, |receipt| receipt.customer);
    let charges = by_customer(charges, |charge| Some(charge.customer));
    let clearings = by_customer(clearings, |clearing| Some(clearing.customer));
    let mut drafts = Vec::new();
    let mut explained = Vec::new();
    for customer in customers {
        let items = Items { receipts: of(&receipts, *customer), charges: of(&charges, *customer), clearings: of(&clearings, *customer) };
        let proposal = propose(&items, &invoices, rule);
        report.count(&proposal);
        drafts.extend(proposal.allocations.iter().map(draft));
        drafts.extend(proposal.refunds.iter().flat_map(refund_drafts));
        drafts.extend(proposal.set_offs.iter().flat_map(set_off_drafts));
        explained.extend(proposal.explained);
    }
    if !drafts.is_empty() {
        report.entries.extend(write.append(None, &drafts)?);
    }
    explain::replace(write, &explained)
}

fn by_customer<T>(items: Vec<T>, customer: impl Fn(&T) -> Option<RecordId>) -> BTreeMap<RecordId, Vec<T>> {
    let mut found: BTreeMap<RecordId, Vec<T>> = BTreeMap::new();
    for item in items {
        if let Some(customer) = customer(&item) {
            found.entry(customer).or_default().push(item);
        }
    }
    found
}

fn of<T>(items: &BTreeMap<RecordId, Vec<T>>, customer: RecordId) -> &[T] {
    items.get(&customer).map(Vec::as_slice).unwrap_or_default()
}

/// The numbers of the invoices on what the customers owe that have a receipt with a text.
fn invoices_on(
    write: &mut Write<'_>,
    receipts: &[UnallocatedReceipt],
    charges: &[OpenCharge],
    clearings: &[Clearing],
) -> Result<BTreeMap<EntryId, Vec<String>>, StoreError> {
    let has_text = |receipt: &&UnallocatedReceipt| receipt.note.as_ref().is_some_and(|note| !note.is_empty());
    let texts: std::collections::BTreeSet<RecordId> = receipts.iter().filter(has_text).filter_map(|receipt| receipt.customer).collect();
    let open = charges.iter().map(|charge| (charge.customer, charge.charge));
    let cleared = clearings.iter().map(|clearing| (clearing.customer, clearing.charge));
    let mut wanted: Vec<EntryId> = open.chain(cleared).filter(|(customer, _)| texts.contains(customer)).map(|(_, charge)| charge).collect();
    wanted.sort_unstable();
    wanted.dedup();
    let mut invoices: BTreeMap<EntryId, Vec<String>> = BTreeMap::new();
    for entry in write.entries_on(&wanted)?.into_iter().filter(|entry| entry.kind == EntryKind::Invoice) {
        if let (Some(charge), Some(number)) = (entry.charge, entry.number) {
            invoices.entry(charge).or_default().push(number);
        }
    }
    Ok(invoices)
}

fn draft(proposed: &Proposed) -> EntryDraft {
    EntryDraft {
        currency: proposed.currency,
        base_amount: proposed.base_amount,
        charge: Some(EntryLink::Id(proposed.charge)),
        receipt: Some(EntryLink::Id(proposed.receipt)),
        method: Some(proposed.method),
        ..EntryDraft::new(EntryKind::Allocation, proposed.date, proposed.amount)
    }
}

/// What was paid back is taken off what was received, and is used up itself.
fn refund_drafts(refund: &Refund) -> [EntryDraft; 2] {
    let side = |receipt: EntryId, amount: Amount, base_amount: Amount| EntryDraft {
        receipt: Some(EntryLink::Id(receipt)),
        ..moved(EntryKind::Allocation, AllocationMethod::Refund, refund.date, refund.currency, (amount, base_amount))
    };
    [side(refund.receipt, refund.amount, refund.base_amount), side(refund.refund, -refund.amount, -refund.refund_base)]
}

/// The charge is credited, and the credit is used up.
fn set_off_drafts(set_off: &SetOff) -> [EntryDraft; 2] {
    let side = |charge: EntryId, amount: Amount, base_amount: Amount| EntryDraft {
        charge: Some(EntryLink::Id(charge)),
        ..moved(EntryKind::CreditNote, AllocationMethod::SetOff, set_off.date, set_off.currency, (amount, base_amount))
    };
    [side(set_off.charge, set_off.amount, set_off.base_amount), side(set_off.credit, -set_off.amount, -set_off.credit_base)]
}

fn moved(kind: EntryKind, method: AllocationMethod, date: Date, currency: Currency, (amount, base_amount): (Amount, Amount)) -> EntryDraft {
    EntryDraft { currency, base_amount, method: Some(method), ..EntryDraft::new(kind, date, amount) }
}

/// Takes allocations (refunds and set-offs among them) back; their receipts are unallocated again, their charges open.
///
/// # Errors
/// Where one of them is no allocation, or was taken back before.
pub fn undo(store: &Store, actor: &Actor, allocations: &[EntryId], reason: &str) -> Result<Vec<EntryId>, StoreError> {
    for id in allocations {
        let entry = store.entry(&Scope::Company, *id)?.ok_or(StoreError::NoEntry { entry: *id })?;
        let is_allocation = entry.kind == EntryKind::Allocation || entry.method == Some(AllocationMethod::SetOff);
        if !is_allocation {
            return Err(StoreError::NotReversible { entry: *id, why: format!("it is no allocation but a {}", entry.kind) });
        }
    }
    store.write(actor, |write| write.reverse(allocations, reason))
}
