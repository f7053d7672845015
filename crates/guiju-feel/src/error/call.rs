//! [`CallError`]: why arguments do not fit the parameters of a function, in both languages.

use std::fmt;

use super::zh::in_chinese as word;

/// Why a call does not fit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "the fields are the words of the message beside them")]
pub enum CallError {
    /// A name that no parameter has.
    NoParameter { name: String },
    /// Too many arguments, or too few.
    Count { given: usize, parameters: usize },
    /// A built-in that takes other numbers of arguments.
    Given { count: usize },
    /// No signature has parameters of these names.
    NoParameters { names: String },
    /// Nothing fits.
    NoSignature,
    /// An argument of another type.
    Kind { parameter: String, found: &'static str, expected: String },
}

impl fmt::Display for CallError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoParameter { name } => write!(out, "it has no parameter `{name}`"),
            Self::Count { given, parameters } => write!(out, "{given} arguments for {parameters} parameters"),
            Self::Given { count: 1 } => out.write_str("1 argument given"),
            Self::Given { count } => write!(out, "{count} arguments given"),
            Self::NoParameters { names } => write!(out, "no such parameters as {names}"),
            Self::NoSignature => out.write_str("it has no such signature"),
            Self::Kind { parameter, found, expected } => write!(out, "`{parameter}` is a {found}, not a {expected}"),
        }
    }
}

impl CallError {
    /// The message in Chinese.
    #[must_use]
    pub fn zh(&self) -> String {
        match self {
            Self::NoParameter { name } => format!("它没有参数“{name}”"),
            Self::Count { given, parameters } => format!("有 {parameters} 个参数，却给了 {given} 个"),
            Self::Given { count } => format!("给了 {count} 个参数"),
            Self::NoParameters { names } => format!("没有参数 {names}"),
            Self::NoSignature => "没有这种写法".to_owned(),
            Self::Kind { parameter, found, expected } => format!("参数“{parameter}”是{}，应为{}", word(found), word(expected)),
        }
    }
}
