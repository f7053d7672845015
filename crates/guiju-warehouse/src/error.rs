//! Why the warehouse has no answer.

use std::path::PathBuf;

/// Why the warehouse has no answer. Nothing is ever half-written: the manifest that was valid stays valid.
#[derive(Debug, thiserror::Error)]
pub enum WarehouseError {
    /// A file or folder of the warehouse cannot be read or written; the operator's to mend.
    #[error("`{}` cannot be {action}", path.display())]
    File {
        /// Which.
        path: PathBuf,
        /// What was tried: `read`, `written` …
        action: &'static str,
        /// The system's reason.
        #[source]
        source: std::io::Error,
    },
    /// The manifest is damaged. Deleting the folder `warehouse` is safe: the next refresh builds it again.
    #[error("`{}` is damaged ({reason}); delete the folder `warehouse`, the next refresh builds it again", path.display())]
    Manifest {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A Parquet file is damaged. Deleting the folder `warehouse` is safe: the next refresh builds it again.
    #[error("`{}` is damaged; delete the folder `warehouse`, the next refresh builds it again", path.display())]
    Damaged {
        /// Which.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: parquet::errors::ParquetError,
    },
    /// A Parquet file cannot be written.
    #[error("the Parquet snapshot cannot be written")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// Columns of a batch do not fit together: an error of this program.
    #[error("the columns of a batch do not fit together")]
    Arrow(#[from] arrow_schema::ArrowError),
    /// The database, from which the rows after the snapshot come.
    #[error("the database cannot be read")]
    Source(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A sum left the range of amounts; never a wrong figure instead.
    #[error("the sum `{name}` is larger than any amount kept here (922 trillion)")]
    Overflow {
        /// The total or column.
        name: String,
    },
    /// A total names a fact or column that there is not; `guiju check` finds it.
    #[error("the total `{total}` names `{name}`, which is no {what}")]
    Unknown {
        /// The total.
        total: String,
        /// What it names.
        name: String,
        /// `fact`, `column of the fact …`.
        what: String,
    },
    /// A query that makes no sense, such as buckets that do not ascend.
    #[error("{what}")]
    Query {
        /// What is wrong and what to write instead.
        what: String,
    },
    /// A worker of a scan panicked: an error of this program.
    #[error("a worker stopped before its part of the scan was done")]
    Worker,
}

impl WarehouseError {
    pub(crate) fn file(path: &std::path::Path, action: &'static str) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { path, action, source }
    }

    pub(crate) fn damaged(path: &std::path::Path) -> impl FnOnce(parquet::errors::ParquetError) -> Self {
        move |source| Self::Damaged { path: path.to_path_buf(), source }
    }
}
