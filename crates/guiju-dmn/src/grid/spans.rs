//! [`Spans`]: a set of regions of an axis, as ranges of their numbers.

/// Ranges, ends included, in ascending order, with something between any two of them.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Spans(Vec<(usize, usize)>);

impl Spans {
    pub(crate) fn none() -> Self {
        Self::default()
    }

    /// The regions from one to another; none where the second comes before the first.
    pub(crate) fn range(first: usize, last: usize) -> Self {
        if first <= last { Self(vec![(first, last)]) } else { Self::none() }
    }

    /// Any ranges, in any order.
    pub(crate) fn of(mut ranges: Vec<(usize, usize)>) -> Self {
        ranges.retain(|(first, last)| first <= last);
        ranges.sort_unstable();
        let mut merged: Vec<(usize, usize)> = Vec::with_capacity(ranges.len());
        for (first, last) in ranges {
            match merged.last_mut() {
                Some(before) if first <= before.1 + 1 => before.1 = before.1.max(last),
                _ => merged.push((first, last)),
            }
        }
        Self(merged)
    }

    pub(crate) fn ranges(&self) -> &[(usize, usize)] {
        &self.0
    }

    pub(crate) fn regions(&self) -> impl DoubleEndedIterator<Item = usize> + '_ {
        self.0.iter().flat_map(|(first, last)| *first..=*last)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn contains(&self, region: usize) -> bool {
        let after = self.0.partition_point(|(first, _)| *first <= region);
        after.checked_sub(1).and_then(|index| self.0.get(index)).is_some_and(|(_, last)| region <= *last)
    }

    /// The least and the greatest.
    pub(crate) fn hull(&self) -> Option<(usize, usize)> {
        Some((self.0.first()?.0, self.0.last()?.1))
    }

    pub(crate) fn union(&self, other: &Self) -> Self {
        Self::of([self.ranges(), other.ranges()].concat())
    }

    pub(crate) fn intersection(&self, other: &Self) -> Self {
        let mut common = Vec::new();
        self.each_common(other, |first, last| {
            common.push((first, last));
            true
        });
        Self(common)
    }

    /// Whether they have a region in common.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        let mut is_met = false;
        self.each_common(other, |_, _| {
            is_met = true;
            false
        });
        is_met
    }

    /// Hands over each common range, until told to stop.
    fn each_common(&self, other: &Self, mut take: impl FnMut(usize, usize) -> bool) {
        let (mut left, mut right) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let (first, last) = (a.0.max(b.0), a.1.min(b.1));
            if first <= last && !take(first, last) {
                return;
            }
            if a.1 < b.1 {
                left.next();
            } else {
                right.next();
            }
        }
    }

    pub(crate) fn minus(&self, other: &Self) -> Self {
        let mut kept = Vec::new();
        for (first, last) in &self.0 {
            let mut from = *first;
            for (away_first, away_last) in other.0.iter().filter(|(a, b)| b >= first && a <= last) {
                if *away_first > from {
                    kept.push((from, away_first - 1));
                }
                from = from.max(away_last + 1);
            }
            if from <= *last {
                kept.push((from, *last));
            }
        }
        Self(kept)
    }

    pub(crate) fn is_within(&self, other: &Self) -> bool {
        self.0.iter().all(|(first, last)| other.0.iter().any(|(a, b)| a <= first && last <= b))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(bits: u16) -> Spans {
        Spans::of((0..16).filter(|bit| bits >> bit & 1 == 1).map(|bit| (bit, bit)).collect())
    }

    proptest! {
        /// Ranges compute what bits do.
        #[test]
        fn ranges_are_sets(a in any::<u16>(), b in any::<u16>()) {
            let (x, y) = (set(a), set(b));
            prop_assert_eq!(x.union(&y), set(a | b));
            prop_assert_eq!(x.intersection(&y), set(a & b));
            prop_assert_eq!(x.minus(&y), set(a & !b));
            prop_assert_eq!(x.meets(&y), a & b != 0);
            prop_assert_eq!(x.is_within(&y), a & !b == 0);
            prop_assert!((0..16).all(|bit| x.contains(bit) == (a >> bit & 1 == 1)));
        }
    }
}
