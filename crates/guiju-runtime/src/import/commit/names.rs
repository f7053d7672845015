//! Names of the records of small types, so that a file may name them by key or by name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use guiju_rulebook::Rulebook;
use guiju_store::{RecordQuery, Store, StoreError};
use guiju_types::{FieldType, RecordId, RecordType, Scope};

use super::Accepted;
use crate::import::cells::name::company_key;
use crate::import::customers::{CUSTOMER, Customers, Slot};
use crate::import::drafts::{CustomerChanges, Given};

/// Names of the records of small types (branches, people, vendors), so that a file may name them by key or by name.
#[derive(Debug, Default)]
pub(crate) struct Names {
    by_kind: HashMap<String, HashMap<String, RecordId>>,
}

/// Types with more records than this are found by key only.
const MOST_NAMED: usize = 200_000;

impl Names {
    fn of(&mut self, store: &Store, kind: &RecordType) -> Result<&HashMap<String, RecordId>, StoreError> {
        if !self.by_kind.contains_key(&kind.name) {
            let mut names = HashMap::new();
            let has_name = kind.fields.iter().any(|field| field.name == "name" && field.kind == FieldType::Text);
            if has_name {
                let mut query = RecordQuery { limit: 10_000, ..RecordQuery::new(&kind.name) };
                loop {
                    let page = store.records(&Scope::Company, &query)?;
                    for record in &page.items {
                        if let Some(name) = record.fields.text("name") {
                            names.insert(company_key(name), record.id);
                        }
                    }
                    match page.next {
                        Some(next) if names.len() < MOST_NAMED => query.after = Some(next),
                        Some(_) | None => break,
                    }
                }
            }
            self.by_kind.insert(kind.name.clone(), names);
        }
        Ok(self.by_kind.entry(kind.name.clone()).or_default())
    }
}

/// Reads the names that the references of a batch may need; done before the transaction, which must not read through the store.
pub(crate) fn read_names(
    store: &Store,
    names: &mut Names,
    rulebook: &Rulebook,
    changes: &CustomerChanges,
    rows: &[Accepted<'_>],
) -> Result<(), StoreError> {
    let mut kinds: BTreeSet<&str> = BTreeSet::new();
    for given in all_given(changes, rows) {
        if let Given::Named { kind, .. } = given {
            kinds.insert(kind);
        }
    }
    if rows.iter().any(|row| row.gives.entries.iter().any(|entry| entry.vendor.is_some())) {
        kinds.insert("vendor");
    }
    for kind in kinds.into_iter().filter(|kind| *kind != CUSTOMER) {
        if let Some(kind) = rulebook.record_types().iter().find(|known| known.name == kind) {
            names.of(store, kind)?;
        }
    }
    Ok(())
}

/// The customers that the references of a batch mean, by their texts.
pub(crate) fn named_customers(customers: &Customers, changes: &CustomerChanges, rows: &[Accepted<'_>]) -> HashMap<String, Slot> {
    let texts = all_given(changes, rows).filter_map(|given| match given {
        Given::Named { kind, text, .. } if kind == CUSTOMER => Some(text),
        Given::Named { .. } | Given::Value(_) | Given::Customer | Given::OfRow { .. } => None,
    });
    let found = |text: &String| customers.find(Some(text), Some(text)).ok().flatten();
    texts.filter_map(|text| Some((text.clone(), found(text)?.slot()))).collect()
}

impl Names {
    pub(crate) const fn all(&self) -> &HashMap<String, HashMap<String, RecordId>> {
        &self.by_kind
    }

    /// Makes what a batch created known to the next.
    pub(crate) fn forget(&mut self, kinds: &BTreeMap<String, u64>) {
        for kind in kinds.keys() {
            self.by_kind.remove(kind);
        }
    }
}

pub(super) fn all_given<'a>(changes: &'a CustomerChanges, rows: &'a [Accepted<'a>]) -> impl Iterator<Item = &'a Given> {
    let of_customers = changes.new.iter().flat_map(|customer| customer.fields.iter().map(|(_, given)| given));
    let of_changed = changes.changed.iter().flat_map(|customer| customer.fields.iter().map(|(_, given)| given));
    let of_records = rows.iter().flat_map(|row| row.gives.records.iter().flat_map(|record| record.fields.iter().map(|(_, given)| given)));
    of_customers.chain(of_changed).chain(of_records)
}
