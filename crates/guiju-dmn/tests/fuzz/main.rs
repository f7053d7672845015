//! Five seconds of the readers' fuzzer; `cargo xtask fuzz-readers --seconds N --seed S` runs it for longer.

#![expect(clippy::indexing_slicing, clippy::print_stderr, reason = "the fuzzer is a test: it stops at what is wrong and says what that is")]

mod engine;
mod feel;
mod random;
mod xml;

use std::time::Duration;

#[test]
fn five_seconds_of_mutated_texts_break_nothing() {
    let corpus = engine::Corpus::load();
    assert!(corpus.models.len() > 3 && corpus.texts.len() > 30, "the corpus is beside this test");
    let (inputs, failures) = engine::run(&corpus, 20_260_101, Duration::from_secs(5), |_, _| {});
    for failure in &failures {
        eprintln!("input {} ({:?}): {}\n{}", failure.input, failure.kind, failure.what, String::from_utf8_lossy(&failure.text));
    }
    assert!(failures.is_empty() && inputs > 0, "{} of {inputs} inputs", failures.len());
}
