//! Imports as users do them: files on disk, the default rulebook, a fresh database.

#![expect(
    clippy::wildcard_enum_match_arm,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "the small helpers of this test stand outside of its test functions"
)]

mod again;
mod answers;
mod by_context;
mod by_figures;
mod completeness;
mod desk;
mod doubts;
mod files;
mod guessing;
mod pipeline;
mod real_data;
mod rows;
mod together;
