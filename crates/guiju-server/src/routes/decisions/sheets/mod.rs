//! Decision tables as workbooks and CSV files, and back.

pub(crate) mod read;
pub(crate) mod write;
