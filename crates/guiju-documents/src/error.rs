//! Why a table could not be read or written.

use std::path::PathBuf;

/// Why a table could not be read or written. What is wrong with a file is its sender's to mend; only [`Io`](Self::Io) may be tried again.
#[derive(Debug, thiserror::Error)]
pub enum DocumentError {
    /// The file system refused.
    #[error("cannot {action} `{}`", path.display())]
    Io {
        /// `open`, `read` or `write`.
        action: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// The file is something that is not read here.
    #[error("`{file}` is {what}, not a table; {help}")]
    NotATable {
        /// The file's name.
        file: String,
        /// What it is.
        what: &'static str,
        /// What to do.
        help: &'static str,
    },
    /// The file ends too early.
    #[error("`{file}` is cut off: {reason}; fetch the file again")]
    Truncated {
        /// The file's name.
        file: String,
        /// Where that shows.
        reason: String,
    },
    /// The file is not what its kind has to be.
    #[error("`{file}` is damaged: {reason}; open it in a spreadsheet program and save it again")]
    Damaged {
        /// The file's name.
        file: String,
        /// Where that shows.
        reason: String,
    },
    /// The file is larger, inside, than what is taken in; a small file of this kind is a zip bomb.
    #[error("`{file}` is refused: {reason}")]
    TooLarge {
        /// The file's name.
        file: String,
        /// Which limit, and how far beyond.
        reason: String,
    },
    /// The named encoding is not known.
    #[error("`{name}` is no text encoding; use `utf-8`, `gb18030` or `utf-16le`")]
    UnknownEncoding {
        /// What was asked for.
        name: String,
    },
    /// The workbook has no such sheet.
    #[error("`{file}` has no sheet `{sheet}`; it has: {known}")]
    UnknownSheet {
        /// The file's name.
        file: String,
        /// What was asked for.
        sheet: String,
        /// What there is.
        known: String,
    },
    /// A workbook could not be written.
    #[error("cannot write the workbook `{}`", path.display())]
    Workbook {
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        source: Box<rust_xlsxwriter::XlsxError>,
    },
}
