//! A customer by what people call it.

use guiju_store::{Record, RecordFilter, RecordQuery};
use guiju_types::{RecordId, Scope, Value};
use serde::Serialize;

use crate::{Company, RuntimeError};

/// Who a customer is, for a result.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CustomerName {
    /// The record.
    pub id: RecordId,
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
}

impl CustomerName {
    /// Of a customer's record.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let text = |field: &str| record.fields.text(field).unwrap_or_default().to_owned();
        Self { id: record.id, code: text("code"), name: text("name") }
    }
}

/// The customer with this code, or this exact name or short name, or that a person said has this name.
///
/// # Errors
/// Where nobody of that name is visible in the scope, or several are.
pub fn find_customer(company: &Company, scope: &Scope, name: &str) -> Result<Record, RuntimeError> {
    let store = company.store();
    if let Some(record) = store.record_by_key(scope, "customer", name)? {
        return Ok(record);
    }
    for field in ["name", "short_name"] {
        let filters = vec![RecordFilter::Equal { field: field.to_owned(), value: Value::Text(name.to_owned()) }];
        let mut found = store.records(scope, &RecordQuery { filters, limit: 3, ..RecordQuery::new("customer") })?.items;
        if found.len() > 1 {
            let codes: Vec<String> = found.iter().map(|record| CustomerName::of(record).code).collect();
            return Err(RuntimeError::refused(
                format!("`{name}` 对应多个客户（{}）；请给出其中一个的编码", codes.join("、")),
                format!("`{name}` names several customers ({}); give the code of one", codes.join(", ")),
            ));
        }
        if let Some(record) = found.pop() {
            return Ok(record);
        }
    }
    if let Some(alias) = store.standing_aliases()?.into_iter().find(|alias| alias.name == name)
        && let Some(record) = store.record(scope, "customer", alias.customer)?
    {
        return Ok(record);
    }
    Err(RuntimeError::UnknownCustomer { name: name.to_owned() })
}
