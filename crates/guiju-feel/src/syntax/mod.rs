//! From text to the syntax tree: [`lexer`], then [`parser`].
//!
//! FEEL names may contain spaces and operators (`unit price`, `a-b`), so a text cannot be read without knowing the
//! names. The parser therefore knows every name that could be meant, the declared ones with the entries of their
//! types and the ones it has read so far, and takes the longest that fits ([`known`]). Which of them is in scope at
//! a place is decided afterwards, in `check/`.

mod ast;
mod characters;
mod known;
mod lexer;
mod literals;
mod packed;
mod parser;

pub(crate) use ast::{AstEntry, AstId, AstIterator, AstKind, AstName, AstParameter, AstTest, AstTestKind, Tree};
pub(crate) use characters::plain_form as half_width;
pub(crate) use known::Readings;
pub(crate) use literals::unquote;
pub(crate) use parser::{Cell, Whole, parse_cell, parse_expression};

use crate::names::Names;
use crate::types::Type;
use characters::Class;

/// The longest source that is read.
pub(crate) const SOURCE_BYTES_MAX: usize = 1 << 20;

/// Whether a text is a name of one word, which needs no quotes as the key of a context.
pub(crate) fn is_plain_name(name: &str) -> bool {
    let mut characters = name.chars();
    characters.next().is_some_and(|c| Class::NAME_START.has(c)) && characters.all(|c| Class::NAME_PART.has(c))
}

/// [`Type::parse`].
pub(crate) fn parse_type(name: &str) -> Option<Type> {
    parser::parse_whole_type(name, &Names::new()).ok()
}
