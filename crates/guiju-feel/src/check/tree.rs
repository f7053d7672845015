//! The typed tree: what both back ends run.
//!
//! Names are gone: a name is a slot of the caller, or a local, counted from the outermost `for`, entry or parameter.

use std::sync::Arc;

use crate::functions::BuiltIn;
use crate::span::Span;
use crate::types::Type;
use crate::value::{Parameter, Value};

/// A node of the typed tree.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it computes.
    pub kind: NodeKind,
    /// Where it stands in the source.
    pub span: Span,
    /// The type of its value; every value may also be null.
    pub ty: Type,
}

/// What a node computes.
#[derive(Debug, Clone)]
pub enum NodeKind {
    /// A value known when compiling.
    Constant(Value),
    /// A value given by the caller.
    Slot(usize),
    /// A value bound by an enclosing `for`, entry, filter or parameter.
    Local(usize),
    /// A value that the enclosing function captured where it was written.
    Captured(usize),
    /// The enclosing function itself, for recursion.
    Itself,
    /// An entry of the filtered item if it has one of this name, and otherwise something from outside the filter.
    ItemEntry {
        /// The local that holds the item.
        item: usize,
        /// The entry.
        name: Arc<str>,
        /// What the name means outside of the filter.
        otherwise: Option<Box<Node>>,
    },
    /// `[a, b]`
    List(Vec<Node>),
    /// `{a: 1}`; each entry is a local of the ones after it.
    Context(Vec<ContextEntry>),
    /// `[a..b)`
    Range {
        /// The lower bound.
        start: Box<Node>,
        /// Whether the lower bound is inside.
        is_start_included: bool,
        /// The upper bound.
        end: Box<Node>,
        /// Whether the upper bound is inside.
        is_end_included: bool,
    },
    /// `(< a)`
    UnaryRange {
        /// The operator.
        operator: CompareOperator,
        /// The bound.
        bound: Box<Node>,
    },
    /// `-a`
    Negate(Box<Node>),
    /// `a + b`
    Arithmetic {
        /// The operator.
        operator: ArithmeticOperator,
        /// The left operand and the right one.
        operands: Box<[Node; 2]>,
    },
    /// `a < b`
    Compare {
        /// The operator.
        operator: CompareOperator,
        /// The left operand and the right one.
        operands: Box<[Node; 2]>,
    },
    /// `a and b and c`
    And(Vec<Node>),
    /// `a or b or c`
    Or(Vec<Node>),
    /// `a between b and c`
    Between {
        /// What is tested.
        value: Box<Node>,
        /// The lower bound, inside.
        low: Box<Node>,
        /// The upper bound, inside.
        high: Box<Node>,
    },
    /// `a in (tests)`; the value is the local `input` of the tests.
    In {
        /// What is tested.
        value: Box<Node>,
        /// The local that holds it.
        input: usize,
        /// The tests, of which one has to match.
        tests: Vec<UnaryTest>,
    },
    /// `if a then b else c`
    If {
        /// The condition, what follows where it is true, and what follows otherwise.
        parts: Box<[Node; 3]>,
    },
    /// `for x in xs return body`
    For {
        /// The iterators, outermost first.
        iterators: Vec<Iterator>,
        /// The local that holds the list of the results so far, where the rest uses it.
        partial: usize,
        /// Whether it does: building the list in every round costs.
        uses_partial: bool,
        /// What each round yields.
        body: Box<Node>,
    },
    /// `some x in xs satisfies body`, `every …`
    Quantified {
        /// `every` rather than `some`.
        is_every: bool,
        /// The iterators, outermost first.
        iterators: Vec<Iterator>,
        /// The condition.
        body: Box<Node>,
    },
    /// `a.b`
    Path {
        /// What is left of the dot.
        base: Box<Node>,
        /// The entry or property.
        name: Arc<str>,
    },
    /// `list[condition]`, `list[2]`
    Filter {
        /// The list, or a single value that counts as a list of one.
        base: Box<Node>,
        /// The local that holds the item.
        item: usize,
        /// A condition, or a position.
        condition: Box<Node>,
    },
    /// `a instance of T`
    InstanceOf {
        /// The value.
        value: Box<Node>,
        /// The type.
        of: Type,
    },
    /// A call of a built-in; an argument that is not given is `None`.
    Call {
        /// The built-in.
        function: &'static BuiltIn,
        /// Which of its signatures.
        signature: usize,
        /// One for each parameter; the ones of a repeated parameter are one list.
        arguments: Vec<Option<Node>>,
    },
    /// A call of a function value.
    Invoke {
        /// The function.
        function: Box<Node>,
        /// What it is given.
        arguments: Arguments,
    },
    /// `function(a, b) body`
    Function {
        /// Parameters and body.
        lambda: Arc<Lambda>,
        /// What the body uses from outside, in the order of its [`NodeKind::Captured`].
        captures: Vec<Node>,
    },
}

/// An entry of a context.
#[derive(Debug, Clone)]
pub struct ContextEntry {
    /// Its name.
    pub name: Arc<str>,
    /// Its value.
    pub value: Node,
}

/// `x in xs`
#[derive(Debug, Clone)]
pub struct Iterator {
    /// The local that it binds.
    pub local: usize,
    /// What it runs over.
    pub source: IteratorSource,
}

/// What an iterator runs over.
#[derive(Debug, Clone)]
pub enum IteratorSource {
    /// The items of a list, or of a range.
    Items(Node),
    /// `a..b`, up or down.
    Between(Node, Node),
}

/// What a function value is given.
#[derive(Debug, Clone)]
pub enum Arguments {
    /// In order.
    Positional(Vec<Node>),
    /// By name.
    Named(Vec<(Arc<str>, Node)>),
}

/// A `function(…)`.
#[derive(Debug)]
pub struct Lambda {
    /// The parameters, which are the first locals of the body.
    pub parameters: Vec<Parameter>,
    /// The body. It has no slots: all that it uses from outside is captured, so the function outlives them.
    pub body: Node,
}

/// One test of a cell or of the right side of `in`.
#[derive(Debug, Clone)]
pub struct UnaryTest {
    /// What it asks.
    pub kind: TestKind,
    /// Where it stands in the source.
    pub span: Span,
}

/// What a test asks of the input.
#[derive(Debug, Clone)]
pub enum TestKind {
    /// `< a`, `= a`, `!= a`
    Compare(CompareOperator, Node),
    /// `a`: equal to it; inside of it, where it is a range; one of it, where it is a list.
    Matches(Node),
    /// `[a..b]`
    Range {
        /// The lower bound.
        start: Node,
        /// Whether the lower bound is inside.
        is_start_included: bool,
        /// The upper bound.
        end: Node,
        /// Whether the upper bound is inside.
        is_end_included: bool,
    },
    /// An expression that uses `?` and is true or not.
    Condition(Node),
    /// `not(tests)` inside of a list of tests.
    Not(Vec<UnaryTest>),
}

/// The operators of arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ArithmeticOperator {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `**`
    Power,
}

impl ArithmeticOperator {
    /// As written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Power => "**",
        }
    }
}

/// The operators of comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareOperator {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterEqual,
}

impl CompareOperator {
    /// As written.
    #[must_use]
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, NodeKind, UnaryTest};
    use crate::types::Type;

    #[test]
    fn nodes_are_small_because_they_are_moved_as_often_as_made() {
        assert!(size_of::<Type>() <= 32);
        assert!(size_of::<NodeKind>() <= 48);
        assert!(size_of::<Node>() <= 88);
        assert!(size_of::<UnaryTest>() <= 200);
    }
}
