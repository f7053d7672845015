//! The newcomer: began in the last months of the period, so there is little to judge by.

use super::{Conduct, Life};
use crate::random::Random;

pub(super) fn life(months: i32, random: &mut Random) -> Life {
    Life { first: (months - 1 - random.days(0, 3)).max(0), turn: i32::MAX }
}

pub(super) fn conduct() -> Conduct {
    Conduct { activity: 80, on_time: 920, ..Conduct::ORDINARY }
}
