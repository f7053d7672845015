//! Table `audit_entry`: the hash chain of every change.

use std::collections::BTreeMap;

use guiju_types::{Actor, RecordId, Sequence, Timestamp};

use super::counter::Counter;
use super::{counter, entry, rating, record};
use crate::sql::{Connection, Row, Sql, SqlValue};
use crate::{Store, StoreError};

pub(crate) const CREATE: &str = "
    CREATE TABLE audit_entry (
        id {id},
        sequence BIGINT NOT NULL,
        at BIGINT NOT NULL, -- microseconds since 1970
        actor {text} NOT NULL,
        person BIGINT,
        action {text} NOT NULL,
        subject {text} NOT NULL,
        detail {text} NOT NULL, -- JSON
        written {text} NOT NULL, -- JSON: the digest of what the commit wrote into each table; on the commit's last entry
        hash {bytes} NOT NULL -- BLAKE3 over the hash before and all columns above
    );
    CREATE INDEX audit_entry_subject ON audit_entry (subject, id);";

/// So that who did something is read from the commit that did it.
pub(crate) const BY_COMMIT: &str = "CREATE INDEX audit_entry_sequence ON audit_entry (sequence);";

const COLUMNS: &str = "id, sequence, at, actor, person, action, subject, detail, written, hash";

/// An entry of the audit chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditEntry {
    /// Its place in the chain, from 1.
    pub id: i64,
    /// The commit that it is in.
    pub sequence: Sequence,
    /// When.
    pub at: Timestamp,
    /// Who: the sign-in name or the program's work.
    pub actor: String,
    /// That person's record.
    pub person: Option<RecordId>,
    /// What was done (`put_records`, `undo_import` …).
    pub action: String,
    /// To what.
    pub subject: String,
    /// The rest, as JSON.
    pub detail_json: String,
    /// Its hash, in hex; covers the one before.
    pub hash: String,
}

/// A part of the audit chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditQuery {
    /// By this actor.
    pub actor: Option<String>,
    /// Of this action.
    pub action: Option<String>,
    /// About this subject.
    pub subject: Option<String>,
    /// Of this commit.
    pub sequence: Option<Sequence>,
    /// Before this entry (the list runs from the newest to the oldest).
    pub before: Option<i64>,
    /// How many; at most 10,000.
    pub limit: u32,
}

impl Default for AuditQuery {
    fn default() -> Self {
        Self { actor: None, action: None, subject: None, sequence: None, before: None, limit: 100 }
    }
}

/// What the verification of the audit chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReport {
    /// How many entries the chain has.
    pub entries: u64,
    /// How many rows (ledger entries, record versions and ratings) were checked against it.
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

/// An entry to add.
#[derive(Debug, Clone)]
pub(crate) struct NewAuditEntry {
    pub(crate) action: String,
    pub(crate) subject: String,
    pub(crate) detail_json: String,
}

/// What all entries of one commit share.
pub(crate) struct Place<'a> {
    pub(crate) sequence: Sequence,
    pub(crate) at: Timestamp,
    pub(crate) actor: &'a Actor,
}

/// Adds a commit's entries to the chain; `written` goes on the last one.
pub(crate) fn append(
    connection: &mut Connection,
    counter: &mut Counter,
    place: &Place<'_>,
    entries: &[NewAuditEntry],
    written: &BTreeMap<String, String>,
) -> Result<(), StoreError> {
    let written = serde_json::to_string(written).map_err(|error| StoreError::refused(error.to_string()))?;
    let mut rows = Vec::with_capacity(entries.len());
    for (position, entry) in entries.iter().enumerate() {
        counter.audit += 1;
        let mut row: Vec<SqlValue> = vec![
            counter.audit.into(),
            place.sequence.into(),
            place.at.into(),
            place.actor.name.as_str().into(),
            place.actor.person.into(),
            entry.action.as_str().into(),
            entry.subject.as_str().into(),
            entry.detail_json.as_str().into(),
            if position + 1 == entries.len() { written.as_str().into() } else { "{}".into() },
        ];
        counter.audit_hash = hash(&counter.audit_hash, &row).to_vec();
        row.push(counter.audit_hash.clone().into());
        rows.push(row);
    }
    connection.insert("audit_entry", COLUMNS, &rows)
}

/// The hash of an entry: over the hash before it and every column but the hash.
fn hash(previous: &[u8], columns: &[SqlValue]) -> [u8; 32] {
    let mut bytes = Vec::new();
    SqlValue::Bytes(previous.to_vec()).encode_into(&mut bytes);
    for column in columns {
        column.encode_into(&mut bytes);
    }
    *blake3::hash(&bytes).as_bytes()
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn read_entry(row: &Row<'_>) -> Result<AuditEntry, StoreError> {
    Ok(AuditEntry {
        id: row.integer(0)?,
        sequence: row.sequence(1)?,
        at: row.timestamp(2)?,
        actor: row.text(3)?,
        person: row.optional_record(4)?,
        action: row.text(5)?,
        subject: row.text(6)?,
        detail_json: row.text(7)?,
        hash: hex(&row.bytes(9)?),
    })
}

impl Store {
    /// Entries of the chain, the newest first.
    pub fn audit_entries(&self, query: &AuditQuery) -> Result<Vec<AuditEntry>, StoreError> {
        let mut sql = Sql::new(&format!("SELECT {COLUMNS} FROM audit_entry WHERE id < "));
        sql.bind(query.before.unwrap_or(i64::MAX));
        for (column, wanted) in [("actor", &query.actor), ("action", &query.action), ("subject", &query.subject)] {
            if let Some(wanted) = wanted {
                sql.push(&format!(" AND {column} = ")).bind(wanted);
            }
        }
        if let Some(sequence) = query.sequence {
            sql.push(" AND sequence = ").bind(sequence);
        }
        sql.push(" ORDER BY id DESC LIMIT ").bind(query.limit.min(10_000));
        self.read(|connection| connection.rows(&sql, read_entry))
    }

    /// Computes the whole chain again, and the digest of every ledger entry, record version and rating, and names the first entry that does not
    /// hold.
    pub fn verify_audit(&self) -> Result<AuditReport, StoreError> {
        let types = self.types();
        self.read(|connection| {
            // One state of the database for all of it, so that a commit in between is not taken for damage.
            connection.begin_reading()?;
            let report = verify(connection, &types);
            connection.batch("ROLLBACK")?;
            report
        })
    }
}

/// What the chain says that commits wrote: by table and commit, the audit entry and the digest.
type Written = BTreeMap<(String, i64), (i64, String)>;

fn verify(connection: &mut Connection, types: &record::Types) -> Result<AuditReport, StoreError> {
    let head = counter::load(connection, false)?;
    let mut chain = Chain::default();
    connection.query(&Sql::new(&format!("SELECT {COLUMNS} FROM audit_entry ORDER BY id")), &mut |row| chain.add(row))?;
    let Chain { last, hash, mut written, mut broken, commits } = chain;
    if last != head.audit || hash != head.audit_hash {
        let at =
            BrokenEntry { id: last + 1, sequence: Sequence(head.sequence), why: "the last entries of the chain are missing".to_owned() };
        note(&mut broken, at);
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
    Ok(AuditReport { entries: u64::try_from(last).unwrap_or_default(), rows, head: hex(&head.audit_hash), first_broken: broken })
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
}

impl Chain {
    fn add(&mut self, row: &Row<'_>) -> Result<(), StoreError> {
        let (id, sequence) = (row.integer(0)?, row.integer(1)?);
        let written_json = row.text(8)?;
        let columns: [SqlValue; 9] = [
            id.into(),
            sequence.into(),
            row.integer(2)?.into(),
            row.text(3)?.into(),
            row.optional_integer(4)?.into(),
            row.text(5)?.into(),
            row.text(6)?.into(),
            row.text(7)?.into(),
            written_json.clone().into(),
        ];
        let stored = row.bytes(9)?;
        let expected = hash(&self.hash, &columns);
        let mut break_at = |why: &str| note(&mut self.broken, BrokenEntry { id, sequence: Sequence(sequence), why: why.to_owned() });
        if id != self.last + 1 {
            break_at("an entry before it is missing");
        } else if stored != expected {
            break_at("its content does not fit its hash");
        }
        match serde_json::from_str::<BTreeMap<String, String>>(&written_json) {
            Ok(tables) => {
                for (table, digest) in tables {
                    self.written.insert((table, sequence), (id, digest));
                }
            }
            Err(_) => break_at("what it says to have written cannot be read"),
        }
        self.commits.insert(sequence, id);
        self.last = id;
        self.hash = stored;
        Ok(())
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
