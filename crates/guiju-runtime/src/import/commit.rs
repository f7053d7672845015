//! Writes what the rows of a batch give: customers, the records they refer to, their records, their entries, and the rows' keys.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use guiju_rulebook::Rulebook;
use guiju_store::{EntryQuery, OpenCharge, RecordDraft, RecordQuery, RowKey, Store, StoreError, Write};
use guiju_types::{
    Amount, Entry, EntryDraft, EntryId, EntryKind, EntryLink, Field, FieldType, ImportId, RecordId, RecordType, Scope, Timestamp, Value,
};

use super::cells::name::company_key;
use super::customers::{CUSTOMER, Customers, Slot};
use super::plan::Plan;
use super::reason::Problem;
use super::row::{CustomerChanges, Given, GivenEntry, Gives};

/// A row that comes in.
#[derive(Debug)]
pub(crate) struct Accepted {
    /// Its place in the batch.
    pub(crate) place: usize,
    pub(crate) key: [u8; 32],
    pub(crate) gives: Gives,
    pub(crate) customer: Option<Slot>,
}

/// Why a batch was not written.
#[derive(Debug)]
pub(crate) enum CommitError {
    /// The database failed.
    Store(StoreError),
    /// These rows, by place in the batch, cannot come in.
    Rows(Vec<(usize, Problem)>),
}

impl From<StoreError> for CommitError {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

/// What a batch did.
#[derive(Debug, Default)]
pub(crate) struct Committed {
    pub(crate) customers: Vec<(Slot, RecordId)>,
    pub(crate) created: BTreeMap<String, u64>,
    pub(crate) changed: BTreeMap<String, u64>,
    /// Warnings with the place of the row.
    pub(crate) warnings: Vec<(&'static str, usize)>,
}

/// Where a batch is written to: a transaction, or nowhere.
pub(crate) trait Sink {
    fn keys(&mut self, kind: &str, keys: &[String]) -> Result<HashMap<String, RecordId>, StoreError>;
    fn entries(&mut self, query: &EntryQuery) -> Result<Vec<Entry>, StoreError>;
    fn open_charges(&mut self, customers: &[RecordId]) -> Result<Vec<OpenCharge>, StoreError>;
    fn put(&mut self, kind: &str, key: &str, drafts: &[RecordDraft]) -> Result<Vec<RecordId>, Refused>;
    fn append(&mut self, drafts: &[EntryDraft]) -> Result<(), Refused>;
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
    Problem { code: "refused_by_store", column: field, text: guiju_types::Text::new(format!("数据库拒绝：{why}"), why) }
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

    fn append(&mut self, drafts: &[EntryDraft]) -> Result<(), Refused> {
        match self.write.append(Some(self.import), drafts) {
            Ok(_) => Ok(()),
            Err(StoreError::Entry(problem)) => {
                let mut all = self.write.check_entries(drafts).map_err(Refused::Store)?;
                if all.is_empty() {
                    all.push(*problem);
                }
                Err(Refused::Drafts(all.into_iter().map(|problem| (problem.index, refused(&problem.why, None))).collect()))
            }
            Err(error) => Err(Refused::Store(error)),
        }
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

    fn append(&mut self, _drafts: &[EntryDraft]) -> Result<(), Refused> {
        Ok(())
    }

    fn rows(&mut self, _keys: Vec<RowKey>) -> Result<(), StoreError> {
        Ok(())
    }

    fn import(&self) -> Option<ImportId> {
        None
    }
}

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

/// Everything of one batch that is not the batch itself.
pub(crate) struct Batch<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) rulebook: &'a Rulebook,
    pub(crate) customers: &'a Customers,
    pub(crate) changes: &'a CustomerChanges,
    pub(crate) rows: &'a [Accepted],
    /// Whether the ledger had charges before the import, so that numbers have to be looked up.
    pub(crate) looks_up: bool,
    /// Names of small types, by type, as far as they were read.
    pub(crate) names: &'a HashMap<String, HashMap<String, RecordId>>,
}

/// Reads the names that the references of a batch may need; done before the transaction, which must not read through the store.
pub(crate) fn read_names(
    store: &Store,
    names: &mut Names,
    rulebook: &Rulebook,
    changes: &CustomerChanges,
    rows: &[Accepted],
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

fn all_given<'a>(changes: &'a CustomerChanges, rows: &'a [Accepted]) -> impl Iterator<Item = &'a Given> {
    let of_customers = changes.new.iter().flat_map(|customer| customer.fields.iter().map(|(_, given)| given));
    let of_records = rows.iter().flat_map(|row| row.gives.records.iter().flat_map(|record| record.fields.iter().map(|(_, given)| given)));
    of_customers.chain(of_records)
}

type References = HashMap<(String, String), RecordId>;

impl Batch<'_> {
    /// Writes the batch.
    pub(crate) fn commit(&self, sink: &mut dyn Sink) -> Result<Committed, CommitError> {
        let mut done = Committed::default();
        let references = self.references(sink, &mut done)?;
        let mut slots: HashMap<Slot, RecordId> = HashMap::new();
        self.put_customers(sink, &references, &mut slots, &mut done)?;
        let customer_of = |slot: Slot| slots.get(&slot).copied().or_else(|| self.customers.id(slot));
        let records = self.put_records(sink, &references, &customer_of, &mut done)?;
        self.append(sink, &references, &customer_of, &records, &mut done)?;
        let keys = self.rows.iter().map(|row| RowKey { key: row.key, gave: String::new() }).collect();
        sink.rows(keys)?;
        done.customers = slots.into_iter().collect();
        done.customers.sort_unstable();
        Ok(done)
    }

    /// The records that rows name by key or name; those that are not there are made, where a key and a name are enough for one.
    fn references(&self, sink: &mut dyn Sink, done: &mut Committed) -> Result<References, CommitError> {
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
                    (kind == CUSTOMER)
                        .then(|| self.customers.find(Some(&text), Some(&text)).ok().flatten())
                        .flatten()
                        .and_then(|found| self.customers.id(found.slot()))
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

    fn rows_naming(&self, kind: &str, texts: &[String], problems: &[(usize, Problem)]) -> Vec<(usize, Problem)> {
        let problem_of = |text: &String| {
            let place = texts.iter().position(|known| known == text)?;
            problems.iter().find(|(at, _)| *at == place).map(|(_, problem)| problem.clone())
        };
        self.with_reference(&|of, text| if of == kind { problem_of(&text.to_owned()) } else { None })
    }

    fn rows_missing(&self, missing: &BTreeSet<(String, String)>) -> Vec<(usize, Problem)> {
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

    fn with_reference(&self, problem: &dyn Fn(&str, &str) -> Option<Problem>) -> Vec<(usize, Problem)> {
        let mut rows = Vec::new();
        for row in self.rows {
            let of_new = self.changes.new.iter().filter(|customer| customer.row == row.place).flat_map(|customer| &customer.fields);
            let given = row.gives.records.iter().flat_map(|record| &record.fields).chain(of_new);
            let found = given.filter_map(|(_, given)| match given {
                Given::Named { kind, text, .. } => problem(kind, text),
                Given::Value(_) | Given::Customer | Given::OfRow { .. } => None,
            });
            rows.extend(found.take(1).map(|problem| (row.place, problem)));
        }
        rows
    }

    fn put_customers(
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
        for change in &self.changes.changed {
            let Some(id) = slots.get(&change.slot).copied().or_else(|| self.customers.id(change.slot)) else { continue };
            let draft = merged.entry(change.slot).or_insert_with(|| RecordDraft { id: Some(id), import, ..RecordDraft::default() });
            draft.business_date = change.date.max(draft.business_date);
            draft.known_at = change.known_at.max(draft.known_at);
            for (name, value) in &change.fields {
                draft.fields.retain(|(known, _)| known != name);
                draft.fields.push((name.clone(), value.clone()));
            }
        }
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
                            let is_of = move |row: &&Accepted| row.customer.and_then(|slot| self.customers.id(slot)) == id;
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
    fn put_records(
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

    fn asserted(&self, date: guiju_types::Date) -> Option<Timestamp> {
        if self.plan.recipe.known_at == super::KnownAt::BusinessDate { super::row::noon(date) } else { None }
    }

    /// The live charges that the rows' numbers name.
    fn known_charges(&self, sink: &mut dyn Sink) -> Result<HashMap<String, Vec<Entry>>, CommitError> {
        let mut numbers: BTreeSet<&str> = BTreeSet::new();
        for entry in self.rows.iter().flat_map(|row| &row.gives.entries) {
            if let Some(number) = &entry.charge_number {
                numbers.extend(split_numbers(number));
            } else if self.looks_up && entry.draft.kind == EntryKind::Charge {
                numbers.extend(entry.draft.number.as_deref());
            }
        }
        let numbers: Vec<String> = numbers.into_iter().map(str::to_owned).collect();
        let mut found: HashMap<String, Vec<Entry>> = HashMap::new();
        for numbers in numbers.chunks(1_000) {
            let mut query = EntryQuery {
                kinds: vec![EntryKind::Charge, EntryKind::Invoice],
                numbers: numbers.to_vec(),
                only_live: true,
                limit: 10_000,
                ..EntryQuery::default()
            };
            loop {
                let page = sink.entries(&query)?;
                let is_full = page.len() >= 10_000;
                query.after = page.last().map(|entry| (entry.business_date, entry.id));
                for entry in page {
                    found.entry(entry.number.clone().unwrap_or_default()).or_default().push(entry);
                }
                if !is_full {
                    break;
                }
            }
        }
        Ok(found)
    }

    fn append(
        &self,
        sink: &mut dyn Sink,
        references: &References,
        customer_of: &dyn Fn(Slot) -> Option<RecordId>,
        records: &HashMap<(usize, String), RecordId>,
        done: &mut Committed,
    ) -> Result<(), CommitError> {
        if self.plan.entries.is_empty() {
            return Ok(());
        }
        let known = self.known_charges(sink)?;
        let open = self.open_of_known(sink, &known, customer_of)?;
        let order_plan = self.plan.records.iter().position(|plan| plan.kind.name == "order");
        let mut ledger = Drafts { known, open, drafts: Vec::new(), rows: Vec::new(), refused: Vec::new(), import: sink.import() };
        for row in self.rows {
            let customer = row.customer.and_then(customer_of);
            let order = order_plan.and_then(|plan| {
                let record = row.gives.records.iter().find(|record| record.plan == plan)?;
                records.get(&(plan, record.key.clone())).copied()
            });
            let vendor =
                |name: &Option<String>| name.as_ref().and_then(|name| references.get(&("vendor".to_owned(), name.clone())).copied());
            ledger.put_row(row, customer, order, &vendor, done);
        }
        if !ledger.refused.is_empty() {
            return Err(CommitError::Rows(ledger.refused));
        }
        for draft in &ledger.drafts {
            *done.created.entry(draft.kind.name().to_owned()).or_default() += 1;
        }
        let rows = &ledger.rows;
        sink.append(&ledger.drafts).map_err(|refused| match refused {
            Refused::Store(error) => CommitError::Store(error),
            Refused::Drafts(problems) => {
                CommitError::Rows(problems.into_iter().filter_map(|(at, problem)| rows.get(at).map(|row| (*row, problem))).collect())
            }
        })
    }

    /// What is open of the charges that rows may pay more of.
    fn open_of_known(
        &self,
        sink: &mut dyn Sink,
        known: &HashMap<String, Vec<Entry>>,
        customer_of: &dyn Fn(Slot) -> Option<RecordId>,
    ) -> Result<HashMap<EntryId, OpenCharge>, CommitError> {
        if known.is_empty() {
            return Ok(HashMap::new());
        }
        let mut customers: BTreeSet<RecordId> = self.rows.iter().filter_map(|row| row.customer.and_then(customer_of)).collect();
        for entries in self.rows.iter().flat_map(|row| &row.gives.entries).filter_map(|entry| entry.charge_number.as_ref()) {
            for number in split_numbers(entries) {
                customers.extend(known.get(number).into_iter().flatten().filter_map(|entry| entry.customer));
            }
        }
        let customers: Vec<RecordId> = customers.into_iter().collect();
        let mut open = HashMap::new();
        for customers in customers.chunks(500) {
            open.extend(sink.open_charges(customers)?.into_iter().map(|charge| (charge.charge, charge)));
        }
        Ok(open)
    }
}

/// Several numbers in one cell.
fn split_numbers(text: &str) -> impl Iterator<Item = &str> {
    text.split([',', '，', '、', ';', '；', ' ', '/', '|']).map(str::trim).filter(|number| !number.is_empty())
}

/// The drafts of a batch, in the making.
struct Drafts {
    known: HashMap<String, Vec<Entry>>,
    open: HashMap<EntryId, OpenCharge>,
    drafts: Vec<EntryDraft>,
    /// The place of the row of each draft.
    rows: Vec<usize>,
    refused: Vec<(usize, Problem)>,
    import: Option<ImportId>,
}

impl Drafts {
    fn push(&mut self, row: usize, draft: EntryDraft) -> usize {
        self.drafts.push(draft);
        self.rows.push(row);
        self.drafts.len() - 1
    }

    fn put_row(
        &mut self,
        row: &Accepted,
        customer: Option<RecordId>,
        order: Option<RecordId>,
        vendor: &dyn Fn(&Option<String>) -> Option<RecordId>,
        done: &mut Committed,
    ) {
        // Where each entry of the row went: among the drafts, to a charge of the ledger, or nowhere.
        let mut went: Vec<Option<EntryLink>> = Vec::with_capacity(row.gives.entries.len());
        let mut base_left: HashMap<usize, (Amount, EntryId)> = HashMap::new();
        for (at, given) in row.gives.entries.iter().enumerate() {
            let mut draft = given.draft.clone();
            let link = |link: Option<EntryLink>| match link {
                Some(EntryLink::Draft(local)) => went.get(local).copied().flatten(),
                Some(EntryLink::Id(id)) => Some(EntryLink::Id(id)),
                None => None,
            };
            draft.charge = link(given.draft.charge);
            draft.receipt = link(given.draft.receipt);
            match draft.kind {
                EntryKind::Charge => {
                    draft.customer = customer;
                    draft.order = order;
                    match self.same_charge(&draft, done, row.place) {
                        Some(id) => {
                            done.warnings.push(("charge_known", row.place));
                            let open = self.open.get(&id).map_or(Amount::ZERO, |open| open.open);
                            base_left.insert(at, (open, id));
                            went.push(Some(EntryLink::Id(id)));
                            continue;
                        }
                        None => went.push(Some(EntryLink::Draft(self.push(row.place, draft)))),
                    }
                    continue;
                }
                EntryKind::Receipt => {
                    draft.customer = customer;
                    if let Some(numbers) = &given.charge_number {
                        self.receipt_for(row, draft, numbers, done);
                        went.push(None);
                        continue;
                    }
                    if let Some((open, id)) = paid_charge(&row.gives.entries, at).and_then(|charge| base_left.get(&charge).copied()) {
                        // The charge was known: what is new is what was paid since.
                        let settled = self.open_amount(id, &row.gives.entries, at) - open;
                        let news = draft.amount - settled;
                        if news.is_zero() || news.is_negative() != draft.amount.is_negative() {
                            went.push(None);
                            continue;
                        }
                        draft.base_amount = draft.base_amount.checked_ratio(news.parts(), draft.amount.parts()).unwrap_or(news);
                        draft.amount = news;
                    }
                    went.push(Some(EntryLink::Draft(self.push(row.place, draft))));
                    continue;
                }
                EntryKind::Allocation => {
                    let (Some(EntryLink::Draft(receipt)), Some(charge)) = (draft.receipt, draft.charge) else {
                        went.push(None);
                        continue;
                    };
                    if let EntryLink::Id(id) = charge {
                        let paid = self.drafts.get(receipt).map_or(Amount::ZERO, |receipt| receipt.amount);
                        self.allocate(row.place, receipt, id, paid, &draft);
                        went.push(None);
                        continue;
                    }
                }
                EntryKind::Cost => {
                    draft.customer = customer;
                    draft.order = order;
                    draft.vendor = vendor(&given.vendor);
                }
                EntryKind::Bill
                | EntryKind::Confirmation
                | EntryKind::Invoice
                | EntryKind::CreditNote
                | EntryKind::WriteOff
                | EntryKind::Clearing => {
                    if let Some(number) = &given.charge_number {
                        match self.by_number(number, customer) {
                            Some(charge) => draft.charge = Some(EntryLink::Id(charge)),
                            None => {
                                self.refused.push((row.place, charge_not_found(number)));
                                went.push(None);
                                continue;
                            }
                        }
                    } else if let (EntryKind::Invoice, Some(EntryLink::Id(_))) = (draft.kind, draft.charge) {
                        // The invoice of a charge that is known came with it.
                        went.push(None);
                        continue;
                    }
                    if let Some(EntryLink::Id(id)) = draft.charge
                        && draft.kind.is_settlement()
                        && let Some(open) = self.open.get(&id)
                    {
                        draft.base_amount = share(open, draft.amount);
                    }
                }
            }
            went.push(Some(EntryLink::Draft(self.push(row.place, draft))));
        }
    }

    /// What the charge of a receipt's row amounts to, as the row says.
    fn open_amount(&self, id: EntryId, entries: &[GivenEntry], receipt: usize) -> Amount {
        let charge = paid_charge(entries, receipt).and_then(|at| entries.get(at)).map_or(Amount::ZERO, |entry| entry.draft.amount);
        self.open.get(&id).map_or(charge, |open| open.amount)
    }

    /// A charge of another import that is this one: same customer, number, currency, date and amount.
    fn same_charge(&self, draft: &EntryDraft, done: &mut Committed, row: usize) -> Option<EntryId> {
        let number = draft.number.as_ref()?;
        let others: Vec<&Entry> = self
            .known
            .get(number)?
            .iter()
            .filter(|entry| entry.kind == EntryKind::Charge && entry.customer == draft.customer && entry.currency == draft.currency)
            .filter(|entry| entry.import.is_none() || entry.import != self.import)
            .collect();
        let same = others.iter().find(|entry| entry.amount == draft.amount && entry.business_date == draft.business_date);
        if same.is_none() && !others.is_empty() {
            done.warnings.push(("number_known", row));
        }
        same.map(|entry| entry.id)
    }

    /// The charge that a number names: its own or its invoice's; of the customer, where that is known.
    fn by_number(&self, number: &str, customer: Option<RecordId>) -> Option<EntryId> {
        let entries = self.known.get(number)?;
        let fits = |entry: &&Entry| customer.is_none() || entry.customer == customer;
        entries.iter().filter(fits).find_map(|entry| entry.charge)
    }

    /// A receipt that names the charges it pays, in the ledger.
    fn receipt_for(&mut self, row: &Accepted, mut draft: EntryDraft, numbers: &str, done: &mut Committed) {
        let mut charges = Vec::new();
        for number in split_numbers(numbers) {
            match self.by_number(number, draft.customer) {
                Some(charge) => charges.push(charge),
                None => done.warnings.push(("charge_not_found", row.place)),
            }
        }
        if draft.customer.is_none() {
            draft.customer = charges.first().and_then(|charge| self.open.get(charge)).map(|open| open.customer);
        }
        // The numbers stay with the receipt, so that a charge that comes later can still be found by them.
        draft.note = Some(match &draft.note {
            Some(note) => format!("{note} {numbers}"),
            None => numbers.to_owned(),
        });
        let template = draft.clone();
        let mut left = draft.amount;
        let receipt = self.push(row.place, draft);
        for charge in charges {
            let paid = self.allocate(row.place, receipt, charge, left, &template);
            left = left - paid;
            if left.is_zero() {
                break;
            }
        }
        if !left.is_zero() && left != template.amount {
            done.warnings.push(("overpaid", row.place));
        }
    }

    /// Allocates up to `most` of a receipt among the drafts to a charge of the ledger. Gives what was allocated.
    fn allocate(&mut self, row: usize, receipt: usize, charge: EntryId, most: Amount, like: &EntryDraft) -> Amount {
        let Some(open) = self.open.get_mut(&charge).filter(|open| open.currency == like.currency) else { return Amount::ZERO };
        let amount = if most.abs() > open.open.abs() { open.open } else { most };
        if amount.is_zero() || amount.is_negative() != open.open.is_negative() {
            return Amount::ZERO;
        }
        let base = share(open, amount);
        open.open = open.open - amount;
        open.open_base = open.open_base - base;
        let mut draft = EntryDraft::new(EntryKind::Allocation, like.business_date, amount);
        draft.currency = like.currency;
        draft.base_amount = base;
        draft.charge = Some(EntryLink::Id(charge));
        draft.receipt = Some(EntryLink::Draft(receipt));
        draft.method = Some(guiju_types::AllocationMethod::File);
        draft.known_at = like.known_at;
        self.push(row, draft);
        amount
    }
}

/// The base amount of an allocation: its share of the charge's; the one that settles it takes the remainder.
pub(crate) fn share(open: &OpenCharge, amount: Amount) -> Amount {
    if amount == open.open { open.open_base } else { open.base_amount.checked_ratio(amount.parts(), open.amount.parts()).unwrap_or(amount) }
}

/// The place of the charge that a receipt of the same row pays.
fn paid_charge(entries: &[GivenEntry], receipt: usize) -> Option<usize> {
    let allocation = entries.iter().find(|entry| entry.draft.receipt == Some(EntryLink::Draft(receipt)))?;
    match allocation.draft.charge {
        Some(EntryLink::Draft(charge)) => Some(charge),
        Some(EntryLink::Id(_)) | None => None,
    }
}

fn charge_not_found(number: &str) -> Problem {
    Problem::new("charge_not_found", format!("台账中没有应收“{number}”"), format!("the ledger has no charge `{number}`"))
}
