//! What is measured of the base program: it takes the place of `crates/guiju-runtime/examples/bench_import.rs` in the base's worktree.
//!
//! The example of that commit imports only a file of its own into SQLite; this one takes the file and the database that ours takes, and
//! prints the same JSON. The library it measures is the base's, untouched. It never changes with ours.

use std::error::Error;
use std::path::PathBuf;
use std::time::Instant;

use guiju_documents::{OpenOptions, Table};
use guiju_rulebook::{Rulebook, Source};
use guiju_runtime::import::{Books, Recipe, RunOptions, guess, run};
use guiju_store::{Database, Store};
use guiju_types::{Actor, Currency};

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|text| text.split_whitespace().next()).and_then(|text| text.parse().ok()).unwrap_or(0)
}

#[expect(clippy::print_stdout, reason = "the result of the program")]
fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let value = |name: &str| words.iter().position(|word| word == name).and_then(|place| words.get(place + 1)).cloned();
    let folder = tempfile::tempdir()?;
    let mut kept = None;
    let database = if value("--database").as_deref() == Some("postgres") {
        let found = guiju_testkit::databases().into_iter().find(|database| database.name == "postgres");
        kept.insert(found.ok_or("PostgreSQL is not installed")?).database.clone()
    } else {
        Database::Sqlite(folder.path().join("company.db"))
    };
    let rulebook = Rulebook::load(&Source::embedded()).map_err(|findings| findings.to_string())?;
    let store = Store::open(&database)?;
    let actor = Actor::program("bench");
    store.migrate_records(&actor, rulebook.record_types(), &[])?;
    let books = Books { store: &store, rulebook: &rulebook, base_currency: Currency::CNY, default_terms: "days_30".to_owned() };
    if let Some(file) = value("--guess") {
        let begun = Instant::now();
        let table = Table::open(&PathBuf::from(file), &OpenOptions::default())?;
        let proposal = guess(&books, &table, None)?;
        println!("{}", serde_json::json!({ "columns": proposal.columns.len(), "seconds": begun.elapsed().as_secs_f64() }));
        return Ok(());
    }
    let path = PathBuf::from(value("--file").ok_or("`--file PATH` is missing")?);
    let recipe = std::fs::read_to_string(value("--recipe").ok_or("`--recipe PATH` is missing")?)?;
    let begun = Instant::now();
    let table = Table::open(&path, &OpenOptions::default())?;
    let check_seconds = begun.elapsed().as_secs_f64();
    let outcome = run(&books, &actor, &table, &Recipe::parse(&recipe)?, RunOptions::default())?;
    let seconds = begun.elapsed().as_secs_f64();
    let peak_kib = peak_kib();
    let report = outcome.report;
    let (mut entries, mut base_sum) = (0_u64, 0_i128);
    store.entries_after(guiju_types::Sequence(0), &mut |entry| {
        entries += 1;
        base_sum += i128::from(entry.base_amount.parts());
        Ok(())
    })?;
    println!(
        "{}",
        serde_json::json!({
            "rows": report.rows_accepted, "rejected": report.rows_rejected, "seconds": seconds, "check_seconds": check_seconds,
            "peak_kib": peak_kib, "created": report.created, "entries": entries, "base_sum": base_sum.to_string(),
        })
    );
    Ok(())
}
