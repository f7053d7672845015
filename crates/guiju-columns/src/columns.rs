//! [`Columns`]: expressions outside of any model over columns: the measures of an appraisal.

use std::sync::Arc;

use guiju_feel::{EvalContext, Expression, Value};

use crate::eval::{Batch, Unlowered};
use crate::vector::Vector;

/// Columns by slot, over which expressions are computed.
#[derive(Debug)]
pub struct Columns<'a> {
    slots: Vec<Arc<Vector>>,
    rows: usize,
    context: &'a EvalContext,
}

/// The values of an expression.
#[derive(Debug)]
pub struct Computed {
    vector: Arc<Vector>,
    /// Rows that FEEL itself computed, ascending.
    handed: Vec<(usize, Value)>,
}

impl<'a> Columns<'a> {
    /// Columns of so many rows each.
    #[must_use]
    pub fn new(slots: Vec<Arc<Vector>>, rows: usize, context: &'a EvalContext) -> Self {
        Self { slots, rows, context }
    }

    /// The value of an expression in the rows that are wanted; what stands in the others does not matter.
    #[must_use]
    pub fn compute(&self, expression: &Expression, wanted: &[bool]) -> Computed {
        let mut batch = Batch::new(self.rows, self.context);
        batch.frame.slots.clone_from(&self.slots);
        let vector = batch.expression_where(expression, wanted).unwrap_or_else(|Unlowered| {
            batch.handed.fill(true);
            batch.nulls()
        });
        let handed = batch.handed.iter().zip(wanted).enumerate().filter(|(_, (handed, wanted))| **handed && **wanted);
        let handed = handed.map(|(row, _)| (row, self.one(expression, row))).collect();
        Computed { vector, handed }
    }

    fn one(&self, expression: &Expression, row: usize) -> Value {
        let slots: Vec<Value> = self.slots.iter().map(|slot| slot.value(row)).collect();
        expression.evaluate(&slots, self.context).value
    }
}

impl Computed {
    /// The value in a row that was wanted.
    #[must_use]
    pub fn value(&self, row: usize) -> Value {
        match self.handed.binary_search_by_key(&row, |(row, _)| *row) {
            Ok(place) => self.handed.get(place).map(|(_, value)| value.clone()).unwrap_or_default(),
            Err(_) => self.vector.value(row),
        }
    }
}
