//! Suites from outside, found through `GUIJU_CONFORMANCE`.

use std::path::PathBuf;
use std::process::Command;

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
    /// The DMN Technology Compatibility Kit; the last line counts what passed by level.
    Dmn {
        /// A folder laid out like the kit's `TestCases`.
        #[arg(long)]
        dir: Option<PathBuf>,
    },
}

pub(crate) fn run(conformance: &Conformance) -> anyhow::Result<()> {
    match &conformance.suite {
        Suite::Dmn { dir } => {
            let mut command = Command::new("cargo");
            command.args(["run", "--quiet", "--package", "guiju-dmn", "--example", "conformance", "--"]);
            if let Some(dir) = dir {
                command.arg("--dir").arg(dir);
            }
            shell::run_command("DMN conformance", &mut command)
        }
    }
}
