//! What is owed at a date, by how late it is.
//!
//! `balances.rs` finds what is left of each charge and receipt, `group.rs` sums it by branch, salesperson and customer, `items.rs` lists it.

mod balances;
mod bucket;
mod group;
mod items;
mod query;

pub(crate) use group::age;
pub(crate) use items::open_items;
pub use query::{AgeFilter, AgeKey, AgeQuery, AgeRow, Ageing, Bucket, CurrencyRow, ItemCursor, OpenItem, OpenItems, OpenItemsQuery};
