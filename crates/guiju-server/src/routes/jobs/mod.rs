//! Long work: one endpoint a file.

pub(crate) mod cancel;
pub(crate) mod read;
