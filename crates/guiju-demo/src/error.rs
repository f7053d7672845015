//! Why no demo company could be made.

/// Why no demo company could be made.
#[derive(Debug, thiserror::Error)]
pub enum DemoError {
    /// An option out of its bounds; choose another.
    #[error("`{name}` is {value}; choose {min} to {max}")]
    Option {
        /// The option.
        name: &'static str,
        /// What was asked for.
        value: u32,
        /// The least.
        min: u32,
        /// The most.
        max: u32,
    },
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] guiju_store::StoreError),
    /// The warehouse's folder cannot be written.
    #[cfg(feature = "parquet")]
    #[error(transparent)]
    Warehouse(#[from] guiju_warehouse::WarehouseError),
}
