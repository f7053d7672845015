//! Entries about a charge (bill, confirmation, credit note, write-off), and costs.

use guiju_types::{EntryKind, EntryLink};

use super::Reader;
use super::entries::by_currency;
use super::gives::{GivenEntry, Gives};
use super::sorting::{Sorted, place};
use crate::import::reason::Problem;

impl Reader<'_> {
    /// An entry on a charge of the same row, or of the ledger by number.
    pub(super) fn on_charge(
        &self,
        kind: EntryKind,
        sorted: &mut Sorted,
        charges: &[usize],
        gives: &mut Gives,
        problems: &mut Vec<Problem>,
    ) {
        let parts = sorted.entries.get_mut(place(kind)).map(std::mem::take).unwrap_or_default();
        let own = charges.first().and_then(|at| gives.entries.get(*at).map(|entry| (*at, entry.draft.clone())));
        if parts.number.is_none() && parts.date.is_none() && parts.amounts.is_empty() {
            return;
        }
        let Some(date) = parts.date.or_else(|| own.as_ref().map(|(_, charge)| charge.business_date)) else {
            problems.push(Problem::new("date_missing", "缺少日期", "the date is empty"));
            return;
        };
        let stated = by_currency(&parts.amounts, parts.currency, self.plan.base_currency).first().copied();
        let (currency, amount) = match (stated, &own) {
            (Some(stated), _) => stated,
            (None, Some((_, charge))) if !kind.is_settlement() => (charge.currency, charge.amount),
            (None, _) => {
                problems.push(Problem::new("amount_missing", "缺少金额", "the amount is empty"));
                return;
            }
        };
        match self.draft(kind, date, currency, if kind.is_settlement() { amount.abs() } else { amount }, parts.rate, gives.known_at) {
            Ok(mut draft) => {
                draft.number.clone_from(&parts.number);
                draft.note.clone_from(&parts.note);
                draft.charge = own.map(|(at, _)| EntryLink::Draft(at));
                let charge_number = if draft.charge.is_none() { parts.charge.clone().or_else(|| parts.number.clone()) } else { None };
                if draft.charge.is_none() && charge_number.is_none() {
                    problems.push(Problem::new("charge_missing", "没有说明对应哪一笔应收", "nothing says which charge it is about"));
                    return;
                }
                if kind.is_settlement() {
                    gives.dates.push(("settlement".into(), date));
                }
                gives.entries.push(GivenEntry { draft, charge_number, vendor: None });
            }
            Err(problem) => problems.push(problem),
        }
    }

    pub(super) fn cost(&self, sorted: &mut Sorted, gives: &mut Gives, problems: &mut Vec<Problem>) {
        let cost = sorted.entries.get_mut(place(EntryKind::Cost)).map(std::mem::take).unwrap_or_default();
        let amounts = by_currency(&cost.amounts, cost.currency, self.plan.base_currency);
        if amounts.is_empty() {
            return;
        }
        let date = cost.date.or_else(|| gives.dates.iter().map(|(_, date)| *date).next());
        let Some(date) = date else {
            problems.push(Problem::new("date_missing", "缺少成本日期", "the date of the cost is empty"));
            return;
        };
        for (currency, amount) in amounts.into_iter().filter(|(_, amount)| !amount.is_zero()) {
            match self.draft(EntryKind::Cost, date, currency, amount, cost.rate, gives.known_at) {
                Ok(mut draft) => {
                    draft.number.clone_from(&cost.number);
                    draft.note.clone_from(&cost.note);
                    gives.dates.push(("cost".into(), date));
                    gives.entries.push(GivenEntry { draft, charge_number: None, vendor: cost.vendor.clone() });
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
}
