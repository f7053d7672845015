//! Ids to places in an array: the heart of every kernel here, because an array is far quicker than a hash table of a million keys.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// No place.
pub(crate) const NONE: u32 = u32::MAX;

/// The places of a set of ids.
#[derive(Debug)]
pub(crate) enum Slots {
    /// Ids of one type are mostly close together: the place is read from a table.
    Dense { first: i64, places: Vec<u32> },
    /// Ids far apart.
    Sparse(HashMap<i64, u32, BuildHasherDefault<IdHasher>>),
}

/// Up to so many table cells per id the table is used.
const CELLS_PER_ID_MAX: usize = 32;

impl Slots {
    /// Gives each id of `ids` its position as its place. An id that comes again keeps its first.
    pub(crate) fn new(ids: &[i64]) -> Self {
        let mut slots = Self::for_ids(ids.iter().copied());
        for (position, id) in (0..NONE).zip(ids) {
            slots.place_or_insert(*id, position);
        }
        slots
    }

    /// Room for these ids, none of which has a place yet.
    pub(crate) fn for_ids(ids: impl Iterator<Item = i64>) -> Self {
        let (first, last, count) =
            ids.fold((i64::MAX, i64::MIN, 0_usize), |(first, last, count), id| (id.min(first), id.max(last), count + 1));
        if count == 0 {
            return Self::Dense { first: 0, places: Vec::new() };
        }
        let span = last.checked_sub(first).and_then(|span| usize::try_from(span).ok()).and_then(|span| span.checked_add(1));
        match span.filter(|span| *span <= count.saturating_mul(CELLS_PER_ID_MAX).saturating_add(65_536)) {
            Some(span) => Self::Dense { first, places: vec![NONE; span] },
            None => Self::Sparse(HashMap::with_capacity_and_hasher(count, BuildHasherDefault::default())),
        }
    }

    /// The place that an id has, or `place` from now on. INVARIANT: the id is one of those that there is room for.
    pub(crate) fn place_or_insert(&mut self, id: i64, place: u32) -> u32 {
        match self {
            Self::Dense { first, places } => {
                let offset = usize::try_from(id.wrapping_sub(*first)).unwrap_or(usize::MAX);
                let Some(cell) = places.get_mut(offset) else { return NONE };
                if *cell == NONE {
                    *cell = place;
                }
                *cell
            }
            Self::Sparse(places) => *places.entry(id).or_insert(place),
        }
    }

    /// The place of an id, or [`NONE`].
    #[inline]
    pub(crate) fn place(&self, id: i64) -> u32 {
        match self {
            Self::Dense { first, places } => {
                // A difference that wraps is far outside of the table.
                let offset = usize::try_from(id.wrapping_sub(*first)).unwrap_or(usize::MAX);
                places.get(offset).copied().unwrap_or(NONE)
            }
            Self::Sparse(places) => places.get(&id).copied().unwrap_or(NONE),
        }
    }
}

/// A map from ids.
pub(crate) type IdMap<V> = HashMap<i64, V, BuildHasherDefault<IdHasher>>;

/// Spreads the bits of an id. Ids are the database's, not an attacker's, so no keyed hash is needed.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct IdHasher(u64);

impl Hasher for IdHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_i64(i64::from(*byte));
        }
    }

    fn write_i64(&mut self, id: i64) {
        let mixed = (self.0 ^ id.cast_unsigned()).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 = mixed ^ (mixed >> 32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_close_together_and_far_apart_have_the_same_places() {
        for ids in [vec![10, 12, 11], vec![i64::MIN, 5, i64::MAX], vec![-3], vec![]] {
            let slots = Slots::new(&ids);
            for (position, id) in (0..).zip(&ids) {
                assert_eq!(slots.place(*id), position, "{ids:?}");
            }
            assert_eq!(slots.place(9), NONE);
            assert_eq!(slots.place(13), NONE);
        }
        assert!(matches!(Slots::new(&[1, i64::MAX]), Slots::Sparse(_)));
    }
}
