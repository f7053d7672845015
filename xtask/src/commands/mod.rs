//! One file per command.

pub(crate) mod bench;
pub(crate) mod ci;
pub(crate) mod conformance;
pub(crate) mod e2e;
pub(crate) mod fuzz_columns;
pub(crate) mod fuzz_import;
pub(crate) mod fuzz_readers;
pub(crate) mod openapi;
pub(crate) mod tidy;
