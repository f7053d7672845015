//! Tables `record_<type>`: every version of every record, in typed columns.

pub(crate) mod layout;
mod migrate;
pub(crate) mod put;
mod query;
pub(crate) mod withdraw;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use guiju_types::{Actor, Date, ImportId, RecordId, RecordType, Scope, Sequence, Timestamp, Value};

pub(crate) use self::layout::{Layout, Types, guard_all, load_types, mark_superseded, walk_for_digest, wrongly_superseded};
use super::counter;
use crate::sql::{Connection, LIST_LENGTH, Sql, SqlValue};
use crate::{Cursor, Page, Store, StoreError, Write, scope};

/// The declared types; their tables follow in `migrate.rs`.
pub(crate) const CREATE: &str = "
    CREATE TABLE declared_type (
        name {text} PRIMARY KEY,
        place BIGINT NOT NULL,
        definition {text} NOT NULL, -- JSON of RecordType
        columns {text} NOT NULL, -- JSON: the columns of its table, hidden ones included
        is_hidden BOOLEAN NOT NULL
    );";

/// The values of a record, in the order of its type's fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    pub(crate) names: Arc<[String]>,
    pub(crate) values: Vec<Value>,
}

impl Fields {
    /// The value of a field; nothing where the type has no such field.
    #[must_use]
    pub fn get(&self, name: &str) -> &Value {
        let position = self.names.iter().position(|known| known == name);
        position.and_then(|position| self.values.get(position)).unwrap_or(&Value::Null)
    }

    /// A text or enumeration field's text.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        if let Value::Text(text) = self.get(name) { Some(text) } else { None }
    }

    /// A reference field's record.
    #[must_use]
    pub fn reference(&self, name: &str) -> Option<RecordId> {
        if let Value::Reference(record) = self.get(name) { Some(*record) } else { None }
    }

    /// A date field's date.
    #[must_use]
    pub fn date(&self, name: &str) -> Option<Date> {
        if let Value::Date(date) = self.get(name) { Some(*date) } else { None }
    }

    /// Names and values in the order of the type's fields.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.names.iter().map(String::as_str).zip(&self.values)
    }

    /// The values alone, in the order of the type's fields.
    #[must_use]
    pub fn values(&self) -> &[Value] {
        &self.values
    }
}

/// One version of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordVersion {
    /// The record, the same over all of its versions.
    pub id: RecordId,
    /// The version; grows over all records of all types.
    pub version: i64,
    /// The commit that wrote it.
    pub sequence: Sequence,
    /// From when it holds, by the books.
    pub business_date: Date,
    /// When it became known.
    pub known_at: Timestamp,
    /// Whether that instant is an import's assertion.
    pub is_asserted: bool,
    /// Whether the record was withdrawn by this version; its fields are those it last had.
    pub is_withdrawn: bool,
    /// The import that brought it.
    pub import: Option<ImportId>,
    /// The commit that put another version in its place; `None` for the current version. A withdrawing version is never current.
    pub superseded: Option<Sequence>,
    /// Its values.
    pub fields: Fields,
}

/// A record as it is read: one version of it, the current one unless another was asked for.
pub type Record = RecordVersion;

/// A record to write: a new one, or a new version of a known one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RecordDraft {
    /// The record, where it is known; otherwise its key decides.
    pub id: Option<RecordId>,
    /// Values by field; an absent field keeps what the last version has.
    pub fields: Vec<(String, Value)>,
    /// From when it holds; `None`: the type's business date field, or the day it became known.
    pub business_date: Option<Date>,
    /// When it became known, as an import asserts. `None`: now.
    pub known_at: Option<Timestamp>,
    /// The import that brings it.
    pub import: Option<ImportId>,
}

/// A condition on one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RecordFilter {
    /// Has this value (a reference: names this record).
    Equal {
        /// The field.
        field: String,
        /// The value.
        value: Value,
    },
    /// Has one of these values.
    In {
        /// The field.
        field: String,
        /// The values.
        values: Vec<Value>,
    },
    /// Is empty, or is not.
    IsNull {
        /// The field.
        field: String,
        /// `true`: is empty.
        is_null: bool,
    },
    /// Lies between two values, both included; `None` leaves that side open.
    Range {
        /// The field.
        field: String,
        /// The lowest.
        from: Option<Value>,
        /// The highest.
        to: Option<Value>,
    },
    /// A text field that contains this text, whatever the case of ASCII letters.
    Contains {
        /// The field.
        field: String,
        /// The text.
        text: String,
    },
}

/// How a list of records is sorted; empty values come last in both directions, the record id breaks ties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordSort {
    /// The field.
    pub field: String,
    /// Largest first.
    pub is_descending: bool,
}

/// A list of current records of one type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordQuery {
    /// The record type.
    pub kind: String,
    /// All of these hold.
    pub filters: Vec<RecordFilter>,
    /// One of the text fields contains this text.
    pub search: Option<String>,
    /// `None`: by key.
    pub sort: Option<RecordSort>,
    /// Where the last page ended.
    pub after: Option<Cursor>,
    /// How many on a page; at most 10,000.
    pub limit: u32,
    /// Whether to count what is on all pages.
    pub with_total: bool,
}

impl RecordQuery {
    /// The first hundred of a type, by key.
    #[must_use]
    pub fn new(kind: &str) -> Self {
        Self { kind: kind.to_owned(), filters: Vec::new(), search: None, sort: None, after: None, limit: 100, with_total: false }
    }
}

/// The two times of a question; `None` is now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AsOf {
    /// What held by this day.
    pub date: Option<Date>,
    /// What was known by this instant.
    pub known_at: Option<Timestamp>,
}

/// What a migration of the record tables did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MigrationStep {
    /// A new type got its table.
    AddType {
        /// The type.
        kind: String,
    },
    /// A new field got its column.
    AddField {
        /// The type.
        kind: String,
        /// The field.
        field: String,
    },
    /// A type is no longer declared; its table stays, hidden.
    HideType {
        /// The type.
        kind: String,
    },
    /// A field is no longer declared; its column stays, hidden.
    HideField {
        /// The type.
        kind: String,
        /// The field.
        field: String,
    },
    /// A type or field that was hidden is declared again.
    Restore {
        /// `type` or `type.field`.
        name: String,
    },
    /// A field holds something else now; the old column stays, hidden, and the new one starts empty.
    ChangeType {
        /// The type.
        kind: String,
        /// The field.
        field: String,
    },
    /// Labels, requirements, enumerations or keys changed; no column did.
    Redefine {
        /// The type.
        kind: String,
    },
}

/// Bulk lookup of keys among current records.
fn lookup_keys(
    connection: &mut Connection,
    types: &Types,
    scope: &Scope,
    kind: &str,
    keys: &[String],
) -> Result<HashMap<String, RecordId>, StoreError> {
    let layout = types.get(kind)?;
    let column = layout.key_column();
    let mut found = HashMap::with_capacity(keys.len());
    for chunk in keys.chunks(LIST_LENGTH) {
        let mut sql = Sql::new(&format!("SELECT r.{column}, r._record FROM {} r WHERE r.{column}", layout.table()));
        sql.in_list(chunk.iter().map(String::as_str)).push(" AND r._superseded IS NULL");
        scope::restrict(&mut sql, scope, types, layout, "r");
        found.extend(connection.rows(&sql, |row| Ok((row.text(0)?, row.record(1)?)))?);
    }
    Ok(found)
}

impl Store {
    /// Makes the record tables fit `types`, from the difference to what was migrated last. New types and fields are added; what hides
    /// data is refused unless `allow_destructive` names it as `type` or `type.field`.
    pub fn migrate_records(
        &self,
        actor: &Actor,
        types: &[RecordType],
        allow_destructive: &[String],
    ) -> Result<Vec<MigrationStep>, StoreError> {
        self.write(actor, |write| migrate::migrate(write, types, allow_destructive))
    }

    /// What the record tables do not hold of these types, or hold as something else: `type`, or `type.field`. Looks, and changes nothing.
    #[must_use]
    pub fn lacks(&self, types: &[RecordType]) -> Vec<String> {
        migrate::lacks(&self.types(), types)
    }

    /// The record types as last migrated.
    #[must_use]
    pub fn record_types(&self) -> Vec<RecordType> {
        self.types().declared().iter().map(|layout| layout.definition.clone()).collect()
    }

    /// One record type as last migrated.
    pub fn record_type(&self, kind: &str) -> Result<RecordType, StoreError> {
        Ok(self.types().get(kind)?.definition.clone())
    }

    /// The current version of a record, where the scope may see it.
    pub fn record(&self, scope: &Scope, kind: &str, id: RecordId) -> Result<Option<Record>, StoreError> {
        Ok(self.current(scope, kind, "_record", &[id.into()])?.into_iter().next())
    }

    /// The version of a record that held by a date, as known at an instant: of the versions with both times not after these, the one
    /// written last. The scope looks at the current version.
    pub fn record_as_of(&self, scope: &Scope, kind: &str, id: RecordId, as_of: &AsOf) -> Result<Option<Record>, StoreError> {
        let mut versions = self.history(scope, kind, id)?;
        versions.retain(|version| {
            as_of.date.is_none_or(|date| version.business_date <= date)
                && as_of.known_at.is_none_or(|known_at| version.known_at <= known_at)
        });
        Ok(versions.into_iter().next().filter(|version| !version.is_withdrawn))
    }

    /// The current version of the record with this key.
    pub fn record_by_key(&self, scope: &Scope, kind: &str, key: &str) -> Result<Option<Record>, StoreError> {
        let column = self.types().get(kind)?.key_column();
        Ok(self.current(scope, kind, &column, &[key.into()])?.into_iter().next())
    }

    /// The current versions of these records, in the order of their ids; what the scope may not see is left out.
    pub fn records_by_id(&self, scope: &Scope, kind: &str, ids: &[RecordId]) -> Result<Vec<Record>, StoreError> {
        let ids: BTreeSet<RecordId> = ids.iter().copied().collect();
        let values: Vec<SqlValue> = ids.into_iter().map(Into::into).collect();
        self.current(scope, kind, "_record", &values)
    }

    /// Current versions by the values of one column.
    fn current(&self, scope: &Scope, kind: &str, column: &str, values: &[SqlValue]) -> Result<Vec<Record>, StoreError> {
        let types = self.types();
        let layout = types.get(kind)?;
        self.read(|connection| {
            let mut found = Vec::with_capacity(values.len());
            for chunk in values.chunks(LIST_LENGTH) {
                let mut sql = Sql::new(&format!("SELECT {} FROM {} r WHERE r.{column}", layout.select_list("r"), layout.table()));
                sql.in_list(chunk.iter().cloned()).push(" AND r._superseded IS NULL");
                scope::restrict(&mut sql, scope, &types, layout, "r");
                sql.push(" ORDER BY r._record");
                found.extend(connection.rows(&sql, |row| layout.read(row))?);
            }
            Ok(found)
        })
    }

    /// A page of the current records of a type.
    pub fn records(&self, scope: &Scope, query: &RecordQuery) -> Result<Page<Record>, StoreError> {
        let types = self.types();
        self.read(|connection| query::page(connection, &types, scope, query))
    }

    /// The current records with these keys, looked up in bulk; a key without one is left out.
    pub fn keys(&self, scope: &Scope, kind: &str, keys: &[String]) -> Result<HashMap<String, RecordId>, StoreError> {
        let types = self.types();
        self.read(|connection| lookup_keys(connection, &types, scope, kind, keys))
    }

    /// Every version of a record, the newest first; empty where the scope may not see its last version.
    pub fn history(&self, scope: &Scope, kind: &str, id: RecordId) -> Result<Vec<RecordVersion>, StoreError> {
        let types = self.types();
        let layout = types.get(kind)?;
        let (list, table) = (layout.select_list("r"), layout.table());
        // A withdrawn record has no current version; the scope then looks at the withdrawing one.
        let mut seen = Sql::new(&format!("SELECT r._version FROM {table} r WHERE r._record = "));
        seen.bind(id).push(&format!(" AND r._version = (SELECT max(l._version) FROM {table} l WHERE l._record = r._record)"));
        scope::restrict(&mut seen, scope, &types, layout, "r");
        let all = Sql::with(&format!("SELECT {list} FROM {table} r WHERE r._record = ?1 ORDER BY r._version DESC"), [id.into()]);
        self.read(|connection| match connection.first(&seen, |row| row.integer(0))? {
            Some(_) => connection.rows(&all, |row| layout.read(row)),
            None => Ok(Vec::new()),
        })
    }

    /// Every version of a type's records that was written after `after`, in the order of writing. For the program's own work over the whole
    /// company; returns the sequence up to which that is complete.
    pub fn versions_after(
        &self,
        kind: &str,
        after: Sequence,
        each: &mut dyn FnMut(RecordVersion) -> Result<(), StoreError>,
    ) -> Result<Sequence, StoreError> {
        let types = self.types();
        let layout = types.get(kind)?;
        let text = format!(
            "SELECT {} FROM {} r WHERE r._sequence > ?1 AND r._sequence <= ?2 ORDER BY r._sequence, r._version",
            layout.select_list("r"),
            layout.table()
        );
        self.read(|connection| {
            let last = counter::last_sequence(connection)?;
            let sql = Sql::with(&text, [after.into(), last.into()]);
            connection.query(&sql, &mut |row| each(layout.read(row)?))?;
            Ok(last)
        })
    }

    /// How many versions of records of a type, up to a business date, were written after `after`.
    pub fn count_versions_since(&self, kind: &str, after: Sequence, until: Date) -> Result<u64, StoreError> {
        let types = self.types();
        let table = types.get(kind)?.table().to_owned();
        let text = format!("SELECT count(*) FROM {table} r WHERE r._sequence > ?1 AND r._business_date <= ?2");
        self.read(|connection| Ok(connection.first(&Sql::with(&text, [after.into(), until.into()]), |row| row.count(0))?.unwrap_or(0)))
    }
}

impl Write<'_> {
    /// Writes records: a new one where the id is absent and the key unknown, else a new version. A draft that changes nothing writes
    /// nothing. Gives the record of each draft, in their order.
    pub fn put_records(&mut self, kind: &str, drafts: &[RecordDraft]) -> Result<Vec<RecordId>, StoreError> {
        let layout = Arc::clone(self.types.get(kind)?);
        let imports: BTreeSet<ImportId> = drafts.iter().filter_map(|draft| draft.import).collect();
        for import in imports {
            self.running_import(import)?;
        }
        let plan = put::plan(self, &layout, drafts)?;
        match plan.problems.first() {
            Some(problem) => Err(StoreError::Record(Box::new(problem.clone()))),
            None => put::write_plan(self, &layout, plan),
        }
    }

    /// What [`put_records`](Self::put_records) would refuse, for every draft that it would refuse; writes nothing.
    pub fn check_records(&mut self, kind: &str, drafts: &[RecordDraft]) -> Result<Vec<crate::RecordProblem>, StoreError> {
        let layout = Arc::clone(self.types.get(kind)?);
        Ok(put::plan(self, &layout, drafts)?.problems)
    }

    /// The current records with these keys, this transaction's own included.
    pub fn keys(&mut self, kind: &str, keys: &[String]) -> Result<HashMap<String, RecordId>, StoreError> {
        lookup_keys(self.connection, &self.types, &Scope::Company, kind, keys)
    }

    /// The current versions of these records, this transaction's own included, in no order.
    pub fn records_by_id(&mut self, kind: &str, ids: &[RecordId]) -> Result<Vec<Record>, StoreError> {
        let layout = Arc::clone(self.types.get(kind)?);
        let mut found = Vec::with_capacity(ids.len());
        for chunk in ids.chunks(LIST_LENGTH) {
            found.extend(put::load_current(self, &layout, "_record", chunk.iter().copied())?);
        }
        Ok(found)
    }
}
