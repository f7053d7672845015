//! What differs between the two databases, so that every statement elsewhere is written once.
//!
//! Statements use `?1`, `?2` …; [`Sql`] numbers them. Columns hold four things ([`SqlValue`]): whole numbers (money in
//! ten-thousandths, dates in days since 1970, instants in microseconds), text, bytes and booleans.
//!
//! Never here: what a table means.

mod bulk;
mod connection;
mod copy;
mod pool;
mod postgres;
mod row;
mod schema;
mod sqlite;
mod statement;
mod value;

pub(crate) use bulk::{BulkCell, BulkRow};
pub(crate) use connection::Connection;
pub(crate) use pool::Pool;
pub(crate) use row::{ColumnKind, Row, to_date, to_timestamp};
pub(crate) use schema::{Schema, schema};
pub(crate) use sqlite::copy_sqlite;
pub(crate) use statement::{LIST_LENGTH, Sql};
pub(crate) use value::SqlValue;

/// Which database's words to use where the two differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dialect {
    Sqlite,
    Postgres,
}

/// What may never happen to the rows of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Guard {
    /// They are written once and stay.
    NeverChanged,
    /// They may be ended or published, but stay.
    NeverRemoved,
}

impl Dialect {
    /// Statements that make tables, with the types that differ written as `{id}`, `{text}` and `{bytes}`, and `{compact}` behind a table that
    /// is nothing but its key.
    pub(crate) fn ddl(self, template: &str) -> String {
        let (id, text, bytes, compact) = match self {
            // Exactly `INTEGER PRIMARY KEY` makes the column the row's own address.
            Self::Sqlite => ("INTEGER PRIMARY KEY", "TEXT", "BLOB", "WITHOUT ROWID"),
            // Bytewise order, as SQLite's, so that pages are the same on both.
            Self::Postgres => ("BIGINT PRIMARY KEY", "TEXT COLLATE \"C\"", "BYTEA", ""),
        };
        template.replace("{id}", id).replace("{text}", text).replace("{bytes}", bytes).replace("{compact}", compact)
    }

    /// Triggers that refuse every change of a table's rows but adding one.
    pub(crate) fn append_only(self, table: &str) -> String {
        match self {
            Self::Sqlite => format!(
                "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN
                     SELECT RAISE(ABORT, '{table} is append-only: an entry is never updated, only reversed'); END;
                 CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN
                     SELECT RAISE(ABORT, '{table} is append-only: an entry is never deleted, only reversed'); END;
                 {}",
                self.no_replace(table)
            ),
            Self::Postgres => format!(
                "CREATE OR REPLACE FUNCTION {table}_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$ BEGIN
                     RAISE EXCEPTION '{table} is append-only: an entry is never changed, only reversed'; END $refuse$;
                 CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
                     FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse_change();"
            ),
        }
    }

    /// Triggers that refuse what may not happen to the rows of a table.
    pub(crate) fn guard(self, table: &str, guard: Guard) -> String {
        match guard {
            Guard::NeverChanged => self.refuse(table, "", &format!("rows of {table} are never changed or removed")),
            Guard::NeverRemoved => self.refuse_removal(table, &format!("rows of {table} are never removed")),
        }
    }

    /// Triggers that refuse every change of the versions of records but the mark of being superseded. Made anew when columns were added.
    pub(crate) fn guard_versions(self, table: &str, columns: &[String]) -> String {
        let columns = format!(" OF {}", columns.join(", "));
        self.refuse(table, &columns, &format!("versions in {table} are never changed or removed, only followed by others"))
    }

    fn refuse(self, table: &str, of: &str, why: &str) -> String {
        let change = match self {
            Self::Sqlite => format!(
                "DROP TRIGGER IF EXISTS {table}_unchanged;
                 CREATE TRIGGER {table}_unchanged BEFORE UPDATE{of} ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END;"
            ),
            Self::Postgres => format!(
                "DROP TRIGGER IF EXISTS {table}_unchanged ON {table};
                 CREATE TRIGGER {table}_unchanged BEFORE UPDATE{of} ON {table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('{why}');"
            ),
        };
        format!("{}{change}", self.refuse_removal(table, why))
    }

    fn refuse_removal(self, table: &str, why: &str) -> String {
        match self {
            Self::Sqlite => format!(
                "DROP TRIGGER IF EXISTS {table}_unremoved;
                 CREATE TRIGGER {table}_unremoved BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{why}'); END;"
            ),
            Self::Postgres => format!(
                "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $refuse$ BEGIN
                     RAISE EXCEPTION '%', TG_ARGV[0]; END $refuse$;
                 DROP TRIGGER IF EXISTS {table}_unremoved ON {table};
                 CREATE TRIGGER {table}_unremoved BEFORE DELETE OR TRUNCATE ON {table}
                     FOR EACH STATEMENT EXECUTE FUNCTION refuse_change('{why}');"
            ),
        }
    }

    /// SQLite's trigger against an `INSERT OR REPLACE`, which would delete without firing a delete trigger; rows are only ever added at the end.
    ///
    /// An insert that leaves the id to SQLite shows it here as -1, which is no row's; it passes without a look into the table. `FAIL` ends the
    /// statement at the first row, as `ABORT` does, but does not make SQLite copy every page beforehand that an insert may change
    /// (`SqliteConnection::append`).
    pub(crate) fn no_replace(self, table: &str) -> String {
        match self {
            Self::Sqlite => format!(
                "DROP TRIGGER IF EXISTS {table}_no_replace;
                 CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table}
                     WHEN NEW.id <> -1 AND NEW.id <= (SELECT max(id) FROM {table}) BEGIN
                     SELECT RAISE(FAIL, '{table} is append-only: an entry is never replaced, only reversed'); END;"
            ),
            Self::Postgres => String::new(),
        }
    }
}
