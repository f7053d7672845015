//! The fair payer: most of it in time, the rest within weeks.

use super::Conduct;

pub(super) fn conduct() -> Conduct {
    Conduct { on_time: 880, late_days: (2, 25), in_parts: 20, ..Conduct::ORDINARY }
}
