//! What is left of every charge and every receipt at a date, as known at an instant.
//!
//! Charges and receipts become rows of arrays; settlements are then taken off through a table from ids to rows, by several workers at
//! once. A sum that leaves 64 bits is an error.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use datafusion::arrow::array::{Array, BooleanArray, RecordBatch};
use guiju_types::{Currency, Date, Timestamp, days_since_epoch};

use crate::WarehouseError;
use crate::columns::{self, Values};
use crate::cut::Cut;
use crate::prune::Prune;
use crate::scan::{Engine, Scan};
use crate::slots::{NONE, Slots};
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

/// The place of a customer that a receipt does not have.
pub(crate) const NOBODY: u32 = NONE - 1;

/// A charge or a receipt with what is left of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Item {
    pub(crate) id: i64,
    /// The customer's place in the subjects, or [`NOBODY`].
    pub(crate) place: u32,
    /// The charge's due date, the receipt's date.
    pub(crate) day: i32,
    pub(crate) date: i32,
    pub(crate) currency: Currency,
    /// What was charged or received, in its currency and in the base currency.
    pub(crate) amount: i64,
    pub(crate) base: i64,
    is_asserted: bool,
}

/// Charges or receipts with what has been taken off.
#[derive(Debug)]
pub(crate) struct Items {
    items: Vec<Item>,
    slots: Slots,
    taken: Vec<Sums>,
    /// Whether an item is open while something is left in the base currency alone.
    counts_base: bool,
}

/// What has been taken off an item, in its currency and in the base currency; beside each other, because they are read together.
#[derive(Debug, Default)]
struct Sums {
    amount: AtomicI64,
    base: AtomicI64,
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

impl Items {
    /// Joins rows of one id: a reversal carries the id of what it takes back.
    fn new(parts: Vec<Vec<Item>>, counts_base: bool) -> Result<Self, WarehouseError> {
        let mut slots = Slots::for_ids(parts.iter().flatten().map(|item| item.id));
        let mut items: Vec<Item> = Vec::with_capacity(parts.iter().map(Vec::len).sum());
        for item in parts.into_iter().flatten() {
            let next = u32::try_from(items.len()).unwrap_or(NONE);
            let place = slots.place_or_insert(item.id, next);
            if place == next {
                items.push(item);
            } else if let Some(known) = usize::try_from(place).ok().and_then(|place| items.get_mut(place)) {
                known.amount = known.amount.checked_add(item.amount).ok_or_else(overflow)?;
                known.base = known.base.checked_add(item.base).ok_or_else(overflow)?;
                known.is_asserted |= item.is_asserted;
            }
        }
        let taken = items.iter().map(|_| Sums::default()).collect();
        Ok(Self { slots, taken, items, counts_base })
    }

    fn rests_on_asserted(&self) -> bool {
        self.items.iter().any(|item| item.is_asserted)
    }

    /// Takes off what one settlement settles.
    fn take(&self, id: i64, amount: i64, base: i64) -> Taken {
        let place = usize::try_from(self.slots.place(id)).unwrap_or(usize::MAX);
        let Some(taken) = self.taken.get(place) else { return Taken::NotHere };
        let fits = |sum: &AtomicI64, value: i64| sum.fetch_add(value, Ordering::Relaxed).checked_add(value).is_some();
        if fits(&taken.amount, amount) & fits(&taken.base, base) { Taken::Done } else { Taken::Overflow }
    }

    /// Each item of which something is left, with that in its currency and in the base currency. An allocation's base amount is a share of
    /// its charge's, so a receipt in another currency keeps a difference of rates in the base currency; it is open no longer for that.
    pub(crate) fn left(&self) -> impl Iterator<Item = Result<(&Item, i64, i64), WarehouseError>> {
        self.items.iter().zip(&self.taken).filter_map(|(item, taken)| {
            let (taken, taken_base) = (taken.amount.load(Ordering::Relaxed), taken.base.load(Ordering::Relaxed));
            if item.amount == taken && !(self.counts_base && item.base != taken_base) {
                return None;
            }
            let left = item.amount.checked_sub(taken).zip(item.base.checked_sub(taken_base));
            Some(left.map(|(left, left_base)| (item, left, left_base)).ok_or_else(overflow))
        })
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Taken {
    Done,
    NotHere,
    Overflow,
}

fn overflow() -> WarehouseError {
    WarehouseError::Overflow { name: "open".to_owned() }
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
                    amount: columns::parts(amount, "currency_amount")?,
                    base: columns::parts(base, "amount")?,
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
        let (first, has_asserted) = (self.first(), AtomicBool::new(false));
        self.engine.fold(
            &scan,
            || (),
            |(), batch| {
                let rows = Rows::of(batch, self.at)?;
                let (of_charge, of_receipt) = (columns::integers(batch, first)?, columns::integers(batch, first + 1)?);
                let (amounts, bases) = (columns::amounts(batch, first + 2)?, columns::amounts(batch, first + 3)?);
                for row in 0..batch.num_rows() {
                    if !rows.counts(row) {
                        continue;
                    }
                    let (Some(amount), Some(base)) = (amounts.get(row), bases.get(row)) else { continue };
                    let (amount, base) = (columns::parts(amount, "currency_amount")?, columns::parts(base, "amount")?);
                    let taken = [(of_charge.get(row), charges), (of_receipt.get(row), receipts)]
                        .map(|(id, items)| id.map_or(Taken::NotHere, |id| items.take(id, amount, base)));
                    if taken.contains(&Taken::Overflow) {
                        return Err(overflow());
                    }
                    if rows.is_asserted(row) && taken.contains(&Taken::Done) {
                        has_asserted.store(true, Ordering::Relaxed);
                    }
                }
                Ok(())
            },
        )?;
        Ok(has_asserted.into_inner())
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
