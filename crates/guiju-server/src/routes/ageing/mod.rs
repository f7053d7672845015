//! Ageing: one endpoint a file.

pub(crate) mod export;
pub(crate) mod items;
pub(crate) mod read;
