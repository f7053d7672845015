//! What a decision computes, for back ends that run it over many rows at once.
//!
//! [`Model::logic`] shows a decision's compiled parts: FEEL trees over slots, tables with their index, and what fills the slots.
//! What has no part here ([`Body::Other`]) runs through [`Model::evaluate`], row by row.
//!
//! Nothing here decides: a back end that does not know what to do with a value asks the one-case evaluator, so that both agree.

mod table;

use std::sync::Arc;

use guiju_feel::{EvalContext, Expression, Type, UnaryTests, Value};

pub use table::{ColumnBuckets, Input, TableIndex, TableLogic};

use crate::evaluate::{self, DecisionId, Model, Node, Shape};
pub use crate::index::{Bucket, Kind};

/// A decision, taken apart.
#[derive(Debug, Clone, Copy)]
pub struct DecisionLogic<'m> {
    model: &'m Model,
    node: &'m Node,
}

/// What fills a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// Input data, by its place in [`Model::inputs`].
    Input(usize),
    /// Another decision.
    Decision(DecisionId),
    /// A function: the same value in every row.
    Function(usize),
}

/// How a decision computes its value.
#[derive(Debug)]
pub enum Body<'m> {
    /// An expression.
    Literal(&'m Expression),
    /// A table.
    Table(TableLogic<'m>),
    /// Entries, each of which fills a slot for those after it, and what is made of them; the context itself where that is none.
    Context(Vec<Entry<'m>>, Option<Box<Body<'m>>>),
    /// A body whose value has to fit a type.
    Typed(Box<Body<'m>>, Fit<'m>),
    /// Something else, in words.
    Other(&'static str),
}

/// An entry of a context.
#[derive(Debug)]
pub struct Entry<'m> {
    /// Its name.
    pub name: Arc<str>,
    /// The slot that it fills.
    pub slot: usize,
    /// How it is computed.
    pub body: Body<'m>,
    /// What it has to fit.
    pub shape: Fit<'m>,
}

/// A type with what its values are allowed to be.
#[derive(Debug, Clone, Copy)]
pub struct Fit<'m>(pub(super) &'m Shape);

impl Fit<'_> {
    /// The type.
    #[must_use]
    pub fn ty(&self) -> &Type {
        &self.0.ty
    }

    /// Whether the type alone says which values fit.
    #[must_use]
    pub fn is_plain(&self) -> bool {
        self.0.is_plain()
    }

    /// The tests that a value of the type has to pass, where it has no parts with tests of their own.
    #[must_use]
    pub fn tests(&self) -> Option<&[Arc<UnaryTests>]> {
        (self.0.item.is_none() && self.0.fields.is_empty()).then_some(self.0.allowed.as_slice())
    }

    /// The value as its type has it; `None` where it does not fit, which the one-case evaluator gives a reason for.
    #[must_use]
    pub fn fit(&self, value: Value, context: &EvalContext) -> Option<Value> {
        self.0.fit(value, context).ok()
    }
}

impl Model {
    /// A decision, taken apart.
    #[must_use]
    pub fn logic(&self, decision: DecisionId) -> Option<DecisionLogic<'_>> {
        self.inner.decisions.get(decision.0).map(|node| DecisionLogic { model: self, node })
    }

    /// What an input has to fit, by its place in [`Model::inputs`].
    #[must_use]
    pub fn input_fit(&self, input: usize) -> Option<Fit<'_>> {
        self.inner.inputs.get(input).map(|given| Fit(&given.shape))
    }
}

impl<'m> DecisionLogic<'m> {
    /// Its name, which is the element of its reasons and traces.
    #[must_use]
    pub fn name(&self) -> &'m Arc<str> {
        &self.node.name
    }

    /// What fills its slots, by slot.
    pub fn sources(&self) -> impl Iterator<Item = Source> + 'm {
        self.node.scope.iter().enumerate().map(|(slot, source)| match source {
            evaluate::Source::Input(index) => Source::Input(*index),
            evaluate::Source::Decision(index) => Source::Decision(DecisionId(*index)),
            // A slot with what is imported is read by [`Body::Other`] alone.
            evaluate::Source::Knowledge(_) | evaluate::Source::Service(_) | evaluate::Source::Import(_) => Source::Function(slot),
        })
    }

    /// The function in a slot that [`Source::Function`] names.
    #[must_use]
    pub fn function(&self, slot: usize) -> Value {
        self.node.scope.get(slot).map(|source| self.model.function(*source)).unwrap_or_default()
    }

    /// How it computes its value.
    #[must_use]
    pub fn body(&self) -> Body<'m> {
        if self.node.scope.iter().any(|source| matches!(source, evaluate::Source::Import(_))) {
            return Body::Other("values of an imported model");
        }
        body(&self.node.body, self.model, &self.node.name)
    }

    /// What its value has to fit.
    #[must_use]
    pub fn shape(&self) -> Fit<'m> {
        Fit(&self.node.shape)
    }
}

fn body<'m>(compiled: &'m evaluate::Body, model: &'m Model, element: &'m Arc<str>) -> Body<'m> {
    match compiled {
        evaluate::Body::Literal(expression) => Body::Literal(expression),
        evaluate::Body::Table(table) => Body::Table(TableLogic { model, table, element }),
        evaluate::Body::Typed(typed) => Body::Typed(Box::new(body(&typed.0, model, element)), Fit(&typed.1)),
        evaluate::Body::Context { entries, result } => Body::Context(
            entries
                .iter()
                .map(|entry| Entry {
                    name: Arc::clone(&entry.name),
                    slot: entry.slot,
                    body: body(&entry.body, model, element),
                    shape: Fit(&entry.shape),
                })
                .collect(),
            result.as_ref().map(|result| Box::new(body(result, model, element))),
        ),
        evaluate::Body::Null => Body::Other("no logic"),
        evaluate::Body::Broken(_) => Body::Other("an expression that cannot be read"),
        evaluate::Body::Invoke { .. } | evaluate::Body::Call { .. } => Body::Other("a call of a function"),
        evaluate::Body::List(_) => Body::Other("a list"),
        evaluate::Body::Record(_) => Body::Other("a relation"),
        evaluate::Body::Function(_) => Body::Other("a function"),
        evaluate::Body::If(_) => Body::Other("a boxed condition"),
        evaluate::Body::FilterBy { .. } | evaluate::Body::Filter(_) => Body::Other("a filter"),
        evaluate::Body::Iteration(_) => Body::Other("an iteration"),
    }
}
