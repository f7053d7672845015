//! The program: one file per subcommand in `commands/`, everything it prints through `output`.
//!
//! Data goes to stdout, everything else to stderr. Exit 0: fine; 1: the check found problems; 2: could not run. Never here: SQL text,
//! rules.

mod arguments;
mod commands;
mod output;
mod progress;

use std::process::ExitCode;

use clap::Parser;

use crate::arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let common = arguments.common();
    output::end(common.format, commands::run(arguments.command, &common))
}
