//! Suites from outside, found through `GUIJU_CONFORMANCE`.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, bail};
use clap::{Args, Subcommand};

use crate::shell;

/// Which suite.
#[derive(Debug, Args)]
pub(crate) struct Conformance {
    #[command(subcommand)]
    suite: Suite,
}

#[derive(Debug, Subcommand)]
enum Suite {
    /// The DMN Technology Compatibility Kit; every result as CSV, the failures by name, and last a count by level.
    Dmn {
        /// A folder laid out like the kit, or like its `TestCases`.
        #[arg(long)]
        dir: Option<PathBuf>,
        /// Where the results go.
        #[arg(long, default_value = "target/conformance-dmn.csv")]
        csv: PathBuf,
    },
}

pub(crate) fn run(conformance: &Conformance, called_in: &Path) -> anyhow::Result<()> {
    match &conformance.suite {
        Suite::Dmn { dir, csv } => {
            shell::say("== DMN conformance");
            let mut command = Command::new("cargo");
            command.args(["run", "--quiet", "--release", "--package", "guiju-dmn", "--example", "conformance", "--"]);
            command.arg("--csv").arg(csv);
            if let Some(dir) = dir {
                // As the caller meant it, not as seen from the root of the repository.
                command.arg("--dir").arg(called_in.join(dir));
            }
            // Nothing is said afterwards: the last line is the count.
            let status = command.status().context("starting cargo")?;
            if !status.success() {
                bail!("DMN conformance failed ({status})");
            }
            Ok(())
        }
    }
}
