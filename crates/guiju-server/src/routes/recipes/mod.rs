//! Saved import recipes: one endpoint a file.

pub(crate) mod list;
