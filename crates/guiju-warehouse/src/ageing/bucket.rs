//! Spans of days past due.

use super::Bucket;
use crate::WarehouseError;

/// The buckets by their upper edges: the first is "not due", the last is open.
pub(crate) fn buckets(edges: &[u32]) -> Result<Vec<Bucket>, WarehouseError> {
    let limits: Vec<i32> = edges.iter().map(|edge| i32::try_from(*edge).unwrap_or(i32::MAX)).collect();
    if limits.first() != Some(&0) || !limits.is_sorted_by(|one, next| one < next) {
        let what = "buckets are upper edges in days that begin with 0 and ascend, such as `0,30,60,90`".to_owned();
        return Err(WarehouseError::Query { what });
    }
    let mut buckets = vec![Bucket { label: "not_due".to_owned(), from: None, to: Some(0) }];
    for pair in limits.windows(2) {
        let [before, to] = *pair else { continue };
        buckets.push(Bucket { label: format!("{}-{to}", before + 1), from: Some(before + 1), to: Some(to) });
    }
    let last = limits.last().copied().unwrap_or(0);
    buckets.push(Bucket { label: format!("over_{last}"), from: Some(last.saturating_add(1)), to: None });
    Ok(buckets)
}

/// The position of the bucket that so many days past due fall into.
pub(crate) fn position(buckets: &[Bucket], days_late: i32) -> usize {
    buckets.iter().position(|bucket| bucket.to.is_none_or(|to| days_late <= to)).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bucket_is_not_due_and_the_last_is_open() {
        let buckets = buckets(&[0, 30, 60]).unwrap();
        let labels: Vec<&str> = buckets.iter().map(|bucket| bucket.label.as_str()).collect();
        assert_eq!(labels, ["not_due", "1-30", "31-60", "over_60"]);
        for (days, expected) in [(-5, 0), (0, 0), (1, 1), (30, 1), (31, 2), (60, 2), (61, 3), (9999, 3)] {
            assert_eq!(position(&buckets, days), expected, "{days}");
        }
    }

    #[test]
    fn edges_that_do_not_begin_with_0_or_do_not_ascend_are_refused() {
        for edges in [&[][..], &[30, 60], &[0, 60, 30], &[0, 0]] {
            assert!(buckets(edges).is_err(), "{edges:?}");
        }
    }
}
