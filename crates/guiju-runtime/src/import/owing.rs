//! What an import changes in what customers owe: before, what comes in, after. Counted from the entries that are written, or would be.

use std::collections::{BTreeMap, HashMap};

use guiju_store::Store;
use guiju_types::{Amount, Currency, EntryDraft, EntryId, EntryKind, EntryLink, RecordId, Scope};
use serde::{Deserialize, Serialize};

use super::ImportError;
use super::customers::CUSTOMER;

/// Customers that are told one by one.
const TOLD: usize = 200;
/// Customers whose balance is asked for the totals; of more there are none.
const MOST_ASKED: usize = 20_000;
/// Customers that are added up one by one.
const MOST_CUSTOMERS: usize = 200_000;

/// What customers owe before and after an import.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Owing {
    /// Of all customers that the file changes, by currency.
    pub totals: Vec<CurrencyOwing>,
    /// Of those whose balance it changes most.
    pub customers: Vec<CustomerOwing>,
    /// Money that came in from nobody who is known.
    pub without_customer: BTreeMap<Currency, Amount>,
}

/// What all customers of a file owe in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CurrencyOwing {
    /// The currency.
    pub currency: Currency,
    /// How many customers.
    pub customers: u64,
    /// What they owed before; `None` where they are too many to be asked for.
    pub before: Option<Amount>,
    /// New debts.
    pub charged: Amount,
    /// Money received.
    pub received: Amount,
    /// Debts taken back, given up, or settled in a way that nobody knows.
    pub credited: Amount,
    /// What they owe after.
    pub after: Option<Amount>,
}

/// What a customer owes in one currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomerOwing {
    /// Its code; `None` for one that a dry run would make.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
    /// Whether the import makes it.
    pub is_new: bool,
    /// The currency.
    pub currency: Currency,
    /// What it owed before.
    pub before: Amount,
    /// New debts.
    pub charged: Amount,
    /// Money received.
    pub received: Amount,
    /// Debts taken back, given up, or settled in a way that nobody knows.
    pub credited: Amount,
    /// What it owes after.
    pub after: Amount,
}

/// What entries change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Change {
    charged: Amount,
    received: Amount,
    credited: Amount,
}

impl Change {
    fn add(&mut self, other: Self) {
        self.charged = plus(self.charged, other.charged);
        self.received = plus(self.received, other.received);
        self.credited = plus(self.credited, other.credited);
    }

    fn sum(&self) -> Amount {
        plus(plus(self.charged, -self.received), -self.credited)
    }

    fn size(&self) -> Amount {
        self.charged.abs().max(self.received.abs()).max(self.credited.abs())
    }
}

fn plus(one: Amount, other: Amount) -> Amount {
    one.checked_add(other).unwrap_or(one)
}

/// The changes of entries, in the making.
#[derive(Debug, Default)]
pub(crate) struct Changes(BTreeMap<(Option<RecordId>, Currency), Change>);

impl Changes {
    /// Those of drafts. What stands on a charge is its customer's: of one of the drafts, or as `charged_to` knows.
    pub(crate) fn note(&mut self, drafts: &[EntryDraft], charged_to: impl Fn(EntryId) -> Option<RecordId>) {
        for draft in drafts {
            let mut change = Change::default();
            match draft.kind {
                EntryKind::Charge => change.charged = draft.amount,
                EntryKind::Receipt => change.received = draft.amount,
                EntryKind::CreditNote | EntryKind::WriteOff | EntryKind::Clearing => change.credited = draft.amount,
                EntryKind::Bill | EntryKind::Confirmation | EntryKind::Invoice | EntryKind::Allocation | EntryKind::Cost => continue,
            }
            let customer = draft.customer.or_else(|| match draft.charge {
                Some(EntryLink::Draft(at)) => drafts.get(at).and_then(|charge| charge.customer),
                Some(EntryLink::Id(charge)) => charged_to(charge),
                None => None,
            });
            let key = (customer, draft.currency);
            if self.0.len() < MOST_CUSTOMERS || self.0.contains_key(&key) {
                self.0.entry(key).or_default().add(change);
            }
        }
    }

    /// Those of others, too.
    pub(crate) fn add(&mut self, other: Self) {
        for (key, change) in other.0 {
            self.0.entry(key).or_default().add(change);
        }
    }
}

/// Everything that is counted of an import.
#[derive(Debug, Default)]
pub(crate) struct OwingCount {
    changes: Changes,
    /// Customers that the import makes, by their (in a dry run preliminary) ids.
    made: HashMap<RecordId, String>,
    /// Whether the ledger had nothing before, so that nobody owed anything.
    is_first: bool,
}

impl OwingCount {
    pub(crate) fn new(is_first: bool) -> Self {
        Self { is_first, ..Self::default() }
    }

    pub(crate) fn note(&mut self, changes: Changes) {
        self.changes.add(changes);
    }

    /// A customer that the import makes.
    pub(crate) fn made(&mut self, customer: RecordId, name: &str) {
        if self.made.len() < MOST_CUSTOMERS {
            self.made.insert(customer, name.to_owned());
        }
    }

    /// What comes of it, with the last entries that are not written yet. `is_written`: the others are in the ledger already.
    pub(crate) fn finish(&self, store: &Store, is_written: bool, last: &[EntryDraft]) -> Result<Owing, ImportError> {
        let mut all = Changes::default();
        all.note(last, |_| None);
        for (key, change) in &self.changes.0 {
            all.0.entry(*key).or_default().add(*change);
        }
        let mut owing = Owing::default();
        let mut ordered: Vec<(RecordId, Currency, Change)> = Vec::new();
        for ((customer, currency), change) in &all.0 {
            match customer {
                Some(customer) => ordered.push((*customer, *currency, *change)),
                None if change.received.is_zero() => {}
                None => {
                    owing.without_customer.insert(*currency, change.received);
                }
            }
        }
        ordered.sort_by(|one, other| other.2.size().cmp(&one.2.size()).then_with(|| (one.0, one.1).cmp(&(other.0, other.1))));
        let before = self.before(store, is_written, &ordered)?;
        let is_told = ordered.len() <= MOST_ASKED;
        owing.totals = totals(&ordered, |customer, currency| before.get(&(customer, currency)).copied().unwrap_or(Amount::ZERO), is_told);
        ordered.truncate(TOLD);
        let known: Vec<RecordId> = ordered.iter().map(|(customer, ..)| *customer).filter(|customer| customer.0 > 0).collect();
        let names: HashMap<RecordId, (String, String)> = store
            .records_by_id(&Scope::Company, CUSTOMER, &known)?
            .into_iter()
            .map(|record| {
                let text = |field: &str| record.fields.text(field).unwrap_or_default().to_owned();
                (record.id, (text("code"), text("name")))
            })
            .collect();
        owing.customers = ordered
            .into_iter()
            .map(|(customer, currency, change)| {
                let before = before.get(&(customer, currency)).copied().unwrap_or(Amount::ZERO);
                let made = self.made.get(&customer);
                let (code, name) = names.get(&customer).map(|(code, name)| (Some(code.clone()), name.clone())).unwrap_or_default();
                CustomerOwing {
                    code,
                    name: if name.is_empty() { made.cloned().unwrap_or_default() } else { name },
                    is_new: made.is_some(),
                    currency,
                    before,
                    charged: change.charged,
                    received: change.received,
                    credited: change.credited,
                    after: plus(before, change.sum()),
                }
            })
            .collect();
        Ok(owing)
    }

    /// What they owed before the import.
    fn before(
        &self,
        store: &Store,
        is_written: bool,
        ordered: &[(RecordId, Currency, Change)],
    ) -> Result<HashMap<(RecordId, Currency), Amount>, ImportError> {
        if self.is_first {
            return Ok(HashMap::new());
        }
        let asked = if ordered.len() > MOST_ASKED { TOLD } else { ordered.len() };
        let mut customers: Vec<RecordId> =
            ordered.iter().take(asked).map(|(customer, ..)| *customer).filter(|customer| customer.0 > 0).collect();
        customers.sort_unstable();
        customers.dedup();
        let mut before = HashMap::new();
        for owed in store.owed(&Scope::Company, &customers)? {
            let key = (owed.customer, owed.currency);
            let own = self.changes.0.get(&(Some(owed.customer), owed.currency)).filter(|_| is_written);
            before.insert(key, plus(owed.amount, -own.map(Change::sum).unwrap_or_default()));
        }
        Ok(before)
    }
}

fn totals(ordered: &[(RecordId, Currency, Change)], before: impl Fn(RecordId, Currency) -> Amount, is_told: bool) -> Vec<CurrencyOwing> {
    let mut totals: BTreeMap<Currency, (u64, Amount, Change)> = BTreeMap::new();
    for (customer, currency, change) in ordered {
        let total = totals.entry(*currency).or_default();
        total.0 += 1;
        total.1 = plus(total.1, before(*customer, *currency));
        total.2.add(*change);
    }
    totals
        .into_iter()
        .map(|(currency, (customers, before, change))| CurrencyOwing {
            currency,
            customers,
            before: is_told.then_some(before),
            charged: change.charged,
            received: change.received,
            credited: change.credited,
            after: is_told.then(|| plus(before, change.sum())),
        })
        .collect()
}
