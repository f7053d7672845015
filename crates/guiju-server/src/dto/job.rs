//! Long work that runs behind the API.

use serde::Serialize;
use utoipa::ToSchema;

use super::import::ImportReport;
use super::rating::RateResult;
use super::scalar::{Instant, Text};
use crate::error::ErrorDetail;

/// What a job does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobKind {
    /// Rates a month.
    Rate,
    /// Tries an import without writing.
    DryRun,
    /// Imports a file.
    Import,
    /// Undoes an import.
    UndoImport,
    /// Makes the demo company.
    Demo,
}

/// How far a job is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JobState {
    /// At work.
    Running,
    /// Finished: see the result.
    Done,
    /// Refused or failed: see the error. Nothing is half-written.
    Failed,
    /// Stopped by a person. An import keeps what came in before, as its result says; running it again goes on. Nothing else is half-written.
    Cancelled,
}

/// A job.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct Job {
    /// Its id.
    pub id: u64,
    /// What it does.
    pub kind: JobKind,
    /// How far it is.
    pub state: JobState,
    /// What it is at, in words.
    pub stage: Option<Text>,
    /// How much is done.
    pub done: u64,
    /// How much there is; null where that is not known yet.
    pub total: Option<u64>,
    /// How much per second so far.
    pub per_second: Option<u64>,
    /// About how many seconds remain.
    pub seconds_remaining: Option<u64>,
    /// Whether it can be cancelled now.
    pub can_cancel: bool,
    /// When it started.
    pub started_at: Instant,
    /// What came out, by the kind of job.
    pub result: Option<JobResult>,
    /// Why it failed.
    pub error: Option<ErrorDetail>,
}

/// What came out of a job.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum JobResult {
    /// A month was rated.
    Rate(RateResult),
    /// A file was tried or imported.
    Import(Box<ImportReport>),
    /// An import was undone.
    UndoImport(UndoResult),
}

/// What undoing an import took back.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct UndoResult {
    /// The import.
    pub import: i64,
    /// How many entries were reversed.
    pub entries_reversed: u64,
    /// How many records were withdrawn.
    pub records_withdrawn: u64,
    /// How many records went back to the version before.
    pub records_restored: u64,
    /// How many records were left as they are, because later data stands on them.
    pub records_left: u64,
    /// How many rows may come in again.
    pub rows_freed: u64,
}
