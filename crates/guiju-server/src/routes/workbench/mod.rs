//! The workbench: one endpoint.

pub(crate) mod read;
