//! A small seeded generator of random numbers (`SplitMix64`), so that one seed gives one company on every machine.
//!
//! Whole numbers only: floating point would tie the demo's figures to a machine's mathematics library. Never here: a clock or
//! the operating system's randomness.

/// A stream of random numbers; streams of different places are independent of each other.
#[derive(Debug, Clone)]
pub(crate) struct Random {
    state: u64,
}

const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;

impl Random {
    /// The stream that belongs to a place (a kind of thing and its number) under a seed.
    pub(crate) fn at(seed: u64, kind: u64, number: u64) -> Self {
        let place = mix(kind.wrapping_mul(GAMMA) ^ number.wrapping_add(GAMMA));
        Self { state: mix(seed.wrapping_add(GAMMA)) ^ place }
    }

    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GAMMA);
        mix(self.state)
    }

    /// A number from 0 up to but not including `bound`; 0 where the bound is 0.
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        let width = high.saturating_sub(low).max(0).unsigned_abs();
        low.saturating_add_unsigned(self.below(width.saturating_add(1)))
    }

    /// A number of days from `low` to `high`, both included.
    pub(crate) fn days(&mut self, low: i32, high: i32) -> i32 {
        i32::try_from(self.between(i64::from(low), i64::from(high))).unwrap_or(low)
    }

    /// True in so many cases of a thousand.
    pub(crate) fn per_mille(&mut self, chance: u32) -> bool {
        self.below(1000) < u64::from(chance)
    }

    /// One of the items; the type's nothing where there is none.
    pub(crate) fn pick<T: Copy + Default>(&mut self, items: &[T]) -> T {
        let place = self.below(items.len().try_into().unwrap_or(0));
        usize::try_from(place).ok().and_then(|place| items.get(place)).copied().unwrap_or_default()
    }

    /// The place of one of the weights, each as likely as its share of their sum.
    pub(crate) fn weighted(&mut self, weights: &[u64]) -> usize {
        let mut rest = self.below(weights.iter().sum());
        for (place, weight) in weights.iter().enumerate() {
            if rest < *weight {
                return place;
            }
            rest -= weight;
        }
        0
    }

    /// A value of a distribution given by its 21 quantiles at 0, 5 … 100 %.
    pub(crate) fn pick_quantile(&mut self, quantiles: &[i64; 21]) -> i64 {
        let step = self.below(20);
        let within = self.between(0, 999);
        let at = |place: u64| usize::try_from(place).ok().and_then(|place| quantiles.get(place)).copied().unwrap_or(0);
        let (low, high) = (at(step), at(step + 1));
        low + (high - low) * within / 1000
    }
}

fn mix(state: u64) -> u64 {
    let z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_under_a_seed_always_gives_the_same_numbers_and_another_place_others() {
        let draw = |seed, number| {
            let mut random = Random::at(seed, 1, number);
            (0..8).map(|_| random.below(1000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(7, 3), draw(7, 3));
        assert_ne!(draw(7, 3), draw(7, 4));
        assert_ne!(draw(7, 3), draw(8, 3));
    }

    #[test]
    fn numbers_stay_inside_their_bounds_and_reach_both_ends() {
        let mut random = Random::at(1, 2, 3);
        let drawn: Vec<i64> = (0..2000).map(|_| random.between(-2, 2)).collect();
        assert_eq!((drawn.iter().min(), drawn.iter().max()), (Some(&-2), Some(&2)));
        assert_eq!(random.below(0), 0);
        assert_eq!(random.between(5, 5), 5);
        assert_eq!(random.pick::<u8>(&[]), 0);
    }

    #[test]
    fn weights_are_kept() {
        let mut random = Random::at(1, 2, 3);
        let mut counts = [0_u32; 3];
        for _ in 0..10_000 {
            counts[random.weighted(&[1, 0, 3])] += 1;
        }
        assert_eq!(counts[1], 0);
        assert!((2200..2800).contains(&counts[0]), "{counts:?}");
    }

    #[test]
    fn half_of_the_drawn_values_lie_below_the_middle_quantile() {
        let mut quantiles = [0_i64; 21];
        for (place, value) in quantiles.iter_mut().enumerate() {
            *value = i64::try_from(place * place).unwrap() * 1000;
        }
        let mut random = Random::at(1, 2, 3);
        let below = (0..10_000).filter(|_| random.pick_quantile(&quantiles) < 100_000).count();
        assert!((4800..5200).contains(&below), "{below}");
    }
}
