//! The parts that the targets of the fuzzer share: what has to hold, and changes of an input that know its grammar.
//!
//! libFuzzer changes bytes and keeps what reaches new code. Texts with a grammar need more: half of the changes here move whole tokens
//! of FEEL or elements of XML, the other half are libFuzzer's own, with the words of `dictionaries/`.
//!
//! Never here: the laws themselves, and the changes that know a grammar. They are beside the tests of `guiju-dmn`, which replay what this
//! fuzzer kept and go a few steps on from there.

#[path = "../../crates/guiju-dmn/tests/fuzz/changes/mod.rs"]
mod changes;
#[path = "../../crates/guiju-dmn/tests/fuzz/laws/mod.rs"]
mod laws;
mod mutate;

pub use mutate::{mutate_feel, mutate_model};

/// Asks the law of a target. A broken law is a panic, which libFuzzer takes for a crash and keeps.
///
/// # Panics
/// Where the law does not hold.
pub fn hold(target: &str, input: &[u8]) {
    let Some((_, law)) = laws::TARGETS.iter().find(|(name, _)| *name == target) else { panic!("`{target}` is no target") };
    if let Err(what) = law(input) {
        panic!("{what}");
    }
}
