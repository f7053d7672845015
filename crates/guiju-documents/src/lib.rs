//! Tables in and out of the files that offices and banks use: CSV (also gzipped), XLSX, XLS, web pages under their names, MT940 and camt.
//!
//! Reading streams: a sheet of a million rows passes through in a few megabytes, and a file is checked for what would stop it halfway
//! (truncation, an unclosed quote, a zip bomb) before its first row is given out. Numbers keep their decimal text, so that no amount ever
//! passes through a float. Writing never makes a formula of a text.
//!
//! Never here: what a column means, databases, HTTP.
//!
//! Read [`Table`] first, then [`TableWriter`].

mod cell;
mod error;
mod read;
mod write;

pub use cell::{Cell, Row};
pub use error::DocumentError;
pub use read::{FileKind, Limits, OpenOptions, STATEMENT_COLUMNS, Sheet, Table};
pub use write::{ColumnStyle, TableFormat, TableWriter};
