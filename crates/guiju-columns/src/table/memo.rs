//! [`Memo`]: what was found for a tuple of buckets, where tuples come again.

/// Tuples that are kept: what they take fits beside the rest in the processor's cache.
const PLACES: usize = 4_096;
/// Tuples by which it is judged whether it pays.
const TRIAL: u32 = 2_048;

/// The sets of rules of tuples of buckets, one for each place. Where tuples hardly come again it ends itself: looking costs more then
/// than searching.
#[derive(Debug)]
pub(super) struct Memo {
    columns: usize,
    /// End to end.
    tuples: Vec<u32>,
    sets: Vec<Option<u32>>,
    /// The tuple under way.
    wanted: Vec<u32>,
    tried: u32,
    met: u32,
    is_over: bool,
}

impl Memo {
    pub(super) fn new(columns: usize) -> Self {
        let sets = Vec::new();
        Self { columns, tuples: Vec::new(), sets, wanted: Vec::with_capacity(columns), tried: 0, met: 0, is_over: false }
    }

    /// The place of a tuple, which is the set of passing rules of each of its buckets; `None` where rules have to be tried, or nothing is kept any more.
    pub(super) fn place(&mut self, tuple: impl Iterator<Item = Option<u32>>) -> Option<usize> {
        if self.is_over {
            return None;
        }
        self.tried = self.tried.saturating_add(1);
        if self.tried == TRIAL && self.met < TRIAL / 2 {
            self.is_over = true;
            return None;
        }
        self.wanted.clear();
        let mut hash = 0_u64;
        for set in tuple {
            let set = set?;
            hash = (hash ^ u64::from(set)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
            self.wanted.push(set);
        }
        if self.sets.is_empty() {
            self.sets.resize(PLACES, None);
            self.tuples.resize(PLACES * self.columns, 0);
        }
        usize::try_from(hash >> 52).ok().map(|place| place % PLACES)
    }

    /// What is kept for the tuple under way.
    pub(super) fn get(&mut self, place: usize) -> Option<u32> {
        let set = self.sets.get(place).copied().flatten()?;
        let start = place * self.columns;
        let is_it = self.tuples.get(start..start + self.columns) == Some(self.wanted.as_slice());
        self.met = self.met.saturating_add(u32::from(is_it));
        is_it.then_some(set)
    }

    /// Keeps what was found for the tuple under way.
    pub(super) fn keep(&mut self, place: usize, found: Option<u32>) {
        let start = place * self.columns;
        if let (Some(set), Some(tuple)) = (self.sets.get_mut(place), self.tuples.get_mut(start..start + self.columns)) {
            *set = found;
            tuple.copy_from_slice(&self.wanted);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How often a tuple of these had to be searched.
    fn searched(tuples: impl Iterator<Item = [u32; 2]>) -> usize {
        let mut memo = Memo::new(2);
        let mut count = 0;
        for tuple in tuples {
            let place = memo.place(tuple.into_iter().map(Some));
            if let Some(found) = place.and_then(|place| memo.get(place)) {
                assert_eq!(found, tuple[0] * 7 + tuple[1]);
                continue;
            }
            count += 1;
            if let Some(place) = place {
                memo.keep(place, Some(tuple[0] * 7 + tuple[1]));
            }
        }
        count
    }

    #[test]
    fn a_tuple_that_comes_again_is_searched_once() {
        assert_eq!(searched((0..100_000).map(|row| [row % 3, row % 2])), 6);
    }

    #[test]
    fn where_tuples_do_not_come_again_nothing_is_kept() {
        let mut memo = Memo::new(2);
        let places = (0..10_000).filter(|row| {
            let place = memo.place([Some(*row), Some(*row)].into_iter());
            let is_known = place.and_then(|place| memo.get(place)).is_some();
            place.into_iter().for_each(|place| memo.keep(place, Some(1)));
            assert!(!is_known);
            place.is_some()
        });
        assert_eq!(places.count(), 2_047);
    }

    #[test]
    fn a_tuple_with_a_rule_to_be_tried_is_not_kept() {
        assert_eq!(Memo::new(2).place([Some(1), None].into_iter()), None);
    }
}
