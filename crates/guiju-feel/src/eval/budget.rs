//! What many evaluations together may use.

use std::sync::atomic::{AtomicU64, Ordering};

/// Steps that several evaluations share, and other work that counts its own. Whoever no longer wants what they give empties it: the evaluation under way goes on to its own limit, the
/// ones after it end at once.
#[derive(Debug)]
pub struct Budget {
    steps: AtomicU64,
}

impl Budget {
    /// So many steps.
    #[must_use]
    pub const fn new(steps: u64) -> Self {
        Self { steps: AtomicU64::new(steps) }
    }

    /// How many are left.
    #[must_use]
    pub fn left(&self) -> u64 {
        self.steps.load(Ordering::Relaxed)
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.left() == 0
    }

    /// Takes all that is left.
    pub fn empty(&self) {
        self.steps.store(0, Ordering::Relaxed);
    }

    /// Takes some.
    pub fn take(&self, steps: u64) {
        // Where another takes at the same time, either may find less: never more.
        let _ = self.steps.try_update(Ordering::Relaxed, Ordering::Relaxed, |left| Some(left.saturating_sub(steps)));
    }
}
