//! [`FunctionLogic`]: knowledge models and decision services, taken apart for back ends that compute their calls themselves.

use std::sync::Arc;

use guiju_feel::{Parameter, Value};

use super::{Body, Fit, Source};
use crate::evaluate::{self, DecisionId, Knowledge, Model, Service};

/// What fills the slots of a decision or of a knowledge model.
#[derive(Debug, Clone, Copy)]
pub struct Scope<'m> {
    pub(super) model: &'m Model,
    pub(super) sources: &'m [evaluate::Source],
}

/// A function of the model.
#[derive(Debug, Clone, Copy)]
pub enum FunctionLogic<'m> {
    /// A business knowledge model.
    Knowledge(KnowledgeLogic<'m>),
    /// A decision service.
    Service(ServiceLogic<'m>),
}

/// A business knowledge model.
#[derive(Debug, Clone, Copy)]
pub struct KnowledgeLogic<'m> {
    pub(super) model: &'m Model,
    pub(super) knowledge: &'m Knowledge,
}

/// A decision service.
#[derive(Debug, Clone, Copy)]
pub struct ServiceLogic<'m> {
    model: &'m Model,
    service: &'m Service,
}

impl<'m> Scope<'m> {
    /// What fills the slots, by slot.
    pub fn sources(&self) -> impl Iterator<Item = Source> + use<'m> {
        self.sources.iter().enumerate().map(|(slot, source)| match source {
            evaluate::Source::Input(index) => Source::Input(*index),
            evaluate::Source::Decision(index) => Source::Decision(DecisionId(*index)),
            // A slot with what is imported is read by [`Body::Other`] alone.
            evaluate::Source::Knowledge(_) | evaluate::Source::Service(_) | evaluate::Source::Import(_) => Source::Function(slot),
        })
    }

    /// The function in a slot that [`Source::Function`] names, as a value.
    #[must_use]
    pub fn value(&self, slot: usize) -> Value {
        self.sources.get(slot).map(|source| self.model.function(*source)).unwrap_or_default()
    }

    /// The function in a slot that [`Source::Function`] names, taken apart.
    #[must_use]
    pub fn function(&self, slot: usize) -> Option<FunctionLogic<'m>> {
        match *self.sources.get(slot)? {
            evaluate::Source::Knowledge(index) => KnowledgeLogic::of(self.model, index).map(FunctionLogic::Knowledge),
            evaluate::Source::Service(index) => {
                let service = self.model.inner.services.get(index)?;
                Some(FunctionLogic::Service(ServiceLogic { model: self.model, service }))
            }
            evaluate::Source::Input(_) | evaluate::Source::Decision(_) | evaluate::Source::Import(_) => None,
        }
    }

    pub(super) fn has_imports(&self) -> bool {
        self.sources.iter().any(|source| matches!(source, evaluate::Source::Import(_)))
    }
}

impl<'m> FunctionLogic<'m> {
    /// Its name.
    #[must_use]
    pub fn name(&self) -> &'m Arc<str> {
        match self {
            Self::Knowledge(knowledge) => &knowledge.knowledge.name,
            Self::Service(service) => &service.service.name,
        }
    }
}

impl<'m> KnowledgeLogic<'m> {
    pub(super) fn of(model: &'m Model, index: usize) -> Option<Self> {
        model.inner.knowledge.get(index).map(|knowledge| Self { model, knowledge })
    }

    /// The model that it is in.
    #[must_use]
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// Its name, which is the element of its reasons and traces.
    #[must_use]
    pub fn name(&self) -> &'m Arc<str> {
        &self.knowledge.name
    }

    /// What fills its slots before a call.
    #[must_use]
    pub fn scope(&self) -> Scope<'m> {
        Scope { model: self.model, sources: &self.knowledge.scope }
    }

    /// Its parameters: the slot that a call fills, the name and type that FEEL knows, and what an argument has to fit.
    pub fn parameters(&self) -> impl ExactSizeIterator<Item = (usize, &'m Parameter, Fit<'m>)> + use<'m> {
        self.knowledge.closure.parameters.iter().map(|(slot, parameter, shape)| (*slot, parameter, Fit(shape)))
    }

    /// How it computes its value.
    #[must_use]
    pub fn body(&self) -> Body<'m> {
        if self.scope().sources().any(|source| !matches!(source, Source::Function(_))) {
            return Body::Other("a function that asks for decisions or inputs by itself");
        }
        super::body_in(self.scope(), &self.knowledge.closure.body, &self.knowledge.name)
    }

    /// What its value has to fit.
    #[must_use]
    pub fn result(&self) -> Fit<'m> {
        Fit(&self.knowledge.closure.result)
    }
}

impl<'m> ServiceLogic<'m> {
    /// The model whose decisions it asks.
    #[must_use]
    pub fn model(&self) -> &'m Model {
        self.model
    }

    /// Its parameters: the name that FEEL knows, what it stands for, and what an argument has to fit.
    pub fn parameters(&self) -> impl Iterator<Item = (&'m str, Source, Fit<'m>)> + use<'m> {
        let inner = &self.model.inner;
        self.service.parameters.iter().filter_map(move |source| {
            let (known, shape) = match *source {
                evaluate::Source::Input(input) => (Source::Input(input), &inner.inputs.get(input)?.shape),
                evaluate::Source::Decision(decision) => (Source::Decision(DecisionId(decision)), &inner.decisions.get(decision)?.shape),
                evaluate::Source::Knowledge(_) | evaluate::Source::Service(_) | evaluate::Source::Import(_) => return None,
            };
            Some((inner.name_of(*source), known, Fit(shape)))
        })
    }

    /// The decisions that it gives, each with the name that it has among them.
    pub fn outputs(&self) -> impl ExactSizeIterator<Item = (DecisionId, Arc<str>)> + use<'m> {
        let inner = &self.model.inner;
        self.service.outputs.iter().map(move |output| {
            let name = inner.decisions.get(*output).map_or_else(|| "".into(), |node| Arc::clone(&node.local));
            (DecisionId(*output), name)
        })
    }

    /// What its value has to fit.
    #[must_use]
    pub fn result(&self) -> Fit<'m> {
        Fit(&self.service.result)
    }
}
