//! Totals grouped by fact, with the columns that one scan of it has to read.

use guiju_rulebook::{Aggregate, Total, Window};
use guiju_types::{Date, Month, RecordType, date_from_days, days_since_epoch};

use super::filter::Condition;
use crate::cut::Cut;
use crate::layout::{ColumnKind, EARLIEST, FactLayout, record_fact_name};
use crate::prune::Prune;
use crate::{TotalsQuery, WarehouseError};

/// Totals of one fact that one scan computes.
#[derive(Debug)]
pub(crate) struct FactPlan {
    pub(crate) fact: String,
    pub(crate) is_record: bool,
    pub(crate) columns: Vec<String>,
    pub(crate) totals: Vec<TotalPlan>,
    /// Rows after this day never count.
    pub(crate) end: i32,
    /// The column by which a row that happened between two days begins to count: from the earliest day on that it can have happened.
    pub(crate) earliest: Option<usize>,
    /// Rows known after this instant never count.
    pub(crate) known_at: Option<i64>,
}

/// One total.
#[derive(Debug)]
pub(crate) struct TotalPlan {
    /// Its position in the query.
    pub(crate) position: usize,
    pub(crate) name: String,
    pub(crate) aggregate: Kind,
    /// The window's column and its first day; `None`: from the beginning.
    pub(crate) by: usize,
    pub(crate) start: Option<i32>,
    pub(crate) condition: Option<Condition>,
}

/// What is made of the rows that count.
#[derive(Debug)]
pub(crate) enum Kind {
    /// Of the amounts in this column.
    Sum(usize),
    /// Of the whole numbers in this column.
    SumOfIntegers(usize),
    Count,
    /// A bit per month of the window; the number of the month by days since the window's start.
    Months(Vec<u8>),
    /// More months than bits: month numbers by total and place are gathered.
    ManyMonths,
}

/// Most totals of one scan: their "seen" bits share a word.
const TOTALS_MAX: usize = 60;
/// Most months whose bits share a word.
const MONTHS_MAX: u32 = 62;

/// Which place of a scan each column has.
#[derive(Debug)]
pub(crate) struct Wanted<'a> {
    layout: &'a FactLayout,
    total: &'a str,
    columns: Vec<String>,
}

impl<'a> Wanted<'a> {
    /// No column yet.
    pub(crate) fn new(layout: &'a FactLayout, total: &'a str) -> Self {
        Self { layout, total, columns: Vec::new() }
    }

    /// The columns, by place.
    pub(crate) fn into_columns(self) -> Vec<String> {
        self.columns
    }

    /// The place and kind of a column, wanted from now on.
    pub(crate) fn column(&mut self, name: &str) -> Result<(usize, ColumnKind), WarehouseError> {
        let kind = self.layout.kind_of(name).ok_or_else(|| WarehouseError::Unknown {
            total: self.total.to_owned(),
            name: name.to_owned(),
            what: format!("column of the fact `{}`", self.layout.name),
        })?;
        let place = self.columns.iter().position(|column| column == name).unwrap_or_else(|| {
            self.columns.push(name.to_owned());
            self.columns.len() - 1
        });
        Ok((place, kind))
    }

    fn typed(&mut self, name: &str, kinds: &[ColumnKind], what: &str) -> Result<(usize, ColumnKind), WarehouseError> {
        let found = self.column(name)?;
        if kinds.contains(&found.1) {
            return Ok(found);
        }
        Err(WarehouseError::Unknown { total: self.total.to_owned(), name: name.to_owned(), what: format!("{what} column") })
    }
}

/// Plans one scan per fact.
pub(crate) fn plan(query: &TotalsQuery<'_>, cut: &Cut, types: &[RecordType]) -> Result<Vec<FactPlan>, WarehouseError> {
    let mut plans: Vec<FactPlan> = Vec::new();
    for (position, total) in query.totals.iter().enumerate() {
        let is_record = types.iter().any(|kind| kind.name == total.fact);
        let fact = if is_record { record_fact_name(&total.fact) } else { total.fact.clone() };
        let Some(layout) = cut.layout(&fact) else {
            return Err(WarehouseError::Unknown { total: total.name.clone(), name: total.fact.clone(), what: "fact".to_owned() });
        };
        let at = plans.iter().position(|plan| plan.fact == fact && plan.totals.len() < TOTALS_MAX);
        let plan = match at.map(|at| plans.swap_remove(at)) {
            Some(plan) => plan,
            None => FactPlan::new(fact, is_record, query),
        };
        plans.push(plan.with(position, total, layout, query.month)?);
    }
    Ok(plans)
}

impl FactPlan {
    fn new(fact: String, is_record: bool, query: &TotalsQuery<'_>) -> Self {
        let mut columns = vec!["customer".to_owned(), "date".to_owned()];
        let known_at = query.known_at.map(|at| at.as_microsecond());
        if known_at.is_some() {
            columns.extend(["known_at".to_owned(), "_asserted".to_owned()]);
        }
        let end = days_since_epoch(query.month.last_day());
        let mut plan = Self { fact, is_record, columns, totals: Vec::new(), end, earliest: None, known_at };
        if !is_record && FactLayout::ledger(&plan.fact).is_some_and(|layout| layout.kind_of(EARLIEST).is_some()) {
            plan.earliest = Some(plan.want(EARLIEST));
        }
        plan
    }

    fn with(mut self, position: usize, total: &Total, layout: &FactLayout, month: Month) -> Result<Self, WarehouseError> {
        let mut wanted = Wanted { layout, total: &total.name, columns: std::mem::take(&mut self.columns) };
        let (by, _) = wanted.typed(&total.by, &[ColumnKind::Date], "date")?;
        let start = match total.window {
            Window::Months(months) => Some(first_month(month, months)),
            Window::All => None,
        };
        let aggregate = match (&total.aggregate, total.window) {
            (Aggregate::Sum(column), _) => match wanted.typed(column, &[ColumnKind::Amount, ColumnKind::Integer], "number")? {
                (place, ColumnKind::Integer) => Kind::SumOfIntegers(place),
                (place, _) => Kind::Sum(place),
            },
            (Aggregate::Count, _) => Kind::Count,
            (Aggregate::DistinctMonths, Window::Months(months)) if months <= MONTHS_MAX => Kind::Months(month_numbers(month, months)),
            (Aggregate::DistinctMonths, _) => Kind::ManyMonths,
        };
        let condition = total.filter.as_ref().map(|filter| Condition::new(filter, &mut wanted)).transpose()?;
        self.columns = wanted.columns;
        let start = start.map(days_since_epoch);
        self.totals.push(TotalPlan { position, name: total.name.clone(), aggregate, by, start, condition });
        Ok(self)
    }

    /// What need not be read: rows after the end or known too late, and rows in no total's window.
    pub(crate) fn prune(&self) -> Prune {
        let end = i64::from(self.end);
        let begins = |column: &str| Prune::at_most(column, end);
        let mut bounds = vec![match self.earliest {
            Some(_) => Prune::Any(vec![begins("date"), begins(EARLIEST)]),
            None => begins("date"),
        }];
        bounds.extend(self.known_at.map(|known_at| Prune::at_most("known_at", known_at)));
        let window = |total: &TotalPlan| {
            let by = self.columns.get(total.by)?;
            Some(Prune::All(vec![Prune::at_least(by, i64::from(total.start?)), Prune::at_most(by, end)]))
        };
        bounds.extend(self.totals.iter().map(window).collect::<Option<Vec<Prune>>>().map(Prune::Any));
        Prune::All(bounds)
    }

    /// The place of a column that is read besides those of the totals.
    pub(crate) fn want(&mut self, column: &str) -> usize {
        self.columns.iter().position(|wanted| wanted == column).unwrap_or_else(|| {
            self.columns.push(column.to_owned());
            self.columns.len() - 1
        })
    }
}

fn first_month(month: Month, months: u32) -> Date {
    month.plus(1 - i32::try_from(months.max(1)).unwrap_or(i32::MAX)).first_day()
}

/// The number of the month for each day of the window.
fn month_numbers(month: Month, months: u32) -> Vec<u8> {
    let first = first_month(month, months);
    let (start, end) = (days_since_epoch(first), days_since_epoch(month.last_day()));
    let number = |day| date_from_days(day).map(|date| Month::of(date).months_since(Month::of(first)));
    (start..=end).map(|day| number(day).and_then(|number| u8::try_from(number).ok()).unwrap_or(0)).collect()
}
