//! The values that are tried, in the order of how far they are.

use guiju_feel::{Budget, Number, Value};

use crate::grid::{Grid, Kind, Steps, decimals};

/// A value for an input.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) input: usize,
    pub(super) value: Value,
    pub(super) distance: f64,
    /// Whether it has more decimals than anybody writes here. 18.5 is nearer to 19 than 18 is, but where nobody writes decimals it
    /// cannot happen: last, should nothing else do.
    is_finer: bool,
}

pub(super) struct Search<'s> {
    pub(super) inputs: Vec<Value>,
    pub(super) today: Value,
    pub(super) wanted: Option<&'s Value>,
    pub(super) evaluate: &'s dyn Fn(&[Value]) -> Value,
    pub(super) left: usize,
    pub(super) budget: Option<&'s Budget>,
}

/// How often the step of a number is doubled.
const DOUBLINGS: u32 = 40;
/// How many pairs are put in order.
const PAIRS_MAX: usize = 500_000;

impl Search<'_> {
    /// The values of an input that are worth trying, the nearest first.
    pub(super) fn candidates(&mut self, grids: &[Grid<'_>], input: usize) -> Vec<Candidate> {
        let now = self.inputs.get(input).cloned().unwrap_or_default();
        let axes: Vec<_> = grids.iter().flat_map(|grid| &grid.axes).filter(|axis| axis.input == Some(input)).collect();
        let steps = Steps::new();
        let mut values: Vec<Value> = Vec::new();
        for axis in &axes {
            let scale = axis.decimals().max(now.as_number().map_or(0, decimals));
            for region in axis.domain.regions() {
                let Some(sample) = axis.sample(region) else { continue };
                if axis.is_point(region) && axis.kind.is_ordered() {
                    values.extend(steps.neighbours(sample, scale).into_iter().flatten());
                }
                values.push(sample.clone());
            }
        }
        values.retain(|value| {
            *value != now && axes.iter().all(|axis| axis.region_of(value).is_some_and(|region| axis.domain.contains(region)))
        });
        if axes.is_empty() {
            values.extend(self.probe(input, &now));
        }
        let scale = axes.iter().map(|axis| axis.decimals()).max().unwrap_or(0).max(now.as_number().map_or(0, decimals));
        let is_finer = |value: &Value| value.as_number().is_some_and(|number| decimals(number) > scale);
        let candidate = |value: Value| Candidate { input, distance: distance(&now, &value), is_finer: is_finer(&value), value };
        let mut found: Vec<Candidate> = values.into_iter().map(candidate).collect();
        in_order(&mut found);
        found.dedup_by(|a, b| a.value == b.value);
        found
    }

    fn with(&self, changed: &[&Candidate]) -> Vec<Value> {
        let mut inputs = self.inputs.clone();
        for candidate in changed {
            if let Some(place) = inputs.get_mut(candidate.input) {
                *place = candidate.value.clone();
            }
        }
        inputs
    }

    /// What comes out, where it is wanted.
    fn reached(&mut self, changed: &[&Candidate]) -> Option<Value> {
        if self.budget.is_some_and(Budget::is_empty) {
            self.left = 0;
        }
        self.left = self.left.checked_sub(1)?;
        let value = (self.evaluate)(&self.with(changed));
        let is_wanted = match self.wanted {
            Some(wanted) => value == *wanted,
            None => value != self.today && !value.is_null(),
        };
        (is_wanted && value != self.today).then_some(value)
    }

    /// The nearest value of each input for each outcome.
    pub(super) fn singles(&mut self, candidates: &[Candidate]) -> Vec<(Vec<Candidate>, Value)> {
        let mut found: Vec<(Vec<Candidate>, Value)> = Vec::new();
        for candidate in candidates {
            let Some(value) = self.reached(&[candidate]) else { continue };
            // They come nearest first.
            let is_known =
                found.iter().any(|(known, outcome)| *outcome == value && known.first().is_some_and(|known| known.input == candidate.input));
            if !is_known {
                found.push((vec![candidate.clone()], value));
            }
        }
        found.sort_by(|a, b| far(&a.0).total_cmp(&far(&b.0)));
        found
    }

    /// Pairs of inputs, the nearest first, until so many are found.
    pub(super) fn pairs(&mut self, candidates: &[Candidate], max: usize) -> Vec<(Vec<Candidate>, Value)> {
        let mut pairs: Vec<(&Candidate, &Candidate)> = Vec::new();
        for (place, first) in candidates.iter().enumerate() {
            let others = candidates.iter().skip(place + 1).filter(|second| second.input != first.input);
            pairs.extend(others.map(|second| (first, second)).take(PAIRS_MAX.saturating_sub(pairs.len())));
        }
        pairs.sort_by(|a, b| (a.0.distance + a.1.distance).total_cmp(&(b.0.distance + b.1.distance)));
        let mut found: Vec<(Vec<Candidate>, Value)> = Vec::new();
        for (first, second) in pairs {
            if found.len() >= max || self.left == 0 {
                break;
            }
            let Some(value) = self.reached(&[first, second]) else { continue };
            let is_known = found
                .iter()
                .any(|(known, outcome)| *outcome == value && known.iter().map(|known| known.input).eq([first.input, second.input]));
            if !is_known {
                found.push((vec![first.clone(), second.clone()], value));
            }
        }
        found
    }

    /// The nearest numbers below and above at which the outcome is reached, where the number goes through a computation.
    fn probe(&mut self, input: usize, now: &Value) -> Vec<Value> {
        if let Value::Boolean(value) = now {
            return vec![Value::Boolean(!value)];
        }
        let Value::Number(now) = now else { return Vec::new() };
        let scale = u32::try_from(decimals(*now)).unwrap_or(0);
        let both = [1_i64, -1].map(|sign| self.probe_towards(input, *now, sign, scale));
        both.into_iter().flatten().map(Value::Number).collect()
    }

    fn probe_towards(&mut self, input: usize, now: Number, sign: i64, scale: u32) -> Option<Number> {
        let at = |steps: i64| now.checked_add(Number::from_scaled(sign * steps, scale));
        let mut is_reached = |steps: i64| {
            let value = Value::Number(at(steps)?);
            self.reached(&[&Candidate { input, value, distance: 0.0, is_finer: false }]).map(|_| ())
        };
        let mut near = 0;
        let mut far = (0..DOUBLINGS).map(|doubling| 1_i64 << doubling).find(|steps| {
            let is_there = is_reached(*steps).is_some();
            near = if is_there { near } else { *steps };
            is_there
        })?;
        while far - near > 1 {
            let middle = near + (far - near) / 2;
            if is_reached(middle).is_some() { far = middle } else { near = middle }
        }
        at(far)
    }
}

/// The nearest first.
pub(super) fn in_order(candidates: &mut [Candidate]) {
    candidates.sort_by(|a, b| a.is_finer.cmp(&b.is_finer).then(a.distance.total_cmp(&b.distance)));
}

fn far(changed: &[Candidate]) -> f64 {
    changed.iter().map(|candidate| candidate.distance).sum()
}

/// How far one value is from another, as a part of the first one's size. Not of the greater of the two, which would bring values of
/// the other sign nearer the farther they are.
fn distance(from: &Value, to: &Value) -> f64 {
    if Kind::of_value(from) != Kind::of_value(to) {
        return 1.0;
    }
    let share = |from: f64, to: f64| (from - to).abs() / from.abs().max(1.0);
    match (from, to) {
        (Value::Number(a), Value::Number(b)) => share(a.as_f64(), b.as_f64()),
        (Value::Date(a), Value::Date(b)) => {
            let days = |date: &guiju_feel::Date| f64::from(date.year()) * 372.0 + f64::from(date.month()) * 31.0 + f64::from(date.day());
            (days(a) - days(b)).abs() / 372.0
        }
        (Value::YearsDuration(a), Value::YearsDuration(b)) => share(Number::from(a.months).as_f64(), Number::from(b.months).as_f64()),
        _ => 1.0,
    }
}
