//! SQLite through rusqlite: write-ahead log, full sync, foreign keys.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{Statement, ToSql, params_from_iter};

use super::connection::Purpose;
use super::{BulkCell, BulkRow, Row, SqlValue};
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
            // Pages that one commit after the other changes go into the database file once for many commits; the log grows to some 64 MB.
            Purpose::Write => "PRAGMA cache_size = -131072; PRAGMA wal_autocheckpoint = 16384;",
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
    pub(crate) fn insert<R: BulkRow>(&mut self, table: &str, columns: &str, rows: &[R]) -> Result<(), SqlError> {
        let places = places(columns);
        let mut statement = self.inner.prepare_cached(&format!("INSERT INTO {table} ({columns}) VALUES ({places})"))?;
        for row in rows {
            let mut bind = Bind::new(&mut statement);
            row.each_cell(&mut |cell| bind.put(cell));
            bind.end()?;
            statement.raw_execute()?;
        }
        Ok(())
    }

    /// [`insert`](Self::insert) into a table that only grows, of rows whose first column is an id one above that of the row before.
    ///
    /// SQLite gives the id itself, which has to come out the same. Given by us, it would be checked to be an integer, and with a trigger on the
    /// table SQLite then copies every page that an insert may change, to be able to take that one statement back: half of the time of an
    /// import. `OR FAIL` says for the other constraints that nothing has to be taken back; the whole transaction is.
    pub(crate) fn append<R: BulkRow>(&mut self, table: &str, columns: &str, rows: &[R]) -> Result<(), SqlError> {
        let first = rows.first().and_then(first_cell);
        let next =
            self.inner.prepare_cached(&format!("SELECT max(id) + 1 FROM {table}"))?.query_row((), |row| row.get::<_, Option<i64>>(0))?;
        if first != Some(next.unwrap_or(1)) {
            // Somebody took the last rows away, which the audit chain tells; their numbers are not given again.
            return self.insert(table, columns, rows);
        }
        let rest = columns.split_once(',').map_or("", |(_, rest)| rest);
        let places = places(rest);
        let mut statement = self.inner.prepare_cached(&format!("INSERT OR FAIL INTO {table} ({rest}) VALUES ({places})"))?;
        for row in rows {
            let mut bind = Bind::new(&mut statement);
            let mut is_id = true;
            row.each_cell(&mut |cell| {
                if !std::mem::take(&mut is_id) {
                    bind.put(cell);
                }
            });
            bind.end()?;
            statement.raw_execute()?;
            if first_cell(row) != Some(self.inner.last_insert_rowid()) {
                return Err(SqlError::text("SQLite numbered a row otherwise than we did"));
            }
        }
        Ok(())
    }

    pub(crate) fn forget_statements(&mut self) {
        self.inner.flush_prepared_statement_cache();
    }
}

/// Copies a database file in one step: a read transaction, which writers do not wait for and which does not see them.
pub(crate) fn copy_sqlite(from: &Path, to: &Path) -> Result<(), SqlError> {
    use rusqlite::backup::{Backup, StepResult};
    let source = rusqlite::Connection::open_with_flags(from, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    source.busy_timeout(BUSY_TIMEOUT)?;
    let mut target = rusqlite::Connection::open(to)?;
    let copied = Backup::new(&source, &mut target)?.step(-1)?;
    if copied != StepResult::Done {
        return Err(SqlError::text("the copy could not be finished, since others hold the database's lock"));
    }
    Ok(())
}

/// The id that a row starts with.
fn first_cell<R: BulkRow>(row: &R) -> Option<i64> {
    let mut first = None;
    row.each_cell(&mut |cell| {
        first.get_or_insert_with(|| cell.integer());
    });
    first.flatten()
}

/// As many placeholders as there are columns.
fn places(columns: &str) -> String {
    (1..=columns.split(',').count()).map(|place| format!("?{place}")).collect::<Vec<_>>().join(", ")
}

/// The cells of one row on their way into a statement.
struct Bind<'a, 'c> {
    statement: &'a mut Statement<'c>,
    place: usize,
    failed: Option<rusqlite::Error>,
}

impl<'a, 'c> Bind<'a, 'c> {
    fn new(statement: &'a mut Statement<'c>) -> Self {
        Self { statement, place: 0, failed: None }
    }

    fn put(&mut self, cell: BulkCell<'_>) {
        self.place += 1;
        let value = match cell {
            BulkCell::Null => ValueRef::Null,
            BulkCell::Integer(value) => ValueRef::Integer(value),
            BulkCell::Text(value) => ValueRef::Text(value.as_bytes()),
            BulkCell::Bytes(value) => ValueRef::Blob(value),
            BulkCell::Boolean(value) => ValueRef::Integer(i64::from(value)),
        };
        if let Err(error) = self.statement.raw_bind_parameter(self.place, ToSqlOutput::Borrowed(value)) {
            self.failed.get_or_insert(error);
        }
    }

    /// Whether every place got its cell.
    fn end(self) -> Result<(), SqlError> {
        match self.failed {
            Some(error) => Err(error.into()),
            None if self.place != self.statement.parameter_count() => {
                Err(SqlError::text("a row has fewer cells than its table has columns"))
            }
            None => Ok(()),
        }
    }
}
