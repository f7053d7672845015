//! Paths and filters.

use super::{Checked, Checker, Node, NodeKind, node};
use crate::error::CompileError;
use crate::span::Span;
use crate::syntax::{AstId, AstName};
use crate::types::Type;

/// The properties of values that are not contexts.
const PROPERTIES: [&str; 18] = [
    "year",
    "month",
    "day",
    "weekday",
    "hour",
    "minute",
    "second",
    "time offset",
    "timezone",
    "years",
    "months",
    "days",
    "hours",
    "minutes",
    "seconds",
    "start",
    "end",
    "start included",
];

impl<'a> Checker<'a> {
    pub(super) fn path(&mut self, span: Span, base: AstId, name: &AstName<'_>, name_span: Span) -> Checked<Node> {
        let base = self.boxed(base)?;
        let ty = path_type(&base.ty, name).unwrap_or_else(|| {
            let fields: Vec<&str> = match &base.ty {
                Type::Context(context) => context.fields.keys().map(AsRef::as_ref).collect(),
                _ => PROPERTIES.to_vec(),
            };
            let help = super::did_you_mean(name, fields);
            self.warnings.push(CompileError::UnknownEntry { name: name.to_string(), of: Box::new(base.ty.clone()), at: name_span, help });
            Type::Null
        });
        Ok(node(span, NodeKind::Path { base, name: name.to_shared() }, ty))
    }

    pub(super) fn filter(&mut self, span: Span, base: AstId, condition: AstId) -> Checked<Node> {
        let base = self.boxed(base)?;
        let item_type = match &base.ty {
            Type::List(item) => (**item).clone(),
            other => other.clone(),
        };
        let mark = self.mark();
        let item = self.bind_item(item_type.clone());
        let condition = self.expression(condition);
        self.reset(mark);
        let condition = Box::new(condition?);
        let ty = match condition.ty {
            Type::Number => item_type,
            Type::Boolean => Type::list(item_type),
            _ => Type::Any,
        };
        Ok(node(span, NodeKind::Filter { base, item, condition }, ty))
    }
}

/// The type of an entry or property; `None` where there cannot be one.
fn path_type(base: &Type, name: &str) -> Option<Type> {
    Some(match (base, name) {
        (Type::Any | Type::Null | Type::Function { .. }, _) => Type::Any,
        (Type::List(item), _) => Type::list(path_type(item, name)?),
        (Type::Context(context), _) => match context.fields.get(name) {
            Some(ty) => ty.clone(),
            None if context.is_open => Type::Any,
            None => return None,
        },
        (Type::Date | Type::DateTime, "year" | "month" | "day" | "weekday") => Type::Number,
        (Type::DateTime | Type::Time, "hour" | "minute" | "second") => Type::Number,
        // A date counts as midnight UTC where a time is asked of it.
        (Type::Date, "hour" | "minute" | "second") => Type::Number,
        (Type::DateTime | Type::Time | Type::Date, "time offset") => Type::DaysDuration,
        (Type::DateTime | Type::Time | Type::Date, "timezone") => Type::Text,
        (Type::DaysDuration, "days" | "hours" | "minutes" | "seconds") => Type::Number,
        (Type::YearsDuration, "years" | "months") => Type::Number,
        (Type::Range(item), "start" | "end") => (**item).clone(),
        (Type::Range(_), "start included" | "end included") => Type::Boolean,
        _ => return None,
    })
}
