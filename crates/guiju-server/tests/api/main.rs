//! The API through its router, on SQLite, without a network. One program for all of them: each would link the whole of DataFusion.

mod bodies;
mod description;
mod imports;
mod scope;
mod session;
mod support;
mod web;
