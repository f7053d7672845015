//! The seasonal customer: months of many jobs, months of few, and two of none; a fair payer.

use super::{Conduct, Moment};

/// Orders in percent of the usual number, from January on: goods for summer leave in spring, goods for Christmas in late summer.
const SEASON: [u32; 12] = [60, 0, 110, 190, 170, 90, 130, 210, 160, 80, 30, 0];

pub(super) fn conduct(at: Moment) -> Conduct {
    let place = (i32::from(at.month_of_year) - 1 + i32::from(at.phase)).rem_euclid(12);
    let activity = usize::try_from(place).ok().and_then(|place| SEASON.get(place)).copied().unwrap_or(100);
    Conduct { activity, on_time: 900, late_days: (2, 20), ..Conduct::ORDINARY }
}
