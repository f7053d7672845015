//! [`Type`]: the types of FEEL, their names, and which conforms to which.

use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;

/// A type of FEEL.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Type {
    /// Not known before the evaluation, or anything at all.
    #[default]
    Any,
    /// The type of `null` alone.
    Null,
    /// `boolean`
    Boolean,
    /// `number`
    Number,
    /// `string`
    Text,
    /// `date`
    Date,
    /// `time`
    Time,
    /// `date and time`
    DateTime,
    /// `days and time duration`
    DaysDuration,
    /// `years and months duration`
    YearsDuration,
    /// `list<T>`
    List(Box<Type>),
    /// `context<name: T, …>`, in a box because every node of an expression has a type and few have this one.
    Context(Box<ContextType>),
    /// `range<T>`
    Range(Box<Type>),
    /// `function<T, …> -> T`
    Function {
        /// The types of the parameters, with their names where those are known.
        parameters: Vec<(Arc<str>, Type)>,
        /// What it returns.
        result: Box<Type>,
    },
}

/// The entries of a context.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ContextType {
    /// What is known of the entries, in order.
    pub fields: IndexMap<Arc<str>, Type>,
    /// Whether there may be entries beside these.
    pub is_open: bool,
}

impl Type {
    /// The type that a DMN `typeRef` or the text after `instance of` names, for the types that FEEL itself has.
    ///
    /// ```
    /// assert_eq!(guiju_feel::Type::parse("list<number>").unwrap().to_string(), "list<number>");
    /// assert_eq!(guiju_feel::Type::parse("tCustomer"), None);
    /// ```
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        crate::syntax::parse_type(name)
    }

    /// The type with a one-word name.
    pub(crate) fn simple(name: &str) -> Option<Self> {
        Some(match name {
            "Any" => Self::Any,
            "Null" => Self::Null,
            "boolean" => Self::Boolean,
            "number" => Self::Number,
            "string" => Self::Text,
            "date" => Self::Date,
            "time" => Self::Time,
            "date and time" | "dateTime" => Self::DateTime,
            "days and time duration" | "dayTimeDuration" => Self::DaysDuration,
            "years and months duration" | "yearMonthDuration" => Self::YearsDuration,
            "list" => Self::list(Self::Any),
            "context" => Self::Context(Box::new(ContextType { is_open: true, ..ContextType::default() })),
            "range" => Self::Range(Box::new(Self::Any)),
            _ => return None,
        })
    }

    /// `list<item>`
    #[must_use]
    pub fn list(item: Self) -> Self {
        Self::List(Box::new(item))
    }

    /// A context with exactly these fields.
    #[must_use]
    pub fn context<N: Into<Arc<str>>>(fields: impl IntoIterator<Item = (N, Self)>) -> Self {
        let fields = fields.into_iter().map(|(name, ty)| (name.into(), ty)).collect();
        Self::Context(Box::new(ContextType { fields, is_open: false }))
    }

    /// Whether every value of this type is one of the other.
    #[must_use]
    pub fn conforms_to(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::Any) | (Self::Null, _) => true,
            (Self::List(a), Self::List(b)) | (Self::Range(a), Self::Range(b)) => a.conforms_to(b),
            (Self::Context(a), Self::Context(b)) => {
                b.fields.iter().all(|(name, ty)| a.fields.get(name).is_some_and(|own| own.conforms_to(ty)))
            }
            (Self::Function { parameters: a, result: x }, Self::Function { parameters: b, result: y }) => {
                a.len() == b.len() && a.iter().zip(b).all(|((_, a), (_, b))| b.conforms_to(a)) && x.conforms_to(y)
            }
            _ => self == other,
        }
    }

    /// The narrowest of the two that covers both, or `Any`.
    #[must_use]
    pub(crate) fn join(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Null, other) => other.clone(),
            (this, Self::Null) => this,
            (this, other) if this == *other => this,
            (Self::List(a), Self::List(b)) => Self::list(a.join(b)),
            (Self::Range(a), Self::Range(b)) => Self::Range(Box::new(a.join(b))),
            (Self::Context(a), Self::Context(b)) => Self::Context(Box::new(a.join(b))),
            _ => Self::Any,
        }
    }
}

impl ContextType {
    /// A context that has the fields of both; one that only some values have may be missing.
    fn join(mut self, other: &Self) -> Self {
        self.is_open = self.is_open || other.is_open;
        for (name, ty) in &other.fields {
            let own = self.fields.entry(Arc::clone(name)).or_insert(Type::Null);
            *own = std::mem::take(own).join(ty);
        }
        self
    }
}

impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Any => f.write_str("Any"),
            Self::Null => f.write_str("Null"),
            Self::Boolean => f.write_str("boolean"),
            Self::Number => f.write_str("number"),
            Self::Text => f.write_str("string"),
            Self::Date => f.write_str("date"),
            Self::Time => f.write_str("time"),
            Self::DateTime => f.write_str("date and time"),
            Self::DaysDuration => f.write_str("days and time duration"),
            Self::YearsDuration => f.write_str("years and months duration"),
            Self::List(item) => write!(f, "list<{item}>"),
            Self::Range(item) => write!(f, "range<{item}>"),
            Self::Context(context) if context.fields.is_empty() => f.write_str("context"),
            Self::Context(context) => {
                f.write_str("context<")?;
                for (index, (name, ty)) in context.fields.iter().enumerate() {
                    write!(f, "{}{name}: {ty}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str(">")
            }
            Self::Function { parameters, result } => {
                f.write_str("function<")?;
                for (index, (_, ty)) in parameters.iter().enumerate() {
                    write!(f, "{}{ty}", if index > 0 { ", " } else { "" })?;
                }
                write!(f, "> -> {result}")
            }
        }
    }
}
