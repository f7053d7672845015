//! What the cases of a decision have to show, and what an evaluation shows of it.

use std::collections::{BTreeMap, BTreeSet};

use guiju_feel::Value;

use super::{Goal, GoalKind};
use crate::checks::RuleRef;
use crate::evaluate::{Outcome, TableTrace};
use crate::grid::{Axis, Grid, Steps, Sure, compare};

/// A goal: the table, and what of it. Rules and axes by place.
#[derive(Debug, Clone, PartialEq)]
enum Key {
    Fires(usize, usize),
    Otherwise(usize),
    Cell(usize, usize, usize),
    Value(usize, usize, Value),
}

/// By place.
type RuleAndGoal = (usize, usize);

pub(super) struct Goals {
    keys: Vec<Key>,
    /// By table and rule: the point at which it is shown to decide, and the goal that it does.
    fires: BTreeMap<(usize, usize), (Vec<usize>, usize)>,
    otherwise: BTreeMap<usize, usize>,
    /// By table, axis and the regions of the other axes: the rules that are shown to decide there, each with the goal that it fails.
    cells: BTreeMap<(usize, usize, Vec<usize>), Vec<RuleAndGoal>>,
    /// By table and axis: values in ascending order, each with its goal.
    values: BTreeMap<(usize, usize), Vec<(Value, usize)>>,
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
            for rule in grid.decide(&trace.matched) {
                bases.entry((table, rule)).or_insert_with(|| point(grid, trace));
            }
        }
        let mut goals =
            Self { keys: Vec::new(), fires: BTreeMap::new(), otherwise: BTreeMap::new(), cells: BTreeMap::new(), values: BTreeMap::new() };
        for (table, grid) in grids.iter().enumerate().filter(|(table, _)| is_read.get(*table).copied().unwrap_or(false)) {
            for rule in 0..grid.rules.len() {
                goals.add_rule(grid, table, rule, bases.remove(&(table, rule)));
            }
            if grid.table.outputs.iter().any(|output| output.default.is_some()) {
                let goal = goals.add(Key::Otherwise(table));
                goals.otherwise.insert(table, goal);
            }
            for (axis, of) in grid.axes.iter().enumerate() {
                let mut values = edge_values(grid, axis, of);
                values.sort_by(compare);
                let values = values.into_iter().map(|value| (value.clone(), goals.add(Key::Value(table, axis, value)))).collect();
                goals.values.insert((table, axis), values);
            }
        }
        goals
    }

    fn add(&mut self, key: Key) -> usize {
        self.keys.push(key);
        self.keys.len() - 1
    }

    fn add_rule(&mut self, grid: &Grid<'_>, table: usize, rule: usize, base: Option<Vec<usize>>) {
        let fires = self.add(Key::Fires(table, rule));
        for (axis, (of, side)) in grid.axes.iter().zip(grid.rule(rule)).enumerate() {
            if of.domain.is_within(&side.must) {
                continue;
            }
            let goal = self.add(Key::Cell(table, rule, axis));
            if let Some(base) = &base {
                self.cells.entry((table, axis, without(base, axis))).or_default().push((rule, goal));
            }
        }
        if let Some(base) = base {
            self.fires.insert((table, rule), (base, fires));
        }
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
            let fires: Vec<_> = grid.decide(&trace.matched).into_iter().filter_map(|rule| self.fires.get(&(table, rule))).collect();
            shown.extend(fires.into_iter().filter(|(base, _)| *base == at).map(|(_, goal)| *goal));
            shown.extend(self.otherwise.get(&table).filter(|_| trace.matched.is_empty()));
            for (axis, of) in grid.axes.iter().enumerate() {
                let here = self.cells.get(&(table, axis, without(&at, axis))).into_iter().flatten();
                shown.extend(here.filter(|(rule, _)| fails(grid, *rule, axis, &at)).map(|(_, goal)| *goal));
                let given = of.columns.first().and_then(|column| trace.inputs.get(*column));
                let known = self.values.get(&(table, axis)).zip(given);
                let found = known.and_then(|(values, given)| values.get(values.binary_search_by(|(value, _)| compare(value, given)).ok()?));
                shown.extend(found.filter(|(value, _)| Some(value) == given).map(|(_, goal)| *goal));
            }
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

/// A point without what one axis says.
fn without(point: &[usize], axis: usize) -> Vec<usize> {
    point.iter().enumerate().filter(|(place, _)| *place != axis).map(|(_, region)| *region).collect()
}

/// Whether a rule fails at a point by this axis.
fn fails(grid: &Grid<'_>, rule: usize, axis: usize, at: &[usize]) -> bool {
    let side = grid.rule(rule).get(axis).map(|side| side.spans(Sure::May));
    at.get(axis).zip(side).is_some_and(|(region, side)| !side.contains(*region))
}

/// The values on both sides of where some rule changes its mind; for texts and booleans all that are named.
pub(super) fn edge_values(grid: &Grid<'_>, axis: usize, of: &Axis) -> Vec<Value> {
    let sample = |region: usize| of.sample(region).cloned();
    if !of.kind.is_ordered() {
        return of.domain.regions().filter_map(sample).collect();
    }
    let steps = Steps::new();
    let decimals = of.decimals();
    // A rule changes its mind where one of its ranges begins, and behind where it ends.
    let ranges = (0..grid.rules.len()).filter_map(|rule| grid.rule(rule).get(axis)).flat_map(|side| side.may.ranges());
    let begins: BTreeSet<usize> = ranges.flat_map(|(first, last)| [*first, last + 1]).collect();
    let changes = |a: usize, b: usize| begins.contains(&a.max(b));
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
    values.sort_by(compare);
    values.dedup();
    values
}
