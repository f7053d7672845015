//! A credit on a charge that was paid frees what was paid too much.
//!
//! What was paid of a charge and is no longer owed is the customer's money. It is taken off the charge by an allocation below zero, dated with the
//! day on which too much was paid (that of the credit note, say), so that before that day everything stands as it stood, and from that day on the
//! receipt has it unallocated and the rule finds what it may pay.

use std::collections::BTreeMap;

use guiju_store::{OpenCharge, StoreError, Write};
use guiju_types::{AllocationMethod, Amount, Date, Entry, EntryDraft, EntryId, EntryKind, EntryLink};

use super::debt::ratio;

/// What a receipt has paid of a charge.
struct Paid {
    receipt: EntryId,
    amount: Amount,
    /// The day of its last allocation.
    date: Date,
}

/// Frees what was paid too much of charges that are below zero. Gives the entries, and what they free in the base currency.
pub(super) fn free(write: &mut Write<'_>, charges: &[OpenCharge]) -> Result<(Vec<EntryId>, Amount), StoreError> {
    // A charge that came below zero is a credit, and was not paid.
    let overpaid: Vec<&OpenCharge> = charges.iter().filter(|charge| charge.open.is_negative() && !charge.amount.is_negative()).collect();
    if overpaid.is_empty() {
        return Ok((Vec::new(), Amount::ZERO));
    }
    let ids: Vec<EntryId> = overpaid.iter().map(|charge| charge.charge).collect();
    let mut on: BTreeMap<EntryId, Vec<Entry>> = BTreeMap::new();
    for entry in write.entries_on(&ids)?.into_iter().filter(|entry| entry.kind.is_settlement()) {
        if let Some(charge) = entry.charge {
            on.entry(charge).or_default().push(entry);
        }
    }
    let mut drafts = Vec::new();
    for charge in overpaid {
        drafts.extend(freed(charge, on.get(&charge.charge).map(Vec::as_slice).unwrap_or_default()));
    }
    let base = drafts.iter().map(|draft| -draft.base_amount).sum();
    if drafts.is_empty() {
        return Ok((Vec::new(), Amount::ZERO));
    }
    Ok((write.append(None, &drafts)?, base))
}

/// The allocations below zero for one charge: what was allocated last is freed first.
fn freed(charge: &OpenCharge, on: &[Entry]) -> Vec<EntryDraft> {
    let mut paid: Vec<Paid> = Vec::new();
    for entry in on.iter().filter(|entry| entry.kind == EntryKind::Allocation) {
        let Some(receipt) = entry.receipt else { continue };
        match paid.iter_mut().find(|paid| paid.receipt == receipt) {
            Some(known) => {
                known.amount += entry.amount;
                known.date = known.date.max(entry.business_date);
            }
            None => paid.push(Paid { receipt, amount: entry.amount, date: entry.business_date }),
        }
    }
    paid.sort_by_key(|paid| std::cmp::Reverse((paid.date, paid.receipt)));
    let day = on.iter().map(|entry| entry.business_date).max().unwrap_or(charge.date);
    let (mut excess, mut excess_base) = (-charge.open, -charge.open_base);
    let mut drafts = Vec::new();
    for paid in paid.iter().filter(|paid| !paid.amount.is_negative()) {
        let amount = paid.amount.min(excess);
        if amount.is_zero() {
            continue;
        }
        let base_amount = ratio(excess_base, amount, excess);
        (excess, excess_base) = (excess - amount, excess_base - base_amount);
        drafts.push(EntryDraft {
            charge: Some(EntryLink::Id(charge.charge)),
            receipt: Some(EntryLink::Id(paid.receipt)),
            currency: charge.currency,
            base_amount: -base_amount,
            method: Some(AllocationMethod::Freed),
            ..EntryDraft::new(EntryKind::Allocation, day, -amount)
        });
    }
    drafts
}
