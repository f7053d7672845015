//! The entries of a batch in the making, against what the ledger has.

use std::collections::HashMap;

use guiju_store::OpenCharge;
use guiju_types::{Amount, Entry, EntryDraft, EntryId, EntryKind, EntryLink, ImportId, RecordId};

use super::{Accepted, Committed};
use crate::allocation::share;
use crate::import::drafts::GivenEntry;
use crate::import::reason::Problem;

/// Several numbers in one cell.
pub(super) fn split_numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', '、', ';', '；', ' ', '/', '|']).map(str::trim).filter(|number| !number.is_empty())
}

/// The drafts of a batch, in the making.
pub(super) struct Drafts {
    pub(super) known: HashMap<String, Vec<Entry>>,
    pub(super) open: HashMap<EntryId, OpenCharge>,
    pub(super) drafts: Vec<EntryDraft>,
    /// The place of the row of each draft.
    pub(super) rows: Vec<usize>,
    pub(super) refused: Vec<(usize, Problem)>,
    pub(super) import: Option<ImportId>,
}

impl Drafts {
    fn push(&mut self, row: usize, draft: EntryDraft) -> usize {
        self.drafts.push(draft);
        self.rows.push(row);
        self.drafts.len() - 1
    }

    pub(super) fn put_row(
        &mut self,
        row: &Accepted<'_>,
        customer: Option<RecordId>,
        order: Option<RecordId>,
        vendor: &dyn Fn(&Option<String>) -> Option<RecordId>,
        done: &mut Committed,
    ) {
        // Where each entry of the row went: among the drafts, to a charge of the ledger, or nowhere.
        let mut went: Vec<Option<EntryLink>> = Vec::with_capacity(row.gives.entries.len());
        let mut base_left: HashMap<usize, (Amount, EntryId)> = HashMap::new();
        for (at, given) in row.gives.entries.iter().enumerate() {
            let mut draft = given.draft.clone();
            let link = |link: Option<EntryLink>| match link {
                Some(EntryLink::Draft(local)) => went.get(local).copied().flatten(),
                Some(EntryLink::Id(id)) => Some(EntryLink::Id(id)),
                None => None,
            };
            draft.charge = link(given.draft.charge);
            draft.receipt = link(given.draft.receipt);
            match draft.kind {
                EntryKind::Charge => {
                    draft.customer = customer;
                    draft.order = order;
                    match self.same_charge(&draft, done, row.place) {
                        Some(id) => {
                            done.warnings.push(("charge_known", row.place));
                            let open = self.open.get(&id).map_or(Amount::ZERO, |open| open.open);
                            base_left.insert(at, (open, id));
                            went.push(Some(EntryLink::Id(id)));
                            continue;
                        }
                        None => went.push(Some(EntryLink::Draft(self.push(row.place, draft)))),
                    }
                    continue;
                }
                EntryKind::Receipt => {
                    draft.customer = customer;
                    if let Some(numbers) = &given.charge_number {
                        self.receipt_for(row, draft, numbers, done);
                        went.push(None);
                        continue;
                    }
                    if let Some((open, id)) = paid_charge(&row.gives.entries, at).and_then(|charge| base_left.get(&charge).copied()) {
                        // The charge was known: what is new is what was paid since.
                        let settled = self.open_amount(id, &row.gives.entries, at) - open;
                        let news = draft.amount - settled;
                        if news.is_zero() || news.is_negative() != draft.amount.is_negative() {
                            went.push(None);
                            continue;
                        }
                        draft.base_amount = draft.base_amount.checked_ratio(news.parts(), draft.amount.parts()).unwrap_or(news);
                        draft.amount = news;
                    }
                    went.push(Some(EntryLink::Draft(self.push(row.place, draft))));
                    continue;
                }
                EntryKind::Allocation => {
                    let (Some(EntryLink::Draft(receipt)), Some(charge)) = (draft.receipt, draft.charge) else {
                        went.push(None);
                        continue;
                    };
                    if let EntryLink::Id(id) = charge {
                        let paid = self.drafts.get(receipt).map_or(Amount::ZERO, |receipt| receipt.amount);
                        self.allocate(row.place, receipt, id, paid, &draft);
                        went.push(None);
                        continue;
                    }
                }
                EntryKind::Cost => {
                    draft.customer = customer;
                    draft.order = order;
                    draft.vendor = vendor(&given.vendor);
                }
                EntryKind::Bill
                | EntryKind::Confirmation
                | EntryKind::Invoice
                | EntryKind::CreditNote
                | EntryKind::WriteOff
                | EntryKind::Clearing => {
                    if let Some(number) = &given.charge_number {
                        match self.by_number(number, customer) {
                            Some(charge) => draft.charge = Some(EntryLink::Id(charge)),
                            None => {
                                self.refused.push((row.place, charge_not_found(number)));
                                went.push(None);
                                continue;
                            }
                        }
                    } else if let (EntryKind::Invoice, Some(EntryLink::Id(_))) = (draft.kind, draft.charge) {
                        // The invoice of a charge that is known came with it.
                        went.push(None);
                        continue;
                    }
                    if let Some(EntryLink::Id(id)) = draft.charge
                        && draft.kind.is_settlement()
                        && let Some(open) = self.open.get(&id)
                    {
                        draft.base_amount = share(open, draft.amount);
                    }
                }
            }
            went.push(Some(EntryLink::Draft(self.push(row.place, draft))));
        }
    }

    /// What the charge of a receipt's row amounts to, as the row says.
    fn open_amount(&self, id: EntryId, entries: &[GivenEntry], receipt: usize) -> Amount {
        let charge = paid_charge(entries, receipt).and_then(|at| entries.get(at)).map_or(Amount::ZERO, |entry| entry.draft.amount);
        self.open.get(&id).map_or(charge, |open| open.amount)
    }

    /// A charge of another import that is this one: same customer, number, currency, date and amount.
    fn same_charge(&self, draft: &EntryDraft, done: &mut Committed, row: usize) -> Option<EntryId> {
        let number = draft.number.as_ref()?;
        let others: Vec<&Entry> = self
            .known
            .get(number)?
            .iter()
            .filter(|entry| entry.kind == EntryKind::Charge && entry.customer == draft.customer && entry.currency == draft.currency)
            .filter(|entry| entry.import.is_none() || entry.import != self.import)
            .collect();
        let same = others.iter().find(|entry| entry.amount == draft.amount && entry.business_date == draft.business_date);
        if same.is_none() && !others.is_empty() {
            done.warnings.push(("number_known", row));
        }
        same.map(|entry| entry.id)
    }

    /// The charge that a number names: its own or its invoice's; of the customer, where that is known.
    fn by_number(&self, number: &str, customer: Option<RecordId>) -> Option<EntryId> {
        self.all_by_number(number, customer).first().copied()
    }

    /// All charges that a number names, those first that are due first.
    fn all_by_number(&self, number: &str, customer: Option<RecordId>) -> Vec<EntryId> {
        let fits = |entry: &&Entry| customer.is_none() || entry.customer == customer;
        let named = self.known.get(number).into_iter().flatten().filter(fits).filter_map(|entry| entry.charge);
        let mut charges: Vec<EntryId> = Vec::new();
        for charge in named {
            if !charges.contains(&charge) {
                charges.push(charge);
            }
        }
        // What is settled comes last: nothing more can be paid of it.
        charges.sort_by_key(|charge| self.open.get(charge).map_or((true, None, *charge), |open| (false, open.due, *charge)));
        charges
    }

    /// A receipt that names the charges it pays, in the ledger.
    fn receipt_for(&mut self, row: &Accepted<'_>, mut draft: EntryDraft, numbers: &str, done: &mut Committed) {
        let mut charges = Vec::new();
        for number in split_numbers(numbers) {
            let named = self.all_by_number(number, draft.customer);
            if named.is_empty() {
                done.warnings.push(("charge_not_found", row.place));
            }
            charges.extend(named);
        }
        if draft.customer.is_none() {
            draft.customer = charges.first().and_then(|charge| self.open.get(charge)).map(|open| open.customer);
        }
        // The numbers stay with the receipt, so that a charge that comes later can still be found by them.
        draft.note = Some(match &draft.note {
            Some(note) => format!("{note} {numbers}"),
            None => numbers.to_owned(),
        });
        let template = draft.clone();
        let mut left = draft.amount;
        let receipt = self.push(row.place, draft);
        for charge in charges {
            let paid = self.allocate(row.place, receipt, charge, left, &template);
            left = left - paid;
            if left.is_zero() {
                break;
            }
        }
        if !left.is_zero() && left != template.amount {
            done.warnings.push(("overpaid", row.place));
        }
    }

    /// Allocates up to `most` of a receipt among the drafts to a charge of the ledger. Gives what was allocated.
    fn allocate(&mut self, row: usize, receipt: usize, charge: EntryId, most: Amount, like: &EntryDraft) -> Amount {
        let Some(open) = self.open.get_mut(&charge).filter(|open| open.currency == like.currency) else { return Amount::ZERO };
        let amount = if most.abs() > open.open.abs() { open.open } else { most };
        if amount.is_zero() || amount.is_negative() != open.open.is_negative() {
            return Amount::ZERO;
        }
        let base = share(open, amount);
        open.open = open.open - amount;
        open.open_base = open.open_base - base;
        let mut draft = EntryDraft::new(EntryKind::Allocation, like.business_date, amount);
        draft.currency = like.currency;
        draft.base_amount = base;
        draft.charge = Some(EntryLink::Id(charge));
        draft.receipt = Some(EntryLink::Draft(receipt));
        draft.method = Some(guiju_types::AllocationMethod::File);
        draft.known_at = like.known_at;
        self.push(row, draft);
        amount
    }
}

/// The place of the charge that a receipt of the same row pays.
fn paid_charge(entries: &[GivenEntry], receipt: usize) -> Option<usize> {
    let allocation = entries.iter().find(|entry| entry.draft.receipt == Some(EntryLink::Draft(receipt)))?;
    match allocation.draft.charge {
        Some(EntryLink::Draft(charge)) => Some(charge),
        Some(EntryLink::Id(_)) | None => None,
    }
}

fn charge_not_found(number: &str) -> Problem {
    Problem::new("charge_not_found", format!("台账中没有应收“{number}”"), format!("the ledger has no charge `{number}`"))
}
