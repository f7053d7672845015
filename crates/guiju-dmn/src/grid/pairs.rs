//! [`Pairs`]: which rules can match together.

use super::{Grid, Spans, Sure};

/// Pairs of rules that can match together, the earlier rule first.
#[derive(Debug, Default)]
pub(crate) struct Pairs {
    /// In ascending order.
    pub(crate) pairs: Vec<(usize, usize)>,
    /// For each rule the others that it can match together with, in ascending order.
    pub(crate) neighbours: Vec<Vec<usize>>,
    /// Whether all pairs are there.
    pub(crate) is_complete: bool,
}

/// How many pairs are kept, and how many sides are looked at: all pairs of 10,000 rules with four columns.
const PAIRS_MAX: usize = 1_000_000;
const LOOKED_AT_MAX: usize = 200_000_000;

impl Pairs {
    /// Finds them along the axis on which the fewest rules stand over each other.
    pub(crate) fn of(grid: &Grid<'_>) -> Self {
        let mut hulls: Vec<(usize, usize, usize)> = Vec::new();
        let axis = (0..grid.axes.len()).min_by_key(|axis| crossings(grid, *axis)).unwrap_or(0);
        for rule in 0..grid.rules.len() {
            let side = grid.rule(rule).get(axis);
            // A table without columns has rules that always match.
            let hull = side.map_or(Some((0, 0)), |side| side.may.hull());
            hulls.extend(hull.map(|(first, last)| (first, last, rule)));
        }
        hulls.sort_unstable();
        let mut found = Self { is_complete: true, neighbours: vec![Vec::new(); grid.rules.len()], ..Self::default() };
        let mut looked_at = 0;
        for (place, (_, last, rule)) in hulls.iter().enumerate() {
            for (_, _, other) in hulls.iter().skip(place + 1).take_while(|(first, ..)| first <= last) {
                looked_at += grid.axes.len().max(1);
                if looked_at > LOOKED_AT_MAX || found.pairs.len() >= PAIRS_MAX {
                    found.is_complete = false;
                    return found.sorted();
                }
                if grid.common(*rule, *other, Sure::May).is_some() {
                    found.pairs.push((*rule.min(other), *rule.max(other)));
                }
            }
        }
        found.sorted()
    }

    fn sorted(mut self) -> Self {
        self.pairs.sort_unstable();
        for (a, b) in &self.pairs {
            for (rule, other) in [(*a, *b), (*b, *a)] {
                if let Some(neighbours) = self.neighbours.get_mut(rule) {
                    neighbours.push(other);
                }
            }
        }
        self.neighbours.iter_mut().for_each(|neighbours| neighbours.sort_unstable());
        self
    }

    pub(crate) fn neighbours(&self, rule: usize) -> &[usize] {
        self.neighbours.get(rule).map_or(&[], Vec::as_slice)
    }
}

/// How many pairs of rules stand over each other on an axis.
fn crossings(grid: &Grid<'_>, axis: usize) -> u64 {
    let hull = |rule| grid.rule(rule).get(axis).and_then(|side| Spans::hull(&side.may));
    let (mut starts, mut ends): (Vec<usize>, Vec<usize>) = (0..grid.rules.len()).filter_map(hull).unzip();
    starts.sort_unstable();
    ends.sort_unstable();
    let (mut ended, mut crossings) = (0, 0_u64);
    for (begun, start) in starts.iter().enumerate() {
        ended += ends.iter().skip(ended).take_while(|end| *end < start).count();
        crossings += u64::try_from(begun.saturating_sub(ended)).unwrap_or(0);
    }
    crossings
}
