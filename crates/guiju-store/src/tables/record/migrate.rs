//! Makes the record tables fit the declared types, from the difference to what was declared last.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use guiju_types::{FieldType, RecordType};

use super::MigrationStep;
use super::layout::{self, Column, Layout, OWN_COLUMNS, Types, column_kind, quoted, shape, table_name};
use crate::sql::{ColumnKind, Dialect, Sql};
use crate::{StoreError, Write};

/// The longest name of a type or field, so that every index's name fits PostgreSQL's 63 bytes.
const NAME_LENGTH_MAX: usize = 40;

/// The types and fields of `declared` that a migration would have to add or change.
pub(crate) fn lacks(known: &Types, declared: &[RecordType]) -> Vec<String> {
    let mut lacking = Vec::new();
    for definition in declared {
        let Some(layout) = known.find(&definition.name) else {
            lacking.push(definition.name.clone());
            continue;
        };
        let has = |field: &guiju_types::Field| {
            let fits = |column: &&Column| !column.is_hidden && column.field == field.name && column.shape == shape(&field.kind);
            layout.columns.iter().any(|column| fits(&column))
        };
        lacking.extend(definition.fields.iter().filter(|field| !has(field)).map(|field| format!("{}.{}", definition.name, field.name)));
    }
    lacking
}

/// Checks, refuses or does the whole migration.
pub(crate) fn migrate(
    write: &mut Write<'_>,
    declared: &[RecordType],
    allow_destructive: &[String],
) -> Result<Vec<MigrationStep>, StoreError> {
    check(declared)?;
    let known = layout::by_name(&write.types);
    refuse_destructive(&known, declared, allow_destructive)?;
    let mut steps = Vec::new();
    for (place, definition) in declared.iter().enumerate() {
        let before = steps.len();
        let columns = match known.get(&definition.name) {
            None => add_type(write, definition, &mut steps)?,
            Some((layout, is_hidden)) => change_type(write, layout, *is_hidden, definition, &mut steps)?,
        };
        let was_elsewhere = write.types.declared().get(place).is_none_or(|layout| layout.definition.name != definition.name);
        if steps.len() > before || was_elsewhere {
            remember(write, place, definition, &columns)?;
        }
    }
    for (name, (_, is_hidden)) in &known {
        if !is_hidden && !declared.iter().any(|definition| definition.name == *name) {
            steps.push(MigrationStep::HideType { kind: name.clone() });
            write.update("declared_type", &[("is_hidden", true.into())], &Sql::with("name = ?1", [name.into()]))?;
        }
    }
    if !steps.is_empty() {
        write.audit("migrate_records", "record types", &serde_json::json!(steps.iter().map(ToString::to_string).collect::<Vec<_>>()));
        write.counter.types = write.sequence().0;
        crate::tables::counter::save(write.connection, &write.counter)?;
        write.types = Arc::new(layout::load_types(write.connection)?);
    }
    Ok(steps)
}

/// Refuses declarations that cannot become tables.
fn check(declared: &[RecordType]) -> Result<(), StoreError> {
    let mut names = BTreeSet::new();
    for definition in declared {
        let bad = |why: String| StoreError::BadType { kind: definition.name.clone(), why };
        check_name(&definition.name).map_err(bad)?;
        if !names.insert(&definition.name) {
            return Err(bad("it is declared twice".to_owned()));
        }
        let mut fields = BTreeMap::new();
        for field in &definition.fields {
            check_name(&field.name).map_err(bad)?;
            if fields.insert(field.name.as_str(), &field.kind).is_some() {
                return Err(bad(format!("its field `{}` is declared twice", field.name)));
            }
            if let FieldType::Reference(target) = &field.kind
                && !declared.iter().any(|other| other.name == *target)
            {
                return Err(bad(format!("its field `{}` refers to `{target}`, which is not declared", field.name)));
            }
        }
        if !matches!(fields.get(definition.key.as_str()), Some(FieldType::Text)) {
            return Err(bad(format!("its key `{}` has to be one of its text fields", definition.key)));
        }
        for owner in [&definition.scope_unit, &definition.scope_person].into_iter().flatten() {
            if !matches!(fields.get(owner.as_str()), Some(FieldType::Reference(_))) {
                return Err(bad(format!("`{owner}`, by which it is owned, has to be one of its reference fields")));
            }
        }
        if let Some(date) = &definition.business_date
            && !matches!(fields.get(date.as_str()), Some(FieldType::Date))
        {
            return Err(bad(format!("its business date `{date}` has to be one of its date fields")));
        }
    }
    Ok(())
}

fn check_name(name: &str) -> Result<(), String> {
    let is_plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
    let starts_well = name.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    if starts_well && name.bytes().all(is_plain) && name.len() <= NAME_LENGTH_MAX {
        return Ok(());
    }
    let shown: String = name.chars().take(60).collect();
    Err(format!("`{shown}` is no name; use up to {NAME_LENGTH_MAX} lower-case letters, digits and underscores, a letter first"))
}

/// Everything that would hide data has to be named.
fn refuse_destructive(
    known: &BTreeMap<String, (Arc<Layout>, bool)>,
    declared: &[RecordType],
    allowed: &[String],
) -> Result<(), StoreError> {
    let mut changes = Vec::new();
    for (name, (layout, _)) in known.iter().filter(|(_, (_, is_hidden))| !is_hidden) {
        let Some(definition) = declared.iter().find(|definition| definition.name == *name) else {
            changes.push(name.clone());
            continue;
        };
        for column in layout.columns.iter().filter(|column| !column.is_hidden) {
            let field = definition.fields.iter().find(|field| field.name == column.field);
            if field.is_none_or(|field| shape(&field.kind) != column.shape) {
                changes.push(format!("{name}.{}", column.field));
            }
        }
    }
    changes.retain(|change| !allowed.contains(change));
    if changes.is_empty() { Ok(()) } else { Err(StoreError::Destructive { changes }) }
}

fn column_type(dialect: Dialect, kind: ColumnKind) -> String {
    match kind {
        ColumnKind::Integer => "BIGINT".to_owned(),
        ColumnKind::Text => dialect.ddl("{text}"),
        ColumnKind::Boolean => "BOOLEAN".to_owned(),
        ColumnKind::Bytes => dialect.ddl("{bytes}"),
    }
}

fn add_type(write: &mut Write<'_>, definition: &RecordType, steps: &mut Vec<MigrationStep>) -> Result<Vec<Column>, StoreError> {
    let dialect = write.connection.dialect();
    let columns: Vec<Column> = definition.fields.iter().map(|field| new_column(&[], field.name.as_str(), &field.kind)).collect();
    let fields: Vec<String> =
        columns.iter().map(|column| format!(", {} {}", quoted(&column.name), column_type(dialect, column.kind))).collect();
    let table = table_name(&definition.name);
    let statement = format!(
        "CREATE TABLE {table} (
             _version {{id}},
             _record BIGINT NOT NULL,
             _sequence BIGINT NOT NULL,
             _business_date BIGINT NOT NULL,
             _known_at BIGINT NOT NULL,
             _is_asserted BOOLEAN NOT NULL,
             _is_withdrawn BOOLEAN NOT NULL,
             _import BIGINT,
             _superseded BIGINT
             {});
         CREATE UNIQUE INDEX ix_{name}_current ON {table} (_record) WHERE _superseded IS NULL;
         CREATE INDEX ix_{name}_versions ON {table} (_record, _version);
         CREATE INDEX ix_{name}_sequence ON {table} (_sequence);
         CREATE INDEX ix_{name}_import ON {table} (_import) WHERE _import IS NOT NULL;",
        fields.concat(),
        name = definition.name,
    );
    debug_assert!(OWN_COLUMNS.starts_with("_version, _record"), "the columns above are OWN_COLUMNS");
    write.connection.batch(&dialect.ddl(&statement))?;
    make_indexes(write, definition, &columns)?;
    layout::guard(write.connection, &table, &columns)?;
    steps.push(MigrationStep::AddType { kind: definition.name.clone() });
    Ok(columns)
}

/// A column for a field, under a name that no other column has.
fn new_column(others: &[Column], field: &str, kind: &FieldType) -> Column {
    let is_free = |name: &String| !others.iter().any(|column| column.name == *name);
    let names = std::iter::once(field.to_owned()).chain((2..).map(|count| format!("{field}__{count}")));
    let name = names.take(others.len() + 1).find(is_free).unwrap_or_default();
    Column { name, field: field.to_owned(), kind: column_kind(kind), shape: shape(kind), is_hidden: false }
}

fn change_type(
    write: &mut Write<'_>,
    layout: &Layout,
    was_hidden: bool,
    definition: &RecordType,
    steps: &mut Vec<MigrationStep>,
) -> Result<Vec<Column>, StoreError> {
    let kind = definition.name.clone();
    let mut columns = layout.columns.clone();
    let before = steps.len();
    if was_hidden {
        steps.push(MigrationStep::Restore { name: kind.clone() });
    }
    for column in columns.iter_mut().filter(|column| !column.is_hidden) {
        let field = definition.fields.iter().find(|field| field.name == column.field);
        if field.is_none_or(|field| shape(&field.kind) != column.shape) {
            column.is_hidden = true;
            if field.is_none() {
                steps.push(MigrationStep::HideField { kind: kind.clone(), field: column.field.clone() });
            }
        }
    }
    for field in &definition.fields {
        if columns.iter().any(|column| column.field == field.name && !column.is_hidden) {
            continue;
        }
        let wanted = shape(&field.kind);
        if let Some(column) = columns.iter_mut().find(|column| column.field == field.name && column.shape == wanted) {
            column.is_hidden = false;
            steps.push(MigrationStep::Restore { name: format!("{kind}.{}", field.name) });
            continue;
        }
        let column = new_column(&columns, &field.name, &field.kind);
        let dialect = write.connection.dialect();
        let (name, holds) = (quoted(&column.name), column_type(dialect, column.kind));
        write.execute_ddl(&format!("ALTER TABLE {} ADD COLUMN {name} {holds}", layout.table()))?;
        let is_change = columns.iter().any(|other| other.field == field.name);
        columns.push(column);
        let field = field.name.clone();
        steps.push(match is_change {
            true => MigrationStep::ChangeType { kind: kind.clone(), field },
            false => MigrationStep::AddField { kind: kind.clone(), field },
        });
    }
    if steps.len() == before && *definition != layout.definition {
        steps.push(MigrationStep::Redefine { kind });
    }
    if steps.len() > before {
        make_indexes(write, definition, &columns)?;
        layout::guard(write.connection, layout.table(), &columns)?;
    }
    Ok(columns)
}

/// The unique key among current records, and an index for each field that lists are filtered or sorted by.
fn make_indexes(write: &mut Write<'_>, definition: &RecordType, columns: &[Column]) -> Result<(), StoreError> {
    let (name, table) = (&definition.name, table_name(&definition.name));
    for (place, column) in columns.iter().enumerate() {
        let field = definition.fields.iter().find(|field| field.name == column.field && !column.is_hidden);
        let is_key = field.is_some_and(|field| field.name == definition.key);
        let is_listed = field.is_some_and(|field| {
            matches!(field.kind, FieldType::Reference(_)) || field.name == "name" || definition.business_date.as_ref() == Some(&field.name)
        });
        let index = format!("ix_{name}_{place}");
        let column = quoted(&column.name);
        write.execute_ddl(&format!("DROP INDEX IF EXISTS {index}"))?;
        if is_key {
            write.execute_ddl(&format!("CREATE UNIQUE INDEX {index} ON {table} ({column}) WHERE _superseded IS NULL"))?;
        } else if is_listed {
            write.execute_ddl(&format!("CREATE INDEX {index} ON {table} ({column}, _record) WHERE _superseded IS NULL"))?;
        }
    }
    Ok(())
}

fn remember(write: &mut Write<'_>, place: usize, definition: &RecordType, columns: &[Column]) -> Result<(), StoreError> {
    let refused = |error: serde_json::Error| StoreError::BadType { kind: definition.name.clone(), why: error.to_string() };
    let row = [
        ("name", definition.name.as_str().into()),
        ("place", i64::try_from(place).unwrap_or(i64::MAX).into()),
        ("definition", serde_json::to_string(definition).map_err(refused)?.into()),
        ("columns", serde_json::to_string(columns).map_err(refused)?.into()),
        ("is_hidden", false.into()),
    ];
    write.put("declared_type", 1, &row)
}

impl Write<'_> {
    fn execute_ddl(&mut self, statement: &str) -> Result<(), StoreError> {
        self.changed();
        self.connection.batch(statement)
    }
}

impl std::fmt::Display for MigrationStep {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::AddType { kind } => write!(out, "add type {kind}"),
            Self::AddField { kind, field } => write!(out, "add field {kind}.{field}"),
            Self::HideType { kind } => write!(out, "hide type {kind}"),
            Self::HideField { kind, field } => write!(out, "hide field {kind}.{field}"),
            Self::Restore { name } => write!(out, "restore {name}"),
            Self::ChangeType { kind, field } => write!(out, "change what {kind}.{field} holds"),
            Self::Redefine { kind } => write!(out, "redefine {kind}"),
        }
    }
}
