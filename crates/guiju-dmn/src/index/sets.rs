//! [`Sets`]: bit sets of rules, equal ones kept once.

use std::collections::BTreeMap;

/// The place of a set; 0 is the empty one.
pub(crate) type SetId = u32;

/// Bits of one set: bit `i` of word `w` is rule `64 × w + i`.
pub(super) type Bits = Vec<u64>;

/// The sets of a table.
#[derive(Debug)]
pub(crate) struct Sets {
    words: usize,
    rules: usize,
    bits: Vec<u64>,
    /// Only while building. The digest comes first: sets of neighbouring regions differ in a bit, so that their words would be compared to
    /// the end, for each step of a search.
    known: BTreeMap<(u64, Bits), SetId>,
}

impl Sets {
    pub(super) fn new(rules: usize) -> Self {
        let mut sets = Self { words: rules.div_ceil(64).max(1), rules, bits: Vec::new(), known: BTreeMap::new() };
        // INVARIANT: the first set is the empty one.
        sets.keep(sets.empty());
        sets
    }

    pub(super) fn empty(&self) -> Bits {
        vec![0; self.words]
    }

    /// Keeps a set.
    pub(super) fn keep(&mut self, set: Bits) -> SetId {
        let key = (digest(&set), set);
        if let Some(id) = self.known.get(&key) {
            return *id;
        }
        // As many sets as a 32-bit place can name are far more than the bytes of a table allow.
        let id = SetId::try_from(self.known.len()).unwrap_or(0);
        self.bits.extend_from_slice(&key.1);
        self.known.insert(key, id);
        id
    }

    /// Nothing more will be kept.
    pub(super) fn close(&mut self) {
        self.known = BTreeMap::new();
        self.bits.shrink_to_fit();
    }

    /// What the sets take.
    #[cfg(test)]
    pub(super) fn bytes(&self) -> usize {
        self.bits.len() * 8
    }

    /// How many words a set has.
    pub(crate) fn words(&self) -> usize {
        self.words
    }

    /// The words of a set.
    pub(crate) fn get(&self, id: SetId) -> &[u64] {
        let start = usize::try_from(id).unwrap_or(0) * self.words;
        self.bits.get(start..start + self.words).unwrap_or(&[])
    }

    /// The bits of a word that are rules.
    pub(crate) fn all(&self, word: usize) -> u64 {
        match self.rules.saturating_sub(word * 64) {
            0 => 0,
            rest if rest >= 64 => u64::MAX,
            rest => (1 << rest) - 1,
        }
    }
}

/// A digest of a set: FNV-1a over its words, which tells apart all but equal ones as far as the order of the map needs it.
fn digest(set: &Bits) -> u64 {
    set.iter().fold(0xcbf2_9ce4_8422_2325, |digest, word| (digest ^ word).wrapping_mul(0x0100_0000_01b3).rotate_left(29))
}

pub(super) fn insert(set: &mut Bits, rule: usize) {
    if let Some(word) = set.get_mut(rule / 64) {
        *word |= 1 << (rule % 64);
    }
}
