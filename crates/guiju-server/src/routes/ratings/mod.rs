//! Rated months: one endpoint a file.

pub(crate) mod create;
pub(crate) mod customers;
pub(crate) mod export;
pub(crate) mod list;
pub(crate) mod matrix;
pub(crate) mod read;
