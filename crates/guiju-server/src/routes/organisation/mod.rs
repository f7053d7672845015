//! Branches and salespeople: one endpoint a file.

pub(crate) mod read;
