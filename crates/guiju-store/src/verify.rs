//! Verifies the audit chain: that no entry of it was changed, and that the rows of every table are those that commits wrote.
//!
//! How each table is vouched for: `entry`, `rating` and the versions of records by a digest of what each commit wrote, in the order of writing;
//! tables whose rows may change by the sum over their rows after each commit (`summed.rs`); the counter by its digest after each commit. What is
//! derived is computed again and compared: the sums themselves, the marks of superseded versions, the list of migrations.
//!
//! Decision 0023 says what is found and what is not.

use std::collections::{BTreeMap, BTreeSet};

use guiju_types::Sequence;

use crate::row_sum::RowSum;
use crate::sql::{ColumnKind, Connection, Row, Sql, SqlValue};
use crate::summed::{self, Summed};
use crate::tables::audit_entry::{AuditHead, COLUMNS, hash, hex};
use crate::tables::{counter, entry, migration, rating, record};
use crate::{Store, StoreError, Write};

/// What the verification of the audit chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReport {
    /// How many entries the chain has.
    pub entries: u64,
    /// How many rows of all tables were checked against it.
    pub rows: u64,
    /// The hash of the last entry, in hex.
    pub head: String,
    /// The first entry that does not hold; `None`: all do.
    pub first_broken: Option<BrokenEntry>,
}

/// An audit entry that does not hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenEntry {
    /// Its place in the chain.
    pub id: i64,
    /// The commit.
    pub sequence: Sequence,
    /// What does not hold.
    pub why: String,
}

impl Store {
    /// Computes the whole chain again, compares the rows of every table with what it says, and names the first entry that does not hold.
    pub fn verify_audit(&self) -> Result<AuditReport, StoreError> {
        self.verify_audit_from(None)
    }

    /// The same, and that the chain goes through a head that was kept outside: what it covers cannot have been removed or written anew.
    pub fn verify_audit_from(&self, kept: Option<&AuditHead>) -> Result<AuditReport, StoreError> {
        let types = self.types();
        self.read(|connection| {
            // One state of the database for all of it, so that a commit in between is not taken for damage.
            connection.begin_reading()?;
            let report = verify(connection, &types, self.summed(), kept);
            connection.batch("ROLLBACK")?;
            report
        })
    }
}

impl Write<'_> {
    /// Makes anew what follows from the rest: which versions of records are superseded. Gives how many marks were wrong.
    pub fn rebuild_derived(&mut self) -> Result<u64, StoreError> {
        let types = std::sync::Arc::clone(&self.types);
        let mut wrong = 0;
        for layout in types.all_tables() {
            wrong += record::mark_superseded(self, layout)?;
        }
        if wrong > 0 {
            self.audit("rebuild_derived", "", &serde_json::json!({ "superseded": wrong }));
        }
        Ok(wrong)
    }
}

/// What the chain says that commits wrote: by table and commit, the audit entry and the digest.
type Written = BTreeMap<(String, i64), (i64, String)>;

fn verify(
    connection: &mut Connection,
    types: &record::Types,
    summed: &Summed,
    kept: Option<&AuditHead>,
) -> Result<AuditReport, StoreError> {
    let head = counter::load(connection, false)?;
    let mut chain = Chain { kept: kept.cloned(), ..Chain::default() };
    connection.query(&Sql::new(&format!("SELECT {COLUMNS} FROM audit_entry ORDER BY id")), &mut |row| chain.add(row))?;
    chain.end_at_kept();
    if let Some(kept) = chain.kept.take() {
        let why = format!("the chain ends before commit {}, whose head was kept: the last commits were removed", kept.sequence);
        note(&mut chain.broken, BrokenEntry { id: chain.last + 1, sequence: kept.sequence, why });
    }
    let Chain { last, hash, mut written, mut broken, commits, states, .. } = chain;
    let after = |why: &str| BrokenEntry { id: last + 1, sequence: Sequence(head.sequence), why: why.to_owned() };
    if last != head.audit || hash != head.audit_hash {
        note(&mut broken, after("the last entries of the chain are missing"));
    }
    let mut rows = 0;
    let mut check = |table: &str, connection: &mut Connection, digests: &mut DigestWalk<'_>| -> Result<(), StoreError> {
        let mut found = CommitDigests { table: table.to_owned(), open: None, rows: 0, wrong: Vec::new(), written: &mut written };
        digests(connection, &mut |sequence, row| found.add(sequence, row))?;
        found.close();
        rows += found.rows;
        for (sequence, why) in found.wrong {
            let id = commits.get(&sequence).copied().unwrap_or(last + 1);
            note(&mut broken, BrokenEntry { id, sequence: Sequence(sequence), why });
        }
        Ok(())
    };
    check("entry", connection, &mut |connection, each| entry::walk_for_digest(connection, each))?;
    check("rating", connection, &mut |connection, each| rating::walk_for_digest(connection, each))?;
    for layout in types.all_tables() {
        check(layout.table(), connection, &mut |connection, each| record::walk_for_digest(connection, layout, each))?;
    }
    for ((table, sequence), (id, _)) in written {
        note(&mut broken, BrokenEntry { id, sequence: Sequence(sequence), why: format!("rows that it wrote into `{table}` are missing") });
    }
    rows += check_sums(connection, summed, &states, last, &mut broken)?;
    if states.get("counter").is_some_and(|state| state.digest != head.digest()) {
        note(&mut broken, after("the counter is not as the last commit left it"));
    }
    for layout in types.all_tables() {
        for sequence in record::wrongly_superseded(connection, layout)? {
            let id = commits.get(&sequence).copied().unwrap_or(last + 1);
            let why = format!(
                "which versions in `{}` are superseded does not follow from them; `guiju audit rebuild` marks them anew",
                layout.table()
            );
            note(&mut broken, BrokenEntry { id, sequence: Sequence(sequence), why });
        }
    }
    if !migration::is_as_written(connection)? {
        note(&mut broken, after("the list of migrations is not this program's"));
    }
    Ok(AuditReport { entries: u64::try_from(last).unwrap_or_default(), rows, head: hex(&head.audit_hash), first_broken: broken })
}

/// Compares the sum over each table's rows with what the last commit that touched it said. Gives how many rows there are.
fn check_sums(
    connection: &mut Connection,
    summed: &Summed,
    states: &BTreeMap<String, State>,
    last: i64,
    broken: &mut Option<BrokenEntry>,
) -> Result<u64, StoreError> {
    let kept = summed::kept(connection)?;
    let mut rows_of_all = 0;
    for table in summed.names() {
        let (sum, rows) = summed.compute(connection, table)?;
        rows_of_all += rows;
        let (id, sequence, said) = match states.get(table) {
            Some(state) => (state.id, state.sequence, state.digest.clone()),
            None => (last + 1, 0, RowSum::EMPTY.digest()),
        };
        let is_kept = match kept.get(table) {
            Some(bytes) => *bytes == sum.to_bytes(),
            None => sum == RowSum::EMPTY,
        };
        if sum.digest() != said || !is_kept {
            let why = format!("the rows in `{table}` are not those that were there after it");
            note(broken, BrokenEntry { id, sequence: Sequence(sequence), why });
        }
    }
    // A table that is no more, since a migration took what it held elsewhere, may have a sum.
    let known: BTreeSet<&str> = summed.names().collect();
    if kept.keys().any(|table| !known.contains(table.as_str()) && !states.contains_key(table)) {
        let why = "a sum is kept of a table that nobody wrote".to_owned();
        note(broken, BrokenEntry { id: last + 1, sequence: Sequence(0), why });
    }
    Ok(rows_of_all)
}

/// Walks over the rows of a table in the order of writing, with the commit and the columns that a digest covers.
type DigestWalk<'a> = dyn FnMut(&mut Connection, &mut dyn FnMut(i64, &[u8])) -> Result<(), StoreError> + 'a;

/// Keeps the break with the lowest place.
fn note(broken: &mut Option<BrokenEntry>, found: BrokenEntry) {
    if broken.as_ref().is_none_or(|known| found.id < known.id) {
        *broken = Some(found);
    }
}

/// The chain as far as it was read.
#[derive(Default)]
struct Chain {
    last: i64,
    hash: Vec<u8>,
    written: Written,
    broken: Option<BrokenEntry>,
    /// The last audit entry of each commit.
    commits: BTreeMap<i64, i64>,
    /// What each table whose rows may change held after the last commit that touched it.
    states: BTreeMap<String, State>,
    /// The head that was kept outside, until the chain has gone through it.
    kept: Option<AuditHead>,
    /// Where the commit before ended, with its hash.
    before: Option<(i64, Vec<u8>)>,
}

/// What a table held after a commit.
struct State {
    id: i64,
    sequence: i64,
    digest: String,
}

impl Chain {
    fn add(&mut self, row: &Row<'_>) -> Result<(), StoreError> {
        use ColumnKind::{Bytes, Integer, Text};
        let (id, sequence) = (row.integer(0)?, row.integer(1)?);
        let columns = [Integer, Integer, Integer, Text, Integer, Text, Text, Text, Text];
        let columns = columns.iter().enumerate().map(|(place, kind)| row.value(place, *kind)).collect::<Result<Vec<_>, _>>()?;
        let written_json = if let Some(SqlValue::Text(text)) = columns.last() { text.clone() } else { String::new() };
        let stored = if let SqlValue::Bytes(bytes) = row.value(9, Bytes)? { bytes } else { Vec::new() };
        let expected = hash(&self.hash, &columns);
        let mut whys: Vec<String> = Vec::new();
        if id != self.last + 1 {
            whys.push("an entry before it is missing".to_owned());
        } else if stored != expected {
            whys.push("its content does not fit its hash".to_owned());
        }
        match serde_json::from_str::<BTreeMap<String, String>>(&written_json) {
            Ok(tables) => {
                for (table, digest) in tables {
                    let Some((before, after)) = digest.split_once(' ') else {
                        self.written.insert((table, sequence), (id, digest));
                        continue;
                    };
                    let expected = self.states.get(&table).map_or_else(|| RowSum::EMPTY.digest(), |state| state.digest.clone());
                    // What the counter said before the first commit that said it is not known.
                    if before != expected && (table != "counter" || self.states.contains_key(&table)) {
                        whys.push(format!("the rows in `{table}` were changed before it by something else than a commit"));
                    }
                    self.states.insert(table, State { id, sequence, digest: after.to_owned() });
                }
            }
            Err(_) => whys.push("what it says to have written cannot be read".to_owned()),
        }
        for why in whys {
            note(&mut self.broken, BrokenEntry { id, sequence: Sequence(sequence), why });
        }
        if self.before.as_ref().is_some_and(|(before, _)| *before != sequence) {
            self.end_at_kept();
        }
        self.before = Some((sequence, stored.clone()));
        self.commits.insert(sequence, id);
        self.last = id;
        self.hash = stored;
        Ok(())
    }

    /// Whether the chain goes through the head that was kept outside, where a commit ends that is it or comes after it.
    fn end_at_kept(&mut self) {
        let (sequence, hash) = self.before.clone().unwrap_or_default();
        let Some(kept) = self.kept.take_if(|kept| sequence >= kept.sequence.0) else { return };
        if sequence != kept.sequence.0 || hex(&hash) != kept.hash {
            let why = "the chain does not go through the head that was kept: what was written up to there was removed or written anew";
            note(&mut self.broken, BrokenEntry { id: self.last, sequence: kept.sequence, why: why.to_owned() });
        }
    }
}

/// The digests of one table's rows by commit, compared with what the chain says.
struct CommitDigests<'a> {
    table: String,
    open: Option<(i64, blake3::Hasher)>,
    rows: u64,
    wrong: Vec<(i64, String)>,
    written: &'a mut Written,
}

impl CommitDigests<'_> {
    fn add(&mut self, sequence: i64, row: &[u8]) {
        self.rows += 1;
        match &mut self.open {
            Some((open, hasher)) if *open == sequence => {
                hasher.update(row);
            }
            _ => {
                self.close();
                let mut hasher = blake3::Hasher::new();
                hasher.update(row);
                self.open = Some((sequence, hasher));
            }
        }
    }

    fn close(&mut self) {
        let Some((sequence, hasher)) = self.open.take() else { return };
        let digest = hasher.finalize().to_hex().to_string();
        let table = &self.table;
        match self.written.remove(&(table.clone(), sequence)) {
            Some((_, expected)) if expected == digest => {}
            Some(_) => self.wrong.push((sequence, format!("the rows in `{table}` are not those that it wrote"))),
            None => self.wrong.push((sequence, format!("it wrote nothing into `{table}`, and rows there say that it did"))),
        }
    }
}
