//! A clearing is explained: a receipt, a credit note or a write-off takes its place.
//!
//! A clearing says that something was settled between two days and nobody knows by what. When the receipt, credit note or write-off comes that it
//! was, both together would reduce the charge twice. So in one commit the clearing is reversed, and what is not explained of it is appended again
//! with the same bounds. Nothing is changed or deleted.
//!
//! [`explain`] is for whoever has appended such entries in the same commit (an import); the rule does it by itself. A person's answers are in
//! `answer.rs`.

use std::collections::BTreeMap;

use guiju_store::{Clearing, OpenCharge, StoreError, Write};
use guiju_types::{AllocationMethod, Amount, Date, Entry, EntryDraft, EntryId, EntryKind, EntryLink, ImportId, RecordId};

use super::debt::{Cleared, share};
use super::propose::Explained;

/// The draft of a clearing: a list of the day `latest` no longer has so much of a charge, which a list of the day `earliest` still had.
#[must_use]
pub fn clear(charge: &OpenCharge, amount: Amount, earliest: Date, latest: Date) -> EntryDraft {
    EntryDraft {
        charge: Some(EntryLink::Id(charge.charge)),
        earliest: Some(earliest.min(latest)),
        currency: charge.currency,
        base_amount: share(charge, amount),
        ..EntryDraft::new(EntryKind::Clearing, latest, amount)
    }
}

/// The clearings of these customers are explained by what was appended after them: an allocation, credit note or write-off on the same charge that
/// happened by the clearing's latest day. To be called in the commit that appends it. Gives what was explained.
///
/// # Errors
/// Where the database fails.
pub fn explain(write: &mut Write<'_>, customers: &[RecordId]) -> Result<Vec<Explained>, StoreError> {
    let clearings = write.clearings(customers)?;
    if clearings.is_empty() {
        return Ok(Vec::new());
    }
    let mut charges: Vec<EntryId> = clearings.iter().map(|clearing| clearing.charge).collect();
    charges.dedup();
    let mut on: BTreeMap<EntryId, Vec<Entry>> = BTreeMap::new();
    for entry in write.entries_on(&charges)? {
        if let Some(charge) = entry.charge {
            on.entry(charge).or_default().push(entry);
        }
    }
    let mut explained = Vec::new();
    for clearing in clearings {
        let entries = on.get_mut(&clearing.charge).map(Vec::as_mut_slice).unwrap_or_default();
        let mut cleared = Cleared { left: clearing.amount, left_base: clearing.base_amount, clearing };
        for entry in entries {
            let is_new = entry.id > cleared.clearing.considered;
            if names_by(entry).is_some_and(|method| is_new && cleared.may_be(entry.business_date, method)) {
                let (taken, _) = cleared.take(entry.amount);
                // Of what an entry says, each part explains one clearing.
                entry.amount = entry.amount - taken;
            }
        }
        if cleared.is_touched() {
            explained.push(Explained { clearing: cleared.clearing, left: cleared.left, left_base: cleared.left_base });
        }
    }
    replace(write, &explained)?;
    Ok(explained)
}

/// By what method an entry on a charge names it; `None` for what explains no clearing.
const fn names_by(entry: &Entry) -> Option<AllocationMethod> {
    match (entry.kind, entry.method) {
        (EntryKind::CreditNote | EntryKind::WriteOff, None) => Some(AllocationMethod::File),
        // What a credit frees or is set off against happened to the charge as it stands.
        (EntryKind::Allocation, Some(AllocationMethod::Freed | AllocationMethod::Refund | AllocationMethod::SetOff)) => None,
        (EntryKind::Allocation, method) => method,
        (EntryKind::CreditNote | EntryKind::WriteOff, Some(_))
        | (
            EntryKind::Charge
            | EntryKind::Bill
            | EntryKind::Confirmation
            | EntryKind::Invoice
            | EntryKind::Receipt
            | EntryKind::Clearing
            | EntryKind::Cost,
            _,
        ) => None,
    }
}

/// Reverses clearings, and appends again what is not explained of them, as of the import that brought them. INVARIANT: what explains them is
/// appended before, so that it is not taken for something new.
pub(super) fn replace(write: &mut Write<'_>, explained: &[Explained]) -> Result<(), StoreError> {
    if explained.is_empty() {
        return Ok(());
    }
    let reversed: Vec<EntryId> = explained.iter().map(|one| one.clearing.entry).collect();
    write.reverse_explained(&reversed)?;
    let mut rest: BTreeMap<Option<ImportId>, Vec<EntryDraft>> = BTreeMap::new();
    for one in explained.iter().filter(|one| !one.left.is_zero()) {
        rest.entry(one.clearing.import).or_default().push(clearing_draft(&one.clearing, one.left, one.left_base));
    }
    for (import, drafts) in rest {
        write.append(import, &drafts)?;
    }
    Ok(())
}

fn clearing_draft(clearing: &Clearing, amount: Amount, base_amount: Amount) -> EntryDraft {
    EntryDraft { earliest: Some(clearing.earliest), base_amount, ..on_charge(EntryKind::Clearing, clearing, clearing.latest, amount) }
}

/// An entry in the place of a clearing, or of a part of it.
pub(super) fn on_charge(kind: EntryKind, clearing: &Clearing, date: Date, amount: Amount) -> EntryDraft {
    EntryDraft {
        charge: Some(EntryLink::Id(clearing.charge)),
        currency: clearing.currency,
        base_amount: clearing.base_amount,
        ..EntryDraft::new(kind, date, amount)
    }
}
