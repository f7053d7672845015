//! Sign-in: one endpoint a file.

pub(crate) mod change_password;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod read;
