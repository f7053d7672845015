//! Table `rate`: what a unit of a currency was worth in the base currency, by date.

use guiju_types::{Currency, Date};

use crate::sql::{Row, Sql};
use crate::{Store, StoreError, Write};

pub(crate) const CREATE: &str = "
    CREATE TABLE rate (
        currency {text} NOT NULL,
        date BIGINT NOT NULL,
        base_per_unit BIGINT NOT NULL, -- hundred-millionths
        PRIMARY KEY (currency, date)
    );";

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

fn read(row: &Row<'_>) -> Result<Rate, StoreError> {
    Ok(Rate { currency: row.currency(0)?, date: row.date(1)?, base_per_unit: row.integer(2)? })
}

impl Store {
    /// The latest rate of a currency on or before a day.
    pub fn rate_on(&self, currency: Currency, date: Date) -> Result<Option<Rate>, StoreError> {
        let sql = Sql::with(
            "SELECT currency, date, base_per_unit FROM rate WHERE currency = ?1 AND date <= ?2 ORDER BY date DESC LIMIT 1",
            [currency.into(), date.into()],
        );
        self.read(|connection| connection.first(&sql, read))
    }

    /// All rates, by currency and date.
    pub fn rates(&self, each: &mut dyn FnMut(Rate) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let sql = Sql::new("SELECT currency, date, base_per_unit FROM rate ORDER BY currency, date");
        self.read(|connection| connection.query(&sql, &mut |row| each(read(row)?)))
    }
}

impl Write<'_> {
    /// Sets rates; one of the same currency and day replaces what was there.
    pub fn put_rates(&mut self, rates: &[Rate]) -> Result<(), StoreError> {
        for rate in rates {
            if rate.base_per_unit <= 0 {
                return Err(StoreError::refused(format!("the rate of {} on {} has to be above zero", rate.currency, rate.date)));
            }
            let row = [("currency", rate.currency.into()), ("date", rate.date.into()), ("base_per_unit", rate.base_per_unit.into())];
            self.put("rate", 2, &row)?;
        }
        if !rates.is_empty() {
            let detail: Vec<_> = rates.iter().map(|rate| (rate.currency, rate.date, rate.base_per_unit)).collect();
            self.audit("put_rates", "rates", &serde_json::json!(detail));
        }
        Ok(())
    }
}
