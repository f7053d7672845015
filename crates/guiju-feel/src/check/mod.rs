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

use crate::error::CompileError;
use crate::names::Names;
use crate::span::Span;
use crate::syntax::{Cell, Tree, Whole};
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
pub(crate) fn check_expression(whole: &Whole<'_>, names: &Names) -> Result<Outcome<Node>, Box<CompileError>> {
    let mut checker = Checker::new(&whole.tree, names);
    let tree = checker.expression(whole.root)?;
    Ok(checker.finish(tree))
}

/// Checks a cell; the input is local 0.
pub(crate) fn check_cell(cell: &Cell<'_>, input: &Type, names: &Names) -> Result<Outcome<Vec<UnaryTest>>, Box<CompileError>> {
    let mut checker = Checker::new(&cell.tree, names);
    checker.bind("?", input.clone());
    let tests = checker.unary_tests(&cell.tests, input)?;
    Ok(checker.finish(tests))
}

struct Checker<'a> {
    tree: &'a Tree<'a>,
    names: &'a Names,
    /// The scope outside of all functions.
    outermost: Frame<'a>,
    /// The scopes of the functions around the place that is being checked.
    functions: Vec<Frame<'a>>,
    /// As they are met; [`Checker::finish`] sorts them.
    slots_used: Vec<usize>,
    warnings: Vec<CompileError>,
}

impl<'a> Checker<'a> {
    fn new(tree: &'a Tree<'a>, names: &'a Names) -> Self {
        Self { tree, names, outermost: Frame::default(), functions: Vec::new(), slots_used: Vec::new(), warnings: Vec::new() }
    }

    fn finish<T>(mut self, tree: T) -> Outcome<T> {
        self.slots_used.sort_unstable();
        self.slots_used.dedup();
        Outcome { tree, slots_used: self.slots_used, warnings: self.warnings }
    }
}

/// A node with its place.
fn node(span: Span, kind: NodeKind, ty: Type) -> Node {
    Node { kind, span, ty }
}
