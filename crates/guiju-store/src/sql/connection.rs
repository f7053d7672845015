//! One connection to either database.

use super::postgres::PostgresConnection;
use super::sqlite::SqliteConnection;
use super::{BulkRow, Dialect, Row, Sql};
use crate::{Database, StoreError};

/// One connection to either database.
pub(crate) enum Connection {
    Sqlite(SqliteConnection),
    Postgres(Box<PostgresConnection>),
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    Read,
    Write,
}

impl std::fmt::Debug for Connection {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Connection({:?})", self.dialect())
    }
}

impl Connection {
    pub(crate) fn open(database: &Database, purpose: Purpose) -> Result<Self, StoreError> {
        let opened = match database {
            Database::Sqlite(path) => SqliteConnection::open(path, purpose).map(Self::Sqlite),
            Database::Postgres(address) => PostgresConnection::open(address).map(|open| Self::Postgres(Box::new(open))),
        };
        opened.map_err(|source| StoreError::Open { database: database.to_string(), source })
    }

    pub(crate) fn dialect(&self) -> Dialect {
        match self {
            Self::Sqlite(_) => Dialect::Sqlite,
            Self::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Whether it may be used again.
    pub(crate) fn is_usable(&self) -> bool {
        match self {
            Self::Sqlite(connection) => connection.is_idle(),
            Self::Postgres(connection) => !connection.is_closed(),
        }
    }

    /// Statements without values, as they stand.
    pub(crate) fn batch(&mut self, text: &str) -> Result<(), StoreError> {
        let done = match self {
            Self::Sqlite(connection) => connection.batch(text),
            Self::Postgres(connection) => connection.batch(text),
        };
        done.map_err(|source| failed(text, source))
    }

    /// Begins a writing transaction. On SQLite it takes the write lock at once; on PostgreSQL the counter row does that.
    pub(crate) fn begin(&mut self) -> Result<(), StoreError> {
        match self.dialect() {
            Dialect::Sqlite => self.batch("BEGIN IMMEDIATE"),
            Dialect::Postgres => self.batch("BEGIN"),
        }
    }

    /// Begins a reading transaction that sees one state of the database.
    pub(crate) fn begin_reading(&mut self) -> Result<(), StoreError> {
        match self.dialect() {
            Dialect::Sqlite => self.batch("BEGIN"),
            Dialect::Postgres => self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"),
        }
    }

    /// One statement; gives the number of rows that it changed.
    pub(crate) fn execute(&mut self, sql: &Sql) -> Result<u64, StoreError> {
        let done = match self {
            Self::Sqlite(connection) => {
                let sql = sql.for_sqlite();
                connection.execute(&sql.text, &sql.values)
            }
            Self::Postgres(connection) => connection.execute(&sql.text, &sql.values),
        };
        done.map_err(|source| failed(&sql.text, source))
    }

    /// One query, row by row, without keeping its result in memory.
    pub(crate) fn query(&mut self, sql: &Sql, each: &mut dyn FnMut(&Row<'_>) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let wrap = |source| failed(&sql.text, source);
        match self {
            Self::Sqlite(connection) => {
                let sql = sql.for_sqlite();
                connection.query(&sql.text, &sql.values, each, &wrap)
            }
            Self::Postgres(connection) => connection.query(&sql.text, &sql.values, each, &wrap),
        }
    }

    /// All rows of a query.
    pub(crate) fn rows<T>(&mut self, sql: &Sql, mut map: impl FnMut(&Row<'_>) -> Result<T, StoreError>) -> Result<Vec<T>, StoreError> {
        let mut found = Vec::new();
        self.query(sql, &mut |row| {
            found.push(map(row)?);
            Ok(())
        })?;
        Ok(found)
    }

    /// The first row of a query that gives at most a few.
    pub(crate) fn first<T>(&mut self, sql: &Sql, map: impl FnMut(&Row<'_>) -> Result<T, StoreError>) -> Result<Option<T>, StoreError> {
        Ok(self.rows(sql, map)?.into_iter().next())
    }

    /// Many rows into one table.
    pub(crate) fn insert<R: BulkRow>(&mut self, table: &str, columns: &str, rows: &[R]) -> Result<(), StoreError> {
        if rows.is_empty() {
            return Ok(());
        }
        let done = match self {
            Self::Sqlite(connection) => connection.insert(table, columns, rows),
            Self::Postgres(connection) => connection.insert(table, columns, rows),
        };
        done.map_err(|source| StoreError::of_statement(format!("insert into {table}"), source))
    }

    /// Many rows into a table that only grows; their first column is the id, one above that of the row before.
    pub(crate) fn append<R: BulkRow>(&mut self, table: &str, columns: &str, rows: &[R]) -> Result<(), StoreError> {
        let Self::Sqlite(connection) = self else { return self.insert(table, columns, rows) };
        if rows.is_empty() {
            return Ok(());
        }
        let done = connection.append(table, columns, rows);
        done.map_err(|source| StoreError::of_statement(format!("insert into {table}"), source))
    }

    /// Makes table columns or types known anew, after a migration.
    pub(crate) fn forget_statements(&mut self) {
        match self {
            Self::Sqlite(connection) => connection.forget_statements(),
            Self::Postgres(connection) => connection.forget_statements(),
        }
    }
}

fn failed(text: &str, source: crate::SqlError) -> StoreError {
    StoreError::of_statement(text.split_whitespace().take(12).collect::<Vec<_>>().join(" "), source)
}
