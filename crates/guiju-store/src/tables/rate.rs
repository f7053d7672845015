//! Table `rate`: what a unit of a currency was worth in the base currency, by date.

use guiju_types::{Currency, Date};

use crate::{Store, StoreError, Write};

/// The scaled rate of a currency that is worth one unit of the base currency.
pub const ONE_AS_RATE: i64 = 100_000_000;

/// A rate of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rate {
    /// The currency.
    pub currency: Currency,
    /// From this day.
    pub date: Date,
    /// What one unit is worth in the base currency, in hundred-millionths ([`ONE_AS_RATE`] is one).
    pub base_per_unit: i64,
}

impl Store {
    /// The latest rate of a currency on or before a day.
    pub fn rate_on(&self, currency: Currency, date: Date) -> Result<Option<Rate>, StoreError> {
        let _ = (currency, date);
        Err(StoreError::refused("not built yet"))
    }

    /// All rates, by currency and date.
    pub fn rates(&self, each: &mut dyn FnMut(Rate) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let _ = each;
        Err(StoreError::refused("not built yet"))
    }
}

impl Write<'_> {
    /// Sets rates; one of the same currency and day replaces what was there.
    pub fn put_rates(&mut self, rates: &[Rate]) -> Result<(), StoreError> {
        let _ = rates;
        Err(StoreError::refused("not built yet"))
    }
}
