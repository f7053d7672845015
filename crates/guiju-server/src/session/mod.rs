//! Who calls: sign-in, sessions, and the caller whose scope every read needs.

mod caller;

pub(crate) use caller::Caller;
