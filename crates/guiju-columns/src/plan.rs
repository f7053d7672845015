//! [`Plan`]: a decision with those that it requires, ready for batches of one schema.

use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Schema};
use guiju_dmn::logic::{Body, Source};
use guiju_dmn::{DecisionId, Model, Tracing};
use guiju_feel::{EvalContext, Limits, Value};

use crate::error::PlanError;
use crate::eval::Batch;
use crate::explain::{self, Fallback, Unit};
use crate::fit::fit;
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
        in_order(model, decision, &mut order);
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
        in_order(model, decision, &mut order);
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
        let mut tables = Vec::new();
        let mut decided: Vec<(DecisionId, Arc<Vector>)> = Vec::new();
        if !self.is_by_columns(context) {
            run.handed.fill(true);
        }
        for decision in &self.order {
            let vector = self.decide(*decision, inputs, &decided, &mut run, &mut tables);
            decided.push((*decision, vector));
        }
        let values = decided.pop().map_or_else(|| Arc::new(Vector::Rows(Vec::new())), |(_, vector)| vector);
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

    fn decide(
        &self,
        decision: DecisionId,
        inputs: &[Option<Arc<Vector>>],
        decided: &[(DecisionId, Arc<Vector>)],
        run: &mut Batch<'_>,
        tables: &mut Vec<TableHits>,
    ) -> Arc<Vector> {
        let null = || Arc::new(Vector::constant(&Value::Null, run.rows));
        let Some(logic) = self.model.logic(decision) else { return null() };
        let mut slots = Vec::new();
        for source in logic.sources() {
            slots.push(match source {
                Source::Input(input) => {
                    let vector = inputs
                        .get(input)
                        .and_then(Option::as_ref)
                        .map_or_else(|| Arc::new(Vector::constant(&Value::Null, run.rows)), Arc::clone);
                    match self.model.input_fit(input) {
                        Some(shape) => fit(shape, vector, run),
                        None => vector,
                    }
                }
                Source::Decision(required) => {
                    let found = decided.iter().find(|(known, _)| *known == required);
                    found.map_or_else(|| Arc::new(Vector::constant(&Value::Null, run.rows)), |(_, vector)| Arc::clone(vector))
                }
                Source::Function(slot) => Arc::new(Vector::constant(&logic.function(slot), run.rows)),
            });
        }
        run.slots = slots;
        let vector = body(&logic.body(), run, tables);
        fit(logic.shape(), vector, run)
    }

    /// The rows that no kernel could decide, decided one by one.
    fn hand_over(&self, run: &Batch<'_>, values: Arc<Vector>, mut tables: Vec<TableHits>, inputs: &[Option<Arc<Vector>>]) -> Output {
        let mut handed = Vec::new();
        for (row, _) in run.handed.iter().enumerate().filter(|(_, handed)| **handed) {
            let case: Vec<Value> = inputs.iter().map(|input| input.as_ref().map(|vector| vector.value(row)).unwrap_or_default()).collect();
            let outcome = self.model.evaluate(self.decision, &case, run.context, Tracing::Matches);
            let mut traces = outcome.tables.iter();
            for hits in &mut tables {
                let trace = traces.find(|trace| trace.element.as_ref() == hits.element());
                hits.replace(row, trace.map_or(&[], |trace| &trace.matched));
            }
            // The traces are in the hits now; the reasons are all that is kept beside the value.
            handed.push(Handed { row, value: outcome.value, reasons: outcome.reasons });
        }
        Output { values, handed, tables }
    }
}

/// The decisions that one requires, each after those that it requires itself, in the order in which the one-case evaluator decides.
fn in_order(model: &Model, decision: DecisionId, order: &mut Vec<DecisionId>) {
    let Some(logic) = model.logic(decision) else { return };
    for source in logic.sources() {
        if let Source::Decision(required) = source
            && !order.contains(&required)
        {
            in_order(model, required, order);
        }
    }
    order.push(decision);
}

fn body(body_of: &Body<'_>, run: &mut Batch<'_>, tables: &mut Vec<TableHits>) -> Arc<Vector> {
    match body_of {
        Body::Literal(expression) => run.expression(expression),
        Body::Table(table) => {
            let (vector, hits) = run.table(table);
            tables.push(hits);
            vector
        }
        Body::Typed(inner, shape) => {
            let vector = body(inner, run, tables);
            fit(*shape, vector, run)
        }
        Body::Context(entries, result) => {
            let mut columns = Vec::with_capacity(entries.len());
            for entry in entries {
                let vector = body(&entry.body, run, tables);
                let vector = fit(entry.shape, vector, run);
                if run.slots.len() <= entry.slot {
                    let null = Arc::new(Vector::constant(&Value::Null, run.rows));
                    run.slots.resize(entry.slot + 1, null);
                }
                if let Some(slot) = run.slots.get_mut(entry.slot) {
                    *slot = Arc::clone(&vector);
                }
                columns.push((Arc::clone(&entry.name), vector));
            }
            match result {
                Some(result) => body(result, run, tables),
                None => Arc::new(Vector::Record(columns)),
            }
        }
        // The plan is handed over as a whole.
        Body::Other(_) => Arc::new(Vector::constant(&Value::Null, run.rows)),
    }
}
