//! What an import did, in the words of `guiju import --format json`.

use std::collections::BTreeMap;

use guiju_types::{Coverage, Currency, Date, ImportId, Text};
use serde::{Deserialize, Serialize};

use super::fates::FateRows;
use super::money::Money;
use super::owing::Owing;
use super::proof::Proof;
use super::reading::Question;
use super::reason::Rejection;

/// What an import did, or a dry run would do. `rows_read` is what follows the header without totals, footers and repeated headers; it is
/// the sum of accepted, rejected and already there.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ImportReport {
    /// The import; `None` for a dry run.
    pub import: Option<ImportId>,
    /// The file's name.
    pub file: String,
    /// Its sheet.
    pub sheet: String,
    /// The recipe's name.
    pub recipe: String,
    /// The kind of file, where it was recognised or the recipe names it.
    #[serde(default)]
    pub kind: Option<String>,
    /// The sheets that were read, where there are several.
    #[serde(default)]
    pub sheets: Vec<String>,
    /// What the file's own arithmetic says.
    #[serde(default)]
    pub proofs: Vec<Proof>,
    /// What was still open when the import was refused; empty for one that ran.
    #[serde(default)]
    pub questions: Vec<Question>,
    /// What the file amounts to.
    #[serde(default)]
    pub money: Money,
    /// What customers owe before and after.
    #[serde(default)]
    pub owing: Owing,
    /// Some rows of each sort: what comes in, is left out, is refused, and why.
    #[serde(default)]
    pub rows: Vec<FateRows>,
    /// The headers of the columns.
    #[serde(default)]
    pub columns: Vec<String>,
    /// The number of the header row.
    pub header_row: u64,
    /// The currency of the books, where the recipe set it for a company without entries.
    pub base_currency_set: Option<Currency>,
    /// Whether nothing was written.
    pub is_dry_run: bool,
    /// Whether an earlier run that was killed or stopped was continued.
    pub is_resumed: bool,
    /// Whether the file was read to its end; `false` where the import was stopped.
    pub is_complete: bool,
    /// Rows of data.
    pub rows_read: u64,
    /// Rows that came in.
    pub rows_accepted: u64,
    /// Rows that came back.
    pub rows_rejected: u64,
    /// Rows that had come in before.
    pub rows_already_there: u64,
    /// Rows that are no data: `total`, `subtotal`, `footer`, `repeated_header`.
    pub rows_skipped: BTreeMap<String, u64>,
    /// How many rows came back by reason.
    pub rejected_by_reason: BTreeMap<String, u64>,
    /// How many rows came in with a warning, by reason.
    pub warnings: BTreeMap<String, u64>,
    /// The reasons in words.
    pub reasons: BTreeMap<String, Reason>,
    /// How many records and entries were made, by kind.
    pub created: BTreeMap<String, u64>,
    /// How many records got a new version, by kind.
    pub changed: BTreeMap<String, u64>,
    /// The periods that are complete from now on.
    pub coverage: Vec<Coverage>,
    /// The day that a list of open items stands for: as its title says, else its last date.
    #[serde(default)]
    pub as_of: Option<Date>,
    /// The first business date.
    pub first_date: Option<Date>,
    /// The last business date.
    pub last_date: Option<Date>,
    /// Whether the import says when facts were known; every figure that rests on that says so.
    pub rests_on_asserted: bool,
    /// The first refused rows.
    pub first_rejected: Vec<Rejection>,
}

/// A reason in words, with an example.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reason {
    /// In words.
    pub text: Text,
    /// The first row that it was about.
    pub first_row: u64,
}

impl ImportReport {
    pub(crate) fn warn(&mut self, code: &str, row: u64) {
        if let Some(count) = self.warnings.get_mut(code) {
            *count += 1;
            return;
        }
        self.warnings.insert(code.to_owned(), 1);
        self.reasons.insert(code.to_owned(), Reason { text: super::reason::warning_text(code), first_row: row });
    }

    pub(crate) fn count(&mut self, kind: &str, count: u64) {
        add(&mut self.created, kind, count);
    }

    pub(crate) fn skip(&mut self, what: &str) {
        add(&mut self.rows_skipped, what, 1);
    }

    pub(crate) fn change(&mut self, kind: &str, count: u64) {
        add(&mut self.changed, kind, count);
    }
}

fn add(counts: &mut BTreeMap<String, u64>, name: &str, count: u64) {
    match counts.get_mut(name) {
        Some(known) => *known += count,
        None if count > 0 => {
            counts.insert(name.to_owned(), count);
        }
        None => {}
    }
}
