//! Lists of current records: filters, search, and a page by keyset.

use guiju_types::{FieldType, Scope, Value};

use super::layout::{Layout, Types, fits, to_sql_value};
use super::{Record, RecordFilter, RecordQuery};
use crate::StoreError;
use crate::page::{Keyset, Page};
use crate::scope;
use crate::sql::{Connection, Sql};

pub(crate) fn page(connection: &mut Connection, types: &Types, scope: &Scope, query: &RecordQuery) -> Result<Page<Record>, StoreError> {
    let layout = types.get(&query.kind)?;
    let mut condition = Sql::new("r._superseded IS NULL");
    scope::restrict(&mut condition, scope, types, layout, "r");
    for filter in &query.filters {
        restrict(&mut condition, layout, filter)?;
    }
    if let Some(text) = query.search.as_ref().filter(|text| !text.is_empty()) {
        search(&mut condition, layout, text);
    }
    let key = &layout.definition.key;
    let (sort, is_descending) = query.sort.as_ref().map_or((key, false), |sort| (&sort.field, sort.is_descending));
    let (field, column) = layout.field(sort)?;
    let list = layout.select_list("r");
    let keyset = Keyset {
        columns: &list,
        column_count: super::layout::OWN_COLUMN_COUNT + layout.names.len(),
        from: &format!("{} r", layout.table()),
        condition: &condition,
        sort_name: sort,
        sort: &format!("r.{column}"),
        sort_kind: super::layout::column_kind(&field.kind),
        is_nullable: sort != key,
        id: "r._record",
        is_descending,
    };
    keyset.page(connection, query.after.as_ref(), query.limit, query.with_total, |row| layout.read(row))
}

/// ` AND …` for one filter.
fn restrict(sql: &mut Sql, layout: &Layout, filter: &RecordFilter) -> Result<(), StoreError> {
    let check = |name: &str, values: &[&Value]| -> Result<String, StoreError> {
        let (field, column) = layout.field(name)?;
        match values.iter().find(|value| !fits(&field.kind, value)) {
            Some(_) => Err(StoreError::refused(format!(
                "field `{name}` of `{}` holds {}; the filter has something else",
                layout.definition.name,
                super::layout::expected(&field.kind)
            ))),
            None => Ok(format!(" AND r.{column}")),
        }
    };
    match filter {
        RecordFilter::Equal { field, value: Value::Null } | RecordFilter::IsNull { field, is_null: true } => {
            sql.push(&check(field, &[])?).push(" IS NULL");
        }
        RecordFilter::IsNull { field, is_null: false } => {
            sql.push(&check(field, &[])?).push(" IS NOT NULL");
        }
        RecordFilter::Equal { field, value } => {
            sql.push(&check(field, &[value])?).push(" = ").bind(to_sql_value(value));
        }
        RecordFilter::In { field, values } => {
            let column = check(field, &values.iter().collect::<Vec<_>>())?;
            sql.push(&column).in_list(values.iter().map(to_sql_value));
        }
        RecordFilter::Range { field, from, to } => {
            for (bound, operator) in [(from, " >= "), (to, " <= ")] {
                if let Some(bound) = bound.as_ref().filter(|bound| **bound != Value::Null) {
                    sql.push(&check(field, &[bound])?).push(operator).bind(to_sql_value(bound));
                }
            }
        }
        RecordFilter::Contains { field, text } => {
            check(field, &[&Value::Text(String::new())])?;
            let (_, column) = layout.field(field)?;
            sql.push(" AND ");
            contains(sql, &format!("r.{column}"), text);
        }
    }
    Ok(())
}

/// ` AND (… OR …)` over all text fields.
fn search(sql: &mut Sql, layout: &Layout, text: &str) {
    sql.push(" AND (1 = 0");
    for field in layout.definition.fields.iter().filter(|field| matches!(field.kind, FieldType::Text)) {
        sql.push(" OR ");
        contains(sql, &format!("r.{}", layout.column(&field.name)), text);
    }
    sql.push(")");
}

/// Whether a text column contains a text, whatever the case of ASCII letters: the only case both databases fold alike.
fn contains(sql: &mut Sql, column: &str, text: &str) {
    let mut pattern = String::with_capacity(text.len() + 2);
    pattern.push('%');
    for letter in text.chars().filter(|letter| *letter != '\0') {
        if matches!(letter, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(letter.to_ascii_lowercase());
    }
    pattern.push('%');
    sql.push(&format!("lower({column}) LIKE ")).bind(pattern).push(" ESCAPE '\\'");
}
