//! Table `audit_entry`: the hash chain of every change.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use guiju_types::{Actor, RecordId, Sequence, Timestamp};

use super::counter::Counter;
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

/// The end of the chain up to a commit is looked for whenever columns are read.
pub(crate) const INDEX_SEQUENCE: &str = "CREATE INDEX audit_entry_sequence ON audit_entry (sequence, id);";

pub(crate) const COLUMNS: &str = "id, sequence, at, actor, person, action, subject, detail, written, hash";

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

/// The end of the audit chain, as kept outside of the database: whoever has it can tell whether what it covers is still there. Written as
/// `HASH@COMMIT`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditHead {
    /// The commit.
    pub sequence: Sequence,
    /// The hash of its last entry, in hex; covers everything before.
    pub hash: String,
}

impl fmt::Display for AuditHead {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}@{}", self.hash, self.sequence)
    }
}

impl FromStr for AuditHead {
    type Err = StoreError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let is_hash = |hash: &str| hash.len() == 64 && hash.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let parts = text.trim().split_once('@').filter(|(hash, _)| is_hash(hash));
        let head = parts.and_then(|(hash, sequence)| Some(Self { hash: hash.to_owned(), sequence: Sequence(sequence.parse().ok()?) }));
        head.ok_or_else(|| {
            let shown: String = text.chars().take(80).collect();
            StoreError::refused(format!("`{shown}` is not a head of the audit chain; give what `guiju audit head` printed: HASH@COMMIT"))
        })
    }
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
pub(crate) fn hash(previous: &[u8], columns: &[SqlValue]) -> [u8; 32] {
    let mut bytes = Vec::new();
    SqlValue::Bytes(previous.to_vec()).encode_into(&mut bytes);
    for column in columns {
        column.encode_into(&mut bytes);
    }
    *blake3::hash(&bytes).as_bytes()
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn head(connection: &mut Connection, until: Option<Sequence>) -> Result<Option<AuditHead>, StoreError> {
    // Commits are numbered in the order of the chain, so that the index on them finds the last of all as well.
    let mut sql = Sql::new("SELECT sequence, hash FROM audit_entry WHERE sequence <= ");
    sql.bind(until.unwrap_or(Sequence(i64::MAX))).push(" ORDER BY sequence DESC, id DESC LIMIT 1");
    connection.first(&sql, |row| Ok(AuditHead { sequence: row.sequence(0)?, hash: hex(&row.bytes(1)?) }))
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
    /// The last entry of the chain, or the last one up to a commit; `None` where there is none.
    pub fn audit_head(&self, until: Option<Sequence>) -> Result<Option<AuditHead>, StoreError> {
        self.read(|connection| head(connection, until))
    }

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
}
