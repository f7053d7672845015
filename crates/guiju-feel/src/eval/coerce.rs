//! Which values belong to a type, and the implicit conversions of the standard.

use std::sync::Arc;

use crate::temporal::Zone;
use crate::types::Type;
use crate::value::Value;

impl Type {
    /// Whether the value is one of this type. Null is one of every type.
    #[must_use]
    pub fn contains(&self, value: &Value) -> bool {
        match (self, value) {
            (Self::Any, _) | (_, Value::Null) => true,
            (Self::Boolean, Value::Boolean(_))
            | (Self::Number, Value::Number(_))
            | (Self::Text, Value::Text(_))
            | (Self::Date, Value::Date(_))
            | (Self::Time, Value::Time(_))
            | (Self::DateTime, Value::DateTime(_))
            | (Self::DaysDuration, Value::DaysDuration(_))
            | (Self::YearsDuration, Value::YearsDuration(_)) => true,
            (Self::List(item), Value::List(items)) => items.iter().all(|value| item.contains(value)),
            (Self::Range(item), Value::Range(range)) => item.contains(&range.start) && item.contains(&range.end),
            (Self::Context(context), Value::Context(value)) => {
                context.fields.iter().all(|(name, ty)| value.get(name).is_some_and(|value| ty.contains(value)))
            }
            (Self::Function { parameters, result }, Value::Function(function)) => {
                let fits = |((_, wanted), own): (&(Arc<str>, Self), &crate::value::Parameter)| wanted.conforms_to(&own.ty);
                function.parameters.len() == parameters.len()
                    && parameters.iter().zip(&function.parameters).all(fits)
                    && (function.result == Self::Any || function.result.conforms_to(result))
            }
            _ => false,
        }
    }

    /// The value as one of this type: a value where a list is wanted becomes a list of one, a list of one where its
    /// item is wanted becomes the item, and a date becomes the midnight (UTC) at its beginning. `None` for others.
    #[must_use]
    pub fn coerce(&self, value: Value) -> Option<Value> {
        if self.contains(&value) {
            return Some(value);
        }
        match (self, &value) {
            (Self::List(item), value) if !matches!(value, Value::List(_)) && item.contains(value) => Some(Value::list([value.clone()])),
            (_, Value::List(items)) => match items.as_ref() {
                [only] if self.contains(only) => Some(only.clone()),
                _ => None,
            },
            (Self::DateTime, Value::Date(date)) => Some(Value::DateTime(date.at_midnight(Zone::offset(0)))),
            _ => None,
        }
    }
}
