//! What stands in a cell, before it is written in the way of its file.

use jiff::civil::Date;

use crate::truth::{Code, Parts};

/// A value, or what strangers write instead of one.
#[derive(Debug, Clone, Default)]
pub(crate) enum Cell {
    #[default]
    Empty,
    Text(String),
    /// A code, which a program may write as text with a formula around it.
    Id(String),
    /// Money, which is divided by the unit of the file.
    Money(Parts, Code),
    /// Money in a column of its file where 0 is written in a way of its own.
    Zero,
    /// A number that is no money.
    Number(String),
    /// A day, with the second of that day where the file has times.
    Day(Date, u32),
    /// A text that is written as it stands, though it should be an amount or a date.
    Raw(String),
}

impl Cell {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(crate) fn id(text: impl Into<String>) -> Self {
        Self::Id(text.into())
    }

    /// The day that it says.
    pub(crate) fn day(&self) -> Option<Date> {
        if let Self::Day(day, _) = self { Some(*day) } else { None }
    }

    /// The money that it says.
    pub(crate) fn money(&self) -> Option<(Parts, Code)> {
        if let Self::Money(money, currency) = self { Some((*money, currency)) } else { None }
    }

    /// Its text, where it is one.
    pub(crate) fn words(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }
}
