//! Table `audit_entry`: the hash chain of every change.

use guiju_types::{RecordId, Sequence, Timestamp};

use crate::{Store, StoreError};

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
    /// Before this entry (the list runs from the newest to the oldest).
    pub before: Option<i64>,
    /// How many; at most 10,000.
    pub limit: u32,
}

impl Default for AuditQuery {
    fn default() -> Self {
        Self { actor: None, action: None, subject: None, before: None, limit: 100 }
    }
}

/// What the verification of the audit chain found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AuditReport {
    /// How many entries the chain has.
    pub entries: u64,
    /// How many rows (ledger entries and record versions) were checked against it.
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
    /// Entries of the chain, the newest first.
    pub fn audit_entries(&self, query: &AuditQuery) -> Result<Vec<AuditEntry>, StoreError> {
        let _ = query;
        Err(StoreError::refused("not built yet"))
    }

    /// Computes the whole chain again, and the digest of every ledger entry and record version, and names the first entry that does not
    /// hold.
    pub fn verify_audit(&self) -> Result<AuditReport, StoreError> {
        Err(StoreError::refused("not built yet"))
    }
}
