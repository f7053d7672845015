//! Tries a reading on the rows that were looked at: what it gives in money, what is refused, and which proofs hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use guiju_documents::Row;
use guiju_types::{Amount, Date};

use super::candidate::Candidate;
use crate::import::cells::amount::amount;
use crate::import::cells::name::company_key;
use crate::import::customers::{Customers, Found};
use crate::import::drafts::{Gives, Reader, RowCustomer, code_clash, is_short_of};
use crate::import::file::header;
use crate::import::file::marks::{Mark, Marked, RowMarks};
use crate::import::file::preamble::Preamble;
use crate::import::money::{Counting, Money};
use crate::import::plan::{Plan, PlanColumn, SourceFile};
use crate::import::proof::{Proof, Proofs};
use crate::import::rates::Rates;
use crate::import::reason::Problem;
use crate::import::targets::{FlowPart, Shape, Target};
use crate::import::{Books, ImportError, Recipe, Side};

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
    /// Rows of which more is open than was charged.
    pub(crate) beyond: u64,
    /// The first day of any row.
    pub(crate) first_date: Option<Date>,
    /// Statuses of rows that nobody explained.
    pub(crate) statuses: BTreeSet<String>,
    /// Amounts by the direction that the file says and whether they are below zero: in, in below zero, out, out below zero.
    pub(crate) signs: [u64; 4],
    /// Currencies without a rate.
    pub(crate) rates: BTreeSet<String>,
    /// A column that is the amount and another column together: the amount is then without what the other column adds.
    pub(crate) net_beside: Option<usize>,
    /// Whether a title above the table names another kind of file.
    pub(crate) is_titled_otherwise: bool,
    /// Terms that nobody understands.
    pub(crate) terms: BTreeSet<String>,
    /// Names that may be those of known customers, each with the codes and names of these.
    pub(crate) similar: BTreeMap<String, Vec<(String, String)>>,
    /// Names by which a person said that a known customer is meant.
    pub(crate) by_alias: BTreeSet<String>,
}

/// Statuses that are asked about.
const STATUSES: usize = 20;
/// Names like those of known customers that are asked about.
const MOST_SIMILAR: usize = 400;

impl Evaluated<'_> {
    /// Whether the signs of the amounts mean what the reading takes them for: a minus that stands in every row of money out, and in no
    /// other, only repeats the direction; any other turns it round.
    pub(crate) const fn signs_fit(&self) -> bool {
        let [_, in_below, out, out_below] = self.signs;
        let repeat = out_below > 0 && out == 0 && in_below == 0;
        if in_below + out_below == 0 { true } else { self.candidate.flow.signs_repeat == repeat }
    }
}

/// What a row is, beside the rows of data.
pub(crate) enum RowKind {
    Data,
    Total(Mark),
    Skip(&'static str),
}

/// Sorts the rows of a sheet into data, totals and what is neither; the same for the comparison of readings and for the import itself.
pub(crate) struct RowSorter<'a> {
    pub(crate) plan: &'a Plan,
    is_past_total: bool,
    /// A second header of sums was the row before.
    is_below_sums: bool,
    /// The sums of the amount columns so far: a row that only repeats them is a total, whatever it is called.
    all: Sums,
    /// Those since the last total.
    since: Sums,
    rows: u64,
    /// The columns that no row of data left empty.
    always: Vec<usize>,
    /// The balance of the last row, where the table has balances.
    balance: Option<(usize, Option<Amount>)>,
    /// How many rows of data had a number of a paper.
    numbered: u64,
}

impl<'a> RowSorter<'a> {
    pub(crate) fn new(plan: &'a Plan) -> Self {
        let sums = Sums { of: amount_columns(plan).into_iter().map(|(index, _)| (index, 0)).collect(), rows: 0 };
        let is_balance = |column: &&PlanColumn| matches!(column.target, Target::Flow(FlowPart::Balance));
        let balance = plan.columns.iter().find(is_balance).map(|column| (column.index, None));
        let always = (0..plan.header.names.len()).collect();
        let (all, since) = (sums.clone(), sums);
        Self { plan, is_past_total: false, is_below_sums: false, all, since, rows: 0, always, balance, numbered: 0 }
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
                if let Some((column, last)) = &mut self.balance {
                    *last = column_amount(self.plan, row, *column);
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
            Some(Marked { mark, is_whole }) if self.is_no_data(row, is_whole) || self.since.are_of(self.plan, row, 1) => {
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
        let few = filled <= self.plan.columns.len().div_ceil(2) && !self.has_date(row);
        // Where every row has a number, one without is no row like them.
        let alone = self.numbered >= 2 && self.numbered == self.rows && !self.has_number(row);
        if !self.plan.is_ledger() {
            return RowKind::Data;
        }
        if (few || alone) && self.all.are_of(self.plan, row, 2) {
            self.is_past_total = true;
            return RowKind::Total(Mark::Total);
        }
        // A sum with a date lacks something else that every row has, or moves no balance.
        let lacks = || self.rows >= 2 && self.always.iter().any(|column| row.shown(*column).is_empty());
        let is_still = || {
            let now = self.balance.and_then(|(column, last)| Some((last?, column_amount(self.plan, row, column)?)));
            now.is_some_and(|(last, now)| last == now)
        };
        if (self.since.are_of(self.plan, row, 2) && (alone || lacks())) || (self.since.are_of(self.plan, row, 1) && is_still()) {
            return RowKind::Total(Mark::Subtotal);
        }
        if (self.all.are_of(self.plan, row, 2) && lacks()) || (self.all.are_of(self.plan, row, 1) && is_still()) {
            return RowKind::Total(Mark::Running);
        }
        RowKind::Data
    }

    /// A row that says `合计` is a total, unless it has a date and a number of its own, as an item of that name does.
    fn is_no_data(&self, row: &Row, is_whole: bool) -> bool {
        let has_number = self.has_number(row);
        if is_whole { !(has_number && self.has_date(row)) } else { !has_number && !self.has_date(row) }
    }

    fn has_number(&self, row: &Row) -> bool {
        self.plan.columns.iter().any(|column| column.target.is_number() && !row.cell(column.index).is_empty())
    }

    fn has_date(&self, row: &Row) -> bool {
        self.plan.columns.iter().any(|column| {
            column.target.shape() == Shape::Date
                && matches!(crate::import::cells::date::dated(row.cell(column.index), &column.reading.dates), Ok(Some(_)))
        })
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

/// Everything that readings of one sheet are tried with.
pub(crate) struct Trial<'a> {
    pub(crate) books: &'a Books<'a>,
    pub(crate) file: SourceFile<'a>,
    pub(crate) rows: &'a [Row],
    /// Those of `rows`.
    pub(crate) marks: &'a [RowMarks],
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
        let mut sorter = RowSorter::new(&plan);
        let mut counting = Counting::default();
        let mut problems: BTreeMap<&'static str, (u64, Problem)> = BTreeMap::new();
        let (mut read, mut refused, mut beyond) = (0, 0, 0);
        let mut signs = [0_u64; 4];
        let mut first_date: Option<Date> = None;
        let mut statuses = BTreeSet::new();
        let mut terms = BTreeSet::new();
        let mut rateless = BTreeSet::new();
        let mut similar: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        let mut named: HashMap<String, String> = HashMap::new();
        let mut by_alias = BTreeSet::new();
        for (row, marks) in self.rows.iter().zip(self.marks).filter(|(row, _)| row.number > plan.header.row) {
            let amounts = |index: usize| column_amount(&plan, row, index);
            match sorter.kind(row, *marks) {
                RowKind::Total(mark) => proofs.total(row.number, mark, &amounts),
                RowKind::Skip("repeated_header") => proofs.block(),
                RowKind::Skip(_) => {}
                RowKind::Data => {
                    read += 1;
                    let (gives, mut found) = reader.read(row, *marks, "", self.customers);
                    self.look_at_customer(&gives, &recipe, &mut named, &mut similar, &mut found);
                    by_alias.extend(self.said_name(&gives, by_alias.len()));
                    first_date = match (first_date, gives.facts.date) {
                        (Some(first), Some(date)) => Some(first.min(date)),
                        (first, date) => first.or(date),
                    };
                    if let Some((side, is_negative)) = gives.facts.stated {
                        let place = usize::from(is_negative) + if side == Side::Out { 2 } else { 0 };
                        if let (Some(count), true) = (signs.get_mut(place), side != Side::Neither) {
                            *count += 1;
                        }
                    }
                    if let (Some(amount), Some(open)) = (gives.facts.amount, gives.facts.open) {
                        beyond += u64::from(open.abs() > amount.abs());
                    }
                    counting.row(&gives, &found);
                    proofs.row(row.number, &amounts, &gives.facts, gives.left_out == Some("void"), found.is_empty());
                    refused += u64::from(!found.is_empty());
                    for problem in found {
                        if problem.code == "status_unclear" && statuses.len() < STATUSES {
                            statuses.extend(problem.about.clone());
                        }
                        if problem.code == "rate_missing" {
                            rateless.extend(problem.about.clone());
                        }
                        if problem.code.starts_with("terms") && terms.len() < STATUSES {
                            terms.extend(problem.about.clone());
                        }
                        problems.entry(problem.code).or_insert_with(|| (0, problem.clone())).0 += 1;
                    }
                }
            }
        }
        let titled = self.preamble.titled.as_ref();
        Ok(Evaluated {
            is_titled_otherwise: titled.is_some_and(|titled| *titled != candidate.kind.name),
            candidate,
            recipe,
            money: counting.finish(),
            proofs: proofs.finish(),
            read,
            refused,
            beyond,
            problems,
            score: 0,
            rates: rateless,
            first_date,
            net_beside: None,
            signs,
            statuses,
            terms,
            similar,
            by_alias,
        })
    }
}

impl Trial<'_> {
    /// The row's name, where a person said whose it is.
    fn said_name(&self, gives: &Gives, known: usize) -> Option<String> {
        let is_by_alias = matches!(&gives.customer, RowCustomer::Known(Found::Alias(_), _));
        let name = gives.facts.party.as_deref().filter(|_| is_by_alias && known < STATUSES)?;
        self.customers.said(name).map(|_| name.trim().to_owned())
    }

    /// One code with two names in the file, and names that are like those of known customers.
    fn look_at_customer(
        &self,
        gives: &Gives,
        recipe: &Recipe,
        named: &mut HashMap<String, String>,
        similar: &mut BTreeMap<String, Vec<(String, String)>>,
        problems: &mut Vec<Problem>,
    ) {
        let RowCustomer::New { code, name: Some(name), .. } = &gives.customer else { return };
        if code != name && !recipe.renames {
            match named.get(code) {
                Some(known) if company_key(known) != company_key(name) && !is_short_of(known, name) => {
                    problems.push(code_clash(code, known, name));
                }
                Some(_) => {}
                None if named.len() < MOST_NAMED => {
                    named.insert(code.clone(), name.clone());
                }
                None => {}
            }
        }
        if code == name && similar.len() < MOST_SIMILAR && !recipe.aliases.contains_key(name.trim()) && !similar.contains_key(name) {
            let known = self.customers.similar(name).into_iter().filter(|known| is_short_of(&known.name, name));
            let known: Vec<(String, String)> = known.map(|known| (known.code, known.name)).collect();
            if !known.is_empty() {
                similar.insert(name.clone(), known);
            }
        }
    }
}

/// Codes whose names are remembered.
const MOST_NAMED: usize = 20_000;

/// The amount that a column of a row holds, in whole units.
pub(crate) fn column_amount(plan: &Plan, row: &Row, index: usize) -> Option<Amount> {
    let column = plan.columns.iter().find(|column| column.index == index)?;
    amount(row.cell(index), column.reading.style).ok().flatten()
}

/// The columns whose totals a file may state.
pub(crate) fn amount_columns(plan: &Plan) -> Vec<(usize, String)> {
    let mut columns: Vec<(usize, String)> = Vec::new();
    for column in &plan.columns {
        let is_balance = matches!(column.target, Target::Flow(FlowPart::Balance));
        let is_field = matches!(&column.target, Target::Field { field, .. } if matches!(field.kind, guiju_types::FieldType::Amount | guiju_types::FieldType::Decimal));
        if (column.target.is_amount() || is_field) && !is_balance && !columns.iter().any(|(index, _)| *index == column.index) {
            columns.push((column.index, column.header.clone()));
        }
    }
    columns
}
