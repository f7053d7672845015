//! Imports: one endpoint a file.

pub(crate) mod answer;
pub(crate) mod dry_run;
pub(crate) mod list;
pub(crate) mod read;
pub(crate) mod rejected;
pub(crate) mod run;
pub(crate) mod targets;
pub(crate) mod template;
pub(crate) mod undo;
pub(crate) mod upload;
