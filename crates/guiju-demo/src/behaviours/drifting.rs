//! The customer that drifts to default: a good payer until the turn, then later every month, in the end not at all.

use super::{Conduct, Life, Moment};
use crate::random::Random;

pub(super) fn life(first: i32, months: i32, random: &mut Random) -> Life {
    let earliest = (months * 2 / 5).max(first);
    Life { first, turn: random.days(earliest, (months - 2).max(earliest)) }
}

pub(super) fn conduct(at: Moment) -> Conduct {
    let conduct =
        |activity, on_time, unpaid, late_days| Conduct { activity, on_time, unpaid, late_days, in_parts: 150, ..Conduct::ORDINARY };
    match at.since_turn {
        ..0 => Conduct { on_time: 960, ..Conduct::ORDINARY },
        0..3 => conduct(105, 800, 0, (5, 25)),
        3..6 => conduct(100, 600, 0, (10, 45)),
        6..9 => conduct(85, 380, 100, (20, 75)),
        9..13 => conduct(60, 180, 400, (30, 110)),
        _ => conduct(25, 60, 800, (60, 160)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_pays_less_in_time_and_leaves_more_unpaid_from_month_to_month() {
        let at = |since_turn| conduct(Moment { since_turn, month_of_year: 3, phase: 0 });
        for month in -2..20 {
            assert!(at(month).on_time >= at(month + 1).on_time, "{month}");
            assert!(at(month).unpaid <= at(month + 1).unpaid, "{month}");
        }
    }
}
