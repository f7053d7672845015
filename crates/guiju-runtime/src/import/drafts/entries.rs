//! Which entries of the ledger a row gives.

use guiju_types::{Amount, Currency, Date, EntryDraft, EntryKind, Timestamp};

use super::Reader;
use super::gives::Gives;
use super::sorting::Sorted;
use crate::import::customers::Customers;
use crate::import::reason::Problem;
use crate::import::targets::Part;

impl Reader<'_> {
    pub(super) fn entries(&self, sorted: &mut Sorted, customers: &Customers, gives: &mut Gives, problems: &mut Vec<Problem>) {
        let kinds = &self.plan.entries;
        let has = |kind: EntryKind| kinds.contains(&kind);
        let gives_charge = (has(EntryKind::Charge) || has(EntryKind::Invoice))
            && (self.plan.adds_tax()
                || self.plan.has(EntryKind::Charge, Part::Amount)
                || self.plan.has(EntryKind::Charge, Part::Open)
                || self.plan.has(EntryKind::Invoice, Part::Amount));
        let mut charges = Vec::new();
        if gives_charge {
            self.charges(sorted, customers, gives, problems, &mut charges);
        } else if has(EntryKind::Receipt) {
            self.receipt(sorted, gives, problems);
        }
        for kind in [EntryKind::Bill, EntryKind::Confirmation, EntryKind::CreditNote, EntryKind::WriteOff] {
            if has(kind) {
                self.on_charge(kind, sorted, &charges, gives, problems);
            }
        }
        if has(EntryKind::Invoice) && !gives_charge {
            self.on_charge(EntryKind::Invoice, sorted, &charges, gives, problems);
        }
        if has(EntryKind::Cost) {
            self.cost(sorted, gives, problems);
        }
    }

    pub(super) fn draft(
        &self,
        kind: EntryKind,
        date: Date,
        currency: Currency,
        amount: Amount,
        rate: Option<i64>,
        row_known_at: Option<Timestamp>,
    ) -> Result<EntryDraft, Problem> {
        let mut draft = EntryDraft::new(kind, date, amount);
        draft.currency = currency;
        draft.base_amount = self.rates.base(amount, currency, date, rate)?;
        draft.known_at = self.known_at(row_known_at, date);
        Ok(draft)
    }
}

pub(super) fn by_currency(amounts: &[(Option<Currency>, Amount)], stated: Option<Currency>, base: Currency) -> Vec<(Currency, Amount)> {
    let mut found: Vec<(Currency, Amount)> =
        amounts.iter().map(|(currency, amount)| (currency.or(stated).unwrap_or(base), *amount)).collect();
    // Of currencies side by side those count that have something; a single zero stays, to be reported.
    if found.len() > 1 {
        found.retain(|(_, amount)| !amount.is_zero());
    }
    found
}

pub(super) fn amount_in(amounts: &[(Currency, Amount)], currency: Currency) -> Amount {
    amounts.iter().find(|(known, _)| *known == currency).map_or(Amount::ZERO, |(_, amount)| *amount)
}
