//! What is left of every charge and every receipt at a date, as known at an instant.
//!
//! The scans; what is left after them is in `left.rs`.

use std::path::Path;

use arrow_array::{Array, BooleanArray, RecordBatch};
use guiju_types::{Currency, Date, Timestamp, days_since_epoch};

use super::left::{Gathered, Item, Left, NOBODY, Settlement, Sharing};
use crate::WarehouseError;
use crate::columns::{self, Values};
use crate::cut::Cut;
use crate::prune::Prune;
use crate::scan::{Scan, Workers};
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
    pub(crate) charges: Vec<Left>,
    pub(crate) receipts: Vec<Left>,
    /// Whether a row that was used has an asserted instant of knowledge, and one was asked for.
    pub(crate) rests_on_asserted: bool,
}

/// Computes them. Receipts without a customer are only counted where `with_nobody`.
pub(crate) fn balances(
    folder: &Path,
    workers: &Workers,
    cut: &Cut,
    subjects: &Subjects,
    at: At,
    with_nobody: bool,
) -> Result<Balances, WarehouseError> {
    let reader = Reader { folder, workers, cut, subjects, at, with_nobody };
    let (mut charges, mut receipts) = (Gathered::default(), Gathered::default());
    let of_charges = reader.items("charge", "due", &mut charges)?;
    let of_receipts = reader.items("receipt", "date", &mut receipts)?;
    reader.settlements(of_charges, of_receipts, &mut charges, &mut receipts)?;
    // A charge is settled when it is in both currencies; a difference of rates does not keep a receipt open.
    let (charges, is_charge_asserted) = charges.left(true, workers.0)?;
    let (receipts, is_receipt_asserted) = receipts.left(false, workers.0)?;
    Ok(Balances { charges, receipts, rests_on_asserted: at.known_at.is_some() && (is_charge_asserted || is_receipt_asserted) })
}

struct Reader<'a> {
    folder: &'a Path,
    workers: &'a Workers,
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
    fn items(&self, fact: &str, day: &str, gathered: &mut Gathered) -> Result<Sharing, WarehouseError> {
        // The fact's own id column has the fact's name.
        let wanted = self.columns(&[fact, "customer", day, "currency", "currency_amount", "amount"]);
        let Some(scan) = self.scan(fact, &wanted) else { return Ok(Sharing::new(None)) };
        let (first, sharing) = (self.first(), Sharing::new(scan.range(fact)));
        gathered.items = self.workers.fold(
            &scan,
            || sharing.buckets(),
            |items, batch| {
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
                    let item = Item {
                        id,
                        place,
                        // A charge without a due date is due when it is charged.
                        day: days.get(row).unwrap_or(date),
                        date,
                        currency: key.and_then(|key| currencies.get(key)).copied().unwrap_or(Currency::CNY),
                        amount,
                        base,
                        is_asserted: rows.is_asserted(row),
                    };
                    items.push(id, item);
                }
                Ok(())
            },
        )?;
        Ok(sharing)
    }

    /// What takes off the charges, and which of it takes from the receipts.
    fn settlements(
        &self,
        of_charges: Sharing,
        of_receipts: Sharing,
        charges: &mut Gathered,
        receipts: &mut Gathered,
    ) -> Result<(), WarehouseError> {
        let wanted = self.columns(&["charge", "receipt", "currency_amount", "amount"]);
        let Some(scan) = self.scan("settlement", &wanted) else { return Ok(()) };
        let first = self.first();
        let start = || [of_charges, of_receipts].map(|sharing| (sharing.buckets::<Settlement>(), sharing.buckets::<i64>()));
        let parts = self.workers.fold(&scan, start, |sides, batch| {
            let rows = Rows::of(batch, self.at)?;
            let ids = [columns::integers(batch, first)?, columns::integers(batch, first + 1)?];
            let (amounts, bases) = (columns::amounts(batch, first + 2)?, columns::amounts(batch, first + 3)?);
            for row in 0..batch.num_rows() {
                let (Some(amount), Some(base), true) = (amounts.get(row), bases.get(row), rows.counts(row)) else { continue };
                for ((settlements, asserted), ids) in sides.iter_mut().zip(ids) {
                    let Some(id) = ids.get(row) else { continue };
                    settlements.push(id, Settlement { id, amount, base });
                    if rows.is_asserted(row) {
                        asserted.push(id, id);
                    }
                }
            }
            Ok(())
        })?;
        for [(charge_settlements, charge_asserted), (receipt_settlements, receipt_asserted)] in parts {
            charges.settlements.push(charge_settlements);
            charges.asserted.push(charge_asserted);
            receipts.settlements.push(receipt_settlements);
            receipts.asserted.push(receipt_asserted);
        }
        Ok(())
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
