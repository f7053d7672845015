//! [`RowSorter`]: which rows of a sheet are data, which are totals, and which are neither; the same for the comparison of readings and for
//! the import itself.
//!
//! A total is known by its word, and where nobody knows the word by its figures: it is the sum of the rows above it. A row of figures
//! alone is one for sure; one with a date may be an item that happens to be that sum, and a person is asked (`questions.rs`).

use guiju_documents::Row;
use guiju_types::Amount;

use super::evaluate::{amount_columns, column_amount};
use crate::import::Sum;
use crate::import::cells::date::dated;
use crate::import::file::header;
use crate::import::file::marks::{Mark, Marked, RowMarks};
use crate::import::plan::{Plan, PlanColumn};
use crate::import::targets::{FlowPart, Shape, Target};

/// What a row is, beside the rows of data.
pub(crate) enum RowKind {
    Data,
    Total(Mark),
    Skip(&'static str),
}

/// Rows whose sum is hardly ever the amount of another one by chance.
const MANY: u64 = 3;
/// Columns that a total leaves empty and an item hardly ever does.
const LACKING: usize = 2;
/// Unsure rows that are remembered.
const UNSURE: usize = 50;

/// Sorts the rows of a sheet.
pub(crate) struct RowSorter<'a> {
    pub(crate) plan: &'a Plan,
    is_past_total: bool,
    /// A second header of sums was the row before.
    is_below_sums: bool,
    /// The sums of the amount columns so far.
    all: Sums,
    /// Those since the last total.
    since: Sums,
    /// Rows of data.
    rows: u64,
    /// How many of them had a number of a paper.
    numbered: u64,
    /// The columns that no row of data left empty.
    always: Vec<usize>,
    balance: Option<LastBalance>,
    /// Rows that were taken for totals and have a date.
    pub(crate) unsure: Vec<u64>,
}

/// The balance of the last row of data, and whose it was.
struct LastBalance {
    column: usize,
    of: Vec<usize>,
    last: Option<(String, Amount)>,
}

impl LastBalance {
    fn whose(&self, row: &Row) -> String {
        self.of.iter().map(|column| row.shown(*column).text().into_owned()).collect::<Vec<_>>().join("\u{1f}")
    }
}

impl<'a> RowSorter<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        let sums = Sums { of: amount_columns(plan).into_iter().map(|(index, _)| (index, 0)).collect(), rows: 0 };
        let of =
            |is: fn(&Target) -> bool| plan.columns.iter().filter(move |column: &&PlanColumn| is(&column.target)).map(|column| column.index);
        let whose = |target: &Target| {
            matches!(target, Target::Flow(FlowPart::Account | FlowPart::Payer | FlowPart::Payee))
                || matches!(target, Target::Field { kind, .. } if kind == "customer")
        };
        let balance = of(|target| matches!(target, Target::Flow(FlowPart::Balance))).next();
        let balance = balance.map(|column| LastBalance { column, of: of(whose).collect(), last: None });
        let always = (0..plan.header.names.len()).collect();
        let (all, since) = (sums.clone(), sums);
        Self { plan, is_past_total: false, is_below_sums: false, all, since, rows: 0, numbered: 0, always, balance, unsure: Vec::new() }
    }

    /// What a row is, with what its cells say of it.
    pub(crate) fn kind(&mut self, row: &Row, marks: RowMarks) -> RowKind {
        let kind = self.sorted(row, marks);
        match kind {
            RowKind::Data => {
                self.rows += 1;
                self.numbered += u64::from(self.has_number(row));
                self.always.retain(|column| !row.shown(*column).is_empty());
                for sums in [&mut self.all, &mut self.since] {
                    sums.add(self.plan, row);
                }
                let plan = self.plan;
                if let Some(balance) = &mut self.balance {
                    balance.last = column_amount(plan, row, balance.column).map(|now| (balance.whose(row), now));
                }
            }
            RowKind::Total(_) => self.since.clear(),
            RowKind::Skip(_) => {}
        }
        kind
    }

    fn sorted(&mut self, row: &Row, marks: RowMarks) -> RowKind {
        if header::repeats(row, &self.plan.header) {
            return RowKind::Skip("repeated_header");
        }
        let filled = marks.filled;
        if std::mem::take(&mut self.is_below_sums) && !self.has_date(row) {
            return RowKind::Skip("stated");
        }
        if let Some(is_header) = marks.states {
            self.is_below_sums = is_header;
            return RowKind::Skip("stated");
        }
        match marks.marked {
            Some(Marked { mark: Mark::Footer, .. }) => return RowKind::Skip("footer"),
            Some(Marked { mark: Mark::Opening, .. }) if self.plan.recipe.flow.out_gives.is_some() => {}
            Some(marked @ Marked { mark, .. }) if self.is_no_data(row, marked) => {
                self.is_past_total |= mark == Mark::Total;
                return RowKind::Total(mark);
            }
            Some(_) | None => {}
        }
        let has_core = self
            .plan
            .columns
            .iter()
            .any(|column| (column.target.is_amount() || column.target.shape() == Shape::Date) && !row.shown(column.index).is_empty());
        // Notes, rulers, a second header and what stands below it: no date and no amount, in a table that has both.
        if !has_core && self.plan.is_ledger() {
            return RowKind::Skip("note");
        }
        if self.is_past_total && filled <= 2 && self.plan.columns.len() > 2 {
            return RowKind::Skip("footer");
        }
        if self.plan.is_ledger() { self.by_figures(row, filled, marks.marked) } else { RowKind::Data }
    }

    /// A row whose word nobody knows, by its figures.
    fn by_figures(&mut self, row: &Row, filled: usize, marked: Option<Marked>) -> RowKind {
        let has_date = self.has_date(row);
        let is_since = |least: u64| self.since.are_of(self.plan, row, least);
        let is_all = self.all.are_of(self.plan, row, 2);
        let few = filled <= self.plan.columns.len().div_ceil(2) && !has_date;
        // Where every row has a number, one without is no row like them.
        let alone = self.numbered >= 2 && self.numbered == self.rows && !self.has_number(row);
        if (few || (alone && !has_date)) && is_all {
            self.is_past_total = true;
            return RowKind::Total(Mark::Total);
        }
        // In a book with balances a row of amounts that moves none is no movement.
        let is_still = self.balance.as_ref().is_some_and(|balance| {
            let now = column_amount(self.plan, row, balance.column).map(|now| (balance.whose(row), now));
            now.is_some() && now == balance.last
        });
        if is_still && (is_since(2) || is_all) {
            return RowKind::Total(if is_since(2) { Mark::Subtotal } else { Mark::Running });
        }
        let lacks = self.rows >= 2 && self.lacking(row) > 0;
        let is_marked_sum = marked.is_some_and(|marked| is_since(1) && !(self.has_number_beside(row, marked) && has_date));
        // A second row with the amounts of the only one above it, and without much of what that one has: its total, or the same again.
        let is_bare = if self.numbered == 1 { !self.has_number(row) } else { filled * 2 <= self.plan.header.names.len() };
        let repeats_only = self.rows == 1 && is_bare && self.lacking(row) >= LACKING && self.all.are_of(self.plan, row, 1);
        let mark = match (is_since(2) || is_marked_sum, is_all) {
            (true, _) => Mark::Subtotal,
            (false, true) => Mark::Running,
            (false, false) if repeats_only => return self.unsure(row),
            (false, false) => return RowKind::Data,
        };
        // The sum of everything, of more rows than chance explains, lacks nothing where its word stands for a name. In a statement an amount
        // is easily that of the only other one that came in.
        let is_all_of_many = is_all && self.all.rows >= MANY && !self.plan.is_flow();
        if !(lacks || alone || is_marked_sum || is_all_of_many) {
            return RowKind::Data;
        }
        // A word and the figures together leave no doubt.
        if has_date && !is_marked_sum {
            return self.unsure(row);
        }
        RowKind::Total(mark)
    }

    /// A row that is the sum of others: an item that leaves something empty may be so by chance, and a person is asked.
    fn unsure(&mut self, row: &Row) -> RowKind {
        if self.plan.recipe.file.sums == Some(Sum::Items) {
            return RowKind::Data;
        }
        if self.unsure.len() < UNSURE {
            self.unsure.push(row.number);
        }
        // It was found by its sum, so that its sum proves nothing.
        self.since.clear();
        RowKind::Skip("subtotal")
    }

    /// How many columns that no row of data left empty this one does.
    fn lacking(&self, row: &Row) -> usize {
        self.always.iter().filter(|column| row.shown(**column).is_empty()).count()
    }

    /// A row that says `合计` is a total, unless it has a date and a number of its own, as an item of that name does.
    fn is_no_data(&self, row: &Row, marked: Marked) -> bool {
        let has_number = self.has_number_beside(row, marked);
        if marked.is_whole { !(has_number && self.has_date(row)) } else { !has_number && !self.has_date(row) }
    }

    fn has_number(&self, row: &Row) -> bool {
        self.plan.columns.iter().any(|column| column.target.is_number() && !row.cell(column.index).is_empty())
    }

    /// Whether a row has a number that is not the word of the total itself.
    fn has_number_beside(&self, row: &Row, marked: Marked) -> bool {
        let numbers = self.plan.columns.iter().filter(|column| column.target.is_number() && column.index != marked.column);
        numbers.into_iter().any(|column| !row.cell(column.index).is_empty())
    }

    fn has_date(&self, row: &Row) -> bool {
        let is_date = |column: &&PlanColumn| column.target.shape() == Shape::Date;
        self.plan.columns.iter().filter(is_date).any(|column| matches!(dated(row.cell(column.index), &column.reading.dates), Ok(Some(_))))
    }
}

/// Sums of the amount columns over some rows.
#[derive(Debug, Clone)]
struct Sums {
    of: Vec<(usize, i128)>,
    /// Rows with an amount.
    rows: u64,
}

impl Sums {
    fn add(&mut self, plan: &Plan, row: &Row) {
        let mut is_any = false;
        for (index, sum) in &mut self.of {
            if let Some(amount) = column_amount(plan, row, *index) {
                *sum += i128::from(amount.parts());
                is_any |= !amount.is_zero();
            }
        }
        self.rows += u64::from(is_any);
    }

    fn clear(&mut self) {
        self.rows = 0;
        for (_, sum) in &mut self.of {
            *sum = 0;
        }
    }

    /// Whether the amounts of a row are these sums, of so many rows at least.
    fn are_of(&self, plan: &Plan, row: &Row, least: u64) -> bool {
        let mut is_any = false;
        for (index, sum) in &self.of {
            match column_amount(plan, row, *index).filter(|amount| !amount.is_zero()) {
                Some(stated) if i128::from(stated.parts()) == *sum => is_any = true,
                Some(_) => return false,
                None => {}
            }
        }
        is_any && self.rows >= least
    }
}
