//! Names that may not sign in for a while, after repeated wrong passwords.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// So many wrong passwords in a row lock a name out.
const FAILURES_MAX: u32 = 5;
/// For so long.
const LOCKED_FOR: Duration = Duration::from_secs(60);
/// So many names are remembered; beyond, the expired ones go, then all.
const NAMES_MAX: usize = 10_000;

/// Wrong passwords by name, in memory: a restart forgives.
#[derive(Debug, Default)]
pub(crate) struct Lockout {
    names: Mutex<HashMap<String, Failures>>,
}

#[derive(Debug)]
struct Failures {
    count: u32,
    last: Instant,
}

impl Lockout {
    /// Whether a name is locked out now.
    pub(crate) fn is_locked(&self, name: &str) -> bool {
        let names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        names.get(name).is_some_and(|failures| failures.count >= FAILURES_MAX && failures.last.elapsed() < LOCKED_FOR)
    }

    /// A wrong password.
    pub(crate) fn failed(&self, name: &str) {
        let mut names = self.names.lock().unwrap_or_else(PoisonError::into_inner);
        if names.len() >= NAMES_MAX {
            names.retain(|_, failures| failures.last.elapsed() < LOCKED_FOR);
        }
        if names.len() >= NAMES_MAX {
            names.clear();
        }
        let failures = names.entry(name.to_owned()).or_insert_with(|| Failures { count: 0, last: Instant::now() });
        if failures.last.elapsed() >= LOCKED_FOR {
            failures.count = 0;
        }
        failures.count += 1;
        failures.last = Instant::now();
    }

    /// The right password.
    pub(crate) fn succeeded(&self, name: &str) {
        self.names.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_wrong_password_locks_a_name_and_only_that_name() {
        let lockout = Lockout::default();
        for _ in 0..4 {
            lockout.failed("ningbo");
        }
        assert!(!lockout.is_locked("ningbo"));
        lockout.failed("ningbo");
        assert!(lockout.is_locked("ningbo"));
        assert!(!lockout.is_locked("finance"));
        lockout.succeeded("ningbo");
        assert!(!lockout.is_locked("ningbo"));
    }
}
