//! Boxed expressions over a batch: each kind of body, in the frame of its decision or function.

use std::sync::Arc;

use guiju_dmn::logic::{Body, Entry, KnowledgeLogic, Scope, Source};
use guiju_dmn::{DecisionId, Model};
use guiju_feel::Value;

use super::{Batch, Frame, Lowered, Unlowered};
use crate::fit::fit;
use crate::vector::{Vector, merge};

/// Boxed calls inside of one another that are computed here.
pub(crate) const BOXES_DEEP_MAX: usize = 8;
/// Boxed calls of a plan that are computed here: one that leads back to itself in several places would never end.
pub(crate) const BOXES_MAX: usize = 1_000;

/// What decisions are made from.
#[derive(Debug)]
pub(crate) struct Given<'a, 'i> {
    pub(crate) model: &'a Model,
    /// By their places in [`Model::inputs`]; one that is not given is null.
    pub(crate) inputs: &'i [Option<Arc<Vector>>],
    pub(crate) decided: Vec<(DecisionId, Arc<Vector>)>,
}

impl Given<'_, '_> {
    pub(crate) fn find(&self, decision: DecisionId) -> Option<Arc<Vector>> {
        self.decided.iter().find(|(known, _)| *known == decision).map(|(_, vector)| Arc::clone(vector))
    }
}

impl Frame<'_> {
    /// Fills a slot, which is no function any more.
    pub(super) fn put(&mut self, slot: usize, vector: &Arc<Vector>, null: &Arc<Vector>) {
        if self.slots.len() <= slot {
            self.slots.resize(slot + 1, Arc::clone(null));
        }
        self.slots.get_mut(slot).into_iter().for_each(|place| *place = Arc::clone(vector));
        self.functions.retain(|(own, _)| *own != slot);
    }
}

/// The decisions that one requires, each after those that it requires itself, in the order in which the one-case evaluator decides;
/// those that are known are left out.
pub(crate) fn in_order(model: &Model, decision: DecisionId, known: &[DecisionId], order: &mut Vec<DecisionId>) {
    if known.contains(&decision) || order.contains(&decision) {
        return;
    }
    let Some(logic) = model.logic(decision) else { return };
    for source in logic.scope().sources() {
        if let Source::Decision(required) = source {
            in_order(model, required, known, order);
        }
    }
    order.push(decision);
}

impl<'a> Batch<'a> {
    /// Decides, given the decisions before.
    pub(crate) fn decision(&mut self, decision: DecisionId, given: &Given<'a, '_>) -> Lowered {
        let Some(logic) = given.model.logic(decision) else { return Ok(self.nulls()) };
        let frame = self.filled(logic.scope(), given);
        let value = self.in_frame(frame, |run| run.body(&logic.body()))?;
        Ok(fit(logic.shape(), value, self))
    }

    /// The frame of a scope.
    pub(super) fn filled(&mut self, scope: Scope<'a>, given: &Given<'a, '_>) -> Frame<'a> {
        let mut frame = Frame::default();
        for source in scope.sources() {
            let vector = match source {
                Source::Input(input) => {
                    let vector = given.inputs.get(input).and_then(Option::as_ref).map_or_else(|| self.nulls(), Arc::clone);
                    match given.model.input_fit(input) {
                        Some(shape) => fit(shape, vector, self),
                        None => vector,
                    }
                }
                Source::Decision(required) => given.find(required).unwrap_or_else(|| self.nulls()),
                Source::Function(slot) => {
                    frame.functions.extend(scope.function(slot).map(|function| (slot, function)));
                    Arc::new(Vector::constant(&scope.value(slot), self.rows))
                }
            };
            frame.slots.push(vector);
        }
        frame
    }

    pub(super) fn in_frame<T>(&mut self, frame: Frame<'a>, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.frame, frame);
        let result = work(self);
        self.frame = outer;
        result
    }

    /// Work on some rows, as if the others were not decided here.
    pub(super) fn for_rows<T>(&mut self, rows: &[bool], work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = self.handed.clone();
        self.handed.iter_mut().zip(rows).for_each(|(handed, row)| *handed |= !row);
        let result = work(self);
        for ((handed, outer), row) in self.handed.iter_mut().zip(outer).zip(rows) {
            if !row {
                *handed = outer;
            }
        }
        result
    }

    pub(super) fn body(&mut self, body: &Body<'a>) -> Lowered {
        match body {
            Body::Null => Ok(self.nulls()),
            Body::Literal(expression) => self.expression(expression),
            Body::Table(table) => {
                let (vector, hits) = self.table(table)?;
                self.tables.push(hits);
                Ok(vector)
            }
            Body::Typed(inner, shape) => {
                let vector = self.body(inner)?;
                Ok(fit(*shape, vector, self))
            }
            Body::Context(entries, result) => {
                let before = (self.frame.slots.clone(), self.frame.functions.clone());
                let value = self.context(entries, result.as_deref());
                (self.frame.slots, self.frame.functions) = before;
                value
            }
            Body::If(parts) => self.boxed_condition(parts),
            Body::Call(knowledge, arguments, order) => self.boxed_call(*knowledge, arguments, order),
            Body::Invoke(call, function, arguments) => {
                // The frame of such a call is the function, then the arguments.
                let mut frame = Frame::default();
                if let Body::Literal(expression) = function.as_ref()
                    && let guiju_feel::NodeKind::Slot(slot) = expression.tree().kind
                {
                    let found = self.frame.functions.iter().find(|(own, _)| *own == slot);
                    frame.functions.extend(found.map(|(_, function)| (0, *function)));
                }
                frame.slots.push(self.body(function)?);
                for argument in arguments {
                    frame.slots.push(self.body(argument)?);
                }
                self.in_frame(frame, |run| run.expression(call))
            }
            Body::Other(_) if self.is_in_call() => Err(Unlowered),
            // The plan is handed over as a whole.
            Body::Other(_) => {
                self.handed.fill(true);
                Ok(self.nulls())
            }
        }
    }

    /// Entries, each seen by those after it, and what is made of them.
    fn context(&mut self, entries: &[Entry<'a>], result: Option<&Body<'a>>) -> Lowered {
        let null = self.nulls();
        let mut columns = Vec::with_capacity(entries.len());
        for entry in entries {
            let vector = self.body(&entry.body)?;
            let vector = fit(entry.shape, vector, self);
            self.frame.put(entry.slot, &vector, &null);
            columns.push((Arc::clone(&entry.name), vector));
        }
        match result {
            Some(result) => self.body(result),
            None => Ok(Arc::new(Vector::Record(columns))),
        }
    }

    /// Null counts as false, for no reason.
    fn boxed_condition(&mut self, [condition, then, otherwise]: &[Body<'a>; 3]) -> Lowered {
        let condition = self.body(condition)?;
        let said: Vec<Option<bool>> = (0..self.rows)
            .map(|row| match condition.value(row) {
                Value::Boolean(value) => Some(value),
                Value::Null => Some(false),
                _ => None,
            })
            .collect();
        let active = self.active();
        self.hand_where(&active, |row| said.get(row).copied().flatten().is_none());
        let is_true: Vec<bool> = said.iter().map(|said| *said == Some(true)).collect();
        let is_false: Vec<bool> = said.iter().map(|said| *said == Some(false)).collect();
        let known = self.tables.len();
        let then = self.for_rows(&is_true, |run| run.body(then))?;
        let otherwise = self.for_rows(&is_false, |run| run.body(otherwise))?;
        // With tables in it the plan is handed over as a whole: nobody could say which of them a row has read.
        self.tables.truncate(known);
        Ok(merge(&is_true, &then, &otherwise))
    }

    fn boxed_call(&mut self, knowledge: KnowledgeLogic<'a>, arguments: &[Body<'a>], order: &[Option<usize>]) -> Lowered {
        if self.boxes.0 >= BOXES_DEEP_MAX || self.boxes.1 >= BOXES_MAX {
            self.handed.fill(true);
            return Ok(self.nulls());
        }
        let given = arguments.iter().map(|argument| self.body(argument)).collect::<Lowered<Vec<_>>>()?;
        let null = self.nulls();
        let ordered = order.iter().map(|place| place.and_then(|place| given.get(place)).map_or_else(|| Arc::clone(&null), Arc::clone));
        let ordered: Vec<_> = ordered.collect();
        self.boxes = (self.boxes.0 + 1, self.boxes.1 + 1);
        let value = self.knowledge(knowledge, ordered);
        self.boxes.0 -= 1;
        value
    }
}
