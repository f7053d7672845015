//! [`Explanation`]: a decision told step by step, derived again whenever somebody asks.
//!
//! What is kept of a decision is small ([`StoredTrace`]: edition, inputs, the rules that matched); [`Model::explain`] evaluates once
//! more and tells everything: the decisions in order, what each was given, the rules that matched, for the others the first cell
//! that failed, what came out, and why something is null. It does so also where the decision failed. A test holds that the stored
//! form is what an explanation gives.

mod text;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use guiju_feel::{EvalContext, Value, Words};

pub use text::Language;

use crate::checks::RuleRef;
use crate::evaluate::{Calls, DecisionId, Model, Outcome, Reason, Run, Source, Table, TableTrace};
use crate::grid::table_places;

/// A decision, step by step.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The id of the decision that was asked for.
    pub decision: String,
    /// The input data that it depends on, by name.
    pub inputs: Vec<(String, Value)>,
    /// The decisions in the order in which they were decided, the one asked for last.
    pub steps: Vec<Step>,
    /// What came out.
    pub value: Value,
}

/// One decision.
#[derive(Debug, Clone)]
pub struct Step {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it was given: input data and decisions by name.
    pub inputs: Vec<(String, Value)>,
    /// The tables that were read for it, those of functions among them.
    pub tables: Vec<TableStep>,
    /// What came out.
    pub output: Value,
    /// Why it, or a part of it, is null; with the place.
    pub reasons: Vec<Reason>,
    /// How long it took to decide, the decisions before it not included.
    pub took: Duration,
}

impl PartialEq for Step {
    /// How long it took is another time each time, and no part of what is told.
    fn eq(&self, other: &Self) -> bool {
        let Self { id, name, inputs, tables, output, reasons, took: _ } = self;
        (id, name, inputs, tables, output, reasons) == (&other.id, &other.name, &other.inputs, &other.tables, &other.output, &other.reasons)
    }
}

/// One reading of a table.
#[derive(Debug, Clone, PartialEq)]
pub struct TableStep {
    /// The table, as errors name it.
    pub table: String,
    /// Heading and value of each input column.
    pub columns: Vec<(String, Value)>,
    /// The rules that matched.
    pub matched: Vec<RuleStep>,
    /// The others.
    pub misses: Vec<MissStep>,
    /// What came out.
    pub output: Value,
}

/// A rule that matched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleStep {
    /// Which.
    pub rule: RuleRef,
    /// What it says.
    pub text: Words,
}

/// A rule that did not match.
#[derive(Debug, Clone, PartialEq)]
pub struct MissStep {
    /// Which.
    pub rule: RuleRef,
    /// The column of the first cell that failed.
    pub column: String,
    /// The cell.
    pub cell: String,
    /// What it was given.
    pub value: Value,
}

/// What is kept of a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct StoredTrace {
    /// The edition of the rules.
    pub edition: String,
    /// The id of the decision.
    pub decision: String,
    /// The input data that it depends on, by name.
    pub inputs: Vec<(String, Value)>,
    /// For each reading of a table its name and the ids of the rules that matched, in order.
    pub matched: Vec<(String, Vec<String>)>,
}

impl Model {
    /// Tells a decision step by step. `inputs` are those of [`Model::evaluate`].
    #[must_use]
    pub fn explain(&self, decision: DecisionId, inputs: &[Value], context: &EvalContext) -> Explanation {
        let tables = self.tables_by_name();
        let mut decided: Vec<(usize, Value)> = Vec::new();
        // One place for all steps: a decision may be a function that a later one calls.
        let calls = Calls::default();
        let mut steps = Vec::new();
        for index in self.order_of(decision) {
            let start = Instant::now();
            let outcome = Run::step(&self.inner, inputs, context, (&decided, &calls), index);
            let took = start.elapsed();
            steps.push(Step { took, ..self.step(index, &outcome, inputs, &decided, &tables) });
            decided.push((index, outcome.value));
        }
        let value = decided.pop().map(|(_, value)| value).unwrap_or_default();
        Explanation { decision: self.id(decision).to_owned(), inputs: self.named_inputs(decision, inputs), steps, value }
    }

    /// What is to be kept of an evaluation.
    #[must_use]
    pub fn stored(&self, edition: &str, decision: DecisionId, inputs: &[Value], outcome: &Outcome) -> StoredTrace {
        let tables = self.tables_by_name();
        let ids = |trace: &TableTrace| trace.matched.iter().filter_map(|rule| rule_of(&tables, trace, *rule)).map(|rule| rule.id).collect();
        StoredTrace {
            edition: edition.to_owned(),
            decision: self.id(decision).to_owned(),
            inputs: self.named_inputs(decision, inputs),
            matched: outcome.tables.iter().map(|trace| (trace.table.to_string(), ids(trace))).collect(),
        }
    }

    /// The ids of the rules of a decision's own table that matched in an evaluation of it; none where its logic is no table.
    #[must_use]
    pub fn matched_rules(&self, decision: DecisionId, outcome: &Outcome) -> Vec<String> {
        let Some(table) = self.table(decision) else { return Vec::new() };
        let trace = outcome.tables.iter().find(|trace| trace.table == table.element);
        let matched = trace.map_or(&[][..], |trace| &trace.matched).iter();
        matched.filter_map(|rule| table.rules.get(*rule)).map(|rule| rule.info.id.clone()).collect()
    }

    /// Tells again what was kept; `None` where this model has no such decision, so it is not of that edition.
    #[must_use]
    pub fn explain_stored(&self, stored: &StoredTrace, context: &EvalContext) -> Option<Explanation> {
        let decision = self.decision(&stored.decision)?;
        let given = |name: &str| stored.inputs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default();
        let inputs: Vec<Value> = self.inputs().map(|(name, _)| given(name)).collect();
        Some(self.explain(decision, &inputs, context))
    }

    fn tables_by_name(&self) -> BTreeMap<&str, &Table> {
        // Of two tables with one name the first: they are items of one list.
        table_places(&self.inner).into_iter().rev().map(|place| (place.table.element.as_ref(), place.table)).collect()
    }

    pub(crate) fn named_inputs(&self, decision: DecisionId, inputs: &[Value]) -> Vec<(String, Value)> {
        let names: Vec<&str> = self.inputs().map(|(name, _)| name).collect();
        let named = |place: usize| Some(((*names.get(place)?).to_owned(), inputs.get(place).cloned().unwrap_or_default()));
        self.inputs_of(decision).into_iter().filter_map(named).collect()
    }

    /// The decisions that one depends on, each after those that it needs, and itself.
    pub(crate) fn order_of(&self, decision: DecisionId) -> Vec<usize> {
        let mut order = Vec::new();
        self.visit(decision.0, &mut vec![false; self.inner.decisions.len()], &mut order);
        order
    }

    fn visit(&self, index: usize, seen: &mut [bool], order: &mut Vec<usize>) {
        let Some(flag) = seen.get_mut(index).filter(|flag| !**flag) else { return };
        *flag = true;
        for source in self.inner.flat(self.inner.decisions.get(index).map_or(&[][..], |node| &node.scope)) {
            if let Source::Decision(required) = source {
                self.visit(required, seen, order);
            }
        }
        order.push(index);
    }

    fn step(&self, index: usize, outcome: &Outcome, inputs: &[Value], decided: &[(usize, Value)], tables: &BTreeMap<&str, &Table>) -> Step {
        let Some(node) = self.inner.decisions.get(index) else {
            return Step {
                id: String::new(),
                name: String::new(),
                inputs: Vec::new(),
                tables: Vec::new(),
                output: Value::Null,
                reasons: Vec::new(),
                took: Duration::ZERO,
            };
        };
        let given = self.inner.flat(&node.scope).filter_map(|source| {
            let value = match source {
                Source::Input(input) => inputs.get(input).cloned().unwrap_or_default(),
                Source::Decision(required) => decided.iter().find(|(known, _)| *known == required).map(|(_, value)| value.clone())?,
                Source::Knowledge(_) | Source::Service(_) | Source::Import(_) => return None,
            };
            Some((self.inner.name_of(source).to_owned(), value))
        });
        Step {
            id: node.id.clone(),
            name: node.name.to_string(),
            inputs: given.collect(),
            tables: outcome.tables.iter().map(|trace| table_step(trace, tables)).collect(),
            output: outcome.value.clone(),
            reasons: outcome.reasons.clone(),
            took: Duration::ZERO,
        }
    }
}

fn rule_of(tables: &BTreeMap<&str, &Table>, trace: &TableTrace, rule: usize) -> Option<RuleRef> {
    let info = &tables.get(trace.table.as_ref())?.rules.get(rule)?.info;
    Some(RuleRef { number: info.number, id: info.id.clone() })
}

fn table_step(trace: &TableTrace, tables: &BTreeMap<&str, &Table>) -> TableStep {
    let table = tables.get(trace.table.as_ref());
    let column = |place: usize| table.and_then(|table| table.inputs.get(place)).map_or_else(String::new, |column| column.label.to_string());
    let info = |rule: usize| table.and_then(|table| table.rules.get(rule)).map(|rule| Arc::clone(&rule.info));
    let matched = trace.matched.iter().filter_map(|rule| Some((rule_of(tables, trace, *rule)?, info(*rule)?.text())));
    let misses = trace.misses.iter().filter_map(|miss| {
        let cell = info(miss.rule)?.conditions.get(miss.column).map(|(_, cell)| cell.clone())?;
        let value = trace.inputs.get(miss.column).cloned().unwrap_or_default();
        Some(MissStep { rule: rule_of(tables, trace, miss.rule)?, column: column(miss.column), cell, value })
    });
    TableStep {
        table: trace.table.to_string(),
        columns: trace.inputs.iter().enumerate().map(|(place, value)| (column(place), value.clone())).collect(),
        matched: matched.map(|(rule, text)| RuleStep { rule, text }).collect(),
        misses: misses.collect(),
        output: trace.output.clone(),
    }
}

impl Explanation {
    /// What is to be kept of it.
    #[must_use]
    pub fn stored(&self, edition: &str) -> StoredTrace {
        let tables = self.steps.iter().flat_map(|step| &step.tables);
        let ids = |table: &TableStep| table.matched.iter().map(|matched| matched.rule.id.clone()).collect();
        StoredTrace {
            edition: edition.to_owned(),
            decision: self.decision.clone(),
            inputs: self.inputs.clone(),
            matched: tables.map(|table| (table.table.clone(), ids(table))).collect(),
        }
    }
}
