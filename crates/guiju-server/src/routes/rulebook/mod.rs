//! The rulebook: one endpoint a file.

pub(crate) mod chapter;
pub(crate) mod read;
pub(crate) mod settings;
