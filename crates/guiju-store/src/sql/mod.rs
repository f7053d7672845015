//! What differs between the two databases, so that every statement elsewhere is written once.
//!
//! Statements use `?1`, `?2` …; [`Sql`] numbers them. Columns hold four things ([`SqlValue`]): whole numbers (money in
//! ten-thousandths, dates in days since 1970, instants in microseconds), text, bytes and booleans.
//!
//! Never here: what a table means.

mod connection;
mod pool;
mod postgres;
mod row;
mod sqlite;
mod statement;
mod value;

pub(crate) use connection::Connection;
pub(crate) use pool::Pool;
pub(crate) use row::{ColumnKind, Row, to_date, to_timestamp};
pub(crate) use statement::{LIST_END, LIST_LENGTH, LIST_START, Sql};
pub(crate) use value::SqlValue;

/// Which database's words to use where the two differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

impl Dialect {
    /// Statements that make tables, with the types that differ written as `{id}`, `{text}` and `{bytes}`.
    pub(crate) fn ddl(self, template: &str) -> String {
        let (id, text, bytes) = match self {
            // Exactly `INTEGER PRIMARY KEY` makes the column the row's own address.
            Self::Sqlite => ("INTEGER PRIMARY KEY", "TEXT", "BLOB"),
            // Bytewise order, as SQLite's, so that pages are the same on both.
            Self::Postgres => ("BIGINT PRIMARY KEY", "TEXT COLLATE \"C\"", "BYTEA"),
        };
        template.replace("{id}", id).replace("{text}", text).replace("{bytes}", bytes)
    }

    /// Triggers that refuse every change of a table's rows but adding one.
    pub(crate) fn append_only(self, table: &str) -> String {
        match self {
            // An `INSERT OR REPLACE` would delete without firing a delete trigger; rows are only ever added at the end.
            Self::Sqlite => format!(
                "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN
                     SELECT RAISE(ABORT, '{table} is append-only: an entry is never updated, only reversed'); END;
                 CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN
                     SELECT RAISE(ABORT, '{table} is append-only: an entry is never deleted, only reversed'); END;
                 CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN NEW.id <= (SELECT max(id) FROM {table}) BEGIN
                     SELECT RAISE(ABORT, '{table} is append-only: an entry is never replaced, only reversed'); END;"
            ),
            Self::Postgres => format!(
                "CREATE OR REPLACE FUNCTION {table}_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$ BEGIN
                     RAISE EXCEPTION '{table} is append-only: an entry is never changed, only reversed'; END $refuse$;
                 CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
                     FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse_change();"
            ),
        }
    }
}
