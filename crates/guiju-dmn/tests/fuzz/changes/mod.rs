//! Changes of an input that know its grammar: the same seed, the same change.

mod feel;
mod random;
mod xml;

use std::sync::LazyLock;

pub(crate) use random::Random;

/// What an input is written in.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Grammar {
    /// An expression or a cell.
    Feel,
    /// A model.
    Dmn,
}

/// Expressions and cells to take pieces from.
static TEXTS: LazyLock<Vec<String>> = LazyLock::new(|| {
    let files = [include_str!("../../corpus/expressions.feel"), include_str!("../../corpus/unary_tests.feel")];
    files.iter().flat_map(|file| file.lines()).filter(|line| !line.starts_with('#')).map(ToOwned::to_owned).collect()
});

/// A text a few steps away from this one.
pub(crate) fn change(grammar: Grammar, text: &str, random: &mut Random) -> String {
    match grammar {
        Grammar::Feel => feel::mutate(random, text, &TEXTS),
        Grammar::Dmn => xml::mutate(random, text, &TEXTS),
    }
}
