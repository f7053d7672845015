//! The search in a table of more rules than a word holds, or with cells that have to be tried.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use guiju_dmn::HitPolicy;
use guiju_dmn::logic::{Bucket, TableIndex, TableLogic};
use guiju_feel::Value;

use super::memo::Memo;
use crate::eval::Batch;
use crate::output::{NO_RULES, TableHits};
use crate::vector::Vector;

/// The search in one table.
pub(super) struct Search<'a> {
    pub(super) table: &'a TableLogic<'a>,
    pub(super) index: TableIndex<'a>,
    pub(super) inputs: &'a [Arc<Vector>],
    /// The sets of rules that were met, where several may match.
    pub(super) known: BTreeMap<Vec<u32>, u32>,
    pub(super) memo: Memo,
    /// The buckets of the row under way.
    pub(super) row: Vec<Bucket>,
}

impl Search<'_> {
    /// The set of rules that match in a row; `None` where a cell gives a reason.
    pub(super) fn find(&mut self, batch: &Batch<'_>, row: usize, hits: &mut TableHits) -> Option<u32> {
        let Some(place) = self.memo.place(self.row.iter().map(|bucket| bucket.plain())) else { return self.search(batch, row, hits) };
        if let Some(set) = self.memo.get(place) {
            return Some(set);
        }
        let found = self.search(batch, row, hits);
        self.memo.keep(place, found);
        found
    }

    fn search(&mut self, batch: &Batch<'_>, row: usize, hits: &mut TableHits) -> Option<u32> {
        let is_first = self.table.hit_policy() == HitPolicy::First;
        if is_first {
            match self.index.first(&self.row) {
                None => return Some(NO_RULES),
                Some((rule, false)) => return u32::try_from(rule + 1).ok(),
                Some((_, true)) => {}
            }
        }
        let mut matched: Vec<u32> = Vec::new();
        let mut has_reason = false;
        let mut given: Option<(Vec<Value>, Vec<Value>)> = None;
        self.index.search(&self.row, |rule, is_unsure| {
            let is_match = if is_unsure {
                let (inputs, frame) =
                    given.get_or_insert_with(|| (self.inputs.iter().map(|vector| vector.value(row)).collect(), batch.row_of_frame(row)));
                match self.table.try_rule(rule, inputs, frame, batch.context) {
                    Some(is_match) => is_match,
                    None => {
                        has_reason = true;
                        return ControlFlow::Break(());
                    }
                }
            } else {
                true
            };
            if is_match {
                matched.push(u32::try_from(rule).unwrap_or(u32::MAX));
                if is_first {
                    return ControlFlow::Break(());
                }
            }
            ControlFlow::Continue(())
        });
        if has_reason {
            return None;
        }
        if is_first {
            return Some(matched.first().map_or(NO_RULES, |rule| rule + 1));
        }
        if matched.is_empty() {
            return Some(NO_RULES);
        }
        if let Some(set) = self.known.get(&matched) {
            return Some(*set);
        }
        let set = hits.keep(&matched);
        self.known.insert(matched, set);
        Some(set)
    }
}
