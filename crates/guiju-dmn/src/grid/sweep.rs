//! [`Sweep`]: which part of a box no rule covers, axis by axis.
//!
//! On an axis the rules' ranges cut the box into segments inside of which the same rules are live; each segment is swept on the
//! next axis with those rules alone. A segment is closed at once where one of them covers all that is left, and where no rule is
//! left it is a hole. What the same live rules leave open on the same axis is computed once.
//!
//! Finding holes is as hard as satisfiability, so the work is counted against a [`Budget`]; who reports says when it ran out.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::segments::Segments;
use super::{Grid, Spans, Sure};

/// How much may still be done.
#[derive(Debug)]
pub(crate) struct Budget {
    left: u64,
    given: u64,
    /// What is shared with other work, and may be used up by it.
    shared: Option<Arc<guiju_feel::Budget>>,
}

impl Budget {
    pub(crate) fn new(steps: u64) -> Self {
        Self::within(steps, None)
    }

    /// So many steps, and no more than a shared budget has.
    pub(crate) fn within(steps: u64, shared: Option<&Arc<guiju_feel::Budget>>) -> Self {
        Self { left: steps, given: steps, shared: shared.map(Arc::clone) }
    }

    /// Takes steps; false where they are used up.
    pub(crate) fn take(&mut self, steps: usize) -> bool {
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        self.left = self.left.saturating_sub(steps);
        if let Some(shared) = &self.shared {
            shared.take(steps);
        }
        !self.is_exhausted()
    }

    pub(crate) fn is_exhausted(&self) -> bool {
        self.left == 0 || self.shared.as_ref().is_some_and(|shared| shared.is_empty())
    }

    pub(crate) fn used(&self) -> u64 {
        self.given - self.left
    }
}

/// A box that nothing covers: the regions for each axis.
pub(crate) type Hole = Vec<Spans>;

/// One search for holes.
pub(crate) struct Sweep<'s, 'm> {
    grid: &'s Grid<'m>,
    /// The axes in the order in which they are swept.
    order: Vec<usize>,
    area: &'s [Spans],
    sure: Sure,
    /// By rule: the step from which on it covers all of the box.
    covers_from: Vec<usize>,
    /// By step and live rules: what is open, of the axes from that step on.
    memory: BTreeMap<(usize, Vec<usize>), Vec<Hole>>,
    remembered: usize,
    holes_max: usize,
    budget: &'s mut Budget,
}

/// How many live rules are remembered with their answers, in all: 32 megabytes.
const MEMORY_MAX: usize = 4_000_000;

impl<'s, 'm> Sweep<'s, 'm> {
    /// The parts of a box that none of the rules covers, at most so many.
    pub(crate) fn holes(
        grid: &'s Grid<'m>,
        area: &'s [Spans],
        rules: Vec<usize>,
        sure: Sure,
        holes_max: usize,
        budget: &'s mut Budget,
    ) -> Vec<Hole> {
        if area.iter().any(Spans::is_empty) {
            return Vec::new();
        }
        let order = order(grid, area, &rules, sure);
        let mut sweep = Self {
            grid,
            order,
            area,
            sure,
            covers_from: vec![usize::MAX; grid.rules.len()],
            memory: BTreeMap::new(),
            remembered: 0,
            holes_max,
            budget,
        };
        for rule in &rules {
            let covers = |axis: &usize| sweep.side(*rule, *axis).zip(area.get(*axis)).is_some_and(|(side, area)| area.is_within(side));
            let not_covered = sweep.order.iter().rposition(|axis| !covers(axis));
            let from = not_covered.map_or(0, |place| place + 1);
            if let Some(place) = sweep.covers_from.get_mut(*rule) {
                *place = from;
            }
        }
        let found = sweep.open(0, rules);
        let back = |hole: Hole| {
            let mut by_axis = vec![Spans::none(); sweep.order.len()];
            for (axis, spans) in sweep.order.iter().zip(hole) {
                if let Some(place) = by_axis.get_mut(*axis) {
                    *place = spans;
                }
            }
            by_axis
        };
        found.into_iter().map(back).collect()
    }

    fn side(&self, rule: usize, axis: usize) -> Option<&'s Spans> {
        self.grid.rule(rule).get(axis).map(|side| side.spans(self.sure))
    }

    fn open(&mut self, step: usize, live: Vec<usize>) -> Vec<Hole> {
        if live.is_empty() {
            let rest = self.order.iter().skip(step).filter_map(|axis| self.area.get(*axis)).cloned();
            return vec![rest.collect()];
        }
        let is_closed = live.iter().any(|rule| self.covers_from.get(*rule).is_some_and(|from| *from <= step));
        if is_closed || !self.budget.take(live.len() + 1) {
            return Vec::new();
        }
        if let Some(known) = self.memory.get(&(step, live.clone())) {
            return known.clone();
        }
        let holes = self.segments(step, &live);
        self.remembered += live.len();
        if self.remembered < MEMORY_MAX {
            self.memory.insert((step, live), holes.clone());
        }
        holes
    }

    fn segments(&mut self, step: usize, live: &[usize]) -> Vec<Hole> {
        let Some((axis, area)) = self.order.get(step).and_then(|axis| Some((*axis, self.area.get(*axis)?))) else { return Vec::new() };
        let grid = self.grid;
        let sure = self.sure;
        let segments = Segments::new(area, live, |rule| grid.rule(rule).get(axis).map(|side| side.spans(sure)));
        let mut found: Vec<(Hole, Vec<(usize, usize)>)> = Vec::new();
        for (first, last, active) in segments {
            if !self.budget.take(1) {
                break;
            }
            let mut is_full = false;
            for hole in self.open(step + 1, active) {
                let has_room = found.len() < self.holes_max;
                match found.iter_mut().find(|(known, _)| *known == hole) {
                    Some((_, ranges)) => ranges.push((first, last)),
                    None if has_room => found.push((hole, vec![(first, last)])),
                    None => is_full = true,
                }
            }
            // Whoever wants one wants to know that there is one; of more, those that are known may still grow until a new one comes.
            if is_full || (self.holes_max == 1 && !found.is_empty()) {
                break;
            }
        }
        assemble(found)
    }
}

fn assemble(found: Vec<(Hole, Vec<(usize, usize)>)>) -> Vec<Hole> {
    found
        .into_iter()
        .map(|(rest, ranges)| {
            let mut hole = vec![Spans::of(ranges)];
            hole.extend(rest);
            hole
        })
        .collect()
}

/// The axes, the one on which a rule covers the least first: it leaves the fewest rules for the next.
fn order(grid: &Grid<'_>, area: &[Spans], rules: &[usize], sure: Sure) -> Vec<usize> {
    let size = |spans: &Spans| spans.ranges().iter().map(|(first, last)| last - first + 1).sum::<usize>();
    let share = |axis: usize| -> u64 {
        let whole = area.get(axis).map_or(1, size).max(1);
        let covered: usize = rules.iter().filter_map(|rule| grid.rule(*rule).get(axis)).map(|side| size(side.spans(sure)).min(whole)).sum();
        u64::try_from(covered).unwrap_or(u64::MAX).saturating_mul(1_000) / u64::try_from(whole).unwrap_or(1)
    };
    let mut order: Vec<usize> = (0..grid.axes.len()).collect();
    order.sort_by_key(|axis| share(*axis));
    order
}
