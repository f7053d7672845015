//! What the guided fuzzer kept, once more: its corpus, every input that ever broke something, and inputs a few steps away from those, the
//! same ones each time.
//!
//! `cargo xtask fuzz-readers` finds new ones (`fuzz/`, `docs/decisions/0017`); both ask the laws of this folder.

#![expect(
    clippy::print_stderr,
    clippy::panic,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at what is wrong and says which input it is"
)]

mod changes;
mod laws;
mod lines;

use std::path::Path;
use std::time::{Duration, Instant};

use changes::{Grammar, Random, change};
use proptest::prelude::*;

/// The slowest that one input may be, on a busy machine without optimisation.
const SECONDS_MAX: u64 = 20;

/// Inputs of each target that are a few steps away from those that were kept.
const CHANGED: u64 = 10_000;
/// The longest of them: what the fuzzer itself makes is no longer.
const BYTES_MAX: usize = 8_000;

/// The inputs of a file.
fn inputs(folder: &str, target: &str) -> Vec<Vec<u8>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../fuzz/{folder}/{target}.txt"));
    let text = std::fs::read_to_string(&file).unwrap_or_else(|cause| panic!("{}: {cause}", file.display()));
    lines::inputs(&text).unwrap_or_else(|wrong| panic!("{}: {wrong}", file.display()))
}

/// Asks the law of a target for each input.
fn hold(name: &str, inputs: impl Iterator<Item = Vec<u8>>) {
    let (_, law) = laws::TARGETS.iter().find(|(target, _)| *target == name).unwrap();
    let mut failures = 0;
    for input in inputs {
        let start = Instant::now();
        // A panic ends the test; the input is said before.
        let outcome = std::panic::catch_unwind(|| law(&input)).unwrap_or_else(|_| Err("it panicked".to_owned()));
        let is_late = start.elapsed() > Duration::from_secs(SECONDS_MAX);
        if let Err(what) = outcome.and_then(|()| if is_late { Err(format!("it took {:?}", start.elapsed())) } else { Ok(()) }) {
            eprintln!("{what}\n{}", lines::line(&input));
            failures += 1;
        }
    }
    assert_eq!(failures, 0, "inputs that break the law of `{name}`; each belongs into fuzz/regressions/{name}.txt");
}

/// What was kept, and what is a few steps away from it.
fn replay_target(name: &str, grammar: Grammar) {
    let kept = inputs("corpus", name);
    assert!(kept.len() > 20, "the corpus of `{name}` is gone");
    let texts: Vec<&str> = kept.iter().filter_map(|input| std::str::from_utf8(input).ok()).collect();
    let changed = (0..CHANGED).filter_map(|place| {
        let mut random = Random::new(1, place);
        let text = *random.pick(&texts)?;
        let changed = change(grammar, text, &mut random);
        (changed.len() <= BYTES_MAX).then(|| changed.into_bytes())
    });
    hold(name, kept.iter().cloned().chain(inputs("regressions", name)).chain(changed));
}

#[test]
fn expressions_of_feel_keep_their_law() {
    replay_target("feel_expression", Grammar::Feel);
}

#[test]
fn cells_keep_their_law() {
    replay_target("feel_unary_tests", Grammar::Feel);
}

#[test]
fn files_of_dmn_keep_their_law() {
    replay_target("dmn_reader", Grammar::Dmn);
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
