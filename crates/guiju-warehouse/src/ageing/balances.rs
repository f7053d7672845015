//! What is left of every charge and every receipt at a date, as known at an instant.
//!
//! The scans; what is left after them is in `left.rs`.

use std::path::Path;

use datafusion::arrow::array::{Array, BooleanArray, RecordBatch};
use guiju_types::{Currency, Date, Timestamp, days_since_epoch};

use super::left::{Item, Items, NOBODY, Settlement};
use crate::WarehouseError;
use crate::columns::{self, Values};
use crate::cut::Cut;
use crate::prune::Prune;
use crate::scan::{Engine, Scan};
use crate::slots::NONE;
use crate::subjects::Subjects;

/// When: the date, and what was known.
#[derive(Debug, Clone, Copy)]
pub(crate) struct At {
    day: i32,
    known_at: Option<i64>,
}

impl At {
    pub(crate) fn new(date: Date, known_at: Option<Timestamp>) -> Self {
        Self { day: days_since_epoch(date), known_at: known_at.map(|at| at.as_microsecond()) }
    }

    fn prune(self) -> Prune {
        let known = self.known_at.map(|known_at| Prune::at_most("known_at", known_at));
        Prune::All([Prune::at_most("date", i64::from(self.day))].into_iter().chain(known).collect())
    }
}

/// What is left of all charges and receipts.
#[derive(Debug)]
pub(crate) struct Balances {
    pub(crate) charges: Items,
    pub(crate) receipts: Items,
    /// Whether a row that was used has an asserted instant of knowledge, and one was asked for.
    pub(crate) rests_on_asserted: bool,
}

/// Computes them. Receipts without a customer are only counted where `with_nobody`.
pub(crate) fn balances(
    folder: &Path,
    engine: &Engine,
    cut: &Cut,
    subjects: &Subjects,
    at: At,
    with_nobody: bool,
) -> Result<Balances, WarehouseError> {
    let reader = Reader { folder, engine, cut, subjects, at, with_nobody };
    let charges = Items::new(reader.items("charge", "due")?, true)?;
    let receipts = Items::new(reader.items("receipt", "date")?, false)?;
    let settled_on_asserted = reader.settle(&charges, &receipts)?;
    let rests_on_asserted = at.known_at.is_some() && (settled_on_asserted || charges.rests_on_asserted() || receipts.rests_on_asserted());
    Ok(Balances { charges, receipts, rests_on_asserted })
}

struct Reader<'a> {
    folder: &'a Path,
    engine: &'a Engine,
    cut: &'a Cut,
    subjects: &'a Subjects,
    at: At,
    with_nobody: bool,
}

/// The columns that every scan here has first, and where.
const KNOWN_AT: usize = 1;
const IS_ASSERTED: usize = 2;

impl Reader<'_> {
    fn scan<'a>(&'a self, fact: &str, columns: &'a [&'a str]) -> Option<Scan<'a>> {
        self.cut.scan(self.folder, fact, columns, Some(self.at.prune()))
    }

    /// Charges or receipts of the subjects that there were.
    fn items(&self, fact: &str, day: &str) -> Result<Vec<Vec<Item>>, WarehouseError> {
        // The fact's own id column has the fact's name.
        let wanted = self.columns(&[fact, "customer", day, "currency", "currency_amount", "amount"]);
        let Some(scan) = self.scan(fact, &wanted) else { return Ok(Vec::new()) };
        let first = self.first();
        self.engine.fold(&scan, Vec::new, |items: &mut Vec<Item>, batch| {
            let rows = Rows::of(batch, self.at)?;
            let (ids, customers) = (columns::integers(batch, first)?, columns::integers(batch, first + 1)?);
            let (days, (keys, names)) = (columns::dates(batch, first + 2)?, columns::names(batch, first + 3)?);
            let (amounts, bases) = (columns::amounts(batch, first + 4)?, columns::amounts(batch, first + 5)?);
            let currencies: Vec<Currency> = names.iter().map(|name| currency(name.as_deref())).collect();
            for row in 0..batch.num_rows() {
                let place = match customers.get(row) {
                    Some(customer) => self.subjects.slots.place(customer),
                    None if self.with_nobody => NOBODY,
                    None => NONE,
                };
                if place == NONE || !rows.counts(row) {
                    continue;
                }
                let (Some(id), Some(amount), Some(base)) = (ids.get(row), amounts.get(row), bases.get(row)) else { continue };
                let date = rows.date(row);
                let key = keys.get(row).and_then(|key| usize::try_from(key).ok());
                items.push(Item {
                    id,
                    place,
                    // A charge without a due date is due when it is charged.
                    day: days.get(row).unwrap_or(date),
                    date,
                    currency: key.and_then(|key| currencies.get(key)).copied().unwrap_or(Currency::CNY),
                    amount,
                    base,
                    is_asserted: rows.is_asserted(row),
                });
            }
            Ok(())
        })
    }

    /// Takes settlements off the charges, and allocations off the receipts. Whether one of them rests on an assertion.
    fn settle(&self, charges: &Items, receipts: &Items) -> Result<bool, WarehouseError> {
        let wanted = self.columns(&["charge", "receipt", "currency_amount", "amount"]);
        let Some(scan) = self.scan("settlement", &wanted) else { return Ok(false) };
        let first = self.first();
        let parts = self.engine.fold(
            &scan,
            || (charges.gather(), receipts.gather(), false),
            |(of_charges, of_receipts, has_asserted), batch| {
                let rows = Rows::of(batch, self.at)?;
                let (of_charge, of_receipt) = (columns::integers(batch, first)?, columns::integers(batch, first + 1)?);
                let (amounts, bases) = (columns::amounts(batch, first + 2)?, columns::amounts(batch, first + 3)?);
                for row in 0..batch.num_rows() {
                    if !rows.counts(row) {
                        continue;
                    }
                    let (Some(amount), Some(base)) = (amounts.get(row), bases.get(row)) else { continue };
                    let (charge, receipt) = (of_charge.get(row), of_receipt.get(row));
                    charge.into_iter().for_each(|id| of_charges.push(Settlement { id, amount, base }));
                    receipt.into_iter().for_each(|id| of_receipts.push(Settlement { id, amount, base }));
                    if rows.is_asserted(row) {
                        *has_asserted |= charge.is_some_and(|id| charges.has(id)) || receipt.is_some_and(|id| receipts.has(id));
                    }
                }
                Ok(())
            },
        )?;
        let (mut of_charges, mut of_receipts, mut has_asserted) = (Vec::new(), Vec::new(), false);
        for (charges, receipts, asserted) in parts {
            of_charges.push(charges);
            of_receipts.push(receipts);
            has_asserted |= asserted;
        }
        charges.take(&of_charges, self.engine.workers)?;
        receipts.take(&of_receipts, self.engine.workers)?;
        Ok(has_asserted)
    }

    fn columns<'a>(&self, own: &[&'a str]) -> Vec<&'a str> {
        let known: &[&str] = if self.at.known_at.is_some() { &["known_at", "_asserted"] } else { &[] };
        ["date"].iter().chain(known).chain(own).copied().collect()
    }

    fn first(&self) -> usize {
        if self.at.known_at.is_some() { 3 } else { 1 }
    }
}

/// Which rows of a batch there were at a date, as known at an instant.
struct Rows<'a> {
    at: At,
    dates: Values<'a, i32>,
    known: Option<(Values<'a, i64>, &'a BooleanArray)>,
}

impl<'a> Rows<'a> {
    fn of(batch: &'a RecordBatch, at: At) -> Result<Self, WarehouseError> {
        let known = match at.known_at {
            Some(_) => Some((columns::instants(batch, KNOWN_AT)?, columns::booleans(batch, IS_ASSERTED)?)),
            None => None,
        };
        Ok(Self { at, dates: columns::dates(batch, 0)?, known })
    }

    fn counts(&self, row: usize) -> bool {
        let is_known = match (self.at.known_at, &self.known) {
            (Some(limit), Some((known, _))) => known.get(row).is_some_and(|known| known <= limit),
            _ => true,
        };
        is_known && self.dates.get(row).is_some_and(|date| date <= self.at.day)
    }

    fn date(&self, row: usize) -> i32 {
        self.dates.get(row).unwrap_or_default()
    }

    fn is_asserted(&self, row: usize) -> bool {
        self.known.as_ref().is_some_and(|(_, asserted)| !asserted.is_null(row) && asserted.value(row))
    }
}

fn currency(code: Option<&str>) -> Currency {
    code.and_then(|code| code.parse().ok()).unwrap_or(Currency::CNY)
}
