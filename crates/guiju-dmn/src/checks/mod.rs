//! Checks of decision tables and models, each finding with a witness: inputs that show what is said.
//!
//! [`Model::findings`] runs the checks of [`RULES`]. A check is one file here; what it looks for is written in it, and
//! `docs/rules/` is generated from that. They work on [`Grid`]s, see `grid/mod.rs`: dates, times, durations, free texts and null have
//! regions of their own, and a cell that is not understood may or may not match, so that it never hides the rest of its table.
//!
//! Never here: an evaluation of the model. The tests evaluate every witness.

mod analysis_stopped;
mod any_conflict;
mod duplicate;
mod empty_output;
mod finding;
mod gap;
mod hit_policy;
mod irrelevant_input;
mod masked;
mod mergeable;
mod misleading;
mod missing_default;
mod null_not_handled;
mod opaque_cell;
mod out_of_domain;
mod output_not_allowed;
mod overlap;
mod register;
mod stale_sentence;
mod subject;
mod subsumed;
mod unneeded_requirement;
mod unreachable_rule;
mod unused_decision;
mod unused_input;
mod uses;
mod whole;

pub use finding::{Finding, RuleRef, Severity, Witness};
pub use register::{CheckRule, RULES, Said};

use std::sync::Arc;

use crate::evaluate::{DecisionId, Inner, Model};
use crate::grid::{Budget, Grid, Pairs, Place, Sure, Sweep, table_places};
use register::Run;
use subject::Subject;
use whole::Whole;

/// How much a check of a model may do.
#[derive(Debug, Clone)]
pub struct CheckOptions {
    /// The decisions whose values somebody asks for, beside those of the model's services; `None` where that is not known.
    pub results: Option<Vec<DecisionId>>,
    /// Steps of work for each check of a table.
    pub steps: u64,
    /// Findings of one check in one table; there may be as many as pairs of rules.
    pub findings_each: usize,
    /// What all checks together may use, beside other work; a check that finds it empty stops.
    pub budget: Option<Arc<guiju_feel::Budget>>,
}

impl Default for CheckOptions {
    fn default() -> Self {
        Self { results: None, steps: 20_000_000, findings_each: 20, budget: None }
    }
}

impl Model {
    /// What the checks find, table by table in the order of the file, then what they find in the model as a whole.
    #[must_use]
    pub fn findings(&self, options: &CheckOptions) -> Vec<Finding> {
        let inner = self.inner.as_ref();
        let places = table_places(inner);
        let grids: Vec<Grid<'_>> = places.iter().map(Grid::new).collect();
        let gives_null = gives_null(inner, &places, &grids, options);
        let mut findings = Vec::new();
        for (place, grid) in places.iter().zip(&grids) {
            findings.append(&mut check_table(inner, place, grid, &gives_null, options));
        }
        let mut whole = Whole { inner, results: options.results.as_deref(), findings };
        for rule in RULES {
            if let Run::Model(run) = rule.run {
                run(&mut whole);
            }
        }
        whole.findings
    }
}

fn check_table(inner: &Inner, place: &Place<'_>, grid: &Grid<'_>, gives_null: &[bool], options: &CheckOptions) -> Vec<Finding> {
    let pairs = Pairs::of(grid);
    let budget = Budget::within(options.steps, options.budget.as_ref());
    let mut subject =
        Subject { inner, place, grid, pairs: &pairs, budget, gives_null, findings: Vec::new(), findings_each: options.findings_each };
    let (mut all, mut steps, mut is_stopped) = (Vec::new(), 0, !pairs.is_complete);
    let mut more = 0;
    for rule in RULES {
        let Run::Table(run) = rule.run else { continue };
        run(&mut subject);
        is_stopped |= subject.budget.is_exhausted();
        steps += subject.budget.used();
        subject.budget = Budget::within(options.steps, options.budget.as_ref());
        more += subject.findings.len().saturating_sub(options.findings_each);
        subject.findings.truncate(options.findings_each);
        all.append(&mut subject.findings);
    }
    if is_stopped || more > 0 {
        let finding = subject.finding(&analysis_stopped::RULE, &[]);
        all.push(if is_stopped {
            finding.say(
                format!("{steps} 步之后停下；所列是到此为止的发现"),
                format!("stopped after {steps} steps; the findings are those made so far"),
            )
        } else {
            finding.say(
                format!("同类发现至少还有 {more} 条没有列出"),
                format!("at least {more} more findings of the same kinds are not listed"),
            )
        });
    }
    all
}

/// By decision: whether it is a table that leaves some case without an outcome.
fn gives_null(inner: &Inner, places: &[Place<'_>], grids: &[Grid<'_>], options: &CheckOptions) -> Vec<bool> {
    let mut gives = vec![false; inner.decisions.len()];
    for (place, grid) in places.iter().zip(grids) {
        let has_default = place.table.outputs.iter().all(|output| output.default.is_some());
        let Some(flag) = place.decision.and_then(|decision| gives.get_mut(decision)).filter(|_| !has_default) else { continue };
        let mut budget = Budget::within(1_000_000, options.budget.as_ref());
        let holes = Sweep::holes(grid, &grid.domain(), (0..grid.rules.len()).collect(), Sure::May, 1, &mut budget);
        *flag |= !holes.is_empty();
    }
    gives
}
