//! Takes entries back by entries of the same kind, dates and links with opposite amounts.

use std::collections::{BTreeSet, HashMap};

use guiju_types::{Entry, EntryId};

use super::append::write_entries;
use super::{COLUMN_COUNT, read, select_list};
use crate::sql::{LIST_LENGTH, Sql};
use crate::{StoreError, Write};

/// The note of reversals by which something else takes a clearing's place.
pub(super) const EXPLAINED: &str = "explained";

impl Write<'_> {
    /// Takes clearings back because something else stands in their place now, appended before.
    pub fn reverse_explained(&mut self, clearings: &[EntryId]) -> Result<Vec<EntryId>, StoreError> {
        self.reverse(clearings, EXPLAINED)
    }

    /// Takes entries back, known now, with their own dates. Refuses one that was taken back before, and a charge or receipt on which
    /// live entries stand that are not among `entries`. Gives the reversing entries, in the order of `entries`.
    pub fn reverse(&mut self, entries: &[EntryId], reason: &str) -> Result<Vec<EntryId>, StoreError> {
        let wanted: BTreeSet<EntryId> = entries.iter().copied().collect();
        if wanted.len() < entries.len() {
            return Err(StoreError::refused("an entry is named twice; name each entry to reverse once"));
        }
        if let Some((on, dependent)) = dependents(self, &wanted)?.into_iter().next() {
            let why = format!("entry {dependent} still stands on it; reverse that with it");
            return Err(StoreError::NotReversible { entry: on, why });
        }
        let made = reverse_all(self, entries, reason)?;
        if !made.is_empty() {
            self.audit("reverse", "ledger", &serde_json::json!({ "entries": entries, "reason": reason }));
        }
        Ok(made)
    }
}

/// Live entries that stand on the charges and receipts among `entries` and are not among them, each with what it stands on.
pub(crate) fn dependents(write: &mut Write<'_>, entries: &BTreeSet<EntryId>) -> Result<Vec<(EntryId, EntryId)>, StoreError> {
    let ids: Vec<EntryId> = entries.iter().copied().collect();
    let mut found = Vec::new();
    for chunk in ids.chunks(LIST_LENGTH) {
        for column in ["charge", "receipt"] {
            let mut sql = Sql::new(&format!("SELECT e.{column}, e.id FROM entry e WHERE e.{column}"));
            sql.in_list(chunk.iter().copied());
            sql.push(&format!(" AND e.id <> e.{column} AND e.reverses IS NULL"));
            sql.push(" AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.reverses = e.id) ORDER BY e.id");
            let standing = write.connection.rows(&sql, |row| Ok((EntryId(row.integer(0)?), EntryId(row.integer(1)?))))?;
            found.extend(standing.into_iter().filter(|(_, dependent)| !entries.contains(dependent)));
        }
    }
    Ok(found)
}

/// Adds the reversing entries; whoever calls has looked at what stands on them.
pub(crate) fn reverse_all(write: &mut Write<'_>, entries: &[EntryId], reason: &str) -> Result<Vec<EntryId>, StoreError> {
    let mut made = Vec::with_capacity(entries.len());
    for chunk in entries.chunks(LIST_LENGTH) {
        let mut sql = Sql::new(&format!(
            "SELECT {}, EXISTS (SELECT 1 FROM entry b WHERE b.reverses = e.id) FROM entry e WHERE e.id",
            select_list("e")
        ));
        sql.in_list(chunk.iter().copied());
        let found = write.connection.rows(&sql, |row| Ok((read(row)?, row.boolean(COLUMN_COUNT)?)))?;
        let mut found: HashMap<EntryId, (Entry, bool)> =
            found.into_iter().map(|(entry, is_reversed)| (entry.id, (entry, is_reversed))).collect();
        let mut reversals = Vec::with_capacity(chunk.len());
        for id in chunk {
            let (original, is_reversed) = found.remove(id).ok_or(StoreError::NoEntry { entry: *id })?;
            refuse(&original, is_reversed)?;
            write.counter.entry += 1;
            made.push(EntryId(write.counter.entry));
            reversals.push(Entry {
                id: EntryId(write.counter.entry),
                sequence: write.sequence(),
                // INVARIANT: `append` refuses the one amount that has no opposite.
                amount: -original.amount,
                base_amount: -original.base_amount,
                note: Some(reason.to_owned()).filter(|reason| !reason.is_empty()),
                known_at: write.now(),
                is_asserted: false,
                reverses: Some(original.id),
                import: None,
                ..original
            });
        }
        write_entries(write, &reversals)?;
    }
    Ok(made)
}

fn refuse(original: &Entry, is_reversed: bool) -> Result<(), StoreError> {
    let why = match (original.reverses, is_reversed) {
        (Some(other), _) => format!("it takes back entry {other}"),
        (None, true) => "it was taken back before".to_owned(),
        (None, false) => return Ok(()),
    };
    Err(StoreError::NotReversible { entry: original.id, why })
}
