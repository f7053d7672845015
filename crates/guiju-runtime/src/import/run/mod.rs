//! Runs an import, or does everything of one but the writing.
//!
//! The rows of a file go through three hands, each on a thread of its own, so that a batch is written while the next one is judged and the one
//! after that is read: `read.rs` says what each row is and by which key it is known, `judge.rs` what it gives, `write.rs` writes what comes in.
//! `tell.rs` tells what became of the rows, in their order. `pipeline.rs` hands the rows on; the threads are the same however many
//! processors there are, and so is what comes of them.
//!
//! Read [`run`] first, then `pipeline.rs`.

mod days;
mod finish;
mod judge;
mod pipeline;
mod prepare;
mod read;
mod tell;
mod write;

use std::sync::atomic::AtomicBool;

use guiju_documents::Table;
use guiju_store::{ImportState, NewImport, StoreError};
use guiju_types::{Actor, Coverage, Currency, Date, ImportId};

use super::refused::RefusedRows;
use super::report::ImportReport;
use super::{Books, ImportError, Recipe, Side};
use pipeline::Run;
use prepare::prepare;

/// The company's setting.
const BASE_CURRENCY: &str = "base_currency";

/// How an import is to be run.
pub struct RunOptions<'a> {
    /// The sheet, where it is not the recipe's or the first with rows.
    pub sheet: Option<String>,
    /// Rows that are judged and written together; several such batches are one commit.
    pub batch_rows: usize,
    /// The periods that the file is declared complete for, instead of what the recipe says.
    pub coverage: Option<Vec<Coverage>>,
    /// Stops the import after the batch at work, when set.
    pub cancel: Option<&'a AtomicBool>,
    /// Told after each batch. The store is being written while it is told, so it must not write itself: it would wait for ever.
    pub progress: Option<&'a mut dyn FnMut(&Progress)>,
    /// Told of each movement of money that is read, whether it comes in or not.
    pub movement: Option<&'a mut dyn FnMut(&Movement<'_>)>,
}

/// A movement of money of a statement, as it was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movement<'a> {
    /// The sheet.
    pub sheet: &'a str,
    /// The row.
    pub row: u64,
    /// The day.
    pub date: Option<Date>,
    /// Which way it went.
    pub side: Side,
    /// The currency.
    pub currency: Currency,
    /// The amount, never below zero.
    pub amount: guiju_types::Amount,
    /// The other party.
    pub party: Option<&'a str>,
}

impl Default for RunOptions<'_> {
    fn default() -> Self {
        Self { sheet: None, batch_rows: 15_000, coverage: None, cancel: None, progress: None, movement: None }
    }
}

impl RunOptions<'_> {
    /// The same options once more.
    fn again(&mut self) -> RunOptions<'_> {
        RunOptions {
            sheet: self.sheet.clone(),
            batch_rows: self.batch_rows,
            coverage: self.coverage.clone(),
            cancel: self.cancel,
            progress: self.progress.as_mut().map(|tell| &mut **tell as &mut dyn FnMut(&Progress)),
            movement: self.movement.as_mut().map(|tell| &mut **tell as &mut dyn FnMut(&Movement<'_>)),
        }
    }
}

impl std::fmt::Debug for RunOptions<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("RunOptions").field("sheet", &self.sheet).field("batch_rows", &self.batch_rows).finish_non_exhaustive()
    }
}

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Rows read.
    pub rows_read: u64,
    /// Rows that came in.
    pub rows_accepted: u64,
    /// Rows that came back.
    pub rows_rejected: u64,
}

/// What came of an import.
#[derive(Debug)]
pub struct Outcome {
    /// What it did.
    pub report: ImportReport,
    /// The rows that came back.
    pub refused: RefusedRows,
}

/// Does everything that [`run`] does and writes nothing.
///
/// # Errors
/// Where the file or the recipe cannot be used.
pub fn dry_run(books: &Books<'_>, table: &Table, recipe: &Recipe, options: RunOptions<'_>) -> Result<Outcome, ImportError> {
    let (books, base_currency_set) = with_base_currency(books, recipe)?;
    let plan = prepare(&books, table, recipe, &options)?;
    let mut run = Run::begin(&books, table, &plan, options, None)?;
    run.report().base_currency_set = base_currency_set;
    run.finished()
}

/// How often an import begins again because another one brought in what it was about to.
const ATTEMPTS: usize = 100;

/// Brings a file in by a recipe. A run that was killed or cancelled is continued by running it again: what came in stays, what did not
/// comes in now. Where another import brings the same rows in at the same time, each row comes in once, by whichever was quicker; this one
/// then begins again and finds it there.
///
/// # Errors
/// Where the file or the recipe cannot be used, before anything is written; or where the database fails, after the commits before.
pub fn run(books: &Books<'_>, actor: &Actor, table: &Table, recipe: &Recipe, mut options: RunOptions<'_>) -> Result<Outcome, ImportError> {
    let mut known = None;
    for _ in 0..ATTEMPTS {
        match attempt(books, actor, table, recipe, options.again(), &mut known) {
            Err(ImportError::Store(StoreError::Stale { .. })) => {}
            other => return other,
        }
    }
    attempt(books, actor, table, recipe, options, &mut known)
}

/// One attempt; `known` is the import that an earlier one began.
fn attempt(
    books: &Books<'_>,
    actor: &Actor,
    table: &Table,
    recipe: &Recipe,
    options: RunOptions<'_>,
    known: &mut Option<ImportId>,
) -> Result<Outcome, ImportError> {
    let (books, base_currency_set) = match known {
        // The company has taken the currency over.
        Some(_) => (Books { base_currency: recipe.base_currency.unwrap_or(books.base_currency), ..books.clone() }, None),
        None => with_base_currency(books, recipe)?,
    };
    let books = &books;
    let plan = prepare(books, table, recipe, &options)?;
    let recipe_json = serde_json::to_string(recipe).map_err(|error| ImportError::Recipe(error.to_string()))?;
    let digest = table.digest()?;
    let is_unfinished = |import: &guiju_store::Import| {
        import.state == ImportState::Running && import.file_digest == digest && import.recipe_json == recipe_json
    };
    let unfinished = match *known {
        Some(import) => Some(import),
        None => books.store.imports()?.into_iter().find(is_unfinished).map(|import| import.id),
    };
    let (import, is_resumed) = match unfinished {
        Some(import) => (import, true),
        None => {
            let new = NewImport { file_name: table.name().to_owned(), file_digest: digest, recipe_name: recipe.name.clone(), recipe_json };
            let begin = |write: &mut guiju_store::Write<'_>| -> Result<ImportId, StoreError> {
                if let Some(currency) = base_currency_set {
                    write.set_setting(BASE_CURRENCY, currency.as_str())?;
                }
                let import = write.begin_import(&new)?;
                super::customers::keep_aliases(write, import, &recipe.aliases)?;
                Ok(import)
            };
            (books.store.write(actor, begin)?, false)
        }
    };
    *known = Some(import);
    let mut run = Run::begin(books, table, &plan, options, Some((import, actor)))?;
    run.report().is_resumed = is_resumed;
    run.report().base_currency_set = base_currency_set;
    run.finished()
}

/// The books in the currency that the recipe is for; that currency again, where the company has to take it over.
fn with_base_currency<'b>(books: &Books<'b>, recipe: &Recipe) -> Result<(Books<'b>, Option<Currency>), ImportError> {
    let Some(currency) = recipe.base_currency.filter(|currency| *currency != books.base_currency) else { return Ok((books.clone(), None)) };
    if books.store.entry_counts()?.iter().any(|(_, count)| *count > 0) {
        let why = format!("it is for books in {currency}, and those of this company are in {} and have entries", books.base_currency);
        return Err(ImportError::BadRecipe { recipe: recipe.name.clone(), why });
    }
    Ok((Books { base_currency: currency, ..books.clone() }, Some(currency)))
}
