//! [`Shape`]: a type with what its values are allowed to be, and the fitting of a value to it.

use std::sync::Arc;

use guiju_feel::{Context, DateTime, EvalContext, Time, Type, UnaryTests, Value, Words};

use crate::error::cause;

/// A type, what its values are allowed to be, and the same for its parts.
#[derive(Debug, Clone)]
pub(crate) struct Shape {
    pub(crate) ty: Type,
    /// Each has to pass.
    pub(crate) allowed: Vec<Arc<UnaryTests>>,
    /// Of the items, where it is a list of a type of the model.
    pub(crate) item: Option<Box<Shape>>,
    /// Of the entries, where it is a context.
    pub(crate) fields: Vec<(Arc<str>, Shape)>,
}

impl Shape {
    pub(crate) fn any() -> Self {
        Self { ty: Type::Any, allowed: Vec::new(), item: None, fields: Vec::new() }
    }

    pub(crate) fn is_any(&self) -> bool {
        self.ty == Type::Any && self.allowed.is_empty()
    }

    /// Whether the type alone says which values fit.
    pub(crate) fn is_plain(&self) -> bool {
        self.allowed.is_empty() && self.item.is_none() && self.fields.is_empty()
    }

    /// The value as the type has it: a list of one where a list is asked for and the other way round, a date as its midnight. A
    /// value that does not fit is refused with the reason.
    pub(crate) fn fit(&self, value: Value, context: &EvalContext) -> Result<Value, Words> {
        if self.is_any() || value.is_null() {
            return Ok(value);
        }
        let value = coerce(value, &self.ty).map_err(|value| cause::not_of_type(&value, &self.ty))?;
        if let (Some(item), Value::List(items)) = (&self.item, &value)
            && !item.is_any()
        {
            let items = items.iter().map(|one| item.fit(one.clone(), context)).collect::<Result<Vec<_>, _>>()?;
            return self.allow(Value::list(items), context);
        }
        if let (false, Value::Context(entries)) = (self.fields.is_empty(), &value) {
            let mut fitted = Context::new();
            for (name, entry) in entries.iter() {
                let shape = self.fields.iter().find(|(field, _)| field == name);
                let entry = match shape {
                    Some((_, shape)) => shape.fit(entry.clone(), context).map_err(|wrong| cause::in_entry(name, &wrong))?,
                    None => entry.clone(),
                };
                fitted.insert(Arc::clone(name), entry);
            }
            return self.allow(Value::Context(Arc::new(fitted)), context);
        }
        self.allow(value, context)
    }

    fn allow(&self, value: Value, context: &EvalContext) -> Result<Value, Words> {
        for tests in &self.allowed {
            if tests.matches(&value, &[], context).value != Value::Boolean(true) {
                return Err(cause::not_allowed(&value, tests.source().trim()));
            }
        }
        Ok(value)
    }
}

fn coerce(value: Value, ty: &Type) -> Result<Value, Value> {
    if is_of(&value, ty) {
        return Ok(value);
    }
    match (ty, &value) {
        (Type::List(item), _) if !matches!(value, Value::List(_)) && is_of(&value, item) => Ok(Value::list([value])),
        (Type::DateTime, Value::Date(date)) => Ok(Value::DateTime(DateTime::new(*date, midnight()))),
        (_, Value::List(items)) => match items.as_ref() {
            [one] if is_of(one, ty) => Ok(one.clone()),
            _ => Err(value),
        },
        _ => Err(value),
    }
}

/// A date counts as its midnight in UTC.
fn midnight() -> Time {
    Time::new(0, 0, 0, 0, guiju_feel::Zone::offset(0)).unwrap_or_else(Time::midnight)
}

/// Whether a value is of a type; null is of every type.
pub(crate) fn is_of(value: &Value, ty: &Type) -> bool {
    match (value, ty) {
        (_, Type::Any) | (Value::Null, _) => true,
        (Value::Boolean(_), Type::Boolean)
        | (Value::Number(_), Type::Number)
        | (Value::Text(_), Type::Text)
        | (Value::Date(_), Type::Date)
        | (Value::Time(_), Type::Time)
        | (Value::DateTime(_), Type::DateTime)
        | (Value::DaysDuration(_), Type::DaysDuration)
        | (Value::YearsDuration(_), Type::YearsDuration) => true,
        (Value::List(items), Type::List(item)) => items.iter().all(|one| is_of(one, item)),
        (Value::Context(entries), Type::Context(fields)) => {
            fields.fields.iter().all(|(name, ty)| entries.get(name).is_some_and(|entry| is_of(entry, ty)))
        }
        (Value::Range(range), Type::Range(item)) => is_of(&range.start, item) && is_of(&range.end, item),
        // Parameters may take more than is asked for, and the result may be less (10.3.2.9.2).
        (Value::Function(_), Type::Function { .. }) => ty.contains(value),
        _ => false,
    }
}
