//! Rated months: one endpoint a file.

pub(crate) mod answer_proposals;
pub(crate) mod create;
pub(crate) mod customers;
pub(crate) mod export;
pub(crate) mod list;
pub(crate) mod matrix;
pub(crate) mod read;
pub(crate) mod runs;
pub(crate) mod withdraw;
