//! How a record type lies in its table: which column holds which field, and what the store's own columns are.

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_types::{Field, FieldType, RecordType, Value};
use serde::{Deserialize, Serialize};

use super::{Fields, RecordVersion};
use crate::StoreError;
use crate::sql::{ColumnKind, Connection, Row, Sql, SqlValue, to_date, to_timestamp};

/// The record types as last migrated, and the tables of those no longer declared.
#[derive(Debug, Default)]
pub(crate) struct Types {
    /// The commit that last migrated.
    pub(crate) sequence: i64,
    /// Declared types in their order.
    declared: Vec<Arc<Layout>>,
    /// Types no longer declared.
    hidden: Vec<Arc<Layout>>,
}

impl Types {
    pub(crate) fn get(&self, kind: &str) -> Result<&Arc<Layout>, StoreError> {
        self.find(kind).ok_or_else(|| StoreError::UnknownType { kind: kind.to_owned() })
    }

    pub(crate) fn find(&self, kind: &str) -> Option<&Arc<Layout>> {
        self.declared.iter().find(|layout| layout.definition.name == kind)
    }

    pub(crate) fn declared(&self) -> &[Arc<Layout>] {
        &self.declared
    }

    /// The declared and the hidden ones.
    pub(crate) fn all_tables(&self) -> impl Iterator<Item = &Arc<Layout>> {
        self.declared.iter().chain(&self.hidden)
    }
}

/// A column made from a field; it stays when the field goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Column {
    /// The column's name; the field's own, but for a column set aside by a change of type.
    pub(crate) name: String,
    /// The field's name.
    pub(crate) field: String,
    /// What it holds.
    pub(crate) kind: ColumnKind,
    /// What the field was last declared as; decides whether a new declaration fits.
    pub(crate) shape: String,
    /// Whether the field is declared now.
    pub(crate) is_hidden: bool,
}

/// The columns before the fields, in every record table. They start with an underscore, which no field may.
pub(crate) const OWN_COLUMNS: &str =
    "_version, _record, _sequence, _business_date, _known_at, _is_asserted, _is_withdrawn, _import, _superseded";
/// How many they are.
pub(crate) const OWN_COLUMN_COUNT: usize = 9;

/// How a record type lies in its table.
#[derive(Debug)]
pub(crate) struct Layout {
    pub(crate) definition: RecordType,
    /// Every column made from a field, hidden ones included, in the order in which they were made.
    pub(crate) columns: Vec<Column>,
    /// For each declared field, its column.
    field_columns: Vec<Column>,
    pub(crate) names: Arc<[String]>,
    table: String,
}

impl Layout {
    pub(crate) fn new(definition: RecordType, columns: Vec<Column>) -> Result<Self, StoreError> {
        let missing = |field: &Field| StoreError::damaged(format!("no column for `{}.{}`", definition.name, field.name));
        let column_of = |field: &Field| {
            columns.iter().find(|column| column.field == field.name && !column.is_hidden).cloned().ok_or_else(|| missing(field))
        };
        let field_columns = definition.fields.iter().map(column_of).collect::<Result<Vec<_>, _>>()?;
        let names = definition.fields.iter().map(|field| field.name.clone()).collect();
        let table = table_name(&definition.name);
        Ok(Self { definition, columns, field_columns, names, table })
    }

    pub(crate) fn table(&self) -> &str {
        &self.table
    }

    pub(crate) fn position(&self, field: &str) -> Option<usize> {
        self.names.iter().position(|name| name == field)
    }

    pub(crate) fn field(&self, field: &str) -> Result<(&Field, String), StoreError> {
        let unknown = || StoreError::UnknownField { kind: self.definition.name.clone(), field: field.to_owned() };
        let position = self.position(field).ok_or_else(unknown)?;
        let found = self.definition.fields.get(position).zip(self.field_columns.get(position)).ok_or_else(unknown)?;
        Ok((found.0, quoted(&found.1.name)))
    }

    /// The quoted column of a declared field.
    pub(crate) fn column(&self, field: &str) -> String {
        let column = self.position(field).and_then(|position| self.field_columns.get(position));
        quoted(column.map_or(field, |column| column.name.as_str()))
    }

    /// The quoted column of the key.
    pub(crate) fn key_column(&self) -> String {
        self.column(&self.definition.key)
    }

    /// The quoted column that a person reads a record by: the field `name`, or else the key.
    pub(crate) fn name_column(&self) -> String {
        if self.position("name").is_some() { self.column("name") } else { self.key_column() }
    }

    /// The store's own columns and those of the declared fields, as `prefix.column`.
    pub(crate) fn select_list(&self, prefix: &str) -> String {
        let own = OWN_COLUMNS.split(", ").map(|column| format!("{prefix}.{column}"));
        let fields = self.field_columns.iter().map(|column| format!("{prefix}.{}", quoted(&column.name)));
        own.chain(fields).collect::<Vec<_>>().join(", ")
    }

    /// The store's own columns and those of the declared fields, for an insert.
    pub(crate) fn insert_list(&self) -> String {
        let fields = self.field_columns.iter().map(|column| quoted(&column.name));
        std::iter::once(OWN_COLUMNS.to_owned()).chain(fields).collect::<Vec<_>>().join(", ")
    }

    /// A row of [`select_list`](Self::select_list).
    pub(crate) fn read(&self, row: &Row<'_>) -> Result<RecordVersion, StoreError> {
        let mut values = Vec::with_capacity(self.field_columns.len());
        for (place, (field, column)) in self.definition.fields.iter().zip(&self.field_columns).enumerate() {
            values.push(to_field_value(&field.kind, row.value(OWN_COLUMN_COUNT + place, column.kind)?)?);
        }
        Ok(RecordVersion {
            version: row.integer(0)?,
            id: row.record(1)?,
            sequence: row.sequence(2)?,
            business_date: row.date(3)?,
            known_at: row.timestamp(4)?,
            is_asserted: row.boolean(5)?,
            is_withdrawn: row.boolean(6)?,
            import: row.optional_import(7)?,
            superseded: row.optional_integer(8)?.map(guiju_types::Sequence),
            fields: Fields { names: Arc::clone(&self.names), values },
        })
    }

    /// The columns of a version as they are inserted.
    pub(crate) fn to_row(&self, version: &RecordVersion) -> Vec<SqlValue> {
        let mut row: Vec<SqlValue> = Vec::with_capacity(OWN_COLUMN_COUNT + version.fields.values.len());
        row.extend([
            version.version.into(),
            version.id.into(),
            version.sequence.into(),
            version.business_date.into(),
            version.known_at.into(),
            version.is_asserted.into(),
            version.is_withdrawn.into(),
            version.import.into(),
            version.superseded.into(),
        ]);
        row.extend(version.fields.values.iter().map(to_sql_value));
        row
    }

    /// Adds a version to a digest. Empty fields are left out, so that a column added later changes no digest; the mark of being superseded is
    /// left out, since it comes later.
    pub(crate) fn digest(&self, row: &[SqlValue], out: &mut Vec<u8>) {
        let own = row.iter().take(OWN_COLUMN_COUNT - 1);
        let mut fields: Vec<(&str, &SqlValue)> =
            self.field_columns.iter().map(|column| column.field.as_str()).zip(row.iter().skip(OWN_COLUMN_COUNT)).collect();
        digest_version(own, &mut fields, out);
    }
}

/// One version's part of a commit's digest.
fn digest_version<'a>(own: impl Iterator<Item = &'a SqlValue>, fields: &mut Vec<(&str, &SqlValue)>, out: &mut Vec<u8>) {
    out.clear();
    for value in own {
        value.encode_into(out);
    }
    fields.retain(|(_, value)| **value != SqlValue::Null);
    fields.sort_unstable_by_key(|(field, _)| *field);
    for (field, value) in fields {
        SqlValue::encode_text(field, out);
        value.encode_into(out);
    }
}

/// Walks over every version of a table in the order of writing, with the bytes that a commit's digest covers.
pub(crate) fn walk_for_digest(connection: &mut Connection, layout: &Layout, each: &mut dyn FnMut(i64, &[u8])) -> Result<(), StoreError> {
    const OWN_KINDS: [ColumnKind; OWN_COLUMN_COUNT - 1] = [
        ColumnKind::Integer,
        ColumnKind::Integer,
        ColumnKind::Integer,
        ColumnKind::Integer,
        ColumnKind::Integer,
        ColumnKind::Boolean,
        ColumnKind::Boolean,
        ColumnKind::Integer,
    ];
    let columns: Vec<String> = layout.columns.iter().map(|column| quoted(&column.name)).collect();
    let list = std::iter::once(OWN_COLUMNS.to_owned()).chain(columns).collect::<Vec<_>>().join(", ");
    let sql = Sql::new(&format!("SELECT {list} FROM {} ORDER BY _version", layout.table()));
    let mut bytes = Vec::new();
    connection.query(&sql, &mut |row| {
        let own = OWN_KINDS.iter().enumerate().map(|(place, kind)| row.value(place, *kind)).collect::<Result<Vec<_>, _>>()?;
        let mut values = Vec::with_capacity(layout.columns.len());
        for (place, column) in layout.columns.iter().enumerate() {
            values.push(row.value(OWN_COLUMN_COUNT + place, column.kind)?);
        }
        let mut fields: Vec<(&str, &SqlValue)> = layout.columns.iter().map(|column| column.field.as_str()).zip(&values).collect();
        digest_version(own.iter(), &mut fields, &mut bytes);
        each(row.integer(2)?, &bytes);
        Ok(())
    })
}

/// Guards the versions of every type that there is.
pub(crate) fn guard_all(connection: &mut Connection) -> Result<(), StoreError> {
    for layout in load_types(connection)?.all_tables() {
        guard(connection, layout.table(), &layout.columns)?;
    }
    Ok(())
}

/// Refuses changes of versions in a table with these columns, but for the mark of being superseded, which follows from later versions.
pub(crate) fn guard(connection: &mut Connection, table: &str, columns: &[Column]) -> Result<(), StoreError> {
    let own = OWN_COLUMNS.split(", ").filter(|column| *column != "_superseded").map(str::to_owned);
    let names: Vec<String> = own.chain(columns.iter().map(|column| quoted(&column.name))).collect();
    let dialect = connection.dialect();
    connection.batch(&dialect.guard_versions(table, &names))
}

/// The commits whose versions in a table are not marked as superseded by what follows them: the mark is kept for the sake of indexes, and
/// follows from the versions.
pub(crate) fn wrongly_superseded(connection: &mut Connection, layout: &Layout) -> Result<Vec<i64>, StoreError> {
    let text = format!(
        "SELECT v._sequence FROM (SELECT _sequence, _superseded, COALESCE(LEAD(_sequence) OVER (PARTITION BY _record ORDER BY _version),
             CASE WHEN _is_withdrawn THEN _sequence END) AS follows FROM {}) v WHERE v._superseded IS DISTINCT FROM v.follows",
        layout.table()
    );
    connection.rows(&Sql::new(&text), |row| row.integer(0))
}

/// Marks the versions of a table anew as superseded by what follows them. Gives how many were wrong.
pub(crate) fn mark_superseded(write: &mut crate::Write<'_>, layout: &Layout) -> Result<u64, StoreError> {
    let (table, follows) = (
        layout.table(),
        "COALESCE((SELECT n._sequence FROM {} n WHERE n._record = v._record AND n._version > v._version ORDER BY n._version LIMIT 1),
             CASE WHEN v._is_withdrawn THEN v._sequence END)",
    );
    let follows = follows.replace("{}", table);
    let wrong = format!("SELECT v._version, {follows} FROM {table} v WHERE v._superseded IS DISTINCT FROM {follows}");
    let wrong = write.connection.rows(&Sql::new(&wrong), |row| Ok((row.integer(0)?, row.optional_integer(1)?)))?;
    let set = |write: &mut crate::Write<'_>, version: i64, superseded: Option<i64>| {
        let text = format!("UPDATE {table} SET _superseded = ?1 WHERE _version = ?2");
        write.execute(&Sql::with(&text, [superseded.into(), version.into()]))
    };
    // Those that are not current go first: there is one current version of a record at a time.
    for (version, superseded) in wrong.iter().filter(|(_, superseded)| superseded.is_some()) {
        set(write, *version, *superseded)?;
    }
    for (version, _) in wrong.iter().filter(|(_, superseded)| superseded.is_none()) {
        set(write, *version, None)?;
    }
    Ok(wrong.len() as u64)
}

/// A field's or type's name as an identifier. INVARIANT: names hold lower-case letters, digits and underscores only
/// (`migrate::check_name`).
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// The table of a record type.
pub(crate) fn table_name(kind: &str) -> String {
    format!("record_{kind}")
}

/// What a column made from a field of this type holds.
pub(crate) fn column_kind(kind: &FieldType) -> ColumnKind {
    match kind {
        FieldType::Text | FieldType::Enumeration(_) => ColumnKind::Text,
        FieldType::Integer | FieldType::Decimal | FieldType::Amount | FieldType::Date | FieldType::Instant | FieldType::Reference(_) => {
            ColumnKind::Integer
        }
        FieldType::Boolean => ColumnKind::Boolean,
    }
}

/// Two declarations of one shape share a column: text and enumerations, decimals and amounts.
pub(crate) fn shape(kind: &FieldType) -> String {
    match kind {
        FieldType::Text | FieldType::Enumeration(_) => "text".to_owned(),
        FieldType::Integer => "integer".to_owned(),
        FieldType::Decimal | FieldType::Amount => "decimal".to_owned(),
        FieldType::Date => "date".to_owned(),
        FieldType::Instant => "instant".to_owned(),
        FieldType::Boolean => "boolean".to_owned(),
        FieldType::Reference(target) => format!("reference to {target}"),
    }
}

/// What a field of this type holds, in words for a message.
pub(crate) fn expected(kind: &FieldType) -> String {
    match kind {
        FieldType::Text => "text".to_owned(),
        FieldType::Enumeration(_) => "the name of a choice".to_owned(),
        FieldType::Integer => "a whole number".to_owned(),
        FieldType::Decimal => "a number of up to 4 decimals".to_owned(),
        FieldType::Amount => "an amount of money".to_owned(),
        FieldType::Date => "a date".to_owned(),
        FieldType::Instant => "an instant".to_owned(),
        FieldType::Boolean => "yes or no".to_owned(),
        FieldType::Reference(target) => format!("a `{target}`"),
    }
}

/// Whether a value may stand in a field of this type.
pub(crate) fn fits(kind: &FieldType, value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Text(_) => matches!(kind, FieldType::Text | FieldType::Enumeration(_)),
        Value::Integer(_) => matches!(kind, FieldType::Integer),
        Value::Amount(_) => matches!(kind, FieldType::Decimal | FieldType::Amount),
        Value::Date(_) => matches!(kind, FieldType::Date),
        Value::Instant(_) => matches!(kind, FieldType::Instant),
        Value::Boolean(_) => matches!(kind, FieldType::Boolean),
        Value::Reference(_) => matches!(kind, FieldType::Reference(_)),
    }
}

/// A field's value as its column holds it.
pub(crate) fn to_sql_value(value: &Value) -> SqlValue {
    match value {
        Value::Null => SqlValue::Null,
        Value::Text(text) => text.into(),
        Value::Integer(number) => (*number).into(),
        Value::Amount(amount) => (*amount).into(),
        Value::Date(date) => (*date).into(),
        Value::Instant(instant) => (*instant).into(),
        Value::Boolean(boolean) => (*boolean).into(),
        Value::Reference(record) => (*record).into(),
    }
}

/// A column's value as the field's type reads it.
fn to_field_value(kind: &FieldType, value: SqlValue) -> Result<Value, StoreError> {
    Ok(match (kind, value) {
        (_, SqlValue::Null) => Value::Null,
        (_, SqlValue::Text(text)) => Value::Text(text),
        (_, SqlValue::Boolean(boolean)) => Value::Boolean(boolean),
        (FieldType::Integer, SqlValue::Integer(number)) => Value::Integer(number),
        (FieldType::Decimal | FieldType::Amount, SqlValue::Integer(parts)) => Value::Amount(guiju_types::Amount::from_parts(parts)),
        (FieldType::Date, SqlValue::Integer(days)) => Value::Date(to_date(days)?),
        (FieldType::Instant, SqlValue::Integer(microseconds)) => Value::Instant(to_timestamp(microseconds)?),
        (FieldType::Reference(_), SqlValue::Integer(id)) => Value::Reference(guiju_types::RecordId(id)),
        (kind, _) => return Err(StoreError::damaged(format!("something other than {} in a field", expected(kind)))),
    })
}

/// Reads the declared types and their columns.
pub(crate) fn load_types(connection: &mut Connection) -> Result<Types, StoreError> {
    let sequence = crate::tables::counter::types(connection)?;
    let damaged = |error: serde_json::Error| StoreError::damaged(format!("a record type: {error}"));
    let sql = Sql::new("SELECT definition, columns, is_hidden FROM declared_type ORDER BY place, name");
    let loaded = connection.rows(&sql, |row| {
        let definition: RecordType = serde_json::from_str(&row.text(0)?).map_err(damaged)?;
        let columns: Vec<Column> = serde_json::from_str(&row.text(1)?).map_err(damaged)?;
        Ok((row.boolean(2)?, Arc::new(Layout::new(definition, columns)?)))
    })?;
    let mut types = Types { sequence, ..Types::default() };
    for (is_hidden, layout) in loaded {
        if is_hidden { types.hidden.push(layout) } else { types.declared.push(layout) }
    }
    Ok(types)
}

/// The types by name, for a migration to start from.
pub(crate) fn by_name(types: &Types) -> BTreeMap<String, (Arc<Layout>, bool)> {
    let declared = types.declared.iter().map(|layout| (layout.definition.name.clone(), (Arc::clone(layout), false)));
    let hidden = types.hidden.iter().map(|layout| (layout.definition.name.clone(), (Arc::clone(layout), true)));
    declared.chain(hidden).collect()
}
