//! A seeded demo company: a freight-forwarding group with customers, jobs, invoices and receipts of believable behaviour.
//!
//! One seed gives one company, to the last cent and minute, on every machine. Who a customer is comes from `company/profile.rs`, how it
//! behaves from a file in `behaviours/`, what follows from that, month by month, from `stream/`. The facts go to a sink: [`generate`] writes
//! them through the store in the order of days, [`write_parquet`] as a warehouse folder without a database.
//!
//! Never here: a clock (every fact is asserted to be known at a plausible business time), floating point, names of real companies.
//!
//! Read `stream/mod.rs` first.

mod behaviours;
mod calendar;
mod company;
mod error;
mod facts;
mod options;
mod random;
mod sink;
mod stream;
mod users;
mod words;

pub use error::DemoError;
pub use options::{DemoOptions, DemoSummary, Progress, Stage};
pub use sink::generate;
#[cfg(feature = "parquet")]
pub use sink::{warehouse_types, write_parquet};
pub use users::{DemoScope, DemoUser, group_name, sign_ins};
