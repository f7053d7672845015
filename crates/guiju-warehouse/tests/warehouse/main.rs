//! The warehouse over a small ledger in memory.

// `cfg(test)` tells clippy that the helpers of these modules are tests as well.
#[cfg(test)]
mod ageing;
#[cfg(test)]
mod cut;
#[cfg(test)]
mod memory;
#[cfg(test)]
mod store;
#[cfg(test)]
mod totals;
