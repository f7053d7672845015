//! Withdraws records, and finds what still stands on one.

use std::collections::BTreeSet;
use std::sync::Arc;

use guiju_types::{FieldType, RecordId};

use super::RecordVersion;
use super::layout::Layout;
use super::put::{day_of, load_current, write_versions};
use crate::sql::{LIST_LENGTH, Sql};
use crate::{StoreError, Write};

/// What uses a record: the record used, the user in words, and the user where it is a record itself.
pub(crate) type User = (RecordId, String, Option<(String, RecordId)>);

/// Adds a withdrawing version to each of these current versions.
pub(crate) fn withdraw(write: &mut Write<'_>, layout: &Arc<Layout>, current: &[RecordVersion]) -> Result<(), StoreError> {
    let kind = &layout.definition.name;
    let superseded: Vec<i64> = current.iter().map(|version| version.version).collect();
    let mut versions = Vec::with_capacity(current.len());
    for last in current {
        write.counter.version += 1;
        if let Some(known) = write.existing.get_mut(kind) {
            known.remove(&last.id);
        }
        versions.push(RecordVersion {
            version: write.counter.version,
            sequence: write.sequence(),
            business_date: day_of(write.now()),
            known_at: write.now(),
            is_asserted: false,
            is_withdrawn: true,
            import: None,
            // Never current: "current" is one condition in every query and index.
            superseded: Some(write.sequence()),
            ..last.clone()
        });
    }
    write_versions(write, layout, &versions, &superseded)
}

/// What uses each of these records: current records that refer to one and are not among them, and live ledger entries.
pub(crate) fn users_of(write: &mut Write<'_>, kind: &str, records: &BTreeSet<RecordId>) -> Result<Vec<User>, StoreError> {
    let mut users = Vec::new();
    let types = Arc::clone(&write.types);
    let ids: Vec<RecordId> = records.iter().copied().collect();
    for layout in types.declared() {
        let other = &layout.definition.name;
        let references =
            layout.definition.fields.iter().filter(|field| matches!(&field.kind, FieldType::Reference(target) if target == kind));
        for field in references {
            let column = layout.column(&field.name);
            for chunk in ids.chunks(LIST_LENGTH) {
                let key = layout.key_column();
                let mut sql = Sql::new(&format!("SELECT {column}, _record, {key} FROM {} WHERE {column}", layout.table()));
                sql.in_list(chunk.iter().copied()).push(" AND _superseded IS NULL");
                write.connection.query(&sql, &mut |row| {
                    let user = row.record(1)?;
                    if other != kind || !records.contains(&user) {
                        let words = format!("`{other}` `{}`", row.optional_text(2)?.unwrap_or_default());
                        users.push((row.record(0)?, words, Some((other.clone(), user))));
                    }
                    Ok(())
                })?;
            }
        }
    }
    let column = match kind {
        "customer" => "customer",
        "order" => "\"order\"",
        "vendor" => "vendor",
        _ => return Ok(users),
    };
    for chunk in ids.chunks(LIST_LENGTH) {
        let mut sql = Sql::new(&format!("SELECT e.{column}, min(e.id) FROM entry e WHERE e.{column}"));
        sql.in_list(chunk.iter().copied());
        sql.push(" AND e.reverses IS NULL AND NOT EXISTS (SELECT 1 FROM entry b WHERE b.reverses = e.id)");
        sql.push(&format!(" GROUP BY e.{column}"));
        write.connection.query(&sql, &mut |row| {
            users.push((row.record(0)?, format!("ledger entry {}", row.integer(1)?), None));
            Ok(())
        })?;
    }
    Ok(users)
}

impl Write<'_> {
    /// Withdraws records: a last version marks them so, and they are in no list from then on. Refused while a current record or a
    /// live ledger entry names one of them.
    pub fn withdraw_records(&mut self, kind: &str, records: &[RecordId], reason: &str) -> Result<(), StoreError> {
        let layout = Arc::clone(self.types.get(kind)?);
        let wanted: BTreeSet<RecordId> = records.iter().copied().collect();
        let mut current = Vec::with_capacity(wanted.len());
        let ids: Vec<RecordId> = wanted.iter().copied().collect();
        for chunk in ids.chunks(LIST_LENGTH) {
            current.extend(load_current(self, &layout, "_record", chunk.iter().copied())?);
        }
        let found: BTreeSet<RecordId> = current.iter().map(|version| version.id).collect();
        if let Some(record) = wanted.difference(&found).next() {
            return Err(StoreError::NoRecord { kind: kind.to_owned(), record: *record });
        }
        if let Some((record, by, _)) = users_of(self, kind, &wanted)?.into_iter().next() {
            return Err(StoreError::StillUsed { kind: kind.to_owned(), record, by });
        }
        if !current.is_empty() {
            self.audit("withdraw_records", kind, &serde_json::json!({ "records": ids, "reason": reason }));
        }
        withdraw(self, &layout, &current)
    }
}
