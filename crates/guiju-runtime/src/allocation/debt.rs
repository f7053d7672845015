//! What a receipt can pay of a charge: what is open on it, and what a clearing says was settled by nobody knows what.

use std::collections::BTreeMap;

use guiju_store::{Clearing, OpenCharge};
use guiju_types::{AllocationMethod, Amount, Date, EntryId};

/// A charge with what is open on it and what was cleared of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Debt {
    /// The charge with what is open on it; nothing, where it was cleared as a whole.
    pub charge: OpenCharge,
    /// What was cleared of it, the earliest first.
    pub cleared: Vec<Cleared>,
}

/// A clearing, or what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleared {
    /// The clearing.
    pub clearing: Clearing,
    /// What nothing has explained yet.
    pub left: Amount,
    /// The same in the base currency.
    pub left_base: Amount,
}

impl Debt {
    /// The charges on which something is open or cleared, in the order in which they are paid: due first, then issued first.
    #[must_use]
    pub fn all(charges: &[OpenCharge], clearings: &[Clearing]) -> Vec<Self> {
        let mut debts: BTreeMap<EntryId, Self> =
            charges.iter().map(|charge| (charge.charge, Self { charge: charge.clone(), cleared: Vec::new() })).collect();
        for clearing in clearings {
            let debt = debts.entry(clearing.charge).or_insert_with(|| Self { charge: closed(clearing), cleared: Vec::new() });
            debt.cleared.push(Cleared { clearing: clearing.clone(), left: clearing.amount, left_base: clearing.base_amount });
        }
        let mut debts: Vec<Self> = debts.into_values().collect();
        for debt in &mut debts {
            debt.cleared.sort_by_key(|cleared| (cleared.clearing.earliest, cleared.clearing.entry));
        }
        debts.sort_by_key(|debt| (debt.charge.due.unwrap_or(debt.charge.date), debt.charge.date, debt.charge.charge));
        debts
    }

    /// What a payment of a day can take: what it can explain, and what is open.
    #[must_use]
    pub fn room(&self, date: Date, method: AllocationMethod) -> Amount {
        let open = if self.charge.open.is_negative() { Amount::ZERO } else { self.charge.open };
        self.explainable(date, method).map(|cleared| cleared.left).sum::<Amount>() + open
    }

    /// Whether an amount alone tells that a payment of a day is meant for this charge: it is what is open, or, where the payment came while
    /// something was cleared, what was cleared, or both together.
    #[must_use]
    pub fn fits(&self, date: Date, amount: Amount) -> bool {
        let cleared: Vec<Amount> = self.explainable(date, AllocationMethod::ExactAmount).map(|cleared| cleared.left).collect();
        if cleared.is_empty() {
            return self.charge.open == amount;
        }
        let all = cleared.iter().copied().sum::<Amount>();
        cleared.contains(&amount) || all == amount || self.room(date, AllocationMethod::ExactAmount) == amount
    }

    fn explainable(&self, date: Date, method: AllocationMethod) -> impl Iterator<Item = &Cleared> {
        self.cleared.iter().filter(move |cleared| cleared.may_be(date, method))
    }

    /// Takes up to `most` of it: of what was cleared first, then of what is open. Gives what was taken, and the same in the base currency.
    pub fn take(&mut self, most: Amount, date: Date, method: AllocationMethod) -> (Amount, Amount) {
        let (mut taken, mut base) = (Amount::ZERO, Amount::ZERO);
        for cleared in self.cleared.iter_mut().filter(|cleared| cleared.may_be(date, method)) {
            let (part, part_base) = cleared.take(most - taken);
            (taken, base) = (taken + part, base + part_base);
        }
        let rest = self.charge.open.min(most - taken);
        if !rest.is_zero() && !rest.is_negative() {
            let share = share(&self.charge, rest);
            self.charge.open = self.charge.open - rest;
            self.charge.open_base = self.charge.open_base - share;
            (taken, base) = (taken + rest, base + share);
        }
        (taken, base)
    }
}

impl Cleared {
    /// Whether money of a day may be what cleared it. What names the charge may be older than the list that still had it (it was on its way); what
    /// is chosen by its amount or its age has to fall between the two lists.
    pub(super) fn may_be(&self, date: Date, method: AllocationMethod) -> bool {
        let is_named = match method {
            AllocationMethod::File | AllocationMethod::Reference | AllocationMethod::Manual => true,
            AllocationMethod::ExactAmount
            | AllocationMethod::OldestFirst
            | AllocationMethod::SetOff
            | AllocationMethod::Refund
            | AllocationMethod::Freed => false,
        };
        !self.left.is_zero() && date <= self.clearing.latest && (is_named || date >= self.clearing.earliest)
    }

    /// Takes up to `most` of it.
    pub(super) fn take(&mut self, most: Amount) -> (Amount, Amount) {
        let part = self.left.min(most);
        if part.is_zero() || part.is_negative() {
            return (Amount::ZERO, Amount::ZERO);
        }
        let base = ratio(self.left_base, part, self.left);
        (self.left, self.left_base) = (self.left - part, self.left_base - base);
        (part, base)
    }

    /// Whether a part of it was explained.
    pub(super) fn is_touched(&self) -> bool {
        self.left != self.clearing.amount
    }
}

/// The share of a base amount that a part of an amount has; the last part takes the remainder.
pub(super) fn ratio(base: Amount, part: Amount, whole: Amount) -> Amount {
    if part == whole { base } else { base.checked_ratio(part.parts(), whole.parts()).unwrap_or(part) }
}

/// The base amount of what settles a part of a charge: its share of the charge's; what settles it takes the remainder.
#[must_use]
pub fn share(charge: &OpenCharge, amount: Amount) -> Amount {
    if amount == charge.open { charge.open_base } else { ratio(charge.base_amount, amount, charge.amount) }
}

/// A charge of which nothing is open.
fn closed(clearing: &Clearing) -> OpenCharge {
    OpenCharge {
        charge: clearing.charge,
        customer: clearing.customer,
        order: None,
        number: clearing.number.clone(),
        date: clearing.charge_date,
        due: clearing.due,
        currency: clearing.currency,
        amount: clearing.amount,
        base_amount: clearing.base_amount,
        open: Amount::ZERO,
        open_base: Amount::ZERO,
    }
}
