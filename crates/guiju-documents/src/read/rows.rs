//! Collects the cells of one row, and what merged cells show over its empty ones.

use std::ops::ControlFlow;

use super::Table;
use crate::{Cell, DocumentError, Row};

/// A merged region, rows and columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Region {
    pub(super) from: (u32, u32),
    pub(super) to: (u32, u32),
}

/// A merged region as far as it still matters to the rows to come.
struct Merge {
    region: Region,
    value: Cell,
}

/// The row that is being read.
pub(super) struct Rows<'a> {
    table: &'a Table,
    /// Regions that are still to begin, the last one first.
    to_come: Vec<Region>,
    /// Regions that reach into the row at hand.
    merges: Vec<Merge>,
    row: Row,
    count: u64,
    width: usize,
}

impl<'a> Rows<'a> {
    pub(super) fn new(table: &'a Table, regions: &[Region]) -> Self {
        let mut to_come = regions.to_vec();
        to_come.sort_unstable_by_key(|region| std::cmp::Reverse(region.from));
        Self { table, to_come, merges: Vec::new(), row: Row::default(), count: 0, width: 0 }
    }

    /// Adds a region that begins in the row at hand.
    pub(super) fn merge(&mut self, region: Region) {
        if self.merges.len() < self.table.limits.columns {
            self.merges.push(Merge { region, value: Cell::Empty });
        }
    }

    /// Puts a cell into the row; one that is empty is no matter.
    pub(super) fn put(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), DocumentError> {
        if cell.is_empty() {
            return Ok(());
        }
        let number = u64::from(row) + 1;
        let column = column as usize;
        if let Cell::Text(text) | Cell::Uncomputed(text) | Cell::Error(text) = &cell {
            self.table.check_cell(number, column, text.len())?;
        } else {
            self.table.check_cell(number, column, 0)?;
        }
        self.row.number = number;
        let cells = &mut self.row.cells;
        if cells.len() == column {
            if column == 0 {
                cells.reserve(self.width);
            }
            cells.push(cell);
            return Ok(());
        }
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        if let Some(place) = cells.get_mut(column) {
            *place = cell;
        }
        Ok(())
    }

    /// Gives out the collected row, if it holds anything.
    pub(super) fn end<E: From<DocumentError>>(
        &mut self,
        each: &mut dyn FnMut(Row) -> Result<ControlFlow<()>, E>,
    ) -> Result<ControlFlow<()>, E> {
        if self.row.number == 0 {
            return Ok(ControlFlow::Continue(()));
        }
        let mut row = std::mem::take(&mut self.row);
        self.width = row.cells.len();
        self.count += 1;
        self.table.check_rows(self.count)?;
        let at = u32::try_from(row.number - 1).unwrap_or(u32::MAX);
        while let Some(region) = self.to_come.pop_if(|region| region.from.0 <= at) {
            self.merges.push(Merge { region, value: Cell::Empty });
        }
        self.merges.retain(|merge| merge.region.to.0 >= at);
        for merge in &mut self.merges {
            let Region { from, to } = merge.region;
            if from.0 == at {
                merge.value = row.cell(from.1 as usize).clone();
            }
            if merge.value.is_empty() {
                continue;
            }
            for column in from.1..=to.1 {
                let column = column as usize;
                if column < self.table.limits.columns && row.cell(column).is_empty() {
                    row.merged.push((column, merge.value.clone()));
                }
            }
        }
        each(row)
    }
}
