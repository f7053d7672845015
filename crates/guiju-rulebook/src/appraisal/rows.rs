//! Many subjects judged at once: measures and scores by columns, and what follows from the scores once for each combination that occurs.
//!
//! The outcome is that of [`CompiledAppraisal::judge`] for each row, which a test and `guiju rate --verify` hold. Values differ from subject to
//! subject, but there are only some hundred combinations of scores and of reasons why something is unknown; points, total, class and
//! proposal follow from the combination alone, unless the class decision looks at a measure's value itself: then each row is concluded.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use guiju_columns::{Columns, Output, Plan, Vector};
use guiju_feel::{Number, Value as FeelValue};
use guiju_types::{Amount, Text};

use super::judge::{cover, not_computed, not_scored};
use super::{CompiledAppraisal, Component, Coverages, Input, Judgement, RuleHit};
use crate::measure::{Aggregate, CompiledMeasure};

/// The judgements of some rows of a table of totals.
#[derive(Debug)]
pub struct JudgedRows<'a> {
    totals: &'a [Vec<Option<i64>>],
    first: usize,
    /// For each measure which of the totals it takes.
    slots: Vec<&'a [usize]>,
    /// For each measure its value in each row.
    values: Vec<Vec<Option<Number>>>,
    /// For each row which of the outcomes it has.
    outcome_of: Vec<usize>,
    /// Judgements without values and totals.
    outcomes: Vec<Judgement>,
}

/// A measure in all rows.
struct Measured {
    values: Vec<Option<Number>>,
    /// For each row: 0 where the measure is known, else the place of the reason after 1.
    reason_of: Vec<usize>,
    reasons: Vec<Text>,
    partly: Option<Text>,
}

/// The score of a measure in all rows.
struct Scored {
    /// For each row which of the scores it has.
    score_of: Vec<usize>,
    scores: Vec<(Option<Number>, Option<Arc<RuleHit>>)>,
}

impl CompiledAppraisal {
    /// Judges some rows of a table of totals: a column for each of [`CompiledAppraisal::totals`], as [`Totals`](super::Totals) has them.
    /// Some thousand rows at a time stay in the processor's cache.
    #[must_use]
    pub fn judge_rows<'a>(&'a self, totals: &'a [Vec<Option<i64>>], rows: Range<usize>, coverages: &Coverages) -> JudgedRows<'a> {
        let measured: Vec<Measured> = self.measures.iter().map(|measure| self.measure_rows(measure, totals, &rows, coverages)).collect();
        let columns: Vec<Arc<Vector>> = measured.iter().map(|measured| Arc::new(column(&measured.values))).collect();
        let scored: Vec<Scored> = (0..self.measures.len()).map(|place| self.score_rows(place, &columns, rows.len())).collect();
        let mut judged = JudgedRows {
            totals,
            first: rows.start,
            slots: self.measures.iter().map(|measure| measure.slots.as_slice()).collect(),
            values: Vec::new(),
            outcome_of: Vec::with_capacity(rows.len()),
            outcomes: Vec::new(),
        };
        let is_of_scores = !self.kernel.class.inputs.iter().any(|(_, input)| matches!(input, Input::Measure(_)));
        let mut known: HashMap<Vec<usize>, usize> = HashMap::new();
        let mut key = Vec::new();
        for row in 0..rows.len() {
            key.clear();
            let at = |places: &[usize]| places.get(row).copied().unwrap_or(0);
            key.extend(measured.iter().zip(&scored).flat_map(|(measured, scored)| [at(&measured.reason_of), at(&scored.score_of)]));
            let outcome = match known.get(&key).filter(|_| is_of_scores) {
                Some(outcome) => *outcome,
                None => {
                    judged.outcomes.push(self.conclude(self.components_of(row, &measured, &scored)));
                    known.insert(key.clone(), judged.outcomes.len() - 1);
                    judged.outcomes.len() - 1
                }
            };
            judged.outcome_of.push(outcome);
        }
        judged.values = measured.into_iter().map(|measured| measured.values).collect();
        judged
    }

    fn measure_rows(&self, measure: &CompiledMeasure, totals: &[Vec<Option<i64>>], rows: &Range<usize>, coverages: &Coverages) -> Measured {
        let count = rows.len();
        let mut measured = Measured { values: vec![None; count], reason_of: vec![0; count], reasons: Vec::new(), partly: None };
        match cover(&measure.needs, coverages) {
            Err(missing) => {
                measured.reasons.push(missing);
                measured.reason_of.fill(1);
                return measured;
            }
            Ok(partly) => measured.partly = partly,
        }
        let slots = measure.totals.iter().zip(&measure.slots).map(|(total, slot)| Arc::new(slot_column(total, totals.get(*slot), rows)));
        let columns = Columns::new(slots.collect(), count, &self.kernel.context);
        let mut open = vec![true; count];
        for unknown in &measure.unknowns {
            let is_so = columns.compute(&unknown.when, &open);
            measured.reasons.push(unknown.reason.clone());
            for (row, open) in open.iter_mut().enumerate().filter(|(_, open)| **open) {
                if is_so.value(row) == FeelValue::Boolean(true) {
                    *open = false;
                    put(&mut measured.reason_of, row, measured.reasons.len());
                }
            }
        }
        let values = columns.compute(&measure.value, &open);
        measured.reasons.push(not_computed(measure));
        for (row, slot) in measured.values.iter_mut().enumerate().filter(|(row, _)| open.get(*row).copied().unwrap_or(false)) {
            *slot = values.value(row).as_number();
            if slot.is_none() {
                put(&mut measured.reason_of, row, measured.reasons.len());
            }
        }
        measured
    }

    /// Scores a measure in every row; what stands in rows in which it is unknown is not looked at.
    fn score_rows(&self, place: usize, columns: &[Arc<Vector>], rows: usize) -> Scored {
        let mut scored = Scored { score_of: Vec::with_capacity(rows), scores: Vec::new() };
        let Some(scoring) = self.kernel.scores.get(place) else { return scored };
        let Ok(plan) = Plan::of_vectors(&scoring.model, scoring.decision) else { return scored };
        let mut inputs = vec![None; scoring.width];
        for (place, input) in &scoring.inputs {
            if let (Some(slot), Input::Measure(measure)) = (inputs.get_mut(*place), input) {
                *slot = columns.get(*measure).map(Arc::clone);
            }
        }
        let output = plan.run_on(&inputs, rows, &self.kernel.context);
        let mut known: BTreeMap<(Option<Number>, Option<usize>), usize> = BTreeMap::new();
        for row in 0..rows {
            let (score, rule) = (output.value(row).as_number(), rule_of(&output, row));
            let place = *known.entry((score, rule)).or_insert_with(|| {
                scored.scores.push((score, rule.and_then(|rule| scoring.rules.get(rule)).map(Arc::clone)));
                scored.scores.len() - 1
            });
            scored.score_of.push(place);
        }
        scored
    }

    fn components_of(&self, row: usize, measured: &[Measured], scored: &[Scored]) -> Vec<Component> {
        let parts = self.measures.iter().zip(measured).zip(scored).enumerate();
        let component = |(place, ((measure, measured), scored)): (usize, ((&CompiledMeasure, &Measured), &Scored))| {
            let mut component = self.blank(place, measure, Vec::new());
            component.value = measured.values.get(row).copied().flatten();
            component.partly.clone_from(&measured.partly);
            let reason = measured.reason_of.get(row).and_then(|reason| reason.checked_sub(1));
            component.missing = reason.and_then(|reason| measured.reasons.get(reason)).cloned();
            if component.missing.is_none() {
                let score = scored.score_of.get(row).and_then(|place| scored.scores.get(*place)).cloned().unwrap_or_default();
                (component.score, component.rule) = score;
                component.missing = component.score.is_none().then(|| not_scored(measure));
            }
            component
        };
        parts.map(component).collect()
    }
}

impl JudgedRows<'_> {
    /// How many rows there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.outcome_of.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outcome_of.is_empty()
    }

    /// The outcomes that occur, without the values and totals of their components.
    #[must_use]
    pub fn outcomes(&self) -> &[Judgement] {
        &self.outcomes
    }

    /// Which of the outcomes a row has, the rows counted from the first one judged.
    #[must_use]
    pub fn outcome_of(&self, row: usize) -> usize {
        self.outcome_of.get(row).copied().unwrap_or(usize::MAX)
    }

    /// The value of a measure in a row.
    #[must_use]
    pub fn value(&self, measure: usize, row: usize) -> Option<Number> {
        self.values.get(measure).and_then(|values| values.get(row).copied().flatten())
    }

    /// The whole judgement of a row; `None` beyond the last one.
    #[must_use]
    pub fn judgement(&self, row: usize) -> Option<Judgement> {
        let mut judgement = self.outcomes.get(self.outcome_of(row))?.clone();
        for (measure, (component, slots)) in judgement.components.iter_mut().zip(&self.slots).enumerate() {
            component.value = self.value(measure, row);
            let total = |slot: &usize| self.totals.get(*slot).and_then(|column| column.get(self.first + row).copied().flatten());
            component.totals = slots.iter().map(total).collect();
        }
        Some(judgement)
    }
}

fn put(places: &mut [usize], row: usize, place: usize) {
    if let Some(slot) = places.get_mut(row) {
        *slot = place;
    }
}

/// The rule that fired last, as [`super::Scoring`] tells it.
fn rule_of(output: &Output, row: usize) -> Option<usize> {
    output.tables().last().and_then(|table| table.first_matched(row))
}

/// A total as a slot of its measure: sums as money, counts as they are; no row is nought.
fn slot_column(total: &crate::measure::Total, column: Option<&Vec<Option<i64>>>, rows: &Range<usize>) -> Vector {
    let values = column.and_then(|column| column.get(rows.clone())).unwrap_or_default();
    let scale = match total.aggregate {
        Aggregate::Sum(_) => Amount::DECIMALS,
        Aggregate::Count | Aggregate::DistinctMonths => 0,
    };
    let mut parts: Vec<i64> = values.iter().map(|value| value.unwrap_or(0)).collect();
    parts.resize(rows.len(), 0);
    Vector::Whole { values: parts.into(), scale, valid: None }
}

fn column(values: &[Option<Number>]) -> Vector {
    Vector::Numbers {
        values: values.iter().map(|value| value.unwrap_or(Number::ZERO)).collect(),
        valid: Some(values.iter().map(Option::is_some).collect()),
    }
}
