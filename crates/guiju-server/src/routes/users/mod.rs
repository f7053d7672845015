//! Users: one endpoint a file.

pub(crate) mod create;
pub(crate) mod list;
pub(crate) mod reset_password;
pub(crate) mod set_state;
