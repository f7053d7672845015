//! [`LedgerColumn`]: what the columns of ledger files are called, for guessing an import's mapping.

use guiju_types::Text;

/// A column that files about the ledger have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerColumn {
    /// The name in recipes.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// What the files of users call it, in both languages.
    pub aliases: Vec<String>,
}
