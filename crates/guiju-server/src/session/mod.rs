//! Who calls: sign-in, sessions, and the caller whose scope every read needs.

mod caller;
mod lockout;
pub(crate) mod password;
pub(crate) mod token;
mod view;

pub(crate) use caller::{Caller, Right, is_one_time, one_time_setting};
pub(crate) use lockout::{Attempt, Lockout, is_kept_locked, keep_locked, locked};
pub(crate) use view::{user_scope, view};
