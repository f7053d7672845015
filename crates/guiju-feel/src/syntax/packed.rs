//! [`Packed`]: a short text as one number, so that comparing a token with a keyword compares two integers.

/// A text of up to eight bytes, the first one lowest. All longer texts are one value, [`Packed::LONG`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Packed(u64);

impl Packed {
    /// Any text of more than eight bytes: two of them have to be compared as texts.
    pub(crate) const LONG: Self = Self(0);

    /// For the words of the grammar: folds to a constant.
    pub(crate) const fn of(text: &str) -> Self {
        let (mut packed, mut rest, mut shift) = (0, text.as_bytes(), 0);
        if rest.len() > 8 {
            return Self::LONG;
        }
        while let [byte, after @ ..] = rest {
            packed |= (*byte as u64) << shift;
            (rest, shift) = (after, shift + 8);
        }
        Self(packed)
    }

    /// The first `length` bytes of a text: eight are read at once where there are as many.
    pub(crate) fn start_of(bytes: &[u8], length: usize) -> Self {
        let Some(unused) = 8_usize.checked_sub(length).filter(|unused| *unused < 8) else { return Self::LONG };
        if let Some(eight) = bytes.first_chunk::<8>() {
            return Self(u64::from_le_bytes(*eight) & (u64::MAX >> (8 * unused)));
        }
        let mut eight = [0; 8];
        eight.iter_mut().zip(bytes.iter().take(length)).for_each(|(to, from)| *to = *from);
        Self(u64::from_le_bytes(eight))
    }
}

/// A set of packed texts that says of most others that they are not in it, for less than a look-up in a table costs.
#[derive(Debug, Default)]
pub(crate) struct PackedFilter([u64; 8]);

impl PackedFilter {
    pub(crate) fn add(&mut self, text: Packed) {
        let (word, bit) = Self::place(text);
        self.0.iter_mut().skip(word).take(1).for_each(|bits| *bits |= bit);
    }

    pub(crate) fn may_contain(&self, text: Packed) -> bool {
        let (word, bit) = Self::place(text);
        self.0.get(word).is_some_and(|bits| bits & bit != 0)
    }

    /// One of 512 bits: the number of its word, and the word with this bit.
    fn place(Packed(text): Packed) -> (usize, u64) {
        // The golden ratio spreads the texts over the upper bits.
        let hash = text.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 55;
        ((hash >> 6) as usize, 1 << (hash & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::{Packed, PackedFilter};

    #[test]
    fn both_ways_to_pack_agree() {
        for text in ["a", "or", "and", "else", "instance", "价", "价格", "é"] {
            assert_eq!(Packed::start_of(text.as_bytes(), text.len()), Packed::of(text), "{text}");
            let longer = format!("{text} and what follows");
            assert_eq!(Packed::start_of(longer.as_bytes(), text.len()), Packed::of(text), "{text}");
        }
        assert_eq!(Packed::start_of(b"satisfies", 9), Packed::of("satisfies"));
        assert_ne!(Packed::of("a"), Packed::of("b"));
    }

    #[test]
    fn a_filter_knows_what_was_added_and_little_else() {
        let mut filter = PackedFilter::default();
        let names = ["amount", "kind", "customer name", "价格"];
        names.iter().for_each(|name| filter.add(Packed::of(name)));
        assert!(names.iter().all(|name| filter.may_contain(Packed::of(name))));
        assert!(!["if", "then", "else", "sum", "value"].iter().any(|name| filter.may_contain(Packed::of(name))));
    }
}
