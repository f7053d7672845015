//! The judgement of one subject: measures, scores, total, class.
//!
//! One kernel for the monthly run, for the explanation of a case and for the chapter's examples, so that they cannot disagree.
//! Numbers are exact; points and totals are rounded once, to four decimals, half to even.

use std::sync::Arc;

use guiju_feel::{Number, Rounding, Value as FeelValue};
use guiju_types::{Amount, Text, Value};

use super::coverage::say_months;
use super::{CompiledAppraisal, Component, Coverages, Covered, Input, Judgement, Mark, OnUnknown, State, Totals};
use crate::measure::{Aggregate, CompiledMeasure, Need};
use crate::records::feel_value;

/// The decimals that points and totals keep: as many as an amount.
const DECIMALS: i32 = 4;

impl CompiledAppraisal {
    /// Judges a subject by its totals. Deterministic: the same totals and coverage give the same judgement.
    #[must_use]
    pub fn judge(&self, totals: &Totals<'_>, coverages: &Coverages) -> Judgement {
        let mut components: Vec<Component> =
            self.measures.iter().enumerate().map(|(place, measure)| self.component(place, measure, totals, coverages)).collect();
        self.score(&mut components);
        self.conclude(components)
    }

    /// What follows from the components with their scores: points, total, class, proposal.
    pub(super) fn conclude(&self, mut components: Vec<Component>) -> Judgement {
        let basis = sum(components.iter().filter(|component| component.missing.is_none()).map(|component| component.weight));
        let is_complete = components.iter().all(|component| component.missing.is_none());
        let whole = if self.on_unknown == OnUnknown::Rebase { basis } else { self.kernel.weights };
        for component in &mut components {
            component.points = component.score.and_then(|score| share(score, component.weight, whole));
        }
        let mut judgement = Judgement {
            state: State::NotRated,
            class: None,
            total: None,
            basis_percent: self.basis_percent(basis),
            proposal: None,
            components,
            class_rule: None,
        };
        if !is_complete && (self.on_unknown == OnUnknown::NotRated || basis.is_zero()) {
            return judgement;
        }
        judgement.total = self.total(&judgement.components, whole);
        let is_rating = judgement.basis_percent >= self.rating_needs.basis_percent
            && self.kernel.needed.iter().all(|place| judgement.components.get(*place).is_some_and(|component| component.missing.is_none()));
        if is_rating {
            self.classify(&mut judgement);
        } else if judgement.total.is_some() {
            judgement.state = State::Activity;
        }
        judgement
    }

    /// The mark of a subject that is marked instead of scored, by the fields of its record (absent ones are null).
    #[must_use]
    pub fn mark(&self, fields: &[(String, Value)]) -> Option<&Mark> {
        let slots: Vec<FeelValue> = self
            .kernel
            .fields
            .iter()
            .map(|name| fields.iter().find(|(field, _)| field == name).map_or(FeelValue::Null, |(_, value)| feel_value(value)))
            .collect();
        self.marks.iter().find(|mark| mark.when.evaluate(&slots, &self.kernel.context).value == FeelValue::Boolean(true))
    }

    /// A component of which nothing is known yet.
    pub(super) fn blank(&self, place: usize, measure: &CompiledMeasure, totals: Vec<Option<i64>>) -> Component {
        Component {
            measure: self.kernel.names.get(place).map_or_else(|| "".into(), Arc::clone),
            value: None,
            score: None,
            weight: measure.weight,
            points: None,
            rule: None,
            missing: None,
            partly: None,
            totals,
        }
    }

    fn component(&self, place: usize, measure: &CompiledMeasure, totals: &Totals<'_>, coverages: &Coverages) -> Component {
        let parts: Vec<Option<i64>> = measure.slots.iter().map(|slot| totals.0.get(*slot).copied().flatten()).collect();
        let mut component = self.blank(place, measure, parts);
        match cover(&measure.needs, coverages) {
            Err(missing) => {
                component.missing = Some(missing);
                return component;
            }
            Ok(partly) => component.partly = partly,
        }
        let slots = measure.slots_of(&component.totals);
        if let Some(unknown) =
            measure.unknowns.iter().find(|unknown| unknown.when.evaluate(&slots, &self.kernel.context).value == FeelValue::Boolean(true))
        {
            component.missing = Some(unknown.reason.clone());
            return component;
        }
        component.value = measure.value.evaluate(&slots, &self.kernel.context).value.as_number();
        if component.value.is_none() {
            component.missing = Some(not_computed(measure));
        }
        component
    }

    /// Scores the values that are known.
    fn score(&self, components: &mut [Component]) {
        let values: Vec<Option<Number>> = components.iter().map(|component| component.value).collect();
        for ((component, scoring), measure) in components.iter_mut().zip(&self.kernel.scores).zip(&self.measures) {
            if component.missing.is_some() {
                continue;
            }
            let (score, rule) = scoring.decide(&self.kernel.context, |input| match input {
                Input::Measure(place) => values.get(place).copied().flatten(),
                Input::Total | Input::BasisPercent => None,
            });
            component.score = score.as_number();
            component.rule = rule;
            if component.score.is_none() {
                component.missing = Some(not_scored(measure));
            }
        }
    }

    fn basis_percent(&self, basis: Number) -> u32 {
        let percent = basis.checked_mul(Number::from(100_i64)).and_then(|scaled| scaled.checked_div(self.kernel.weights));
        percent
            .and_then(|percent| percent.floor_to(0))
            .and_then(Number::to_i64)
            .and_then(|percent| u32::try_from(percent).ok())
            .unwrap_or(0)
    }

    fn total(&self, components: &[Component], whole: Number) -> Option<Number> {
        let weighted = components.iter().filter_map(|component| component.score?.checked_mul(component.weight));
        sum(weighted).checked_div(whole)?.round_to(DECIMALS, Rounding::HalfEven)
    }

    /// The class decision over a total.
    pub(super) fn class_of(&self, total: Number, judgement: &Judgement) -> (Option<Arc<str>>, Option<Arc<super::RuleHit>>) {
        let (class, rule) = self.kernel.class.decide(&self.kernel.context, |input| match input {
            Input::Total => Some(total),
            Input::BasisPercent => Some(Number::from(judgement.basis_percent)),
            Input::Measure(place) => judgement.components.get(place).and_then(|component| component.value),
        });
        (if let FeelValue::Text(class) = class { Some(class) } else { None }, rule)
    }

    fn classify(&self, judgement: &mut Judgement) {
        let Some(total) = judgement.total else { return };
        let (class, rule) = self.class_of(total, judgement);
        judgement.class_rule = rule;
        let Some(class) = class else { return };
        judgement.state = State::Rated;
        let slots = [FeelValue::Text(Arc::clone(&class)), FeelValue::Number(total)];
        let proposed =
            self.proposals.iter().find(|proposal| proposal.when.evaluate(&slots, &self.kernel.context).value == FeelValue::Boolean(true));
        judgement.proposal = proposed.map(|proposal| Arc::clone(&proposal.name));
        judgement.class = Some(class);
    }
}

pub(super) fn not_computed(measure: &CompiledMeasure) -> Text {
    Text::new(format!("{}无法计算", measure.label.zh), format!("{} cannot be computed", measure.label.en))
}

pub(super) fn not_scored(measure: &CompiledMeasure) -> Text {
    Text::new(
        format!("评分表没有给出{}的得分", measure.label.zh),
        format!("the score table gives no score for this value of {}", measure.label.en),
    )
}

impl CompiledMeasure {
    /// The totals as FEEL's slots: sums as money, counts as they are; no row is nought.
    pub(super) fn slots_of(&self, parts: &[Option<i64>]) -> Vec<FeelValue> {
        let value = |(total, part): (&crate::measure::Total, &Option<i64>)| {
            let part = part.unwrap_or(0);
            FeelValue::Number(match total.aggregate {
                Aggregate::Sum(_) => Number::from_scaled(part, Amount::DECIMALS),
                Aggregate::Count | Aggregate::DistinctMonths => Number::from(part),
            })
        };
        self.totals.iter().zip(parts).map(value).collect()
    }
}

pub(super) fn sum(numbers: impl Iterator<Item = Number>) -> Number {
    numbers.fold(Number::ZERO, |sum, number| sum.checked_add(number).unwrap_or(sum))
}

/// What a score adds to the total.
pub(super) fn share(score: Number, weight: Number, whole: Number) -> Option<Number> {
    score.checked_mul(weight)?.checked_div(whole)?.round_to(DECIMALS, Rounding::HalfEven)
}

/// What is missing, or what is covered only in part.
pub(super) fn cover(needs: &[Need], coverages: &Coverages) -> Result<Option<Text>, Text> {
    let (mut missing, mut partly): (Vec<Text>, Vec<Text>) = (Vec::new(), Vec::new());
    for need in needs {
        match coverages.of(&need.fact, need.months, need.months_min) {
            Covered::Wholly => {}
            Covered::Partly { gaps } => partly.push(say(need, &gaps, "数据不完整", "are covered only in part")),
            Covered::No { gaps } => missing.push(say(need, &gaps, "数据缺失", "are not covered")),
        }
    }
    match (joined(&missing), joined(&partly)) {
        (Some(missing), _) => Err(missing),
        (None, partly) => Ok(partly),
    }
}

fn say(need: &Need, gaps: &[guiju_types::Month], zh: &str, en: &str) -> Text {
    let months = say_months(gaps);
    Text::new(format!("{}的{}{zh}", months.zh, need.label.zh), format!("{} of {} {en}", need.label.en, months.en))
}

fn joined(texts: &[Text]) -> Option<Text> {
    if texts.is_empty() {
        return None;
    }
    let join = |between: &str, of: fn(&Text) -> &str| texts.iter().map(of).collect::<Vec<_>>().join(between);
    Some(Text::new(join("；", |text| &text.zh), join("; ", |text| &text.en)))
}
