//! Table `counter`: one row with the last of everything that is numbered. Every writer locks it first, so that numbers grow in commit order.

use guiju_types::{Sequence, Timestamp};

use crate::StoreError;
use crate::sql::{Connection, Dialect, Sql, SqlValue};

pub(crate) const CREATE: &str = "
    CREATE TABLE counter (
        id BIGINT PRIMARY KEY CHECK (id = 1),
        sequence BIGINT NOT NULL, -- the last commit
        at BIGINT NOT NULL, -- its instant, microseconds since 1970
        entry BIGINT NOT NULL,
        record BIGINT NOT NULL,
        version BIGINT NOT NULL,
        import BIGINT NOT NULL,
        run BIGINT NOT NULL,
        rating_override BIGINT NOT NULL,
        coverage BIGINT NOT NULL,
        audit BIGINT NOT NULL,
        audit_hash {bytes} NOT NULL, -- the head of the audit chain
        types BIGINT NOT NULL -- the commit that last migrated record types
    );
    INSERT INTO counter VALUES (1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, CAST('' AS {bytes}), 0);";

/// The last of everything that is numbered.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    pub(crate) sequence: i64,
    pub(crate) at: Timestamp,
    pub(crate) entry: i64,
    pub(crate) record: i64,
    pub(crate) version: i64,
    pub(crate) import: i64,
    pub(crate) run: i64,
    pub(crate) ruling: i64,
    pub(crate) coverage: i64,
    pub(crate) audit: i64,
    pub(crate) audit_hash: Vec<u8>,
    pub(crate) types: i64,
}

impl Counter {
    /// What the chain says of it. Where the chain ends is left out: the chain itself says that.
    pub(crate) fn digest(&self) -> String {
        let Self { sequence, at, entry, record, version, import, run, ruling, coverage, audit: _, audit_hash: _, types } = self;
        let mut bytes = Vec::new();
        for value in [*sequence, at.as_microsecond(), *entry, *record, *version, *import, *run, *ruling, *coverage, *types] {
            SqlValue::Integer(value).encode_into(&mut bytes);
        }
        blake3::hash(&bytes).to_hex().to_string()
    }
}

const COLUMNS: &str = "sequence, at, entry, record, version, import, run, ruling, coverage, audit, audit_hash, types";

/// Reads the row; a writer locks it by that.
pub(crate) fn load(connection: &mut Connection, for_update: bool) -> Result<Counter, StoreError> {
    let lock = if for_update && connection.dialect() == Dialect::Postgres { " FOR UPDATE" } else { "" };
    let found = connection.first(&Sql::new(&format!("SELECT {COLUMNS} FROM counter{lock}")), |row| {
        Ok(Counter {
            sequence: row.integer(0)?,
            at: row.timestamp(1)?,
            entry: row.integer(2)?,
            record: row.integer(3)?,
            version: row.integer(4)?,
            import: row.integer(5)?,
            run: row.integer(6)?,
            ruling: row.integer(7)?,
            coverage: row.integer(8)?,
            audit: row.integer(9)?,
            audit_hash: row.bytes(10)?,
            types: row.integer(11)?,
        })
    })?;
    found.ok_or_else(|| StoreError::damaged("no row in `counter`"))
}

pub(crate) fn save(connection: &mut Connection, counter: &Counter) -> Result<(), StoreError> {
    let values: [SqlValue; 12] = [
        counter.sequence.into(),
        counter.at.into(),
        counter.entry.into(),
        counter.record.into(),
        counter.version.into(),
        counter.import.into(),
        counter.run.into(),
        counter.ruling.into(),
        counter.coverage.into(),
        counter.audit.into(),
        counter.audit_hash.clone().into(),
        counter.types.into(),
    ];
    connection.execute(&Sql::with(
        "UPDATE counter SET sequence = ?1, at = ?2, entry = ?3, record = ?4, version = ?5, import = ?6, run = ?7,
             ruling = ?8, coverage = ?9, audit = ?10, audit_hash = ?11, types = ?12 WHERE id = 1",
        values,
    ))?;
    Ok(())
}

/// The commit that last migrated record types; also while the row itself is being migrated.
pub(crate) fn types(connection: &mut Connection) -> Result<i64, StoreError> {
    let found = connection.first(&Sql::new("SELECT types FROM counter"), |row| row.integer(0))?;
    found.ok_or_else(|| StoreError::damaged("no row in `counter`"))
}

pub(crate) fn last_sequence(connection: &mut Connection) -> Result<Sequence, StoreError> {
    let found = connection.first(&Sql::new("SELECT sequence FROM counter"), |row| row.sequence(0))?;
    found.ok_or_else(|| StoreError::damaged("no row in `counter`"))
}
