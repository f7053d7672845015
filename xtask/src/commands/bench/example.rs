//! The benchmarks that are one example of one crate.

use std::process::Command;

use crate::commands::bench::Bench;
use crate::commands::e2e::target_directory;
use crate::shell;

/// Builds an example as users get the program, and gives the command that runs it; its own arguments are still to be added.
pub(crate) fn command(example: &str) -> anyhow::Result<Command> {
    // The whole workspace, because each package alone has other features and would build what is below it once more.
    let build = ["build", "--quiet", "--profile", "dist", "--workspace", "--example", example];
    shell::run(example, "cargo", build)?;
    Ok(Command::new(target_directory()?.join("dist/examples").join(example)))
}

pub(crate) fn run(example: &str, bench: &Bench, more: &[&str]) -> anyhow::Result<()> {
    let mut command = command(example)?;
    command.args(["--format", &bench.format]).args(more);
    if let Some(rows) = bench.rows {
        command.args(["--rows", &rows.to_string()]);
    }
    shell::run_command(example, &mut command)
}

/// It measures the program itself, so that has to be built as users get it, with the pages inside.
pub(crate) fn start(bench: &Bench) -> anyhow::Result<()> {
    shell::run("program", "make", ["--silent", "build"])?;
    run("bench_start", bench, &["--program", "dist/guiju"])
}
