//! Why the store did not do what it was asked.

use guiju_types::{EntryId, ImportId, RecordId, RunId};

/// What the database driver said. Opaque, so that no caller depends on which database it was.
#[derive(Debug)]
pub struct SqlError {
    /// What a caller can do about it.
    pub(crate) fault: Fault,
    source: Box<dyn std::error::Error + Send + Sync>,
}

/// What a caller can do about a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Try again: another holds the lock.
    Busy,
    /// Mend the disk or the server, then try again.
    Unavailable,
    /// Nothing that we know of.
    Other,
}

impl std::fmt::Display for SqlError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.source.fmt(out)
    }
}

impl std::error::Error for SqlError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.source()
    }
}

impl SqlError {
    pub(crate) fn new(source: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self { fault: Fault::Other, source: Box::new(source) }
    }

    /// Whether a row was written whose key another one has.
    pub(crate) fn is_taken(&self) -> bool {
        let code = self.source.downcast_ref::<rusqlite::Error>().and_then(rusqlite::Error::sqlite_extended_error_code);
        let by_sqlite = matches!(code, Some(rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY | rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE));
        let by_postgres = self.source.downcast_ref::<postgres::Error>().and_then(postgres::Error::code);
        by_sqlite || by_postgres == Some(&postgres::error::SqlState::UNIQUE_VIOLATION)
    }

    /// What is wrong, in our own words.
    pub(crate) fn text(what: &str) -> Self {
        Self { fault: Fault::Other, source: what.into() }
    }
}

impl From<rusqlite::Error> for SqlError {
    fn from(source: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode::{CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, PermissionDenied, ReadOnly, SystemIoFailure};
        let fault = match source.sqlite_error_code() {
            Some(DatabaseBusy | DatabaseLocked) => Fault::Busy,
            Some(CannotOpen | DiskFull | PermissionDenied | ReadOnly | SystemIoFailure) => Fault::Unavailable,
            Some(_) | None => Fault::Other,
        };
        Self { fault, source: Box::new(source) }
    }
}

impl From<postgres::Error> for SqlError {
    fn from(source: postgres::Error) -> Self {
        // The classes of appendix A of PostgreSQL's manual.
        let fault = match source.code().map(postgres::error::SqlState::code) {
            Some("40001" | "40P01" | "55P03") => Fault::Busy,
            Some("25006" | "57P01" | "57P02" | "57P03") => Fault::Unavailable,
            Some(code) if code.starts_with("08") || code.starts_with("53") || code.starts_with("58") => Fault::Unavailable,
            Some(_) => Fault::Other,
            None if source.is_closed() => Fault::Unavailable,
            None => match std::error::Error::source(&source) {
                Some(cause) if cause.is::<std::io::Error>() => Fault::Unavailable,
                Some(_) | None => Fault::Other,
            },
        };
        Self { fault, source: Box::new(source) }
    }
}

/// Why the store did not do what it was asked. Refusals name what to mend and are never worth a retry;
/// [`Sql`](Self::Sql) and [`Open`](Self::Open) may be the network's or the disk's fault and then are.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database cannot be reached or is not ours.
    #[error("cannot open the database `{database}`; check that the path or server exists and may be used")]
    Open {
        /// Path or address, without a password.
        database: String,
        /// What the driver said.
        #[source]
        source: SqlError,
    },
    /// The database failed at a statement.
    #[error("the database failed at `{statement}`")]
    Sql {
        /// The first line of the statement.
        statement: String,
        /// What the driver said.
        #[source]
        source: SqlError,
    },
    /// Every connection was busy for half a minute, or another process holds the database's lock.
    #[error("the database is busy; try again")]
    Busy,
    /// The database is away, or its disk full or read-only: nothing was changed.
    #[error("the database cannot be used right now; look for a full or read-only disk, or a server that is down")]
    Unavailable {
        /// What the driver said.
        #[source]
        source: SqlError,
    },
    /// No such record type.
    #[error("there is no record type `{kind}`")]
    UnknownType {
        /// The name asked for.
        kind: String,
    },
    /// No such field.
    #[error("record type `{kind}` has no field `{field}`")]
    UnknownField {
        /// The record type.
        kind: String,
        /// The name asked for.
        field: String,
    },
    /// The declared record types cannot become tables.
    #[error("record type `{kind}` cannot become a table: {why}")]
    BadType {
        /// The record type.
        kind: String,
        /// What is wrong with it.
        why: String,
    },
    /// The new record types would hide data, and nobody said that they may.
    #[error("these changes would hide data and have to be named to be done: {}", .changes.join(", "))]
    Destructive {
        /// Each as `type` or `type.field`, as they have to be named.
        changes: Vec<String>,
    },
    /// A draft of a record is refused.
    #[error(transparent)]
    Record(Box<RecordProblem>),
    /// A draft of a ledger entry is refused.
    #[error(transparent)]
    Entry(Box<EntryProblem>),
    /// No such record among the current ones.
    #[error("there is no current `{kind}` with id {record}")]
    NoRecord {
        /// The record type.
        kind: String,
        /// The id.
        record: RecordId,
    },
    /// A record cannot be withdrawn while something stands on it.
    #[error("`{kind}` {record} is still used by {by}; withdraw or reverse that first")]
    StillUsed {
        /// The record type.
        kind: String,
        /// The record.
        record: RecordId,
        /// What uses it.
        by: String,
    },
    /// No such entry.
    #[error("there is no ledger entry {entry}")]
    NoEntry {
        /// The id.
        entry: EntryId,
    },
    /// It was taken back before, or is itself a taking back.
    #[error("ledger entry {entry} cannot be reversed: {why}")]
    NotReversible {
        /// The entry.
        entry: EntryId,
        /// Why not.
        why: String,
    },
    /// No such import.
    #[error("there is no import {import}")]
    NoImport {
        /// The id.
        import: ImportId,
    },
    /// An import that was undone cannot be continued or undone again.
    #[error("import {import} was undone; bring the file in again instead")]
    AlreadyUndone {
        /// The import.
        import: ImportId,
    },
    /// No such run.
    #[error("there is no appraisal run {run}")]
    NoRun {
        /// The id.
        run: RunId,
    },
    /// A cursor that no page of this query gave.
    #[error("`{cursor}` is not a place in this list; start from its first page")]
    BadCursor {
        /// The text as it came.
        cursor: String,
    },
    /// Somebody else changed it since it was read.
    #[error("{what} was changed meanwhile; load it again")]
    Stale {
        /// What.
        what: &'static str,
    },
    /// Anything else that is refused.
    #[error("{why}")]
    Refused {
        /// What, why and what to do.
        why: String,
    },
    /// What the database holds cannot have been written by this program.
    #[error("the database holds something this program did not write: {what}; run `guiju audit verify`")]
    Damaged {
        /// What was met where.
        what: String,
    },
}

impl StoreError {
    /// A statement that failed.
    pub(crate) fn of_statement(statement: String, source: SqlError) -> Self {
        match source.fault {
            Fault::Busy => Self::Busy,
            Fault::Unavailable => Self::Unavailable { source },
            Fault::Other => Self::Sql { statement, source },
        }
    }

    pub(crate) fn refused(why: impl Into<String>) -> Self {
        Self::Refused { why: why.into() }
    }

    pub(crate) fn damaged(what: impl Into<String>) -> Self {
        Self::Damaged { what: what.into() }
    }
}

/// Why one draft of a record is refused; the sender mends the draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{kind}` `{key}`: {why}")]
pub struct RecordProblem {
    /// The draft's place in the call.
    pub index: usize,
    /// The record type.
    pub kind: String,
    /// The record's key, as far as it is known.
    pub key: String,
    /// The field at fault; `None` where it is the whole draft.
    pub field: Option<String>,
    /// The value at fault, shortened.
    pub value: Option<String>,
    /// What is wrong, naming field and value.
    pub why: RecordFault,
}

/// What can be wrong with one draft of a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordFault {
    /// Neither an id nor a key.
    #[error("it has neither an id nor a value for its key `{0}`")]
    NoKey(String),
    /// A required field is empty.
    #[error("field `{0}` is required and empty")]
    Required(String),
    /// A field that the type has not.
    #[error("there is no field `{0}`")]
    UnknownField(String),
    /// A value of another type.
    #[error("field `{field}` holds {expected}, and `{value}` is none")]
    WrongType {
        /// The field.
        field: String,
        /// What it holds, in words.
        expected: String,
        /// The value.
        value: String,
    },
    /// A name outside of the enumeration.
    #[error("field `{field}` is one of {allowed}, and `{value}` is none of them")]
    NotInEnumeration {
        /// The field.
        field: String,
        /// The names allowed.
        allowed: String,
        /// The value.
        value: String,
    },
    /// A reference to nothing.
    #[error("field `{field}` names `{target}` {value}, and there is no such record")]
    NoTarget {
        /// The field.
        field: String,
        /// The type that it refers to.
        target: String,
        /// The id.
        value: RecordId,
    },
    /// Another current record has this key.
    #[error("another record ({0}) has this key")]
    DuplicateKey(RecordId),
    /// The draft names a record that is not current.
    #[error("there is no current record with id {0}")]
    NoRecord(RecordId),
    /// A known-at instant after now.
    #[error("it says that it was known at {0}, which is in the future")]
    Future(guiju_types::Timestamp),
}

/// Why one draft of a ledger entry is refused; the sender mends the draft.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind} {}of {date}: {why}", .number.as_ref().map(|number| format!("`{number}` ")).unwrap_or_default())]
pub struct EntryProblem {
    /// The draft's place in the call.
    pub index: usize,
    /// The kind of entry.
    pub kind: guiju_types::EntryKind,
    /// Its number.
    pub number: Option<String>,
    /// Its business date.
    pub date: guiju_types::Date,
    /// What is wrong.
    pub why: String,
}
