//! Strangers' files with known truth against the import, for as long as one likes.
//!
//! The work is an example of `guiju-runtime`, so that this program stays light. Its last line is
//! `N cases: R right, A asked, F refused, 0 wrong`; every class of wrong cases is printed before it, with the number of a case that
//! `--case K --keep DIR` writes out.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use anyhow::{Context, bail};
use clap::Args;

use crate::commands::e2e::target_directory;
use crate::shell;

/// How many cases, and which.
#[derive(Debug, Args)]
pub(crate) struct FuzzImport {
    /// Files of random companies.
    #[arg(long, default_value_t = 100_000)]
    cases: u64,
    /// The same seed gives the same cases.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// One case alone, told in full.
    #[arg(long)]
    case: Option<u64>,
    /// Where to write the file, its truth and what was said of it.
    #[arg(long)]
    keep: Option<PathBuf>,
    /// Files of one kind, such as `bank_statement`.
    #[arg(long)]
    kind: Option<String>,
    /// Makes the files and reads none.
    #[arg(long)]
    only_generate: bool,
}

/// Cases of every test run, and how many of them may be read wrongly as things stand (docs/roadmap.md): the aim is none, and a change that
/// makes more of them wrong does not pass.
const CI_CASES: u64 = 10_000;
const CI_MOST_WRONG: u64 = 2;

/// The short run of every test: by the debug program, which the tests have built.
pub(crate) fn ci() -> anyhow::Result<()> {
    shell::run("strangers' files: build", "cargo", ["build", "--quiet", "--workspace", "--examples"])?;
    let program = target_directory()?.join("debug/examples/fuzz_import");
    let output = Command::new(&program)
        .args(["--cases", &CI_CASES.to_string(), "--seed", "1"])
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("starting `{}`", program.display()))?;
    let told = String::from_utf8_lossy(&output.stdout);
    let last = told.lines().last().unwrap_or_default();
    let wrong = last.rsplit_once(", ").and_then(|(_, last)| last.split(' ').next()).and_then(|count| count.parse::<u64>().ok());
    let Some(wrong) = wrong.filter(|_| last.starts_with(&format!("{CI_CASES} cases: "))) else {
        bail!("the generator of strangers' files did not come to its end: {}", String::from_utf8_lossy(&output.stderr));
    };
    shell::say(&format!("strangers' files: {last}"));
    if wrong > CI_MOST_WRONG {
        bail!("{wrong} of {CI_CASES} files of strangers are read wrongly, more than the {CI_MOST_WRONG} of before:\n{told}");
    }
    Ok(())
}

pub(crate) fn run(fuzz: &FuzzImport) -> anyhow::Result<()> {
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--release", "--package", "guiju-runtime", "--no-default-features", "--example", "fuzz_import", "--"]);
    command.args(["--cases", &fuzz.cases.to_string(), "--seed", &fuzz.seed.to_string()]);
    if let Some(case) = fuzz.case {
        command.args(["--case", &case.to_string()]);
    }
    if let Some(folder) = &fuzz.keep {
        command.arg("--keep").arg(folder);
    }
    if let Some(kind) = &fuzz.kind {
        command.args(["--kind", kind]);
    }
    if fuzz.only_generate {
        command.arg("--only-generate");
    }
    // Not through `shell`, which says how long it took: the count is the last line, on a terminal too.
    let status = command.stdin(Stdio::null()).status().context("starting cargo")?;
    if !status.success() {
        bail!("a file was read wrongly, or the import could not be run ({status})");
    }
    Ok(())
}
