//! The one place where tests build companies, ledgers and databases.
//!
//! [`databases`] gives a test a fresh database of each sort; [`Company`] fills one with a small freight forwarder. A failure here is
//! the test's failure, so everything panics with what went wrong.
//!
//! Never here: assertions about the product.
#![expect(clippy::expect_used, clippy::panic, reason = "a failure to set up is the test's failure")]

mod company;
mod database;
mod postgres_server;

pub use company::{Company, amount, date, field, record_types, reference};
pub use database::{TestDatabase, databases, sqlite};
