//! What maintainers and CI run: `cargo xtask <command>`.
//!
//! `ci` is exactly what CI runs; every other command is one of its steps, or a long suite that CI runs in a
//! short version. One file per command in `commands/`.

mod commands;
mod shell;

use clap::{Parser, Subcommand};

/// Checks, drift, browser tests and benchmarks of Guiju.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Everything that CI runs, in its order.
    Ci,
    /// Formatting of the Rust code.
    Fmt,
    /// Clippy on every target, warnings denied, and the documentation's links.
    Lint,
    /// The Rust tests.
    Test,
    /// The pages: types, lint, unit tests, build.
    Web,
    /// The API description in `docs/openapi.json`, and the client generated from it: are they the routes'?
    Openapi,
    /// The browser tests against a served demo company.
    E2e,
    /// What the compiler does not see: module headers, crate edges, error pages, leftovers.
    Tidy,
    /// Benchmarks beside a peer, in one run.
    Bench(commands::bench::Bench),
    /// The two back ends of decisions on random models and rows, until they differ or so many cases were alike.
    FuzzColumns(commands::fuzz_columns::FuzzColumns),
    /// Strangers' files with known truth against the import; the last line counts what came of them.
    FuzzImport(commands::fuzz_import::FuzzImport),
    /// Conformance suites from outside.
    Conformance(commands::conformance::Conformance),
    /// The readers of FEEL and DMN against inputs that libFuzzer finds; the last line counts inputs and failures.
    FuzzReaders(commands::fuzz_readers::FuzzReaders),
}

fn main() -> anyhow::Result<()> {
    let called_in = std::env::current_dir()?;
    shell::enter_repository()?;
    match Arguments::parse().command {
        Command::Ci => commands::ci::run(),
        Command::Fmt => commands::ci::fmt(),
        Command::Lint => commands::ci::lint(),
        Command::Test => commands::ci::test(),
        Command::Web => commands::ci::web(),
        Command::Openapi => commands::openapi::run(),
        Command::E2e => commands::e2e::run(),
        Command::Tidy => commands::tidy::run(),
        Command::Bench(bench) => commands::bench::run(&bench),
        Command::FuzzReaders(fuzz) => commands::fuzz_readers::run(&fuzz),
        Command::Conformance(conformance) => commands::conformance::run(&conformance, &called_in),
        Command::FuzzImport(fuzz) => commands::fuzz_import::run(&fuzz),
        Command::FuzzColumns(fuzz) => commands::fuzz_columns::run(&fuzz),
    }
}
