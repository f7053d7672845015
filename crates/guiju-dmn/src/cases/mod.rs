//! [`GeneratedCases`]: few cases that show every rule of a decision, every bound, and every cell by itself.
//!
//! Three things are asked for. *Rules*: each rule decides some case. *Cells* (MC/DC): for each cell that says something there are two
//! cases that differ in nothing but what it tests, in one its rule matches and in the other it does not. *Bounds*: on both sides of
//! each bound there is a case. Candidates for them are made of the tables' own bounds (`candidates.rs`), evaluated, and of those
//! that show anything the fewest are kept that a greedy choice finds; none of them can be left out.
//!
//! The outcome of a case is what the model gives today: a person reads it once and says that it is right. What no candidate shows
//! is listed, never passed over: a masked rule, or a table behind a computation whose values are not reached.

mod candidates;
mod goals;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::fmt;

use guiju_feel::{EvalContext, Value};

use crate::checks::RuleRef;
use crate::evaluate::{DecisionId, Model, Outcome, Tracing};
use crate::grid::{Grid, table_places};
use goals::Goals;

/// How much the generation may do.
#[derive(Debug, Clone)]
pub struct CaseOptions {
    /// Candidates that are evaluated.
    pub candidates: usize,
}

impl Default for CaseOptions {
    fn default() -> Self {
        Self { candidates: 20_000 }
    }
}

/// What a case is there to show.
#[derive(Debug, Clone, PartialEq)]
pub struct Goal {
    /// The table, as errors name it.
    pub table: String,
    /// What of it.
    pub kind: GoalKind,
}

/// What of a table is shown.
#[derive(Debug, Clone, PartialEq)]
pub enum GoalKind {
    /// The rule decides.
    Fires(RuleRef),
    /// No rule matches.
    Otherwise,
    /// The rule fails by this column alone.
    Cell(RuleRef, String),
    /// A value of a column next to a bound, or one of its texts.
    Value(String, Value),
}

/// A case with its outcome.
#[derive(Debug, Clone, PartialEq)]
pub struct GeneratedCase {
    /// The input data that the decision depends on, by name.
    pub inputs: Vec<(String, Value)>,
    /// What the model gives.
    pub value: Value,
    /// The ids of the rules of the decision's own table that match; empty where it has none.
    pub matched: Vec<String>,
    /// What it shows.
    pub shows: Vec<Goal>,
}

/// The cases of a decision.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GeneratedCases {
    /// In the order of the rules that they show.
    pub cases: Vec<GeneratedCase>,
    /// What none of them shows.
    pub unreached: Vec<Goal>,
    /// Whether not all candidates were tried, so that what is not reached may be reachable.
    pub is_cut: bool,
}

impl fmt::Display for Goal {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.kind {
            GoalKind::Fires(rule) => write!(out, "rule {} decides", rule.number),
            GoalKind::Otherwise => out.write_str("no rule matches"),
            GoalKind::Cell(rule, column) => write!(out, "rule {} fails by `{column}` alone", rule.number),
            GoalKind::Value(column, value) => write!(out, "`{column}` is {value}"),
        }
    }
}

impl Model {
    /// Makes cases for a decision. The same model gives the same cases.
    #[must_use]
    pub fn generate_cases(&self, decision: DecisionId, context: &EvalContext, options: &CaseOptions) -> GeneratedCases {
        let order = self.order_of(decision);
        let places = table_places(&self.inner);
        let reached = places.iter().filter(|place| place.decision.is_none_or(|index| order.contains(&index)));
        let grids: Vec<Grid<'_>> = reached.map(Grid::new).collect();
        let rules: usize = grids.iter().map(|grid| grid.rules.len()).sum();
        let max = options.candidates.min(RULES_TRIED_MAX / rules.max(1));
        let mut candidates = candidates::of(self, decision, &grids, max + 1);
        let is_cut = candidates.len() > max;
        candidates.truncate(max);
        let evaluate = |inputs: &Vec<Value>| self.evaluate(decision, inputs, context, Tracing::Matches);
        let outcomes: Vec<Outcome> = candidates.iter().map(evaluate).collect();
        let goals = Goals::of(&grids, &outcomes);
        let shown: Vec<BTreeSet<usize>> = outcomes.iter().map(|outcome| goals.shown(&grids, outcome)).collect();
        let chosen = choose(&shown);
        let case = |place: &usize| {
            let (inputs, outcome) = (candidates.get(*place)?, outcomes.get(*place)?);
            let (given, matched) = (self.named_inputs(decision, inputs), self.matched_rules(decision, outcome));
            let shows = shown.get(*place)?.iter().filter_map(|goal| goals.goal(&grids, *goal)).collect();
            Some(GeneratedCase { inputs: given, value: outcome.value.clone(), matched, shows })
        };
        let covered: BTreeSet<usize> = shown.iter().flatten().copied().collect();
        let missing = (0..goals.len()).filter(|goal| !covered.contains(goal));
        GeneratedCases {
            cases: chosen.iter().filter_map(case).collect(),
            unreached: missing.filter_map(|goal| goals.goal(&grids, goal)).collect(),
            is_cut,
        }
    }
}

/// Candidates times rules: nobody reads ten thousand cases, and a large table is no reason to wait for minutes.
const RULES_TRIED_MAX: usize = 40_000_000;

/// The fewest that show everything, by taking each time the one that shows the most that is new.
fn choose(shown: &[BTreeSet<usize>]) -> Vec<usize> {
    let mut missing: BTreeSet<usize> = shown.iter().flatten().copied().collect();
    let mut chosen = Vec::new();
    // What a candidate adds only falls as others are chosen, so one that still adds as much as the next is said to is the best. Of
    // several that add as much the first is taken: it is the plainest.
    let mut open: BinaryHeap<(usize, Reverse<usize>)> =
        shown.iter().enumerate().map(|(place, goals)| (goals.len(), Reverse(place))).collect();
    while let Some((said, Reverse(place))) = open.pop().filter(|_| !missing.is_empty()) {
        let Some(goals) = shown.get(place) else { continue };
        let adds = goals.intersection(&missing).count();
        if adds < said {
            open.push((adds, Reverse(place)));
            continue;
        }
        if adds > 0 {
            for goal in goals {
                missing.remove(goal);
            }
            chosen.push(place);
        }
    }
    // A later choice can make an earlier one superfluous.
    let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
    let goals = |place: &usize| shown.get(*place).into_iter().flatten().copied();
    for goal in chosen.iter().flat_map(goals) {
        *counts.entry(goal).or_default() += 1;
    }
    for place in chosen.clone() {
        if goals(&place).all(|goal| counts.get(&goal).is_some_and(|count| *count > 1)) {
            for goal in goals(&place) {
                counts.entry(goal).and_modify(|count| *count -= 1);
            }
            chosen.retain(|known| *known != place);
        }
    }
    chosen.sort_unstable();
    chosen
}
