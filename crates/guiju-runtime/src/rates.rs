//! Exchange rates: what a unit of a currency was worth in the currency of the books, from a day on until the next one.

use guiju_store::Rate;
use guiju_types::{Actor, Currency, Date};

use crate::import::scaled;
use crate::{Company, RuntimeError};

/// A rate to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRate {
    /// The currency.
    pub currency: Currency,
    /// The first day for which it holds.
    pub date: Date,
    /// What a unit is worth in the currency of the books, as a decimal text with at most 8 decimals.
    pub rate: String,
}

/// All rates, by currency, the latest first.
///
/// # Errors
/// Where the database cannot be read.
pub fn rates(company: &Company) -> Result<Vec<Rate>, RuntimeError> {
    let mut all = Vec::new();
    company.store().rates(&mut |rate| {
        all.push(rate);
        Ok(())
    })?;
    all.sort_by(|a, b| a.currency.cmp(&b.currency).then(b.date.cmp(&a.date)));
    Ok(all)
}

/// Keeps rates: all or none. One of the same currency and day is replaced. Entries that came in keep the rate they came in by.
///
/// # Errors
/// Where a rate is not a number above zero, or is of the currency of the books itself.
pub fn put_rates(company: &Company, actor: &Actor, new: &[NewRate]) -> Result<(), RuntimeError> {
    let base = company.base_currency()?;
    let mut rates = Vec::with_capacity(new.len());
    for rate in new {
        if rate.currency == base {
            return Err(RuntimeError::refused(
                format!("{base} 就是本位币，没有汇率"),
                format!("{base} is the currency of the books; it has no rate"),
            ));
        }
        let Some(base_per_unit) = scaled(rate.rate.trim()) else {
            let shown: String = rate.rate.chars().take(40).collect();
            return Err(RuntimeError::refused(
                format!("汇率 `{shown}` 应是大于 0 的数，最多八位小数，如 7.1234"),
                format!("the rate `{shown}` is not a number above 0 with at most 8 decimals; write it as 7.1234"),
            ));
        };
        rates.push(Rate { currency: rate.currency, date: rate.date, base_per_unit });
    }
    company.store().write(actor, |write| write.put_rates(&rates).map_err(RuntimeError::from))
}

/// A rate as a decimal text without zeros at its end.
#[must_use]
pub fn rate_text(base_per_unit: i64) -> String {
    let (whole, fraction) = (base_per_unit / guiju_store::ONE_AS_RATE, base_per_unit % guiju_store::ONE_AS_RATE);
    let text = format!("{whole}.{fraction:08}");
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_shown_as_it_was_written() {
        for text in ["7.1234", "1", "0.00000001", "100.5", "20"] {
            assert_eq!(rate_text(scaled(text).unwrap()), text);
        }
    }
}
