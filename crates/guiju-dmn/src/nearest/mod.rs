//! [`NearestChange`]: the smallest change of the inputs that leads to another outcome.
//!
//! Between the bounds of its tables a decision does not change, so the values worth trying are the bounds and their neighbours, of
//! every table on the way; each is tried by an evaluation of the whole, so that chains of decisions are no special case. A number
//! that reaches the tables only through a computation is searched by doubling the step and halving it again. One input is changed
//! first, two only where one does not suffice.

mod candidates;

use guiju_feel::{EvalContext, Value, Words};

use crate::evaluate::{DecisionId, Model, Tracing};
use crate::grid::{Grid, table_places};
use candidates::{Candidate, Search};

/// How much the search may do, and how much it gives.
#[derive(Debug, Clone)]
pub struct NearestOptions {
    /// Evaluations of the decision.
    pub evaluations: usize,
    /// Changes that are given, the nearest first.
    pub changes: usize,
}

impl Default for NearestOptions {
    fn default() -> Self {
        Self { evaluations: 20_000, changes: 5 }
    }
}

/// A change that leads to another outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct NearestChange {
    /// The inputs that change, one or two.
    pub changes: Vec<InputChange>,
    /// What comes out then.
    pub value: Value,
    /// How far it is: for each number, date or duration the change over its size; 1 for any other value.
    pub distance: f64,
    /// The change in words: `payment timeliness 82 → 85 gives class B`.
    pub message: Words,
}

/// A change of one input.
#[derive(Debug, Clone, PartialEq)]
pub struct InputChange {
    /// Its name.
    pub input: String,
    /// Its value now.
    pub from: Value,
    /// The value that it would take.
    pub to: Value,
}

/// Evaluations times rules, so that a large table is no reason to wait.
const RULES_TRIED_MAX: usize = 40_000_000;

impl Model {
    /// The smallest changes of `inputs` that lead to the wanted outcome, or to any other than today's. Empty where none was found;
    /// null is an outcome only where it is wanted. The search ends where the context's budget does.
    #[must_use]
    pub fn nearest_changes(
        &self,
        decision: DecisionId,
        inputs: &[Value],
        wanted: Option<&Value>,
        context: &EvalContext,
        options: &NearestOptions,
    ) -> Vec<NearestChange> {
        let order = self.order_of(decision);
        let places = table_places(&self.inner);
        let reached = places.iter().filter(|place| place.decision.is_none_or(|index| order.contains(&index)));
        let grids: Vec<Grid<'_>> = reached.map(Grid::new).collect();
        let evaluate = |inputs: &[Value]| self.evaluate(decision, inputs, context, Tracing::Matches).value;
        let today = evaluate(inputs);
        let mut given = inputs.to_vec();
        given.resize(self.inner.inputs.len(), Value::Null);
        let rules: usize = grids.iter().map(|grid| grid.rules.len()).sum();
        let left = options.evaluations.min(RULES_TRIED_MAX / rules.max(1));
        let mut search = Search { inputs: given, today, wanted, evaluate: &evaluate, left, budget: context.budget.as_deref() };
        let mut candidates: Vec<Candidate> =
            self.inputs_of(decision).into_iter().flat_map(|input| search.candidates(&grids, input)).collect();
        candidates::in_order(&mut candidates);
        let mut found = search.singles(&candidates);
        if found.is_empty() {
            found = search.pairs(&candidates, options.changes);
        }
        found.truncate(options.changes);
        found.into_iter().map(|(changed, value)| self.change(&search.inputs, changed, value)).collect()
    }

    fn change(&self, inputs: &[Value], changed: Vec<Candidate>, value: Value) -> NearestChange {
        let name = |input: usize| self.inner.inputs.get(input).map_or_else(String::new, |given| given.name.to_string());
        let distance = changed.iter().map(|candidate| candidate.distance).sum();
        let changes: Vec<InputChange> = changed
            .into_iter()
            .map(|candidate| InputChange {
                input: name(candidate.input),
                from: inputs.get(candidate.input).cloned().unwrap_or_default(),
                to: candidate.value,
            })
            .collect();
        let said: Vec<String> = changes.iter().map(|change| format!("{} {} → {}", change.input, change.from, change.to)).collect();
        let message = Words::new(format!("{}，结果为 {value}", said.join("，")), format!("{} gives {value}", said.join(" and ")));
        NearestChange { changes, value, distance, message }
    }
}
