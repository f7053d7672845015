//! Changes of an input that know its grammar.

mod feel;
mod random;
mod xml;

use random::Random;

/// What an input is written in.
#[derive(Debug, Clone, Copy)]
pub enum Grammar {
    /// An expression or a cell.
    Feel,
    /// A model.
    Dmn,
}

/// Expressions and cells to take pieces from.
const TEXTS: [&str; 2] = [
    include_str!("../../../crates/guiju-dmn/tests/corpus/expressions.feel"),
    include_str!("../../../crates/guiju-dmn/tests/corpus/unary_tests.feel"),
];

/// Changes the first `size` bytes of a buffer and gives the new size, as libFuzzer asks for it: the same seed, the same change.
pub fn mutate(grammar: Grammar, buffer: &mut [u8], size: usize, size_max: usize, seed: u32) -> usize {
    let mut random = Random::new(u64::from(seed), 0);
    let text = buffer.get(..size).and_then(|input| std::str::from_utf8(input).ok());
    let Some(text) = text.filter(|_| random.below(2) == 0) else { return libfuzzer_sys::fuzzer_mutate(buffer, size, size_max) };
    let texts: Vec<String> =
        TEXTS.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#')).map(ToOwned::to_owned).collect();
    let changed = match grammar {
        Grammar::Feel => feel::mutate(&mut random, text, &texts),
        Grammar::Dmn => xml::mutate(&mut random, text, &texts),
    };
    // A text that has become too long ends at a character.
    let end = (0..=changed.len().min(size_max).min(buffer.len())).rev().find(|at| changed.is_char_boundary(*at)).unwrap_or(0);
    if let (Some(to), Some(from)) = (buffer.get_mut(..end), changed.as_bytes().get(..end)) {
        to.copy_from_slice(from);
    }
    end
}
