//! What the guided fuzzer kept, once more: its corpus, and every input that ever broke something.
//!
//! `cargo xtask fuzz-readers` finds new ones (`fuzz/`, `docs/decisions/0017`); both ask the laws of this folder.

#![expect(clippy::print_stderr, clippy::panic, clippy::unwrap_used, reason = "a test stops at what is wrong and says which input it is")]

mod laws;
mod lines;

use std::path::Path;
use std::time::{Duration, Instant};

use proptest::prelude::*;

/// The slowest that one input may be, on a busy machine without optimisation.
const SECONDS_MAX: u64 = 20;

/// Replays a file of inputs; how many there were.
fn replay(file: &Path, law: fn(&[u8]) -> Result<(), String>) -> usize {
    let text = std::fs::read_to_string(file).unwrap_or_else(|cause| panic!("{}: {cause}", file.display()));
    let inputs = lines::inputs(&text).unwrap_or_else(|wrong| panic!("{}: {wrong}", file.display()));
    let mut failures = 0;
    for input in &inputs {
        let start = Instant::now();
        // A panic ends the test; the input is said before.
        let outcome = std::panic::catch_unwind(|| law(input)).unwrap_or_else(|_| Err("it panicked".to_owned()));
        let is_late = start.elapsed() > Duration::from_secs(SECONDS_MAX);
        if let Err(what) = outcome.and_then(|()| if is_late { Err(format!("it took {:?}", start.elapsed())) } else { Ok(()) }) {
            eprintln!("{what}\n{}", lines::line(input));
            failures += 1;
        }
    }
    assert_eq!(failures, 0, "of {} inputs in {}", inputs.len(), file.display());
    inputs.len()
}

fn replay_target(name: &str) {
    let (_, law) = laws::TARGETS.iter().find(|(target, _)| *target == name).unwrap();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz");
    let kept = replay(&folder.join(format!("corpus/{name}.txt")), *law);
    assert!(kept > 20, "the corpus of `{name}` is gone");
    replay(&folder.join(format!("regressions/{name}.txt")), *law);
}

#[test]
fn expressions_of_feel_keep_their_law() {
    replay_target("feel_expression");
}

#[test]
fn cells_keep_their_law() {
    replay_target("feel_unary_tests");
}

#[test]
fn files_of_dmn_keep_their_law() {
    replay_target("dmn_reader");
}

#[test]
fn the_dictionary_has_every_built_in() {
    let dictionary = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/dictionaries/feel.dict")).unwrap();
    for function in guiju_feel::built_ins() {
        let word = format!("\"{}(\"", function.name);
        assert!(dictionary.lines().any(|line| line == word), "fuzz/dictionaries/feel.dict needs the line {word}");
    }
}

proptest! {
    #[test]
    fn every_input_is_one_line(input in prop::collection::vec(any::<u8>(), 0..40), text in ".{0,20}") {
        for input in [input, text.into_bytes(), b"# no remark".to_vec()] {
            let line = lines::line(&input);
            prop_assert!(line.lines().count() <= 1 && !line.starts_with('#'));
            prop_assert_eq!(lines::inputs(&format!("# a remark\n{line}\n")), Ok(vec![input]));
        }
    }
}
