//! Writes records: finds what is there in bulk, checks every draft, and writes only what changed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use guiju_types::{Date, Field, FieldType, RecordId, Timestamp, Value};
use jiff::tz::Offset;

use super::layout::{Layout, expected, fits};
use super::{Fields, RecordDraft, RecordVersion};
use crate::sql::{LIST_LENGTH, Sql};
use crate::{RecordFault, RecordProblem, StoreError, Write};

/// Where a day begins for records that say no business date: China has one time and no summer time.
const COMPANY_OFFSET: Offset = Offset::constant(8);

/// What a call would write.
pub(crate) struct Plan {
    /// The record of each draft.
    pub(crate) ids: Vec<RecordId>,
    pub(crate) problems: Vec<RecordProblem>,
    /// New versions, in the order of their ids.
    versions: Vec<RecordVersion>,
    /// Versions in the database that are no longer current.
    superseded: Vec<i64>,
    last_record: i64,
    last_version: i64,
}

/// The day on which an instant falls.
pub(crate) fn day_of(instant: Timestamp) -> Date {
    COMPANY_OFFSET.to_datetime(instant).date()
}

/// What is known of the records that a call names, kept up to date as its drafts are applied.
struct Known {
    current: HashMap<RecordId, RecordVersion>,
    by_key: HashMap<String, RecordId>,
    /// Where in [`Plan::versions`] the current version of a record stands, for those that this call wrote.
    written: HashMap<RecordId, usize>,
}

/// One reference to look up.
struct Reference<'a> {
    index: usize,
    key: String,
    field: &'a Field,
    target: &'a str,
    value: RecordId,
}

/// Works out what the drafts would write, without writing or numbering anything.
pub(crate) fn plan(write: &mut Write<'_>, layout: &Layout, drafts: &[RecordDraft]) -> Result<Plan, StoreError> {
    let key_position = layout.position(&layout.definition.key).unwrap_or_default();
    let mut known = load_known(write, layout, drafts)?;
    let mut plan = Plan {
        ids: Vec::with_capacity(drafts.len()),
        problems: Vec::new(),
        versions: Vec::with_capacity(drafts.len()),
        superseded: Vec::new(),
        last_record: write.counter.record,
        last_version: write.counter.version,
    };
    let mut references = Vec::new();
    for (index, draft) in drafts.iter().enumerate() {
        let key = draft_key(layout, draft);
        let problem = |fault: (Option<&str>, Option<&Value>, RecordFault)| RecordProblem {
            index,
            kind: layout.definition.name.clone(),
            key: key.clone().unwrap_or_default(),
            field: fault.0.map(str::to_owned),
            value: fault.1.map(shown),
            why: fault.2,
        };
        match apply(write, layout, key_position, draft, &mut known, &mut plan) {
            Ok(id) => {
                plan.ids.push(id);
                collect_references(layout, index, key.as_deref().unwrap_or_default(), draft, &mut references);
            }
            Err(fault) => {
                plan.problems.push(problem((fault.field, fault.value, fault.why)));
                plan.ids.push(RecordId::default());
            }
        }
    }
    check_references(write, layout, &references, &mut plan)?;
    Ok(plan)
}

/// Writes a plan that has no problems.
pub(crate) fn write_plan(write: &mut Write<'_>, layout: &Arc<Layout>, plan: Plan) -> Result<Vec<RecordId>, StoreError> {
    write.counter.record = plan.last_record;
    write.counter.version = plan.last_version;
    write_versions(write, layout, &plan.versions, &plan.superseded)?;
    Ok(plan.ids)
}

/// Marks versions as superseded and adds new ones, which are numbered already.
pub(crate) fn write_versions(
    write: &mut Write<'_>,
    layout: &Layout,
    versions: &[RecordVersion],
    superseded: &[i64],
) -> Result<(), StoreError> {
    for chunk in superseded.chunks(LIST_LENGTH) {
        let mut sql = Sql::new(&format!("UPDATE {} SET _superseded = ", layout.table()));
        sql.bind(write.sequence()).push(" WHERE _version").in_list(chunk.iter().copied());
        write.execute(&sql)?;
    }
    if versions.is_empty() {
        return Ok(());
    }
    let columns = layout.insert_list();
    let mut bytes = Vec::new();
    for chunk in versions.chunks(5_000) {
        let rows: Vec<_> = chunk.iter().map(|version| layout.to_row(version)).collect();
        let hasher = write.digest(layout.table());
        for row in &rows {
            layout.digest(row, &mut bytes);
            hasher.update(&bytes);
        }
        write.insert(layout.table(), &columns, &rows)?;
    }
    Ok(())
}

/// The key that a draft gives, if it gives one.
fn draft_key(layout: &Layout, draft: &RecordDraft) -> Option<String> {
    let given = draft.fields.iter().rev().find(|(name, _)| *name == layout.definition.key);
    match given {
        Some((_, Value::Text(text))) => Some(text.clone()),
        _ => None,
    }
}

/// Loads the current versions that the drafts name by id or by key.
fn load_known(write: &mut Write<'_>, layout: &Layout, drafts: &[RecordDraft]) -> Result<Known, StoreError> {
    let ids: HashSet<i64> = drafts.iter().filter_map(|draft| draft.id.map(|id| id.0)).collect();
    let keys: HashSet<String> = drafts.iter().filter_map(|draft| draft_key(layout, draft)).collect();
    let mut known = Known { current: HashMap::new(), by_key: HashMap::new(), written: HashMap::new() };
    let mut found = Vec::new();
    let ids: Vec<i64> = ids.into_iter().collect();
    for chunk in ids.chunks(LIST_LENGTH) {
        found.extend(load_current(write, layout, "_record", chunk.iter().copied())?);
    }
    let keys: Vec<String> = keys.into_iter().collect();
    for chunk in keys.chunks(LIST_LENGTH) {
        found.extend(load_current(write, layout, &layout.key_column(), chunk.iter().map(String::as_str))?);
    }
    for version in found {
        if let Some(key) = version.fields.text(&layout.definition.key) {
            known.by_key.insert(key.to_owned(), version.id);
        }
        known.current.insert(version.id, version);
    }
    Ok(known)
}

/// Current versions by the values of one column.
pub(crate) fn load_current<T: Into<crate::sql::SqlValue>>(
    write: &mut Write<'_>,
    layout: &Layout,
    column: &str,
    values: impl IntoIterator<Item = T>,
) -> Result<Vec<RecordVersion>, StoreError> {
    let mut sql = Sql::new(&format!("SELECT {} FROM {} r WHERE r.{column}", layout.select_list("r"), layout.table()));
    sql.in_list(values).push(" AND r._superseded IS NULL");
    write.connection.rows(&sql, |row| layout.read(row))
}

/// What is wrong with a draft, with the field and value at fault.
struct Fault<'a> {
    field: Option<&'a str>,
    value: Option<&'a Value>,
    why: RecordFault,
}

impl Fault<'_> {
    fn whole(why: RecordFault) -> Self {
        Self { field: None, value: None, why }
    }
}

/// Applies one draft to what is known, adding a version where it changes something.
fn apply<'a>(
    write: &Write<'_>,
    layout: &Layout,
    key_position: usize,
    draft: &'a RecordDraft,
    known: &mut Known,
    plan: &mut Plan,
) -> Result<RecordId, Fault<'a>> {
    if let Some(instant) = draft.known_at.filter(|instant| *instant > write.now()) {
        return Err(Fault::whole(RecordFault::Future(instant)));
    }
    let id = match (draft.id, draft_key(layout, draft)) {
        (Some(id), _) if known.current.contains_key(&id) => Some(id),
        (Some(id), _) => return Err(Fault::whole(RecordFault::NoRecord(id))),
        (None, Some(key)) => known.by_key.get(&key).copied(),
        (None, None) => return Err(Fault::whole(RecordFault::NoKey(layout.definition.key.clone()))),
    };
    let last = id.and_then(|id| known.current.get(&id));
    let fields = merge(layout, draft, last)?;
    let key = match fields.values.get(key_position) {
        Some(Value::Text(key)) if !key.is_empty() => key.clone(),
        _ => return Err(Fault::whole(RecordFault::NoKey(layout.definition.key.clone()))),
    };
    if let Some(other) = known.by_key.get(&key).filter(|other| Some(**other) != id) {
        return Err(Fault::whole(RecordFault::DuplicateKey(*other)));
    }
    if let Some(last) = last {
        if last.fields.values == fields.values {
            return Ok(last.id);
        }
        if let Some(old_key) = last.fields.text(&layout.definition.key).filter(|old| *old != key) {
            known.by_key.remove(old_key);
        }
    }
    let id = id.unwrap_or_else(|| {
        plan.last_record += 1;
        RecordId(plan.last_record)
    });
    plan.last_version += 1;
    let version = new_version(write, layout, id, plan.last_version, draft, fields);
    match known.written.insert(id, plan.versions.len()) {
        Some(place) => {
            if let Some(earlier) = plan.versions.get_mut(place) {
                earlier.superseded = Some(write.sequence());
            }
        }
        None => plan.superseded.extend(last.map(|last| last.version)),
    }
    known.by_key.insert(key, id);
    known.current.insert(id, version.clone());
    plan.versions.push(version);
    Ok(id)
}

fn new_version(write: &Write<'_>, layout: &Layout, id: RecordId, version: i64, draft: &RecordDraft, fields: Fields) -> RecordVersion {
    let known_at = draft.known_at.unwrap_or_else(|| write.now());
    let dated = layout.definition.business_date.as_ref().and_then(|field| fields.date(field));
    RecordVersion {
        id,
        version,
        sequence: write.sequence(),
        business_date: draft.business_date.or(dated).unwrap_or_else(|| day_of(known_at)),
        known_at,
        is_asserted: draft.known_at.is_some(),
        is_withdrawn: false,
        import: draft.import,
        superseded: None,
        fields,
    }
}

/// The values of the next version: the last ones with the draft's over them, each checked against its field.
fn merge<'a>(layout: &Layout, draft: &'a RecordDraft, last: Option<&RecordVersion>) -> Result<Fields, Fault<'a>> {
    let mut values = match last {
        Some(last) => last.fields.values.clone(),
        None => vec![Value::Null; layout.definition.fields.len()],
    };
    for (name, value) in &draft.fields {
        let at = |why| Fault { field: Some(name), value: Some(value), why };
        let place = layout.position(name).ok_or_else(|| at(RecordFault::UnknownField(name.clone())))?;
        if let (Some(field), Some(slot)) = (layout.definition.fields.get(place), values.get_mut(place)) {
            check_value(field, value).map_err(at)?;
            *slot = if *value == Value::Text(String::new()) { Value::Null } else { value.clone() };
        }
    }
    for (field, value) in layout.definition.fields.iter().zip(&values) {
        if field.is_required && *value == Value::Null && field.name != layout.definition.key {
            let why = RecordFault::Required(field.name.clone());
            return Err(Fault {
                field: draft.fields.iter().map(|(name, _)| name.as_str()).find(|name| *name == field.name),
                value: None,
                why,
            });
        }
    }
    Ok(Fields { names: Arc::clone(&layout.names), values })
}

fn check_value(field: &Field, value: &Value) -> Result<(), RecordFault> {
    let wrong = |expected: String| RecordFault::WrongType { field: field.name.clone(), expected, value: shown(value) };
    if !fits(&field.kind, value) {
        return Err(wrong(expected(&field.kind)));
    }
    if let Value::Text(text) = value {
        if text.contains('\0') {
            return Err(wrong("text without zero bytes".to_owned()));
        }
        if let FieldType::Enumeration(choices) = &field.kind
            && !text.is_empty()
            && !choices.iter().any(|(name, _)| name == text)
        {
            let allowed = choices.iter().map(|(name, _)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
            return Err(RecordFault::NotInEnumeration { field: field.name.clone(), allowed, value: shown(value) });
        }
    }
    Ok(())
}

/// A value for a message, shortened.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::Null => String::new(),
        Value::Text(text) => text.chars().take(41).collect(),
        Value::Integer(number) => number.to_string(),
        Value::Amount(amount) => amount.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Instant(instant) => instant.to_string(),
        Value::Boolean(boolean) => boolean.to_string(),
        Value::Reference(record) => record.to_string(),
    };
    if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text }
}

fn collect_references<'a>(layout: &'a Layout, index: usize, key: &str, draft: &RecordDraft, references: &mut Vec<Reference<'a>>) {
    for (name, value) in &draft.fields {
        let field = layout.position(name).and_then(|place| layout.definition.fields.get(place));
        if let (Value::Reference(value), Some(field)) = (value, field)
            && let FieldType::Reference(target) = &field.kind
        {
            references.push(Reference { index, key: key.to_owned(), field, target, value: *value });
        }
    }
}

/// Every record that the drafts refer to is current.
fn check_references(write: &mut Write<'_>, layout: &Layout, references: &[Reference<'_>], plan: &mut Plan) -> Result<(), StoreError> {
    let mut by_target: BTreeMap<&str, HashSet<RecordId>> = BTreeMap::new();
    for reference in references {
        by_target.entry(reference.target).or_default().insert(reference.value);
    }
    let mut missing: HashSet<(&str, RecordId)> = HashSet::new();
    for (target, ids) in by_target {
        missing.extend(write.missing_records(target, ids)?.into_iter().map(|id| (target, id)));
    }
    for reference in references.iter().filter(|reference| missing.contains(&(reference.target, reference.value))) {
        plan.problems.push(RecordProblem {
            index: reference.index,
            kind: layout.definition.name.clone(),
            key: reference.key.clone(),
            field: Some(reference.field.name.clone()),
            value: Some(reference.value.to_string()),
            why: RecordFault::NoTarget { field: reference.field.name.clone(), target: reference.target.to_owned(), value: reference.value },
        });
    }
    plan.problems.sort_by_key(|problem| problem.index);
    Ok(())
}

impl Write<'_> {
    /// Which of these records are not current ones of their type. What was found is remembered for the rest of the transaction.
    pub(crate) fn missing_records(&mut self, kind: &str, ids: impl IntoIterator<Item = RecordId>) -> Result<HashSet<RecordId>, StoreError> {
        let known = self.existing.entry(kind.to_owned()).or_default();
        let mut missing: HashSet<RecordId> = ids.into_iter().filter(|id| !known.contains(id)).collect();
        if missing.is_empty() {
            return Ok(missing);
        }
        let table = self.types.get(kind)?.table().to_owned();
        let wanted: Vec<RecordId> = missing.iter().copied().collect();
        for chunk in wanted.chunks(LIST_LENGTH) {
            let mut sql = Sql::new(&format!("SELECT _record FROM {table} WHERE _record"));
            sql.in_list(chunk.iter().copied()).push(" AND _superseded IS NULL");
            for id in self.connection.rows(&sql, |row| row.record(0))? {
                missing.remove(&id);
                known.insert(id);
            }
        }
        Ok(missing)
    }
}
