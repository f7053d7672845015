//! The first start: whether a company is being made, and how far that is.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::dto::scalar::Text;
use crate::error::ErrorDetail;

/// How far the making of a company is.
#[derive(Debug, Default)]
pub(crate) struct Setup {
    done: AtomicU64,
    total: AtomicU64,
    rest: Mutex<Making>,
}

/// What is being made.
#[derive(Debug, Clone, Default)]
pub(crate) struct Making {
    /// Whether work is under way.
    pub(crate) is_under_way: bool,
    /// What it is at.
    pub(crate) stage: Option<Text>,
    /// Why the last attempt failed.
    pub(crate) error: Option<ErrorDetail>,
}

impl Setup {
    /// Begins; `false` where somebody has begun already.
    pub(crate) fn begin(&self) -> bool {
        let mut making = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        if making.is_under_way {
            return false;
        }
        *making = Making { is_under_way: true, stage: None, error: None };
        self.set(0, 0);
        true
    }

    /// What it is at.
    pub(crate) fn stage(&self, stage: Text) {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner).stage = Some(stage);
    }

    /// How far it is.
    pub(crate) fn set(&self, done: u64, total: u64) {
        self.done.store(done, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
    }

    /// It ended, well or not.
    pub(crate) fn end(&self, error: Option<ErrorDetail>) {
        *self.rest.lock().unwrap_or_else(PoisonError::into_inner) = Making { is_under_way: false, stage: None, error };
    }

    /// Whether a company is being made.
    pub(crate) fn is_making(&self) -> bool {
        self.read().is_under_way
    }

    /// What is being made.
    pub(crate) fn read(&self) -> Making {
        self.rest.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How much is done, of how much.
    pub(crate) fn counts(&self) -> (u64, u64) {
        (self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }
}
