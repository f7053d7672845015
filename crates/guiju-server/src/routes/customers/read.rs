//! `GET /api/v1/customers/{id}`: one customer: its record, its latest rating, what it owes.

use guiju_runtime::Company;
use guiju_runtime::operations::{self, other_names};
use guiju_store::{AuditQuery, Record, Ruling, RulingQuery};
use guiju_types::{Amount, FieldType, RecordId, RecordType, Scope, Value};
use guiju_warehouse::{AgeFilter, AgeQuery, OpenItemsQuery};

use super::ratings::history;
use crate::ageing::{bucket_amounts, currency_amounts, default_edges};
use crate::dto::customer::{Customer, CustomerAlias, Exposure, FieldValue};
use crate::dto::rating::RatingState;
use crate::dto::scalar::{Day, Instant, Text};
use crate::error::ApiError;
use crate::extract::Path;
use crate::names::{CustomerType, Names, choice, credit};
use crate::session::Caller;
use crate::today::today;

/// One customer: its record, its latest rating, what it owes.
#[utoipa::path(
    get,
    path = "/customers/{id}",
    tag = "customers",
    params(("id" = i64, Path, description = "The customer.")),
    responses((status = 200, body = Customer), ApiError)
)]
pub(crate) async fn read_customer(caller: Caller, Path(id): Path<i64>) -> Result<axum::Json<Customer>, ApiError> {
    caller.with(move |company, scope| customer(company, scope, &find(company, scope, id)?)).await.map(axum::Json)
}

/// A customer's record; one that the scope may not see does not exist.
pub(super) fn find(company: &Company, scope: &Scope, id: i64) -> Result<Record, ApiError> {
    let record = company.store().record(scope, "customer", RecordId(id))?;
    record.ok_or_else(|| ApiError::not_found("such customer", "客户"))
}

pub(super) fn customer(company: &Company, scope: &Scope, record: &Record) -> Result<Customer, ApiError> {
    let customers = CustomerType::of(company)?;
    let kind = customers.kind();
    let reference = |field: &Option<String>| field.as_deref().and_then(|field| record.fields.reference(field));
    let (branch, salesperson) = (reference(&kind.scope_unit), reference(&kind.scope_person));
    let text = |field: &str| record.fields.text(field).unwrap_or_default().to_owned();
    let rating = history(company, scope, record.id)?.into_iter().next();
    let terms = customers.terms();
    let (own_terms, setting) = (record.fields.text("terms"), setting(company, scope, record.id)?);
    let set = operations::set_by(credit(company)?, &setting, "terms", today(company)?);
    let mut fields = Vec::with_capacity(kind.fields.len());
    for field in &kind.fields {
        fields.push(FieldValue {
            name: field.name.clone(),
            label: (&field.label).into(),
            kind: field_kind(&field.kind).to_owned(),
            value: value_text(record.fields.get(&field.name)),
            text: value_words(company, scope, &field.kind, record.fields.get(&field.name))?,
        });
    }
    Ok(Customer {
        id: record.id.0,
        code: text(&kind.key),
        name: text("name"),
        is_internal: rating.as_ref().is_some_and(|rating| rating.state == RatingState::Internal) || is_marked(company, kind, record),
        branch: Names::of_owners(company, &customers.unit_kind(), branch)?.get(branch),
        salesperson: Names::of_owners(company, &customers.person_kind(), salesperson)?.get(salesperson),
        terms: set.map(|(value, _)| value).or(own_terms).map(|value| choice(&terms, value)),
        terms_because: set.map(|(_, ruling)| Ok::<Text, ApiError>((&operations::because(credit(company)?, ruling)).into())).transpose()?,
        other_names: other_names(record),
        aliases: aliases(company, scope, record.id)?,
        fields,
        rating,
        exposure: exposure(company, scope, record.id)?,
        changed_at: Instant(record.known_at),
        changed_by: changed_by(company, record)?,
    })
}

/// The rulings about a customer that set something, the earliest first.
fn setting(company: &Company, scope: &Scope, customer: RecordId) -> Result<Vec<Ruling>, ApiError> {
    let query = RulingQuery { subject: Some(customer), only_setting: true, limit: 1_000, ..RulingQuery::new(crate::names::CREDIT) };
    let mut found = company.store().rulings(scope, &query)?;
    found.reverse();
    Ok(found)
}

/// The names that people said are a customer's, with the files of which they said it.
fn aliases(company: &Company, scope: &Scope, customer: RecordId) -> Result<Vec<CustomerAlias>, ApiError> {
    let standing = company.store().aliases(scope, customer)?.into_iter().filter(|alias| alias.ended_at.is_none());
    let mut aliases = Vec::new();
    for alias in standing {
        let import = alias.import.map(|id| company.store().import(id)).transpose()?.flatten();
        aliases.push(CustomerAlias {
            name: alias.name,
            by: alias.actor,
            at: Instant(alias.at),
            import: alias.import.map(|id| id.0),
            file_name: import.map(|import| import.file_name),
        });
    }
    Ok(aliases)
}

/// Whether the rule marks a customer instead of scoring it.
fn is_marked(company: &Company, kind: &RecordType, record: &Record) -> bool {
    let fields: Vec<(String, Value)> =
        kind.fields.iter().map(|field| (field.name.clone(), record.fields.get(&field.name).clone())).collect();
    company.rulebook().appraisal(crate::names::CREDIT).is_some_and(|appraisal| appraisal.mark(&fields).is_some())
}

/// Who wrote the version: whoever made the commit that it is in.
fn changed_by(company: &Company, record: &Record) -> Result<String, ApiError> {
    let query = AuditQuery { sequence: Some(record.sequence), limit: 1, ..AuditQuery::default() };
    let entry = company.store().audit_entries(&query)?.into_iter().next();
    Ok(entry.map(|entry| entry.actor).unwrap_or_default())
}

/// What the customer owes today.
fn exposure(company: &Company, scope: &Scope, customer: RecordId) -> Result<Exposure, ApiError> {
    let (as_of, known_at) = (today(company)?, company.store().now()?);
    let filter = AgeFilter { customer: Some(customer), ..AgeFilter::default() };
    let query = AgeQuery { as_of, known_at: None, by: Vec::new(), buckets: default_edges(), filter };
    let ageing = company.warehouse().age(company.store(), &query, scope)?;
    let late = OpenItemsQuery { as_of, known_at: None, filter, bucket: Some((vec![0], 1)), limit: 1, after: None };
    let late = company.warehouse().open_items(company.store(), &late, scope)?;
    let not_due = ageing.total.buckets.first().copied().unwrap_or_default();
    let overdue = ageing.total.buckets.iter().skip(1).copied().sum::<Amount>();
    Ok(Exposure {
        as_of: Day(as_of),
        known_at: Instant(known_at),
        open: ageing.total.total.into(),
        not_due: not_due.into(),
        overdue: overdue.into(),
        unallocated: ageing.total.unallocated.into(),
        items: ageing.total.items,
        overdue_items: late.count,
        days_late_max: late.items.first().map(|item| i64::from(item.days_late)),
        buckets: bucket_amounts(&ageing.buckets, &ageing.total.buckets),
        by_currency: currency_amounts(&ageing.total.by_currency),
    })
}

/// A kind of value by its name on the wire.
pub(crate) fn field_kind(kind: &FieldType) -> &'static str {
    match kind {
        FieldType::Text => "text",
        FieldType::Integer => "integer",
        FieldType::Decimal => "decimal",
        FieldType::Amount => "amount",
        FieldType::Date => "date",
        FieldType::Instant => "instant",
        FieldType::Boolean => "boolean",
        FieldType::Enumeration(_) => "enumeration",
        FieldType::Reference(_) => "reference",
    }
}

fn value_text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => return None,
        Value::Text(text) => text.clone(),
        Value::Integer(number) => number.to_string(),
        Value::Amount(amount) => amount.to_string(),
        Value::Date(date) => date.to_string(),
        Value::Instant(instant) => instant.to_string(),
        Value::Boolean(is) => is.to_string(),
        Value::Reference(id) => id.to_string(),
    })
}

/// An enumeration's label, a referenced record's name.
fn value_words(company: &Company, scope: &Scope, kind: &FieldType, value: &Value) -> Result<Option<Text>, ApiError> {
    Ok(match (kind, value) {
        (FieldType::Enumeration(values), Value::Text(name)) => {
            values.iter().find(|(known, _)| known == name).map(|(_, label)| label.into())
        }
        (FieldType::Reference(kind), Value::Reference(id)) => {
            let names =
                if kind == "customer" { Names::of(company, scope, kind, Some(*id))? } else { Names::of_owners(company, kind, Some(*id))? };
            names.get(Some(*id)).map(|named| Text::new(&named.name, &named.name))
        }
        _ => None,
    })
}
