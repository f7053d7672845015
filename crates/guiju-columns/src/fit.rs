//! Types: whether the values of a column are of the type that the model gives it, and pass the type's tests.

use std::sync::Arc;

use guiju_dmn::logic::Fit;
use guiju_feel::{Type, Value};

use crate::eval::Batch;
use crate::vector::Vector;

/// The values as their type has them; rows whose value does not fit are handed over.
pub(crate) fn fit(shape: Fit<'_>, vector: Arc<Vector>, run: &mut Batch<'_>) -> Arc<Vector> {
    if shape.is_plain() && is_of(&vector, shape.ty()) {
        return vector;
    }
    if let Vector::Coded { codes, values } = vector.as_ref() {
        let fitted: Vec<Option<Value>> = values.iter().map(|value| shape.fit(value.clone(), run.context)).collect();
        let at = |row: usize| codes.get(row).and_then(|code| fitted.get(usize::try_from(*code).ok()?));
        let active = run.active();
        run.hand_where(&active, |row| !matches!(at(row), Some(Some(_))));
        return Arc::new(Vector::coded(codes.clone(), fitted.into_iter().map(Option::unwrap_or_default).collect()));
    }
    if let (true, Some(tests)) = (is_of(&vector, shape.ty()), shape.tests()) {
        for tests in tests {
            let passed = run.column_tests(&vector, tests);
            let active = run.active();
            run.hand_where(&active, |row| !vector.is_null(row) && !passed.get(row).copied().unwrap_or(false));
        }
        return vector;
    }
    let mut values = vec![Value::Null; run.rows];
    let mut is_changed = false;
    for (row, place) in values.iter_mut().enumerate() {
        if run.handed.get(row).copied().unwrap_or(true) {
            continue;
        }
        let value = vector.value(row);
        match shape.fit(value.clone(), run.context) {
            Some(fitted) => {
                is_changed |= fitted != value;
                *place = fitted;
            }
            None => run.hand(row),
        }
    }
    if is_changed { Arc::new(Vector::tight(values)) } else { vector }
}

/// Whether every value of a column is known to be of a type as it is.
pub(crate) fn is_of(vector: &Vector, ty: &Type) -> bool {
    match (vector, ty) {
        (_, Type::Any)
        | (Vector::Whole { .. } | Vector::Numbers { .. }, Type::Number)
        | (Vector::Booleans { .. }, Type::Boolean)
        | (Vector::Dates { .. }, Type::Date)
        | (Vector::Moments { .. }, Type::DateTime)
        | (Vector::Seconds { .. }, Type::DaysDuration) => true,
        (vector, Type::Text) => vector.is_textual(),
        _ => false,
    }
}
