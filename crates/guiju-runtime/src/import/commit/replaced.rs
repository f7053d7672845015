//! A later list of open items takes the place of what an earlier one of the same source said: what is less, or gone, was settled between
//! the two lists in a way that nobody knows yet. Earlier entries are never changed; a clearing with both bounds is added.

use std::collections::{BTreeMap, HashMap, HashSet};

use guiju_store::{Import, ImportState, ImportedCharge, OpenCharge};
use guiju_types::{Amount, Currency, Date, EntryDraft, EntryId, EntryKind, EntryLink, ImportId, RecordId};

use crate::allocation::share;
use crate::import::drafts::Gives;
use crate::import::report::ImportReport;
use crate::import::{Books, ImportError, Recipe};

/// What earlier lists said, and what this one says of it.
#[derive(Debug, Default)]
pub(crate) struct Replaced {
    charges: HashMap<EntryId, ImportedCharge>,
    by_number: HashMap<(RecordId, String, Currency), Vec<EntryId>>,
    /// The charges that lists of the same source brought: those that this list has no more are gone.
    own: HashSet<EntryId>,
    /// What this list says is open of a charge.
    said: HashMap<EntryId, Amount>,
    /// The day of the last list of the source.
    before: Option<Date>,
    import: Option<ImportId>,
}

impl Replaced {
    /// The charges that a list of this recipe may be about.
    pub(crate) fn load(books: &Books<'_>, recipe: &Recipe, import: Option<ImportId>) -> Result<Self, ImportError> {
        let mut replaced = Self { import, ..Self::default() };
        let finished: Vec<Import> = books.store.imports()?.into_iter().filter(|known| known.state == ImportState::Finished).collect();
        let (same, others): (Vec<&Import>, Vec<&Import>) = finished.iter().partition(|known| is_of(known, recipe));
        replaced.before = same.iter().filter_map(|import| day_of(import)).max();
        let ids = |imports: &[&Import]| imports.iter().map(|import| import.id).collect::<Vec<_>>();
        for (imports, only_open, is_own) in [(ids(&same), false, true), (ids(&others), true, false)] {
            books.store.charges_of_imports(&imports, only_open, &mut |found| {
                replaced.put(found, is_own);
                Ok(())
            })?;
        }
        Ok(replaced)
    }

    fn put(&mut self, found: ImportedCharge, is_own: bool) {
        let charge = &found.charge;
        let key = (charge.customer, charge.number.clone().unwrap_or_default(), charge.currency);
        self.by_number.entry(key).or_default().push(charge.charge);
        if is_own {
            self.own.insert(charge.charge);
        }
        self.charges.insert(charge.charge, found);
    }

    /// What is open by now of the items of earlier lists of the source, by currency; `None` where there was none.
    pub(crate) fn open_of_source(&self) -> Option<BTreeMap<Currency, Amount>> {
        let mut open = BTreeMap::new();
        for charge in self.own.iter().filter_map(|id| self.charges.get(id)).map(|found| &found.charge) {
            let sum: &mut Amount = open.entry(charge.currency).or_insert(Amount::ZERO);
            *sum = sum.checked_add(charge.open).unwrap_or(*sum);
        }
        (!self.own.is_empty()).then_some(open)
    }

    /// Takes the charges out of a row that are known already, and notes what the row says is open of them; whether there were any.
    pub(crate) fn take(&mut self, gives: &mut Gives, customer: Option<RecordId>) -> bool {
        let Some(customer) = customer else { return false };
        let mut is_any = false;
        let mut open: Vec<(usize, Amount)> = Vec::new();
        for (at, entry) in gives.entries.iter().enumerate().filter(|(_, entry)| entry.draft.kind == EntryKind::Charge) {
            let settled: Amount = gives
                .entries
                .iter()
                .filter(|other| other.draft.kind.is_settlement() && other.draft.charge == Some(EntryLink::Draft(at)))
                .fold(Amount::ZERO, |sum, other| sum + other.draft.amount);
            open.push((at, entry.draft.amount - settled));
        }
        for (at, open) in open {
            let Some(entry) = gives.entries.get(at) else { continue };
            if let Some(charge) = self.find(&entry.draft, customer) {
                self.said.insert(charge, open);
                is_any = true;
            } else {
                return is_any;
            }
        }
        if is_any {
            gives.replaced = std::mem::take(&mut gives.entries);
        }
        is_any
    }

    /// The charge that a draft is about: of the same customer, number and currency; of several the one of the same due date or amount.
    fn find(&self, draft: &EntryDraft, customer: RecordId) -> Option<EntryId> {
        let key = (customer, draft.number.clone().unwrap_or_default(), draft.currency);
        let free: Vec<&OpenCharge> = self
            .by_number
            .get(&key)?
            .iter()
            .filter(|id| !self.said.contains_key(id))
            .filter_map(|id| self.charges.get(id))
            .map(|found| &found.charge)
            .collect();
        let same_due = |charge: &&&OpenCharge| charge.due == draft.due_date && charge.date == draft.business_date;
        if draft.number.is_none() {
            // Without a number only what agrees in its dates is the same thing.
            return free.iter().find(same_due).map(|charge| charge.charge);
        }
        free.iter()
            .find(same_due)
            .or_else(|| free.iter().find(|charge| charge.amount == draft.amount))
            .or_else(|| free.first())
            .map(|charge| charge.charge)
    }

    /// What follows from the whole list, dated on its day, with what is to be told.
    pub(crate) fn finish(&self, as_of: Date, report: &mut ImportReport) -> Vec<EntryDraft> {
        let mut drafts = Vec::new();
        if self.said.is_empty() {
            return drafts;
        }
        // A list that hardly speaks of what the earlier one did is another list: of another branch, or of a part of the customers.
        let open_before = self.own.iter().filter_map(|id| self.charges.get(id)).filter(|found| !found.charge.open.is_zero()).count();
        // What stands in a row that came back is not gone either.
        let is_same_list = self.said.len() * 3 >= open_before && report.rows_rejected == 0;
        if !is_same_list {
            report.warn("other_list", 0);
        }
        let mut all: Vec<&ImportedCharge> = self.charges.values().collect();
        all.sort_by_key(|found| found.charge.charge);
        for found in all {
            let charge = &found.charge;
            let is_of_this = Some(found.import) == self.import;
            let stated = match self.said.get(&charge.charge) {
                Some(stated) => *stated,
                // Only what a list of this source brought can be gone from it.
                None if is_same_list && self.own.contains(&charge.charge) && !is_of_this && charge.date <= as_of => Amount::ZERO,
                None => continue,
            };
            let settled = charge.open - stated;
            if settled.is_zero() {
                continue;
            }
            if settled.is_negative() != charge.amount.is_negative() {
                report.warn("item_grew", 0);
                drafts.push(supplement(charge, -settled, as_of));
                continue;
            }
            report.warn(if stated.is_zero() { "item_gone" } else { "item_reduced" }, 0);
            drafts.push(self.clearing(charge, settled, as_of));
        }
        drafts
    }

    fn clearing(&self, charge: &OpenCharge, settled: Amount, as_of: Date) -> EntryDraft {
        let latest = as_of.max(charge.date);
        let mut draft = EntryDraft::new(EntryKind::Clearing, latest, settled);
        draft.currency = charge.currency;
        draft.base_amount = share(charge, settled);
        draft.customer = Some(charge.customer);
        draft.charge = Some(EntryLink::Id(charge.charge));
        draft.earliest = Some(self.before.unwrap_or(charge.date).max(charge.date).min(latest));
        draft
    }
}

/// More is open than the ledger has: a charge of the difference, under the same number.
fn supplement(charge: &OpenCharge, more: Amount, as_of: Date) -> EntryDraft {
    let mut draft = EntryDraft::new(EntryKind::Charge, as_of, more);
    draft.currency = charge.currency;
    draft.base_amount = charge.base_amount.checked_ratio(more.parts(), charge.amount.parts()).unwrap_or(more);
    draft.customer = Some(charge.customer);
    draft.number.clone_from(&charge.number);
    draft.due_date = charge.due;
    draft
}

/// Whether an import was of the same source: by the same recipe, or one of the same scope with the same columns.
fn is_of(import: &Import, recipe: &Recipe) -> bool {
    let known: Option<Recipe> = serde_json::from_str(&import.recipe_json).ok();
    known.is_some_and(|known| known.replaces && known.key_scope() == recipe.key_scope())
}

fn day_of(import: &Import) -> Option<Date> {
    let report: ImportReport = serde_json::from_str(import.report_json.as_deref()?).ok()?;
    report.as_of
}
