//! Exchange rates: one endpoint a file.

pub(crate) mod list;
pub(crate) mod put;
