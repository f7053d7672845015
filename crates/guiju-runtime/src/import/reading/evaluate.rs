//! Tries a reading on the rows that were looked at: what it gives in money, what is refused, and which proofs hold.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use guiju_documents::Row;
use guiju_types::{Amount, Date};

use super::candidate::Candidate;
use super::rows::{RowKind, RowSorter};
use crate::import::cells::amount::compared_amount;
use crate::import::cells::name::company_key;
use crate::import::customers::{Customers, Found};
use crate::import::drafts::{Gives, Reader, RowCustomer, code_clash, is_short_of};
use crate::import::file::marks::RowMarks;
use crate::import::file::preamble::Preamble;
use crate::import::money::{Counting, Money};
use crate::import::plan::{Plan, SourceFile};
use crate::import::proof::{Proof, Proofs};
use crate::import::rates::Rates;
use crate::import::reason::Problem;
use crate::import::targets::{FlowPart, Target};
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
    /// Rows that are the sum of those above them and have a date all the same: an item, or a total of that day.
    pub(crate) sums: Vec<u64>,
    /// What comes in where they count as items.
    pub(crate) with_sums: Option<Money>,
    /// Rows of which more is open than was charged, or the opposite of it.
    pub(crate) beyond: u64,
    /// Rows by which something below zero is owed.
    pub(crate) below: u64,
    /// The first day of any row.
    pub(crate) first_date: Option<Date>,
    /// The last one.
    pub(crate) last_date: Option<Date>,
    /// Statuses of rows that nobody explained.
    pub(crate) statuses: BTreeSet<String>,
    /// Amounts by the direction that the file says and whether they are below zero: in, in below zero, out, out below zero.
    pub(crate) signs: [u64; 4],
    /// Currencies without a rate.
    pub(crate) rates: BTreeSet<String>,
    /// A column that is the amount and another column together: the amount is then without what the other column adds.
    pub(crate) net_beside: Option<usize>,
    /// Whether amounts that no header explains are parts of what the reading takes for open, paid or a cost.
    pub(crate) has_parts: bool,
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

/// Everything that readings of one sheet are tried with.
pub(crate) struct Trial<'a> {
    pub(crate) books: &'a Books<'a>,
    pub(crate) file: SourceFile<'a>,
    pub(crate) rows: &'a [Row],
    /// Those of `rows`.
    pub(crate) marks: &'a [RowMarks],
    pub(crate) preamble: &'a Preamble,
    pub(crate) customers: &'a Customers,
    /// Other sheets of the same columns, which come in together with this one.
    pub(crate) beside: &'a [Beside<'a>],
}

/// A sheet beside the one that is looked at, with what its rows' cells say of them.
pub(crate) struct Beside<'a> {
    pub(crate) rows: &'a [Row],
    pub(crate) header_row: u64,
    pub(crate) marks: Vec<RowMarks>,
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
        let (mut read, mut refused, mut beyond, mut below) = (0, 0, 0, 0);
        let mut signs = [0_u64; 4];
        let (mut first_date, mut last_date): (Option<Date>, Option<Date>) = (None, None);
        let mut statuses = BTreeSet::new();
        let mut terms = BTreeSet::new();
        let mut rateless = BTreeSet::new();
        let mut similar: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
        let mut named: HashMap<String, String> = HashMap::new();
        let mut by_alias = BTreeSet::new();
        for (row, marks) in self.rows.iter().zip(self.marks).filter(|(row, _)| row.number > plan.header.row) {
            let amounts = |index: usize| column_amount(&plan, row, index);
            let kind = sorter.kind(row, *marks);
            match kind {
                RowKind::Total(mark) => proofs.total(row.number, mark, &amounts),
                RowKind::Skip("repeated_header") => proofs.block(),
                RowKind::Skip(_) => {}
                RowKind::Data => {
                    read += 1;
                    let (gives, mut found) = reader.read(row, *marks, "", self.customers);
                    self.look_at_customer(&gives, &recipe, &mut named, &mut similar, &mut found);
                    by_alias.extend(self.said_name(&gives, by_alias.len()));
                    last_date = last_date.max(gives.facts.date);
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
                        let is_opposite = open.is_negative() != amount.is_negative() && !open.is_zero() && !amount.is_zero();
                        beyond += u64::from(open.abs() > amount.abs() || is_opposite);
                    }
                    below += u64::from(gives.facts.open.or(gives.facts.amount).is_some_and(Amount::is_negative));
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
        for sheet in self.beside {
            self.count_beside(sheet, &recipe, &rates, &mut counting);
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
            sums: sorter.unsure,
            with_sums: None,
            beyond,
            below,
            problems,
            score: 0,
            rates: rateless,
            first_date,
            last_date,
            net_beside: None,
            has_parts: false,
            signs,
            statuses,
            terms,
            similar,
            by_alias,
        })
    }
}

impl Trial<'_> {
    /// What another sheet of the same columns gives in money.
    fn count_beside(&self, sheet: &Beside<'_>, recipe: &Recipe, rates: &Rates, counting: &mut Counting) {
        let Ok(plan) = Plan::make(self.books, recipe, self.file, sheet.rows) else { return };
        let reader = Reader { books: self.books, plan: &plan, rates, now: guiju_types::Timestamp::now() };
        let mut sorter = RowSorter::new(&plan);
        for (row, marks) in sheet.rows.iter().zip(&sheet.marks).filter(|(row, _)| row.number > plan.header.row) {
            if matches!(sorter.kind(row, *marks), RowKind::Data) {
                let (gives, problems) = reader.read(row, *marks, "", self.customers);
                counting.row(&gives, &problems);
            }
        }
    }

    /// The row's name, where a person said whose it is.
    fn said_name(&self, gives: &Gives, known: usize) -> Option<String> {
        let is_by_alias = matches!(&gives.customer, RowCustomer::Known(Found::Alias(_), ..));
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
    compared_amount(row.cell(index), column.reading.style).ok().flatten()
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
