//! One transaction that changes the company's data.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use guiju_types::{Actor, RecordId, Sequence, Timestamp};
use jiff::SignedDuration;

use crate::StoreError;
use crate::sql::{BulkRow, Connection, Sql};
use crate::summed::{Summed, Sums};
use crate::tables::audit_entry::{self, NewAuditEntry};
use crate::tables::counter::{self, Counter};
use crate::tables::record::Types;

/// One transaction. What each table can do with it stands in that table's file.
pub struct Write<'a> {
    pub(crate) connection: &'a mut Connection,
    pub(crate) types: Arc<Types>,
    pub(crate) actor: &'a Actor,
    /// The numbers given out so far; saved at the end.
    pub(crate) counter: Counter,
    /// Records that were looked up and exist, by type.
    pub(crate) existing: HashMap<String, HashSet<RecordId>>,
    /// How many ratings this transaction wrote.
    pub(crate) rated: i64,
    now: Timestamp,
    sequence: Sequence,
    is_changed: bool,
    /// Whether a changing statement failed. Some of its rows may be there, so that the transaction must not commit, whatever its caller makes of
    /// the error. (PostgreSQL refuses that by itself.)
    is_broken: bool,
    audit: Vec<NewAuditEntry>,
    /// What was written into each table that the audit chain vouches for.
    digests: BTreeMap<String, blake3::Hasher>,
    /// The tables whose rows may change, and what they hold after what this transaction did.
    pub(crate) summed: &'a Summed,
    pub(crate) sums: Sums,
    /// What the counter said before this transaction.
    counter_before: String,
}

/// A transaction as it was before an attempt.
struct Before {
    types: Arc<Types>,
    counter: Counter,
    rated: i64,
    is_changed: bool,
    is_broken: bool,
    audited: usize,
    digests: BTreeMap<String, blake3::Hasher>,
    sums: Sums,
}

/// An instant as databases keep it.
pub(crate) fn to_the_microsecond(instant: Timestamp) -> Timestamp {
    Timestamp::from_microsecond(instant.as_microsecond()).unwrap_or(instant)
}

impl std::fmt::Debug for Write<'_> {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.debug_struct("Write").field("sequence", &self.sequence).field("now", &self.now).finish_non_exhaustive()
    }
}

impl<'a> Write<'a> {
    pub(crate) fn begin(connection: &'a mut Connection, types: Arc<Types>, summed: &'a Summed, actor: &'a Actor, counter: Counter) -> Self {
        // A clock set back must not make a later commit known earlier.
        let clock = to_the_microsecond(Timestamp::now());
        let earliest = counter.at.checked_add(SignedDuration::from_micros(1)).unwrap_or(counter.at);
        Self {
            connection,
            types,
            actor,
            existing: HashMap::new(),
            rated: 0,
            now: clock.max(earliest),
            sequence: Sequence(counter.sequence + 1),
            is_changed: false,
            is_broken: false,
            audit: Vec::new(),
            digests: BTreeMap::new(),
            summed,
            sums: Sums::default(),
            counter_before: counter.digest(),
            counter,
        }
    }

    /// The instant at which everything in this transaction becomes known; later than that of every commit before.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The place of this transaction in the order of all commits.
    #[must_use]
    pub fn sequence(&self) -> Sequence {
        self.sequence
    }

    /// Does `work` as a part of this transaction that is kept whole or not at all: where it gives an error, what it wrote is taken back, and the
    /// transaction goes on as if it had not begun. For many batches in one commit, of which one may be refused.
    pub fn attempt<T, E: From<StoreError>>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let before = Before {
            types: Arc::clone(&self.types),
            counter: self.counter.clone(),
            rated: self.rated,
            is_changed: self.is_changed,
            is_broken: self.is_broken,
            audited: self.audit.len(),
            digests: self.digests.clone(),
            sums: self.sums.clone(),
        };
        self.connection.batch("SAVEPOINT attempt")?;
        match work(self) {
            Ok(done) => {
                self.connection.batch("RELEASE SAVEPOINT attempt")?;
                Ok(done)
            }
            Err(error) => {
                self.connection.batch("ROLLBACK TO SAVEPOINT attempt; RELEASE SAVEPOINT attempt")?;
                self.restore(before);
                Err(error)
            }
        }
    }

    fn restore(&mut self, before: Before) {
        let Before { types, counter, rated, is_changed, is_broken, audited, digests, sums } = before;
        (self.types, self.counter, self.rated) = (types, counter, rated);
        (self.is_changed, self.is_broken, self.digests, self.sums) = (is_changed, is_broken, digests, sums);
        self.audit.truncate(audited);
        // Some of them may have been written by what was taken back.
        self.existing.clear();
    }

    /// Adds an entry to the audit chain, in this transaction. A transaction that changes something and adds none gets a general one.
    pub fn audit(&mut self, action: &str, subject: &str, detail: &serde_json::Value) {
        self.changed();
        self.audit.push(NewAuditEntry { action: action.to_owned(), subject: subject.to_owned(), detail_json: detail.to_string() });
    }

    /// Notes that this transaction has something to commit.
    pub(crate) fn changed(&mut self) {
        self.is_changed = true;
    }

    /// One changing statement of a table that has no sum. Those that have one are changed by [`update`](Self::update), [`delete`](Self::delete)
    /// and [`put`](Self::put), which keep it.
    pub(crate) fn execute(&mut self, sql: &Sql) -> Result<u64, StoreError> {
        if let Some(table) = self.summed.changed_by(&sql.text) {
            self.is_broken = true;
            return Err(StoreError::refused(format!("`{table}` has a sum over its rows, which this statement would not keep")));
        }
        self.execute_summed(sql)
    }

    /// A changing statement whose part in the sum of its table is kept.
    pub(crate) fn execute_summed(&mut self, sql: &Sql) -> Result<u64, StoreError> {
        self.is_changed = true;
        let done = self.connection.execute(sql);
        self.is_broken |= done.is_err();
        done
    }

    /// Many rows into one table.
    pub(crate) fn insert<R: BulkRow>(&mut self, table: &str, columns: &str, rows: &[R]) -> Result<(), StoreError> {
        self.is_changed = true;
        self.sum_inserted(table, columns, rows)?;
        let done = self.connection.insert(table, columns, rows);
        self.is_broken |= done.is_err();
        done
    }

    /// Many rows into a table that only grows, numbered in their first column.
    pub(crate) fn insert_at_the_end<R: BulkRow>(&mut self, table: &str, columns: &str, rows: &[R]) -> Result<(), StoreError> {
        self.is_changed = true;
        let done = self.connection.append(table, columns, rows);
        self.is_broken |= done.is_err();
        done
    }

    /// The digest of what this transaction writes into a table, to be continued with each row.
    pub(crate) fn digest(&mut self, table: &str) -> &mut blake3::Hasher {
        self.is_changed = true;
        self.digests.entry(table.to_owned()).or_default()
    }

    /// Writes the audit entries and the counter. Gives the record types as this transaction leaves them.
    pub(crate) fn finish(mut self) -> Result<Arc<Types>, StoreError> {
        if !self.is_changed {
            return Ok(self.types);
        }
        if self.is_broken {
            return Err(StoreError::refused("a statement of this transaction failed, so that nothing of it is kept; begin it again"));
        }
        if self.audit.is_empty() {
            self.audit("write", "", &serde_json::Value::Null);
        }
        self.counter.sequence = self.sequence.0;
        self.counter.at = self.now;
        let mut written: BTreeMap<String, String> =
            self.digests.iter().map(|(table, hasher)| (table.clone(), hasher.finalize().to_hex().to_string())).collect();
        written.extend(self.sums.save(self.connection)?);
        written.insert("counter".to_owned(), format!("{} {}", self.counter_before, self.counter.digest()));
        let place = audit_entry::Place { sequence: self.sequence, at: self.now, actor: self.actor };
        audit_entry::append(self.connection, &mut self.counter, &place, &self.audit, &written)?;
        counter::save(self.connection, &self.counter)?;
        Ok(self.types)
    }
}
