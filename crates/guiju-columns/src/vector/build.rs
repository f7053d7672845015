//! Values become [`Vector`]s, in the narrowest form that is exact.

use std::sync::Arc;

use guiju_feel::{Number, Value};

use super::Vector;

impl Vector {
    /// A column with the same value in every row.
    pub(crate) fn constant(value: &Value, rows: usize) -> Self {
        match value {
            Value::Boolean(value) => Self::Booleans { values: vec![*value; rows], valid: None },
            Value::Number(number) => match scaled(std::slice::from_ref(value)) {
                Some((_, scale)) => {
                    let value = number.to_scaled(scale).unwrap_or(0);
                    Self::Whole { values: vec![value; rows].into(), scale, valid: None }
                }
                None => Self::Numbers { values: vec![*number; rows], valid: None },
            },
            Value::Date(date) if i32::try_from(date.days_since_epoch()).is_ok() => {
                let day = i32::try_from(date.days_since_epoch()).unwrap_or(0);
                Self::Dates { values: vec![day; rows].into(), valid: None }
            }
            Value::DateTime(moment) if moment.time.zone().name().is_none() && i64::try_from(moment.position().0).is_ok() => {
                let place = i64::try_from(moment.position().0).unwrap_or(0);
                Self::Moments { values: vec![place; rows].into(), unit: 1, zone: moment.time.zone().clone(), valid: None }
            }
            Value::DaysDuration(duration) if duration.total_nanoseconds() % 1_000_000_000 == 0 => {
                // A duration's seconds are 64 bits.
                let seconds = i64::try_from(duration.total_nanoseconds() / 1_000_000_000).unwrap_or(0);
                Self::Seconds { values: vec![seconds; rows], valid: None }
            }
            value => Self::Coded { codes: vec![0; rows], values: Arc::from([value.clone()]) },
        }
    }

    /// A column of places in a list of values, or the values themselves where they are numbers, booleans or dates.
    pub(crate) fn coded(codes: Vec<u32>, values: Vec<Value>) -> Self {
        let at = |code: &u32| usize::try_from(*code).unwrap_or(usize::MAX);
        let has_null = values.iter().any(Value::is_null);
        let valid = |codes: &[u32]| {
            has_null.then(|| codes.iter().map(|code| values.get(at(code)).is_some_and(|value| !value.is_null())).collect::<Vec<bool>>())
        };
        if values.iter().all(Value::is_null) {
            return Self::Coded { codes, values: values.into() };
        }
        if let Some((scaled, scale)) = scaled(&values) {
            let places = codes.iter().map(|code| scaled.get(at(code)).copied().unwrap_or(0));
            return Self::Whole { values: places.collect::<Vec<i64>>().into(), scale, valid: valid(&codes) };
        }
        let booleans: Option<Vec<bool>> = values.iter().map(|value| value.as_bool().or_else(|| value.is_null().then_some(false))).collect();
        if let Some(booleans) = booleans {
            let places = codes.iter().map(|code| booleans.get(at(code)).copied().unwrap_or(false));
            return Self::Booleans { values: places.collect(), valid: valid(&codes) };
        }
        Self::Coded { codes, values: values.into() }
    }

    /// A column of these values, narrower where they are all numbers or all booleans.
    pub(crate) fn tight(values: Vec<Value>) -> Self {
        let valid = || values.iter().any(Value::is_null).then(|| values.iter().map(|value| !value.is_null()).collect::<Vec<bool>>());
        if values.iter().all(Value::is_null) {
            return Self::Rows(values);
        }
        if values.iter().all(|value| matches!(value, Value::Number(_) | Value::Null)) {
            let numbers = values.iter().map(|value| value.as_number().unwrap_or(Number::ZERO)).collect();
            return Self::Numbers { values: numbers, valid: valid() };
        }
        if values.iter().all(|value| matches!(value, Value::Boolean(_) | Value::Null)) {
            let booleans = values.iter().map(|value| value.as_bool().unwrap_or(false)).collect();
            return Self::Booleans { values: booleans, valid: valid() };
        }
        Self::Rows(values)
    }
}

/// The numbers among these values as integers of one scale, null as nought; `None` where one is something else.
fn scaled(values: &[Value]) -> Option<(Vec<i64>, u32)> {
    let at = |scale: u32| -> Option<Vec<i64>> {
        values.iter().map(|value| if value.is_null() { Some(0) } else { value.as_number()?.to_scaled(scale) }).collect()
    };
    (0..=6).find_map(|scale| at(scale).map(|scaled| (scaled, scale)))
}
