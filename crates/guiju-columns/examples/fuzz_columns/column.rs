//! Random input columns.

use std::sync::Arc;

use arrow_array::types::{Int32Type, UInt8Type};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, DictionaryArray, Float64Array, Int16Array, Int64Array, StringArray,
    StringViewArray, TimestampMicrosecondArray, TimestampMillisecondArray, UInt8Array,
};
use arrow_schema::{DataType, TimeUnit};

use super::dice::Dice;
use super::expression::{Kind, constants};

/// An input column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) data_type: DataType,
    pub(crate) kind: Kind,
    /// The type that the model declares.
    pub(crate) declared: &'static str,
}

/// The type that a model declares for a kind.
pub(crate) fn declared(kind: Kind) -> &'static str {
    match kind {
        Kind::Number => "number",
        Kind::Text => "string",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
        Kind::Moment => "date and time",
        Kind::Duration => "days and time duration",
    }
}

impl Column {
    pub(crate) fn any(dice: &mut Dice) -> Self {
        let utc = || Some(Arc::from("UTC"));
        let mut choice = dice.below(20);
        if dice.is_calm && (11..15).contains(&choice) {
            choice = if dice.is_zoned { 12 + 2 * dice.below(2) } else { 11 };
        }
        let (data_type, kind) = match choice {
            0 | 1 => (DataType::Int64, Kind::Number),
            2 => (DataType::Decimal128(38, 2), Kind::Number),
            3 => (DataType::Decimal128(38, 10), Kind::Number),
            4 => (DataType::Decimal128(12, 2), Kind::Number),
            5 => (DataType::Float64, Kind::Number),
            6 | 7 => (DataType::Utf8, Kind::Text),
            8 => (DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)), Kind::Text),
            9 => (DataType::Boolean, Kind::Boolean),
            10 => (DataType::Date32, Kind::Date),
            11 => (DataType::Timestamp(TimeUnit::Millisecond, None), Kind::Moment),
            12 => (DataType::Timestamp(TimeUnit::Microsecond, utc()), Kind::Moment),
            13 => (DataType::Timestamp(TimeUnit::Millisecond, Some(Arc::from("Europe/Berlin"))), Kind::Moment),
            14 => (DataType::Timestamp(TimeUnit::Millisecond, Some(Arc::from("+08:00"))), Kind::Moment),
            15 => (DataType::Decimal128(38, 30), Kind::Number),
            16 => (DataType::Utf8View, Kind::Text),
            17 => (DataType::Int16, Kind::Number),
            18 => (DataType::Dictionary(Box::new(DataType::UInt8), Box::new(DataType::Int64)), Kind::Number),
            _ => (DataType::Decimal128(18, 18), Kind::Number),
        };
        let declared = match if dice.is_calm { 12 } else { dice.below(12) } {
            0..3 => "Any",
            3 => dice.pick(&["number", "string", "date and time", "boolean"]),
            4 if kind == Kind::Number => "tSmall",
            4 if kind == Kind::Text => "tWord",
            _ => declared(kind),
        };
        // The names outlive the dice: they are of the lists above.
        let declared = ["Any", "number", "string", "boolean", "date", "date and time", "tSmall", "tWord"]
            .into_iter()
            .find(|name| *name == declared)
            .unwrap_or("Any");
        Self { data_type, kind, declared }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "a column is of the types that `Column::any` makes")]
    pub(crate) fn array(&self, picks: &[Option<u64>]) -> ArrayRef {
        let signed = |pick: u64| -> i64 {
            const VALUES: [i64; 16] = [0, 1, 2, -3, 7, 10, 100, 50, 225, 99, -1, i64::MAX, i64::MIN, 4_000_000_000, 1_000_000, 5];
            usize::try_from(pick % 16).ok().and_then(|place| VALUES.get(place)).copied().unwrap_or(0)
        };
        let text = |pick: u64| constants(Kind::Text).get(usize::try_from(pick % 8).unwrap_or(0)).map_or("", |text| text.trim_matches('"'));
        match &self.data_type {
            DataType::Int64 => Arc::new(picks.iter().map(|pick| pick.map(signed)).collect::<Int64Array>()),
            DataType::Decimal128(precision, scale) => {
                let wide = |pick: u64| {
                    let value = i128::from(signed(pick));
                    match (*precision > 18, pick % 23) {
                        (true, 20) => 123_456_789_012_345_678_901_234_567_890,
                        (true, 21) => -99_999_999_999_999_999_999_999_999_999_999_999_999,
                        (true, 22) => i128::from(i64::MAX) + 1,
                        (true, _) => value,
                        (false, _) => value % 1_000_000,
                    }
                };
                let values = picks.iter().map(|pick| pick.map(wide)).collect::<Decimal128Array>();
                values
                    .with_precision_and_scale(*precision, *scale)
                    .map_or_else(|_| Arc::new(Int64Array::from(vec![0])) as ArrayRef, |array| Arc::new(array))
            }
            DataType::Float64 => {
                let float =
                    |pick: u64| [0.0, 0.1, 1.0, -2.5, 1e300, 7.0, f64::NAN, 2.25].get(usize::try_from(pick % 8).unwrap_or(0)).copied();
                Arc::new(picks.iter().map(|pick| pick.and_then(float)).collect::<Float64Array>())
            }
            DataType::Utf8 => Arc::new(picks.iter().map(|pick| pick.map(text)).collect::<StringArray>()),
            DataType::Utf8View => Arc::new(picks.iter().map(|pick| pick.map(text)).collect::<StringViewArray>()),
            DataType::Int16 => {
                Arc::new(picks.iter().map(|pick| pick.and_then(|pick| i16::try_from(pick % 300).ok())).collect::<Int16Array>())
            }
            DataType::Dictionary(key, _) if **key == DataType::UInt8 => {
                let keys: UInt8Array = picks.iter().map(|pick| pick.and_then(|pick| u8::try_from(pick % 4).ok())).collect();
                let values = Int64Array::from(vec![Some(7), None, Some(0), Some(-3)]);
                DictionaryArray::<UInt8Type>::try_new(keys, Arc::new(values)).map_or_else(|_| self.array(&[]), |array| Arc::new(array))
            }
            DataType::Dictionary(..) => Arc::new(picks.iter().map(|pick| pick.map(text)).collect::<DictionaryArray<Int32Type>>()),
            DataType::Boolean => Arc::new(picks.iter().map(|pick| pick.map(|pick| pick % 2 == 0)).collect::<BooleanArray>()),
            DataType::Date32 => {
                let day =
                    |pick: u64| [19_723, 19_782, -1, 0, 19_724, 2_932_896, -719_528].get(usize::try_from(pick % 7).unwrap_or(0)).copied();
                Arc::new(picks.iter().map(|pick| pick.and_then(day)).collect::<Date32Array>())
            }
            DataType::Timestamp(unit, zone) => {
                // The first of 2024 and near it, in seconds and a part.
                let milliseconds = |pick: u64| {
                    1_704_067_200_000
                        + [0, 500, 1_000, -1, -28_800_000, 86_400_000].get(usize::try_from(pick % 6).unwrap_or(0)).copied().unwrap_or(0)
                };
                if *unit == TimeUnit::Millisecond {
                    let values = picks.iter().map(|pick| pick.map(milliseconds)).collect::<TimestampMillisecondArray>();
                    Arc::new(values.with_timezone_opt(zone.clone()))
                } else {
                    let values =
                        picks.iter().map(|pick| pick.map(|pick| milliseconds(pick) * 1_000 + 1)).collect::<TimestampMicrosecondArray>();
                    Arc::new(values.with_timezone_opt(zone.clone()))
                }
            }
            _ => Arc::new(Int64Array::from(vec![None; picks.len()])),
        }
    }
}
