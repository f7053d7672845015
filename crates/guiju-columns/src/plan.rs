//! [`Plan`]: a decision with those that it requires, ready for batches of one schema.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Schema};
use guiju_dmn::{DecisionId, Model, TableTrace};
use guiju_feel::{EvalContext, Limits, Value};

use crate::error::PlanError;
use crate::eval::{Batch, Given, Unlowered, in_order};
use crate::explain::{self, Fallback, Unit};
use crate::output::{Handed, Output, TableHits};
use crate::vector::{Vector, can_be_read, read};

/// The metadata key of a field that is declared approximate, with the value `true`: it may be Float64.
pub const APPROXIMATE: &str = "guiju.approximate";

/// A decision over batches. Any number of threads may run it.
#[derive(Debug)]
pub struct Plan {
    model: Model,
    decision: DecisionId,
    /// The decisions in the order in which they are decided; the one that was asked for comes last.
    order: Vec<DecisionId>,
    /// For each input of the model its column, with the type that it has.
    columns: Vec<Option<(String, DataType)>>,
    fallbacks: Vec<Fallback>,
}

impl Plan {
    /// Makes a plan. A column gives the input of the same name or id; inputs that the decision does not need need no column.
    ///
    /// # Errors
    /// An input without a column, or a column that no input can take.
    pub fn compile(model: &Model, decision: DecisionId, schema: &Schema) -> Result<Self, PlanError> {
        if model.logic(decision).is_none() {
            return Err(PlanError::UnknownDecision);
        }
        let mut columns = vec![None; model.inputs().count()];
        for field in schema.fields() {
            let Some(place) = model.input(field.name()).and_then(|input| columns.get_mut(input)) else { continue };
            if !can_be_read(field.data_type()) {
                let data_type = Box::new(field.data_type().clone());
                return Err(PlanError::UnsupportedType { column: field.name().clone(), data_type });
            }
            if *field.data_type() == DataType::Float64 && field.metadata().get(APPROXIMATE).is_none_or(|value| value != "true") {
                return Err(PlanError::NotExact { column: field.name().clone() });
            }
            *place = Some((field.name().clone(), field.data_type().clone()));
        }
        for needed in model.inputs_of(decision) {
            if columns.get(needed).is_none_or(Option::is_none) {
                let input = model.inputs().nth(needed).map_or_else(String::new, |(name, _)| name.to_owned());
                return Err(PlanError::MissingColumn { input });
            }
        }
        let mut order = Vec::new();
        in_order(model, decision, &[], &mut order);
        let fallbacks = explain::of_plan(model, &order);
        Ok(Self { model: model.clone(), decision, order, columns, fallbacks })
    }

    /// Makes a plan for [`Plan::run_on`], whose inputs are columns already.
    ///
    /// # Errors
    /// A decision that the model does not have.
    pub fn of_vectors(model: &Model, decision: DecisionId) -> Result<Self, PlanError> {
        if model.logic(decision).is_none() {
            return Err(PlanError::UnknownDecision);
        }
        let mut order = Vec::new();
        in_order(model, decision, &[], &mut order);
        let fallbacks = explain::of_plan(model, &order);
        Ok(Self { model: model.clone(), decision, order, columns: Vec::new(), fallbacks })
    }

    /// What runs row by row or rule by rule, and why.
    #[must_use]
    pub fn fallbacks(&self) -> &[Fallback] {
        &self.fallbacks
    }

    /// Decides a batch. Batches of some ten thousand rows stay in the processor's cache.
    ///
    /// # Errors
    /// A batch of another schema than the plan's.
    pub fn run(&self, batch: &RecordBatch, context: &EvalContext) -> Result<Output, PlanError> {
        Ok(self.run_on(&self.read(batch)?, batch.num_rows(), context))
    }

    /// Decides rows whose inputs are columns already, by their places in [`Model::inputs`]; one that is not given is null.
    #[must_use]
    pub fn run_on(&self, inputs: &[Option<Arc<Vector>>], rows: usize, context: &EvalContext) -> Output {
        let mut run = Batch::new(rows, context);
        if !self.is_by_columns(context) {
            run.handed.fill(true);
        }
        let mut given = Given { model: &self.model, inputs, decided: Vec::with_capacity(self.order.len()) };
        for decision in &self.order {
            let vector = run.decision(*decision, &given).unwrap_or_else(|Unlowered| {
                run.handed.fill(true);
                run.nulls()
            });
            given.decided.push((*decision, vector));
        }
        let values = given.decided.pop().map_or_else(|| run.nulls(), |(_, vector)| vector);
        let tables = std::mem::take(&mut run.tables);
        self.hand_over(&run, values, tables, inputs)
    }

    /// Whether kernels answer as the one-case evaluator would within these limits.
    fn is_by_columns(&self, context: &EvalContext) -> bool {
        let (given, least) = (context.limits, Limits::default());
        let is_enough = given.steps >= least.steps
            && given.depth >= least.depth
            && given.list_items >= least.list_items
            && given.text_bytes >= least.text_bytes
            && given.reasons > 0;
        is_enough && self.fallbacks.iter().all(|fallback| fallback.unit != Unit::Plan)
    }

    fn read(&self, batch: &RecordBatch) -> Result<Vec<Option<Arc<Vector>>>, PlanError> {
        let one = |column: &Option<(String, DataType)>| {
            let Some((name, data_type)) = column else { return Ok(None) };
            let array = batch.column_by_name(name).filter(|array| array.data_type() == data_type);
            let vector = array.and_then(read).ok_or_else(|| PlanError::OtherSchema { column: name.clone() })?;
            Ok(Some(Arc::new(vector)))
        };
        self.columns.iter().map(one).collect()
    }

    /// The rows that no kernel could decide, decided one by one.
    fn hand_over(&self, run: &Batch<'_>, values: Arc<Vector>, mut tables: Vec<TableHits>, inputs: &[Option<Arc<Vector>>]) -> Output {
        let mut handed = Vec::new();
        for (row, _) in run.handed.iter().enumerate().filter(|(_, handed)| **handed) {
            let case: Vec<Value> = inputs.iter().map(|input| input.as_ref().map(|vector| vector.value(row)).unwrap_or_default()).collect();
            let outcome = self.model.evaluate_in_batch(self.decision, &case, run.context);
            hits_of(&mut tables, row, &outcome.tables);
            // The traces are in the hits now; the reasons are all that is kept beside the value.
            handed.push(Handed { row, value: outcome.value, reasons: outcome.reasons });
        }
        Output { values, handed, tables }
    }
}

/// What the one-case evaluator found in a row: of the tables here those that it read, in the same order.
fn hits_of(tables: &mut [TableHits], row: usize, read: &[TableTrace]) {
    let mut traces = read.iter().filter(|trace| tables.iter().any(|hits| hits.table() == trace.table.as_ref())).peekable();
    let found: Vec<Option<&TableTrace>> = tables.iter().map(|hits| traces.next_if(|trace| trace.table.as_ref() == hits.table())).collect();
    for (hits, trace) in tables.iter_mut().zip(found) {
        hits.replace(row, trace.map_or(&[], |trace| &trace.matched));
    }
}
