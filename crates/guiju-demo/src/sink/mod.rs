//! Where the facts go. A sink words the facts with [`rows`] and gives them ids of its own; it never changes what happened.

mod by_month;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;
mod store;

#[cfg(feature = "parquet")]
pub use parquet::{warehouse_types, write_parquet};
pub use store::generate;
