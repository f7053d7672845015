//! Expressions over a batch: the typed tree, node by node, each over all rows at once.
//!
//! A kernel that meets a row which would come with a reason marks it in [`Batch::handed`] and goes on; what it leaves in the row
//! does not matter. [`Unlowered`] says that there is no kernel for a node: the nearest node around it that stands for itself
//! then runs row by row through FEEL.

mod arithmetic;
mod calls;
mod compare;
mod logic;
mod tests;

use std::sync::Arc;

pub(crate) use calls::KERNELS;
use guiju_feel::{EvalContext, Evaluation, Expression, Node, NodeKind, Value};

use crate::vector::Vector;

/// There is no kernel for this.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Unlowered;

pub(crate) type Lowered<T = Arc<Vector>> = Result<T, Unlowered>;

/// An expression deeper than this runs row by row as a whole, so that FEEL's own limit of depth ends it where it always does.
const DEPTH_MAX: usize = 100;

/// A batch under way.
#[derive(Debug)]
pub(crate) struct Batch<'a> {
    pub(crate) rows: usize,
    pub(crate) context: &'a EvalContext,
    /// The frame of the decision under way.
    pub(crate) slots: Vec<Arc<Vector>>,
    /// The rows that the one-case evaluator decides.
    pub(crate) handed: Vec<bool>,
    /// The slots that the expression under way reads.
    used: Vec<usize>,
    /// The inputs of the tests under way, by local.
    locals: Vec<(usize, Arc<Vector>)>,
    depth: usize,
    /// The expression under way is deeper than kernels go.
    is_too_deep: bool,
}

impl<'a> Batch<'a> {
    pub(crate) fn new(rows: usize, context: &'a EvalContext) -> Self {
        Self {
            rows,
            context,
            slots: Vec::new(),
            handed: vec![false; rows],
            used: Vec::new(),
            locals: Vec::new(),
            depth: 0,
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

    /// The value of an expression in every row.
    pub(crate) fn expression(&mut self, expression: &Expression) -> Arc<Vector> {
        let active = self.active();
        self.compute(expression, &active)
    }

    /// The value of an expression in some of the rows that are still decided here.
    pub(crate) fn expression_where(&mut self, expression: &Expression, rows: &[bool]) -> Arc<Vector> {
        let active: Vec<bool> = self.handed.iter().zip(rows).map(|(handed, row)| !handed && *row).collect();
        self.compute(expression, &active)
    }

    fn compute(&mut self, expression: &Expression, active: &[bool]) -> Arc<Vector> {
        self.used = expression.slots_used().to_vec();
        self.is_too_deep = false;
        match self.eval(expression.tree(), active) {
            Ok(vector) => vector,
            Err(Unlowered) => self.per_row(active, |slots, context| expression.evaluate(slots, context)),
        }
    }

    /// The rows that are still decided here.
    pub(crate) fn active(&self) -> Vec<bool> {
        self.handed.iter().map(|handed| !handed).collect()
    }

    fn eval(&mut self, node: &Node, active: &[bool]) -> Lowered {
        self.depth += 1;
        self.is_too_deep |= self.depth > DEPTH_MAX;
        let lowered = if self.is_too_deep { Err(Unlowered) } else { self.lowered(node, active) };
        self.depth -= 1;
        match lowered {
            // Inside of tests a node may look at the input, so that only the whole `in` stands for itself.
            Err(Unlowered) if self.locals.is_empty() && !self.is_too_deep => {
                Ok(self.per_row(active, |slots, context| node.evaluate(slots, context)))
            }
            lowered => lowered,
        }
    }

    fn lowered(&mut self, node: &Node, active: &[bool]) -> Lowered {
        match &node.kind {
            NodeKind::Constant(value) => Ok(Arc::new(Vector::constant(value, self.rows))),
            NodeKind::Slot(slot) => self.slots.get(*slot).map(Arc::clone).ok_or(Unlowered),
            NodeKind::Local(local) => {
                let found = self.locals.iter().rev().find(|(own, _)| own == local);
                found.map(|(_, vector)| Arc::clone(vector)).ok_or(Unlowered)
            }
            NodeKind::Negate(operand) => self.negate(operand, active),
            NodeKind::Arithmetic { operator, left, right } => self.arithmetic(*operator, left, right, active),
            NodeKind::Compare { operator, left, right } => {
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
            NodeKind::If { condition, then, otherwise } => self.conditional(condition, then, otherwise, active),
            NodeKind::Path { base, name } => self.path(base, name, active),
            NodeKind::Call { function, arguments, .. } => self.call(function, arguments, active),
            _ => Err(Unlowered),
        }
    }

    /// An entry of contexts that are few, or that have a column for it.
    fn path(&mut self, base: &Node, name: &Arc<str>, active: &[bool]) -> Lowered {
        let base = self.eval(base, active)?;
        match base.as_ref() {
            Vector::Record(entries) => {
                let found = entries.iter().find(|(own, _)| own == name);
                found.map(|(_, vector)| Arc::clone(vector)).ok_or(Unlowered)
            }
            Vector::Coded { codes, values } if values.iter().all(|value| matches!(value, Value::Context(_) | Value::Null)) => {
                let entries: Vec<Option<Value>> =
                    values.iter().map(|value| value.as_context().and_then(|context| context.get(name)).cloned()).collect();
                let at = |row: usize| codes.get(row).and_then(|code| entries.get(usize::try_from(*code).ok()?));
                self.hand_where(active, |row| !matches!(at(row), Some(Some(_))));
                Ok(Arc::new(Vector::coded(codes.clone(), entries.into_iter().map(Option::unwrap_or_default).collect())))
            }
            _ => Err(Unlowered),
        }
    }

    /// A value for each active row from FEEL; rows with a reason are handed over.
    fn per_row(&mut self, active: &[bool], evaluate: impl Fn(&[Value], &EvalContext) -> Evaluation) -> Arc<Vector> {
        let mut frame = vec![Value::Null; self.slots.len()];
        let mut values = vec![Value::Null; self.rows];
        let used = std::mem::take(&mut self.used);
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
        self.used = used;
        Arc::new(Vector::tight(values))
    }

    /// Puts the values of a row into the slots that are used.
    fn fill(&self, frame: &mut [Value], row: usize, used: &[usize]) {
        for slot in used {
            if let (Some(place), Some(vector)) = (frame.get_mut(*slot), self.slots.get(*slot)) {
                *place = vector.value(row);
            }
        }
    }

    /// The frame of a row, whole.
    pub(crate) fn frame(&self, row: usize) -> Vec<Value> {
        self.slots.iter().map(|vector| vector.value(row)).collect()
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
            *passed = tests.matches(&input.value(row), &self.frame(row), self.context).value == Value::Boolean(true);
        }
        passed
    }
}
