//! The benchmarks that are one example of one crate.

use std::process::Command;

use crate::commands::bench::Bench;
use crate::shell;

/// `cargo run` of an example, built as users get it; its own arguments are still to be added.
pub(crate) fn command(package: &str, example: &str) -> Command {
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--profile", "dist", "--package", package, "--example", example, "--"]);
    command
}

pub(crate) fn run(package: &str, example: &str, bench: &Bench, more: &[&str]) -> anyhow::Result<()> {
    let mut command = command(package, example);
    command.args(["--format", &bench.format]).args(more);
    if let Some(rows) = bench.rows {
        command.args(["--rows", &rows.to_string()]);
    }
    shell::run_command(example, &mut command)
}

/// It measures the program itself, so that has to be built as users get it, with the pages inside.
pub(crate) fn start(bench: &Bench) -> anyhow::Result<()> {
    shell::run("program", "make", ["--silent", "build"])?;
    run("guiju", "bench_start", bench, &["--program", "dist/guiju"])
}
