//! The first start: one endpoint a file.

pub(crate) mod create;
pub(crate) mod read;
