//! The rare customer: a shipment every three or four months, paid as agreed.

use super::{Conduct, Moment};

pub(super) fn conduct(at: Moment) -> Conduct {
    let is_month = (i32::from(at.month_of_year) + i32::from(at.phase)) % 4 == 0;
    Conduct { activity: if is_month { 120 } else { 0 }, on_time: 920, ..Conduct::ORDINARY }
}
