//! Decides which receipt pays which charge.
//!
//! [`propose`] is the whole rule for one customer: the methods of the rulebook in their order, each tried for every receipt before the next one. It
//! touches nothing; what it could not allocate it gives back with the reason.

use std::collections::BTreeMap;

use guiju_rulebook::AllocationRule;
use guiju_store::{Clearing, OpenCharge, UnallocatedReceipt};
use guiju_types::{AllocationMethod, Amount, Currency, Date, EntryId};

use super::debt::{Debt, ratio, share};
use super::reason::LeftReason;
use super::references::Numbers;

/// What one customer has.
#[derive(Debug, Clone, Copy, Default)]
pub struct Items<'a> {
    /// Receipts with a rest; one below zero is money paid back.
    pub receipts: &'a [UnallocatedReceipt],
    /// Open charges; one below zero is a credit.
    pub charges: &'a [OpenCharge],
    /// What later lists no longer had.
    pub clearings: &'a [Clearing],
}

/// What the rule makes of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Proposal {
    /// Which receipt pays which charge.
    pub allocations: Vec<Proposed>,
    /// Which receipt money was paid back out of.
    pub refunds: Vec<Refund>,
    /// Which credit is taken against which charge.
    pub set_offs: Vec<SetOff>,
    /// Clearings that the allocations explain, wholly or in part.
    pub explained: Vec<Explained>,
    /// Receipts of which something is left, and why.
    pub left: Vec<Left>,
}

/// An allocation as the rule proposes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The receipt that it takes from.
    pub receipt: EntryId,
    /// The charge that it settles, or a part of it.
    pub charge: EntryId,
    /// Its business date: that of the receipt (or from when on its money is free), or of the charge where that is later (money paid in advance).
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

/// Money paid back, out of what a receipt brought.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refund {
    /// The receipt that brought it.
    pub receipt: EntryId,
    /// The receipt below zero that paid it back.
    pub refund: EntryId,
    /// The later date of both.
    pub date: Date,
    /// The currency of both.
    pub currency: Currency,
    /// How much.
    pub amount: Amount,
    /// Its share of the receipt's base amount.
    pub base_amount: Amount,
    /// Its share of the refund's base amount.
    pub refund_base: Amount,
}

/// A credit taken against a charge.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetOff {
    /// The charge below zero.
    pub credit: EntryId,
    /// The charge that it reduces.
    pub charge: EntryId,
    /// The later date of both.
    pub date: Date,
    /// The currency of both.
    pub currency: Currency,
    /// How much.
    pub amount: Amount,
    /// Its share of the charge's base amount.
    pub base_amount: Amount,
    /// Its share of the credit's base amount.
    pub credit_base: Amount,
}

/// A clearing, or a part of it, of which is known now what it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// The clearing.
    pub clearing: Clearing,
    /// What nothing has explained yet.
    pub left: Amount,
    /// The same in the base currency.
    pub left_base: Amount,
}

/// A receipt of which something is left.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// The receipt with what is left of it.
    pub receipt: UnallocatedReceipt,
    /// Why the rule did not allocate it.
    pub reason: LeftReason,
}

struct Work {
    receipts: Vec<UnallocatedReceipt>,
    debts: Vec<Debt>,
    proposal: Proposal,
    /// Receipts whose text cannot be read in one way: no other method may guess.
    unclear: Vec<EntryId>,
}

/// Allocates a customer's receipts to its charges. Each method is tried for every receipt before the next method, so that what a text names
/// is never taken by another receipt because that one came earlier. `invoices` are the numbers of the invoices on each charge.
#[must_use]
pub fn propose(items: &Items<'_>, invoices: &BTreeMap<EntryId, Vec<String>>, rule: &AllocationRule) -> Proposal {
    let debts = Debt::all(items.charges, items.clearings);
    let mut work = Work { receipts: items.receipts.to_vec(), debts, proposal: Proposal::default(), unclear: Vec::new() };
    work.receipts.sort_by_key(|receipt| (receipt.date, receipt.receipt));
    let mut are_refunds_taken = rule.methods.is_empty();
    for method in &rule.methods {
        match method {
            AllocationMethod::Reference => work.by_reference(invoices),
            AllocationMethod::ExactAmount => work.each_receipt(Work::by_exact_amount),
            AllocationMethod::OldestFirst => {
                // What a receipt says it pays goes before what was paid back; what is only guessed of it comes after.
                work.refunds();
                are_refunds_taken = true;
                work.each_receipt(Work::oldest_first);
            }
            AllocationMethod::SetOff => work.set_off(),
            // What a file says or a person decides is no part of the rule.
            AllocationMethod::File | AllocationMethod::Manual | AllocationMethod::Refund | AllocationMethod::Freed => {}
        }
    }
    if !are_refunds_taken {
        work.refunds();
    }
    work.finish(rule)
}

impl Work {
    fn each_receipt(&mut self, method: impl Fn(&mut Self, usize)) {
        for place in 0..self.receipts.len() {
            let may = |receipt: &UnallocatedReceipt| is_positive(receipt.open) && !self.unclear.contains(&receipt.receipt);
            if self.receipts.get(place).is_some_and(may) {
                method(self, place);
            }
        }
    }

    fn by_reference(&mut self, invoices: &BTreeMap<EntryId, Vec<String>>) {
        // A charge is found by its own number and by those of its invoices; a number may stand on several charges.
        let (mut owners, mut given) = (Vec::new(), Vec::new());
        for (at, debt) in self.debts.iter().enumerate() {
            for number in debt.charge.number.iter().chain(invoices.get(&debt.charge.charge).into_iter().flatten()) {
                owners.push((at, as_amount(number)));
                given.push(number.as_str());
            }
        }
        let numbers = Numbers::new(given);
        for place in 0..self.receipts.len() {
            let Some(receipt) = self.receipts.get(place).filter(|receipt| is_positive(receipt.open)) else { continue };
            let Some(text) = receipt.note.as_deref() else { continue };
            let found = numbers.references(text);
            if found.is_unclear {
                self.unclear.push(receipt.receipt);
            }
            // The receipt's own amount in its text is no number of a charge.
            let is_own_amount = |amount: Option<Amount>| amount == Some(receipt.amount);
            let mut named: Vec<usize> = found
                .numbers
                .iter()
                .filter_map(|number| owners.get(*number))
                .filter(|(_, amount)| !is_own_amount(*amount))
                .map(|(at, _)| *at)
                .collect();
            // INVARIANT: debts stand in the order in which they fall due.
            named.sort_unstable();
            named.dedup();
            for at in named {
                self.allocate(place, at, AllocationMethod::Reference);
            }
        }
    }

    fn by_exact_amount(&mut self, place: usize) {
        // Where two charges have the amount, the amount tells nothing.
        if let [at] = self.fitting(place).as_slice() {
            self.allocate(place, *at, AllocationMethod::ExactAmount);
        }
    }

    /// The first two charges that the amount of a receipt fits.
    fn fitting(&self, place: usize) -> Vec<usize> {
        let Some(receipt) = self.receipts.get(place) else { return Vec::new() };
        let fits = |debt: &Debt| debt.charge.currency == receipt.currency && debt.fits(paid_on(receipt, debt), receipt.open);
        self.debts.iter().enumerate().filter(|(_, debt)| fits(debt)).map(|(at, _)| at).take(2).collect()
    }

    fn oldest_first(&mut self, place: usize) {
        for at in 0..self.debts.len() {
            self.allocate(place, at, AllocationMethod::OldestFirst);
        }
    }

    /// Allocates what both have, where both are in one currency.
    fn allocate(&mut self, place: usize, at: usize, method: AllocationMethod) {
        let (Some(receipt), Some(debt)) = (self.receipts.get_mut(place), self.debts.get_mut(at)) else { return };
        if receipt.currency != debt.charge.currency || !is_positive(receipt.open) {
            return;
        }
        let date = paid_on(receipt, debt);
        let (amount, base_amount) = debt.take(receipt.open, date, method);
        if amount.is_zero() {
            return;
        }
        receipt.open = receipt.open - amount;
        receipt.open_base = receipt.open_base - base_amount;
        self.proposal.allocations.push(Proposed {
            receipt: receipt.receipt,
            charge: debt.charge.charge,
            date,
            currency: receipt.currency,
            amount,
            base_amount,
            method,
        });
    }

    /// Takes what was paid back out of what was received and is not allocated, the oldest first; never out of charges.
    fn refunds(&mut self) {
        let (mut back, mut received): (Vec<_>, Vec<_>) = self.receipts.iter_mut().partition(|receipt| receipt.open.is_negative());
        for refund in &mut back {
            for receipt in received.iter_mut().filter(|receipt| receipt.currency == refund.currency) {
                let amount = receipt.open.min(-refund.open);
                if !is_positive(amount) {
                    continue;
                }
                let base_amount = ratio(receipt.open_base, amount, receipt.open);
                let refund_base = ratio(-refund.open_base, amount, -refund.open);
                (receipt.open, receipt.open_base) = (receipt.open - amount, receipt.open_base - base_amount);
                (refund.open, refund.open_base) = (refund.open + amount, refund.open_base + refund_base);
                self.proposal.refunds.push(Refund {
                    receipt: receipt.receipt,
                    refund: refund.receipt,
                    date: receipt.free_from.max(refund.date),
                    currency: refund.currency,
                    amount,
                    base_amount,
                    refund_base,
                });
            }
        }
    }

    /// Takes credits against open charges, on both sides what is due first before the rest.
    fn set_off(&mut self) {
        let (mut credits, mut owed): (Vec<_>, Vec<_>) =
            self.debts.iter_mut().map(|debt| &mut debt.charge).partition(|charge| charge.open.is_negative());
        for credit in &mut credits {
            for charge in owed.iter_mut().filter(|charge| charge.currency == credit.currency) {
                let amount = charge.open.min(-credit.open);
                if !is_positive(amount) {
                    continue;
                }
                let (base_amount, credit_base) = (share(charge, amount), -share(credit, -amount));
                (charge.open, charge.open_base) = (charge.open - amount, charge.open_base - base_amount);
                (credit.open, credit.open_base) = (credit.open + amount, credit.open_base + credit_base);
                self.proposal.set_offs.push(SetOff {
                    credit: credit.charge,
                    charge: charge.charge,
                    date: credit.date.max(charge.date),
                    currency: charge.currency,
                    amount,
                    base_amount,
                    credit_base,
                });
            }
        }
    }

    fn finish(mut self, rule: &AllocationRule) -> Proposal {
        for place in 0..self.receipts.len() {
            let Some(receipt) = self.receipts.get(place).filter(|receipt| !receipt.open.is_zero()) else { continue };
            let left = Left { receipt: receipt.clone(), reason: self.reason(place, receipt, rule) };
            self.proposal.left.push(left);
        }
        let touched = self.debts.into_iter().flat_map(|debt| debt.cleared).filter(|cleared| cleared.is_touched());
        self.proposal.explained =
            touched.map(|cleared| Explained { clearing: cleared.clearing, left: cleared.left, left_base: cleared.left_base }).collect();
        self.proposal
    }

    fn reason(&self, place: usize, receipt: &UnallocatedReceipt, rule: &AllocationRule) -> LeftReason {
        if receipt.open.is_negative() {
            return LeftReason::NothingToRefund;
        }
        if self.unclear.contains(&receipt.receipt) {
            return LeftReason::UnclearReference;
        }
        let open = |debt: &&Debt| is_positive(debt.charge.open);
        match self.debts.iter().filter(open).any(|debt| debt.charge.currency == receipt.currency) {
            false if self.debts.iter().any(|debt| open(&debt)) => LeftReason::OtherCurrency,
            false => LeftReason::NothingOpen,
            true if rule.methods.contains(&AllocationMethod::ExactAmount) && self.fitting(place).len() > 1 => LeftReason::UnclearAmount,
            true => LeftReason::NoMethod,
        }
    }
}

/// When a receipt pays a charge: not before its money is free, nor before the charge.
fn paid_on(receipt: &UnallocatedReceipt, debt: &Debt) -> Date {
    receipt.free_from.max(receipt.date).max(debt.charge.date)
}

fn is_positive(amount: Amount) -> bool {
    !amount.is_zero() && !amount.is_negative()
}

/// What a number of digits alone would be as money.
fn as_amount(number: &str) -> Option<Amount> {
    let number = number.trim();
    if number.chars().all(|letter| letter.is_ascii_digit()) { number.parse().ok() } else { None }
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
            free_from: "2026-03-01".parse().unwrap(),
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
        let proposal = propose(&Items { receipts, charges, clearings: &[] }, &BTreeMap::new(), &rule(methods));
        let shown: Vec<String> = proposal
            .allocations
            .iter()
            .map(|one| format!("{} pays {} of {} by {}", one.receipt, one.amount, one.charge, one.method))
            .collect();
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
        let items = Items { receipts: &receipts, charges: &charges, clearings: &[] };
        let proposal = propose(&items, &BTreeMap::new(), &rule(&[AllocationMethod::OldestFirst]));
        let base: Vec<String> = proposal.allocations.iter().map(|one| one.base_amount.to_string()).collect();
        assert_eq!(base, ["3.3333", "3.3333", "3.3334"]);
    }

    fn clearing(id: i64, charge: i64, number: &str, between: (&str, &str), cleared: &str) -> Clearing {
        Clearing {
            entry: EntryId(id),
            considered: EntryId(id),
            charge: EntryId(charge),
            customer: RecordId(1),
            number: Some(number.to_owned()),
            charge_date: "2026-01-01".parse().unwrap(),
            due: Some("2026-01-31".parse().unwrap()),
            earliest: between.0.parse().unwrap(),
            latest: between.1.parse().unwrap(),
            currency: Currency::CNY,
            amount: amount(cleared),
            base_amount: amount(cleared),
            import: None,
        }
    }

    const ALL: [AllocationMethod; 4] =
        [AllocationMethod::Reference, AllocationMethod::ExactAmount, AllocationMethod::OldestFirst, AllocationMethod::SetOff];

    /// Receipts are of 1 March. Allocations, what is left of the clearings, and why receipts are left.
    #[track_caller]
    fn check_all(receipts: &[UnallocatedReceipt], charges: &[OpenCharge], clearings: &[Clearing], expected: &str) {
        let proposal = propose(&Items { receipts, charges, clearings }, &BTreeMap::new(), &rule(&ALL));
        let paid = proposal.allocations.iter().map(|one| format!("{} pays {} of {}", one.receipt, one.amount, one.charge));
        let back = proposal.refunds.iter().map(|one| format!("{} pays back {} of {}", one.refund, one.amount, one.receipt));
        let set_off = proposal.set_offs.iter().map(|one| format!("{} takes {} off {}", one.credit, one.amount, one.charge));
        let explained = proposal.explained.iter().map(|one| format!("{} keeps {}", one.clearing.entry, one.left));
        let left = proposal.left.iter().map(|one| format!("{} has {}: {}", one.receipt.receipt, one.receipt.open, one.reason.name()));
        let shown: Vec<String> = paid.chain(back).chain(set_off).chain(explained).chain(left).collect();
        assert_eq!(shown.join("; "), expected);
    }

    #[test]
    fn a_receipt_that_names_a_charge_explains_first_what_was_cleared_of_it() {
        let charges = [charge(1, "INV-1", "2026-01-31", "600"), charge(2, "INV-2", "2026-01-15", "400")];
        let cleared = |between| [clearing(5, 1, "INV-1", between, "400")];
        let march = ("2026-02-28", "2026-03-31");
        check_all(&[receipt(9, "INV-1", "400")], &charges, &cleared(march), "9 pays 400.00 of 1; 5 keeps 0.00");
        check_all(&[receipt(9, "INV-1", "150")], &charges, &cleared(march), "9 pays 150.00 of 1; 5 keeps 250.00");
        check_all(&[receipt(9, "INV-1", "500")], &charges, &cleared(march), "9 pays 500.00 of 1; 5 keeps 0.00");
        // On its way when the earlier list was made; but not after the list that had it no more.
        check_all(&[receipt(9, "INV-1", "400")], &charges, &cleared(("2026-03-05", "2026-03-31")), "9 pays 400.00 of 1; 5 keeps 0.00");
        check_all(&[receipt(9, "INV-1", "400")], &charges, &cleared(("2026-01-31", "2026-02-28")), "9 pays 400.00 of 1");
    }

    #[test]
    fn an_amount_explains_only_what_was_cleared_around_its_day_and_only_where_it_fits_one() {
        let march = ("2026-02-28", "2026-03-31");
        let gone = [clearing(5, 1, "INV-1", march, "400")];
        check_all(&[receipt(9, "", "400")], &[], &gone, "9 pays 400.00 of 1; 5 keeps 0.00");
        // The open charge has the amount as well: nobody can tell, and what is oldest is paid.
        check_all(&[receipt(9, "", "400")], &[charge(2, "INV-2", "2026-02-15", "400")], &gone, "9 pays 400.00 of 1; 5 keeps 0.00");
        check_all(
            &[receipt(9, "", "400")],
            &[],
            &[clearing(5, 1, "INV-1", ("2026-03-02", "2026-03-31"), "400")],
            "9 has 400.00: nothing_open",
        );
        check_all(&[receipt(9, "", "70"), receipt(8, "", "30")], &[], &gone, "8 pays 30.00 of 1; 9 pays 70.00 of 1; 5 keeps 300.00");
    }

    #[test]
    fn a_number_on_several_charges_is_paid_by_due_date() {
        let charges = [charge(1, "INV-1", "2026-03-15", "500"), charge(2, "INV-1", "2026-03-01", "500")];
        check(&[receipt(9, "INV-1", "700")], &charges, &["9 pays 500.00 of 2 by reference", "9 pays 200.00 of 1 by reference"]);
    }

    #[test]
    fn the_longest_number_is_meant_and_dates_and_the_own_amount_are_none() {
        let charges = [
            charge(1, "INV-1", "2026-03-01", "100"),
            charge(2, "INV-1-2", "2026-03-02", "50"),
            charge(3, "2026", "2026-03-03", "70"),
            charge(4, "1000", "2026-03-04", "80"),
        ];
        check(&[receipt(9, "付 INV-1-2", "50")], &charges, &["9 pays 50.00 of 2 by reference"]);
        check(&[receipt(9, "2026-03 货款", "100")], &charges, &["9 pays 100.00 of 1 by exact_amount"]);
        check(&[receipt(9, "付 1000", "80")], &charges, &["9 pays 80.00 of 4 by reference"]);
        check_by(&[AllocationMethod::Reference], &[receipt(9, "付 1000", "1000")], &charges, &[]);
    }

    #[test]
    fn what_cannot_be_read_in_one_way_is_left_with_the_reason() {
        let charges = [charge(1, "A-1 B-2", "2026-01-31", "100"), charge(2, "B-2 C-3", "2026-02-28", "60")];
        check_all(&[receipt(9, "A-1 B-2 C-3", "60")], &charges, &[], "9 has 60.00: unclear_reference");
        let dollars = charge_in(1, "A-100", "2026-01-31", "100", "712", "USD".parse().unwrap());
        check_all(&[receipt(9, "A-100", "100")], &[dollars], &[], "9 has 100.00: other_currency");
        check_all(&[receipt(9, "", "100")], &[], &[], "9 has 100.00: nothing_open");
        let twice = [charge(1, "A-1", "2026-01-31", "60"), charge(2, "A-2", "2026-02-28", "60")];
        let proposal = propose(
            &Items { receipts: &[receipt(9, "", "60"), receipt(8, "", "50")], charges: &twice, clearings: &[] },
            &BTreeMap::new(),
            &rule(&ALL[..2]),
        );
        let reasons: Vec<&str> = proposal.left.iter().map(|left| left.reason.name()).collect();
        assert_eq!(reasons, ["no_method", "unclear_amount"]);
    }

    #[test]
    fn money_paid_back_comes_out_of_receipts_and_never_out_of_charges() {
        check_all(&[receipt(8, "", "1000"), receipt(9, "", "-300")], &[], &[], "9 pays back 300.00 of 8; 8 has 700.00: nothing_open");
        let charges = [charge(1, "A-1", "2026-01-31", "1000")];
        let exact = "8 pays 1000.00 of 1; 9 has -300.00: nothing_to_refund";
        check_all(&[receipt(8, "", "1000"), receipt(9, "", "-300")], &charges, &[], exact);
        let guessed = "8 pays 600.00 of 1; 9 pays back 300.00 of 8";
        check_all(&[receipt(8, "", "900"), receipt(9, "", "-300")], &charges, &[], guessed);
    }

    #[test]
    fn a_credit_is_set_off_only_where_the_rule_says_so() {
        let charges =
            [charge(1, "CN-1", "2026-01-31", "-200"), charge(2, "A-2", "2026-02-28", "150"), charge(3, "A-3", "2026-03-28", "150")];
        check_all(&[], &charges, &[], "1 takes 150.00 off 2; 1 takes 50.00 off 3");
        let proposal = propose(&Items { receipts: &[], charges: &charges, clearings: &[] }, &BTreeMap::new(), &rule(&ALL[..3]));
        assert_eq!(proposal, Proposal::default());
    }

    /// Whatever there is, no money appears or vanishes, and nothing is taken from a charge that it does not have.
    #[test]
    fn nothing_is_paid_that_is_not_there() {
        let mut seed = 7_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            i64::try_from((seed >> 33) % below).unwrap()
        };
        let words = ["INV-1", "INV-1-2", "A-100/A-200", "2026", "", "INV-1 A-100"];
        for _ in 0..2_000 {
            let day = |day: i64| format!("2026-{:02}-15", day % 6 + 1);
            let charges: Vec<_> = (0..next(5))
                .map(|at| charge(at + 1, words[usize::try_from(next(4)).unwrap()], &day(next(6)), &(next(9) * 10 - 20).to_string()))
                .collect();
            let clearings: Vec<_> = (0..next(4))
                .map(|at| clearing(at + 20, next(6) + 1, "INV-1", (&day(next(3)), &day(next(3) + 3)), &(next(5) * 10 + 10).to_string()))
                .collect();
            let receipts: Vec<_> = (0..next(5))
                .map(|at| receipt(at + 50, words[usize::try_from(next(6)).unwrap()], &(next(12) * 10 - 20).to_string()))
                .collect();
            let items = Items { receipts: &receipts, charges: &charges, clearings: &clearings };
            let proposal = propose(&items, &BTreeMap::new(), &rule(&ALL));
            for one in &receipts {
                let of = |receipt: EntryId| receipt == one.receipt;
                let paid = proposal.allocations.iter().filter(|paid| of(paid.receipt)).map(|paid| paid.amount).sum::<Amount>();
                let lent = proposal.refunds.iter().filter(|back| of(back.receipt)).map(|back| back.amount).sum::<Amount>();
                let back = proposal.refunds.iter().filter(|back| of(back.refund)).map(|back| back.amount).sum::<Amount>();
                let left = proposal.left.iter().filter(|left| of(left.receipt.receipt)).map(|left| left.receipt.open).sum::<Amount>();
                assert_eq!(one.open, paid + lent - back + left);
            }
            let cleared = clearings.iter().map(|one| one.amount).sum::<Amount>();
            let explained = proposal.explained.iter().map(|one| one.clearing.amount - one.left).sum::<Amount>();
            assert!(explained <= cleared && proposal.explained.iter().all(|one| !one.left.is_negative()));
            let mut taken = Amount::ZERO;
            for one in &charges {
                let paid = proposal.allocations.iter().filter(|paid| paid.charge == one.charge).map(|paid| paid.amount).sum::<Amount>();
                let of = proposal.explained.iter().filter(|known| known.clearing.charge == one.charge);
                let known = of.map(|known| known.clearing.amount - known.left).sum::<Amount>();
                let off = proposal.set_offs.iter().filter(|off| off.charge == one.charge).map(|off| off.amount).sum::<Amount>();
                let back = proposal.set_offs.iter().filter(|off| off.credit == one.charge).map(|off| off.amount).sum::<Amount>();
                let open = one.open - (paid - known) - off + back;
                assert_eq!(open.is_negative(), one.open.is_negative() && !open.is_zero(), "{one:?} {open}");
                taken += paid;
            }
            // What is paid of charges that were cleared as a whole is explained.
            let paid = proposal.allocations.iter().map(|paid| paid.amount).sum::<Amount>();
            let whole = proposal.explained.iter().filter(|one| charges.iter().all(|charge| charge.charge != one.clearing.charge));
            assert_eq!(paid - taken, whole.map(|one| one.clearing.amount - one.left).sum::<Amount>());
        }
    }
}
