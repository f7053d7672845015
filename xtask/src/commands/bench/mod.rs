//! Benchmarks, each beside a peer that does the same work on the same files in the same run.
//!
//! The measuring is in the examples of the crate that does the work; this command builds it with the
//! profile that users get, and passes the options on. One file per benchmark that needs more than that.

mod decisions;
mod example;
mod import;

use clap::{Args, ValueEnum};

/// Which benchmark, and how its rows are printed.
#[derive(Debug, Args)]
pub(crate) struct Bench {
    name: Name,
    /// `json` prints one object on stdout.
    #[arg(long, default_value = "text")]
    format: String,
    /// Fewer rows, for a quick look; the figures then say so.
    #[arg(long)]
    rows: Option<u64>,
    /// Only these peers of `decisions`.
    #[arg(long, value_delimiter = ',')]
    peers: Vec<decisions::Name>,
    /// Only builds the base program of `import`, and keeps it.
    #[arg(long)]
    prepare: bool,
    /// How often `import` measures each program.
    #[arg(long, default_value_t = 2)]
    rounds: u32,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Name {
    /// One month of a million customers rated, against the same rule as SQL in DuckDB.
    Rating,
    /// A million open items aged at a past date, whole and with a branch's scope, against DuckDB.
    Ageing,
    /// A million rows imported as CSV and XLSX, into SQLite and PostgreSQL, beside the base program.
    Import,
    /// From the start of `guiju serve` to its first page; the program's size and idle memory.
    Start,
    /// Decision tables case by case and in bulk, against zen-engine, dsntk, Drools, Camunda and DuckDB.
    Decisions,
}

pub(crate) fn run(bench: &Bench) -> anyhow::Result<()> {
    match bench.name {
        Name::Rating => example::run("bench_rating", bench, &[]),
        Name::Ageing => example::run("bench_ageing", bench, &[]),
        Name::Import => import::run(bench),
        Name::Start => example::start(bench),
        Name::Decisions => decisions::run(bench),
    }
}
