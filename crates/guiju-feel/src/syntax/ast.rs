//! The syntax tree: what was written, with a place for every node.

use std::sync::Arc;

use crate::check::{ArithmeticOperator, CompareOperator};
use crate::number::Number;
use crate::span::Span;
use crate::types::Type;

/// A node of the syntax tree.
#[derive(Debug, Clone)]
pub(crate) struct Ast {
    pub(crate) kind: AstKind,
    pub(crate) span: Span,
    /// How many nodes lie below, at the longest. Bounded, so that walking the tree cannot exhaust the stack.
    pub(crate) depth: u32,
}

#[derive(Debug, Clone)]
pub(crate) enum AstKind {
    Null,
    Boolean(bool),
    Number(Number),
    Text(Arc<str>),
    /// `@"…"`
    At(String),
    Name(Arc<str>),
    /// `?`
    Input,
    List(Vec<Ast>),
    Context(Vec<(Arc<str>, Span, Ast)>),
    Range {
        start: Box<Ast>,
        is_start_included: bool,
        end: Box<Ast>,
        is_end_included: bool,
    },
    /// `(< a)`
    UnaryRange(CompareOperator, Box<Ast>),
    Negate(Box<Ast>),
    Arithmetic(ArithmeticOperator, Box<Ast>, Box<Ast>),
    Compare(CompareOperator, Box<Ast>, Box<Ast>),
    And(Vec<Ast>),
    Or(Vec<Ast>),
    Between(Box<Ast>, Box<Ast>, Box<Ast>),
    In(Box<Ast>, Vec<AstTest>),
    If(Box<Ast>, Box<Ast>, Box<Ast>),
    For(Vec<AstIterator>, Box<Ast>),
    Quantified {
        is_every: bool,
        iterators: Vec<AstIterator>,
        body: Box<Ast>,
    },
    Path(Box<Ast>, Arc<str>, Span),
    Filter(Box<Ast>, Box<Ast>),
    InstanceOf(Box<Ast>, Type),
    Call(Box<Ast>, AstArguments),
    Function(Vec<AstParameter>, Box<Ast>),
}

#[derive(Debug, Clone)]
pub(crate) enum AstArguments {
    Positional(Vec<Ast>),
    Named(Vec<(Arc<str>, Span, Ast)>),
}

#[derive(Debug, Clone)]
pub(crate) struct AstIterator {
    pub(crate) name: Arc<str>,
    pub(crate) source: Ast,
    /// The upper end of `x in a..b`.
    pub(crate) end: Option<Ast>,
}

#[derive(Debug, Clone)]
pub(crate) struct AstParameter {
    pub(crate) name: Arc<str>,
    pub(crate) ty: Type,
}

#[derive(Debug, Clone)]
pub(crate) struct AstTest {
    pub(crate) kind: AstTestKind,
    pub(crate) span: Span,
}

#[derive(Debug, Clone)]
pub(crate) enum AstTestKind {
    Compare(CompareOperator, Ast),
    Expression(Ast),
    Not(Vec<AstTest>),
}

/// Whether any node of the tree is one of these.
pub(crate) fn any_node(ast: &Ast, is_it: &impl Fn(&Ast) -> bool) -> bool {
    let below = |ast: &Ast| any_node(ast, is_it);
    let any = |nodes: &[Ast]| nodes.iter().any(below);
    let in_iterators =
        |iterators: &[AstIterator]| iterators.iter().any(|iterator| below(&iterator.source) || iterator.end.as_ref().is_some_and(below));
    is_it(ast)
        || match &ast.kind {
            AstKind::Null
            | AstKind::Boolean(_)
            | AstKind::Number(_)
            | AstKind::Text(_)
            | AstKind::At(_)
            | AstKind::Name(_)
            | AstKind::Input => false,
            AstKind::List(nodes) | AstKind::And(nodes) | AstKind::Or(nodes) => any(nodes),
            AstKind::Context(entries) => entries.iter().any(|(_, _, value)| below(value)),
            AstKind::UnaryRange(_, operand)
            | AstKind::Negate(operand)
            | AstKind::Path(operand, ..)
            | AstKind::InstanceOf(operand, _)
            | AstKind::Function(_, operand) => below(operand),
            AstKind::Range { start: left, end: right, .. }
            | AstKind::Arithmetic(_, left, right)
            | AstKind::Compare(_, left, right)
            | AstKind::Filter(left, right) => below(left) || below(right),
            AstKind::Between(a, b, c) | AstKind::If(a, b, c) => below(a) || below(b) || below(c),
            AstKind::In(value, tests) => below(value) || tests.iter().any(|test| any_node_of_test(test, is_it)),
            AstKind::For(iterators, body) | AstKind::Quantified { iterators, body, .. } => in_iterators(iterators) || below(body),
            AstKind::Call(function, AstArguments::Positional(arguments)) => below(function) || any(arguments),
            AstKind::Call(function, AstArguments::Named(arguments)) => {
                below(function) || arguments.iter().any(|(_, _, value)| below(value))
            }
        }
}

fn any_node_of_test(test: &AstTest, is_it: &impl Fn(&Ast) -> bool) -> bool {
    match &test.kind {
        AstTestKind::Compare(_, ast) | AstTestKind::Expression(ast) => any_node(ast, is_it),
        AstTestKind::Not(tests) => tests.iter().any(|test| any_node_of_test(test, is_it)),
    }
}
