//! Rates by date, in memory for the length of an import.

use std::collections::BTreeMap;

use guiju_store::ONE_AS_RATE;
use guiju_types::{Amount, Currency, Date};

use super::reason::Problem;
use super::{Books, ImportError, Recipe};

/// What a unit of each currency is worth in the base currency.
#[derive(Debug)]
pub(crate) struct Rates {
    base: Currency,
    /// Those that the recipe gives, for every date.
    fixed: BTreeMap<Currency, i64>,
    dated: BTreeMap<Currency, BTreeMap<Date, i64>>,
}

impl Rates {
    pub(crate) fn load(books: &Books<'_>, recipe: &Recipe) -> Result<Self, ImportError> {
        let mut rates = Self { base: books.base_currency, fixed: BTreeMap::new(), dated: BTreeMap::new() };
        for (currency, text) in &recipe.rates {
            let rate = scaled(text).ok_or_else(|| ImportError::BadRecipe {
                recipe: recipe.name.clone(),
                why: format!("the rate `{text}` of {currency} is not a number above 0 with at most 8 decimals"),
            })?;
            rates.fixed.insert(*currency, rate);
        }
        books.store.rates(&mut |rate| {
            rates.dated.entry(rate.currency).or_default().insert(rate.date, rate.base_per_unit);
            Ok(())
        })?;
        Ok(rates)
    }

    /// An amount in the base currency, at the latest rate on or before its date.
    pub(crate) fn base(&self, amount: Amount, currency: Currency, date: Date, stated: Option<i64>) -> Result<Amount, Problem> {
        if currency == self.base {
            return Ok(amount);
        }
        let dated = || self.dated.get(&currency).and_then(|dates| dates.range(..=date).next_back()).map(|(_, rate)| *rate);
        let rate = stated.or_else(|| self.fixed.get(&currency).copied()).or_else(dated).ok_or_else(|| {
            let base = self.base;
            Problem {
                about: Some(currency.to_string()),
                ..Problem::new(
                    "rate_missing",
                    format!("缺少 {currency} 对 {base} 在 {date} 或之前的汇率；请先录入汇率"),
                    format!("there is no rate of {currency} to {base} on or before {date}; enter it first"),
                )
            }
        })?;
        amount
            .checked_ratio(rate, ONE_AS_RATE)
            .ok_or_else(|| Problem::new("amount_too_large", "折合本位币后金额过大", "the amount is too large in the base currency"))
    }
}

/// A rate in hundred-millionths.
pub(crate) fn scaled(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = fraction.trim_end_matches('0');
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if fraction.len() > 8 || !is_digits(whole) || !is_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    format!("{whole}{fraction:0<8}").parse().ok().filter(|rate| *rate > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_kept_in_hundred_millionths() {
        assert_eq!(scaled("7.1234"), Some(712_340_000));
        assert_eq!(scaled("1"), Some(ONE_AS_RATE));
        assert_eq!(scaled("0.00000001"), Some(1));
        for text in ["0", "", ".", "-1", "1.123456789", "abc"] {
            assert_eq!(scaled(text), None, "{text}");
        }
    }
}
