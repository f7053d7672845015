//! Random choices from a seed. The same seed gives the same choices on every machine.

/// `SplitMix64`.
#[derive(Debug, Clone)]
pub(crate) struct Dice {
    state: u64,
}

impl Dice {
    /// The dice of one case: neighbouring cases of a seed have nothing in common.
    pub(crate) fn of_case(seed: u64, case: u64) -> Self {
        let mut dice = Self { state: seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ case.wrapping_mul(0x9e6c_63d0_876a_3f6b) };
        dice.next();
        dice
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A choice that stays the same for the rows of a file is made by the caller; this one is a coin.
    pub(crate) fn coin(&mut self) -> bool {
        self.next() & 1 == 0
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let limit = u64::try_from(limit.max(1)).unwrap_or(1);
        usize::try_from(self.next() % limit).unwrap_or(0)
    }

    /// A number of the range, both ends included.
    pub(crate) fn between(&mut self, from: i64, to: i64) -> i64 {
        let width = u64::try_from((to - from).max(0)).unwrap_or(0) + 1;
        from + i64::try_from(self.next() % width).unwrap_or(0)
    }

    /// As [`Self::between`], of counts.
    pub(crate) fn count(&mut self, from: usize, to: usize) -> usize {
        from + self.below(to.saturating_sub(from) + 1)
    }

    /// True in one of so many cases.
    pub(crate) fn one_in(&mut self, cases: usize) -> bool {
        self.below(cases) == 0
    }

    /// True in so many of a hundred cases.
    pub(crate) fn percent(&mut self, of_hundred: usize) -> bool {
        self.below(100) < of_hundred
    }

    /// One of these; the default where there is none.
    pub(crate) fn pick<T: Copy + Default>(&mut self, from: &[T]) -> T {
        from.get(self.below(from.len())).copied().unwrap_or_default()
    }

    /// One of these, each as often as its weight says.
    pub(crate) fn weighted<T: Copy + Default>(&mut self, from: &[(usize, T)]) -> T {
        let mut left = self.below(from.iter().map(|(weight, _)| weight).sum());
        for (weight, thing) in from {
            if left < *weight {
                return *thing;
            }
            left -= weight;
        }
        T::default()
    }

    pub(crate) fn shuffle<T>(&mut self, things: &mut [T]) {
        for place in (1..things.len()).rev() {
            things.swap(place, self.below(place + 1));
        }
    }
}
