//! [`Calls`]: the tables that functions read while FEEL runs.
//!
//! FEEL knows nothing of tables, so a function that it calls leaves here what it read, and the run takes it up when the expression is
//! done. The runs below one evaluation share one place: a function that a service or an earlier decision gave is told too.

use std::sync::{Arc, Mutex, PoisonError, Weak};

use super::{TableTrace, Tracing};

/// Readings that one expression may leave: a loop over a million items is not told item by item. The same bound holds where the
/// decision is told again, so that both tell the same.
const READINGS_MAX: usize = 1_000;

/// Where functions leave what they read, seen from the run that made them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Calls(Arc<Mutex<Vec<TableTrace>>>);

/// The same, seen from a function. It holds nothing: a function that outlives its evaluation leaves no trace, and cannot hold itself.
#[derive(Debug, Clone)]
pub(super) struct Caller {
    place: Weak<Mutex<Vec<TableTrace>>>,
    pub(super) tracing: Tracing,
}

impl Calls {
    pub(super) fn caller(&self, tracing: Tracing) -> Caller {
        Caller { place: Arc::downgrade(&self.0), tracing }
    }

    /// What was left since the last time.
    pub(super) fn take(&self) -> Vec<TableTrace> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Caller {
    /// The place, while the evaluation lasts.
    pub(super) fn calls(&self) -> Option<Calls> {
        self.place.upgrade().map(Calls)
    }

    /// Leaves what was read, behind what earlier calls of the same expression have read.
    pub(super) fn leave(&self, mut earlier: Vec<TableTrace>, read: Vec<TableTrace>) {
        let Some(place) = self.place.upgrade() else { return };
        let room = READINGS_MAX.saturating_sub(earlier.len());
        earlier.extend(read.into_iter().take(room));
        *place.lock().unwrap_or_else(PoisonError::into_inner) = earlier;
    }
}
