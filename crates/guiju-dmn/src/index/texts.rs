//! [`Texts`]: from a text to its bucket.
//!
//! Cells mostly ask for equality alone: every text that no cell names is then in one bucket, and the others are found by a hash. Where
//! cells ask for ranges of texts, or the hash does not spread, the order is searched.

use std::sync::Arc;

use super::Bucket;
use super::track::{Track, region};

/// Places that a text is looked for in; where a text is farther from its own place, there is no hash.
const PROBES_MAX: usize = 8;

/// The texts at which cells change their mind.
#[derive(Debug)]
pub(crate) struct Texts {
    track: Track<Arc<str>>,
    /// The first eight bytes of each.
    heads: Vec<u64>,
    hash: Option<Hash>,
}

/// The texts by their hash.
#[derive(Debug)]
struct Hash {
    /// The upper bits of a hash and the place of the text, at a place given by the lower bits; [`NOTHING`] where there is none.
    slots: Vec<(u32, u32)>,
    mask: usize,
    /// The bucket of every other text.
    other: Bucket,
}

const NOTHING: (u32, u32) = (0, u32::MAX);

impl Texts {
    pub(super) fn of(track: Track<Arc<str>>) -> Self {
        let heads = track.points.iter().map(|text| head(text)).collect();
        let hash = Hash::of(&track);
        Self { track, heads, hash }
    }

    /// The bucket of a text.
    pub(crate) fn bucket(&self, text: &str) -> Bucket {
        match &self.hash {
            Some(hash) => hash.find(text, &self.track.points).map_or(hash.other, |place| self.track.bucket(region(place, true))),
            None => self.track.bucket(self.region(text)),
        }
    }

    /// The region of a text.
    fn region(&self, text: &str) -> usize {
        let wanted = head(text);
        let mut before = self.heads.partition_point(|head| *head < wanted);
        // Mostly at most one text has these eight bytes.
        while self.heads.get(before) == Some(&wanted)
            && let Some(point) = self.track.points.get(before)
        {
            match point.as_ref().cmp(text) {
                std::cmp::Ordering::Less => before += 1,
                std::cmp::Ordering::Equal => return region(before, true),
                std::cmp::Ordering::Greater => break,
            }
        }
        region(before, false)
    }
}

impl Hash {
    fn of(track: &Track<Arc<str>>) -> Option<Self> {
        let other = track.bucket(region(0, false));
        if (0..=track.points.len()).any(|before| track.bucket(region(before, false)) != other) {
            return None;
        }
        let size = (track.points.len() * 4).next_power_of_two().max(8);
        let mut hash = Self { slots: vec![NOTHING; size], mask: size - 1, other };
        for (place, text) in track.points.iter().enumerate() {
            let (start, tag) = hash.place(text);
            let free = (start..start + PROBES_MAX).map(|slot| slot & hash.mask).find(|slot| hash.slots.get(*slot) == Some(&NOTHING))?;
            *hash.slots.get_mut(free)? = (tag, u32::try_from(place).ok()?);
        }
        Some(hash)
    }

    fn place(&self, text: &str) -> (usize, u32) {
        let hash = hash(text);
        let low = usize::try_from(hash & u64::from(u32::MAX)).unwrap_or(0);
        (low & self.mask, u32::try_from(hash >> 32).unwrap_or(0))
    }

    fn find(&self, text: &str, points: &[Arc<str>]) -> Option<usize> {
        let (start, tag) = self.place(text);
        for slot in start..start + PROBES_MAX {
            let found = *self.slots.get(slot & self.mask)?;
            if found == NOTHING {
                return None;
            }
            if found.0 == tag {
                let place = usize::try_from(found.1).ok()?;
                if points.get(place).is_some_and(|point| point.as_ref() == text) {
                    return Some(place);
                }
            }
        }
        None
    }
}

/// Of its length and at most sixteen of its bytes, from both ends: enough to tell the texts of most tables apart, and quick.
fn hash(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (first, last) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(first), Some(last)) => (u32::from_le_bytes(*first).into(), u32::from_le_bytes(*last).into()),
            _ => (bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0),
        },
    };
    let length = u64::try_from(bytes.len()).unwrap_or(0);
    let mixed = (first ^ last.rotate_left(29) ^ length.rotate_left(57)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed ^ (mixed >> 32)).wrapping_mul(0xd6e8_feb8_6659_fd93)
}

/// The first eight bytes as a number that orders like them; shorter texts are filled up with zeros.
fn head(text: &str) -> u64 {
    let mut bytes = [0; 8];
    for (to, from) in bytes.iter_mut().zip(text.as_bytes()) {
        *to = *from;
    }
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use guiju_feel::{EvalContext, Value};

    use crate::{Tracing, compile, read};

    /// A table that gives the place of each of these texts, and nothing for others.
    fn check(texts: &[String], others: &[&str]) {
        let rule = |(place, text): (usize, &String)| {
            format!("<rule><inputEntry><text>\"{text}\"</text></inputEntry><outputEntry><text>{place}</text></outputEntry></rule>")
        };
        let rules: String = texts.iter().enumerate().map(rule).collect();
        let xml = format!(
            "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>\
             <inputData id='t' name='t'><variable name='t' typeRef='string'/></inputData>\
             <decision id='d' name='d'><variable name='d'/><informationRequirement><requiredInput href='#t'/></informationRequirement>\
             <decisionTable hitPolicy='FIRST'><input><inputExpression><text>t</text></inputExpression></input><output/>{rules}\
             </decisionTable></decision></definitions>"
        );
        let model = compile(&read(&xml).unwrap()).unwrap();
        let decide =
            |text: &str| model.evaluate(model.decision("d").unwrap(), &[Value::from(text)], &EvalContext::default(), Tracing::Off).value;
        for (place, text) in texts.iter().enumerate() {
            assert_eq!(decide(text), Value::from(i64::try_from(place).unwrap()), "{text}");
        }
        for other in others {
            assert_eq!(decide(other), Value::Null, "{other}");
        }
    }

    #[test]
    fn texts_are_told_apart_by_all_of_their_bytes() {
        let short = ["", "a", "ab", "abc", "abcd", "abcde", "bcdea", "甲", "甲乙", "abcdefgh", "abcdefghi"];
        check(&short.map(str::to_owned), &["b", "abd", "abcdf", "乙", "abcdefgi", "abcdefghj"]);
        let numbered: Vec<String> = (0..500).map(|number| format!("客户{number}")).collect();
        check(&numbered, &["客户", "客户500", "客户00"]);
    }

    #[test]
    fn texts_that_have_one_hash_are_found_by_their_order() {
        // Only the middle differs, which the hash does not look at.
        let texts: Vec<String> = (10..60).map(|number| format!("aaaaaaaa{number}bbbbbbbb")).collect();
        check(&texts, &["aaaaaaaa09bbbbbbbb", "aaaaaaaa60bbbbbbbb", "aaaaaaaa", "z"]);
    }
}
