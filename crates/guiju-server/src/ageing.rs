//! Ageing on the wire: buckets with their words, amounts by currency, filters.

use guiju_runtime::Company;
use guiju_types::{Amount, Currency, Date, RecordId, Timestamp};
use guiju_warehouse::{AgeFilter, Bucket, CurrencyRow};

use crate::dto::ageing::{self, AgeingFilter, BucketAmount, CurrencyAmount};
use crate::dto::scalar::{Decimal, Text};
use crate::error::ApiError;
use crate::today::today;

/// The buckets unless the caller names others.
const EDGES: [u32; 6] = [0, 30, 60, 90, 180, 365];
/// So many buckets fit a screen.
const EDGES_MAX: usize = 12;

/// A question about open items.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    /// The day.
    pub(crate) as_of: Date,
    /// The instant, where the caller named one.
    pub(crate) known_at: Option<Timestamp>,
    /// The instant to show: now where the caller named none.
    pub(crate) shown_known_at: Timestamp,
    /// Restrictions.
    pub(crate) filter: AgeFilter,
    /// The buckets' upper edges.
    pub(crate) edges: Vec<u32>,
    /// Only this currency.
    pub(crate) currency: Option<Currency>,
}

/// The buckets unless the caller names others.
pub(crate) fn default_edges() -> Vec<u32> {
    EDGES.to_vec()
}

/// A filter in the words of the warehouse.
pub(crate) fn asked(company: &Company, filter: &AgeingFilter) -> Result<Asked, ApiError> {
    let known_at = filter.known_at.map(|instant| instant.0);
    let currency = filter.currency.as_deref().filter(|code| !code.is_empty()).map(str::parse::<Currency>).transpose();
    Ok(Asked {
        as_of: match filter.as_of {
            Some(day) => day.0,
            None => today(company)?,
        },
        known_at,
        shown_known_at: known_at.unwrap_or_else(Timestamp::now),
        filter: AgeFilter {
            customer: filter.customer.map(RecordId),
            branch: filter.branch.map(RecordId),
            salesperson: filter.salesperson.map(RecordId),
        },
        edges: edges(filter.buckets.as_deref())?,
        currency: currency.map_err(|_| ApiError::invalid("currency", "use a code as CNY or USD", "请使用 CNY、USD 这样的币别代码"))?,
    })
}

fn edges(text: Option<&str>) -> Result<Vec<u32>, ApiError> {
    let Some(text) = text.filter(|text| !text.trim().is_empty()) else { return Ok(default_edges()) };
    let wrong = || ApiError::invalid("buckets", "write ascending days from 0, as `0,30,60,90`", "请从 0 开始按升序填写天数，如 0,30,60,90");
    let edges: Vec<u32> = text.split(',').map(|part| part.trim().parse().map_err(|_| wrong())).collect::<Result<_, _>>()?;
    let ascends = edges.iter().zip(edges.iter().skip(1)).all(|(a, b)| a < b);
    if edges.first() != Some(&0) || !ascends || edges.len() > EDGES_MAX || edges.iter().any(|edge| *edge > 36_500) {
        return Err(wrong());
    }
    Ok(edges)
}

/// A bucket with its words.
pub(crate) fn bucket(bucket: &Bucket) -> ageing::Bucket {
    let (name, zh, en) = match (bucket.from, bucket.to) {
        (Some(from), Some(to)) => (format!("{from}_{to}"), format!("{from}–{to} 天"), format!("{from}–{to} days")),
        (Some(from), None) => {
            let edge = from.saturating_sub(1);
            (format!("over_{edge}"), format!("{edge} 天以上"), format!("over {edge} days"))
        }
        (None, _) => ("not_due".to_owned(), "未到期".to_owned(), "not due".to_owned()),
    };
    ageing::Bucket { name, label: Text::new(zh, en), from: bucket.from.map(i64::from), to: bucket.to.map(i64::from) }
}

/// The buckets of some edges, in order.
pub(crate) fn buckets(edges: &[u32]) -> Vec<ageing::Bucket> {
    let day = |edge: u32| i32::try_from(edge).unwrap_or(i32::MAX);
    let mut all = vec![Bucket { label: String::new(), from: None, to: Some(0) }];
    for (from, to) in edges.iter().zip(edges.iter().skip(1)) {
        all.push(Bucket { label: String::new(), from: Some(day(*from) + 1), to: Some(day(*to)) });
    }
    if let Some(last) = edges.last() {
        all.push(Bucket { label: String::new(), from: Some(day(*last) + 1), to: None });
    }
    all.iter().map(bucket).collect()
}

/// The bucket of so many days past due.
pub(crate) fn bucket_of(buckets: &[ageing::Bucket], days_late: i32) -> String {
    let days = i64::from(days_late);
    let fits = |bucket: &&ageing::Bucket| match (bucket.from, bucket.to) {
        (None, _) => days <= 0,
        (Some(from), to) => days >= from && to.is_none_or(|to| days <= to),
    };
    buckets.iter().find(fits).map(|bucket| bucket.name.clone()).unwrap_or_default()
}

/// The buckets with their amounts.
pub(crate) fn bucket_amounts(buckets: &[Bucket], amounts: &[Amount]) -> Vec<BucketAmount> {
    let pairs = buckets.iter().zip(amounts);
    pairs.map(|(of, amount)| BucketAmount { bucket: bucket(of), amount: (*amount).into() }).collect()
}

/// What is open by currency.
pub(crate) fn currency_amounts(rows: &[CurrencyRow]) -> Vec<CurrencyAmount> {
    rows.iter().map(|row| CurrencyAmount { currency: row.currency.to_string(), amount: row.open.into() }).collect()
}

/// A share in percent with one decimal, rounded down; none of nothing.
pub(crate) fn share(part: i64, whole: i64) -> Option<Decimal> {
    if whole == 0 {
        return None;
    }
    let tenths = i128::from(part) * 1000 / i128::from(whole);
    let sign = if tenths < 0 { "-" } else { "" };
    let tenths = tenths.unsigned_abs();
    Some(Decimal(format!("{sign}{}.{}", tenths / 10, tenths % 10)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_say_their_days_and_hold_every_day_once() {
        let all = buckets(&[0, 30, 60]);
        let names: Vec<&str> = all.iter().map(|bucket| bucket.name.as_str()).collect();
        assert_eq!(names, ["not_due", "1_30", "31_60", "over_60"]);
        for (days, name) in
            [(-400, "not_due"), (0, "not_due"), (1, "1_30"), (30, "1_30"), (31, "31_60"), (61, "over_60"), (9_999, "over_60")]
        {
            assert_eq!(bucket_of(&all, days), name, "{days}");
        }
    }

    #[test]
    fn shares_have_one_decimal_and_none_of_nothing() {
        assert_eq!(share(1, 3).unwrap().0, "33.3");
        assert_eq!(share(0, 5).unwrap().0, "0.0");
        assert_eq!(share(5, 0), None);
    }

    #[test]
    fn edges_ascend_from_zero() {
        assert_eq!(edges(Some("0,30,60")).unwrap(), [0, 30, 60]);
        for wrong in ["30,60", "0,60,30", "0,x", "0,0", "0,99999"] {
            assert!(edges(Some(wrong)).is_err(), "{wrong}");
        }
    }
}
