//! Allen's relations between points and ranges: `before`, `meets`, `overlaps`, `during` and the others.
//!
//! The formulas are those of the standard's table of range functions. Each is written once; its inverse swaps the
//! arguments. An end without a bound lies beyond every value.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::eval::{Place, is_in_range};
use crate::value::{Range, Value};

type Relation = fn(&Value, &Value) -> Option<bool>;

macro_rules! relation {
    ($constant:ident, $name:literal, [$($parameters:literal),+], $relation:expr) => {
        pub(super) static $constant: BuiltIn =
            BuiltIn::new($name, &[$(concat!($name, "(", $parameters, "): boolean")),+], |call| decide(call, $relation));
    };
}

// The names of the parameters are those of table 78; what they are given decides, not by which names.
relation!(
    BEFORE,
    "before",
    ["point1: Any, point2: Any", "point: Any, range: Any", "range: Any, point: Any", "range1: Any, range2: Any"],
    before
);
relation!(
    AFTER,
    "after",
    ["point1: Any, point2: Any", "point: Any, range: Any", "range: Any, point: Any", "range1: Any, range2: Any"],
    |a, b| { before(b, a) }
);
relation!(MEETS, "meets", ["range1: Any, range2: Any"], meets);
relation!(MET_BY, "met by", ["range1: Any, range2: Any"], |a, b| meets(b, a));
relation!(OVERLAPS, "overlaps", ["range1: Any, range2: Any"], overlaps);
relation!(OVERLAPS_BEFORE, "overlaps before", ["range1: Any, range2: Any"], overlaps_before);
relation!(OVERLAPS_AFTER, "overlaps after", ["range1: Any, range2: Any"], |a, b| overlaps_before(b, a));
relation!(FINISHES, "finishes", ["point: Any, range: Any", "range1: Any, range2: Any"], finishes);
relation!(FINISHED_BY, "finished by", ["range: Any, point: Any", "range1: Any, range2: Any"], |a, b| finishes(b, a));
relation!(INCLUDES, "includes", ["range: Any, point: Any", "range1: Any, range2: Any"], includes);
relation!(DURING, "during", ["point: Any, range: Any", "range1: Any, range2: Any"], |a, b| includes(b, a));
relation!(STARTS, "starts", ["point: Any, range: Any", "range1: Any, range2: Any"], starts);
relation!(STARTED_BY, "started by", ["range: Any, point: Any", "range1: Any, range2: Any"], |a, b| starts(b, a));
relation!(COINCIDES, "coincides", ["point1: Any, point2: Any", "range1: Any, range2: Any"], coincides);

fn decide(call: &mut Call<'_, '_>, relation: Relation) -> Outcome {
    let (a, b) = (call.single(0), call.single(1));
    relation(a, b).map(Value::Boolean).ok_or_else(|| call.bad(ArgumentError::Unrelated { left: a.kind(), right: b.kind() }))
}

/// The lower bound; `None` is below every value.
fn start(range: &Range) -> Option<&Value> {
    Some(&range.start).filter(|value| !value.is_null())
}

/// The upper bound; `None` is above every value.
fn end(range: &Range) -> Option<&Value> {
    Some(&range.end).filter(|value| !value.is_null())
}

/// The order of the lower ends of two ranges.
fn starts_order(a: &Range, b: &Range) -> Option<Place> {
    match (start(a), start(b)) {
        (Some(a), Some(b)) => Place::of(a, b),
        (Some(_), None) => Some(Place::After),
        (None, Some(_)) => Some(Place::Before),
        (None, None) => Some(Place::Same),
    }
}

/// The order of the upper ends of two ranges.
fn ends_order(a: &Range, b: &Range) -> Option<Place> {
    match (end(a), end(b)) {
        (Some(a), Some(b)) => Place::of(a, b),
        (Some(_), None) => Some(Place::Before),
        (None, Some(_)) => Some(Place::After),
        (None, None) => Some(Place::Same),
    }
}

/// The order of the upper end of one range and the lower end of another.
fn end_to_start(a: &Range, b: &Range) -> Option<Place> {
    match (end(a), start(b)) {
        (Some(a), Some(b)) => Place::of(a, b),
        _ => Some(Place::After),
    }
}

fn before(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Range(a), Value::Range(b)) => {
            let order = end_to_start(a, b)?;
            Some(order.is_lt() || (order.is_eq() && !(a.is_end_included && b.is_start_included)))
        }
        (Value::Range(range), point) => {
            let Some(bound) = end(range) else { return Some(false) };
            let order = Place::of(bound, point)?;
            Some(order.is_lt() || (order.is_eq() && !range.is_end_included))
        }
        (point, Value::Range(range)) => {
            let Some(bound) = start(range) else { return Some(false) };
            let order = Place::of(point, bound)?;
            Some(order.is_lt() || (order.is_eq() && !range.is_start_included))
        }
        (a, b) => Some(Place::of(a, b)?.is_lt()),
    }
}

fn ranges<'v>(a: &'v Value, b: &'v Value) -> Option<(&'v Range, &'v Range)> {
    match (a, b) {
        (Value::Range(a), Value::Range(b)) => Some((a, b)),
        _ => None,
    }
}

fn meets(a: &Value, b: &Value) -> Option<bool> {
    let (a, b) = ranges(a, b)?;
    Some(end_to_start(a, b)?.is_eq() && a.is_end_included && b.is_start_included)
}

/// Whether the upper end of one reaches the lower end of the other.
fn reaches(a: &Range, b: &Range) -> Option<bool> {
    let order = end_to_start(a, b)?;
    Some(order.is_gt() || (order.is_eq() && a.is_end_included && b.is_start_included))
}

fn overlaps(a: &Value, b: &Value) -> Option<bool> {
    let (a, b) = ranges(a, b)?;
    Some(reaches(a, b)? && reaches(b, a)?)
}

fn overlaps_before(a: &Value, b: &Value) -> Option<bool> {
    let (a, b) = ranges(a, b)?;
    let (starts, ends) = (starts_order(a, b)?, ends_order(a, b)?);
    let begins_before = starts.is_lt() || (starts.is_eq() && a.is_start_included && !b.is_start_included);
    let ends_before = ends.is_lt() || (ends.is_eq() && (!a.is_end_included || b.is_end_included));
    Some(begins_before && reaches(a, b)? && ends_before)
}

fn finishes(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Range(a), Value::Range(b)) => {
            let (starts, ends) = (starts_order(a, b)?, ends_order(a, b)?);
            let begins_inside = starts.is_gt() || (starts.is_eq() && (!a.is_start_included || b.is_start_included));
            Some(ends.is_eq() && a.is_end_included == b.is_end_included && begins_inside)
        }
        (Value::Range(_), _) => None,
        (point, Value::Range(range)) => match end(range) {
            Some(bound) => Some(Place::of(point, bound)?.is_eq() && range.is_end_included),
            None => Some(false),
        },
        _ => None,
    }
}

fn includes(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Range(a), Value::Range(b)) => {
            let (starts, ends) = (starts_order(a, b)?, ends_order(a, b)?);
            let begins = starts.is_lt() || (starts.is_eq() && (a.is_start_included || !b.is_start_included));
            Some(begins && (ends.is_gt() || (ends.is_eq() && (a.is_end_included || !b.is_end_included))))
        }
        (Value::Range(range), point) => is_in_range(point, range),
        _ => None,
    }
}

fn starts(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Range(a), Value::Range(b)) => {
            let (starts, ends) = (starts_order(a, b)?, ends_order(a, b)?);
            let ends_inside = ends.is_lt() || (ends.is_eq() && (!a.is_end_included || b.is_end_included));
            Some(starts.is_eq() && a.is_start_included == b.is_start_included && ends_inside)
        }
        (Value::Range(_), _) => None,
        (point, Value::Range(range)) => match start(range) {
            Some(bound) => Some(Place::of(point, bound)?.is_eq() && range.is_start_included),
            None => Some(false),
        },
        _ => None,
    }
}

fn coincides(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Range(a), Value::Range(b)) => {
            let is_included_alike = a.is_start_included == b.is_start_included && a.is_end_included == b.is_end_included;
            Some(starts_order(a, b)?.is_eq() && ends_order(a, b)?.is_eq() && is_included_alike)
        }
        (Value::Range(_), _) | (_, Value::Range(_)) => None,
        (a, b) => Some(Place::of(a, b)?.is_eq()),
    }
}
