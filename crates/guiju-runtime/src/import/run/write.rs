//! Writes what comes in of the batches, on a thread of its own: one commit for several of them.
//!
//! Read [`Writer::commit`] first; what is written of a batch stands in `commit/`.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender};

use guiju_store::StoreError;
use guiju_types::{Actor, ImportId};

use super::judge::Judged;
use crate::import::commit::{Accepted, Batch, BatchCustomers, CommitError, Committed, DrySink, Names, Sink, WriteSink, read_names};
use crate::import::customers::CUSTOMER;
use crate::import::reason::Problem;
use crate::import::{Books, ImportError};

/// A commit ends with the batch that makes it as long as this. The rows of a file lie all over the indexes, so that every commit writes most
/// pages of them, however few rows it has: a million rows wrote 2.6 GB in commits of 20,000, and 1.1 GB in these.
const COMMIT_ROWS: usize = 100_000;

/// A batch to be written.
pub(super) struct Job<'a> {
    pub(super) batch: Arc<Judged<'a>>,
    pub(super) customers: BatchCustomers,
}

/// Rows that the store did not take, by place in the batch.
pub(super) type Refused = BTreeMap<usize, Problem>;

/// What came of a batch.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) committed: Committed,
    pub(super) refused: Refused,
}

/// Writes batches one after the other.
pub(super) struct Writer<'a> {
    books: &'a Books<'a>,
    /// `None`: nothing is written.
    target: Option<(ImportId, &'a Actor)>,
    names: Names,
    /// Whether the ledger had charges before the import, so that numbers have to be looked up.
    looks_up: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(books: &'a Books<'a>, target: Option<(ImportId, &'a Actor)>, looks_up: bool) -> Self {
        Self { books, target, names: Names::default(), looks_up }
    }

    /// Writes what comes, until nothing more does or something fails.
    pub(super) fn run(mut self, jobs: &Receiver<Job<'a>>, done: &SyncSender<Result<Written, ImportError>>) {
        let mut dry = DrySink::new(self.books.store);
        let mut next = jobs.recv().ok();
        while let Some(job) = next {
            let outcome = match self.target {
                Some((import, actor)) => self.commit((import, actor), job, jobs, done),
                None => self.pretend(&job, &mut dry, done).map(|()| jobs.recv().ok()),
            };
            match outcome {
                Ok(job) => next = job,
                Err(error) => {
                    // Where nobody listens any more, another error came first.
                    let _ = done.send(Err(error));
                    return;
                }
            }
        }
    }

    /// One commit: a batch, and those behind it that give entries and nothing else. Gives the batch that the next commit begins with.
    fn commit(
        &mut self,
        (import, actor): (ImportId, &Actor),
        first: Job<'a>,
        jobs: &Receiver<Job<'a>>,
        done: &SyncSender<Result<Written, ImportError>>,
    ) -> Result<Option<Job<'a>>, ImportError> {
        let store = self.books.store;
        let rows = first.batch.rows.len();
        let mut first = Some(first);
        let mut refused = Refused::new();
        loop {
            if let Some(job) = &first {
                self.read_names(job, &refused)?;
            }
            let outcome = store.write(actor, |write| -> Result<_, CommitError> {
                let sink = &mut WriteSink { write, import };
                let committed = first.as_ref().map(|job| self.put(job, &refused, true, sink)).transpose()?.unwrap_or_default();
                // The batch's memory is free before the next one is asked for.
                first = None;
                let is_whole = self.makes_names(&committed);
                self.names.forget(&committed.created);
                let is_wanted = done.send(Ok(Written { committed, refused: std::mem::take(&mut refused) })).is_ok();
                Ok(if is_whole || !is_wanted { None } else { self.follow(sink, rows, jobs, done)? })
            });
            match outcome {
                Ok(Some(next)) => return Ok(Some(next)),
                Ok(None) => return Ok(jobs.recv().ok()),
                Err(CommitError::Store(error)) => return Err(error.into()),
                // Nothing of the batch is there any more.
                Err(CommitError::Rows(problems)) => refuse(&mut refused, problems)?,
            }
        }
    }

    /// Writes more batches in the same commit, as long as they give entries and nothing else: what the store refuses of these is known before
    /// anything of them is written. Gives the first that has to begin a commit.
    fn follow(
        &self,
        sink: &mut WriteSink<'_, '_>,
        mut rows: usize,
        jobs: &Receiver<Job<'a>>,
        done: &SyncSender<Result<Written, ImportError>>,
    ) -> Result<Option<Job<'a>>, StoreError> {
        while rows < COMMIT_ROWS {
            let Ok(job) = jobs.recv() else { break };
            if !job.batch.gives_entries_only() {
                return Ok(Some(job));
            }
            rows += job.batch.rows.len();
            let mut refused = Refused::new();
            let committed = loop {
                match self.put(&job, &refused, false, sink) {
                    Ok(committed) => break committed,
                    Err(CommitError::Store(error)) => return Err(error),
                    Err(CommitError::Rows(problems)) => refuse(&mut refused, problems)?,
                }
            };
            drop(job);
            if done.send(Ok(Written { committed, refused })).is_err() {
                break;
            }
        }
        Ok(None)
    }

    /// Everything that a commit does but the writing.
    fn pretend(
        &mut self,
        job: &Job<'a>,
        dry: &mut DrySink<'_>,
        done: &SyncSender<Result<Written, ImportError>>,
    ) -> Result<(), ImportError> {
        let mut refused = Refused::new();
        let committed = loop {
            self.read_names(job, &refused)?;
            match self.put(job, &refused, true, dry) {
                Ok(committed) => break committed,
                Err(CommitError::Store(error)) => return Err(error.into()),
                Err(CommitError::Rows(problems)) => refuse(&mut refused, problems)?,
            }
        };
        self.names.forget(&committed.created);
        // Where nobody listens any more, there is no next batch either.
        let _ = done.send(Ok(Written { committed, refused }));
        Ok(())
    }

    fn read_names(&mut self, job: &Job<'_>, refused: &Refused) -> Result<(), ImportError> {
        let rows = job.accepted(refused);
        Ok(read_names(self.books.store, &mut self.names, self.books.rulebook, &job.batch.changes, &rows)?)
    }

    fn put(&self, job: &Job<'_>, refused: &Refused, is_alone: bool, sink: &mut dyn Sink) -> Result<Committed, CommitError> {
        let rows = job.accepted(refused);
        if rows.is_empty() && job.batch.changes.new.is_empty() {
            return Ok(Committed::default());
        }
        let batch = Batch {
            plan: job.batch.plan,
            rulebook: self.books.rulebook,
            customers: &job.customers,
            changes: &job.batch.changes,
            rows: &rows,
            looks_up: self.looks_up,
            names: self.names.all(),
            is_alone,
        };
        batch.commit(sink)
    }

    /// Whether a batch made records that later ones may name: names are read from what is committed.
    fn makes_names(&self, committed: &Committed) -> bool {
        let kinds = self.books.rulebook.record_types();
        committed.created.keys().any(|made| made != CUSTOMER && kinds.iter().any(|kind| kind.name == *made))
    }
}

impl Job<'_> {
    /// The rows that come in, but for those that the store does not take.
    fn accepted(&self, refused: &Refused) -> Vec<Accepted<'_>> {
        self.batch.accepted().filter(|row| !refused.contains_key(&row.place)).collect()
    }
}

/// Notes the rows that the store does not take, to go on without them.
fn refuse(refused: &mut Refused, problems: Vec<(usize, Problem)>) -> Result<(), StoreError> {
    let before = refused.len();
    for (place, problem) in problems {
        refused.entry(place).or_insert(problem);
    }
    if refused.len() == before {
        return Err(StoreError::Refused { why: "the store refused a batch without naming a row".to_owned() });
    }
    Ok(())
}
