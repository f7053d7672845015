//! Tables of at most sixty-four rules, none of which has to be tried in these rows: a word for each row, narrowed column by column.

use std::collections::BTreeMap;
use std::sync::Arc;

use guiju_dmn::HitPolicy;
use guiju_dmn::logic::{TableIndex, TableLogic};

use super::buckets::each_bucket;
use crate::eval::Batch;
use crate::output::{NO_RULES, TableHits};
use crate::vector::Vector;

impl Batch<'_> {
    /// Notes the rules of each row; false where that has to be searched.
    pub(super) fn few_rules(&self, table: &TableLogic<'_>, index: TableIndex<'_>, inputs: &[Arc<Vector>], hits: &mut TableHits) -> bool {
        let Some(all) = index.word() else { return false };
        // A row that is handed over matches nothing here.
        let mut words: Vec<u64> = self.handed.iter().map(|handed| if *handed { 0 } else { all }).collect();
        for (place, input) in inputs.iter().enumerate() {
            let Some(column) = index.column(place) else { return false };
            let (mut is_plain, mut rows) = (true, words.iter_mut());
            each_bucket(column, input, |bucket| {
                if let Some(word) = rows.next() {
                    let passing = index.passing(bucket);
                    is_plain &= passing.is_some() || *word == 0;
                    *word &= passing.unwrap_or(0);
                }
            });
            if !is_plain {
                return false;
            }
        }
        if table.hit_policy() == HitPolicy::First {
            first_rules(&words, hits);
        } else {
            all_rules(&words, hits);
        }
        true
    }
}

/// The lowest bit of each word: set `n` is the rule before `n`.
fn first_rules(words: &[u64], hits: &mut TableHits) {
    let mut coverage = [0_u64; 65];
    let mut first = |word: &u64| {
        let rule = word.trailing_zeros();
        coverage.get_mut(usize::try_from(rule).unwrap_or(0)).into_iter().for_each(|count| *count += 1);
        if *word == 0 { NO_RULES } else { rule + 1 }
    };
    let of_row: Vec<u32> = words.iter().map(&mut first).collect();
    hits.note(of_row, &coverage);
}

/// The set of rules that each word is.
fn all_rules(words: &[u64], hits: &mut TableHits) {
    let mut known = BTreeMap::from([(0, NO_RULES)]);
    let mut last = (0, NO_RULES);
    for (row, word) in words.iter().enumerate() {
        if *word != last.0 {
            let set = *known.entry(*word).or_insert_with(|| hits.keep(&rules_of(*word)));
            last = (*word, set);
        }
        hits.add(row, last.1);
    }
}

fn rules_of(word: u64) -> Vec<u32> {
    (0..64).filter(|bit| word & (1 << bit) != 0).collect()
}
