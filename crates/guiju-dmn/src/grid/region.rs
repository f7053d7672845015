//! [`Region`]: values that all cells of an axis treat alike, with one of them for an example.

use guiju_feel::{EvalContext, Type, Value};

use super::natural::Steps;

/// What kind of values an axis has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Boolean,
    Number,
    Text,
    Date,
    Time,
    DateTime,
    Days,
    Years,
    /// Lists, contexts, or nothing in particular: one region, which only `-` can be said to pass.
    Opaque,
}

/// Values that all cells treat alike.
#[derive(Debug)]
pub(crate) struct Region {
    pub(crate) range: RegionRange,
    /// One of them; `None` where there are none, as between one day and the next.
    pub(crate) sample: Option<Value>,
}

/// Which values a region has.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RegionRange {
    Null,
    Point(Value),
    Between(Option<Value>, Option<Value>),
    /// Every text that no cell names.
    OtherText,
    Anything,
}

impl Kind {
    pub(super) fn of_type(ty: &Type) -> Option<Self> {
        Some(match ty {
            Type::Boolean => Self::Boolean,
            Type::Number => Self::Number,
            Type::Text => Self::Text,
            Type::Date => Self::Date,
            Type::Time => Self::Time,
            Type::DateTime => Self::DateTime,
            Type::DaysDuration => Self::Days,
            Type::YearsDuration => Self::Years,
            Type::Any => return None,
            Type::Null | Type::List(_) | Type::Context(_) | Type::Range(_) | Type::Function { .. } => Self::Opaque,
        })
    }

    pub(crate) fn of_value(value: &Value) -> Self {
        match value {
            Value::Boolean(_) => Self::Boolean,
            Value::Number(_) => Self::Number,
            Value::Text(_) => Self::Text,
            Value::Date(_) => Self::Date,
            Value::Time(_) => Self::Time,
            Value::DateTime(_) => Self::DateTime,
            Value::DaysDuration(_) => Self::Days,
            Value::YearsDuration(_) => Self::Years,
            Value::Null | Value::List(_) | Value::Context(_) | Value::Range(_) | Value::Function(_) => Self::Opaque,
        }
    }

    /// Whether between two of its values there are others.
    pub(crate) fn is_ordered(self) -> bool {
        !matches!(self, Self::Boolean | Self::Text | Self::Opaque)
    }
}

/// The one kind that all constants have; opaque where they have several, or there are none.
pub(super) fn kind_of_all<'v>(mut constants: impl Iterator<Item = &'v Value>) -> Kind {
    let Some(kind) = constants.next().map(Kind::of_value) else { return Kind::Opaque };
    if constants.all(|value| Kind::of_value(value) == kind) { kind } else { Kind::Opaque }
}

/// The regions between and at some points, null first.
pub(super) fn regions(kind: Kind, points: &[Value]) -> Vec<Region> {
    let mut regions = vec![Region { range: RegionRange::Null, sample: Some(Value::Null) }];
    let point = |value: &Value| Region { range: RegionRange::Point(value.clone()), sample: Some(value.clone()) };
    if kind == Kind::Opaque {
        regions.push(Region { range: RegionRange::Anything, sample: Some(Value::text("anything")) });
        return regions;
    }
    if !kind.is_ordered() {
        regions.extend(points.iter().map(point));
        if kind == Kind::Text {
            regions.push(Region { range: RegionRange::OtherText, sample: Some(other_text(points)) });
        }
        return regions;
    }
    let steps = Steps::new();
    let between = |low: Option<&Value>, high: Option<&Value>| Region {
        range: RegionRange::Between(low.cloned(), high.cloned()),
        sample: steps.between(low, high).or_else(|| if low.is_none() && high.is_none() { origin(kind) } else { None }),
    };
    let mut before = None;
    for value in points {
        regions.push(between(before, Some(value)));
        regions.push(point(value));
        before = Some(value);
    }
    regions.push(between(before, None));
    regions
}

/// A value of a kind of which no cell names one.
fn origin(kind: Kind) -> Option<Value> {
    let text = match kind {
        Kind::Number => "0",
        Kind::Date => "date(\"2026-01-01\")",
        Kind::Time => "time(\"12:00:00\")",
        Kind::DateTime => "date and time(\"2026-01-01T12:00:00\")",
        Kind::Days => "duration(\"P1D\")",
        Kind::Years => "duration(\"P1Y\")",
        Kind::Boolean | Kind::Text | Kind::Opaque => return None,
    };
    let value = guiju_feel::compile(text, &guiju_feel::Names::new()).ok()?.evaluate(&[], &EvalContext::default()).value;
    (!value.is_null()).then_some(value)
}

/// A text that is none of these.
fn other_text(points: &[Value]) -> Value {
    let mut text = "any other".to_owned();
    while points.iter().any(|point| point.as_text() == Some(text.as_str())) {
        text.push('…');
    }
    Value::text(text)
}
