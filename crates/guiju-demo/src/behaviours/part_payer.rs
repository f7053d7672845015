//! The customer that pays in parts: a first part by the due date, the rest when it can.

use super::Conduct;

pub(super) fn conduct() -> Conduct {
    Conduct { on_time: 820, late_days: (5, 35), in_parts: 550, ..Conduct::ORDINARY }
}
