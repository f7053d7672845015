//! What the ledger says, summed by the test itself from the entries: no query of the product is trusted for it.

use std::collections::BTreeMap;

use guiju_store::{RecordQuery, Store};
use guiju_types::{Amount, Currency, Date, Entry, EntryId, EntryKind, RecordId, Scope, Sequence, Value};

/// Money by currency, and what it is in the base currency.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sum {
    pub(crate) by_currency: BTreeMap<Currency, Amount>,
    pub(crate) base: Amount,
}

impl Sum {
    fn add(&mut self, entry: &Entry, is_less: bool) {
        let signed = |amount: Amount| if is_less { Amount::ZERO - amount } else { amount };
        let sum = self.by_currency.entry(entry.currency).or_default();
        *sum += signed(entry.amount);
        self.base += signed(entry.base_amount);
        self.by_currency.retain(|_, sum| !sum.is_zero());
    }
}

impl std::fmt::Display for Sum {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts: Vec<String> = self.by_currency.iter().map(|(currency, amount)| format!("{} {amount}", currency.as_str())).collect();
        write!(out, "{} ({})", if parts.is_empty() { "0".to_owned() } else { parts.join(" + ") }, self.base)
    }
}

/// What a customer owes on a day.
#[derive(Debug, Clone, Default)]
pub(crate) struct Owed {
    pub(crate) open: Sum,
    /// Open charges that were due before the day, in the base currency.
    pub(crate) late: Amount,
    /// Received and not allocated.
    pub(crate) free: Sum,
}

pub(crate) struct Ledger {
    pub(crate) entries: Vec<Entry>,
    /// Code and name of each customer.
    pub(crate) customers: BTreeMap<RecordId, (String, String)>,
}

impl Ledger {
    pub(crate) fn of(store: &Store) -> Self {
        let mut entries = Vec::new();
        let each = &mut |entry| {
            entries.push(entry);
            Ok(())
        };
        store.entries_after(Sequence(0), each).unwrap();
        let query = RecordQuery { limit: 1_000, ..RecordQuery::new("customer") };
        let records = store.records(&Scope::Company, &query).unwrap().items;
        let text = |value: &Value| if let Value::Text(text) = value { text.clone() } else { String::new() };
        let named = records.iter().map(|record| (record.id, (text(record.fields.get("code")), text(record.fields.get("name")))));
        Self { entries, customers: named.collect() }
    }

    /// What every customer owes on a day; `None`: entries without a customer.
    pub(crate) fn owed(&self, day: Date) -> BTreeMap<Option<RecordId>, Owed> {
        let mut all: BTreeMap<Option<RecordId>, Owed> = self.customers.keys().map(|id| (Some(*id), Owed::default())).collect();
        let mut charges: BTreeMap<EntryId, (Option<RecordId>, Option<Date>, Sum)> = BTreeMap::new();
        for entry in self.entries.iter().filter(|entry| entry.business_date <= day) {
            let owed = all.entry(entry.customer).or_default();
            if let Some(charge) = entry.charge.filter(|_| entry.kind == EntryKind::Charge || entry.kind.is_settlement()) {
                owed.open.add(entry, entry.kind.is_settlement());
                let item = charges.entry(charge).or_default();
                item.0 = item.0.or(entry.customer);
                item.1 = item.1.or(entry.due_date);
                item.2.add(entry, entry.kind.is_settlement());
            }
            if entry.kind == EntryKind::Receipt || entry.kind == EntryKind::Allocation {
                owed.free.add(entry, entry.kind == EntryKind::Allocation);
            }
        }
        for (customer, due, sum) in charges.into_values() {
            if due.is_some_and(|due| due < day) && !sum.base.is_negative() {
                all.entry(customer).or_default().late += sum.base;
            }
        }
        all.retain(|customer, owed| customer.is_some() || !owed.open.by_currency.is_empty() || !owed.free.by_currency.is_empty());
        all
    }

    /// The sum of entries of a kind on the charges (or, for receipts, the receipts) that have a number; invoices' numbers count, too.
    pub(crate) fn by_number(&self, number: &str, is_counted: impl Fn(EntryKind) -> Option<bool>) -> Option<Sum> {
        let named = |entry: &&Entry| entry.number.as_deref() == Some(number) && entry.reverses.is_none();
        let ids: Vec<EntryId> = self.entries.iter().filter(named).filter_map(|entry| entry.charge.or(entry.receipt)).collect();
        let mut sum = Sum::default();
        for entry in self.entries.iter().filter(|entry| entry.charge.or(entry.receipt).is_some_and(|id| ids.contains(&id))) {
            if let Some(is_less) = is_counted(entry.kind) {
                sum.add(entry, is_less);
            }
        }
        (!ids.is_empty()).then_some(sum)
    }

    /// The entries that were not taken back.
    pub(crate) fn live(&self) -> impl Iterator<Item = &Entry> {
        let gone: Vec<EntryId> = self.entries.iter().filter_map(|entry| entry.reverses).collect();
        self.entries.iter().filter(move |entry| entry.reverses.is_none() && !gone.contains(&entry.id))
    }

    /// When the charges of a number fall due.
    pub(crate) fn due(&self, number: &str) -> Vec<Date> {
        let named =
            |entry: &&Entry| entry.number.as_deref() == Some(number) && matches!(entry.kind, EntryKind::Charge | EntryKind::Invoice);
        let mut dates: Vec<(EntryId, Date)> =
            self.live().filter(named).filter_map(|entry| Some((entry.charge?, entry.due_date?))).collect();
        dates.sort();
        dates.dedup();
        dates.into_iter().map(|(_, due)| due).collect()
    }
}
