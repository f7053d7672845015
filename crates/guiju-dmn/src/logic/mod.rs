//! What a decision computes, for back ends that run it over many rows at once.
//!
//! [`Model::logic`] shows a decision's compiled parts: FEEL trees over slots, tables with their index, and what fills the slots.
//! What has no part here ([`Body::Other`]) runs through [`Model::evaluate`], row by row.
//!
//! Nothing here decides: a back end that does not know what to do with a value asks the one-case evaluator, so that both agree.

mod function;
mod table;

use std::sync::Arc;

use guiju_feel::{EvalContext, Expression, Type, UnaryTests, Value};

pub use function::{FunctionLogic, KnowledgeLogic, Scope, ServiceLogic};
pub use table::{ColumnBuckets, Input, Rules, TableIndex, TableLogic};

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
    /// A condition, and what comes of it where it is true, and where it is false or null.
    If(Box<[Body<'m>; 3]>),
    /// A call of a knowledge model: arguments, and for each parameter which of them it takes.
    Call(KnowledgeLogic<'m>, Vec<Body<'m>>, &'m [Option<usize>]),
    /// A call in FEEL, over a frame of the function and its arguments.
    Invoke(&'m Expression, Box<Body<'m>>, Vec<Body<'m>>),
    /// Null, for no reason.
    Null,
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

impl<'m> Fit<'m> {
    /// The type.
    #[must_use]
    pub fn ty(&self) -> &'m Type {
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

    /// What fills its slots.
    #[must_use]
    pub fn scope(&self) -> Scope<'m> {
        Scope { model: self.model, sources: &self.node.scope }
    }

    /// How it computes its value.
    #[must_use]
    pub fn body(&self) -> Body<'m> {
        body_in(self.scope(), &self.node.body, &self.node.name)
    }

    /// What its value has to fit.
    #[must_use]
    pub fn shape(&self) -> Fit<'m> {
        Fit(&self.node.shape)
    }
}

fn body_in<'m>(scope: Scope<'m>, compiled: &'m evaluate::Body, element: &'m Arc<str>) -> Body<'m> {
    if scope.has_imports() {
        return Body::Other("values of an imported model");
    }
    body(compiled, scope.model, element)
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
        evaluate::Body::Null => Body::Null,
        evaluate::Body::Broken(_) => Body::Other("an expression that cannot be read"),
        evaluate::Body::Empty(_) => Body::Other("an empty cell"),
        evaluate::Body::Invoke { call, function, arguments } => {
            Body::Invoke(call, Box::new(body(function, model, element)), bodies(arguments, model, element))
        }
        evaluate::Body::Call { knowledge, arguments, order } => match KnowledgeLogic::of(model, *knowledge) {
            Some(knowledge) => Body::Call(knowledge, bodies(arguments, model, element), order),
            None => Body::Null,
        },
        evaluate::Body::List(_) => Body::Other("a list"),
        evaluate::Body::Record(_) => Body::Other("a relation"),
        evaluate::Body::Function(_) => Body::Other("a function"),
        evaluate::Body::If(parts) => {
            let [condition, then, otherwise] = parts.as_ref();
            Body::If(Box::new([condition, then, otherwise].map(|part| body(part, model, element))))
        }
        evaluate::Body::FilterBy { .. } | evaluate::Body::Filter(_) => Body::Other("a filter"),
        evaluate::Body::Iteration(_) => Body::Other("an iteration"),
    }
}

fn bodies<'m>(compiled: &'m [evaluate::Body], model: &'m Model, element: &'m Arc<str>) -> Vec<Body<'m>> {
    compiled.iter().map(|part| body(part, model, element)).collect()
}
