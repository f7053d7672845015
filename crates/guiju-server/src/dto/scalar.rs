//! The scalars of the wire, each with a schema of its own.

use guiju_types::{Amount, Date, Month, RecordId, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An exact decimal number as text, never a float: money (`"1234.50"`), scores, percentages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, example = "1234.50", pattern = r"^-?\d+(\.\d+)?$")]
pub struct Decimal(pub String);

impl From<Amount> for Decimal {
    fn from(amount: Amount) -> Self {
        Self(amount.to_string())
    }
}

/// A calendar day, `YYYY-MM-DD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = Date, example = "2026-10-31")]
pub struct Day(pub Date);

/// A calendar month, `YYYY-MM`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, example = "2026-10", pattern = r"^\d{4}-\d{2}$")]
pub struct YearMonth(pub Month);

/// An instant, RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String, format = DateTime, example = "2026-11-01T00:10:00Z")]
pub struct Instant(pub Timestamp);

/// A text in both languages of the product.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, ToSchema)]
pub struct Text {
    /// Simplified Chinese.
    pub zh: String,
    /// English.
    pub en: String,
}

impl Text {
    /// Both languages, the Chinese first.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self { zh: zh.into(), en: en.into() }
    }
}

impl From<guiju_types::Text> for Text {
    fn from(text: guiju_types::Text) -> Self {
        Self { zh: text.zh, en: text.en }
    }
}

impl From<&guiju_types::Text> for Text {
    fn from(text: &guiju_types::Text) -> Self {
        Self { zh: text.zh.clone(), en: text.en.clone() }
    }
}

/// A record as it is named on screens: a branch, a person, a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Reference {
    /// The record's id.
    pub id: i64,
    /// Its key: a customer's code, a branch's code.
    pub code: String,
    /// Its name.
    pub name: String,
}

impl Reference {
    /// A record with its code and name.
    pub fn new(id: RecordId, code: impl Into<String>, name: impl Into<String>) -> Self {
        Self { id: id.0, code: code.into(), name: name.into() }
    }
}

/// One of a field's named values with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Choice {
    /// The name in files and the API.
    pub value: String,
    /// The name on screens.
    pub label: Text,
}

/// How many, under a name with its label.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LabelledCount {
    /// The name in files and the API.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// How many.
    pub count: u64,
}
