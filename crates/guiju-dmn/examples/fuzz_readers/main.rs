//! Runs the fuzzer of the readers of FEEL and DMN for a time.
//!
//! `cargo run -p guiju-dmn --example fuzz_readers -- [--seconds N] [--seed S] [--out FOLDER]`: the last line is `N inputs, F failures`.
//! An input that breaks something is saved in the folder as `seed-input.txt`; one that ends the process is there as `running.txt`.

#![expect(clippy::print_stdout, clippy::print_stderr, clippy::indexing_slicing, reason = "a program for tests; its output is its purpose")]

#[path = "../../tests/fuzz/engine.rs"]
mod engine;
#[path = "../../tests/fuzz/feel.rs"]
mod feel;
#[path = "../../tests/fuzz/random.rs"]
mod random;
#[path = "../../tests/fuzz/xml.rs"]
mod xml;

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

fn main() -> ExitCode {
    let (mut seconds, mut seed, mut out) = (60, 1, PathBuf::from("target/fuzz-readers"));
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let value = arguments.next().unwrap_or_default();
        match (argument.as_str(), value.parse::<u64>()) {
            ("--seconds", Ok(number)) => seconds = number,
            ("--seed", Ok(number)) => seed = number,
            ("--out", _) => out = value.into(),
            _ => {
                eprintln!("`{argument} {value}` is no option; use --seconds N, --seed S or --out FOLDER");
                return ExitCode::from(2);
            }
        }
    }
    if let Err(cause) = fs::create_dir_all(&out) {
        eprintln!("cannot make the folder `{}`: {cause}", out.display());
        return ExitCode::from(2);
    }
    let corpus = engine::Corpus::load();
    println!("corpus: {} models, {} texts; seed {seed}", corpus.models.len(), corpus.texts.len());
    // A panic is a finding that is counted and saved; its own words would drown the rest.
    std::panic::set_hook(Box::new(|_| {}));
    let running = out.join("running.txt");
    let (inputs, failures) = engine::run(&corpus, seed, Duration::from_secs(seconds), |_, text| {
        // Were it lost, the run would go on all the same.
        let _ = fs::write(&running, text);
    });
    let _ = fs::remove_file(&running);
    for failure in &failures {
        let path = out.join(format!("{seed}-{}.txt", failure.input));
        let saved = fs::write(&path, &failure.text).map_or_else(|cause| cause.to_string(), |()| path.display().to_string());
        println!("input {} ({:?}): {}; saved: {saved}", failure.input, failure.kind, failure.what);
    }
    let memory = peak_mebibytes();
    println!("peak memory: {}", memory.map_or_else(|| "not known".to_owned(), |mebibytes| format!("{mebibytes} MiB")));
    // What the limits allow at once is far below this.
    let is_too_much = memory.is_some_and(|mebibytes| mebibytes > 2_048);
    println!("{inputs} inputs, {} failures", failures.len() + usize::from(is_too_much));
    if failures.is_empty() && !is_too_much { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// The most memory that this process had, where the system says so.
fn peak_mebibytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().split(' ').next()?.parse::<u64>().ok().map(|kibibytes| kibibytes / 1_024)
}
