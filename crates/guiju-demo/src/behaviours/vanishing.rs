//! The customer that vanishes: a good payer who ships more than ever in its last two months, then is gone. What falls due
//! after that is never paid; after the better part of a year it is written off.

use super::{Conduct, Life, Moment};
use crate::random::Random;

pub(super) fn life(first: i32, months: i32, random: &mut Random) -> Life {
    // Mostly not long ago, so that what it owes is still on the books.
    let ago = if random.per_mille(750) { random.days(2, 7) } else { random.days(8, 20) };
    let turn = (months - ago).max(1);
    Life { first: first.min((turn - 6).max(0)), turn }
}

pub(super) fn conduct(at: Moment) -> Conduct {
    match at.since_turn {
        ..-2 => Conduct { on_time: 960, ..Conduct::ORDINARY },
        -2..0 => Conduct { activity: 190, on_time: 900, ..Conduct::ORDINARY },
        _ => Conduct { activity: 0, on_time: 0, unpaid: 1000, written_off_after: Some(270), ..Conduct::ORDINARY },
    }
}
