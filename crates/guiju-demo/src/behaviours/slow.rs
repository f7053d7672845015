//! The slow payer: pays always, but half of it weeks after the due date.

use super::Conduct;

pub(super) fn conduct() -> Conduct {
    Conduct { on_time: 560, late_days: (5, 55), in_parts: 40, ..Conduct::ORDINARY }
}
