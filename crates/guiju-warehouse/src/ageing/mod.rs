//! What is owed at a date, by how late it is.
//!
//! `balances.rs` reads what there was, `left.rs` finds what is left of each charge and receipt, `group.rs` sums it by branch, salesperson and customer, `items.rs` lists it.

mod balances;
mod bucket;
mod group;
mod items;
mod left;
mod query;

pub(crate) use group::age;
pub(crate) use items::open_items;
pub use query::{AgeFilter, AgeKey, AgeQuery, AgeRow, Ageing, Bucket, CurrencyRow, ItemCursor, OpenItem, OpenItems, OpenItemsQuery};
