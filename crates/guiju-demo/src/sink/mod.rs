//! Where the facts go. A sink words the facts with [`rows`] and gives them ids of its own; it never changes what happened.

mod by_month;
mod rows;
mod store;

pub use store::generate;
