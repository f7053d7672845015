//! Benchmarks, each beside a peer that does the same work on the same files in the same run.
//!
//! The measuring is in the examples of the crate that does the work; this command builds it with the
//! profile that users get, and passes the options on.

use std::process::Command;

use clap::{Args, ValueEnum};

use crate::shell;

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
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Name {
    /// One month of a million customers rated, against the same rule as SQL in DuckDB.
    Rating,
    /// A million open items aged at a past date, whole and with a branch's scope, against DuckDB.
    Ageing,
    /// A CSV file of a million rows imported.
    Import,
    /// Decisions on one case and on millions of rows, over tables of 10 to 3,700 rules.
    Decisions,
    /// From the start of `guiju serve` to its first page; the program's size and idle memory.
    Start,
}

pub(crate) fn run(bench: &Bench) -> anyhow::Result<()> {
    let (package, example) = match bench.name {
        Name::Rating => ("guiju-warehouse", "bench_rating"),
        Name::Ageing => ("guiju-warehouse", "bench_ageing"),
        Name::Import => ("guiju-runtime", "bench_import"),
        Name::Decisions => ("guiju-columns", "bench_decisions"),
        Name::Start => ("guiju", "bench_start"),
    };
    if matches!(bench.name, Name::Start) {
        // It measures the program itself, so that has to be built as users get it, with the pages inside.
        shell::run("program", "make", ["--silent", "build"])?;
    }
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--profile", "dist", "--package", package, "--example", example, "--", "--format", &bench.format]);
    if matches!(bench.name, Name::Start) {
        command.args(["--program", "dist/guiju"]);
    }
    if let Some(rows) = bench.rows {
        command.args(["--rows", &rows.to_string()]);
    }
    shell::run_command(example, &mut command)
}
