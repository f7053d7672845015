//! [`Value`]: what an expression can yield.
//!
//! Cloning is cheap: everything that is not a few bytes is behind an `Arc`. Equality is structural; the equality
//! of FEEL, which may be null, is in `eval/compare.rs`. `Display` prints FEEL that reads back as the same value.

mod context;
mod function;
mod range;
mod text;

use std::sync::Arc;

pub use context::Context;
pub use function::{Function, FunctionKind, NativeFunction, Parameter};
pub use range::Range;

use crate::number::Number;
use crate::temporal::{Date, DateTime, DaysDuration, Time, YearsDuration};

/// A value of FEEL.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// No value, unknown, or not computable.
    #[default]
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// An exact decimal.
    Number(Number),
    /// A string.
    Text(Arc<str>),
    /// A day.
    Date(Date),
    /// A time of day.
    Time(Time),
    /// A day with a time.
    DateTime(DateTime),
    /// A `days and time duration`.
    DaysDuration(DaysDuration),
    /// A `years and months duration`.
    YearsDuration(YearsDuration),
    /// A list.
    List(Arc<[Value]>),
    /// Named entries, in order.
    Context(Arc<Context>),
    /// An interval.
    Range(Arc<Range>),
    /// Something that can be called.
    Function(Arc<Function>),
}

impl Value {
    /// A string.
    #[must_use]
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// A number, from anything that is one.
    #[must_use]
    pub fn number(number: impl Into<Number>) -> Self {
        Self::Number(number.into())
    }

    /// A day of jiff's calendar.
    #[must_use]
    pub fn date(date: jiff::civil::Date) -> Self {
        Self::Date(date.into())
    }

    /// A list.
    #[must_use]
    pub fn list(items: impl IntoIterator<Item = Self>) -> Self {
        Self::List(items.into_iter().collect())
    }

    /// A context with these entries.
    #[must_use]
    pub fn context<N: Into<Arc<str>>>(entries: impl IntoIterator<Item = (N, Self)>) -> Self {
        Self::Context(Arc::new(entries.into_iter().map(|(name, value)| (name.into(), value)).collect()))
    }

    /// True for null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The boolean, if it is one.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        if let Self::Boolean(value) = self { Some(*value) } else { None }
    }

    /// The number, if it is one.
    #[must_use]
    pub fn as_number(&self) -> Option<Number> {
        if let Self::Number(value) = self { Some(*value) } else { None }
    }

    /// The string, if it is one.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        if let Self::Text(value) = self { Some(value) } else { None }
    }

    /// The items, if it is a list.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    /// The context, if it is one.
    #[must_use]
    pub fn as_context(&self) -> Option<&Context> {
        if let Self::Context(context) = self { Some(context) } else { None }
    }

    /// Which of two values comes first, as FEEL's `<` has it; `None` where there is no order between them. Between times with a zone
    /// and times without, which `<` compares by the offset of the other, there is none: this order holds among any number of values.
    #[must_use]
    pub fn order(&self, other: &Self) -> Option<std::cmp::Ordering> {
        crate::eval::frame_order(self, other)
    }

    /// The kind in the user's words, for messages: `number`, `date and time`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "boolean",
            Self::Number(_) => "number",
            Self::Text(_) => "string",
            Self::Date(_) => "date",
            Self::Time(_) => "time",
            Self::DateTime(_) => "date and time",
            Self::DaysDuration(_) => "days and time duration",
            Self::YearsDuration(_) => "years and months duration",
            Self::List(_) => "list",
            Self::Context(_) => "context",
            Self::Range(_) => "range",
            Self::Function(_) => "function",
        }
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Number(value.into())
    }
}

impl From<Number> for Value {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.into())
    }
}

impl From<Date> for Value {
    fn from(value: Date) -> Self {
        Self::Date(value)
    }
}
