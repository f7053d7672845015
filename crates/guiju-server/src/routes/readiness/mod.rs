//! What the data can answer: one endpoint a file.

pub(crate) mod read;
