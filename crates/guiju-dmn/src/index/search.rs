//! The search: the buckets of the inputs, word by word.

use guiju_feel::Value;

use super::{Bucket, Index, SetId};

/// Tables mostly have no more input columns than this; beyond, the buckets are put on the heap.
const INLINE: usize = 8;

/// The buckets of the inputs of a case.
#[derive(Debug)]
pub(crate) struct Chosen {
    inline: [Bucket; INLINE],
    many: Vec<Bucket>,
    count: usize,
}

/// Sixty-four rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// The rules that match, or have to be tried.
    pub(crate) visit: u64,
    /// Those of them that have to be tried.
    pub(crate) unsure: u64,
}

impl Chosen {
    fn buckets(&self) -> &[Bucket] {
        if self.many.is_empty() { self.inline.get(..self.count).unwrap_or(&[]) } else { &self.many }
    }
}

impl Index {
    /// The buckets of these inputs.
    pub(crate) fn choose(&self, inputs: &[Value]) -> Chosen {
        let mut chosen = Chosen { inline: [Bucket::default(); INLINE], many: Vec::new(), count: self.columns.len() };
        if self.columns.len() > INLINE {
            chosen.many.resize(self.columns.len(), Bucket::default());
        }
        let places = if self.columns.len() > INLINE { chosen.many.as_mut_slice() } else { chosen.inline.as_mut_slice() };
        for ((column, input), place) in self.columns.iter().zip(inputs).zip(places) {
            *place = column.bucket(input);
        }
        chosen
    }

    /// The rules of a word that match or have to be tried. Where reasons are no more kept, none needs to be heard.
    pub(crate) fn word(&self, chosen: &Chosen, word: usize, keeps_reasons: bool) -> Word {
        let (visit, unsure) = self.word_of(chosen.buckets(), word, keeps_reasons);
        Word { visit, unsure }
    }

    /// The rules of a word in all of these buckets, none of which is unsure of anything.
    pub(crate) fn plain_word(&self, buckets: &[Bucket], word: usize) -> u64 {
        let mut alive = self.sets.all(word);
        for bucket in buckets {
            alive &= self.sets.get(bucket.pass).get(word).copied().unwrap_or(0);
            if alive == 0 {
                break;
            }
        }
        alive
    }

    /// The first rule that is in all of four sets.
    pub(crate) fn first_of_four(&self, sets: [SetId; 4]) -> Option<usize> {
        let [a, b, c, d] = sets.map(|set| self.sets.get(set));
        for (place, (((a, b), c), d)) in a.iter().zip(b).zip(c).zip(d).enumerate() {
            // Equalities, which mostly come first, leave few words.
            let alive = a & b;
            if alive != 0 {
                let alive = alive & c & d;
                if alive != 0 {
                    return Some(place * 64 + usize::try_from(alive.trailing_zeros()).unwrap_or(0));
                }
            }
        }
        None
    }

    /// The rules of a word that match or have to be tried, and those of them that have to be tried.
    pub(crate) fn word_of(&self, buckets: &[Bucket], word: usize, keeps_reasons: bool) -> (u64, u64) {
        let mut alive = self.sets.all(word);
        let (mut heard, mut unsure) = (0, 0);
        let at = |set: u32| self.sets.get(set).get(word).copied().unwrap_or(0);
        for bucket in buckets {
            if keeps_reasons && bucket.noisy != 0 {
                heard |= alive & at(bucket.noisy);
            }
            if bucket.unsure != 0 {
                unsure |= at(bucket.unsure);
            }
            alive &= at(bucket.pass);
            // A cell is heard only where all before it pass.
            if alive == 0 {
                break;
            }
        }
        let visit = alive | heard;
        (visit, unsure & visit)
    }

    /// The rules of a word that are unsure in a column, whether they match or not.
    pub(crate) fn unsure(&self, chosen: &Chosen, word: usize) -> u64 {
        chosen.buckets().iter().fold(0, |unsure, bucket| unsure | self.sets.get(bucket.unsure).get(word).copied().unwrap_or(0))
    }

    /// The column of the first cell of a rule that fails, for a rule that is not to be tried.
    pub(crate) fn first_miss(&self, chosen: &Chosen, rule: usize) -> Option<usize> {
        let (word, bit) = (rule / 64, 1_u64 << (rule % 64));
        chosen.buckets().iter().position(|bucket| self.sets.get(bucket.pass).get(word).copied().unwrap_or(0) & bit == 0)
    }
}

/// The places of the bits of a word, ascending.
pub(crate) fn bits(word: u64) -> impl Iterator<Item = usize> {
    let mut rest = word;
    std::iter::from_fn(move || {
        let bit = usize::try_from(rest.trailing_zeros()).ok().filter(|_| rest != 0)?;
        rest &= rest - 1;
        Some(bit)
    })
}
