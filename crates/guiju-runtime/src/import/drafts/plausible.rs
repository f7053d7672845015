//! Amounts that no business has: a telephone, tax or account number in the column of amounts, cells joined by a copying hand.
//!
//! Such an amount is refused with its place. Otherwise a few of them make sums that nothing can hold, and every total of the company with
//! them; that of the rows that come in is bounded as well ([`Held`]).

use guiju_documents::Row;
use guiju_types::Amount;

use super::{Gives, Reader};
use crate::import::reason::Problem;
use crate::import::targets::Target;

/// Whole units from which on an amount is refused: a million millions, 万亿. In the smallest of currencies that is some forty million dollars
/// in one row.
const IMPLAUSIBLE: i64 = 1_000_000_000_000;
/// Whole units that the rows of a file may come to, without their signs: a tenth of what an amount can hold.
const MOST: i128 = 92_000_000_000_000;

/// What a row gives, against what is plausible.
impl Reader<'_> {
    pub(super) fn implausible(&self, row: &Row, gives: &Gives) -> Option<Problem> {
        let is_too_large =
            |amount: Amount| amount.parts().unsigned_abs() / Amount::PARTS_PER_UNIT.unsigned_abs() >= IMPLAUSIBLE.unsigned_abs();
        let mut entries = gives.entries.iter().map(|entry| &entry.draft);
        let draft = entries.find(|draft| is_too_large(draft.amount) || is_too_large(draft.base_amount))?;
        let is_its = |column: &&crate::import::plan::PlanColumn| {
            !matches!(column.target, Target::Check(_)) && column.target.is_amount() && self.amount_of(row, column).is_some_and(is_too_large)
        };
        let column = self.plan.columns.iter().find(is_its);
        let amount = if is_too_large(draft.amount) { draft.amount } else { draft.base_amount };
        let problem = Problem::new(
            "amount_implausible",
            format!("金额 {amount} 大得不合理（万亿以上）：是不是把号码当成了金额？"),
            format!("an amount of {amount} is not plausible (a million millions or more): is it a number of something?"),
        );
        Some(match column {
            Some(column) => problem.at(&column.header),
            None => problem,
        })
    }

    fn amount_of(&self, row: &Row, column: &crate::import::plan::PlanColumn) -> Option<Amount> {
        crate::import::reading::evaluate::column_amount(self.plan, row, column.index)
    }
}

/// What the rows that come in come to, without their signs, in the base currency.
#[derive(Debug, Default)]
pub(crate) struct Held {
    sum: i128,
}

impl Held {
    /// Adds what a row gives; why it cannot come in, where all together would be more than sums can hold.
    pub(crate) fn take(&mut self, gives: &Gives) -> Option<Problem> {
        let of_row: i128 = gives.entries.iter().map(|entry| i128::from(entry.draft.base_amount.parts().unsigned_abs())).sum();
        if self.sum + of_row > MOST * i128::from(Amount::PARTS_PER_UNIT) {
            return Some(Problem::new(
                "sum_too_large",
                "本文件各行金额之和大得不合理：请核对金额列和单位",
                "the amounts of this file come to more than is plausible: check the column of amounts and its unit",
            ));
        }
        self.sum += of_row;
        None
    }
}
