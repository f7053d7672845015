//! Rulings: one endpoint a file.

pub(crate) mod answer;
pub(crate) mod list;
pub(crate) mod revoke;
pub(crate) mod withdraw;
