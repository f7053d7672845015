//! [`Patches`]: pieces of the source replaced by others, and what takes them back.

use std::ops::Range;

/// A piece of the source and what stands there instead.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Patch {
    at: Range<usize>,
    text: String,
}

/// Changes that do not overlap.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Patches {
    patches: Vec<Patch>,
}

/// What takes an edit back, byte for byte. It fits the document right after that edit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undo {
    pub(super) patches: Patches,
}

impl Patches {
    pub(crate) fn replace(&mut self, at: Range<usize>, text: impl Into<String>) {
        self.patches.push(Patch { at, text: text.into() });
    }

    pub(crate) fn insert(&mut self, at: usize, text: impl Into<String>) {
        self.replace(at..at, text);
    }

    pub(crate) fn remove(&mut self, at: Range<usize>) {
        self.replace(at, "");
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.patches.is_empty()
    }

    /// A piece of the source with the changes that are inside of it.
    pub(crate) fn apply_within(mut self, source: &str, piece: Range<usize>) -> String {
        for patch in &mut self.patches {
            patch.at = patch.at.start.saturating_sub(piece.start)..patch.at.end.saturating_sub(piece.start);
        }
        self.apply(source.get(piece).unwrap_or("")).0
    }

    /// The source with the changes, and the changes that take them back. Insertions at one place keep the order in which they were made.
    pub(crate) fn apply(mut self, source: &str) -> (String, Undo) {
        self.patches.sort_by_key(|patch| patch.at.start);
        let mut changed = String::with_capacity(source.len());
        let mut undo = Self::default();
        let mut done = 0;
        for patch in self.patches {
            changed.push_str(source.get(done..patch.at.start).unwrap_or(""));
            let start = changed.len();
            changed.push_str(&patch.text);
            undo.replace(start..changed.len(), source.get(patch.at.clone()).unwrap_or(""));
            done = done.max(patch.at.end);
        }
        changed.push_str(source.get(done..).unwrap_or(""));
        (changed, Undo { patches: undo })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_are_made_in_the_order_of_the_source_and_taken_back() {
        let mut patches = Patches::default();
        patches.replace(4..5, "E!");
        patches.insert(0, "<");
        patches.remove(1..3);
        patches.insert(4, "-");
        let (changed, undo) = patches.apply("abcdef");
        assert_eq!(changed, "<adE!-f");
        assert_eq!(undo.patches.apply(&changed).0, "abcdef");
    }
}
