//! Values as FEEL text.

use std::fmt;

use super::{Context, Function, Range, Value};

/// A FEEL string literal.
pub(crate) fn quote(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(value) => write!(f, "{value}"),
            Self::Number(value) => write!(f, "{value}"),
            Self::Text(value) => f.write_str(&quote(value)),
            Self::Date(value) => write!(f, "@\"{value}\""),
            Self::Time(value) => write!(f, "@\"{value}\""),
            Self::DateTime(value) => write!(f, "@\"{value}\""),
            Self::DaysDuration(value) => write!(f, "@\"{value}\""),
            Self::YearsDuration(value) => write!(f, "@\"{value}\""),
            Self::List(items) => {
                f.write_str("[")?;
                for (index, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if index > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Context(context) => write!(f, "{context}"),
            Self::Range(range) => write!(f, "{range}"),
            Self::Function(function) => write!(f, "{function}"),
        }
    }
}

impl fmt::Display for Context {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("{")?;
        for (index, (name, value)) in self.iter().enumerate() {
            f.write_str(if index > 0 { ", " } else { "" })?;
            // A name that is more than one word is quoted, so that it reads back whatever it contains.
            if crate::syntax::is_plain_name(name) {
                write!(f, "{name}: {value}")?;
            } else {
                write!(f, "{}: {value}", quote(name))?;
            }
        }
        f.write_str("}")
    }
}

impl fmt::Display for Range {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operator = match (self.is_unary, &self.start, &self.end) {
            (false, start, end) => {
                let (open, close) = (if self.is_start_included { '[' } else { '(' }, if self.is_end_included { ']' } else { ')' });
                return write!(f, "{open}{start}..{end}{close}");
            }
            (true, _, _) if self.is_start_included && self.is_end_included => "=",
            (true, Value::Null, _) if self.is_end_included => "<=",
            (true, Value::Null, _) => "<",
            (true, _, Value::Null) if self.is_start_included => ">=",
            (true, _, Value::Null) => ">",
            (true, _, _) => "!=",
        };
        write!(f, "({operator} {})", if self.start.is_null() { &self.end } else { &self.start })
    }
}

impl fmt::Display for Function {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("function(")?;
        for (index, parameter) in self.parameters.iter().enumerate() {
            write!(f, "{}{}: {}", if index > 0 { ", " } else { "" }, parameter.name, parameter.ty)?;
        }
        write!(f, ") -> {}", self.result)
    }
}
