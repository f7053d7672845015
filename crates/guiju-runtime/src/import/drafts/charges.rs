//! The charges of a row, with their invoices and what was paid of them.

use guiju_types::{Amount, Currency, Date, EntryDraft, EntryKind, EntryLink};

use super::Reader;
use super::entries::{amount_in, by_currency};
use super::gives::{GivenEntry, Gives, RowCustomer};
use super::sorting::{Parts, Sorted, place};
use crate::import::customers::Customers;
use crate::import::reason::Problem;
use crate::import::targets::{Part, Target};

impl Reader<'_> {
    /// The charges of a row with their invoices, receipts and allocations. `charges` gets the places of the charges.
    pub(super) fn charges(
        &self,
        sorted: &mut Sorted,
        customers: &Customers,
        gives: &mut Gives,
        problems: &mut Vec<Problem>,
        charges: &mut Vec<usize>,
    ) {
        let charge = sorted.entries.get_mut(place(EntryKind::Charge)).map(std::mem::take).unwrap_or_default();
        let invoice = sorted.entries.get_mut(place(EntryKind::Invoice)).map(std::mem::take).unwrap_or_default();
        let receipt = sorted.entries.get_mut(place(EntryKind::Receipt)).map(std::mem::take).unwrap_or_default();
        let mut amounts = by_currency(
            if charge.amounts.is_empty() { &invoice.amounts } else { &charge.amounts },
            charge.currency.or(invoice.currency),
            self.plan.base_currency,
        );
        if let (true, Some(net)) = (amounts.is_empty() && self.plan.adds_tax(), gives.facts.net) {
            let gross = net.checked_add(gives.facts.tax.unwrap_or(Amount::ZERO)).unwrap_or(net);
            amounts.push((charge.currency.or(invoice.currency).unwrap_or(self.plan.base_currency), gross));
        }
        let mut open = by_currency(&charge.open, charge.currency, self.plan.base_currency);
        // In a list of open items nothing in the column of what is open means that nothing is.
        if self.plan.recipe.replaces && open.is_empty() && self.plan.has(EntryKind::Charge, Part::Open) {
            open = amounts.iter().map(|(currency, _)| (*currency, Amount::ZERO)).collect();
        }
        let mut paid = by_currency(&receipt.amounts, receipt.currency.or(charge.currency), self.plan.base_currency);
        let gives_paid = self.plan.has(EntryKind::Receipt, Part::Amount);
        if amounts.is_empty() && !open.is_empty() {
            amounts = open.iter().map(|(currency, open)| (*currency, *open + amount_in(&paid, *currency))).collect();
        } else if !open.is_empty() && !gives_paid {
            paid = amounts
                .iter()
                .map(|(currency, amount)| (*currency, *amount - amount_in(&open, *currency)))
                .filter(|(_, paid)| !paid.is_zero())
                .collect();
        }
        // What was settled, and nobody says how or when.
        let is_cleared = self.plan.recipe.kind.is_some() && receipt.date.is_none() && !self.plan.has(EntryKind::Receipt, Part::Date);
        if !open.is_empty()
            && gives_paid
            && !is_cleared
            && open.iter().any(|(currency, open)| amount_in(&amounts, *currency) - amount_in(&paid, *currency) != *open)
        {
            gives.warnings.push("open_differs");
        }
        let needs = |problems: &mut Vec<Problem>, code: &'static str, zh: &str, en: &str, target: Target| {
            let problem = Problem::new(code, zh, en);
            problems.push(match self.plan.column_of(&target) {
                Some(column) => problem.at(column),
                None => problem,
            });
        };
        if amounts.is_empty() {
            needs(problems, "amount_missing", "缺少应收金额", "the amount is empty", Target::Entry(EntryKind::Charge, Part::Amount));
        }
        let Some(date) = charge.date.or(invoice.date) else {
            // A cell that was there and could not be read has its own problem.
            if problems.is_empty() {
                needs(
                    problems,
                    "date_missing",
                    "缺少应收日期",
                    "the date of the charge is empty",
                    Target::Entry(EntryKind::Charge, Part::Date),
                );
            }
            return;
        };
        if matches!(gives.customer, RowCustomer::None) && problems.is_empty() {
            needs(
                problems,
                "customer_missing",
                "应收没有客户",
                "a charge without a customer",
                Target::Entry(EntryKind::Charge, Part::Number),
            );
        }
        // Where a due date stands, nobody has to understand the terms beside it.
        if let (Some(problem), None) = (&charge.terms_unclear, charge.due) {
            problems.push(problem.clone());
        }
        let ruled = match &gives.customer {
            RowCustomer::Known(found, ..) => customers.ruled_terms(found.slot(), date),
            RowCustomer::None | RowCustomer::New { .. } => None,
        };
        let terms = charge.terms.or(ruled).or_else(|| self.customer_terms(&gives.customer, customers)).or(self.plan.default_terms);
        let due = charge.due.or_else(|| {
            gives.warnings.push("due_from_terms");
            terms.and_then(|terms| terms.due(date))
        });
        if due.is_some_and(|due| due < date) {
            gives.warnings.push("due_before_date");
        }
        let settles_whole = !gives_paid && open.is_empty() && receipt.date.is_some() && self.plan.entries.contains(&EntryKind::Receipt);
        let number = charge.number.clone().or_else(|| invoice.number.clone());
        let rate = charge.rate.or(invoice.rate);
        // A charge and its invoice each, and no more room: most rows have just one pair, and thousands of them wait to be written.
        gives.entries.reserve_exact(2 * amounts.len());
        for (currency, amount) in amounts {
            if amount.is_zero() {
                gives.warnings.push("zero_amount");
                continue;
            }
            let rate = rate.or_else(|| implied_rate(gives.facts.base, amount).filter(|_| currency != self.plan.base_currency));
            let mut draft = match self.draft(EntryKind::Charge, date, currency, amount, rate, gives.known_at) {
                Ok(draft) => draft,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            // What the file says that it is worth is what it was booked at; that it is amount times rate is checked apart.
            if let Some(stated) = gives.facts.base.filter(|_| currency != self.plan.base_currency && !charge.amounts.is_empty()) {
                draft.base_amount = stated;
            }
            draft.number.clone_from(&number);
            draft.due_date = due;
            draft.note.clone_from(&charge.note);
            let base = draft.base_amount;
            let at = gives.entries.len();
            charges.push(at);
            gives.dates.push(("charge".into(), date));
            gives.entries.push(GivenEntry { draft, charge_number: None, vendor: None });
            if amount.is_negative() {
                gives.warnings.push("negative_amount");
            }
            if invoice.number.is_some() && self.plan.entries.contains(&EntryKind::Invoice) {
                let mut paper = EntryDraft::new(EntryKind::Invoice, invoice.date.unwrap_or(date), amount);
                paper.currency = currency;
                paper.base_amount = base;
                paper.number.clone_from(&invoice.number);
                paper.charge = Some(EntryLink::Draft(at));
                paper.known_at = self.known_at(gives.known_at, paper.business_date);
                gives.entries.push(GivenEntry { draft: paper, charge_number: None, vendor: None });
            }
            let paid = if settles_whole { amount } else { amount_in(&paid, currency) };
            if is_cleared {
                self.cleared(at, (currency, amount, base, date), paid, gives);
                continue;
            }
            let rate = receipt.rate.or(rate);
            self.paid(&receipt, rate, at, (currency, amount, base, date), paid, gives, problems);
        }
    }

    /// What of a charge is settled in a way that the list does not say: between its date and the day of the list.
    fn cleared(&self, charge: usize, (currency, amount, base, date): (Currency, Amount, Amount, Date), settled: Amount, gives: &mut Gives) {
        if settled.is_zero() || settled.is_negative() != amount.is_negative() {
            return;
        }
        // Without a day of the list, today: it was settled by now, and the day of the charge says nothing of when.
        let latest = self.plan.recipe.file.as_of.unwrap_or_else(|| jiff::tz::TimeZone::UTC.to_datetime(self.now).date()).max(date);
        let mut draft = EntryDraft::new(EntryKind::Clearing, latest, settled);
        draft.currency = currency;
        draft.base_amount = if settled == amount { base } else { base.checked_ratio(settled.parts(), amount.parts()).unwrap_or(settled) };
        draft.earliest = Some(date);
        draft.charge = Some(EntryLink::Draft(charge));
        draft.known_at = self.known_at(gives.known_at, latest);
        gives.warnings.push("settled_unknown");
        gives.entries.push(GivenEntry { draft, charge_number: None, vendor: None });
    }

    /// The receipt of a charge in the same row, with its allocation.
    #[expect(clippy::too_many_arguments, reason = "a charge, what pays it, and where both go")]
    pub(super) fn paid(
        &self,
        receipt: &Parts,
        rate: Option<i64>,
        charge: usize,
        (currency, amount, base, date): (Currency, Amount, Amount, Date),
        paid: Amount,
        gives: &mut Gives,
        problems: &mut Vec<Problem>,
    ) {
        if paid.is_zero() {
            return;
        }
        if amount.is_negative() != paid.is_negative() {
            let problem = Problem::new(
                "negative_receipt",
                "收款与应收的正负号不同（退款？）：请分开记录",
                "the charge and what was paid on it have different signs (a refund?): record them apart",
            );
            problems.push(problem);
            return;
        }
        if paid.is_negative() {
            gives.warnings.push("settled_credit");
        }
        let Some(paid_on) = receipt.date else {
            if problems.is_empty() {
                let problem = Problem::new(
                    "receipt_date_missing",
                    "有已收金额而没有收款日期；可在方案的 constants 中给出 \"receipt.date\"",
                    "an amount was paid and no date says when; the recipe may give `receipt.date` under `constants`",
                );
                problems.push(problem);
            }
            return;
        };
        if paid_on < date {
            gives.warnings.push("paid_before_charge");
        }
        let mut money = match self.draft(EntryKind::Receipt, paid_on, currency, paid, rate, gives.known_at) {
            Ok(money) => money,
            Err(problem) => {
                problems.push(problem);
                return;
            }
        };
        money.number.clone_from(&receipt.number);
        money.note.clone_from(&receipt.note);
        let is_over = paid.abs() > amount.abs();
        let allocated = if is_over { amount } else { paid };
        if is_over {
            gives.warnings.push("overpaid");
        }
        let share = if allocated == amount { Some(base) } else { base.checked_ratio(allocated.parts(), amount.parts()) };
        let known_at = money.known_at;
        let receipt_at = gives.entries.len();
        gives.dates.push(("receipt".into(), paid_on));
        gives.dates.push(("settlement".into(), paid_on));
        gives.entries.push(GivenEntry { draft: money, charge_number: None, vendor: None });
        let mut allocation = EntryDraft::new(EntryKind::Allocation, paid_on, allocated);
        allocation.currency = currency;
        allocation.base_amount = share.unwrap_or(allocated);
        allocation.charge = Some(EntryLink::Draft(charge));
        allocation.receipt = Some(EntryLink::Draft(receipt_at));
        allocation.method = Some(guiju_types::AllocationMethod::File);
        allocation.known_at = known_at;
        gives.entries.push(GivenEntry { draft: allocation, charge_number: None, vendor: None });
    }
}

/// The rate that follows from an amount and its worth in the base currency.
fn implied_rate(base: Option<Amount>, amount: Amount) -> Option<i64> {
    let base = base.filter(|base| !base.is_zero() && !amount.is_zero() && base.is_negative() == amount.is_negative())?;
    let rate = i128::from(base.parts()).checked_mul(i128::from(guiju_store::ONE_AS_RATE))? / i128::from(amount.parts());
    i64::try_from(rate).ok().filter(|rate| *rate > 0)
}
