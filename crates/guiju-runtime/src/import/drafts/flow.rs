//! Movements of money: which way a row's money went, and what comes of it.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use guiju_types::{Amount, Date, EntryKind};

use super::Reader;
use super::gives::{Flow, GivenEntry, Gives, RowCustomer};
use super::sorting::{FlowParts, Sorted, place};
use crate::import::Side;
use crate::import::cells::party::split_party;
use crate::import::customers::Customers;
use crate::import::plan::Plan;
use crate::import::reason::Problem;
use crate::import::targets::FlowPart;

impl Plan {
    /// Which way the money of a row went, and how much; the amount is never below zero.
    pub(super) fn side(&self, flow: &FlowParts) -> Result<(Side, Amount), Problem> {
        let rule = &self.recipe.flow;
        let status = flow.status.as_deref().unwrap_or_default();
        let (side, amount) = self.stated_side(flow)?;
        if amount.is_zero() || self.words.counts(status) == Some(false) {
            return Ok((Side::Neither, amount.abs()));
        }
        let is_turned = amount.is_negative() && !rule.signs_repeat;
        Ok((if is_turned { side.turned() } else { side }, amount.abs()))
    }

    fn stated_side(&self, flow: &FlowParts) -> Result<(Side, Amount), Problem> {
        let filled = |amount: Option<Amount>| amount.filter(|amount| !amount.is_zero());
        match (filled(flow.money_in), filled(flow.money_out), filled(flow.refund)) {
            (Some(_), Some(_), _) => {
                return Err(Problem::new(
                    "both_directions",
                    "收入和支出两列都有金额，看不出这笔钱是进还是出",
                    "both the column of money in and that of money out have an amount; which way it went cannot be told",
                ));
            }
            (Some(amount), None, _) => return Ok((Side::In, amount)),
            (None, Some(amount), _) => return Ok((Side::Out, amount)),
            (None, None, Some(amount)) => return Ok((Side::Out, amount)),
            (None, None, None) => {}
        }
        let Some(amount) = flow.amount else { return Ok((Side::Neither, Amount::ZERO)) };
        let left = flow.refunded.map_or(amount, |refunded| amount - refunded);
        if left.is_zero() && !amount.is_zero() {
            return Ok((Side::Neither, amount));
        }
        if !self.has_flow(FlowPart::Direction) {
            if let Some(own) = &self.recipe.flow.own_name {
                let is_own = |name: &Option<String>| name.as_ref().is_some_and(|name| name.trim() == own.trim());
                match (is_own(&flow.payer), is_own(&flow.payee)) {
                    (false, true) => return Ok((Side::In, left)),
                    (true, false) => return Ok((Side::Out, left)),
                    (true, true) => return Ok((Side::Neither, amount)),
                    (false, false) => {}
                }
            }
            let plus = flow.side.or(self.recipe.flow.plus).unwrap_or(Side::In);
            return Ok((plus, left));
        }
        let text = flow.direction.as_deref().unwrap_or_default();
        match self.words.direction(text) {
            // Counted as neither: with all of its amount, whatever went back of it.
            Some(Side::Neither) => Ok((Side::Neither, amount)),
            Some(side) => Ok((side, left)),
            None => {
                let shown: String = text.chars().take(20).collect();
                Err(Problem::new(
                    "direction_unclear",
                    format!("“{shown}”没有说明这笔钱是进还是出"),
                    format!("`{shown}` does not say whether this money came in or went out"),
                ))
            }
        }
    }
}

impl Reader<'_> {
    /// The party of a movement: who paid what came in, who was paid what went out.
    pub(super) fn flow_party(&self, sorted: &mut Sorted) {
        // Names and account numbers may share a cell; a name of nothing but signs is none.
        if let Some(name) = sorted.customer_name.take() {
            let is_name = name.chars().any(char::is_alphanumeric);
            sorted.customer_name = is_name.then(|| split_party(&name).0).filter(|name| !name.is_empty());
        }
        if sorted.customer_name.is_some() || sorted.customer_code.is_some() {
            return;
        }
        let side = self.plan.side(&sorted.flow).map(|(side, _)| side);
        sorted.customer_name = match side {
            Ok(Side::Out) => sorted.flow.payee.clone(),
            Ok(Side::In | Side::Neither) | Err(_) => sorted.flow.payer.clone(),
        };
    }

    /// What a movement gives: a receipt where money came in from somebody, a charge where the file is a ledger and says so.
    pub(super) fn flow(&self, sorted: &mut Sorted, _customers: &Customers, gives: &mut Gives, problems: &mut Vec<Problem>) {
        let receipt = sorted.entries.get_mut(place(EntryKind::Receipt)).map(std::mem::take).unwrap_or_default();
        let date = receipt.date.or(sorted.flow.posted);
        gives.facts.date = date;
        let currency = receipt.currency.or(sorted.flow.currency).unwrap_or(self.plan.base_currency);
        gives.facts.currency = Some(currency);
        if self.plan.has_flow(FlowPart::Direction)
            && let Ok((side, amount)) = self.plan.stated_side(&sorted.flow)
            && !amount.is_zero()
        {
            gives.facts.stated = Some((side, amount.is_negative()));
        }
        let (side, amount) = match self.plan.side(&sorted.flow) {
            Ok(found) => found,
            Err(problem) => {
                problems.push(problem);
                return;
            }
        };
        let account = {
            let mut hasher = DefaultHasher::new();
            (&sorted.flow.account, currency.as_str()).hash(&mut hasher);
            let by_party = self.plan.recipe.flow.out_gives.is_some();
            if by_party {
                gives.facts.party.hash(&mut hasher);
            }
            hasher.finish()
        };
        gives.facts.flow = Some(Flow { side, amount, balance: self.signed_balance(&sorted.flow), account });
        // What was owed before the first row, in a ledger of debts.
        if amount.is_zero() && sorted.flow.is_opening {
            let opening = sorted.flow.balance.unwrap_or(Amount::ZERO);
            let is_credit = sorted.flow.balance_side.as_deref().and_then(|text| self.plan.words.direction(text)) == Some(Side::In);
            if let (Some(date), false) = (date.or(self.plan.recipe.file.opened), opening.is_zero()) {
                let opening = if is_credit { -opening.abs() } else { opening };
                self.flow_entry(EntryKind::Charge, date, currency, opening, receipt, gives, problems);
                gives.warnings.push("opening_balance");
                return;
            }
        }
        let Some(date) = date else {
            if problems.is_empty() {
                problems.push(Problem::new("date_missing", "缺少交易日期", "the date of the transaction is empty"));
            }
            return;
        };
        match side {
            Side::Neither => gives.left_out = Some("neither"),
            Side::Out if self.plan.recipe.flow.out_gives.as_deref() != Some("charge") => gives.left_out = Some("out"),
            Side::Out => self.flow_entry(EntryKind::Charge, date, currency, amount, receipt, gives, problems),
            Side::In if matches!(gives.customer, RowCustomer::None) && gives.facts.party.is_none() => gives.left_out = Some("no_party"),
            Side::In => self.flow_entry(EntryKind::Receipt, date, currency, amount, receipt, gives, problems),
        }
    }

    /// A balance that stands on the credit side of a ledger is below zero.
    fn signed_balance(&self, flow: &FlowParts) -> Option<Amount> {
        let balance = flow.balance?;
        let side = flow.balance_side.as_deref().and_then(|text| self.plan.words.direction(text));
        // In a ledger of debts the debit side is what is owed: each debit adds to the balance, so that it runs against `change`.
        let is_ledger = self.plan.recipe.flow.out_gives.is_some();
        let balance = if side == Some(Side::In) && is_ledger { -balance.abs() } else { balance };
        Some(if is_ledger { -balance } else { balance })
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one entry, each of another type")]
    fn flow_entry(
        &self,
        kind: EntryKind,
        date: Date,
        currency: guiju_types::Currency,
        amount: Amount,
        parts: super::sorting::Parts,
        gives: &mut Gives,
        problems: &mut Vec<Problem>,
    ) {
        let drafted = self.draft(kind, date, currency, amount, parts.rate, gives.known_at);
        let mut draft = match drafted {
            Ok(draft) => draft,
            Err(problem) => {
                problems.push(problem);
                return;
            }
        };
        draft.number = parts.number;
        draft.note = parts.note;
        if kind == EntryKind::Receipt && matches!(gives.customer, RowCustomer::None) {
            // Who paid stays readable where nobody knows the payer.
            let party = gives.facts.party.clone().unwrap_or_default();
            draft.note = Some(match draft.note.take() {
                Some(note) => format!("{party} {note}"),
                None => party,
            });
            gives.warnings.push("unknown_payer");
        }
        if kind == EntryKind::Charge {
            let terms = self.plan.default_terms;
            draft.due_date = terms.and_then(|terms| terms.due(date));
            gives.warnings.push("due_from_terms");
        }
        gives.dates.push((kind.name().into(), date));
        gives.entries.push(GivenEntry { draft, charge_number: None, vendor: None });
    }
}
