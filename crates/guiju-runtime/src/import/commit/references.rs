//! The records that rows name by key or name; those that are not there are made where a key and a name are enough.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use guiju_store::RecordDraft;
use guiju_types::{Field, FieldType, RecordId, Value};

use super::names::all_given;
use super::sink::{Refused, Sink};
use super::{Batch, CommitError, Committed};
use crate::import::cells::name::company_key;
use crate::import::customers::CUSTOMER;
use crate::import::drafts::Given;
use crate::import::reason::Problem;

pub(super) type References = HashMap<(String, String), RecordId>;

impl Batch<'_> {
    /// The records that rows name by key or name; those that are not there are made, where a key and a name are enough for one.
    pub(super) fn references(&self, sink: &mut dyn Sink, done: &mut Committed) -> Result<References, CommitError> {
        // By type: the texts, each with the field that names it.
        let mut wanted: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
        for given in all_given(self.changes, self.rows) {
            if let Given::Named { kind, field, text } = given {
                wanted.entry(kind).or_default().insert(text, field);
            }
        }
        for entry in self.rows.iter().flat_map(|row| &row.gives.entries) {
            if let Some(vendor) = &entry.vendor {
                wanted.entry("vendor").or_default().insert(vendor, "vendor");
            }
        }
        let mut found: References = HashMap::new();
        let mut missing: BTreeSet<(String, String)> = BTreeSet::new();
        for (kind, texts) in wanted {
            let keys: Vec<String> = texts.keys().map(|text| (*text).to_owned()).collect();
            let Some(record_type) = self.rulebook.record_types().iter().find(|known| known.name == kind) else { continue };
            let by_key = sink.keys(kind, &keys)?;
            let made_here = |text: &str| {
                self.rows.iter().any(|row| {
                    row.gives
                        .records
                        .iter()
                        .any(|record| record.key == text && self.plan.records.get(record.plan).is_some_and(|plan| plan.kind.name == kind))
                })
            };
            let mut unknown = Vec::new();
            for text in keys {
                let by_name = || self.names.get(kind).and_then(|names| names.get(&company_key(&text))).copied();
                let customer = || {
                    let slot = self.customers.named.get(&text).filter(|_| kind == CUSTOMER)?;
                    self.customers.id(*slot)
                };
                match by_key.get(&text).copied().or_else(customer).or_else(by_name) {
                    Some(id) => {
                        found.insert((kind.to_owned(), text), id);
                    }
                    None => unknown.push(text),
                }
            }
            // A branch that a file names by its field `branch` is an organisation unit of that level.
            let level = |field: &Field, by: &str| {
                let FieldType::Enumeration(names) = &field.kind else { return None };
                names.iter().find(|(name, _)| name == by).map(|(name, _)| name.clone())
            };
            let is_enough = texts.values().all(|by| {
                let fills = |field: &Field| field.name == record_type.key || field.name == "name" || level(field, by).is_some();
                record_type.fields.iter().all(|field| !field.is_required || fills(field))
            });
            unknown.retain(|text| !made_here(text));
            if unknown.is_empty() {
                continue;
            }
            if !is_enough || kind == CUSTOMER {
                missing.extend(unknown.into_iter().map(|text| (kind.to_owned(), text)));
                continue;
            }
            let has_name = record_type
                .fields
                .iter()
                .any(|field| field.name == "name" && field.kind == FieldType::Text && field.name != record_type.key);
            let drafts: Vec<RecordDraft> = unknown
                .iter()
                .map(|text| {
                    let mut fields = vec![(record_type.key.clone(), Value::Text(text.clone()))];
                    if has_name {
                        fields.push(("name".to_owned(), Value::Text(text.clone())));
                    }
                    let by = texts.get(text.as_str()).copied().unwrap_or_default();
                    let levels = record_type.fields.iter().filter(|field| field.is_required);
                    fields.extend(levels.filter_map(|field| level(field, by).map(|name| (field.name.clone(), Value::Text(name)))));
                    RecordDraft { fields, import: sink.import(), ..RecordDraft::default() }
                })
                .collect();
            let ids = sink.put(kind, &record_type.key, &drafts).map_err(|refused| match refused {
                Refused::Store(error) => CommitError::Store(error),
                // Nobody's row in particular; the rows that name the first one are told.
                Refused::Drafts(problems) => CommitError::Rows(self.rows_naming(kind, &unknown, &problems)),
            })?;
            *done.created.entry(kind.to_owned()).or_default() += ids.len() as u64;
            done.warnings.push(("reference_created", self.rows.first().map_or(0, |row| row.place)));
            found.extend(unknown.into_iter().zip(ids).map(|(text, id)| ((kind.to_owned(), text), id)));
        }
        if missing.is_empty() { Ok(found) } else { Err(CommitError::Rows(self.rows_missing(&missing))) }
    }

    pub(super) fn rows_naming(&self, kind: &str, texts: &[String], problems: &[(usize, Problem)]) -> Vec<(usize, Problem)> {
        let problem_of = |text: &String| {
            let place = texts.iter().position(|known| known == text)?;
            problems.iter().find(|(at, _)| *at == place).map(|(_, problem)| problem.clone())
        };
        self.with_reference(&|of, text| if of == kind { problem_of(&text.to_owned()) } else { None })
    }

    pub(super) fn rows_missing(&self, missing: &BTreeSet<(String, String)>) -> Vec<(usize, Problem)> {
        self.with_reference(&|kind, text| {
            missing.contains(&(kind.to_owned(), text.to_owned())).then(|| {
                let label = self
                    .rulebook
                    .record_types()
                    .iter()
                    .find(|known| known.name == kind)
                    .map(|known| known.label.clone())
                    .unwrap_or_default();
                Problem::new(
                    "unknown_reference",
                    format!("没有{}“{text}”；请先导入{}", label.zh, label.zh),
                    format!("there is no {} `{text}`; import it first", label.en),
                )
            })
        })
    }

    pub(super) fn with_reference(&self, problem: &dyn Fn(&str, &str) -> Option<Problem>) -> Vec<(usize, Problem)> {
        let mut rows = Vec::new();
        for row in self.rows {
            let of_new = self.changes.new.iter().filter(|customer| customer.row == row.place).flat_map(|customer| &customer.fields);
            let of_changed = self.changes.changed.iter().filter(|customer| customer.row == row.place).flat_map(|customer| &customer.fields);
            let given = row.gives.records.iter().flat_map(|record| &record.fields).chain(of_new).chain(of_changed);
            let found = given.filter_map(|(_, given)| match given {
                Given::Named { kind, text, .. } => problem(kind, text),
                Given::Value(_) | Given::Customer | Given::OfRow { .. } => None,
            });
            rows.extend(found.take(1).map(|problem| (row.place, problem)));
        }
        rows
    }
}
