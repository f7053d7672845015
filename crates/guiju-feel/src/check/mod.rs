//! From the syntax tree to the typed tree: names become slots and locals, every node gets a type.
mod tree;

pub use tree::{
    Arguments, ArithmeticOperator, CompareOperator, ContextEntry, Iterator, IteratorSource, Lambda, Node, NodeKind, TestKind, UnaryTest,
};
