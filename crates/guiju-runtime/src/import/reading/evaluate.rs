//! Tries a reading on the rows that were looked at: what it gives in money, what is refused, and which proofs hold.

use std::collections::BTreeMap;

use guiju_documents::Row;
use guiju_types::Amount;

use super::candidate::Candidate;
use crate::import::cells::amount::amount;
use crate::import::customers::Customers;
use crate::import::drafts::Reader;
use crate::import::file::header;
use crate::import::file::marks::{Mark, Marked, Marks};
use crate::import::file::preamble::Preamble;
use crate::import::money::{Counting, Money};
use crate::import::plan::Plan;
use crate::import::proof::{Proof, Proofs};
use crate::import::rates::Rates;
use crate::import::reason::Problem;
use crate::import::{Books, ImportError, Recipe};

/// A reading with what it leads to.
#[derive(Debug)]
pub(crate) struct Evaluated<'a> {
    pub(crate) candidate: Candidate<'a>,
    pub(crate) recipe: Recipe,
    pub(crate) money: Money,
    pub(crate) proofs: Vec<Proof>,
    pub(crate) read: u64,
    pub(crate) refused: u64,
    /// What was wrong with rows, by code: how often, and the first.
    pub(crate) problems: BTreeMap<&'static str, (u64, Problem)>,
    pub(crate) score: i64,
    /// Statuses of rows that nobody explained.
    pub(crate) statuses: std::collections::BTreeSet<String>,
}

/// Statuses that are asked about.
const STATUSES: usize = 20;

/// What a row is, beside the rows of data.
pub(crate) enum RowKind {
    Data,
    Total(Mark),
    Skip(&'static str),
}

/// Sorts the rows of a sheet into data, totals and what is neither; the same for the comparison of readings and for the import itself.
pub(crate) struct RowSorter<'a> {
    pub(crate) plan: &'a Plan,
    pub(crate) marks: &'a Marks<'a>,
    is_past_total: bool,
    /// A second header of sums was the row before.
    is_below_sums: bool,
    /// The sums of the amount columns so far: a row that only repeats them is a total, whatever it is called.
    sums: Vec<(usize, i128)>,
    rows: u64,
}

impl<'a> RowSorter<'a> {
    pub(crate) fn new(plan: &'a Plan, marks: &'a Marks<'a>) -> Self {
        let sums = amount_columns(plan).into_iter().map(|(index, _)| (index, 0)).collect();
        Self { plan, marks, is_past_total: false, is_below_sums: false, sums, rows: 0 }
    }

    /// What a row is.
    pub(crate) fn kind(&mut self, row: &Row) -> RowKind {
        let kind = self.sorted(row);
        if matches!(kind, RowKind::Data) {
            self.rows += 1;
            for (index, sum) in &mut self.sums {
                if let Some(amount) = column_amount(self.plan, row, *index) {
                    *sum += i128::from(amount.parts());
                }
            }
        }
        kind
    }

    fn sorted(&mut self, row: &Row) -> RowKind {
        if header::repeats(row, &self.plan.header) {
            return RowKind::Skip("repeated_header");
        }
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        if std::mem::take(&mut self.is_below_sums) && !self.has_date(row) {
            return RowKind::Skip("stated");
        }
        if let Some(is_header) = self.marks.states(row) {
            self.is_below_sums = is_header;
            return RowKind::Skip("stated");
        }
        match self.marks.of_row(row) {
            Some(Marked { mark: Mark::Footer, .. }) => return RowKind::Skip("footer"),
            Some(Marked { mark: Mark::Opening, .. }) if self.plan.recipe.flow.out_gives.is_some() => {}
            Some(Marked { mark, is_whole }) if self.is_no_data(row, is_whole) => {
                self.is_past_total |= mark == Mark::Total;
                return RowKind::Total(mark);
            }
            Some(_) | None => {}
        }
        let has_core = self.plan.columns.iter().any(|column| {
            (column.target.is_amount() || column.target.shape() == crate::import::targets::Shape::Date)
                && !row.shown(column.index).is_empty()
        });
        // Notes, rulers, a second header and what stands below it: no date and no amount, in a table that has both.
        if !has_core && self.plan.is_ledger() {
            return RowKind::Skip("note");
        }
        if self.is_past_total && filled <= 2 && self.plan.columns.len() > 2 {
            return RowKind::Skip("footer");
        }
        if filled <= self.plan.columns.len().div_ceil(2) && self.plan.is_ledger() && !self.has_date(row) && self.is_sum(row) {
            self.is_past_total = true;
            return RowKind::Total(Mark::Total);
        }
        RowKind::Data
    }

    /// Whether the amounts of a row are the sums of all rows before it.
    fn is_sum(&self, row: &Row) -> bool {
        let mut is_any = false;
        for (index, sum) in &self.sums {
            match column_amount(self.plan, row, *index).filter(|amount| !amount.is_zero()) {
                Some(stated) if i128::from(stated.parts()) == *sum => is_any = true,
                Some(_) => return false,
                None => {}
            }
        }
        is_any && self.rows > 1
    }

    /// A row that says `合计` is a total, unless it has a date and a number of its own, as an item of that name does.
    fn is_no_data(&self, row: &Row, is_whole: bool) -> bool {
        let has_number = self.plan.columns.iter().any(|column| column.target.is_number() && !row.cell(column.index).is_empty());
        if is_whole { !(has_number && self.has_date(row)) } else { !has_number && !self.has_date(row) }
    }

    fn has_date(&self, row: &Row) -> bool {
        self.plan.columns.iter().any(|column| {
            column.target.shape() == crate::import::targets::Shape::Date
                && matches!(crate::import::cells::date::date(row.cell(column.index), column.reading.order), Ok(Some(_)))
        })
    }
}

/// Everything that readings of one sheet are tried with.
pub(crate) struct Trial<'a> {
    pub(crate) books: &'a Books<'a>,
    pub(crate) file: &'a str,
    pub(crate) rows: &'a [Row],
    pub(crate) marks: &'a Marks<'a>,
    pub(crate) preamble: &'a Preamble,
    pub(crate) customers: &'a Customers,
}

impl Trial<'_> {
    /// What a reading leads to.
    pub(crate) fn evaluate<'c>(&self, candidate: Candidate<'c>, recipe: Recipe) -> Result<Evaluated<'c>, ImportError> {
        let plan = Plan::make(self.books, &recipe, self.file, self.rows)?;
        let rates = Rates::load(self.books, &recipe)?;
        let reader = Reader { books: self.books, plan: &plan, rates: &rates, now: guiju_types::Timestamp::now() };
        let columns = amount_columns(&plan);
        let mut proofs = Proofs::new(columns, self.preamble);
        let mut sorter = RowSorter::new(&plan, self.marks);
        let mut counting = Counting::default();
        let mut problems: BTreeMap<&'static str, (u64, Problem)> = BTreeMap::new();
        let (mut read, mut refused) = (0, 0);
        let mut statuses = std::collections::BTreeSet::new();
        for row in self.rows.iter().filter(|row| row.number > plan.header.row) {
            let amounts = |index: usize| column_amount(&plan, row, index);
            match sorter.kind(row) {
                RowKind::Total(mark) => proofs.total(row.number, mark, &amounts),
                RowKind::Skip("repeated_header") => proofs.block(),
                RowKind::Skip(_) => {}
                RowKind::Data => {
                    read += 1;
                    let (gives, found) = reader.read(row, "", self.customers);
                    counting.row(&gives, found.is_empty());
                    proofs.row(row.number, &amounts, &gives.facts, gives.left_out == Some("void"), found.is_empty());
                    refused += u64::from(!found.is_empty());
                    for problem in found {
                        if problem.code == "status_unclear" && statuses.len() < STATUSES {
                            statuses.extend(problem.column.clone());
                        }
                        problems.entry(problem.code).or_insert_with(|| (0, problem.clone())).0 += 1;
                    }
                }
            }
        }
        Ok(Evaluated { candidate, recipe, money: counting.finish(), proofs: proofs.finish(), read, refused, problems, score: 0, statuses })
    }
}

/// The amount that a column of a row holds, in whole units.
pub(crate) fn column_amount(plan: &Plan, row: &Row, index: usize) -> Option<Amount> {
    let column = plan.columns.iter().find(|column| column.index == index)?;
    amount(row.cell(index), column.reading.style).ok().flatten()
}

/// The columns whose totals a file may state.
pub(crate) fn amount_columns(plan: &Plan) -> Vec<(usize, String)> {
    let mut columns: Vec<(usize, String)> = Vec::new();
    for column in &plan.columns {
        let is_balance = matches!(column.target, crate::import::targets::Target::Flow(crate::import::targets::FlowPart::Balance));
        let is_field = matches!(&column.target, crate::import::targets::Target::Field { field, .. } if matches!(field.kind, guiju_types::FieldType::Amount | guiju_types::FieldType::Decimal));
        if (column.target.is_amount() || is_field) && !is_balance && !columns.iter().any(|(index, _)| *index == column.index) {
            columns.push((column.index, column.header.clone()));
        }
    }
    columns
}
