//! Files of the company brought in as records and ledger entries.
//!
//! [`guess`] proposes a [`Recipe`] for a file; [`dry_run`] does everything an import does and writes nothing; [`run`] writes, in commits of
//! some thousand rows, and is continued after a kill by running it again; [`undo`] takes a whole import back.
//!
//! A row that is wrong never stops the file: it comes back with its reason. A file that is wrong stops before anything is written. A row
//! is known by its content and the number of its occurrence (`docs/decisions/0007`), so the same file brought in again adds nothing.
//!
//! Never here: SQL text, HTTP, what a rule says about a field (the rulebook validates).
//!
//! Read [`run`] first, then `plan.rs` (what a recipe asks of a row) and `drafts/` (what a row gives).

mod cells;
mod commit;
mod customers;
mod drafts;
mod error;
mod fates;
mod file;
mod money;
mod owing;
mod plan;
mod proof;
mod rates;
mod reading;
mod reason;
mod recipe;
mod refused;
mod report;
mod run;
mod targets;
mod undo;
mod words;

pub use cells::date::DateOrder;
pub(crate) use cells::date::default_zone;
pub use error::ImportError;
pub use fates::{Fate, FateRows, ShownAmount, ShownRow};
pub use money::{Line, Money, PartyMoney};
pub use owing::{CurrencyOwing, CustomerOwing, Owing};
pub use proof::{Difference, Proof};
pub(crate) use rates::scaled;
pub use reading::{
    Answers, Ask, Choice, KindFound, LikeFile, Proposal, ProposedColumn, Question, Remembered, SaidAt, SheetFound, guess, variant_in_words,
};
pub use reason::{Problem, Rejection};
pub use recipe::{ColumnRule, DerivedRule, FileRule, FlowRule, KnownAt, Recipe, Side, Sum};
pub use refused::RefusedRows;
pub use report::{ImportReport, Reason};
pub use run::{Movement, Outcome, Progress, RunOptions, dry_run, run};
pub use undo::undo;

use guiju_rulebook::Rulebook;
use guiju_store::Store;
use guiju_types::Currency;

use crate::{Company, RuntimeError};

/// What an import needs of a company.
#[derive(Debug, Clone)]
pub struct Books<'a> {
    /// Its data.
    pub store: &'a Store,
    /// Its rules.
    pub rulebook: &'a Rulebook,
    /// The currency of its books.
    pub base_currency: Currency,
    /// The settlement terms of a customer that has none.
    pub default_terms: String,
}

impl<'a> Books<'a> {
    /// Those of a company.
    ///
    /// # Errors
    /// Where its settings cannot be read.
    pub fn of(company: &'a Company) -> Result<Self, RuntimeError> {
        Ok(Self {
            store: company.store(),
            rulebook: company.rulebook(),
            base_currency: company.base_currency()?,
            default_terms: company.default_terms()?,
        })
    }
}
