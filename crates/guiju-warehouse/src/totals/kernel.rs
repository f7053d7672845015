//! Accumulates the totals of one fact over batches: an array indexed by the customer's place, no hash table.

use std::collections::BTreeSet;

use arrow_array::{Array, BooleanArray, RecordBatch};
use guiju_types::{Amount, Month, date_from_days};

use super::filter::Truth;
use super::plan::{FactPlan, Kind, TotalPlan};
use crate::WarehouseError;
use crate::columns::{self, Values};
use crate::slots::{NONE, Slots};
use crate::versions::{Replaced, Reversed, is_current};

/// Where the columns of record types are that say which version is current.
#[derive(Debug)]
pub(crate) struct VersionColumns {
    pub(crate) record: usize,
    pub(crate) version: usize,
    pub(crate) is_withdrawn: usize,
    pub(crate) replaced: Replaced,
}

/// Where the columns of ledger facts are that say which entries stand. What was taken back counts no more than what takes it back: sums
/// would forget both anyhow, counts and months would not.
#[derive(Debug)]
pub(crate) struct ReversalColumns {
    pub(crate) id: usize,
    pub(crate) reverses: usize,
    pub(crate) reversed: Reversed,
}

/// One scan's work.
#[derive(Debug)]
pub(crate) struct Kernel<'a> {
    pub(crate) plan: &'a FactPlan,
    pub(crate) slots: &'a Slots,
    pub(crate) customers: usize,
    /// For record types of which some records have more than one version.
    pub(crate) versions: Option<VersionColumns>,
    /// For facts of the ledger of which some entries were taken back.
    pub(crate) reversals: Option<ReversalColumns>,
}

/// From when on a row counts.
fn begins(dates: &Values<'_, i32>, earliest: Option<&Values<'_, i32>>, row: usize) -> Option<i32> {
    earliest.and_then(|earliest| earliest.get(row)).or_else(|| dates.get(row))
}

/// What one worker has gathered.
#[derive(Debug)]
pub(crate) struct Gathered {
    /// Per customer: a bit for each total that a row counted for, then a cell for each total.
    cells: Vec<i64>,
    months: BTreeSet<(usize, u32, i32)>,
    pub(crate) has_asserted: bool,
    places: Vec<u32>,
}

impl Kernel<'_> {
    fn width(&self) -> usize {
        self.plan.totals.len() + 1
    }

    pub(crate) fn start(&self) -> Gathered {
        Gathered { cells: vec![0; self.customers * self.width()], months: BTreeSet::new(), has_asserted: false, places: Vec::new() }
    }

    /// Adds a batch.
    pub(crate) fn step(&self, gathered: &mut Gathered, batch: &RecordBatch) -> Result<(), WarehouseError> {
        self.place_rows(&mut gathered.places, batch)?;
        let asserted = match self.plan.known_at {
            Some(_) => Some(columns::booleans(batch, 3)?).filter(|asserted| asserted.true_count() > 0),
            None => None,
        };
        for (number, total) in self.plan.totals.iter().enumerate() {
            self.add(gathered, batch, number, total, asserted)?;
        }
        Ok(())
    }

    /// The customer's place of each row that may count.
    fn place_rows(&self, places: &mut Vec<u32>, batch: &RecordBatch) -> Result<(), WarehouseError> {
        let (customers, dates) = (columns::integers(batch, 0)?, columns::dates(batch, 1)?);
        let end = self.plan.end;
        let earliest = self.plan.earliest.map(|place| columns::dates(batch, place)).transpose()?;
        // Hardly any batch has a clearing.
        let earliest = earliest.filter(|earliest| (0..batch.num_rows()).any(|row| earliest.get(row).is_some()));
        places.clear();
        match (customers.all(), dates.all()) {
            (Some(customers), Some(dates)) if earliest.is_none() => places
                .extend(customers.iter().zip(dates).map(|(customer, date)| if *date <= end { self.slots.place(*customer) } else { NONE })),
            _ => places.extend((0..batch.num_rows()).map(|row| match (customers.get(row), begins(&dates, earliest.as_ref(), row)) {
                (Some(customer), Some(date)) if date <= end => self.slots.place(customer),
                _ => NONE,
            })),
        }
        if let Some(known_at) = self.plan.known_at {
            let known = columns::instants(batch, 2)?;
            for (row, place) in places.iter_mut().enumerate() {
                if known.get(row).is_none_or(|known| known > known_at) {
                    *place = NONE;
                }
            }
        }
        if let Some(reversals) = &self.reversals {
            let (ids, reverses) = (columns::integers(batch, reversals.id)?, columns::integers(batch, reversals.reverses)?);
            for (row, place) in places.iter_mut().enumerate() {
                if reverses.get(row) != Some(0) || ids.get(row).is_none_or(|id| reversals.reversed.contains_key(&id)) {
                    *place = NONE;
                }
            }
        }
        if let Some(versions) = &self.versions {
            let records = columns::integers(batch, versions.record)?;
            let numbers = columns::integers(batch, versions.version)?;
            let withdrawn = columns::booleans(batch, versions.is_withdrawn)?;
            for (row, place) in places.iter_mut().enumerate() {
                let is_counted = match (records.get(row), numbers.get(row)) {
                    (Some(record), Some(version)) => is_current(&versions.replaced, record, version) && !withdrawn.value(row),
                    _ => false,
                };
                if !is_counted {
                    *place = NONE;
                }
            }
        }
        Ok(())
    }

    fn add(
        &self,
        gathered: &mut Gathered,
        batch: &RecordBatch,
        number: usize,
        total: &TotalPlan,
        asserted: Option<&BooleanArray>,
    ) -> Result<(), WarehouseError> {
        let Gathered { cells, months, has_asserted, places } = gathered;
        let by = columns::dates(batch, total.by)?;
        let truth = total.condition.as_ref().map(|condition| condition.evaluate(batch)).transpose()?;
        let (start, end, width) = (total.start.unwrap_or(i32::MIN), self.plan.end, self.width());
        let mut rows = Rows { places, by, truth, asserted, start, end, width, number, cells, has_asserted };
        let overflow = || WarehouseError::Overflow { name: total.name.clone() };
        match &total.aggregate {
            Kind::Sum(column) => {
                let values = columns::amounts(batch, *column)?;
                rows.each(|row, _, _, cell| {
                    let Some(value) = values.get(row) else { return Ok(false) };
                    *cell = cell.checked_add(value).ok_or_else(overflow)?;
                    Ok(true)
                })
            }
            Kind::SumOfIntegers(column) => {
                let values: Values<'_, i64> = columns::integers(batch, *column)?;
                rows.each(|row, _, _, cell| {
                    let Some(value) = values.get(row) else { return Ok(false) };
                    let value = value.checked_mul(Amount::PARTS_PER_UNIT).ok_or_else(overflow)?;
                    *cell = cell.checked_add(value).ok_or_else(overflow)?;
                    Ok(true)
                })
            }
            Kind::Count => rows.each(|_, _, _, cell| {
                *cell += 1;
                Ok(true)
            }),
            Kind::Months(numbers) => rows.each(|_, _, day, cell| {
                let month = usize::try_from(day - start).ok().and_then(|offset| numbers.get(offset)).copied().unwrap_or(0);
                *cell |= 1 << month;
                Ok(true)
            }),
            Kind::ManyMonths => rows.each(|_, place, day, _| {
                let Some(date) = date_from_days(day) else { return Ok(false) };
                let month = Month::of(date);
                months.insert((number, place, i32::from(month.year()) * 12 + i32::from(month.month_of_year())));
                Ok(true)
            }),
        }
    }

    /// Joins the workers' parts and writes each total's column.
    pub(crate) fn finish(&self, parts: Vec<Gathered>, table: &mut [Vec<Option<i64>>]) -> Result<bool, WarehouseError> {
        let mut parts = parts.into_iter();
        let Some(mut all) = parts.next() else { return Ok(false) };
        for part in parts {
            self.join(&mut all, part)?;
        }
        let width = self.width();
        for (number, total) in self.plan.totals.iter().enumerate() {
            let Some(column) = table.get_mut(total.position) else { continue };
            column.extend(all.cells.chunks_exact(width).zip(0_u32..).map(|(cells, place)| {
                let (seen, own) = cells.split_first()?;
                if seen >> number & 1 == 0 {
                    return None;
                }
                let cell = own.get(number).copied()?;
                Some(match total.aggregate {
                    Kind::Sum(_) | Kind::SumOfIntegers(_) | Kind::Count => cell,
                    Kind::Months(_) => i64::from(cell.count_ones()),
                    Kind::ManyMonths => {
                        let months = all.months.range((number, place, i32::MIN)..=(number, place, i32::MAX)).count();
                        i64::try_from(months).unwrap_or(i64::MAX)
                    }
                })
            }));
        }
        Ok(all.has_asserted)
    }

    fn join(&self, all: &mut Gathered, part: Gathered) -> Result<(), WarehouseError> {
        for (cells, other) in all.cells.chunks_exact_mut(self.width()).zip(part.cells.chunks_exact(self.width())) {
            let (Some((seen, own)), Some((other_seen, other))) = (cells.split_first_mut(), other.split_first()) else { continue };
            if *other_seen == 0 {
                continue;
            }
            *seen |= other_seen;
            for ((cell, other), total) in own.iter_mut().zip(other).zip(&self.plan.totals) {
                *cell = match total.aggregate {
                    Kind::Months(_) | Kind::ManyMonths => *cell | other,
                    Kind::Sum(_) | Kind::SumOfIntegers(_) | Kind::Count => {
                        cell.checked_add(*other).ok_or_else(|| WarehouseError::Overflow { name: total.name.clone() })?
                    }
                };
            }
        }
        all.months.extend(part.months);
        all.has_asserted |= part.has_asserted;
        Ok(())
    }
}

/// The rows of a batch seen by one total.
struct Rows<'a> {
    places: &'a [u32],
    by: Values<'a, i32>,
    truth: Option<Vec<Truth>>,
    asserted: Option<&'a BooleanArray>,
    start: i32,
    end: i32,
    width: usize,
    number: usize,
    cells: &'a mut [i64],
    has_asserted: &'a mut bool,
}

impl Rows<'_> {
    /// Lets each row that counts change its customer's cell; `change` gets row, place, day and cell, and says whether there was a value.
    fn each(&mut self, mut change: impl FnMut(usize, u32, i32, &mut i64) -> Result<bool, WarehouseError>) -> Result<(), WarehouseError> {
        for (row, place) in self.places.iter().enumerate() {
            let Some(day) = self.by.get(row) else { continue };
            let is_met = self.truth.as_ref().is_none_or(|truth| truth.get(row) == Some(&Truth::True));
            if *place == NONE || day < self.start || day > self.end || !is_met {
                continue;
            }
            let first = usize::try_from(*place).unwrap_or(usize::MAX) * self.width;
            let Some([seen, own @ ..]) = self.cells.get_mut(first..first + self.width) else { continue };
            let Some(cell) = own.get_mut(self.number) else { continue };
            if change(row, *place, day, cell)? {
                *seen |= 1 << self.number;
                *self.has_asserted |= self.asserted.is_some_and(|asserted| !asserted.is_null(row) && asserted.value(row));
            }
        }
        Ok(())
    }
}
