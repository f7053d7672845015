//! Exchange rates: the latest on or before a day.

use guiju_store::{ONE_AS_RATE, Rate};
use guiju_testkit::date;
use guiju_types::Currency;

use crate::{on_each, refusal};

fn rate(currency: &str, day: &str, base_per_unit: i64) -> Rate {
    Rate { currency: currency.parse().unwrap(), date: date(day), base_per_unit }
}

#[test]
fn the_latest_rate_on_or_before_a_day_holds() {
    on_each(|company, _| {
        let usd: Currency = "USD".parse().unwrap();
        company.write(|write| write.put_rates(&[rate("USD", "2026-02-01", 2), rate("USD", "2026-01-01", 1), rate("EUR", "2026-01-01", 9)]));
        company.write(|write| write.put_rates(&[rate("USD", "2026-02-01", 7 * ONE_AS_RATE)]));
        let on = |day| company.store.rate_on(usd, date(day)).unwrap().map(|rate| rate.base_per_unit);
        assert_eq!(
            (on("2025-12-31"), on("2026-01-01"), on("2026-01-31"), on("2026-03-01")),
            (None, Some(1), Some(1), Some(7 * ONE_AS_RATE))
        );
        let mut all = Vec::new();
        company
            .store
            .rates(&mut |rate| {
                all.push(rate);
                Ok(())
            })
            .unwrap();
        assert_eq!(all, [rate("EUR", "2026-01-01", 9), rate("USD", "2026-01-01", 1), rate("USD", "2026-02-01", 7 * ONE_AS_RATE)]);
        assert_eq!(
            refusal(company.try_write(|write| write.put_rates(&[rate("USD", "2026-01-01", 0)]))),
            "the rate of USD on 2026-01-01 has to be above zero"
        );
    });
}
