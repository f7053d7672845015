//! Brings a file of invoices into a fresh company and says how fast that was and how much memory it took. `cargo xtask bench import`
//! builds and runs it beside the base program's (`bench/import/base.rs`), with the same files.
//!
//! - `bench_import --write FOLDER --rows 1000000` makes `invoices.csv`, `invoices.xlsx` and `wide.csv` there.
//! - `bench_import --file FILE --recipe FILE [--database postgres] [--batch-rows N] [--verify]` imports a file.
//! - `bench_import --guess FILE` guesses what a file is.
//!
//! Each prints one JSON object. Every row is an invoice of one of 10,000 customers: it gives a charge and an invoice, the first of a
//! customer the customer too.

mod files;

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use guiju_documents::{OpenOptions, Table};
use guiju_rulebook::{Rulebook, Source};
use guiju_runtime::import::{Answers, Ask, Books, Recipe, RunOptions, guess, run};
use guiju_store::{Database, Store};
use guiju_types::{Actor, Currency, Sequence};

/// What to do.
#[derive(Debug, Default)]
struct Options {
    write: Option<PathBuf>,
    rows: u64,
    file: Option<PathBuf>,
    recipe: Option<PathBuf>,
    guess: Option<PathBuf>,
    is_postgres: bool,
    /// Rows of a commit, where they are not to be as many as usual.
    batch_rows: Option<usize>,
    /// Whether the audit chain is to be computed again afterwards, outside of the time.
    is_verified: bool,
}

fn options() -> Result<Options, Box<dyn Error>> {
    let mut options = Options { rows: 1_000_000, ..Options::default() };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || words.next().ok_or_else(|| format!("`{word}` needs a value"));
        match word.as_str() {
            "--write" => options.write = Some(value()?.into()),
            "--rows" => options.rows = value()?.parse()?,
            "--file" => options.file = Some(value()?.into()),
            "--recipe" => options.recipe = Some(value()?.into()),
            "--guess" => options.guess = Some(value()?.into()),
            "--database" => options.is_postgres = value()? == "postgres",
            "--batch-rows" => options.batch_rows = Some(value()?.parse()?),
            "--verify" => options.is_verified = true,
            other => return Err(format!("unknown option `{other}`; `cargo xtask bench import` runs this program").into()),
        }
    }
    Ok(options)
}

/// The most memory that this process had, as the kernel counts it (what `getrusage` gives as `ru_maxrss`).
fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|text| text.split_whitespace().next()).and_then(|text| text.parse().ok()).unwrap_or(0)
}

#[expect(clippy::print_stdout, reason = "the result of the program")]
fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let printed = match (&options.write, &options.guess) {
        (Some(folder), _) => files::write(folder, options.rows)?,
        (None, Some(file)) => with_books(&options, |books, _| guessed(books, file))?,
        (None, None) => with_books(&options, |books, actor| imported(books, actor, &options))?,
    };
    println!("{printed}");
    Ok(())
}

type Printed = Result<serde_json::Value, Box<dyn Error>>;

/// A fresh company, gone afterwards.
fn with_books(options: &Options, work: impl FnOnce(&Books<'_>, &Actor) -> Printed) -> Printed {
    let folder = tempfile::tempdir()?;
    let mut server = None;
    let database = if options.is_postgres {
        let found = guiju_testkit::databases().into_iter().find(|database| database.name == "postgres");
        server.insert(found.ok_or("PostgreSQL is not installed")?).database.clone()
    } else {
        Database::Sqlite(folder.path().join("company.db"))
    };
    let rulebook = Rulebook::load(&Source::embedded()).map_err(|findings| findings.to_string())?;
    let store = Store::open(&database)?;
    let actor = Actor::program("bench");
    store.migrate_records(&actor, rulebook.record_types(), &[])?;
    let books = Books { store: &store, rulebook: &rulebook, base_currency: Currency::CNY, default_terms: "days_30".to_owned() };
    work(&books, &actor)
}

fn guessed(books: &Books<'_>, file: &std::path::Path) -> Printed {
    let begun = Instant::now();
    let table = Table::open(file, &OpenOptions::default())?;
    let proposal = guess(books, &table, &Ask { sheet: None, answers: &Answers::default() })?;
    Ok(serde_json::json!({ "columns": proposal.columns.len(), "seconds": begun.elapsed().as_secs_f64() }))
}

fn imported(books: &Books<'_>, actor: &Actor, options: &Options) -> Printed {
    let file = options.file.as_deref().ok_or("`--file PATH` is missing")?;
    let recipe = std::fs::read_to_string(options.recipe.as_deref().ok_or("`--recipe PATH` is missing")?)?;
    let begun = Instant::now();
    let table = Table::open(file, &OpenOptions::default())?;
    let check_seconds = begun.elapsed().as_secs_f64();
    let usual = RunOptions::default();
    let run_options = RunOptions { batch_rows: options.batch_rows.unwrap_or(usual.batch_rows), ..usual };
    let outcome = run(books, actor, &table, &Recipe::parse(&recipe)?, run_options)?;
    let seconds = begun.elapsed().as_secs_f64();
    let peak_kib = peak_kib();
    let report = outcome.report;
    let (mut entries, mut base_sum) = (0_u64, 0_i128);
    books.store.entries_after(Sequence(0), &mut |entry| {
        entries += 1;
        base_sum += i128::from(entry.base_amount.parts());
        Ok(())
    })?;
    if options.is_verified
        && let Some(broken) = books.store.verify_audit()?.first_broken
    {
        return Err(format!("the audit chain does not hold at entry {}: {}", broken.id, broken.why).into());
    }
    Ok(serde_json::json!({
        "rows": report.rows_accepted, "rejected": report.rows_rejected, "seconds": seconds, "check_seconds": check_seconds,
        "peak_kib": peak_kib, "created": report.created, "entries": entries, "base_sum": base_sum.to_string(),
    }))
}
