//! The open items one by one, oldest due first, in pages.

use std::collections::HashMap;
use std::path::Path;

use arrow_array::Array;
use guiju_types::{Amount, EntryId, RecordType, Scope, date_from_days, days_since_epoch};

use super::balances::{At, balances};
use super::bucket::{buckets, position};
use super::left::{Item, Left};
use super::{ItemCursor, OpenItem, OpenItems, OpenItemsQuery};
use crate::cut::Cut;
use crate::prune::Prune;
use crate::scan::Workers;
use crate::subjects::Subjects;
use crate::{WarehouseError, columns};

/// Answers a list of open items on a cut.
pub(crate) fn open_items(
    folder: &Path,
    workers: &Workers,
    cut: &Cut,
    types: &[RecordType],
    query: &OpenItemsQuery,
    scope: &Scope,
) -> Result<OpenItems, WarehouseError> {
    let wanted = query.bucket.as_ref().map(|(edges, bucket)| Ok::<_, WarehouseError>((buckets(edges)?, *bucket))).transpose()?;
    let subjects = Subjects::read(folder, workers, cut, types, scope, query.filter, true)?;
    let balances = balances(folder, workers, cut, &subjects, At::new(query.as_of, query.known_at), false)?;
    let as_of = days_since_epoch(query.as_of);
    let mut open: Vec<(&Item, i64, i64)> = Vec::new();
    for Left { item, left, left_base } in &balances.charges {
        let days_late = as_of.saturating_sub(item.day);
        let is_wanted = wanted.as_ref().is_none_or(|(buckets, bucket)| position(buckets, days_late) == *bucket);
        if is_wanted {
            open.push((item, *left, *left_base));
        }
    }
    let mut page = OpenItems { rests_on_asserted: balances.rests_on_asserted, ..OpenItems::default() };
    for (_, _, left_base) in &open {
        page.count += 1;
        page.total = page.total.checked_add(Amount::from_parts(*left_base)).ok_or(WarehouseError::Overflow { name: "open".to_owned() })?;
    }
    let after = query.after.map(|cursor| (days_since_epoch(cursor.due), cursor.charge.0));
    open.retain(|(item, ..)| after.is_none_or(|after| (item.day, item.id) > after));
    let is_last = open.len() <= query.limit;
    if !is_last && query.limit > 0 {
        open.select_nth_unstable_by_key(query.limit - 1, |(item, ..)| (item.day, item.id));
    }
    open.truncate(query.limit);
    open.sort_unstable_by_key(|(item, ..)| (item.day, item.id));
    let numbers = numbers(folder, workers, cut, &open)?;
    for (item, left, left_base) in open {
        let (Some(date), Some(due)) = (date_from_days(item.date), date_from_days(item.day)) else { continue };
        page.items.push(OpenItem {
            charge: EntryId(item.id),
            number: numbers.get(&item.id).cloned(),
            customer: subjects.id(item.place),
            date,
            due,
            days_late: as_of.saturating_sub(item.day),
            currency: item.currency,
            amount: Amount::from_parts(item.amount),
            open: Amount::from_parts(left),
            open_base: Amount::from_parts(left_base),
        });
    }
    page.next = if is_last { None } else { page.items.last().map(OpenItem::cursor) };
    Ok(page)
}

/// The numbers of the page's charges: text is read for these alone.
fn numbers(folder: &Path, workers: &Workers, cut: &Cut, page: &[(&Item, i64, i64)]) -> Result<HashMap<i64, String>, WarehouseError> {
    let ids: std::collections::BTreeSet<i64> = page.iter().map(|(item, ..)| item.id).collect();
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else { return Ok(HashMap::new()) };
    let dates = page.iter().map(|(item, ..)| item.date);
    let mut bounds = vec![Prune::at_least("charge", *first), Prune::at_most("charge", *last)];
    if let (Some(first), Some(last)) = (dates.clone().min(), dates.max()) {
        bounds.extend([Prune::at_least("date", i64::from(first)), Prune::at_most("date", i64::from(last))]);
    }
    let wanted = ["charge", "number"];
    let Some(scan) = cut.scan(folder, "charge", &wanted, Some(Prune::All(bounds))) else { return Ok(HashMap::new()) };
    let parts = workers.fold(&scan, Vec::new, |found, batch| {
        let (charges, numbers) = (columns::integers(batch, 0)?, columns::texts(batch, 1)?);
        for row in 0..batch.num_rows() {
            let Some(charge) = charges.get(row).filter(|charge| ids.contains(charge)) else { continue };
            if !numbers.is_null(row) {
                found.push((charge, numbers.value(row).to_owned()));
            }
        }
        Ok(())
    })?;
    Ok(parts.into_iter().flatten().collect())
}

impl ItemCursor {
    /// The cursor as text for a link.
    #[must_use]
    pub fn to_text(self) -> String {
        format!("{}.{}", self.due, self.charge)
    }

    /// The cursor of a text that [`Self::to_text`] made.
    #[must_use]
    pub fn from_text(text: &str) -> Option<Self> {
        let (due, charge) = text.rsplit_once('.')?;
        Some(Self { due: due.parse().ok()?, charge: EntryId(charge.parse().ok()?) })
    }
}
