//! The syntax tree: what was written, with a place for every node.
//!
//! A [`Tree`] holds its nodes in one list and they refer to each other by [`AstId`], so that a tree is made and dropped
//! at the cost of one allocation. It borrows from the source and from the declared names.

use std::sync::Arc;

use super::known::KnownName;
use crate::check::{ArithmeticOperator, CompareOperator};
use crate::number::Number;
use crate::span::Span;
use crate::types::Type;

/// The nodes of a syntax tree.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    nodes: Vec<Ast<'a>>,
}

/// A node in its tree.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AstId(u32);

/// A node of the syntax tree.
#[derive(Debug)]
pub(crate) struct Ast<'a> {
    pub(crate) kind: AstKind<'a>,
    pub(crate) span: Span,
    /// How many nodes lie below, at the longest. Bounded, so that walking the tree cannot exhaust the stack.
    pub(crate) depth: u32,
}

#[derive(Debug)]
pub(crate) enum AstKind<'a> {
    Null,
    Boolean(bool),
    Number(Number),
    /// A string literal, with its quotes.
    Text(&'a str),
    /// `@"…"`: the literal with its quotes.
    At(&'a str),
    Name(AstName<'a>),
    /// `?`
    Input,
    List(Vec<AstId>),
    Context(Vec<AstEntry<'a>>),
    Range {
        start: AstId,
        is_start_included: bool,
        end: AstId,
        is_end_included: bool,
    },
    /// `(< a)`
    UnaryRange(CompareOperator, AstId),
    Negate(AstId),
    Arithmetic(ArithmeticOperator, AstId, AstId),
    Compare(CompareOperator, AstId, AstId),
    And(Vec<AstId>),
    Or(Vec<AstId>),
    Between(AstId, AstId, AstId),
    In(AstId, Vec<AstTest>),
    If(AstId, AstId, AstId),
    For(Vec<AstIterator<'a>>, AstId),
    Quantified {
        is_every: bool,
        iterators: Vec<AstIterator<'a>>,
        body: AstId,
    },
    /// With the place of the name.
    Path(AstId, AstName<'a>, Span),
    Filter(AstId, AstId),
    InstanceOf(AstId, Box<Type>),
    Call(AstId, Vec<AstId>),
    CallByName(AstId, Vec<AstEntry<'a>>),
    Function(Vec<AstParameter<'a>>, AstId),
}

/// A name: nothing is copied of one that is known.
#[derive(Debug, Clone)]
pub(crate) enum AstName<'a> {
    Known(&'a KnownName),
    New(Arc<str>),
}

/// An entry of a context, or a named argument.
#[derive(Debug)]
pub(crate) struct AstEntry<'a> {
    pub(crate) name: AstName<'a>,
    pub(crate) name_span: Span,
    pub(crate) value: AstId,
}

#[derive(Debug)]
pub(crate) struct AstIterator<'a> {
    pub(crate) name: AstName<'a>,
    pub(crate) source: AstId,
    /// The upper end of `x in a..b`.
    pub(crate) end: Option<AstId>,
}

#[derive(Debug)]
pub(crate) struct AstParameter<'a> {
    pub(crate) name: AstName<'a>,
    pub(crate) ty: Type,
}

#[derive(Debug)]
pub(crate) struct AstTest {
    pub(crate) kind: AstTestKind,
    pub(crate) span: Span,
}

#[derive(Debug)]
pub(crate) enum AstTestKind {
    Compare(CompareOperator, AstId),
    Expression(AstId),
    Not(Vec<AstTest>),
}

impl AstName<'_> {
    /// The text, shared.
    pub(crate) fn to_shared(&self) -> Arc<str> {
        match self {
            Self::Known(known) => Arc::clone(&known.name),
            Self::New(name) => Arc::clone(name),
        }
    }

    /// The slot of the declared name that is written like this, if that is known.
    pub(crate) fn slot(&self) -> Option<usize> {
        if let Self::Known(known) = self { known.slot } else { None }
    }
}

impl std::ops::Deref for AstName<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Known(known) => &known.name,
            Self::New(name) => name,
        }
    }
}

impl<'a> Tree<'a> {
    /// A tree without nodes, and with room for some.
    pub(crate) fn with_capacity(count: usize) -> Self {
        Self { nodes: Vec::with_capacity(count) }
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// Forgets the nodes that were added after there were this many.
    pub(crate) fn truncate(&mut self, count: usize) {
        self.nodes.truncate(count);
    }

    #[inline]
    pub(crate) fn add(&mut self, node: Ast<'a>) -> AstId {
        // The source is limited before it is read, and the nodes with it.
        let id = AstId(u32::try_from(self.nodes.len()).unwrap_or(u32::MAX));
        self.nodes.push(node);
        id
    }

    /// A node; `null` for the id of another tree.
    #[inline]
    pub(crate) fn get(&self, id: AstId) -> &Ast<'a> {
        const NULL: &Ast<'_> = &Ast { kind: AstKind::Null, span: Span { start: 0, end: 0 }, depth: 1 };
        self.nodes.get(id.0 as usize).unwrap_or(NULL)
    }

    #[inline]
    pub(crate) fn get_mut(&mut self, id: AstId) -> Option<&mut Ast<'a>> {
        self.nodes.get_mut(id.0 as usize)
    }

    /// Whether the node or any below it is one of these.
    pub(crate) fn any(&self, id: AstId, is_it: &impl Fn(&Ast<'_>) -> bool) -> bool {
        let below = |id: &AstId| self.any(*id, is_it);
        let in_entries = |entries: &[AstEntry<'_>]| entries.iter().any(|entry| below(&entry.value));
        let in_iterators = |iterators: &[AstIterator<'_>]| {
            iterators.iter().any(|iterator| below(&iterator.source) || iterator.end.as_ref().is_some_and(below))
        };
        let ast = self.get(id);
        is_it(ast)
            || match &ast.kind {
                AstKind::Null
                | AstKind::Boolean(_)
                | AstKind::Number(_)
                | AstKind::Text(_)
                | AstKind::At(_)
                | AstKind::Name(_)
                | AstKind::Input => false,
                AstKind::List(nodes) | AstKind::And(nodes) | AstKind::Or(nodes) => nodes.iter().any(below),
                AstKind::Context(entries) => in_entries(entries),
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
                AstKind::In(value, tests) => below(value) || self.any_of_tests(tests, is_it),
                AstKind::For(iterators, body) | AstKind::Quantified { iterators, body, .. } => in_iterators(iterators) || below(body),
                AstKind::Call(function, arguments) => below(function) || arguments.iter().any(below),
                AstKind::CallByName(function, arguments) => below(function) || in_entries(arguments),
            }
    }

    fn any_of_tests(&self, tests: &[AstTest], is_it: &impl Fn(&Ast<'_>) -> bool) -> bool {
        tests.iter().any(|test| match &test.kind {
            AstTestKind::Compare(_, ast) | AstTestKind::Expression(ast) => self.any(*ast, is_it),
            AstTestKind::Not(tests) => self.any_of_tests(tests, is_it),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Ast, AstName};

    #[test]
    fn syntax_nodes_are_small() {
        assert!(size_of::<AstName<'_>>() <= 16);
        assert!(size_of::<Ast<'_>>() <= 48);
    }
}
