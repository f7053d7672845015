//! What is left of charges and receipts after settlements are taken off: a join of two large lists by id.
//!
//! Where millions of settlements look for their charges one by one, nearly every look-up misses the cache, and two workers may meet at one
//! charge. So both sides are gathered in buckets of neighbouring ids; a bucket's table fits into the cache, and one worker alone handles it. A sum
//! that leaves 64 bits is an error.

use std::sync::Mutex;

use guiju_types::Currency;

use crate::WarehouseError;
use crate::slots::{NONE, Slots};

/// The place of a customer that a receipt does not have.
pub(crate) const NOBODY: u32 = NONE - 1;

/// A charge or a receipt.
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
    pub(crate) is_asserted: bool,
}

/// What one settlement takes off the item with an id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settlement {
    pub(crate) id: i64,
    pub(crate) amount: i64,
    pub(crate) base: i64,
}

/// An item of which something is left, and what.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Left {
    pub(crate) item: Item,
    /// In its currency.
    pub(crate) left: i64,
    /// In the base currency. An allocation's base amount is a share of its charge's, so that a receipt in another currency keeps a difference
    /// of rates.
    pub(crate) left_base: i64,
}

/// How ids are shared out to buckets.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sharing {
    first: i64,
    ids_per_bucket: u64,
    count: usize,
}

/// Enough that a bucket's table fits into a core's cache where there are millions of items.
const BUCKETS: u32 = 256;

impl Sharing {
    /// Shares out the ids from the first to the last; without any, nothing is kept.
    pub(crate) fn new(range: Option<(i64, i64)>) -> Self {
        let (first, last) = range.unwrap_or((0, 0));
        let span = last.wrapping_sub(first).cast_unsigned();
        let count = if range.is_some() { usize::try_from(BUCKETS).unwrap_or(1) } else { 0 };
        Self { first, ids_per_bucket: span / u64::from(BUCKETS) + 1, count }
    }

    /// Empty buckets.
    pub(crate) fn buckets<T>(self) -> Buckets<T> {
        Buckets { sharing: self, buckets: (0..self.count).map(|_| Vec::new()).collect() }
    }
}

/// Rows by ranges of their ids.
#[derive(Debug)]
pub(crate) struct Buckets<T> {
    sharing: Sharing,
    buckets: Vec<Vec<T>>,
}

impl<T> Buckets<T> {
    /// Keeps a row; one whose id is out of range is of nobody asked for.
    pub(crate) fn push(&mut self, id: i64, row: T) {
        let offset = id.wrapping_sub(self.sharing.first).cast_unsigned();
        let bucket = usize::try_from(offset / self.sharing.ids_per_bucket).unwrap_or(usize::MAX);
        if let Some(bucket) = self.buckets.get_mut(bucket) {
            bucket.push(row);
        }
    }
}

/// What the workers have gathered of charges or of receipts.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub(crate) items: Vec<Buckets<Item>>,
    pub(crate) settlements: Vec<Buckets<Settlement>>,
    /// Ids of items whose settlements have asserted instants of knowledge.
    pub(crate) asserted: Vec<Buckets<i64>>,
}

/// One bucket of what was gathered.
#[derive(Debug, Default)]
struct Bucket {
    items: Vec<Vec<Item>>,
    settlements: Vec<Vec<Settlement>>,
    asserted: Vec<Vec<i64>>,
}

impl Gathered {
    /// The items of which something is left, and whether an item or what settles it has an asserted instant of knowledge. `counts_base`: an
    /// item is open as well while something is left in the base currency alone.
    pub(crate) fn left(self, counts_base: bool, workers: usize) -> Result<(Vec<Left>, bool), WarehouseError> {
        let buckets = Mutex::new(self.into_buckets());
        let work = || {
            let (mut left, mut is_asserted) = (Vec::new(), false);
            loop {
                let next = buckets.lock().map_err(|_| WarehouseError::Worker)?.pop();
                let Some(bucket) = next else { return Ok((left, is_asserted)) };
                is_asserted |= bucket.settle(counts_base, &mut left)?;
            }
        };
        let parts = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..workers.max(1)).map(|_| scope.spawn(work)).collect();
            threads
                .into_iter()
                .map(|thread| thread.join().map_err(|_| WarehouseError::Worker)?)
                .collect::<Result<Vec<(Vec<Left>, bool)>, WarehouseError>>()
        })?;
        let is_asserted = parts.iter().any(|(_, is_asserted)| *is_asserted);
        Ok((parts.into_iter().flat_map(|(left, _)| left).collect(), is_asserted))
    }

    fn into_buckets(self) -> Vec<Bucket> {
        let count = self.items.iter().map(|part| part.buckets.len()).max().unwrap_or(0);
        let mut buckets: Vec<Bucket> = std::iter::repeat_with(Bucket::default).take(count).collect();
        for part in self.items {
            buckets.iter_mut().zip(part.buckets).for_each(|(bucket, rows)| bucket.items.push(rows));
        }
        for part in self.settlements {
            buckets.iter_mut().zip(part.buckets).for_each(|(bucket, rows)| bucket.settlements.push(rows));
        }
        for part in self.asserted {
            buckets.iter_mut().zip(part.buckets).for_each(|(bucket, rows)| bucket.asserted.push(rows));
        }
        buckets
    }
}

/// What is to be paid, and what has been: in the item's currency and in the base currency.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    taken: i64,
    taken_base: i64,
}

impl Bucket {
    /// Appends what is left; gives whether a row that was used is asserted.
    fn settle(self, counts_base: bool, left: &mut Vec<Left>) -> Result<bool, WarehouseError> {
        let (slots, items) = joined(self.items)?;
        let mut sums = vec![Sums::default(); items.len()];
        let place = |id: i64| usize::try_from(slots.place(id)).unwrap_or(usize::MAX);
        for settlement in self.settlements.iter().flatten() {
            if let Some(sums) = sums.get_mut(place(settlement.id)) {
                sums.taken = sums.taken.checked_add(settlement.amount).ok_or_else(overflow)?;
                sums.taken_base = sums.taken_base.checked_add(settlement.base).ok_or_else(overflow)?;
            }
        }
        for (item, sums) in items.iter().zip(&sums) {
            if item.amount != sums.taken || (counts_base && item.base != sums.taken_base) {
                left.push(Left {
                    item: *item,
                    left: item.amount.checked_sub(sums.taken).ok_or_else(overflow)?,
                    left_base: item.base.checked_sub(sums.taken_base).ok_or_else(overflow)?,
                });
            }
        }
        Ok(items.iter().any(|item| item.is_asserted) || self.asserted.iter().flatten().any(|id| place(*id) < items.len()))
    }
}

/// Joins rows of one id: a reversal carries the id of what it takes back.
fn joined(parts: Vec<Vec<Item>>) -> Result<(Slots, Vec<Item>), WarehouseError> {
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
    Ok((slots, items))
}

fn overflow() -> WarehouseError {
    WarehouseError::Overflow { name: "open".to_owned() }
}
