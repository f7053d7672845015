//! Why a file could not be imported. Problems of single rows are no errors; they are in the report.

use guiju_documents::DocumentError;
use guiju_store::StoreError;

/// Why a file could not be imported. Nothing has been written where one of these comes before the first batch; afterwards what is there
/// stays, and running the import again goes on from it.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// The file is not what it has to be; its sender mends it.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The database refused or failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The recipe is not TOML of the right shape.
    #[error("the recipe cannot be read: {0}")]
    Recipe(String),
    /// The answers are not what they have to be; their writer mends them.
    #[error("the answers cannot be read: {0}; write `key = \"answer\"`, one a line, or a JSON object")]
    Answers(String),
    /// The recipe asks for something that there is not; the writer of the recipe mends it.
    #[error("the recipe `{recipe}` is refused: {why}")]
    BadRecipe {
        /// Its name.
        recipe: String,
        /// What and where.
        why: String,
    },
    /// The file has not the columns that the recipe names.
    #[error("no row of `{file}` has the columns of the recipe: missing are {}; the likeliest header row has {}", missing.join(", "), found.join(", "))]
    MissingColumns {
        /// The file's name.
        file: String,
        /// The recipe's columns that are not there.
        missing: Vec<String>,
        /// What the likeliest header row has.
        found: Vec<String>,
    },
    /// Amounts by age instead of items.
    #[error(
        "`{file}` is an ageing table that is already put into buckets ({}): it says neither which items nor when they fall due, so no later date can be aged from it; export the open items instead (one row for each invoice with its date, due date and amount)",
        columns.join(", ")
    )]
    AlreadyBucketed {
        /// The file's name.
        file: String,
        /// The columns that are buckets.
        columns: Vec<String>,
    },
    /// Nothing in the file could be recognised.
    #[error("`{file}` is not recognised: {why}; name its columns in a recipe")]
    NotRecognised {
        /// The file's name.
        file: String,
        /// What was looked for.
        why: String,
    },
    /// The machine has no thread to spare; try again later.
    #[error("cannot work on a thread beside this one")]
    Thread(#[source] std::io::Error),
    /// A temporary file could not be used.
    #[error("cannot keep the refused rows in a temporary file")]
    Spool(#[source] std::io::Error),
}
