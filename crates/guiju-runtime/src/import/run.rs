//! Runs an import, or does everything of one but the writing.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use guiju_documents::{Row, Table};
use guiju_store::{ImportState, NewImport};
use guiju_types::{Actor, Coverage, Currency, Date, EntryKind, ImportId, Month, Timestamp};

use super::commit::{Accepted, Batch, CommitError, Committed, DrySink, Names, Replaced, WriteSink, read_names};
use super::customers::Customers;
use super::drafts::{CustomerChanges, Gives, Reader, RowCustomer};
use super::fates::{Fate, Fates};
use super::file::marks::{Mark, Marks, RowMarks};
use super::file::preamble::Preamble;
use super::file::sheets::head;
use super::money::Counting;
use super::owing::OwingCount;
use super::plan::{Plan, SourceFile};
use super::proof::{Proofs, merged};
use super::rates::Rates;
use super::reading::evaluate::{RowKind, RowSorter, amount_columns, column_amount};
use super::reason::Problem;
use super::refused::{RefusedRows, rejection};
use super::report::{ImportReport, Reason};
use super::words::Vocabulary;
use super::{Books, ImportError, KnownAt, Recipe, Side};

/// The company's setting.
const BASE_CURRENCY: &str = "base_currency";
/// Refused rows that stand in the report itself.
const SHOWN_REFUSALS: usize = 20;

/// How an import is to be run.
pub struct RunOptions<'a> {
    /// The sheet, where it is not the recipe's or the first with rows.
    pub sheet: Option<String>,
    /// Rows of a commit.
    pub batch_rows: usize,
    /// The periods that the file is declared complete for, instead of what the recipe says.
    pub coverage: Option<Vec<Coverage>>,
    /// Stops the import after the batch at work, when set.
    pub cancel: Option<&'a AtomicBool>,
    /// Told after each batch.
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
        Self { sheet: None, batch_rows: 20_000, coverage: None, cancel: None, progress: None, movement: None }
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
    run.report.base_currency_set = base_currency_set;
    run.finished()
}

/// Brings a file in by a recipe. A run that was killed or cancelled is continued by running it again: what came in stays, what did not
/// comes in now.
///
/// # Errors
/// Where the file or the recipe cannot be used, before anything is written; or where the database fails, after the batches before.
pub fn run(books: &Books<'_>, actor: &Actor, table: &Table, recipe: &Recipe, options: RunOptions<'_>) -> Result<Outcome, ImportError> {
    let (books, base_currency_set) = with_base_currency(books, recipe)?;
    let books = &books;
    let plan = prepare(books, table, recipe, &options)?;
    let recipe_json = serde_json::to_string(recipe).map_err(|error| ImportError::Recipe(error.to_string()))?;
    let digest = table.digest()?;
    let unfinished = books
        .store
        .imports()?
        .into_iter()
        .find(|import| import.state == ImportState::Running && import.file_digest == digest && import.recipe_json == recipe_json);
    let (import, is_resumed) = match unfinished {
        Some(import) => (import.id, true),
        None => {
            let new = NewImport { file_name: table.name().to_owned(), file_digest: digest, recipe_name: recipe.name.clone(), recipe_json };
            let begin = |write: &mut guiju_store::Write<'_>| -> Result<ImportId, guiju_store::StoreError> {
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
    let mut run = Run::begin(books, table, &plan, options, Some((import, actor)))?;
    run.report.is_resumed = is_resumed;
    run.report.base_currency_set = base_currency_set;
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

/// A sheet that is read, with its plan and what it says once.
struct Planned {
    plan: Plan,
    sheet: usize,
    preamble: Preamble,
}

/// The sheets to be read, each with its plan.
fn prepare(books: &Books<'_>, table: &Table, recipe: &Recipe, options: &RunOptions<'_>) -> Result<Vec<Planned>, ImportError> {
    if recipe.name.trim().is_empty() {
        return Err(ImportError::BadRecipe { recipe: String::new(), why: "it has no name; rows are known again by it".to_owned() });
    }
    let vocabulary = Vocabulary::of(books.rulebook);
    let planned = |place: usize| -> Result<Option<Planned>, ImportError> {
        let (rows, _) = head(table, place)?;
        if rows.is_empty() {
            return Ok(None);
        }
        let plan = Plan::make(books, recipe, SourceFile::of(table), &rows)?;
        let name = table.sheets().get(place).map(String::as_str).unwrap_or_default();
        let preamble = Preamble::of(&rows, plan.header.row, &[name, table.name()], &vocabulary);
        Ok(Some(Planned { plan, sheet: place, preamble }))
    };
    let nothing = || ImportError::NotRecognised { file: table.name().to_owned(), why: "it has no rows".to_owned() };
    if options.sheet.is_none() && !recipe.file.sheets.is_empty() {
        let places: Vec<usize> = recipe.file.sheets.iter().map(|sheet| table.sheet(sheet)).collect::<Result<_, _>>()?;
        let all: Vec<Planned> = places.into_iter().filter_map(|place| planned(place).transpose()).collect::<Result<_, _>>()?;
        return if all.is_empty() { Err(nothing()) } else { Ok(all) };
    }
    if let Some(sheet) = options.sheet.as_deref().or(recipe.file.sheet.as_deref()) {
        return Ok(vec![planned(table.sheet(sheet)?)?.ok_or_else(nothing)?]);
    }
    // The first sheet that fits; where none does, what is wrong with the first that has rows.
    let mut first_error = None;
    for place in 0..table.sheets().len() {
        match planned(place) {
            Ok(Some(found)) => return Ok(vec![found]),
            Ok(None) => {}
            Err(error) => first_error = first_error.or(Some(error)),
        }
    }
    Err(first_error.unwrap_or_else(nothing))
}

/// A row that waits for its batch.
struct Waiting {
    row: Row,
    what: Waits,
}

/// What a waiting row is.
enum Waits {
    /// Data, with the row's key, whether one like it came before, and what its cells say of it.
    Data { key: [u8; 32], is_repeated: bool, marks: RowMarks },
    /// A total of the rows before it.
    Total(Mark),
    /// The header of another block.
    Block,
}

struct Run<'a, 'o> {
    books: &'a Books<'a>,
    table: &'a Table,
    sheets: &'a [Planned],
    plan: &'a Plan,
    sheet: usize,
    options: RunOptions<'o>,
    target: Option<(ImportId, &'a Actor)>,
    dry: DrySink<'a>,
    report: ImportReport,
    refused: RefusedRows,
    customers: Customers,
    names: Names,
    rates: Rates,
    occurrences: HashMap<[u8; 16], u32>,
    numbers: HashSet<u64>,
    waiting: Vec<Waiting>,
    proofs: Proofs,
    money: Counting,
    owing: OwingCount,
    fates: Fates,
    /// What earlier lists of the same source said, where this one takes their place.
    replaced: Option<Replaced>,
    dates: BTreeMap<String, (Date, Date)>,
    /// The first and the last day of any row, whether it comes in or not.
    seen: BTreeMap<String, (Date, Date)>,
    looks_up: bool,
}

impl<'a, 'o> Run<'a, 'o> {
    fn begin(
        books: &'a Books<'a>,
        table: &'a Table,
        sheets: &'a [Planned],
        options: RunOptions<'o>,
        target: Option<(ImportId, &'a Actor)>,
    ) -> Result<Self, ImportError> {
        let first =
            sheets.first().ok_or_else(|| ImportError::NotRecognised { file: table.name().to_owned(), why: "it has no rows".to_owned() })?;
        let plan = &first.plan;
        let filled = plan.customer.as_ref().map(|(_, filled)| filled.as_slice()).unwrap_or_default();
        let counts = books.store.entry_counts()?;
        let had_charges = counts.iter().any(|(kind, count)| *kind == EntryKind::Charge && *count > 0);
        let name = |sheet: usize| table.sheets().get(sheet).cloned().unwrap_or_default();
        let report = ImportReport {
            import: target.map(|(import, _)| import),
            file: table.name().to_owned(),
            sheet: name(first.sheet),
            sheets: if sheets.len() > 1 { sheets.iter().map(|sheet| name(sheet.sheet)).collect() } else { Vec::new() },
            recipe: plan.recipe.name.clone(),
            kind: plan.recipe.kind.clone(),
            header_row: plan.header.row,
            columns: plan.header.names.clone(),
            is_dry_run: target.is_none(),
            ..ImportReport::default()
        };
        Ok(Self {
            books,
            table,
            sheets,
            plan,
            sheet: first.sheet,
            options,
            target,
            dry: DrySink::new(books.store),
            report,
            refused: RefusedRows::begin(plan.header.names.clone())?,
            customers: Customers::load(books, filled)?,
            names: Names::default(),
            rates: Rates::load(books, &plan.recipe)?,
            occurrences: HashMap::new(),
            numbers: HashSet::new(),
            waiting: Vec::new(),
            proofs: Proofs::new(amount_columns(plan), &first.preamble),
            money: Counting::default(),
            owing: OwingCount::new(counts.iter().all(|(_, count)| *count == 0)),
            fates: Fates::default(),
            replaced: plan.recipe.replaces.then(|| Replaced::load(books, &plan.recipe, target.map(|(import, _)| import))).transpose()?,
            dates: BTreeMap::new(),
            seen: BTreeMap::new(),
            looks_up: had_charges,
        })
    }

    fn finished(mut self) -> Result<Outcome, ImportError> {
        let mut is_stopped = false;
        for planned in self.sheets {
            self.plan = &planned.plan;
            self.sheet = planned.sheet;
            self.proofs = Proofs::new(amount_columns(self.plan), &planned.preamble);
            is_stopped = self.sheet(planned)?;
            merged(&mut self.report.proofs, self.proofs.finish());
            if is_stopped {
                break;
            }
        }
        self.report.money = self.money.finish();
        self.report.rows = self.fates.finish();
        if !is_stopped {
            self.finish()?;
        }
        Ok(Outcome { report: self.report, refused: self.refused })
    }

    /// Reads a sheet to its end; whether it was stopped before.
    fn sheet(&mut self, planned: &'a Planned) -> Result<bool, ImportError> {
        let table = self.table;
        let batch_rows = self.options.batch_rows.max(1);
        let mut is_stopped = false;
        let marks = Marks::of(self.books.rulebook.imports());
        let mut sorter = RowSorter::new(&planned.plan);
        table.each_row(planned.sheet, &mut |row| -> Result<ControlFlow<()>, ImportError> {
            let marks = marks.look(&row);
            self.take(row, marks, &mut sorter);
            if self.waiting.len() >= batch_rows {
                self.flush()?;
                if self.options.cancel.is_some_and(|cancel| cancel.load(Ordering::Relaxed)) {
                    is_stopped = true;
                    return Ok(ControlFlow::Break(()));
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        if !is_stopped {
            self.flush()?;
        }
        Ok(is_stopped)
    }

    fn take(&mut self, row: Row, marks: RowMarks, sorter: &mut RowSorter<'_>) {
        if row.number <= self.plan.header.row {
            return;
        }
        match sorter.kind(&row, marks) {
            RowKind::Skip(what) => {
                self.report.skip(what);
                self.fates.note(Fate::LeftOut, Some(what), &row, None, None);
                if what == "repeated_header" {
                    self.waiting.push(Waiting { row, what: Waits::Block });
                }
                return;
            }
            RowKind::Total(mark) => {
                let what = if mark == Mark::Total { "total" } else { "subtotal" };
                self.report.skip(what);
                self.fates.note(Fate::LeftOut, Some(what), &row, None, None);
                self.waiting.push(Waiting { row, what: Waits::Total(mark) });
                return;
            }
            RowKind::Data => {}
        }
        self.report.rows_read += 1;
        let content = self.plan.content(&row);
        let mut short = [0; 16];
        short.copy_from_slice(content.as_bytes().first_chunk::<16>().unwrap_or(&[0; 16]));
        let occurrence = self.occurrences.entry(short).or_insert(0);
        *occurrence += 1;
        let mut hasher = blake3::Hasher::new();
        hasher.update(content.as_bytes());
        hasher.update(&occurrence.to_le_bytes());
        self.waiting.push(Waiting { row, what: Waits::Data { key: *hasher.finalize().as_bytes(), is_repeated: *occurrence > 1, marks } });
    }

    /// Brings in the rows that wait.
    fn flush(&mut self) -> Result<(), ImportError> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let keys: Vec<[u8; 32]> = waiting
            .iter()
            .filter_map(|waiting| match waiting.what {
                Waits::Data { key, .. } => Some(key),
                Waits::Total(_) | Waits::Block => None,
            })
            .collect();
        let known = self.books.store.known_rows(&keys)?;
        let now = Timestamp::now();
        let reader = Reader { books: self.books, plan: self.plan, rates: &self.rates, now };
        let mut accepted: Vec<Accepted> = Vec::with_capacity(waiting.len());
        let mut changes = CustomerChanges::default();
        let mut refusals: Vec<(usize, Vec<Problem>)> = Vec::new();
        for (place, waiting) in waiting.iter().enumerate() {
            let amounts = |index: usize| column_amount(self.plan, &waiting.row, index);
            let (key, is_repeated, marks) = match waiting.what {
                Waits::Data { key, is_repeated, marks } => (key, is_repeated, marks),
                Waits::Total(mark) => {
                    self.proofs.total(waiting.row.number, mark, &amounts);
                    continue;
                }
                Waits::Block => {
                    self.proofs.block();
                    continue;
                }
            };
            let is_known = known.contains(&key);
            let row_key = blake3::Hash::from_bytes(key).to_hex();
            let (mut gives, problems) = reader.read(&waiting.row, marks, &row_key, &self.customers);
            self.money.row(&gives, &problems);
            if let (Some(tell), Some(flow), Some(currency)) = (&mut self.options.movement, &gives.facts.flow, gives.facts.currency) {
                tell(&Movement {
                    sheet: self.table.sheets().get(self.sheet).map_or("", String::as_str),
                    row: waiting.row.number,
                    date: gives.facts.date,
                    side: flow.side,
                    currency,
                    amount: flow.amount,
                    party: gives.facts.party.as_deref(),
                });
            }
            self.proofs.row(waiting.row.number, &amounts, &gives.facts, gives.left_out == Some("void"), problems.is_empty());
            if let Some(replaced) = &mut self.replaced {
                let customer = match &gives.customer {
                    RowCustomer::Known(found, _) => self.customers.id(found.slot()),
                    RowCustomer::None | RowCustomer::New { .. } => None,
                };
                if replaced.take(&mut gives, customer) {
                    gives.warnings.push("replaced");
                }
            }
            if is_known {
                self.report.rows_already_there += 1;
                self.fates.note(Fate::AlreadyThere, None, &waiting.row, Some(&gives), None);
                note_numbers(&mut self.numbers, &gives);
                for (fact, date) in gives.dates.iter().filter(|_| problems.is_empty()) {
                    spread(&mut self.dates, fact, *date);
                }
                continue;
            }
            if !problems.is_empty() {
                refusals.push((place, problems));
                continue;
            }
            if let Some(date) = gives.facts.date {
                spread(&mut self.seen, "", date);
            }
            if let Some(what) = gives.left_out {
                self.report.rows_read -= 1;
                self.report.skip(what);
                self.fates.note(Fate::LeftOut, Some(what), &waiting.row, Some(&gives), None);
                continue;
            }
            for (fact, date) in &gives.dates {
                spread(&mut self.dates, fact, *date);
            }
            if is_repeated && is_numbered(&gives) {
                self.report.warn("repeated_item", waiting.row.number);
                self.report.rows_read -= 1;
                self.report.skip("repeated_item");
                self.fates.note(Fate::LeftOut, Some("repeated_item"), &waiting.row, Some(&gives), None);
                continue;
            }
            if is_repeated {
                self.report.warn("exact_duplicate", waiting.row.number);
            }
            if note_numbers(&mut self.numbers, &gives) {
                self.report.warn("duplicate_number", waiting.row.number);
            }
            gives.warnings.sort_unstable();
            gives.warnings.dedup();
            let customer = reader.admit(&mut gives, place, &mut self.customers, &mut changes);
            accepted.push(Accepted { place, key, gives, customer });
        }
        let committed = self.commit(&mut accepted, &changes, &mut refusals)?;
        for (slot, id) in committed.customers {
            self.customers.set_id(slot, id);
        }
        for new in &changes.new {
            let row = accepted.binary_search_by_key(&new.row, |row| row.place).ok().and_then(|place| accepted.get(place));
            let party = row.and_then(|row| row.gives.facts.party.as_deref());
            if let Some(customer) = self.customers.id(new.slot) {
                self.owing.made(customer, party.unwrap_or_default());
            }
        }
        self.owing.note(committed.changes);
        self.names.forget(&committed.created);
        for (kind, count) in &committed.created {
            self.report.count(kind, *count);
        }
        for (kind, count) in &committed.changed {
            self.report.change(kind, *count);
        }
        let number_of = |place: usize| waiting.get(place).map_or(0, |waiting| waiting.row.number);
        for row in &accepted {
            for code in &row.gives.warnings {
                self.report.warn(code, number_of(row.place));
            }
            if let Some(waiting) = waiting.get(row.place) {
                self.fates.note(Fate::ComesIn, None, &waiting.row, Some(&row.gives), None);
            }
        }
        for (code, place) in committed.warnings {
            self.report.warn(code, number_of(place));
        }
        self.report.rows_accepted += accepted.len() as u64;
        refusals.sort_by_key(|(place, _)| *place);
        for (place, problems) in refusals {
            if let Some(waiting) = waiting.get(place) {
                self.refuse(&waiting.row, &problems)?;
            }
        }
        let progress = Progress {
            rows_read: self.report.rows_read,
            rows_accepted: self.report.rows_accepted,
            rows_rejected: self.report.rows_rejected,
        };
        if let Some(tell) = &mut self.options.progress {
            tell(&progress);
        }
        Ok(())
    }

    /// Writes the accepted rows. Those that the store does not take are moved to the refusals, and the others are written without them.
    fn commit(
        &mut self,
        accepted: &mut Vec<Accepted>,
        changes: &CustomerChanges,
        refusals: &mut Vec<(usize, Vec<Problem>)>,
    ) -> Result<Committed, ImportError> {
        loop {
            if accepted.is_empty() && changes.new.is_empty() {
                return Ok(Committed::default());
            }
            read_names(self.books.store, &mut self.names, self.books.rulebook, changes, accepted)?;
            let batch = Batch {
                plan: self.plan,
                rulebook: self.books.rulebook,
                customers: &self.customers,
                changes,
                rows: accepted,
                looks_up: self.looks_up,
                names: self.names.all(),
            };
            let outcome = match self.target {
                Some((import, actor)) => self.books.store.write(actor, |write| batch.commit(&mut WriteSink { write, import })),
                None => batch.commit(&mut self.dry),
            };
            match outcome {
                Ok(committed) => return Ok(committed),
                Err(CommitError::Store(error)) => return Err(error.into()),
                Err(CommitError::Rows(rows)) if rows.is_empty() => {
                    return Err(
                        guiju_store::StoreError::Refused { why: "the store refused a batch without naming a row".to_owned() }.into()
                    );
                }
                Err(CommitError::Rows(rows)) => {
                    for (place, problem) in rows {
                        let before = accepted.len();
                        accepted.retain(|row| row.place != place);
                        if accepted.len() < before {
                            refusals.push((place, vec![problem]));
                        }
                    }
                }
            }
        }
    }

    fn refuse(&mut self, row: &Row, problems: &[Problem]) -> Result<(), ImportError> {
        self.report.rows_rejected += 1;
        if let Some(first) = problems.first() {
            self.fates.note(Fate::Refused, Some(first.code), row, None, Some(&first.text));
            *self.report.rejected_by_reason.entry(first.code.to_owned()).or_default() += 1;
            self.report.reasons.entry(first.code.to_owned()).or_insert_with(|| Reason { text: first.text.clone(), first_row: row.number });
            if self.report.first_rejected.len() < SHOWN_REFUSALS {
                self.report.first_rejected.push(rejection(row.number, first));
            }
        }
        self.refused.put(row, problems)
    }

    fn finish(&mut self) -> Result<(), ImportError> {
        self.report.is_complete = true;
        let all = || self.dates.values().chain(self.seen.values());
        self.report.first_date = all().map(|(first, _)| *first).min();
        self.report.last_date = all().map(|(_, last)| *last).max();
        self.report.rests_on_asserted = self.plan.recipe.known_at != KnownAt::Now && self.report.rows_accepted > 0;
        self.report.coverage = match &self.options.coverage {
            Some(coverage) => coverage.clone(),
            None => self.coverage()?,
        };
        let cleared = self.cleared();
        self.report.owing = self.owing.finish(self.books.store, self.target.is_some(), &cleared)?;
        if let Some((import, actor)) = self.target {
            let report = serde_json::to_string(&self.report).map_err(|error| ImportError::Recipe(error.to_string()))?;
            let coverage = &self.report.coverage;
            self.books.store.write(actor, |write| {
                if !cleared.is_empty() {
                    write.append(Some(import), &cleared)?;
                }
                write.declare_coverage(Some(import), coverage)?;
                write.finish_import(import, &report)
            })?;
        }
        Ok(())
    }

    /// What the list as a whole says of what earlier ones did: which items are settled, as of its day.
    fn cleared(&mut self) -> Vec<guiju_types::EntryDraft> {
        let Some(replaced) = &self.replaced else { return Vec::new() };
        let last = self.dates.get("charge").map(|(_, last)| *last).or(self.report.last_date);
        let Some(as_of) = self.plan.recipe.file.as_of.or(last) else { return Vec::new() };
        self.report.as_of = Some(as_of);
        let drafts = replaced.finish(as_of, &mut self.report);
        for draft in &drafts {
            self.report.count(draft.kind.name(), 1);
        }
        drafts
    }

    /// The periods that the recipe declares complete.
    fn coverage(&self) -> Result<Vec<Coverage>, ImportError> {
        let whole = self.dates.values().copied().reduce(|one, other| (one.0.min(other.0), one.1.max(other.1)));
        let mut coverage = Vec::new();
        for (fact, rule) in &self.plan.recipe.coverage {
            let span = self.dates.get(fact).copied().or(whole);
            let period = match (rule.as_str(), span) {
                ("span", span) => span,
                ("months", span) => span.map(|(first, last)| (Month::of(first).first_day(), Month::of(last).last_day())),
                (text, _) => {
                    let parsed = text.split_once("..").and_then(|(from, to)| Some((from.trim().parse().ok()?, to.trim().parse().ok()?)));
                    let is_period = parsed.filter(|(from, to): &(Date, Date)| from <= to);
                    Some(is_period.ok_or_else(|| ImportError::BadRecipe {
                        recipe: self.plan.recipe.name.clone(),
                        why: format!("the coverage `{text}` of `{fact}` is none of `span`, `months` and `2012-01-01..2013-12-31`"),
                    })?)
                }
            };
            coverage.extend(period.map(|(from, to)| Coverage { fact: fact.clone(), from, to }));
        }
        Ok(coverage)
    }
}

fn spread(dates: &mut BTreeMap<String, (Date, Date)>, fact: &str, date: Date) {
    match dates.get_mut(fact) {
        Some((first, last)) => {
            *first = date.min(*first);
            *last = date.max(*last);
        }
        None => {
            dates.insert(fact.to_owned(), (date, date));
        }
    }
}

/// Whether a row gives papers that have numbers of their own.
fn is_numbered(gives: &Gives) -> bool {
    let is_paper = |kind: EntryKind| matches!(kind, EntryKind::Charge | EntryKind::Receipt | EntryKind::CreditNote);
    let mut papers = gives.entries.iter().filter(|entry| is_paper(entry.draft.kind)).peekable();
    papers.peek().is_some()
        && papers.all(|entry| entry.draft.number.is_some() || entry.draft.receipt.is_some())
        && gives.entries.iter().any(|entry| entry.draft.number.is_some())
}

/// Whether a number of the row stood on an earlier row of the file.
fn note_numbers(numbers: &mut HashSet<u64>, gives: &Gives) -> bool {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut is_repeated = false;
    let charges = gives.entries.iter().filter(|entry| entry.draft.kind == EntryKind::Charge);
    for entry in charges {
        if let Some(number) = &entry.draft.number {
            let mut hasher = DefaultHasher::new();
            (number, entry.draft.currency).hash(&mut hasher);
            is_repeated |= !numbers.insert(hasher.finish());
        }
    }
    is_repeated
}
