//! Open items summed by branch, salesperson and customer.

use std::collections::BTreeMap;
use std::path::Path;

use guiju_types::{Amount, Currency, RecordId, RecordType, Scope, days_since_epoch};

use super::balances::{At, balances};
use super::bucket::{buckets, position};
use super::left::{Left, NOBODY};
use super::{AgeKey, AgeQuery, AgeRow, Ageing, CurrencyRow};
use crate::WarehouseError;
use crate::cut::Cut;
use crate::scan::Workers;
use crate::subjects::Subjects;

/// Answers an ageing on a cut.
pub(crate) fn age(
    folder: &Path,
    workers: &Workers,
    cut: &Cut,
    types: &[RecordType],
    query: &AgeQuery,
    scope: &Scope,
) -> Result<Ageing, WarehouseError> {
    let buckets = buckets(&query.buckets)?;
    let subjects = Subjects::read(folder, workers, cut, types, scope, query.filter, true)?;
    let with_nobody = query.filter.is_everything() && *scope == Scope::Company;
    let balances = balances(folder, workers, cut, &subjects, At::new(query.as_of, query.known_at), with_nobody)?;
    let mut groups = Groups::new(&subjects, &query.by, buckets.len());
    let as_of = days_since_epoch(query.as_of);
    for Left { item, left, left_base } in &balances.charges {
        let bucket = position(&buckets, as_of.saturating_sub(item.day));
        groups.row(item.place).open(item.currency, bucket, *left, *left_base)?;
    }
    for Left { item, left, left_base } in &balances.receipts {
        groups.row(item.place).unallocated(item.currency, *left, *left_base)?;
    }
    let (total, rows) = groups.finish()?;
    Ok(Ageing { as_of: query.as_of, known_at: query.known_at, rests_on_asserted: balances.rests_on_asserted, buckets, total, rows })
}

/// No group yet.
const UNSEEN: u32 = u32::MAX;

/// Rows by group. Each customer knows its group, so that a charge finds its row without a look-up by key.
struct Groups<'a> {
    subjects: &'a Subjects,
    by: &'a [AgeKey],
    bucket_count: usize,
    /// The row of each customer's group.
    row_of_place: Vec<u32>,
    row_of_key: BTreeMap<Vec<Option<i64>>, u32>,
    rows: Vec<Sums>,
}

/// The sums of one group, in parts.
#[derive(Debug, Default, Clone)]
struct Sums {
    buckets: Vec<i64>,
    /// Few enough for a list.
    currencies: Vec<CurrencySums>,
    items: u64,
    unallocated: i64,
}

#[derive(Debug, Clone)]
struct CurrencySums {
    currency: Currency,
    items: u64,
    open_base: i64,
    buckets: Vec<i64>,
    unallocated: i64,
}

impl<'a> Groups<'a> {
    fn new(subjects: &'a Subjects, by: &'a [AgeKey], bucket_count: usize) -> Self {
        let row_of_place = vec![UNSEEN; subjects.ids.len()];
        Self { subjects, by, bucket_count, row_of_place, row_of_key: BTreeMap::new(), rows: Vec::new() }
    }

    fn row(&mut self, place: u32) -> &mut Sums {
        let position = usize::try_from(place).unwrap_or(usize::MAX);
        let mut row = self.row_of_place.get(position).copied().unwrap_or(UNSEEN);
        if row == UNSEEN {
            row = self.new_row(place);
            if let Some(cell) = self.row_of_place.get_mut(position) {
                *cell = row;
            }
        }
        let row = usize::try_from(row).unwrap_or(0);
        if row >= self.rows.len() {
            self.rows.resize_with(row + 1, Sums::default);
        }
        // INVARIANT: the row was made above.
        #[expect(clippy::indexing_slicing, reason = "resized above to hold it")]
        let sums = &mut self.rows[row];
        if sums.buckets.is_empty() {
            sums.buckets = vec![0; self.bucket_count];
        }
        sums
    }

    /// The row of the customer's group, which may have one by another customer.
    fn new_row(&mut self, place: u32) -> u32 {
        let next = u32::try_from(self.row_of_key.len()).unwrap_or(UNSEEN - 1);
        *self.row_of_key.entry(self.keys(place)).or_insert(next)
    }

    fn keys(&self, place: u32) -> Vec<Option<i64>> {
        let position = usize::try_from(place).unwrap_or(usize::MAX);
        let key = |key: &AgeKey| match key {
            _ if place == NOBODY => None,
            AgeKey::Branch => self.subjects.branch.get(position).copied().flatten(),
            AgeKey::Salesperson => self.subjects.salesperson.get(position).copied().flatten(),
            AgeKey::Customer => self.subjects.ids.get(position).copied(),
        };
        self.by.iter().map(key).collect()
    }

    fn finish(self) -> Result<(AgeRow, Vec<AgeRow>), WarehouseError> {
        let mut total = Sums { buckets: vec![0; self.bucket_count], ..Sums::default() };
        for row in &self.rows {
            total.add(row)?;
        }
        let mut rows = Vec::with_capacity(self.rows.len());
        for (keys, row) in self.row_of_key {
            let sums = usize::try_from(row).ok().and_then(|row| self.rows.get(row));
            if let (Some(sums), false) = (sums, self.by.is_empty()) {
                rows.push(sums.to_row(keys.into_iter().map(|key| key.map(RecordId)).collect())?);
            }
        }
        Ok((total.to_row(Vec::new())?, rows))
    }
}

fn add(sum: &mut i64, value: i64) -> Result<(), WarehouseError> {
    *sum = sum.checked_add(value).ok_or_else(|| WarehouseError::Overflow { name: "open".to_owned() })?;
    Ok(())
}

fn add_all(sums: &mut [i64], values: &[i64]) -> Result<(), WarehouseError> {
    sums.iter_mut().zip(values).try_for_each(|(sum, value)| add(sum, *value))
}

fn sum(values: &[i64]) -> Result<Amount, WarehouseError> {
    let mut total = 0;
    values.iter().try_for_each(|value| add(&mut total, *value))?;
    Ok(Amount::from_parts(total))
}

impl Sums {
    fn currency(&mut self, currency: Currency) -> &mut CurrencySums {
        let bucket_count = self.buckets.len();
        let at = self.currencies.iter().position(|sums| sums.currency == currency).unwrap_or_else(|| {
            self.currencies.push(CurrencySums { currency, items: 0, open_base: 0, buckets: vec![0; bucket_count], unallocated: 0 });
            self.currencies.len() - 1
        });
        // INVARIANT: found or pushed above.
        #[expect(clippy::indexing_slicing, reason = "found or pushed above")]
        &mut self.currencies[at]
    }

    fn open(&mut self, currency: Currency, bucket: usize, open: i64, open_base: i64) -> Result<(), WarehouseError> {
        self.items += 1;
        if let Some(sum) = self.buckets.get_mut(bucket) {
            add(sum, open_base)?;
        }
        let sums = self.currency(currency);
        sums.items += 1;
        add(&mut sums.open_base, open_base)?;
        sums.buckets.get_mut(bucket).map_or(Ok(()), |sum| add(sum, open))
    }

    fn unallocated(&mut self, currency: Currency, left: i64, left_base: i64) -> Result<(), WarehouseError> {
        add(&mut self.unallocated, left_base)?;
        add(&mut self.currency(currency).unallocated, left)
    }

    fn add(&mut self, other: &Self) -> Result<(), WarehouseError> {
        self.items += other.items;
        add(&mut self.unallocated, other.unallocated)?;
        add_all(&mut self.buckets, &other.buckets)?;
        for part in &other.currencies {
            let sums = self.currency(part.currency);
            sums.items += part.items;
            add(&mut sums.open_base, part.open_base)?;
            add(&mut sums.unallocated, part.unallocated)?;
            add_all(&mut sums.buckets, &part.buckets)?;
        }
        Ok(())
    }

    fn to_row(&self, keys: Vec<Option<RecordId>>) -> Result<AgeRow, WarehouseError> {
        let mut by_currency = Vec::with_capacity(self.currencies.len());
        for part in &self.currencies {
            by_currency.push(CurrencyRow {
                currency: part.currency,
                items: part.items,
                open: sum(&part.buckets)?,
                open_base: Amount::from_parts(part.open_base),
                buckets: part.buckets.iter().map(|parts| Amount::from_parts(*parts)).collect(),
                unallocated: Amount::from_parts(part.unallocated),
            });
        }
        by_currency.sort_by_key(|row| row.currency);
        Ok(AgeRow {
            keys,
            items: self.items,
            total: sum(&self.buckets)?,
            buckets: self.buckets.iter().map(|parts| Amount::from_parts(*parts)).collect(),
            unallocated: Amount::from_parts(self.unallocated),
            by_currency,
        })
    }
}
