//! Clearings: one endpoint a file.

pub(crate) mod answer;
pub(crate) mod list;
