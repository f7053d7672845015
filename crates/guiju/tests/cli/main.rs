//! The program as its users run it, one file for each thing they do.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stderr, reason = "a test fails by panicking and says what it skips")]

mod backup;
mod decide;
mod demo;
mod desk;
mod import;
mod killed;
mod rates;
mod real_data;
mod user;
mod wrong;
