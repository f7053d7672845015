//! From the syntax tree to the typed tree: names become slots and locals, every node gets a type.
//!
//! What cannot be (an unknown name, a call with too many arguments) is an error. What FEEL allows but can only give
//! null (`1 + "a"`) is a warning, because the standard wants the null.
//!
//! Read [`NodeKind`] first, then `expression.rs`.

mod calls;
mod expression;
mod loops;
mod operators;
mod paths;
mod scope;
mod suggest;
mod tests;
mod tree;

pub use tree::{
    Arguments, ArithmeticOperator, CompareOperator, ContextEntry, Iterator, IteratorSource, Lambda, Node, NodeKind, TestKind, UnaryTest,
};

pub(crate) use suggest::did_you_mean;

use std::collections::BTreeSet;

use crate::error::CompileError;
use crate::names::Names;
use crate::syntax::{Ast, Cell};
use crate::types::Type;
use scope::Frame;

/// The error is boxed: results are on the stack once for every level of nesting.
type Checked<T> = Result<T, Box<CompileError>>;

/// The result of a check: the tree with what was found on the way.
#[derive(Debug)]
pub(crate) struct Outcome<T> {
    pub(crate) tree: T,
    pub(crate) slots_used: Vec<usize>,
    pub(crate) warnings: Vec<CompileError>,
}

/// Checks an expression.
pub(crate) fn check_expression(ast: &Ast, names: &Names) -> Result<Outcome<Node>, Box<CompileError>> {
    let mut checker = Checker::new(names);
    let tree = checker.expression(ast)?;
    Ok(checker.finish(tree))
}

/// Checks a cell; the input is local 0.
pub(crate) fn check_cell(cell: &Cell, input: &Type, names: &Names) -> Result<Outcome<Vec<UnaryTest>>, Box<CompileError>> {
    let mut checker = Checker::new(names);
    checker.bind("?", input.clone());
    let tests = checker.unary_tests(&cell.tests, input)?;
    Ok(checker.finish(tests))
}

struct Checker<'a> {
    names: &'a Names,
    /// One for the expression, and one for each function around the place that is being checked.
    frames: Vec<Frame>,
    slots_used: BTreeSet<usize>,
    warnings: Vec<CompileError>,
}

impl<'a> Checker<'a> {
    fn new(names: &'a Names) -> Self {
        Self { names, frames: vec![Frame::default()], slots_used: BTreeSet::new(), warnings: Vec::new() }
    }

    fn finish<T>(self, tree: T) -> Outcome<T> {
        Outcome { tree, slots_used: self.slots_used.into_iter().collect(), warnings: self.warnings }
    }
}
