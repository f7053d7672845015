//! From the values of an input column to their buckets.

use guiju_dmn::logic::{Bucket, ColumnBuckets, Kind};
use guiju_feel::{Number, Value};

use crate::vector::{Valid, Vector, has};

/// Gives the bucket of each row, in order.
pub(super) fn each_bucket(column: ColumnBuckets<'_>, vector: &Vector, mut found: impl FnMut(Bucket)) {
    let null = column.of_null();
    match vector {
        Vector::Whole { values, scale, valid } => {
            let bucket = WholeBuckets::new(column, *scale);
            each(values, valid, null, |value| bucket.of(*value), found);
        }
        Vector::Booleans { values, valid } => each(values, valid, null, |value| column.of_boolean(*value), found),
        Vector::Texts(texts) => texts.iter().for_each(|text| found(text.map_or(null, |text| column.of_text(text)))),
        Vector::Dates { values, valid } => each(values, valid, null, |day| column.of_whole(Kind::Date, i128::from(*day)), found),
        Vector::Moments { values, unit, zone, valid } => {
            let kind = if zone.kind().is_some() { Kind::ZonedMoment } else { Kind::LocalMoment };
            let place = |value: &i64| i128::from(*value) * i128::from(*unit);
            each(values, valid, null, |value| column.of_whole(kind, place(value)), found);
        }
        Vector::Seconds { values, valid } => {
            let place = |value: &i64| i128::from(*value) * 1_000_000_000;
            each(values, valid, null, |value| column.of_whole(Kind::Days, place(value)), found);
        }
        // Each value of a dictionary once.
        Vector::Coded { codes, values } => {
            let of_values: Vec<Bucket> = values.iter().map(|value| column.of(value)).collect();
            let at = |code: &u32| usize::try_from(*code).ok().and_then(|code| of_values.get(code)).copied().unwrap_or(null);
            codes.iter().for_each(|code| found(at(code)));
        }
        vector => (0..vector.len()).for_each(|row| found(column.of(&vector.value(row)))),
    }
}

fn each<T>(values: &[T], valid: &Valid, null: Bucket, bucket: impl Fn(&T) -> Bucket, mut found: impl FnMut(Bucket)) {
    match valid {
        None => values.iter().for_each(|value| found(bucket(value))),
        Some(_) => values.iter().enumerate().for_each(|(row, value)| found(if has(valid, row) { bucket(value) } else { null })),
    }
}

/// Buckets of integers of one scale.
struct WholeBuckets<'a> {
    column: ColumnBuckets<'a>,
    scale: u32,
    /// The points of the index as integers, where all are and the values need no raising.
    points: Option<Vec<i64>>,
    raise: i64,
}

impl<'a> WholeBuckets<'a> {
    fn new(column: ColumnBuckets<'a>, scale: u32) -> Self {
        let points = column.numbers().unwrap_or(&[]);
        let at = |scale: u32| points.iter().map(|point| point.to_scaled(scale)).collect::<Option<Vec<i64>>>();
        let found = (scale..scale + 7).find_map(|wider| at(wider).map(|points| (points, wider - scale)));
        let raise = found.as_ref().and_then(|(_, digits)| 10_i64.checked_pow(*digits)).unwrap_or(1);
        Self { column, scale, points: found.map(|(points, _)| points), raise }
    }

    fn of(&self, value: i64) -> Bucket {
        if let (Some(points), Some(raised)) = (&self.points, value.checked_mul(self.raise)) {
            let before = points.partition_point(|point| *point < raised);
            return self.column.of_number(before, points.get(before) == Some(&raised));
        }
        self.column.of(&Value::Number(Number::from_scaled(value, self.scale)))
    }
}
