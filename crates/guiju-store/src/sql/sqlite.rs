//! SQLite through rusqlite: write-ahead log, full sync, foreign keys.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{ToSql, params_from_iter};

use super::connection::Purpose;
use super::{Row, SqlValue};
use crate::{SqlError, StoreError};

/// How long a writer waits for another process's transaction.
const BUSY_TIMEOUT: Duration = Duration::from_secs(120);

pub(crate) struct SqliteConnection {
    inner: rusqlite::Connection,
}

impl ToSql for SqlValue {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Self::Null | Self::List(_) => ValueRef::Null,
            Self::Integer(value) => ValueRef::Integer(*value),
            Self::Text(value) => ValueRef::Text(value.as_bytes()),
            Self::Bytes(value) => ValueRef::Blob(value),
            Self::Boolean(value) => ValueRef::Integer(i64::from(*value)),
        }))
    }
}

impl SqliteConnection {
    pub(crate) fn open(path: &Path, purpose: Purpose) -> Result<Self, SqlError> {
        let inner = rusqlite::Connection::open(path)?;
        inner.busy_timeout(BUSY_TIMEOUT)?;
        inner.set_prepared_statement_cache_capacity(256);
        inner.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;
             PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 1073741824;",
        )?;
        inner.execute_batch(match purpose {
            Purpose::Read => "PRAGMA query_only = ON; PRAGMA cache_size = -16384;",
            Purpose::Write => "PRAGMA cache_size = -131072;",
        })?;
        Ok(Self { inner })
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.inner.is_autocommit()
    }

    pub(crate) fn batch(&mut self, text: &str) -> Result<(), SqlError> {
        Ok(self.inner.execute_batch(text)?)
    }

    pub(crate) fn execute(&mut self, text: &str, values: &[SqlValue]) -> Result<u64, SqlError> {
        let changed = self.inner.prepare_cached(text)?.execute(params_from_iter(values))?;
        Ok(changed as u64)
    }

    pub(crate) fn query(
        &mut self,
        text: &str,
        values: &[SqlValue],
        each: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>,
        wrap: &dyn Fn(SqlError) -> StoreError,
    ) -> Result<(), StoreError> {
        let wrap = |error: rusqlite::Error| wrap(error.into());
        let mut statement = self.inner.prepare_cached(text).map_err(wrap)?;
        let mut rows = statement.query(params_from_iter(values)).map_err(wrap)?;
        while let Some(row) = rows.next().map_err(wrap)? {
            each(&Row::Sqlite(row))?;
        }
        Ok(())
    }

    /// One prepared statement, once for each row: as quick here as many rows in one statement, and half the memory.
    pub(crate) fn insert(&mut self, table: &str, columns: &str, rows: &[Vec<SqlValue>]) -> Result<(), SqlError> {
        let count = rows.first().map_or(0, Vec::len);
        let places = (1..=count).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ");
        let mut statement = self.inner.prepare_cached(&format!("INSERT INTO {table} ({columns}) VALUES ({places})"))?;
        for row in rows {
            statement.execute(params_from_iter(row))?;
        }
        Ok(())
    }

    pub(crate) fn forget_statements(&mut self) {
        self.inner.flush_prepared_statement_cache();
    }
}
