//! Decision tables, case by case and in bulk, beside every decision engine that can be had here.
//!
//! Our example writes the data set; then each engine runs alone, one after the other, and prints the same JSON. A peer that cannot be
//! built (no JDK, no registry) is named and left out. Engines must agree: each reports checksums of its outputs, and a difference fails
//! the run.
//!
//! Read [`run`] first. How each peer is built and started is in `peer.rs`; what they print is described in `bench/peers/README.md`.

mod agreement;
mod peer;
mod report;
mod summary;
mod table;

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, bail};

pub(crate) use self::peer::Name;
use self::report::Report;
use self::summary::{Missing, Summary};
use crate::commands::bench::{Bench, example};
use crate::shell;

/// The name that our own report bears.
const OURS: &str = "guiju";
/// What the peers parse and evaluate at once, and the values of its names; our example does the same.
const EXPRESSION: &str = "if kind = \"gold\" and amount > 100 then amount * 0.9 else amount";
const NAMES: &str = "amount=250,kind=\"gold\"";
const ROWS: u64 = 1_000_000;

pub(crate) fn run(bench: &Bench) -> anyhow::Result<()> {
    let folder = tempfile::tempdir().context("making a folder for the data set")?;
    let mut writer = example::command("bench_decisions")?;
    shell::run_command("data set", writer.arg("--write").arg(folder.path()).stdout(std::io::stderr()))?;
    let peers = if bench.peers.is_empty() { Name::ALL.to_vec() } else { bench.peers.clone() };
    let mut missing = Vec::new();
    let mut ready = Vec::new();
    // Everything is built before anything is measured, so that no compiler runs beside an engine.
    for name in peers {
        match name.build() {
            Ok(()) => ready.push(name),
            Err(error) => missing.push(Missing { peer: name.as_str(), why: format!("{error:#}") }),
        }
    }
    let rows = bench.rows.unwrap_or(ROWS);
    let mut ours = example::command("bench_decisions")?;
    ours.args(["--format", "json"]);
    let mut engines = vec![measure(OURS, ours, folder.path(), rows)?];
    for name in ready {
        let mut command = name.command();
        plan(&mut command, rows);
        match measure(name.as_str(), command, folder.path(), rows) {
            Ok(report) => engines.push(report),
            Err(error) => missing.push(Missing { peer: name.as_str(), why: format!("{error:#}") }),
        }
    }
    let summary = Summary::new(engines, missing);
    print(&bench.format, &summary)?;
    if !summary.agreement.differences.is_empty() {
        bail!("the engines do not agree: {}", summary.agreement.differences.join("; "));
    }
    Ok(())
}

/// How long a peer measures, and which expression.
fn plan(command: &mut Command, rows: u64) {
    // A quick look takes fewer rows, so it is quick with the rest too.
    let (case_seconds, bulk_seconds) = if rows < ROWS { ("0.5", "3") } else { ("3", "30") };
    command.args(["--case-seconds", case_seconds, "--bulk-seconds", bulk_seconds, "--expression", EXPRESSION, "--names", NAMES]);
}

/// Runs one engine alone and reads what it prints.
fn measure(engine: &str, mut command: Command, folder: &Path, rows: u64) -> anyhow::Result<Report> {
    command.arg("--data").arg(folder).args(["--rows", &rows.to_string()]);
    shell::say(&format!("== {engine}"));
    let load = load();
    let printed = shell::output_of(&mut command)?;
    let mut report: Report = serde_json::from_str(&printed).with_context(|| format!("{engine} printed something other than its report"))?;
    report.load = load;
    Ok(report)
}

/// The machine's load when an engine starts: figures beside other work are worth less, and a reader should see it.
fn load() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().to_owned()
}

fn print(format: &str, summary: &Summary) -> anyhow::Result<()> {
    let text = if format == "json" { serde_json::to_string(summary)? } else { table::text(summary) };
    writeln!(std::io::stdout(), "{}", text.trim_end()).context("writing to stdout")
}
