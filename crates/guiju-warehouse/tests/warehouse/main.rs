//! The warehouse over a small ledger in memory: one binary, so that DataFusion is linked once.

mod ageing;
mod cut;
mod memory;
mod totals;
