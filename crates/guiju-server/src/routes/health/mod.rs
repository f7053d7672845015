//! Health: one endpoint a file.

pub(crate) mod read;
