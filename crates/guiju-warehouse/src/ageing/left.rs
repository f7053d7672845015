//! Charges and receipts with what is left of them, after settlements are taken off.
//!
//! Each item has a row; a table leads from its id to that row. Where millions of settlements look for their charges one by one, nearly every
//! look-up misses the cache, and two workers may meet at one charge. So settlements are first gathered in buckets of neighbouring ids: a
//! bucket's rows fit into the cache, and one worker alone handles it. A sum that leaves 64 bits is an error.

use std::sync::atomic::{AtomicI64, Ordering};

use guiju_types::Currency;

use crate::WarehouseError;
use crate::slots::{NONE, Slots};

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
    pub(crate) is_asserted: bool,
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

/// What one settlement takes off the item with an id.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Settlement {
    pub(crate) id: i64,
    pub(crate) amount: i64,
    pub(crate) base: i64,
}

/// Settlements in buckets of neighbouring ids.
#[derive(Debug)]
pub(crate) struct Settlements {
    first: i64,
    ids_per_bucket: u64,
    buckets: Vec<Vec<Settlement>>,
}

/// Enough that the rows of a bucket fit into a core's cache where there are millions of items.
const BUCKETS: u32 = 128;

impl Settlements {
    /// Keeps a settlement; one of an item outside of the ids is of nobody asked for.
    pub(crate) fn push(&mut self, settlement: Settlement) {
        let offset = settlement.id.wrapping_sub(self.first).cast_unsigned();
        let bucket = usize::try_from(offset / self.ids_per_bucket).unwrap_or(usize::MAX);
        if let Some(bucket) = self.buckets.get_mut(bucket) {
            bucket.push(settlement);
        }
    }
}

impl Items {
    /// Joins rows of one id: a reversal carries the id of what it takes back.
    pub(crate) fn new(parts: Vec<Vec<Item>>, counts_base: bool) -> Result<Self, WarehouseError> {
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

    pub(crate) fn rests_on_asserted(&self) -> bool {
        self.items.iter().any(|item| item.is_asserted)
    }

    /// Whether it is one of them.
    pub(crate) fn has(&self, id: i64) -> bool {
        self.slots.place(id) != NONE
    }

    /// Empty buckets over the ids of these items.
    pub(crate) fn gather(&self) -> Settlements {
        let ids = self.items.iter().map(|item| item.id);
        let (first, last) = ids.fold((i64::MAX, i64::MIN), |(first, last), id| (id.min(first), id.max(last)));
        let span = if self.items.is_empty() { 0 } else { last.wrapping_sub(first).cast_unsigned() };
        let count = if self.items.is_empty() { 0 } else { BUCKETS };
        let buckets = (0..count).map(|_| Vec::new()).collect();
        Settlements { first, ids_per_bucket: span / u64::from(BUCKETS) + 1, buckets }
    }

    /// Takes off what was gathered.
    pub(crate) fn take(&self, parts: &[Settlements], workers: usize) -> Result<(), WarehouseError> {
        let work = |worker: usize| {
            let count = parts.iter().map(|part| part.buckets.len()).max().unwrap_or(0);
            for bucket in (worker..count).step_by(workers.max(1)) {
                for settlement in parts.iter().filter_map(|part| part.buckets.get(bucket)).flatten() {
                    self.take_one(settlement)?;
                }
            }
            Ok(())
        };
        std::thread::scope(|scope| {
            let threads: Vec<_> = (0..workers.max(1)).map(|worker| scope.spawn(move || work(worker))).collect();
            threads.into_iter().try_for_each(|thread| thread.join().map_err(|_| WarehouseError::Worker)?)
        })
    }

    fn take_one(&self, settlement: &Settlement) -> Result<(), WarehouseError> {
        let place = usize::try_from(self.slots.place(settlement.id)).unwrap_or(usize::MAX);
        let Some(taken) = self.taken.get(place) else { return Ok(()) };
        // INVARIANT: the ids of a bucket, and so these sums, are one worker's alone: no other changes them between load and store.
        let add = |sum: &AtomicI64, value: i64| {
            let added = sum.load(Ordering::Relaxed).checked_add(value).ok_or_else(overflow)?;
            sum.store(added, Ordering::Relaxed);
            Ok::<(), WarehouseError>(())
        };
        add(&taken.amount, settlement.amount)?;
        add(&taken.base, settlement.base)
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

fn overflow() -> WarehouseError {
    WarehouseError::Overflow { name: "open".to_owned() }
}
