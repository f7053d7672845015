//! A company of the group: ships steadily and settles with the group at leisure. It is marked, never scored.

use super::Conduct;

pub(super) fn conduct() -> Conduct {
    Conduct { activity: 120, on_time: 700, late_days: (5, 40), ..Conduct::ORDINARY }
}
