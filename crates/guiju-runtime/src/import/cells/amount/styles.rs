//! Which decimal sign a column is written with: told by all of its cells.

use guiju_documents::Cell;

use super::{NumberStyle, written_amount};

/// What the cells of a column allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecimalSign {
    /// All amounts are the same with either sign, so nothing has to be known.
    Either,
    /// Some amounts differ with the sign, and no cell tells which it is: `1.234` alone.
    Unknown,
    /// A point.
    Point,
    /// A comma.
    Comma,
    /// Some cells need a point, others a comma.
    Mixed,
}

/// The amounts of a column, counted by the decimal signs they allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Styles {
    /// Those that are the same with either.
    pub(crate) same: u32,
    /// Those that are one amount with a point and another with a comma.
    pub(crate) differing: u32,
    /// Those that are an amount with a point only.
    pub(crate) point: u32,
    /// Those that are an amount with a comma only.
    pub(crate) comma: u32,
}

impl Styles {
    /// Counts a cell. What is no amount in any style tells nothing.
    pub(crate) fn take(&mut self, cell: &Cell) {
        let Cell::Text(text) = cell else { return };
        if text.bytes().all(|byte| byte.is_ascii_digit()) && !text.is_empty() {
            self.same += 1;
            return;
        }
        let read = |decimal| written_amount(cell, NumberStyle { decimal, rounds: true, ..NumberStyle::default() });
        match (read('.'), read(',')) {
            (Ok(Some(point)), Ok(Some(comma))) if point == comma => self.same += 1,
            (Ok(Some(_)), Ok(Some(_))) => self.differing += 1,
            (Ok(Some(_)), _) => self.point += 1,
            (_, Ok(Some(_))) => self.comma += 1,
            _ => {}
        }
    }

    /// The verdict of all of them.
    pub(crate) const fn sign(&self) -> DecimalSign {
        match (self.point > 0, self.comma > 0, self.differing > 0) {
            (true, true, _) => DecimalSign::Mixed,
            (true, false, _) => DecimalSign::Point,
            (false, true, _) => DecimalSign::Comma,
            (false, false, true) => DecimalSign::Unknown,
            (false, false, false) => DecimalSign::Either,
        }
    }
}
