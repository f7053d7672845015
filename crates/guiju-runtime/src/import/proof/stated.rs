//! Counts and sums that a file states of itself, above its header or below its rows.

use guiju_types::Amount;

use super::{Proof, Tally};
use crate::import::Side;
use crate::import::drafts::Flow;
use crate::import::file::preamble::Stated;

/// The stated figures beside what was counted.
#[derive(Debug, Default)]
pub(crate) struct StatedFigures {
    stated: Vec<Stated>,
    rows: [i64; 3],
    sums: [i128; 3],
}

const fn place(side: Side) -> usize {
    match side {
        Side::In => 0,
        Side::Out => 1,
        Side::Neither => 2,
    }
}

impl StatedFigures {
    pub(crate) fn new(stated: Vec<Stated>) -> Self {
        Self { stated, ..Self::default() }
    }

    pub(crate) fn row(&mut self, flow: &Flow) {
        let at = place(flow.side);
        if let Some(rows) = self.rows.get_mut(at) {
            *rows += 1;
        }
        if let Some(sum) = self.sums.get_mut(at) {
            *sum += i128::from(flow.amount.parts());
        }
    }

    pub(crate) fn proof(&self) -> Option<Proof> {
        let mut tally = Tally::default();
        for stated in &self.stated {
            let count = |count: i64| Amount::from_parts(count.saturating_mul(Amount::PARTS_PER_UNIT));
            let (side, is_rows) = match stated.what.split_once('_') {
                Some((side, what)) => (Some(side), what == "rows"),
                None => (None, true),
            };
            let at = match side {
                Some("in") => 0,
                Some("out") => 1,
                Some("neither") => 2,
                Some(_) => continue,
                None => {
                    tally.note(stated.row, &stated.what, stated.figure, count(self.rows.iter().sum()));
                    continue;
                }
            };
            let found = if is_rows {
                count(self.rows.get(at).copied().unwrap_or_default())
            } else {
                Amount::from_parts(i64::try_from(self.sums.get(at).copied().unwrap_or_default()).unwrap_or(i64::MAX))
            };
            // A sum of money out may be stated with a minus.
            tally.note(stated.row, &stated.what, stated.figure.abs(), found);
        }
        // Without a single movement there is nothing that the figures could be about.
        let proof =
            tally.proof("stated", "文件自己说的笔数和合计与各行相符", "the counts and sums that the file states are those of its rows")?;
        (self.rows.iter().sum::<i64>() > 0).then_some(proof)
    }
}
