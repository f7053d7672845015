//! Records, ledger, ratings, imports and audit on SQLite and PostgreSQL.
//!
//! [`Store`] reads, always for a [`Scope`](guiju_types::Scope); [`Store::write`] gives a [`Write`], the one transaction in which
//! everything of a change commits or nothing does, its audit entry included. SQL is written once (`sql/` holds what differs between
//! the databases), one file for each table in `tables/`.
//!
//! Never here: rules, FEEL, HTTP, asynchrony. The caller validates what a rule says; the store keeps what types say.
//!
//! Invariants: a ledger or audit entry is never updated or deleted (triggers refuse it on both databases); sequences grow in
//! commit order without gaps, so "everything after N" is complete when it is read; money is summed as integers.
//!
//! Read [`Store`], then [`Write`], then `tables/entry/append.rs` and `tables/record/put.rs`.

mod database;
mod error;
mod page;
mod row_sum;
mod scope;
mod sql;
mod store;
mod summed;
mod tables;
mod verify;
mod write;

pub use database::Database;
pub use error::{EntryProblem, RecordFault, RecordProblem, SqlError, StoreError};
pub use page::{Cursor, Page};
pub use store::Store;
pub use tables::audit_entry::{AuditEntry, AuditHead, AuditQuery};
pub use tables::customer_alias::CustomerAlias;
pub use tables::edition::EditionFile;
pub use tables::entry::{Clearing, EntryQuery, ImportedCharge, OpenCharge, Owed, UnallocatedReceipt};
pub use tables::import::{Import, ImportState, NewImport, UndoReport};
pub use tables::imported_row::RowKey;
pub use tables::own_rule::{Draft, OwnRule};
pub use tables::publication::Publication;
pub use tables::rate::{ONE_AS_RATE, Rate};
pub use tables::rating::{NewRating, Rating, RatingState, StateCount};
pub use tables::record::{AsOf, Fields, MigrationStep, Record, RecordDraft, RecordFilter, RecordQuery, RecordSort, RecordVersion};
pub use tables::ruling::{NewRuling, Ruling, RulingKind, RulingQuery, RulingState, RulingStep};
pub use tables::run::{NewRun, Run, RunWithdrawal};
pub use tables::session::{NewSession, Session};
pub use tables::user::User;
pub use verify::{AuditReport, BrokenEntry};
pub use write::Write;
