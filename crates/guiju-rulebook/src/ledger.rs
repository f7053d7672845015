//! [`LedgerColumn`]: what the columns of ledger files are called, for guessing an import's mapping.

use guiju_types::Text;

use crate::node::{Sink, Table, named};

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

/// Reads the ledger columns of a chapter.
pub(crate) fn read_ledger(table: &Table, sink: &Sink) -> Vec<LedgerColumn> {
    named(table, "ledger column", sink)
        .into_iter()
        .map(|(name, reader)| {
            let column = LedgerColumn {
                name: name.to_owned(),
                label: reader.required_both("label"),
                aliases: reader.texts("aliases").into_iter().map(|words| words.text).collect(),
            };
            reader.finish();
            column
        })
        .collect()
}
