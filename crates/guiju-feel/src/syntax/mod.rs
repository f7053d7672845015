//! From text to the syntax tree.
use crate::types::Type;

pub(crate) fn is_plain_name(name: &str) -> bool {
    name.chars().all(|c| c.is_alphanumeric() || c == '_')
}

pub(crate) fn parse_type(name: &str) -> Option<Type> {
    Type::simple(name.trim())
}
