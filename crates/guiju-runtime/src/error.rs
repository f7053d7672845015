//! Why an operation on a company could not be done.

use std::path::PathBuf;

use guiju_rulebook::Findings;
use guiju_store::StoreError;
use guiju_types::{Month, Text};

/// Why an operation on a company could not be done.
#[derive(Debug, thiserror::Error)]
pub enum RuntimeError {
    /// The folder has no `guiju.toml`; the caller named the wrong one, or has to make a company first.
    #[error("`{}` is not a company: it has no guiju.toml; make one with `guiju init {}`", folder.display(), folder.display())]
    NoCompany {
        /// The folder that was named.
        folder: PathBuf,
    },
    /// The folder is a company already; choose another.
    #[error("`{}` is a company already; choose an empty folder", folder.display())]
    CompanyExists {
        /// The folder that was named.
        folder: PathBuf,
    },
    /// A file of the company could not be read or written; mend the file system and try again.
    #[error("cannot {action} `{}`", path.display())]
    File {
        /// `read`, `write` or `make`.
        action: &'static str,
        /// Which file or folder.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
    /// `guiju.toml` is not what it should be; mend it.
    #[error("`{}` is not a valid company file", path.display())]
    CompanyFile {
        /// The file.
        path: PathBuf,
        /// Where and why.
        #[source]
        source: toml::de::Error,
    },
    /// The rulebook has findings; `guiju check` shows them with their places.
    #[error("the rulebook cannot be used; `guiju check` shows each place")]
    Rulebook(#[source] Box<Findings>),
    /// The database refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The columns could not be computed.
    #[cfg(feature = "columns")]
    #[error(transparent)]
    Warehouse(#[from] guiju_warehouse::WarehouseError),
    /// The rulebook has no appraisal of this name.
    #[error("the rulebook has no appraisal `{name}`; it has: {known}")]
    UnknownAppraisal {
        /// What was asked for.
        name: String,
        /// What there is.
        known: String,
    },
    /// No customer of this code or name is visible to whoever asks.
    #[error("there is no customer `{name}`; give its code or its full name")]
    UnknownCustomer {
        /// What was asked for.
        name: String,
    },
    /// The month has not been rated.
    #[error("{month} has not been rated; `guiju rate --month {month}` does it")]
    NotYetRated {
        /// The month.
        month: Month,
    },
    /// What the columns say and what the ledger says case by case are not the same: a defect of the program.
    #[error("{count} of {subjects} ratings differ between columns and ledger; the first is customer `{customer}`: {difference}")]
    Differs {
        /// How many differ.
        count: usize,
        /// How many were compared.
        subjects: usize,
        /// The first customer's code.
        customer: String,
        /// What differs.
        difference: String,
    },
    /// The rulebook has no such file.
    #[error("the rulebook has no file `{path}`; it has {known}")]
    UnknownFile {
        /// What was asked for.
        path: String,
        /// What there is.
        known: String,
    },
    /// A draft that would not be a sound rulebook; mend what is named and publish again.
    #[error("the draft cannot be published: {}", .reasons.iter().map(|reason| reason.en.as_str()).collect::<Vec<_>>().join("; "))]
    NotPublishable {
        /// Errors of the check and examples that do not come out as written.
        reasons: Vec<Text>,
    },
    /// A value is out of what the operation takes; the message says what it takes.
    #[error("{}", .0.en)]
    Refused(Text),
    /// There is no such ruling, or the scope does not see it.
    #[error("there is no ruling {id}")]
    UnknownRuling {
        /// What was asked for.
        id: i64,
    },
    /// What a decision was about has changed since its page was read; the message says how. Read it again, then decide.
    #[error("{}", .0.en)]
    Stale(Text),
    /// A stored text is not what this program wrote; restore the database from its backup.
    #[error("{what} in the database cannot be read")]
    Stored {
        /// Which.
        what: &'static str,
        /// Why.
        #[source]
        source: serde_json::Error,
    },
}

impl RuntimeError {
    /// [`RuntimeError::Refused`] in both languages.
    pub fn refused(zh: impl Into<String>, en: impl Into<String>) -> Self {
        Self::Refused(Text::new(zh, en))
    }
}
