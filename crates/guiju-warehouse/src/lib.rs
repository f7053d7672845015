//! Parquet snapshots, totals of measures and ageing as columnar plans.
//!
//! A [`Warehouse`] is a folder: `manifest.json` and Parquet files per fact. [`Warehouse::refresh`] appends what the database has
//! gained. Every question reads the snapshot up to sequence N *plus* the database's tail after N, from one cut, so that ratings, ageing
//! and screens never disagree.
//!
//! Invariant: this is the only crate that knows Parquet. It never writes records or entries and never speaks HTTP. Its interface
//! blocks; the runtime inside is its own.
//!
//! Read [`Source`] (what is read), `layout/` (how it lies in files), then `totals/` and `ageing/` (what is asked).

mod ageing;
mod columns;
mod cut;
mod error;
mod layout;
mod marks;
mod prune;
mod refresh;
mod scan;
mod slots;
mod source;
mod subjects;
mod totals;
mod versions;
mod warehouse;

pub use ageing::{AgeFilter, AgeKey, AgeQuery, AgeRow, Ageing, Bucket, CurrencyRow, ItemCursor, OpenItem, OpenItems, OpenItemsQuery};
pub use error::WarehouseError;
pub use refresh::SnapshotWriter;
pub use source::{NoSource, Source, Version};
pub use totals::{TotalsQuery, TotalsTable};
pub use warehouse::Warehouse;
