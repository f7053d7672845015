//! What the command line and the server share: the company folder, imports, allocation, and the operations on them.
//!
//! Load, decide, commit: an operation reads facts through the store or the warehouse, lets the rulebook judge, and writes the outcome with
//! its reasons in one transaction. Never here: SQL text, HTTP.
//!
//! Read [`Company`] first, then `operations/rate_month.rs`.

pub mod allocation;
mod company;
mod error;
pub mod import;
#[cfg(feature = "columns")]
pub mod operations;
pub mod rates;
pub mod readiness;
pub mod rules;

pub use company::{Backup, Company, DEMO_TODAY, NewCompany};
pub use error::RuntimeError;
