//! Writes the customers and the other records of a batch.

use std::collections::{BTreeMap, HashMap};

use guiju_store::{Record, RecordDraft};
use guiju_types::{RecordId, Timestamp, Value};

use super::references::References;
use super::sink::{Refused, Sink};
use super::{Accepted, Batch, CommitError, Committed};
use crate::import::customers::{CUSTOMER, Slot};
use crate::import::drafts::{Given, noon};

/// Takes out of what changes the branches, salespeople … that the customers have already, and tells of the others.
fn drop_known_references(
    sink: &mut dyn Sink,
    merged: &mut BTreeMap<Slot, RecordDraft>,
    naming: &HashMap<RecordId, usize>,
    done: &mut Committed,
) -> Result<(), CommitError> {
    if naming.is_empty() {
        return Ok(());
    }
    let ids: Vec<RecordId> = naming.keys().copied().collect();
    let current: HashMap<RecordId, Record> =
        sink.records(CUSTOMER, &ids).map_err(CommitError::Store)?.into_iter().map(|record| (record.id, record)).collect();
    for draft in merged.values_mut() {
        let Some((id, record)) = draft.id.and_then(|id| Some((id, current.get(&id)?))) else { continue };
        // A name that is nobody's was told of its rows.
        draft.fields.retain(|(field, value)| *value != Value::Null && record.fields.get(field) != value);
        if let (Some(row), true) = (naming.get(&id), draft.fields.iter().any(|(_, value)| matches!(value, Value::Reference(_)))) {
            done.warnings.push(("reference_changed", *row));
        }
    }
    merged.retain(|_, draft| !draft.fields.is_empty());
    Ok(())
}

impl Batch<'_> {
    pub(super) fn put_customers(
        &self,
        sink: &mut dyn Sink,
        references: &References,
        slots: &mut HashMap<Slot, RecordId>,
        done: &mut Committed,
    ) -> Result<(), CommitError> {
        let Some((kind, _)) = &self.plan.customer else { return Ok(()) };
        let import = sink.import();
        let value = |given: &Given| match given {
            Given::Value(value) => value.clone(),
            Given::Named { kind, text, .. } => {
                references.get(&(kind.clone(), text.clone())).map_or(Value::Null, |id| Value::Reference(*id))
            }
            Given::Customer | Given::OfRow { .. } => Value::Null,
        };
        let drafts: Vec<RecordDraft> = self
            .changes
            .new
            .iter()
            .map(|customer| RecordDraft {
                id: None,
                fields: customer.fields.iter().map(|(name, given)| (name.clone(), value(given))).collect(),
                business_date: customer.date,
                known_at: customer.known_at,
                import,
            })
            .collect();
        if !drafts.is_empty() {
            let ids = sink.put(CUSTOMER, &kind.key, &drafts).map_err(|refused| match refused {
                Refused::Store(error) => CommitError::Store(error),
                Refused::Drafts(problems) => CommitError::Rows(
                    problems
                        .into_iter()
                        .filter_map(|(at, problem)| self.changes.new.get(at).map(|customer| (customer.slot, problem)))
                        .flat_map(|(slot, problem)| {
                            self.rows.iter().filter(move |row| row.customer == Some(slot)).map(move |row| (row.place, problem.clone()))
                        })
                        .collect(),
                ),
            })?;
            *done.created.entry(CUSTOMER.to_owned()).or_default() += ids.len() as u64;
            slots.extend(self.changes.new.iter().map(|customer| customer.slot).zip(ids));
        }
        // One version of each customer for a batch: what came last.
        let mut merged: BTreeMap<Slot, RecordDraft> = BTreeMap::new();
        let mut naming: HashMap<RecordId, usize> = HashMap::new();
        for change in &self.changes.changed {
            let Some(id) = slots.get(&change.slot).copied().or_else(|| self.customers.id(change.slot)) else { continue };
            let draft = merged.entry(change.slot).or_insert_with(|| RecordDraft { id: Some(id), import, ..RecordDraft::default() });
            draft.business_date = change.date.max(draft.business_date);
            draft.known_at = change.known_at.max(draft.known_at);
            for (name, given) in &change.fields {
                if matches!(given, Given::Named { .. }) {
                    naming.insert(id, change.row);
                }
                draft.fields.retain(|(known, _)| known != name);
                draft.fields.push((name.clone(), value(given)));
            }
        }
        drop_known_references(sink, &mut merged, &naming, done)?;
        if !merged.is_empty() {
            let drafts: Vec<RecordDraft> = merged.into_values().collect();
            let count = drafts.len() as u64;
            sink.put(CUSTOMER, &kind.key, &drafts).map_err(|refused| match refused {
                Refused::Store(error) => CommitError::Store(error),
                Refused::Drafts(problems) => CommitError::Rows(
                    problems
                        .into_iter()
                        .flat_map(|(at, problem)| {
                            let id = drafts.get(at).and_then(|draft| draft.id);
                            let is_of = move |row: &&Accepted<'_>| row.customer.and_then(|slot| self.customers.id(slot)) == id;
                            self.rows.iter().filter(is_of).map(move |row| (row.place, problem.clone()))
                        })
                        .collect(),
                ),
            })?;
            *done.changed.entry(CUSTOMER.to_owned()).or_default() += count;
        }
        Ok(())
    }

    /// Writes the records of the rows; gives them by plan and key.
    pub(super) fn put_records(
        &self,
        sink: &mut dyn Sink,
        references: &References,
        customer_of: &dyn Fn(Slot) -> Option<RecordId>,
        done: &mut Committed,
    ) -> Result<HashMap<(usize, String), RecordId>, CommitError> {
        let mut made: HashMap<(usize, String), RecordId> = HashMap::new();
        for (plan, planned) in self.plan.records.iter().enumerate() {
            let mut places: HashMap<&str, usize> = HashMap::new();
            let mut drafts: Vec<RecordDraft> = Vec::new();
            let mut keys: Vec<String> = Vec::new();
            let mut rows: Vec<usize> = Vec::new();
            for row in self.rows {
                for record in row.gives.records.iter().filter(|record| record.plan == plan) {
                    let mut fields = Vec::with_capacity(record.fields.len());
                    for (name, given) in &record.fields {
                        let value = match given {
                            Given::Value(value) => value.clone(),
                            Given::Customer => row.customer.and_then(customer_of).map_or(Value::Null, Value::Reference),
                            Given::OfRow { kind } => {
                                let own = row
                                    .gives
                                    .records
                                    .iter()
                                    .find(|other| self.plan.records.get(other.plan).is_some_and(|plan| plan.kind.name == *kind));
                                own.and_then(|own| made.get(&(own.plan, own.key.clone()))).map_or(Value::Null, |id| Value::Reference(*id))
                            }
                            Given::Named { kind, text, .. } => {
                                let known = references.get(&(kind.clone(), text.clone())).copied();
                                let here = || {
                                    let plan = self.plan.records.iter().position(|plan| plan.kind.name == *kind)?;
                                    made.get(&(plan, text.clone())).copied()
                                };
                                known.or_else(here).map_or(Value::Null, Value::Reference)
                            }
                        };
                        if value != Value::Null {
                            fields.push((name.clone(), value));
                        }
                    }
                    let known_at = row.gives.known_at.or_else(|| record.date.and_then(|date| self.asserted(date)));
                    match places.get(record.key.as_str()).and_then(|place| drafts.get_mut(*place)) {
                        // The same record on several rows: one version, with what the rows say last.
                        Some(draft) => {
                            for (name, value) in fields {
                                match draft.fields.iter_mut().find(|(known, _)| *known == name) {
                                    Some((_, known)) => *known = value,
                                    None => draft.fields.push((name, value)),
                                }
                            }
                        }
                        None => {
                            places.insert(&record.key, drafts.len());
                            keys.push(record.key.clone());
                            rows.push(row.place);
                            drafts.push(RecordDraft { id: None, fields, business_date: None, known_at, import: sink.import() });
                        }
                    }
                }
            }
            if drafts.is_empty() {
                continue;
            }
            let known = if planned.has_key { sink.keys(&planned.kind.name, &keys)? } else { HashMap::new() };
            for (key, draft) in keys.iter().zip(&mut drafts) {
                draft.id = known.get(key).copied();
            }
            let ids = sink.put(&planned.kind.name, &planned.kind.key, &drafts).map_err(|refused| match refused {
                Refused::Store(error) => CommitError::Store(error),
                Refused::Drafts(problems) => {
                    CommitError::Rows(problems.into_iter().filter_map(|(at, problem)| rows.get(at).map(|row| (*row, problem))).collect())
                }
            })?;
            *done.created.entry(planned.kind.name.clone()).or_default() += (drafts.len() - known.len()) as u64;
            made.extend(keys.into_iter().zip(ids).map(|(key, id)| ((plan, key), id)));
        }
        Ok(made)
    }

    pub(super) fn asserted(&self, date: guiju_types::Date) -> Option<Timestamp> {
        if self.plan.recipe.known_at == crate::import::KnownAt::BusinessDate { noon(date) } else { None }
    }
}
