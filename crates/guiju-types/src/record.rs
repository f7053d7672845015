//! The shape of records: what the rulebook declares, the store builds tables from, and imports fill.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Amount, RecordId, Text};

/// A kind of thing the company knows (customer, order, branch …), as a chapter's `records.toml` declares it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordType {
    /// The name in files, tables and the API: lower-case ASCII with underscores.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// The field whose value names a record to people (a customer's code); unique in the type.
    pub key: String,
    /// The fields in their order on screens; the key is one of them.
    pub fields: Vec<Field>,
    /// The field holding the `org_unit` that owns a record, by which scopes filter. `None`: everybody sees it.
    pub scope_unit: Option<String>,
    /// The field holding the `person` in charge, for the scope "own".
    pub scope_person: Option<String>,
    /// The date field that dates a record's version in business time; `None`: the day it became known.
    pub business_date: Option<String>,
}

/// One field of a record type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Field {
    /// The name in files, columns and the API.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// What it holds.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// Whether a record without it is refused.
    pub is_required: bool,
    /// A FEEL expression over the record's fields that has to be true; empty where there is none.
    pub validation: String,
    /// Other names this field goes by in the files of users, for guessing an import's mapping.
    pub aliases: Vec<String>,
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// Unicode text.
    Text,
    /// A whole number.
    Integer,
    /// An exact number of up to four decimals that is not money, such as a quantity or a share.
    Decimal,
    /// Money in the record's currency.
    Amount,
    /// A civil date.
    Date,
    /// An instant.
    Instant,
    /// Yes or no.
    Boolean,
    /// One of these names, each with its label.
    Enumeration(Vec<(String, Text)>),
    /// A record of the named type.
    Reference(String),
}

/// What a field of a record is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Value {
    /// Nothing known.
    #[default]
    Null,
    /// For [`FieldType::Text`] and [`FieldType::Enumeration`].
    Text(String),
    /// For [`FieldType::Integer`].
    Integer(i64),
    /// For [`FieldType::Decimal`] and [`FieldType::Amount`].
    Amount(Amount),
    /// For [`FieldType::Date`].
    Date(Date),
    /// For [`FieldType::Instant`].
    Instant(Timestamp),
    /// For [`FieldType::Boolean`].
    Boolean(bool),
    /// For [`FieldType::Reference`].
    Reference(RecordId),
}
