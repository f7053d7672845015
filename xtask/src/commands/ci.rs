//! Everything that CI runs. Cheap checks first, so that a slip is told in seconds.

use std::path::Path;
use std::process::Command;
use std::time::Instant;

use crate::commands::{e2e, fuzz_import, fuzz_readers, openapi, tidy};
use crate::shell;

/// Runs every step and says how long they took together.
pub(crate) fn run() -> anyhow::Result<()> {
    let start = Instant::now();
    fmt()?;
    tidy::run()?;
    // The pages come before the Rust code, because the server embeds their build.
    web()?;
    lint()?;
    test()?;
    fuzz_readers::ci()?;
    fuzz_import::ci()?;
    openapi::run()?;
    e2e::run()?;
    shell::say(&format!("all checks passed in {:.0} s", start.elapsed().as_secs_f64()));
    Ok(())
}

pub(crate) fn fmt() -> anyhow::Result<()> {
    shell::run("format", "cargo", ["fmt", "--all", "--check"])?;
    shell::run("format of the fuzzer", "cargo", ["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"])
}

pub(crate) fn lint() -> anyhow::Result<()> {
    shell::run("clippy", "cargo", ["clippy", "--workspace", "--all-targets", "--quiet", "--", "--deny", "warnings"])?;
    shell::run_command(
        "documentation",
        Command::new("cargo").args(["doc", "--workspace", "--no-deps", "--quiet"]).env("RUSTDOCFLAGS", "--deny warnings"),
    )
}

pub(crate) fn test() -> anyhow::Result<()> {
    shell::run("rust tests", "cargo", ["test", "--workspace", "--quiet"])
}

pub(crate) fn web() -> anyhow::Result<()> {
    if !Path::new("web/node_modules/.package-lock.json").exists() {
        shell::run("web: install", "npm", ["--prefix", "web", "ci", "--no-audit", "--no-fund"])?;
    }
    for script in ["typecheck", "lint", "test", "build"] {
        shell::run(&format!("web: {script}"), "npm", ["--prefix", "web", "run", "--silent", script])?;
    }
    Ok(())
}
