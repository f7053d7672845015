//! Half of the changes are libFuzzer's own, half know the grammar.

use crate::changes::{Grammar, Random, change};

/// A change of an expression or a cell.
pub fn mutate_feel(buffer: &mut [u8], size: usize, size_max: usize, seed: u32) -> usize {
    mutate(Grammar::Feel, buffer, size, size_max, seed)
}

/// A change of a model.
pub fn mutate_model(buffer: &mut [u8], size: usize, size_max: usize, seed: u32) -> usize {
    mutate(Grammar::Dmn, buffer, size, size_max, seed)
}

/// Changes the first `size` bytes of a buffer and gives the new size, as libFuzzer asks for it: the same seed, the same change.
fn mutate(grammar: Grammar, buffer: &mut [u8], size: usize, size_max: usize, seed: u32) -> usize {
    let mut random = Random::new(u64::from(seed), 0);
    let text = buffer.get(..size).and_then(|input| std::str::from_utf8(input).ok());
    let Some(text) = text.filter(|_| random.below(2) == 0) else { return libfuzzer_sys::fuzzer_mutate(buffer, size, size_max) };
    let changed = change(grammar, text, &mut random);
    // A text that has become too long ends at a character.
    let end = (0..=changed.len().min(size_max).min(buffer.len())).rev().find(|at| changed.is_char_boundary(*at)).unwrap_or(0);
    if let (Some(to), Some(from)) = (buffer.get_mut(..end), changed.as_bytes().get(..end)) {
        to.copy_from_slice(from);
    }
    end
}
