//! Inputs that are worth trying: where a rule decides, beside it on each axis, and next to each bound.

use guiju_feel::{Type, Value};

use super::goals::edge_values;
use crate::evaluate::{DecisionId, Model};
use crate::grid::{Budget, Grid, Pairs, Point, Spans, Sure, Sweep};
use crate::model::HitPolicy;

/// Steps of work for finding a place where one rule decides.
const STEPS: u64 = 200_000;

/// The candidates, in the order of the rules that they are made for.
pub(super) fn of(model: &Model, decision: DecisionId, grids: &[Grid<'_>], max: usize) -> Vec<Vec<Value>> {
    let needed = model.inputs_of(decision);
    let choices: Vec<Vec<Value>> = model
        .inputs()
        .enumerate()
        .map(|(input, (_, ty))| if needed.contains(&input) { choices(grids, input, ty) } else { vec![Value::Null] })
        .collect();
    let usual: Vec<Value> = choices.iter().map(|values| values.first().cloned().unwrap_or_default()).collect();
    let mut found: Vec<Vec<Value>> = Vec::new();
    for grid in grids.iter().filter(|grid| grid.axes.iter().all(|axis| axis.input.is_some())) {
        for values in direct(grid) {
            let mut inputs = usual.clone();
            for (axis, value) in grid.axes.iter().zip(values) {
                if let Some(place) = axis.input.and_then(|input| inputs.get_mut(input)) {
                    *place = value;
                }
            }
            found.push(inputs);
        }
    }
    // Tables behind other decisions are reached by trying the inputs in combination.
    if grids.iter().any(|grid| grid.axes.iter().any(|axis| axis.input.is_none())) {
        combine(&choices, max.saturating_sub(found.len()), &mut found);
    }
    found.truncate(max);
    found
}

/// The values of an input that some table tells apart.
fn choices(grids: &[Grid<'_>], input: usize, ty: &Type) -> Vec<Value> {
    let mut values = Vec::new();
    for grid in grids {
        for (place, axis) in grid.axes.iter().enumerate().filter(|(_, axis)| axis.input == Some(input)) {
            values.extend(axis.domain.regions().filter_map(|region| axis.sample(region).cloned()));
            values.extend(edge_values(grid, place, axis));
        }
    }
    let mut kept: Vec<Value> = Vec::new();
    for value in values {
        if !kept.contains(&value) {
            kept.push(value);
        }
    }
    if kept.is_empty() { anything(ty) } else { kept }
}

/// Values of a type of which no table says anything.
fn anything(ty: &Type) -> Vec<Value> {
    if *ty == Type::Number {
        return [0, 1, -1, 10, 100, 1_000, 10_000].map(Value::from).to_vec();
    }
    if *ty == Type::Boolean {
        return vec![Value::Boolean(false), Value::Boolean(true)];
    }
    vec![if *ty == Type::Text { Value::text("any other") } else { Value::Null }]
}

/// The points of a table whose columns are input data.
fn direct(grid: &Grid<'_>) -> Vec<Vec<Value>> {
    let mut found = Vec::new();
    let pairs = Pairs::of(grid);
    let points: Vec<Option<Point>> = (0..grid.rules.len()).map(|rule| decides_at(grid, rule, &pairs)).collect();
    found.extend(points.iter().flatten().map(|point| grid.values(point)));
    for (rule, point) in points.iter().enumerate() {
        let Some(point) = point else { continue };
        for (place, (axis, side)) in grid.axes.iter().zip(grid.rule(rule)).enumerate() {
            for region in beside(axis, &side.may) {
                let mut beside = point.clone();
                if let Some(at) = beside.get_mut(place) {
                    *at = region;
                }
                found.push(grid.values(&beside));
            }
        }
    }
    let everything = (0..grid.rules.len()).collect();
    let holes = Sweep::holes(grid, &grid.domain(), everything, Sure::May, 1, &mut Budget::new(STEPS));
    found.extend(holes.iter().map(|hole| grid.values(&grid.point(hole))));
    let usual = points.into_iter().flatten().next().map(|point| grid.values(&point)).unwrap_or_default();
    for (place, axis) in grid.axes.iter().enumerate() {
        for value in edge_values(grid, place, axis) {
            let mut values = usual.clone();
            if let Some(at) = values.get_mut(place) {
                *at = value;
            }
            found.push(values);
        }
    }
    found
}

/// A point at which a rule decides, where one is found.
fn decides_at(grid: &Grid<'_>, rule: usize, pairs: &Pairs) -> Option<Point> {
    let reach: Vec<Spans> = grid.axes.iter().zip(grid.rule(rule)).map(|(axis, side)| side.may.intersection(&axis.domain)).collect();
    let reach = if reach.iter().any(Spans::is_empty) { grid.reach(rule) } else { reach };
    if reach.iter().any(Spans::is_empty) {
        return None;
    }
    // Where several may match, a place of its own shows the most.
    let rivals = if grid.table.hit_policy == HitPolicy::First { rule } else { grid.rules.len() };
    let before = pairs.neighbours(rule).iter().copied().filter(|other| *other < rivals).collect();
    let alone = Sweep::holes(grid, &reach, before, Sure::May, 1, &mut Budget::new(STEPS));
    Some(grid.point(alone.first().unwrap_or(&reach)))
}

/// The allowed regions next to those of a rule: the nearest below and above each of its ranges.
fn beside(axis: &crate::grid::Axis, side: &Spans) -> Vec<usize> {
    let outside = axis.domain.minus(side);
    let mut regions = Vec::new();
    for (first, last) in side.ranges() {
        regions.extend(outside.regions().rev().find(|region| region < first));
        regions.extend(outside.regions().find(|region| region > last));
    }
    regions.sort_unstable();
    regions.dedup();
    regions
}

/// All combinations, or as many as are allowed, spread evenly over them.
fn combine(choices: &[Vec<Value>], max: usize, found: &mut Vec<Vec<Value>>) {
    let all = choices.iter().fold(1_u128, |all, values| all.saturating_mul(u128::try_from(values.len().max(1)).unwrap_or(1)));
    let count = u128::try_from(max).unwrap_or(u128::MAX).min(all);
    for index in 0..count {
        // 0 to `all`, in steps that are not whole: the last inputs change in each.
        let mut code = if count == all { index } else { all / count.max(1) * index + index };
        let mut inputs = Vec::with_capacity(choices.len());
        for values in choices {
            let size = u128::try_from(values.len().max(1)).unwrap_or(1);
            let place = usize::try_from(code % size).unwrap_or(0);
            inputs.push(values.get(place).cloned().unwrap_or_default());
            code /= size;
        }
        found.push(inputs);
    }
}
