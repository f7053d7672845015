//! The rate of the US dollar in renminbi, month by month: a walk that stays near seven.

use crate::facts::{Money, Tender};
use crate::random::Random;

/// The monthly rates of the period.
#[derive(Debug, Clone)]
pub(crate) struct Rates {
    /// Renminbi per dollar in ten-thousandths, by month.
    by_month: Vec<i64>,
}

impl Rates {
    /// Walks through the months, and one more on each side of what bookings need.
    pub(crate) fn new(seed: u64, months: u32) -> Self {
        let mut random = Random::at(seed, 0x5241, 0);
        let mut rate = 71_200;
        let mut step = || {
            rate = (rate + random.between(-450, 450)).clamp(69_000, 73_500);
            rate
        };
        Self { by_month: (0..months).map(|_| step()).collect() }
    }

    /// Renminbi per dollar in ten-thousandths, for every month of the period.
    pub(crate) fn by_month(&self) -> &[i64] {
        &self.by_month
    }

    /// Renminbi per dollar in ten-thousandths, in the month at an offset.
    pub(crate) fn at(&self, offset: u32) -> i64 {
        usize::try_from(offset).ok().and_then(|place| self.by_month.get(place)).or_else(|| self.by_month.last()).copied().unwrap_or(70_000)
    }

    /// Whole dollars of about so many renminbi.
    pub(crate) fn dollars(&self, renminbi: i64, offset: u32) -> Money {
        let units = renminbi * 10_000 / self.at(offset).max(1);
        Money { tender: Tender::Usd, parts: units.max(1) * 10_000 }
    }
}
