//! What has to hold between the figures of a file when it is read right: the file's own arithmetic decides between readings.
//!
//! [`Proofs`] is fed row by row, in a sample when readings are compared and over the whole file when it comes in. Each proof is a file
//! here; each says how often it was checked and where it failed. Never here: what follows from it (`reading/decide.rs`).

mod balance;
mod equation;
mod stated;
mod totals;

use std::collections::BTreeMap;

use guiju_types::{Amount, Text};
use serde::{Deserialize, Serialize};

use super::drafts::Facts;
use super::file::marks::Mark;
use super::file::preamble::Preamble;
use balance::RunningBalance;
use equation::Equations;
use stated::StatedFigures;
use totals::Totals;

/// Differences that a proof keeps; the rest is counted.
const SHOWN: usize = 50;

/// A proof: what was checked, and whether it held.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Proof {
    /// `running_balance`, `totals`, `stated`, `net_tax_gross`, `document_base`, `amount_paid_open`, `date_terms_due`.
    pub code: String,
    /// In words.
    pub label: Text,
    /// Whether it held every time.
    pub holds: bool,
    /// How often it was checked.
    pub checked: u64,
    /// How often it failed.
    pub failed: u64,
    /// The first failures.
    pub differences: Vec<Difference>,
    /// What else it found out, such as the opening and the closing balance.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub found: BTreeMap<String, String>,
}

/// A failure of a proof.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Difference {
    /// The row of the file.
    pub row: u64,
    /// What it is about: a column's header, or what the figure counts.
    pub column: String,
    /// What the file says.
    pub stated: String,
    /// What follows from its rows.
    pub found: String,
}

/// Counts of a proof in the making.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    pub(crate) checked: u64,
    pub(crate) failed: u64,
    pub(crate) differences: Vec<Difference>,
}

impl Tally {
    pub(crate) fn note(&mut self, row: u64, column: &str, stated: Amount, found: Amount) {
        self.checked += 1;
        if stated != found {
            self.fail(row, column, stated.to_string(), found.to_string());
        }
    }

    pub(crate) fn fail(&mut self, row: u64, column: &str, stated: String, found: String) {
        self.failed += 1;
        if self.differences.len() < SHOWN {
            self.differences.push(Difference { row, column: column.to_owned(), stated, found });
        }
    }

    pub(crate) fn proof(&self, code: &str, zh: &str, en: &str) -> Option<Proof> {
        (self.checked > 0).then(|| Proof {
            code: code.to_owned(),
            label: Text::new(zh, en),
            holds: self.failed == 0,
            checked: self.checked,
            failed: self.failed,
            differences: self.differences.clone(),
            found: BTreeMap::new(),
        })
    }
}

/// All proofs of a file in the making.
#[derive(Debug)]
pub(crate) struct Proofs {
    balance: RunningBalance,
    equations: Equations,
    totals: Totals,
    stated: StatedFigures,
}

impl Proofs {
    /// For a file with these amount columns (place and header).
    pub(crate) fn new(columns: Vec<(usize, String)>, preamble: &Preamble) -> Self {
        Self {
            balance: RunningBalance::default(),
            equations: Equations::default(),
            totals: Totals::new(columns),
            stated: StatedFigures::new(preamble.stated.clone()),
        }
    }

    /// A row of data: its amounts by column, and what it says.
    pub(crate) fn row(&mut self, number: u64, amounts: &dyn Fn(usize) -> Option<Amount>, facts: &Facts, is_void: bool, is_read: bool) {
        let said = totals::Said { party: facts.party.as_deref(), date: facts.date, currency: facts.currency, is_void };
        self.totals.row(amounts, said);
        if is_void {
            return;
        }
        match &facts.flow {
            Some(flow) => {
                self.balance.row(number, flow);
                self.stated.row(flow);
            }
            // A row that could not be read: the next balance follows from none.
            None if !is_read => self.balance.interrupt(),
            None => {}
        }
        if is_read {
            self.equations.row(number, facts);
        }
    }

    /// A total of the file.
    pub(crate) fn total(&mut self, number: u64, mark: Mark, amounts: &dyn Fn(usize) -> Option<Amount>) {
        self.totals.total(number, mark, amounts);
    }

    /// A new block of rows of another account begins.
    pub(crate) fn block(&mut self) {
        self.balance.interrupt();
    }

    /// What held and what did not.
    pub(crate) fn finish(&self) -> Vec<Proof> {
        let mut proofs = Vec::new();
        proofs.extend(self.balance.proof());
        proofs.extend(self.totals.proof());
        proofs.extend(self.stated.proof());
        proofs.extend(self.equations.proofs());
        proofs
    }
}

/// The proofs of several sheets as one list.
pub(crate) fn merged(into: &mut Vec<Proof>, more: Vec<Proof>) {
    for proof in more {
        match into.iter_mut().find(|known| known.code == proof.code) {
            Some(known) => {
                known.holds &= proof.holds;
                known.checked += proof.checked;
                known.failed += proof.failed;
                let room = SHOWN.saturating_sub(known.differences.len());
                known.differences.extend(proof.differences.into_iter().take(room));
                // The balances of one sheet are not those of all.
                known.found.clear();
            }
            None => into.push(proof),
        }
    }
}
