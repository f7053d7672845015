//! Exchange rates.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::scalar::{Day, Decimal};

/// The exchange rates.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Rates {
    /// The currency of the books.
    pub base_currency: String,
    /// The rates, by currency, the latest first.
    pub rows: Vec<RateRow>,
}

/// What a unit of a currency is worth in the currency of the books, from a day on until the next one.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct RateRow {
    /// The currency.
    pub currency: String,
    /// The first day for which it holds.
    pub date: Day,
    /// What a unit is worth.
    pub rate: Decimal,
}

/// Rates to keep: all or none; one of the same currency and day is replaced.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct PutRates {
    /// The rates.
    #[schema(min_items = 1, max_items = 1000)]
    pub rows: Vec<PutRate>,
}

/// A rate to keep.
#[derive(Debug, Clone, Deserialize, ToSchema)]
pub struct PutRate {
    /// The currency, as USD.
    pub currency: String,
    /// The first day for which it holds.
    pub date: Day,
    /// What a unit is worth in the currency of the books, as 7.1234.
    pub rate: String,
}
