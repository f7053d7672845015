//! What the cases of a decision have to show, and what an evaluation shows of it.

use std::collections::{BTreeMap, BTreeSet};

use guiju_feel::Value;

use super::{Goal, GoalKind};
use crate::checks::RuleRef;
use crate::evaluate::{Outcome, TableTrace};
use crate::grid::{Axis, Grid, Spans, Steps, Sure};

/// A goal: the table, and what of it. Rules and axes by place.
#[derive(Debug, Clone, PartialEq)]
enum Key {
    Fires(usize, usize),
    Otherwise(usize),
    Cell(usize, usize, usize),
    Value(usize, usize, Value),
}

pub(super) struct Goals {
    keys: Vec<Key>,
    /// By table and rule: the point at which it is shown to decide.
    bases: BTreeMap<(usize, usize), Vec<usize>>,
}

impl Goals {
    /// The goals of these tables; the first case in which a rule decides is the one that its cells are compared with.
    pub(super) fn of(grids: &[Grid<'_>], outcomes: &[Outcome]) -> Self {
        let mut bases: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
        let mut is_read = vec![false; grids.len()];
        for trace in outcomes.iter().flat_map(|outcome| &outcome.tables) {
            let Some((table, grid)) = table_of(grids, trace) else { continue };
            if let Some(flag) = is_read.get_mut(table) {
                *flag = true;
            }
            for rule in &trace.matched {
                bases.entry((table, *rule)).or_insert_with(|| point(grid, trace));
            }
        }
        let mut keys = Vec::new();
        for (table, grid) in grids.iter().enumerate().filter(|(table, _)| is_read.get(*table).copied().unwrap_or(false)) {
            for rule in 0..grid.rules.len() {
                keys.push(Key::Fires(table, rule));
                let says = |axis: &Axis, spans: &Spans| !axis.domain.is_within(spans);
                let sides = grid.axes.iter().zip(grid.rule(rule)).enumerate();
                keys.extend(sides.filter(|(_, (axis, side))| says(axis, &side.must)).map(|(axis, _)| Key::Cell(table, rule, axis)));
            }
            if !grid.table.outputs.iter().all(|output| output.default.is_none()) {
                keys.push(Key::Otherwise(table));
            }
            for (axis, of) in grid.axes.iter().enumerate() {
                keys.extend(edge_values(grid, axis, of).into_iter().map(|value| Key::Value(table, axis, value)));
            }
        }
        Self { keys, bases }
    }

    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// What an evaluation shows.
    pub(super) fn shown(&self, grids: &[Grid<'_>], outcome: &Outcome) -> BTreeSet<usize> {
        let mut shown = BTreeSet::new();
        for trace in &outcome.tables {
            let Some((table, grid)) = table_of(grids, trace) else { continue };
            let at = point(grid, trace);
            let shows = |key: &Key| match key {
                Key::Fires(of, rule) => *of == table && trace.matched.contains(rule) && self.bases.get(&(table, *rule)) == Some(&at),
                Key::Otherwise(of) => *of == table && trace.matched.is_empty(),
                Key::Cell(of, rule, axis) => {
                    *of == table && self.bases.get(&(table, *rule)).is_some_and(|base| fails_by(grid, *rule, *axis, base, &at))
                }
                Key::Value(of, axis, value) => {
                    let column = grid.axes.get(*axis).and_then(|axis| axis.columns.first());
                    *of == table && column.and_then(|column| trace.inputs.get(*column)) == Some(value)
                }
            };
            shown.extend(self.keys.iter().enumerate().filter(|(_, key)| shows(key)).map(|(place, _)| place));
        }
        shown
    }

    pub(super) fn goal(&self, grids: &[Grid<'_>], place: usize) -> Option<Goal> {
        let key = self.keys.get(place)?;
        let (Key::Fires(table, _) | Key::Otherwise(table) | Key::Cell(table, ..) | Key::Value(table, ..)) = key;
        let grid = grids.get(*table)?;
        let rule = |rule: usize| grid.table.rules.get(rule).map(|rule| RuleRef { number: rule.info.number, id: rule.info.id.clone() });
        let label = |axis: usize| grid.axes.get(axis).map(|axis| axis.label.to_string());
        let kind = match key {
            Key::Fires(_, fired) => GoalKind::Fires(rule(*fired)?),
            Key::Otherwise(_) => GoalKind::Otherwise,
            Key::Cell(_, failed, axis) => GoalKind::Cell(rule(*failed)?, label(*axis)?),
            Key::Value(_, axis, value) => GoalKind::Value(label(*axis)?, value.clone()),
        };
        Some(Goal { table: grid.table.element.to_string(), kind })
    }
}

fn table_of<'g, 'm>(grids: &'g [Grid<'m>], trace: &TableTrace) -> Option<(usize, &'g Grid<'m>)> {
    grids.iter().enumerate().find(|(_, grid)| grid.table.element == trace.table)
}

/// Where an evaluation stood; a value that no region has counts as null.
fn point(grid: &Grid<'_>, trace: &TableTrace) -> Vec<usize> {
    let region = |axis: &Axis| axis.columns.first().and_then(|column| trace.inputs.get(*column)).and_then(|value| axis.region_of(value));
    grid.axes.iter().map(|axis| region(axis).unwrap_or(0)).collect()
}

/// Whether a point differs from another on one axis alone, and the rule fails there.
fn fails_by(grid: &Grid<'_>, rule: usize, axis: usize, base: &[usize], at: &[usize]) -> bool {
    let others = base.iter().zip(at).enumerate().all(|(place, (a, b))| place == axis || a == b);
    let side = grid.rule(rule).get(axis).map(|side| side.spans(Sure::May));
    others && at.get(axis).zip(side).is_some_and(|(region, side)| !side.contains(*region))
}

/// The values on both sides of where some rule changes its mind; for texts and booleans all that are named.
pub(super) fn edge_values(grid: &Grid<'_>, axis: usize, of: &Axis) -> Vec<Value> {
    let sample = |region: usize| of.sample(region).cloned();
    if !of.kind.is_ordered() {
        return of.domain.regions().filter_map(sample).collect();
    }
    let steps = Steps::new();
    let decimals = of.decimals();
    let changes = |a: usize, b: usize| {
        (0..grid.rules.len()).any(|rule| grid.rule(rule).get(axis).is_some_and(|side| side.may.contains(a) != side.may.contains(b)))
    };
    let mut values: Vec<Value> = Vec::new();
    for region in of.domain.regions().filter(|region| of.is_point(*region)) {
        let Some(value) = sample(region) else { continue };
        let [below, above] = steps.neighbours(&value, decimals);
        let sides = [(region.checked_sub(1), below), (region.checked_add(1), above)];
        for (beside, neighbour) in sides {
            let (Some(beside), Some(neighbour)) = (beside, neighbour) else { continue };
            if changes(region, beside) && of.region_of(&neighbour).is_some_and(|region| of.domain.contains(region)) {
                values.extend([value.clone(), neighbour]);
            }
        }
    }
    values.sort_by(crate::grid::compare);
    values.dedup();
    values
}
