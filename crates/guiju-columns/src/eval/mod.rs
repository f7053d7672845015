//! Expressions over a batch: the typed tree, node by node, each over all rows at once.
//!
//! A kernel that meets a row which would come with a reason marks it in [`Batch::handed`] and goes on; what it leaves in the row
//! does not matter. [`Unlowered`] says that there is no kernel for a node: the nearest node around it that stands for itself
//! then runs row by row through FEEL.

mod arithmetic;
mod bodies;
mod calls;
mod compare;
mod functions;
mod logic;
mod paths;
mod temporal;
mod tests;
mod texts;

use std::sync::Arc;

pub(crate) use bodies::{BOXES_DEEP_MAX, BOXES_MAX, Given, in_order};
pub(crate) use calls::KERNELS;
pub(crate) use functions::CALLS_MAX;
use guiju_dmn::logic::FunctionLogic;
use guiju_feel::{EvalContext, Evaluation, Expression, Node, NodeKind, Type, Value};

use crate::output::TableHits;
use crate::vector::Vector;

/// There is no kernel for this.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unlowered;

pub(crate) type Lowered<T = Arc<Vector>> = Result<T, Unlowered>;

/// An expression deeper than this runs row by row as a whole, so that FEEL's own limit of depth ends it where it always does.
const DEPTH_MAX: usize = 100;

/// FEEL counts steps: an expression of more nodes than this, those of functions that it calls among them, runs row by row, so that it
/// ends where it always does.
const NODES_MAX: usize = 10_000;

/// A batch under way.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    pub(crate) rows: usize,
    pub(crate) context: &'a EvalContext,
    /// The rows that the one-case evaluator decides.
    pub(crate) handed: Vec<bool>,
    /// What the tables read so far found.
    pub(crate) tables: Vec<TableHits>,
    pub(crate) frame: Frame<'a>,
    depth: usize,
    nodes: usize,
    /// The calls of functions under way, each inside of the one before.
    calls: usize,
    /// Boxed calls under way, each inside of the one before, and how many there have been.
    boxes: (usize, usize),
    /// The expression under way is deeper, or larger, than kernels go.
    is_too_deep: bool,
}

/// What the expression under way sees.
#[derive(Debug, Default)]
pub(crate) struct Frame<'a> {
    pub(crate) slots: Vec<Arc<Vector>>,
    /// The functions of the model among the slots.
    functions: Vec<(usize, FunctionLogic<'a>)>,
    /// The slots that the expression reads.
    used: Vec<usize>,
    /// The inputs of the tests under way, by local.
    locals: Vec<(usize, Arc<Vector>)>,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(rows: usize, context: &'a EvalContext) -> Self {
        Self {
            rows,
            context,
            handed: vec![false; rows],
            tables: Vec::new(),
            frame: Frame::default(),
            depth: 0,
            nodes: 0,
            calls: 0,
            boxes: (0, 0),
            is_too_deep: false,
        }
    }

    /// Hands a row over.
    pub(crate) fn hand(&mut self, row: usize) {
        if let Some(handed) = self.handed.get_mut(row) {
            *handed = true;
        }
    }

    /// Hands over the active rows for which this is so.
    pub(crate) fn hand_where(&mut self, active: &[bool], is_so: impl Fn(usize) -> bool) {
        for (row, (handed, active)) in self.handed.iter_mut().zip(active).enumerate() {
            *handed |= *active && is_so(row);
        }
    }

    /// Null in every row.
    pub(crate) fn nulls(&self) -> Arc<Vector> {
        Arc::new(Vector::constant(&Value::Null, self.rows))
    }

    /// The value of an expression in every row.
    pub(crate) fn expression(&mut self, expression: &Expression) -> Lowered {
        let active = self.active();
        self.compute(expression, &active)
    }

    /// The value of an expression in some of the rows that are still decided here.
    pub(crate) fn expression_where(&mut self, expression: &Expression, rows: &[bool]) -> Lowered {
        let active: Vec<bool> = self.handed.iter().zip(rows).map(|(handed, row)| !handed && *row).collect();
        self.compute(expression, &active)
    }

    fn compute(&mut self, expression: &Expression, active: &[bool]) -> Lowered {
        self.frame.used = expression.slots_used().to_vec();
        if self.calls == 0 {
            (self.nodes, self.is_too_deep) = (0, false);
        }
        match self.eval(expression.tree(), active) {
            Err(Unlowered) if self.calls == 0 => Ok(self.per_row(active, |slots, context| expression.evaluate(slots, context))),
            lowered => lowered,
        }
    }

    /// Whether a call of a function is under way. FEEL's limits are then lower than those that a row would have by itself, so nothing
    /// runs row by row inside of it: the whole call does.
    pub(crate) fn is_in_call(&self) -> bool {
        self.calls > 0
    }

    /// The rows that are still decided here.
    pub(crate) fn active(&self) -> Vec<bool> {
        self.handed.iter().map(|handed| !handed).collect()
    }

    fn eval(&mut self, node: &Node, active: &[bool]) -> Lowered {
        self.depth += 1;
        self.nodes += 1;
        self.is_too_deep |= self.depth > DEPTH_MAX || self.nodes > NODES_MAX;
        let lowered = if self.is_too_deep { Err(Unlowered) } else { self.lowered(node, active) };
        self.depth -= 1;
        match lowered {
            // Inside of tests a node may look at the input, so that only the whole `in` stands for itself.
            Err(Unlowered) if self.frame.locals.is_empty() && self.calls == 0 && !self.is_too_deep => {
                Ok(self.per_row(active, |slots, context| node.evaluate(slots, context)))
            }
            lowered => lowered,
        }
    }

    fn lowered(&mut self, node: &Node, active: &[bool]) -> Lowered {
        match &node.kind {
            NodeKind::Constant(value) => Ok(Arc::new(Vector::constant(value, self.rows))),
            NodeKind::Slot(slot) => self.frame.slots.get(*slot).map(Arc::clone).ok_or(Unlowered),
            NodeKind::Local(local) => {
                let found = self.frame.locals.iter().rev().find(|(own, _)| own == local);
                found.map(|(_, vector)| Arc::clone(vector)).ok_or(Unlowered)
            }
            NodeKind::Negate(operand) => self.negate(operand, active),
            NodeKind::Arithmetic { operator, operands } => {
                let [left, right] = operands.as_ref();
                self.arithmetic(*operator, left, right, active)
            }
            NodeKind::Compare { operator, operands } => {
                let [left, right] = operands.as_ref();
                let (left, right) = (self.eval(left, active)?, self.eval(right, active)?);
                self.compare(*operator, &left, &right, active)
            }
            NodeKind::And(operands) => self.chain(operands, false, active),
            NodeKind::Or(operands) => self.chain(operands, true, active),
            NodeKind::Between { value, low, high } => self.between(value, low, high, active),
            NodeKind::In { value, input, tests } => {
                let value = self.eval(value, active)?;
                self.tests(&value, *input, tests, active)
            }
            NodeKind::If { parts } => {
                let [condition, then, otherwise] = parts.as_ref();
                self.conditional(condition, then, otherwise, active)
            }
            NodeKind::Path { base, name } => self.path(base, name, active),
            NodeKind::Call { function, arguments, .. } => self.call(function, arguments, active),
            NodeKind::Invoke { function, arguments } => self.invoke(function, arguments, active),
            NodeKind::InstanceOf { value, of } => {
                let value = self.eval(value, active)?;
                let is_of = |value: Value| if value.is_null() { *of == Type::Null } else { of.contains(&value) };
                Ok(Arc::new(Vector::Booleans { values: (0..self.rows).map(|row| is_of(value.value(row))).collect(), valid: None }))
            }
            _ => Err(Unlowered),
        }
    }

    /// A value for each active row from FEEL; rows with a reason are handed over.
    fn per_row(&mut self, active: &[bool], evaluate: impl Fn(&[Value], &EvalContext) -> Evaluation) -> Arc<Vector> {
        let mut frame = vec![Value::Null; self.frame.slots.len()];
        let mut values = vec![Value::Null; self.rows];
        let used = std::mem::take(&mut self.frame.used);
        for (row, (value, active)) in values.iter_mut().zip(active).enumerate() {
            if !active || self.handed.get(row).copied().unwrap_or(true) {
                continue;
            }
            self.fill(&mut frame, row, &used);
            let evaluation = evaluate(&frame, self.context);
            if evaluation.reasons.is_empty() {
                *value = evaluation.value;
            } else {
                self.hand(row);
            }
        }
        self.frame.used = used;
        Arc::new(Vector::tight(values))
    }

    /// Puts the values of a row into the slots that are used.
    fn fill(&self, frame: &mut [Value], row: usize, used: &[usize]) {
        for slot in used {
            if let (Some(place), Some(vector)) = (frame.get_mut(*slot), self.frame.slots.get(*slot)) {
                *place = vector.value(row);
            }
        }
    }

    /// The frame of a row, whole.
    pub(crate) fn row_of_frame(&self, row: usize) -> Vec<Value> {
        self.frame.slots.iter().map(|vector| vector.value(row)).collect()
    }

    /// For each row whether its input passes the tests of a column; rows where that gives a reason are handed over.
    pub(crate) fn column_tests(&mut self, input: &Arc<Vector>, tests: &guiju_feel::UnaryTests) -> Vec<bool> {
        let active = self.active();
        if let (false, Ok(passed)) = (tests.is_negated(), self.tests(input, 0, tests.tests(), &active))
            && let Vector::Booleans { values, .. } = passed.as_ref()
        {
            return values.clone();
        }
        let mut passed = vec![true; self.rows];
        for (row, (passed, _)) in passed.iter_mut().zip(&active).enumerate().filter(|(_, (_, active))| **active) {
            *passed = tests.matches(&input.value(row), &self.row_of_frame(row), self.context).value == Value::Boolean(true);
        }
        passed
    }
}
