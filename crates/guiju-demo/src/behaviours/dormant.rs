//! The customer that stopped shipping some months ago and owes nothing.

use super::{Conduct, Life, Moment};
use crate::random::Random;

pub(super) fn life(first: i32, months: i32, random: &mut Random) -> Life {
    let turn = (months - random.days(4, 16)).max(1);
    Life { first: first.min(turn - 1), turn }
}

pub(super) fn conduct(at: Moment) -> Conduct {
    let activity = if at.since_turn < 0 { 90 } else { 0 };
    Conduct { activity, on_time: 940, ..Conduct::ORDINARY }
}
