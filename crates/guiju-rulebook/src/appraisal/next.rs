//! What would reach the next class: only by things that can still happen.
//!
//! Between the bounds of its table a score does not change, so the values worth asking about are the bounds beyond the present
//! value. A measure that is settled proposes nothing, one that cannot go further than so far proposes no more than that.

use std::sync::Arc;

use guiju_feel::Number;
use guiju_types::Text;

use super::judge::{share, sum};
use super::{CompiledAppraisal, Coverages, Input, Judgement, OnUnknown, RuleHit, State, Totals};
use crate::measure::Outlook;

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
        self.next_of(&self.judge(totals, coverages))
    }

    /// What would reach the next better class than that of a judgement.
    #[must_use]
    pub fn next_of(&self, judgement: &Judgement) -> Option<NextClass> {
        if judgement.state != State::Rated {
            return None;
        }
        let now = judgement.total?;
        let (class, total) = self.next_limit(judgement, now)?;
        let gap = total.checked_sub(now)?;
        let whole = match self.on_unknown {
            OnUnknown::NotRated => self.kernel.weights,
            OnUnknown::Rebase => {
                sum(judgement.components.iter().filter(|component| component.missing.is_none()).map(|component| component.weight))
            }
        };
        let ladders: Vec<Vec<Change>> = (0..self.measures.len()).map(|place| self.ladder(place, judgement, whole)).collect();
        let mut ways: Vec<Vec<Change>> = ladders
            .iter()
            .filter_map(|ladder| ladder.iter().find(|change| change.points >= gap))
            .map(|change| vec![change.clone()])
            .collect();
        if ways.is_empty() {
            ways.extend(together(&ladders, gap));
        }
        Some(NextClass { class, total, gap, ways })
    }

    /// The least total above the present one that gives a better class.
    fn next_limit(&self, judgement: &Judgement, now: Number) -> Option<(Arc<str>, Number)> {
        let rank = |name: &str| self.classes.iter().position(|class| *class.name == *name).unwrap_or(usize::MAX);
        let present = rank(judgement.class.as_deref()?);
        let class = &self.kernel.class;
        let (input, _) = class.inputs.iter().find(|(_, input)| *input == Input::Total)?;
        class.model.breakpoints(class.decision, *input).into_iter().filter(|limit| *limit > now).find_map(|limit| {
            let (class, _) = self.class_of(limit, judgement);
            class.filter(|class| rank(class) < present).map(|class| (class, limit))
        })
    }

    /// The better scores that a measure can still reach, the nearest first.
    fn ladder(&self, place: usize, judgement: &Judgement, whole: Number) -> Vec<Change> {
        let parts = (self.measures.get(place), judgement.components.get(place), self.kernel.scores.get(place));
        let (Some(measure), Some(component), Some(scoring)) = parts else { return Vec::new() };
        let (Some(value), Some(score)) = (component.value, component.score) else { return Vec::new() };
        let Some((input, _)) = scoring.inputs.iter().find(|(_, input)| *input == Input::Measure(place)) else { return Vec::new() };
        let bound = measure.reachable.as_ref().and_then(|reachable| {
            let slots = measure.slots_of(&component.totals);
            reachable.evaluate(&slots, &self.kernel.context).value.as_number()
        });
        let mut bounds = scoring.model.breakpoints(scoring.decision, *input);
        match measure.outlook {
            Outlook::Settled => return Vec::new(),
            Outlook::Rises => bounds.retain(|limit| *limit > value && bound.is_none_or(|bound| *limit <= bound)),
            Outlook::Falls => {
                bounds.retain(|limit| *limit < value && bound.is_none_or(|bound| *limit >= bound));
                bounds.reverse();
            }
        }
        let mut changes: Vec<Change> = Vec::new();
        for to in bounds {
            let (reached, rule) = scoring.decide(&self.kernel.context, |input| match input {
                Input::Measure(other) if other == place => Some(to),
                Input::Measure(other) => judgement.components.get(other).and_then(|component| component.value),
                Input::Total | Input::BasisPercent => None,
            });
            let Some(reached) = reached.as_number() else { continue };
            let best = changes.last().map_or(score, |change| change.score_to);
            let points = reached.checked_sub(score).and_then(|more| share(more, measure.weight, whole));
            if let (true, Some(points)) = (reached > best, points) {
                changes.push(Change {
                    measure: Arc::clone(&component.measure),
                    from: value,
                    to,
                    score_from: score,
                    score_to: reached,
                    points,
                    rule,
                    text: measure.outlook_text.clone(),
                });
            }
        }
        changes
    }
}

/// A way that takes several measures: the furthest step of each, the strongest first, then the last one only as far as needed.
fn together(ladders: &[Vec<Change>], gap: Number) -> Option<Vec<Change>> {
    let mut furthest: Vec<&Vec<Change>> = ladders.iter().filter(|ladder| !ladder.is_empty()).collect();
    furthest.sort_by_key(|ladder| std::cmp::Reverse(ladder.last().map(|change| change.points)));
    let mut way = Vec::new();
    let mut left = gap;
    for ladder in furthest {
        let step = ladder.iter().find(|change| change.points >= left).or_else(|| ladder.last())?;
        way.push(step.clone());
        left = left.checked_sub(step.points)?;
        if left <= Number::ZERO {
            return Some(way);
        }
    }
    None
}
