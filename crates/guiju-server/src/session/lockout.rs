//! Names that may not sign in for a while, after repeated wrong passwords.
//!
//! An attempt counts before its password is checked, so that many at once are not more than five. Names of users are remembered for as long as it
//! takes; names that nobody has, and that anybody can make up by the thousand, have a place of their own, which they cannot fill for others.
//! That a user's name is locked is also kept in the database: for other nodes, and for after a restart.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use guiju_runtime::{Company, RuntimeError};
use guiju_types::{Actor, Timestamp};
use jiff::SignedDuration;

use crate::error::{ApiError, ErrorCode};

/// So many wrong passwords in a row lock a name out.
const FAILURES_MAX: u32 = 5;
/// For so long.
const LOCKED_FOR: Duration = Duration::from_secs(60);
/// So many names that nobody has are remembered; beyond, those go.
const UNKNOWN_MAX: usize = 10_000;

/// Attempts by name since the last right password.
#[derive(Debug, Default)]
pub(crate) struct Lockout {
    users: Mutex<HashMap<String, Attempts>>,
    /// By a hash of the name: a name may be anything.
    unknown: Mutex<HashMap<[u8; 16], Attempts>>,
}

#[derive(Debug, Clone, Copy)]
struct Attempts {
    count: u32,
    last: Instant,
}

/// Whether a password may be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// It may.
    Allowed,
    /// It may; where it is wrong, the name is locked.
    Last,
    /// It may not.
    Locked,
}

impl Lockout {
    /// Counts an attempt; a right password makes good for it.
    pub(crate) fn begin(&self, name: &str, is_user: bool) -> Attempt {
        if is_user {
            return count(&mut self.users.lock().unwrap_or_else(PoisonError::into_inner), name.to_owned());
        }
        let mut unknown = self.unknown.lock().unwrap_or_else(PoisonError::into_inner);
        if unknown.len() >= UNKNOWN_MAX {
            unknown.retain(|_, attempts| attempts.last.elapsed() < LOCKED_FOR);
        }
        if unknown.len() >= UNKNOWN_MAX {
            unknown.clear();
        }
        let hash = blake3::hash(name.as_bytes());
        count(&mut unknown, hash.as_bytes().first_chunk().copied().unwrap_or_default())
    }

    /// The right password.
    pub(crate) fn succeeded(&self, name: &str) {
        self.users.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
    }
}

fn count<K: Eq + Hash>(names: &mut HashMap<K, Attempts>, name: K) -> Attempt {
    let attempts = names.entry(name).or_insert_with(|| Attempts { count: 0, last: Instant::now() });
    if attempts.last.elapsed() >= LOCKED_FOR {
        attempts.count = 0;
    }
    if attempts.count >= FAILURES_MAX {
        return Attempt::Locked;
    }
    attempts.count += 1;
    attempts.last = Instant::now();
    if attempts.count == FAILURES_MAX { Attempt::Last } else { Attempt::Allowed }
}

/// What is told of a name that is locked.
pub(crate) fn locked() -> ApiError {
    ApiError::new(ErrorCode::LockedOut, "too many wrong passwords for this name", "密码错误次数过多，请稍后再试").help("wait a minute")
}

fn setting(name: &str) -> String {
    format!("locked_until:{name}")
}

/// Whether a user's name was locked by any node, before a restart or since.
pub(crate) fn is_kept_locked(company: &Company, name: &str) -> Result<bool, ApiError> {
    let until = company.store().setting(&setting(name))?.and_then(|until| until.parse::<Timestamp>().ok());
    let now = Timestamp::now();
    // One that ends later than any that could begin now was kept by a clock that was ahead.
    let longest = SignedDuration::try_from(2 * LOCKED_FOR).unwrap_or(SignedDuration::MAX);
    Ok(until.is_some_and(|until| now < until && until.duration_since(now) <= longest))
}

/// Keeps that a user's name is locked.
pub(crate) fn keep_locked(company: &Company, name: &str) -> Result<(), ApiError> {
    let duration = SignedDuration::try_from(LOCKED_FOR).unwrap_or(SignedDuration::ZERO);
    let until = Timestamp::now().saturating_add(duration).unwrap_or(Timestamp::MAX);
    company.store().write(&Actor::program("sign-in"), |write| {
        write.set_setting(&setting(name), &until.to_string())?;
        write.audit("lock_out", name, &serde_json::json!({ "until": until }));
        Ok::<(), RuntimeError>(())
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_wrong_password_locks_a_name_and_only_that_name() {
        let lockout = Lockout::default();
        let outcomes: Vec<Attempt> = (0..6).map(|_| lockout.begin("ningbo", true)).collect();
        let allowed = [Attempt::Allowed; 4];
        assert_eq!(outcomes, [&allowed[..], &[Attempt::Last, Attempt::Locked]].concat());
        assert_eq!(lockout.begin("finance", true), Attempt::Allowed);
        lockout.succeeded("ningbo");
        assert_eq!(lockout.begin("ningbo", true), Attempt::Allowed);
    }

    #[test]
    fn names_that_nobody_has_cannot_make_it_forget_one_that_somebody_has() {
        let lockout = Lockout::default();
        for _ in 0..5 {
            lockout.begin("ningbo", true);
        }
        for number in 0..3 * UNKNOWN_MAX {
            lockout.begin(&format!("{number}{}", "x".repeat(100)), false);
        }
        assert_eq!(lockout.begin("ningbo", true), Attempt::Locked);
        assert!(lockout.unknown.lock().unwrap().len() <= UNKNOWN_MAX);
    }

    #[test]
    fn sixty_at_once_are_five() {
        let lockout = Lockout::default();
        let checked = std::sync::atomic::AtomicU32::new(0);
        std::thread::scope(|scope| {
            for _ in 0..60 {
                scope.spawn(|| {
                    if lockout.begin("ningbo", true) != Attempt::Locked {
                        checked.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
                    }
                });
            }
        });
        assert_eq!(checked.into_inner(), 5);
    }
}
