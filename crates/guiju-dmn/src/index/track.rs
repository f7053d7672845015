//! [`Track`]: one order of values, cut into regions at the points that cells ask about, the regions gathered into buckets.

use super::Bucket;
use super::sets::{Bits, Sets, insert};

/// Regions of an order and their buckets. With `n` points there are `2n + 1` regions: region `2i` lies before point `i`, region
/// `2i + 1` is the point itself, and the last one lies after all points.
#[derive(Debug)]
pub(crate) struct Track<K> {
    /// In ascending order.
    pub(crate) points: Vec<K>,
    /// `2^shift` neighbouring regions share a bucket.
    shift: u32,
    pub(crate) buckets: Vec<Bucket>,
}

/// What a rule's cell says about an order: nothing, something in these spans, or it has to be asked.
#[derive(Debug)]
pub(super) enum Says<K> {
    Any,
    Spans { spans: Vec<(Bound<K>, Bound<K>)>, is_negated: bool },
    Open,
}

/// A bound with whether it is inside, or none.
pub(super) type Bound<K> = Option<(K, bool)>;

impl<K: Ord> Track<K> {
    pub(super) fn build(says: &[Says<K>], budget: usize, sets: &mut Sets) -> Self
    where
        K: Clone,
    {
        let mut points: Vec<K> = Vec::new();
        for says in says {
            if let Says::Spans { spans, .. } = says {
                points.extend(spans.iter().flat_map(|(low, high)| [low, high]).flatten().map(|(point, _)| point.clone()));
            }
        }
        points.sort_unstable();
        points.dedup();
        let regions = 2 * points.len() + 1;
        let limit = (budget / (sets.words() * 8)).max(8);
        let mut shift = 0;
        while regions.div_ceil(1 << shift) > limit {
            shift += 1;
        }
        let mut track = Self { points, shift, buckets: Vec::new() };
        track.fill(says, regions, sets);
        track
    }

    fn fill(&mut self, says: &[Says<K>], regions: usize, sets: &mut Sets) {
        // What is so in every bucket.
        let (mut always, mut open) = (sets.empty(), sets.empty());
        for (rule, says) in says.iter().enumerate() {
            match says {
                Says::Any => insert(&mut always, rule),
                Says::Open => {
                    insert(&mut always, rule);
                    insert(&mut open, rule);
                }
                Says::Spans { .. } => {}
            }
        }
        let count = regions.div_ceil(1 << self.shift);
        let mut pass: Vec<Bits> = vec![always; count];
        let mut unsure: Vec<Bits> = if self.shift == 0 { Vec::new() } else { vec![open.clone(); count] };
        for (rule, says) in says.iter().enumerate() {
            let Says::Spans { spans, is_negated } = says else { continue };
            for (first, last) in self.passed(spans, *is_negated, regions) {
                self.mark(rule, first, last, regions, &mut pass, &mut unsure);
            }
        }
        let noisy = sets.keep(open);
        let mut unsure = unsure.into_iter();
        for pass in pass {
            let unsure = unsure.next().map_or(noisy, |unsure| sets.keep(unsure));
            self.buckets.push(Bucket { pass: sets.keep(pass), noisy, unsure });
        }
    }

    /// Marks a run of regions that a rule passes.
    fn mark(&self, rule: usize, first: usize, last: usize, regions: usize, pass: &mut [Bits], unsure: &mut [Bits]) {
        let (from, to) = (first >> self.shift, last >> self.shift);
        for bucket in from..=to {
            if let Some(set) = pass.get_mut(bucket) {
                insert(set, rule);
            }
            let (start, end) = (bucket << self.shift, (((bucket + 1) << self.shift) - 1).min(regions - 1));
            if (start < first || end > last)
                && let Some(set) = unsure.get_mut(bucket)
            {
                insert(set, rule);
            }
        }
    }

    /// The runs of regions that pass, in ascending order and apart from each other.
    fn passed(&self, spans: &[(Bound<K>, Bound<K>)], is_negated: bool, regions: usize) -> Vec<(usize, usize)> {
        let place = |point: &K| self.points.binary_search(point).unwrap_or_else(|place| place);
        let mut runs: Vec<(usize, usize)> = Vec::with_capacity(spans.len());
        for (low, high) in spans {
            let first = low.as_ref().map_or(0, |(point, is_included)| 2 * place(point) + 2 - usize::from(*is_included));
            let last = high.as_ref().map_or(regions - 1, |(point, is_included)| 2 * place(point) + usize::from(*is_included));
            if first <= last {
                runs.push((first, last));
            }
        }
        runs.sort_unstable();
        let mut merged: Vec<(usize, usize)> = Vec::with_capacity(runs.len());
        for (first, last) in runs {
            match merged.last_mut() {
                Some(before) if first <= before.1 + 1 => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        if is_negated { complement(&merged, regions) } else { merged }
    }

    /// The bucket of a region.
    pub(crate) fn bucket(&self, region: usize) -> Bucket {
        self.buckets.get(region >> self.shift).copied().unwrap_or_default()
    }
}

/// The region of a value, from how many points lie before it and whether the next one is it.
pub(crate) fn region(before: usize, is_point: bool) -> usize {
    2 * before + usize::from(is_point)
}

fn complement(runs: &[(usize, usize)], regions: usize) -> Vec<(usize, usize)> {
    let mut rest = Vec::with_capacity(runs.len() + 1);
    let mut next = 0;
    for (first, last) in runs {
        if next < *first {
            rest.push((next, first - 1));
        }
        next = last + 1;
    }
    if next < regions {
        rest.push((next, regions - 1));
    }
    rest
}
