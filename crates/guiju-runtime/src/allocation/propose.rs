//! Decides which receipt pays which charge.

use std::collections::BTreeMap;

use guiju_rulebook::AllocationRule;
use guiju_store::{OpenCharge, UnallocatedReceipt};
use guiju_types::{AllocationMethod, Amount, Currency, Date, EntryId};

/// An allocation as the rule proposes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The receipt that it takes from.
    pub receipt: EntryId,
    /// The charge that it settles, or a part of it.
    pub charge: EntryId,
    /// Its business date: that of the receipt, or of the charge where that is later (money paid in advance).
    pub date: Date,
    /// The currency of both.
    pub currency: Currency,
    /// How much.
    pub amount: Amount,
    /// Its share of the charge's base amount.
    pub base_amount: Amount,
    /// Which part of the rule made it.
    pub method: AllocationMethod,
}

struct Work {
    receipts: Vec<UnallocatedReceipt>,
    charges: Vec<OpenCharge>,
    proposed: Vec<Proposed>,
}

/// Allocates a customer's receipts to its charges. Each method is tried for every receipt before the next method, so that what a text names
/// is never taken by another receipt because that one came earlier. `invoices` are the numbers of the invoices on each charge.
#[must_use]
pub fn propose(
    receipts: &[UnallocatedReceipt],
    charges: &[OpenCharge],
    invoices: &BTreeMap<EntryId, Vec<String>>,
    rule: &AllocationRule,
) -> Vec<Proposed> {
    let mut work = Work { receipts: receipts.to_vec(), charges: charges.to_vec(), proposed: Vec::new() };
    work.receipts.sort_by_key(|receipt| (receipt.date, receipt.receipt));
    work.charges.sort_by_key(|charge| (charge.due.unwrap_or(charge.date), charge.date, charge.charge));
    for method in &rule.methods {
        for place in 0..work.receipts.len() {
            match method {
                AllocationMethod::Reference => work.by_reference(place, invoices),
                AllocationMethod::ExactAmount => work.by_exact_amount(place),
                AllocationMethod::OldestFirst => work.oldest_first(place),
                // What a file says or a person decides is no part of the rule.
                AllocationMethod::File | AllocationMethod::Manual => {}
            }
        }
    }
    work.proposed
}

impl Work {
    fn by_reference(&mut self, place: usize, invoices: &BTreeMap<EntryId, Vec<String>>) {
        let Some(receipt) = self.receipts.get(place) else { return };
        let text = receipt.note.clone().unwrap_or_default();
        if text.is_empty() {
            return;
        }
        let named: Vec<usize> = (0..self.charges.len())
            .filter(|at| {
                self.charges.get(*at).is_some_and(|charge| {
                    let numbers = charge.number.iter().chain(invoices.get(&charge.charge).into_iter().flatten());
                    numbers.into_iter().any(|number| names(&text, number))
                })
            })
            .collect();
        for at in named {
            self.allocate(place, at, AllocationMethod::Reference);
        }
    }

    fn by_exact_amount(&mut self, place: usize) {
        let Some(receipt) = self.receipts.get(place) else { return };
        if receipt.open.is_zero() {
            return;
        }
        let mut same = (0..self.charges.len())
            .filter(|at| self.charges.get(*at).is_some_and(|charge| charge.currency == receipt.currency && charge.open == receipt.open));
        // Where two charges have the amount, the amount tells nothing.
        if let (Some(at), None) = (same.next(), same.next()) {
            self.allocate(place, at, AllocationMethod::ExactAmount);
        }
    }

    fn oldest_first(&mut self, place: usize) {
        for at in 0..self.charges.len() {
            self.allocate(place, at, AllocationMethod::OldestFirst);
        }
    }

    /// Allocates what both have open, where both are in one currency.
    fn allocate(&mut self, place: usize, at: usize, method: AllocationMethod) {
        let (Some(receipt), Some(charge)) = (self.receipts.get_mut(place), self.charges.get_mut(at)) else { return };
        if receipt.currency != charge.currency {
            return;
        }
        let amount = receipt.open.min(charge.open);
        if amount.is_zero() || amount.is_negative() {
            return;
        }
        let base_amount = crate::import::share(charge, amount);
        receipt.open = receipt.open - amount;
        charge.open = charge.open - amount;
        charge.open_base = charge.open_base - base_amount;
        self.proposed.push(Proposed {
            receipt: receipt.receipt,
            charge: charge.charge,
            date: receipt.date.max(charge.date),
            currency: charge.currency,
            amount,
            base_amount,
            method,
        });
    }
}

/// Whether a text names a number: as a word of its own, so that `INV-1` is not named by `INV-12`. Numbers of one or two signs name nothing.
fn names(text: &str, number: &str) -> bool {
    let number = number.trim();
    if number.chars().count() < 3 {
        return false;
    }
    let is_part = |letter: char| letter.is_ascii_alphanumeric();
    text.match_indices(number).any(|(at, _)| {
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let after = text.get(at + number.len()..).and_then(|text| text.chars().next());
        !before.is_some_and(is_part) && !after.is_some_and(is_part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use guiju_types::RecordId;

    fn amount(text: &str) -> Amount {
        text.parse().unwrap()
    }

    fn charge(id: i64, number: &str, due: &str, open: &str) -> OpenCharge {
        charge_in(id, number, due, open, open, Currency::CNY)
    }

    fn charge_in(id: i64, number: &str, due: &str, open: &str, base: &str, currency: Currency) -> OpenCharge {
        OpenCharge {
            charge: EntryId(id),
            customer: RecordId(1),
            order: None,
            number: Some(number.to_owned()),
            date: "2026-01-01".parse().unwrap(),
            due: Some(due.parse().unwrap()),
            currency,
            amount: amount(open),
            base_amount: amount(base),
            open: amount(open),
            open_base: amount(base),
        }
    }

    fn receipt(id: i64, note: &str, open: &str) -> UnallocatedReceipt {
        UnallocatedReceipt {
            receipt: EntryId(id),
            customer: Some(RecordId(1)),
            number: None,
            note: Some(note.to_owned()),
            date: "2026-03-01".parse().unwrap(),
            currency: Currency::CNY,
            amount: amount(open),
            base_amount: amount(open),
            open: amount(open),
            open_base: amount(open),
        }
    }

    fn rule(methods: &[AllocationMethod]) -> AllocationRule {
        AllocationRule { methods: methods.to_vec(), ..AllocationRule::default() }
    }

    #[track_caller]
    fn check(receipts: &[UnallocatedReceipt], charges: &[OpenCharge], expected: &[&str]) {
        check_by(&[AllocationMethod::Reference, AllocationMethod::ExactAmount, AllocationMethod::OldestFirst], receipts, charges, expected);
    }

    #[track_caller]
    fn check_by(methods: &[AllocationMethod], receipts: &[UnallocatedReceipt], charges: &[OpenCharge], expected: &[&str]) {
        let proposed = propose(receipts, charges, &BTreeMap::new(), &rule(methods));
        let shown: Vec<String> =
            proposed.iter().map(|one| format!("{} pays {} of {} by {}", one.receipt, one.amount, one.charge, one.method)).collect();
        assert_eq!(shown, expected);
    }

    #[test]
    fn what_the_text_names_goes_before_everything() {
        let charges = [charge(1, "INV-12", "2026-01-31", "100"), charge(2, "INV-1", "2026-02-28", "60")];
        check(&[receipt(9, "货款 INV-1", "60")], &charges, &["9 pays 60.00 of 2 by reference"]);
    }

    #[test]
    fn one_receipt_may_name_several_and_be_too_small_for_them() {
        let charges = [charge(1, "A-100", "2026-01-31", "100"), charge(2, "A-200", "2026-02-28", "60")];
        check(&[receipt(9, "A-100,A-200", "130")], &charges, &["9 pays 100.00 of 1 by reference", "9 pays 30.00 of 2 by reference"]);
    }

    #[test]
    fn the_one_charge_of_the_amount_goes_before_the_oldest() {
        let charges = [charge(1, "A", "2026-01-31", "100"), charge(2, "B", "2026-02-28", "60")];
        check(&[receipt(9, "", "60")], &charges, &["9 pays 60.00 of 2 by exact_amount"]);
    }

    #[test]
    fn where_two_have_the_amount_the_oldest_is_paid() {
        let charges = [charge(1, "A", "2026-02-28", "60"), charge(2, "B", "2026-01-31", "60")];
        check(&[receipt(9, "", "60")], &charges, &["9 pays 60.00 of 2 by oldest_first"]);
    }

    #[test]
    fn only_what_the_rule_names_is_tried() {
        let charges = [charge(1, "A-100", "2026-01-31", "100"), charge(2, "B-200", "2026-02-28", "60")];
        let receipt = [receipt(9, "B-200", "100")];
        check_by(&[AllocationMethod::OldestFirst], &receipt, &charges, &["9 pays 100.00 of 1 by oldest_first"]);
        check_by(&[AllocationMethod::Reference], &receipt, &charges, &["9 pays 60.00 of 2 by reference"]);
        check_by(&[], &receipt, &charges, &[]);
    }

    #[test]
    fn several_receipts_pay_several_charges_and_a_rest_stays() {
        let charges = [charge(1, "A", "2026-01-31", "100"), charge(2, "B", "2026-02-28", "60")];
        let receipts = [receipt(8, "", "70"), receipt(9, "", "120")];
        check(
            &receipts,
            &charges,
            &["8 pays 70.00 of 1 by oldest_first", "9 pays 30.00 of 1 by oldest_first", "9 pays 60.00 of 2 by oldest_first"],
        );
    }

    #[test]
    fn another_currency_is_never_paid() {
        let dollars = charge_in(1, "A-100", "2026-01-31", "100", "712", "USD".parse().unwrap());
        check(&[receipt(9, "A-100", "100")], &[dollars], &[]);
    }

    #[test]
    fn the_last_allocation_takes_the_remainder_of_the_base_amount() {
        let charges = [charge_in(1, "A", "2026-01-31", "3", "10", Currency::CNY)];
        let receipts = [receipt(7, "", "1"), receipt(8, "", "1"), receipt(9, "", "1")];
        let proposed = propose(&receipts, &charges, &BTreeMap::new(), &rule(&[AllocationMethod::OldestFirst]));
        let base: Vec<String> = proposed.iter().map(|one| one.base_amount.to_string()).collect();
        assert_eq!(base, ["3.3333", "3.3333", "3.3334"]);
    }
}
