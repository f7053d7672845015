//! [`Run`]: one evaluation of a model, decision by decision.

use std::sync::Arc;

use guiju_feel::{EvalContext, EvalError, NullReason, Span, Value, Words};

use super::calls::Caller;
use super::shape::is_of;
use super::{Calls, Closure, Inner, Outcome, Reason, Shape, Source, TableTrace, Tracing, body, functions};
use crate::error::cause;

/// What a call in a box costs, in levels of nested evaluation.
const LEVELS_OF_A_BOX: u32 = 8;

/// One evaluation: what was given, what has been decided, what was noted on the way.
pub(crate) struct Run<'a> {
    pub(super) inner: &'a Arc<Inner>,
    pub(super) inputs: &'a [Value],
    pub(super) context: &'a EvalContext,
    pub(super) tracing: Tracing,
    /// By decision. A decision is decided once.
    decided: Vec<Option<Value>>,
    /// Calls of knowledge models under way, each inside of the one before, and how many there have been.
    boxed_calls: (u32, u64),
    pub(crate) reasons: Vec<Reason>,
    pub(crate) tables: Vec<TableTrace>,
    /// Where functions leave what they read; none before there is a function.
    calls: Option<Calls>,
    /// Whether what functions read that expressions call is wanted.
    pub(super) is_following_calls: bool,
}

impl<'a> Run<'a> {
    pub(crate) fn new(inner: &'a Arc<Inner>, inputs: &'a [Value], context: &'a EvalContext, tracing: Tracing) -> Self {
        Self::below(inner, inputs, context, tracing, None)
    }

    /// A run as a part of another, whose functions leave what they read in the same place.
    pub(super) fn below(
        inner: &'a Arc<Inner>,
        inputs: &'a [Value],
        context: &'a EvalContext,
        tracing: Tracing,
        calls: Option<Calls>,
    ) -> Self {
        Self {
            inner,
            inputs,
            context,
            tracing,
            decided: Vec::new(),
            boxed_calls: (0, 0),
            reasons: Vec::new(),
            tables: Vec::new(),
            calls,
            is_following_calls: true,
        }
    }

    /// For a function that is made here: where it leaves the tables that it reads.
    pub(super) fn caller(&mut self) -> Option<Caller> {
        let tracing = self.tracing;
        (tracing != Tracing::Off && self.is_following_calls).then(|| self.calls.get_or_insert_default().caller(tracing))
    }

    /// Takes up what the functions that an expression called have read.
    pub(super) fn take_calls(&mut self) {
        if let Some(calls) = &self.calls {
            self.tables.append(&mut calls.take());
        }
    }

    /// Forgets it: how often a cell is tried, and so what it calls, depends on how the rules are found.
    pub(super) fn forget_calls(&mut self) {
        if let Some(calls) = &self.calls {
            calls.take();
        }
    }

    pub(super) fn outcome(self, value: Value) -> Outcome {
        Outcome { value, reasons: self.reasons, tables: self.tables }
    }

    /// Whether one reason more would be kept.
    pub(super) fn keeps_reasons(&self) -> bool {
        self.reasons.len() < self.context.limits.reasons
    }

    pub(super) fn note(&mut self, element: &Arc<str>, message: Words) {
        let cause = EvalError::Native { message, at: Span::default() };
        if self.keeps_reasons() {
            self.reasons.push(Reason { element: Arc::clone(element), cause });
        }
    }

    pub(super) fn take(&mut self, element: &Arc<str>, reasons: Vec<NullReason>) {
        for reason in reasons {
            if self.reasons.len() < self.context.limits.reasons {
                self.reasons.push(Reason { element: Arc::clone(element), cause: reason.error });
            }
        }
    }

    /// One decision alone, given the values of those before it; what it notes is its own.
    pub(crate) fn step(
        inner: &'a Arc<Inner>,
        inputs: &'a [Value],
        context: &'a EvalContext,
        (decided, calls): (&[(usize, Value)], &Calls),
        index: usize,
    ) -> Outcome {
        let mut run = Self::below(inner, inputs, context, Tracing::Misses, Some(calls.clone()));
        for (earlier, value) in decided {
            run.keep(*earlier, value.clone());
        }
        let value = run.decide(index);
        run.outcome(value)
    }

    /// Decides; what is decided more than once is kept by [`Run::decided_once`].
    pub(super) fn decide(&mut self, index: usize) -> Value {
        let inner = self.inner;
        let Some(node) = inner.decisions.get(index) else { return Value::Null };
        let mut frame = self.frame(&node.scope);
        let value = self.body(&node.body, &mut frame, &node.name);
        self.fit(&node.shape, value, &node.name)
    }

    fn decided_once(&mut self, index: usize) -> Value {
        if let Some(Some(value)) = self.decided.get(index) {
            return value.clone();
        }
        let value = self.decide(index);
        self.keep(index, value.clone());
        value
    }

    fn keep(&mut self, index: usize, value: Value) {
        if self.decided.len() <= index {
            self.decided.resize(index + 1, None);
        }
        if let Some(place) = self.decided.get_mut(index) {
            *place = Some(value);
        }
    }

    fn frame(&mut self, scope: &[Source]) -> Vec<Value> {
        let mut frame = Vec::with_capacity(scope.len() + 4);
        for source in scope {
            frame.push(self.fill(*source));
        }
        frame
    }

    fn fill(&mut self, source: Source) -> Value {
        match source {
            Source::Input(index) => {
                let value = self.inputs.get(index).cloned().unwrap_or_default();
                let inner = self.inner;
                match inner.inputs.get(index) {
                    Some(given) if !given.shape.is_any() => self.fit(&given.shape, value, &given.name),
                    _ => value,
                }
            }
            Source::Decision(index) => self.decided_once(index),
            Source::Knowledge(index) => functions::knowledge(self.inner, index, self.caller()),
            Source::Service(index) => functions::service(self.inner, index, self.caller()),
            Source::Import(index) => {
                let inner = Arc::clone(self.inner);
                let used = inner.groups.get(index).map_or(&[][..], |group| group);
                Value::context(used.iter().map(|(name, source)| (Arc::clone(name), self.fill(*source))))
            }
        }
    }

    /// The value as its type has it, or null with the reason.
    pub(super) fn fit(&mut self, shape: &Shape, value: Value, element: &Arc<str>) -> Value {
        if shape.is_any() || shape.is_plain() && is_of(&value, &shape.ty) {
            return value;
        }
        match shape.fit(value, self.context) {
            Ok(value) => value,
            Err(message) => {
                self.note(element, message);
                Value::Null
            }
        }
    }

    pub(super) fn call_knowledge(&mut self, index: usize, arguments: &[Value]) -> Value {
        let inner = self.inner;
        let Some(knowledge) = inner.knowledge.get(index) else { return Value::Null };
        // A knowledge model may call itself in a box, which no expression's own limits would end.
        let (depth_max, calls_max) = (self.context.limits.depth / LEVELS_OF_A_BOX, self.context.limits.steps);
        let (depth, calls) = self.boxed_calls;
        if depth >= depth_max || calls >= calls_max {
            let limit = if depth >= depth_max { depth_max.into() } else { calls_max };
            let error = EvalError::LimitReached { what: "nested calls", limit, at: Span::default() };
            self.take(&knowledge.name, vec![error.into()]);
            return Value::Null;
        }
        self.boxed_calls = (depth + 1, calls + 1);
        let mut frame = self.frame(&knowledge.scope);
        let value = self.call(&knowledge.closure, &mut frame, arguments, &knowledge.name);
        self.boxed_calls.0 = depth;
        value
    }

    /// Runs a function in a frame that holds what it captured.
    pub(super) fn call(&mut self, closure: &Closure, frame: &mut Vec<Value>, arguments: &[Value], element: &Arc<str>) -> Value {
        for (position, (slot, parameter, shape)) in closure.parameters.iter().enumerate() {
            let argument = arguments.get(position).cloned().unwrap_or_default();
            match shape.fit(argument, self.context) {
                Ok(argument) => body::set(frame, *slot, argument),
                Err(message) => {
                    self.note(element, cause::in_parameter(&parameter.name, &message));
                    return Value::Null;
                }
            }
        }
        let value = self.body(&closure.body, frame, element);
        self.fit(&closure.result, value, element)
    }

    pub(super) fn call_service(&mut self, index: usize, arguments: &[Value]) -> Value {
        let inner = self.inner;
        let Some(service) = inner.services.get(index) else { return Value::Null };
        let mut inputs = vec![Value::Null; inner.inputs.len()];
        let calls = self.calls.get_or_insert_default().clone();
        let mut run = Run::below(self.inner, &[], self.context, self.tracing, Some(calls));
        for (source, argument) in service.parameters.iter().zip(arguments) {
            match source {
                Source::Input(input) => body::set(&mut inputs, *input, argument.clone()),
                Source::Decision(decision) => {
                    let argument = inner.decisions.get(*decision).map(|node| run.fit(&node.shape, argument.clone(), &node.name));
                    run.keep(*decision, argument.unwrap_or_default());
                }
                Source::Knowledge(_) | Source::Service(_) | Source::Import(_) => {}
            }
        }
        let mut run = Run { inputs: &inputs, ..run };
        let value = match service.outputs.as_slice() {
            [output] => run.decided_once(*output),
            outputs => Value::context(outputs.iter().map(|output| {
                let name = inner.decisions.get(*output).map_or_else(|| "".into(), |node| Arc::clone(&node.local));
                (name, run.decided_once(*output))
            })),
        };
        let value = run.fit(&service.result, value, &service.name);
        self.reasons.append(&mut run.reasons);
        self.tables.append(&mut run.tables);
        value
    }
}
