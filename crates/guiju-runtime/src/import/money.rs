//! What a reading of a file amounts to: sums by what rows give, and by party.

use std::collections::{BTreeMap, HashMap};

use guiju_types::{Amount, Currency, EntryKind};
use serde::{Deserialize, Serialize};

use super::drafts::Gives;
use super::reason::Problem;

/// Parties that are told one by one.
const TOLD: usize = 1_000;
/// Parties that are added up; what comes after them counts in the sums only.
const MOST_PARTIES: usize = 200_000;

/// What a file amounts to.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Money {
    /// By what rows give: `charged`, `open`, `received`, `credited`, `written_off`, `cost`; of files with both directions `in`, `out`, `neither`.
    pub lines: BTreeMap<String, Line>,
    /// By party, the largest first.
    pub by_party: Vec<PartyMoney>,
}

/// Rows of one sort.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Line {
    /// How many.
    pub rows: u64,
    /// What they add up to, by currency.
    pub sum: BTreeMap<Currency, Amount>,
}

/// What a file says of one party in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartyMoney {
    /// The name or code as the file has it.
    pub party: String,
    /// The currency.
    pub currency: Currency,
    /// New debts.
    pub charged: Amount,
    /// Money received.
    pub received: Amount,
    /// Debts taken back or given up.
    pub credited: Amount,
    /// What the file says that is owed: charged, less received of these charges, less credited.
    pub owes: Amount,
}

/// Money in the making.
#[derive(Debug, Default)]
pub(crate) struct Counting {
    lines: BTreeMap<&'static str, Line>,
    parties: HashMap<(String, Currency), PartyMoney>,
}

impl Counting {
    /// A row that was read; of one that is refused only what moved is counted.
    pub(crate) fn row(&mut self, gives: &Gives, problems: &[Problem]) {
        let facts = &gives.facts;
        let comes_in = problems.is_empty();
        if problems.iter().any(|problem| problem.code != "rate_missing") {
            return;
        }
        if let (Some(flow), Some(currency)) = (&facts.flow, facts.currency) {
            self.add(flow.side.name(), currency, flow.amount);
        } else if let Some(reason) = gives.left_out {
            self.lines.entry(reason).or_default().rows += 1;
        }
        if gives.left_out.is_some() || !comes_in {
            return;
        }
        if let (Some(open), Some(currency)) = (facts.open, gives.all_entries().next().map(|entry| entry.draft.currency)) {
            self.add("open", currency, open);
        }
        let party = facts.party.as_deref().unwrap_or_default();
        for entry in gives.all_entries() {
            let (currency, amount) = (entry.draft.currency, entry.draft.amount);
            let line = match entry.draft.kind {
                EntryKind::Charge => "charged",
                EntryKind::Receipt => "received",
                EntryKind::CreditNote => "credited",
                EntryKind::WriteOff => "written_off",
                EntryKind::Cost => "cost",
                EntryKind::Clearing => "cleared",
                EntryKind::Bill | EntryKind::Confirmation | EntryKind::Invoice | EntryKind::Allocation => continue,
            };
            self.add(line, currency, amount);
            let key = (party.to_owned(), currency);
            if self.parties.len() >= MOST_PARTIES && !self.parties.contains_key(&key) {
                continue;
            }
            let known = self.parties.entry(key).or_insert_with(|| PartyMoney {
                party: party.to_owned(),
                currency,
                charged: Amount::ZERO,
                received: Amount::ZERO,
                credited: Amount::ZERO,
                owes: Amount::ZERO,
            });
            match entry.draft.kind {
                EntryKind::Charge => {
                    known.charged = sum(known.charged, amount);
                    known.owes = sum(known.owes, amount);
                }
                EntryKind::Receipt => {
                    known.received = sum(known.received, amount);
                    known.owes = sum(known.owes, -amount);
                }
                EntryKind::CreditNote | EntryKind::WriteOff | EntryKind::Clearing => {
                    known.credited = sum(known.credited, amount);
                    known.owes = sum(known.owes, -amount);
                }
                EntryKind::Bill | EntryKind::Confirmation | EntryKind::Invoice | EntryKind::Allocation | EntryKind::Cost => {}
            }
        }
    }

    fn add(&mut self, line: &'static str, currency: Currency, amount: Amount) {
        let line = self.lines.entry(line).or_default();
        line.rows += 1;
        let known = line.sum.entry(currency).or_insert(Amount::ZERO);
        *known = sum(*known, amount);
    }

    /// The sums, with the parties that matter most.
    pub(crate) fn finish(&self) -> Money {
        let mut by_party: Vec<PartyMoney> = self.parties.values().cloned().collect();
        let size = |party: &PartyMoney| party.charged.abs().max(party.received.abs()).max(party.credited.abs());
        by_party.sort_by(|one, other| {
            size(other).cmp(&size(one)).then_with(|| one.party.cmp(&other.party)).then_with(|| one.currency.cmp(&other.currency))
        });
        by_party.truncate(TOLD);
        Money { lines: self.lines.iter().map(|(name, line)| ((*name).to_owned(), line.clone())).collect(), by_party }
    }
}

fn sum(one: Amount, other: Amount) -> Amount {
    one.checked_add(other).unwrap_or(one)
}
