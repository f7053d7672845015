//! The differential test of the two back ends of decisions, for as long as one likes.
//!
//! The work is an example of `guiju-columns`, so that this program stays light. Its last line is `N cases, 0 differences`; a
//! difference is printed as the smallest model and rows that still show it, with the seed.

use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use clap::Args;

/// How many cases, and which.
#[derive(Debug, Args)]
pub(crate) struct FuzzColumns {
    /// Rows of random batches, each in one of the two modes.
    #[arg(long, default_value_t = 100_000)]
    cases: u64,
    /// The same seed gives the same cases.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

pub(crate) fn run(fuzz: &FuzzColumns) -> anyhow::Result<()> {
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--release", "--package", "guiju-columns", "--example", "fuzz_columns", "--"]);
    command.args(["--cases", &fuzz.cases.to_string(), "--seed", &fuzz.seed.to_string()]);
    // Not through `shell`, which says how long it took: the count is the last line, on a terminal too.
    let status = command.stdin(Stdio::null()).status().context("starting cargo")?;
    if !status.success() {
        bail!("the two back ends differ, or could not be run ({status})");
    }
    Ok(())
}
