//! Where a batch is written to: a transaction, or nowhere.

use std::collections::HashMap;

use guiju_store::{EntryProblem, EntryQuery, OpenCharge, Rate, Record, RecordDraft, RowKey, Store, StoreError, Write};
use guiju_types::{Entry, EntryDraft, ImportId, RecordId, Scope, Value};

use crate::import::reason::Problem;

/// Where a batch is written to: a transaction, or nowhere.
pub(crate) trait Sink {
    fn keys(&mut self, kind: &str, keys: &[String]) -> Result<HashMap<String, RecordId>, StoreError>;
    fn entries(&mut self, query: &EntryQuery) -> Result<Vec<Entry>, StoreError>;
    fn open_charges(&mut self, customers: &[RecordId]) -> Result<Vec<OpenCharge>, StoreError>;
    fn put(&mut self, kind: &str, key: &str, drafts: &[RecordDraft]) -> Result<Vec<RecordId>, Refused>;
    /// Whether the drafts would be refused; writes nothing.
    fn check(&mut self, drafts: &[EntryDraft]) -> Result<(), Refused>;
    fn append(&mut self, drafts: &[EntryDraft]) -> Result<(), Refused>;
    fn rates(&mut self, rates: &[Rate]) -> Result<(), StoreError>;
    /// The current versions of records.
    fn records(&mut self, kind: &str, ids: &[RecordId]) -> Result<Vec<Record>, StoreError>;
    fn rows(&mut self, keys: Vec<RowKey>) -> Result<(), StoreError>;
    fn import(&self) -> Option<ImportId>;
}

/// Drafts that were refused, by place in the call.
#[derive(Debug)]
pub(crate) enum Refused {
    Store(StoreError),
    Drafts(Vec<(usize, Problem)>),
}

fn refused(why: &str, field: Option<String>) -> Problem {
    Problem { code: "refused_by_store", column: field, text: guiju_types::Text::new(format!("数据库拒绝：{why}"), why), about: None }
}

fn entries_refused(problems: Vec<EntryProblem>) -> Refused {
    Refused::Drafts(problems.into_iter().map(|problem| (problem.index, refused(&problem.why, None))).collect())
}

/// A transaction of the store.
pub(crate) struct WriteSink<'w, 'a> {
    pub(crate) write: &'w mut Write<'a>,
    pub(crate) import: ImportId,
}

impl Sink for WriteSink<'_, '_> {
    fn keys(&mut self, kind: &str, keys: &[String]) -> Result<HashMap<String, RecordId>, StoreError> {
        self.write.keys(kind, keys)
    }

    fn entries(&mut self, query: &EntryQuery) -> Result<Vec<Entry>, StoreError> {
        self.write.entries(query)
    }

    fn open_charges(&mut self, customers: &[RecordId]) -> Result<Vec<OpenCharge>, StoreError> {
        self.write.open_charges(customers)
    }

    fn put(&mut self, kind: &str, _key: &str, drafts: &[RecordDraft]) -> Result<Vec<RecordId>, Refused> {
        match self.write.put_records(kind, drafts) {
            Ok(ids) => Ok(ids),
            Err(StoreError::Record(problem)) => {
                let mut all = self.write.check_records(kind, drafts).map_err(Refused::Store)?;
                if all.is_empty() {
                    all.push(*problem);
                }
                Err(Refused::Drafts(
                    all.into_iter().map(|problem| (problem.index, refused(&problem.why.to_string(), problem.field))).collect(),
                ))
            }
            Err(error) => Err(Refused::Store(error)),
        }
    }

    fn check(&mut self, drafts: &[EntryDraft]) -> Result<(), Refused> {
        let problems = self.write.check_entries(drafts).map_err(Refused::Store)?;
        if problems.is_empty() { Ok(()) } else { Err(entries_refused(problems)) }
    }

    fn append(&mut self, drafts: &[EntryDraft]) -> Result<(), Refused> {
        match self.write.append(Some(self.import), drafts) {
            Ok(_) => Ok(()),
            Err(StoreError::Entry(problem)) => {
                let mut all = self.write.check_entries(drafts).map_err(Refused::Store)?;
                if all.is_empty() {
                    all.push(*problem);
                }
                Err(entries_refused(all))
            }
            Err(error) => Err(Refused::Store(error)),
        }
    }

    fn rates(&mut self, rates: &[Rate]) -> Result<(), StoreError> {
        self.write.put_rates(rates)
    }

    fn records(&mut self, kind: &str, ids: &[RecordId]) -> Result<Vec<Record>, StoreError> {
        self.write.records_by_id(kind, ids)
    }

    fn rows(&mut self, keys: Vec<RowKey>) -> Result<(), StoreError> {
        self.write.record_rows(self.import, &keys)
    }

    fn import(&self) -> Option<ImportId> {
        Some(self.import)
    }
}

/// Reads the store and writes nothing; records that would be made get ids below zero.
#[derive(Debug)]
pub(crate) struct DrySink<'a> {
    store: &'a Store,
    made: HashMap<(String, String), RecordId>,
    next: i64,
}

impl<'a> DrySink<'a> {
    pub(crate) fn new(store: &'a Store) -> Self {
        Self { store, made: HashMap::new(), next: -1 }
    }
}

impl Sink for DrySink<'_> {
    fn keys(&mut self, kind: &str, keys: &[String]) -> Result<HashMap<String, RecordId>, StoreError> {
        let mut found = self.store.keys(&Scope::Company, kind, keys)?;
        for key in keys {
            if let Some(id) = self.made.get(&(kind.to_owned(), key.clone())) {
                found.insert(key.clone(), *id);
            }
        }
        Ok(found)
    }

    fn entries(&mut self, query: &EntryQuery) -> Result<Vec<Entry>, StoreError> {
        self.store.entries(&Scope::Company, query)
    }

    fn open_charges(&mut self, customers: &[RecordId]) -> Result<Vec<OpenCharge>, StoreError> {
        let mut all = Vec::new();
        for customer in customers.iter().filter(|customer| customer.0 > 0) {
            all.extend(self.store.open_charges(&Scope::Company, *customer)?);
        }
        Ok(all)
    }

    fn put(&mut self, kind: &str, key: &str, drafts: &[RecordDraft]) -> Result<Vec<RecordId>, Refused> {
        let mut ids = Vec::with_capacity(drafts.len());
        for draft in drafts {
            if let Some(id) = draft.id {
                ids.push(id);
                continue;
            }
            let id = RecordId(self.next);
            self.next -= 1;
            // Keys of rows are each their own; remembering a million of them would be for nothing.
            let is_row = draft.fields.len() > 1 && kind == "order_line";
            if let Some((_, Value::Text(text))) = draft.fields.iter().find(|(name, _)| name == key).filter(|_| !is_row) {
                self.made.insert((kind.to_owned(), text.clone()), id);
            }
            ids.push(id);
        }
        Ok(ids)
    }

    fn check(&mut self, _drafts: &[EntryDraft]) -> Result<(), Refused> {
        Ok(())
    }

    fn append(&mut self, _drafts: &[EntryDraft]) -> Result<(), Refused> {
        Ok(())
    }

    fn rates(&mut self, _rates: &[Rate]) -> Result<(), StoreError> {
        Ok(())
    }

    fn records(&mut self, kind: &str, ids: &[RecordId]) -> Result<Vec<Record>, StoreError> {
        let kept: Vec<RecordId> = ids.iter().copied().filter(|id| id.0 > 0).collect();
        self.store.records_by_id(&Scope::Company, kind, &kept)
    }

    fn rows(&mut self, _keys: Vec<RowKey>) -> Result<(), StoreError> {
        Ok(())
    }

    fn import(&self) -> Option<ImportId> {
        None
    }
}
