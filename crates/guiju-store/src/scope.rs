//! A caller's scope as a condition in SQL.

use guiju_types::{FieldType, Scope};

use crate::sql::Sql;
use crate::tables::record::{Layout, Types};

/// The record type that ledger entries and ratings belong to.
pub(crate) const CUSTOMER: &str = "customer";

/// Adds ` AND …` to a statement over `layout`'s table as `alias`, so that it finds only what the scope may see.
///
/// A type that names no owning field of its own but refers to a customer (its field `customer`) is seen with that customer; one that does neither
/// is seen by everybody. A type with an owner of the other sort only (a person for a scope by units, or the reverse) is not seen.
pub(crate) fn restrict(sql: &mut Sql, scope: &Scope, types: &Types, layout: &Layout, alias: &str) {
    let definition = &layout.definition;
    if matches!(scope, Scope::Company) {
        return;
    }
    if definition.scope_unit.is_none() && definition.scope_person.is_none() {
        let is_customer = |kind: &FieldType| matches!(kind, FieldType::Reference(target) if target == CUSTOMER);
        if definition.fields.iter().any(|field| field.name == CUSTOMER && is_customer(&field.kind)) {
            restrict_by_customer(sql, scope, types, &format!("{alias}.{}", layout.column(CUSTOMER)));
        }
        return;
    }
    match scope {
        Scope::Company => {}
        Scope::Units { units } => match &definition.scope_unit {
            Some(field) => {
                sql.push(&format!(" AND {alias}.{}", layout.column(field))).in_list(units.iter().copied());
            }
            None => {
                sql.push(" AND 1 = 0");
            }
        },
        Scope::Own { person } => match &definition.scope_person {
            Some(field) => {
                sql.push(&format!(" AND {alias}.{} = ", layout.column(field))).bind(*person);
            }
            None => {
                sql.push(" AND 1 = 0");
            }
        },
    }
}

/// Adds ` AND …` for rows that belong to the customer in `column`, by that customer's current record. Rows without a customer are the whole
/// company's only.
pub(crate) fn restrict_by_customer(sql: &mut Sql, scope: &Scope, types: &Types, column: &str) {
    if matches!(scope, Scope::Company) {
        return;
    }
    let Some(layout) = types.find(CUSTOMER) else {
        sql.push(" AND 1 = 0");
        return;
    };
    sql.push(&format!(" AND EXISTS (SELECT 1 FROM {} seen WHERE seen._record = {column} AND seen._superseded IS NULL", layout.table()));
    let definition = &layout.definition;
    if definition.scope_unit.is_some() || definition.scope_person.is_some() {
        restrict(sql, scope, types, layout, "seen");
    }
    sql.push(")");
}
