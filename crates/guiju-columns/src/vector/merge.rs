//! One column of two: the rows of one where a mask is true, those of the other elsewhere.

use std::sync::Arc;

use guiju_feel::Value;

use super::{Valid, Vector, has};

/// Merges two columns of the same length.
pub(crate) fn merge(mask: &[bool], then: &Arc<Vector>, otherwise: &Arc<Vector>) -> Arc<Vector> {
    Arc::new(merged(mask, then, otherwise))
}

fn merged(mask: &[bool], then: &Vector, otherwise: &Vector) -> Vector {
    let valid = || merge_valid(mask, then, otherwise);
    match (then, otherwise) {
        (Vector::Whole { values: a, scale, .. }, Vector::Whole { values: b, scale: other, .. }) if scale == other => {
            Vector::Whole { values: choose(mask, a, b).into(), scale: *scale, valid: valid() }
        }
        (Vector::Booleans { values: a, .. }, Vector::Booleans { values: b, .. }) => {
            Vector::Booleans { values: choose(mask, a, b), valid: valid() }
        }
        (Vector::Dates { values: a, .. }, Vector::Dates { values: b, .. }) => {
            Vector::Dates { values: choose(mask, a, b).into(), valid: valid() }
        }
        (Vector::Seconds { values: a, .. }, Vector::Seconds { values: b, .. }) => {
            Vector::Seconds { values: choose(mask, a, b), valid: valid() }
        }
        (Vector::Coded { codes: a, values: first }, Vector::Coded { codes: b, values: second }) => {
            let shift = u32::try_from(first.len()).unwrap_or(u32::MAX);
            let moved: Vec<u32> = b.iter().map(|code| code.saturating_add(shift)).collect();
            Vector::Coded { codes: choose(mask, a, &moved), values: first.iter().chain(second.iter()).cloned().collect() }
        }
        (a, b) if a.is_numeric() && b.is_numeric() => {
            let number = |(row, is_then): (usize, &bool)| if *is_then { a.number(row) } else { b.number(row) };
            Vector::Numbers { values: mask.iter().enumerate().map(number).collect(), valid: valid() }
        }
        (a, b) => {
            let value = |(row, is_then): (usize, &bool)| if *is_then { a.value(row) } else { b.value(row) };
            Vector::tight(mask.iter().enumerate().map(value).collect::<Vec<Value>>())
        }
    }
}

fn choose<T: Copy>(mask: &[bool], then: &[T], otherwise: &[T]) -> Vec<T> {
    mask.iter().zip(then.iter().zip(otherwise)).map(|(is_then, (a, b))| if *is_then { *a } else { *b }).collect()
}

fn merge_valid(mask: &[bool], then: &Vector, otherwise: &Vector) -> Valid {
    let (a, b) = (valid_of(then), valid_of(otherwise));
    if a.is_none() && b.is_none() {
        return None;
    }
    Some(mask.iter().enumerate().map(|(row, is_then)| has(if *is_then { a } else { b }, row)).collect())
}

fn valid_of(vector: &Vector) -> &Valid {
    match vector {
        Vector::Whole { valid, .. }
        | Vector::Numbers { valid, .. }
        | Vector::Booleans { valid, .. }
        | Vector::Dates { valid, .. }
        | Vector::Moments { valid, .. }
        | Vector::Seconds { valid, .. } => valid,
        Vector::Texts(_) | Vector::Coded { .. } | Vector::Record(_) | Vector::Rows(_) => &None,
    }
}
