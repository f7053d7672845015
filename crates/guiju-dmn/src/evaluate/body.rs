//! The evaluation of boxed expressions.

use std::sync::Arc;

use guiju_feel::{EvalContext, Names, NodeKind, Type, Value};

use super::{Body, Entry, Iteration, Run, functions};
use crate::error::cause;
use crate::model::IterationKind;

/// Fills a slot, growing the frame where it is too short.
pub(super) fn set(frame: &mut Vec<Value>, slot: usize, value: Value) {
    if frame.len() <= slot {
        frame.resize(slot + 1, Value::Null);
    }
    if let Some(place) = frame.get_mut(slot) {
        *place = value;
    }
}

impl Run<'_> {
    /// The value of a body. Slots that it fills for its parts are as before when it is done.
    pub(super) fn body(&mut self, body: &Body, frame: &mut Vec<Value>, element: &Arc<str>) -> Value {
        match body {
            Body::Null => Value::Null,
            Body::Broken(reason) | Body::Empty(reason) => {
                self.note(element, reason.as_ref().clone());
                Value::Null
            }
            Body::Literal(expression) => {
                // Most outputs of tables are constants, which need no evaluation; one that may take no step still ends there.
                if let (NodeKind::Constant(value), 1.., 1..) =
                    (&expression.tree().kind, self.context.limits.steps, self.context.limits.depth)
                {
                    return value.clone();
                }
                let evaluation = expression.evaluate(frame, self.context);
                self.take_calls();
                self.take(element, evaluation.reasons);
                evaluation.value
            }
            Body::Table(table) => self.table(table, frame, element),
            Body::Context { entries, result } => self.context(entries, result.as_deref(), frame, element),
            Body::Invoke { call, function, arguments } => {
                let mut slots = vec![self.body(function, frame, element)];
                for argument in arguments {
                    slots.push(self.body(argument, frame, element));
                }
                let evaluation = call.evaluate(&slots, self.context);
                self.take_calls();
                self.take(element, evaluation.reasons);
                evaluation.value
            }
            Body::Call { knowledge, arguments, order } => {
                let given: Vec<Value> = arguments.iter().map(|argument| self.body(argument, frame, element)).collect();
                let ordered: Vec<Value> =
                    order.iter().map(|place| place.and_then(|place| given.get(place)).cloned().unwrap_or_default()).collect();
                self.call_knowledge(*knowledge, &ordered)
            }
            Body::List(items) => {
                let items: Vec<Value> = items.iter().map(|item| self.body(item, frame, element)).collect();
                Value::list(items)
            }
            Body::Record(entries) => {
                let entries: Vec<_> = entries.iter().map(|(name, entry)| (Arc::clone(name), self.body(entry, frame, element))).collect();
                Value::context(entries)
            }
            Body::Function(closure) => functions::closure(self.inner, closure, frame, self.caller()),
            Body::If(parts) => {
                let [condition, then, otherwise] = parts.as_ref();
                let condition = self.body(condition, frame, element);
                if condition == Value::Boolean(true) {
                    self.body(then, frame, element)
                } else if matches!(condition, Value::Boolean(_) | Value::Null) {
                    self.body(otherwise, frame, element)
                } else {
                    // Unlike FEEL's own `if`, which the standard sends to its `else`: the conformance kit asks for null here.
                    self.note(element, cause::no_condition(condition.kind()));
                    Value::Null
                }
            }
            Body::FilterBy { items, slot, filter } => {
                let items = self.body(items, frame, element);
                let before = swap(frame, *slot, items);
                let evaluation = filter.evaluate(frame, self.context);
                self.take_calls();
                set(frame, *slot, before);
                self.take(element, evaluation.reasons);
                evaluation.value
            }
            Body::Filter(parts) => {
                let (items, slot, condition) = parts.as_ref();
                let items = self.body(items, frame, element);
                let mut kept = Vec::new();
                for item in self.items(items, element) {
                    let before = swap(frame, *slot, item.clone());
                    let is_kept = self.body(condition, frame, element) == Value::Boolean(true);
                    set(frame, *slot, before);
                    if is_kept {
                        kept.push(item);
                    }
                }
                Value::list(kept)
            }
            Body::Iteration(iteration) => self.iteration(iteration, frame, element),
            Body::Typed(typed) => {
                let value = self.body(&typed.0, frame, element);
                self.fit(&typed.1, value, element)
            }
        }
    }

    fn context(&mut self, entries: &[Entry], result: Option<&Body>, frame: &mut Vec<Value>, element: &Arc<str>) -> Value {
        let mut before = Vec::with_capacity(entries.len());
        let mut values = Vec::with_capacity(entries.len());
        for entry in entries {
            let value = self.body(&entry.body, frame, element);
            let value = self.fit(&entry.shape, value, element);
            before.push((entry.slot, swap(frame, entry.slot, value.clone())));
            values.push((Arc::clone(&entry.name), value));
        }
        let value = match result {
            Some(result) => self.body(result, frame, element),
            None => Value::context(values),
        };
        for (slot, earlier) in before.into_iter().rev() {
            set(frame, slot, earlier);
        }
        value
    }

    fn iteration(&mut self, iteration: &Iteration, frame: &mut Vec<Value>, element: &Arc<str>) -> Value {
        let items = self.body(&iteration.items, frame, element);
        if items.is_null() {
            self.note(element, cause::no_list());
            return Value::Null;
        }
        let mut results = Vec::new();
        for item in self.items(items, element) {
            let before = swap(frame, iteration.variable, item);
            let partial = (iteration.kind == IterationKind::For).then(|| swap(frame, iteration.partial, Value::list(results.clone())));
            let result = self.body(&iteration.body, frame, element);
            if let Some(partial) = partial {
                set(frame, iteration.partial, partial);
            }
            set(frame, iteration.variable, before);
            results.push(result);
        }
        if iteration.kind == IterationKind::For {
            return Value::list(results);
        }
        if let Some(wrong) = results.iter().find(|result| !matches!(result, Value::Boolean(_) | Value::Null)) {
            self.note(element, cause::no_condition_of_item(wrong.kind()));
            return Value::Null;
        }
        let decisive = Value::Boolean(iteration.kind == IterationKind::Some);
        if results.contains(&decisive) {
            decisive
        } else if results.iter().any(Value::is_null) {
            self.note(element, cause::undecided_for_an_item());
            Value::Null
        } else {
            Value::Boolean(iteration.kind == IterationKind::Every)
        }
    }

    /// The items of a list, of a range of whole numbers or dates, or of a single value.
    fn items(&mut self, value: Value, element: &Arc<str>) -> Vec<Value> {
        if let Value::List(items) = &value {
            return items.to_vec();
        }
        if matches!(value, Value::Range(_)) {
            let items = expand(value, self.context);
            if items.is_empty() {
                self.note(element, cause::no_steps());
            }
            return items;
        }
        if value.is_null() { Vec::new() } else { vec![value] }
    }
}

/// Fills a slot and gives what was in it.
fn swap(frame: &mut Vec<Value>, slot: usize, value: Value) -> Value {
    let before = frame.get(slot).cloned().unwrap_or_default();
    set(frame, slot, value);
    before
}

/// FEEL knows how to step through a range.
fn expand(range: Value, context: &EvalContext) -> Vec<Value> {
    let mut names = Names::new();
    names.declare("range", Type::Any);
    let expanded = guiju_feel::compile("for x in range return x", &names).map(|all| all.evaluate(&[range], context).value);
    match expanded {
        Ok(Value::List(items)) => items.to_vec(),
        _ => Vec::new(),
    }
}
