//! A receipt of a row without a charge.

use guiju_types::EntryKind;

use super::Reader;
use super::entries::by_currency;
use super::gives::{GivenEntry, Gives};
use super::sorting::{Sorted, place};
use crate::import::reason::Problem;

impl Reader<'_> {
    /// A receipt of a row without a charge; it may name one of the ledger.
    pub(super) fn receipt(&self, sorted: &mut Sorted, gives: &mut Gives, problems: &mut Vec<Problem>) {
        let receipt = sorted.entries.get_mut(place(EntryKind::Receipt)).map(std::mem::take).unwrap_or_default();
        let Some(date) = receipt.date else {
            if problems.is_empty() {
                problems.push(Problem::new("date_missing", "缺少收款日期", "the date of the receipt is empty"));
            }
            return;
        };
        let amounts = by_currency(&receipt.amounts, receipt.currency, self.plan.base_currency);
        if amounts.iter().all(|(_, amount)| amount.is_zero()) {
            if problems.is_empty() {
                problems.push(Problem::new("amount_missing", "缺少收款金额", "the amount of the receipt is empty"));
            }
            return;
        }
        for (currency, amount) in amounts.into_iter().filter(|(_, amount)| !amount.is_zero()) {
            // Money that went back: it is taken from what the customer has not used yet.
            if amount.is_negative() {
                gives.warnings.push("refund");
            }
            match self.draft(EntryKind::Receipt, date, currency, amount, receipt.rate, gives.known_at) {
                Ok(mut draft) => {
                    draft.number.clone_from(&receipt.number);
                    draft.note.clone_from(&receipt.note);
                    gives.dates.push(("receipt".into(), date));
                    if receipt.charge.is_some() {
                        gives.dates.push(("settlement".into(), date));
                    }
                    gives.entries.push(GivenEntry { draft, charge_number: receipt.charge.clone(), vendor: None });
                }
                Err(problem) => problems.push(problem),
            }
        }
    }
}
