//! The readers of FEEL and DMN against mutated texts.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};
use clap::Args;

use crate::shell;

/// How long, and from which seed.
#[derive(Debug, Args)]
pub(crate) struct FuzzReaders {
    /// For how long.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// The same seed gives the same inputs in the same order.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Where inputs go that break something.
    #[arg(long, default_value = "target/fuzz-readers")]
    out: PathBuf,
}

pub(crate) fn run(fuzz: &FuzzReaders) -> anyhow::Result<()> {
    shell::say("== readers against mutated texts");
    let mut command = Command::new("cargo");
    command.args(["run", "--quiet", "--release", "--package", "guiju-dmn", "--example", "fuzz_readers", "--"]);
    command.arg("--seconds").arg(fuzz.seconds.to_string()).arg("--seed").arg(fuzz.seed.to_string()).arg("--out").arg(&fuzz.out);
    // Nothing is said after a good run: the last line is the count.
    let status = command.status().context("starting cargo")?;
    if !status.success() {
        bail!("the fuzzer found something, or ended ({status}); see {}", fuzz.out.display());
    }
    Ok(())
}
