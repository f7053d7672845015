//! The API through its router, on SQLite, without a network. One program for all of them: each would link the whole program.
#![expect(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "what goes wrong in a helper is the test's failure")]

mod bodies;
mod clearings;
mod decisions;
mod description;
mod edges;
mod imports;
mod rates;
mod rulings;
mod scope;
mod session;
mod support;
mod users;
mod web;
