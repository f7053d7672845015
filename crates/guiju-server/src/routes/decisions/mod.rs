//! The decision editor: one endpoint a file, `words.rs` says things in the words of the API.

pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod correct_example;
pub(crate) mod drop_draft;
pub(crate) mod editions;
pub(crate) mod examples;
pub(crate) mod list;
pub(crate) mod publish;
pub(crate) mod read;
pub(crate) mod review;
pub(crate) mod save_draft;
pub(crate) mod sheets;
pub(crate) mod trial;
mod words;
