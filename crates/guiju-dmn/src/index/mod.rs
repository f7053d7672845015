//! The index of a decision table: which rules an input can match, without trying them one by one.
//!
//! For each input column the constants and bounds of its cells cut the values of a kind (numbers, texts, dates …) into regions in
//! which no cell changes its mind. A value is in one region, a region belongs to a [`Bucket`], and a bucket has the set of the
//! rules that pass. The sets of the columns, taken together with `and`, are the rules that match.
//!
//! Two sets more keep the outcome what trying every cell would give. `noisy` holds the rules whose cell has to be *heard*: it gives
//! a reason, looks at other names, or is no constant question. Such a cell is tried whenever the cells left of it pass, even where it
//! is known to fail or a later one does, for as long as reasons are kept. `unsure` holds those, and the rules that change their mind inside of the bucket, which happens where a table is
//! so large that regions share a bucket. A rule that is unsure in a column is tried cell by cell.
//!
//! Memory is bounded: a column has as many buckets as [`BYTES_PER_COLUMN`] holds, equal sets are kept once, and a table beyond
//! [`RULES_MAX`] rules has no index; it is tried rule by rule as ever.
//!
//! Read [`Index::build`] first. `reading.rs` says what a cell asks, `track.rs` cuts a kind into buckets, `search.rs` finds the rules.

mod column;
mod intervals;
mod point;
mod reading;
mod search;
mod sets;
#[cfg(test)]
mod tests;
mod track;

pub(crate) use column::ColumnIndex;
pub use point::Kind;
use reading::Reading;
pub(crate) use search::{Chosen, bits};
use sets::{SetId, Sets};
pub(crate) use track::region;

use crate::evaluate::{Cell, Column, Rule};

/// Beyond this many rules one set is larger than what trying costs.
const RULES_MAX: usize = 1_000_000;
/// What the sets of one column may take.
const BYTES_PER_COLUMN: usize = 2 << 20;
/// What the sets of a table may take.
const BYTES_PER_TABLE: usize = 64 << 20;

/// Values that a table's cells do not tell apart: the rules that pass, and those that have to be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Bucket {
    pub(crate) pass: SetId,
    pub(crate) noisy: SetId,
    pub(crate) unsure: SetId,
}

/// The index of a table.
#[derive(Debug)]
pub(crate) struct Index {
    pub(crate) columns: Vec<ColumnIndex>,
    pub(crate) sets: Sets,
    /// As many steps as a cell that was asked when compiling took at most: an evaluation that may take fewer cannot trust the answer.
    steps: u64,
}

impl Index {
    /// The index of these rules, where it pays.
    pub(crate) fn build(columns: &[Column], rules: &[Rule]) -> Option<Self> {
        if rules.len() > RULES_MAX || columns.is_empty() {
            return None;
        }
        Some(Self::build_within(columns, rules, BYTES_PER_COLUMN.min(BYTES_PER_TABLE / columns.len())))
    }

    fn build_within(columns: &[Column], rules: &[Rule], budget: usize) -> Self {
        let mut sets = Sets::new(rules.len());
        let mut steps = 0;
        let mut indexed = Vec::with_capacity(columns.len());
        for (place, column) in columns.iter().enumerate() {
            let readings: Vec<Reading> = rules.iter().map(|rule| rule.cells.get(place).map_or(Reading::Open, Reading::of)).collect();
            steps = readings.iter().map(Reading::steps).fold(steps, u64::max);
            indexed.push(ColumnIndex::build(column, &readings, budget, &mut sets));
        }
        sets.close();
        Self { columns: indexed, sets, steps }
    }

    /// Whether an evaluation with so many steps would hear from each cell what was heard when compiling.
    pub(crate) fn is_for(&self, steps: u64) -> bool {
        steps >= self.steps
    }
}

/// Whether the index answers for a cell, at least for values of one kind.
pub(crate) fn is_indexed(tests: &guiju_feel::UnaryTests) -> bool {
    reading::spans_of(tests).is_some()
}

impl Reading {
    fn of(cell: &Cell) -> Self {
        match cell {
            Cell::Any => Self::Any,
            Cell::Numbers { tests, .. } | Cell::Texts { tests, .. } | Cell::Tests(tests) => Self::of_tests(tests),
            Cell::Broken(_) => Self::Open,
        }
    }
}
