//! Writes the examples of a decision: `cargo run -p guiju-rulebook --example generate_examples -- credit_class > rulebook/credit/examples/credit_class.toml`.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "the file goes to stdout, what is wrong to stderr")]

use std::process::ExitCode;

use guiju_rulebook::{Rulebook, Source};

fn main() -> ExitCode {
    let rulebook = match Rulebook::load(&Source::embedded()) {
        Ok(rulebook) => rulebook,
        Err(findings) => {
            eprintln!("{findings}");
            return ExitCode::FAILURE;
        }
    };
    let name = std::env::args().nth(1).unwrap_or_default();
    match rulebook.generate_examples(&name) {
        Some(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("the rulebook has no decision `{name}`; name one by its id");
            ExitCode::FAILURE
        }
    }
}
