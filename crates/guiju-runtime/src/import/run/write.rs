//! Writes what comes in of a batch, on a thread of its own: one commit for each batch.
//!
//! Read [`Writer::write`] first; what a commit is stands in `commit/`.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, SyncSender};

use guiju_store::StoreError;
use guiju_types::{Actor, ImportId};

use super::judge::Judged;
use crate::import::commit::{Accepted, Batch, BatchCustomers, CommitError, Committed, DrySink, Names, WriteSink, read_names};
use crate::import::reason::Problem;
use crate::import::{Books, ImportError};

/// A batch to be written.
pub(super) struct Job<'a> {
    pub(super) batch: Arc<Judged<'a>>,
    pub(super) customers: BatchCustomers,
}

/// What came of a batch.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) committed: Committed,
    /// Rows that the store did not take, by place in the batch.
    pub(super) refused: Vec<(usize, Problem)>,
}

/// Writes batches one after the other.
pub(super) struct Writer<'a> {
    books: &'a Books<'a>,
    /// `None`: nothing is written.
    target: Option<(ImportId, &'a Actor)>,
    dry: DrySink<'a>,
    names: Names,
    /// Whether the ledger had charges before the import, so that numbers have to be looked up.
    looks_up: bool,
}

impl<'a> Writer<'a> {
    pub(super) fn new(books: &'a Books<'a>, target: Option<(ImportId, &'a Actor)>, looks_up: bool) -> Self {
        Self { books, target, dry: DrySink::new(books.store), names: Names::default(), looks_up }
    }

    /// Writes what comes, until nothing more does or something fails.
    pub(super) fn run(mut self, jobs: &Receiver<Job<'a>>, done: &SyncSender<Result<Written, ImportError>>) {
        for job in jobs {
            let written = self.write(&job);
            // The batch's memory is free before the next one is asked for.
            drop(job);
            let is_failed = written.is_err();
            if done.send(written).is_err() || is_failed {
                return;
            }
        }
    }

    /// Writes the rows that come in. Those that the store does not take are told, and the others are written without them.
    fn write(&mut self, job: &Job<'_>) -> Result<Written, ImportError> {
        let Job { batch: judged, customers } = job;
        let mut rows: Vec<Accepted<'_>> = judged.accepted().collect();
        let mut refused = Vec::new();
        loop {
            if rows.is_empty() && judged.changes.new.is_empty() {
                return Ok(Written { committed: Committed::default(), refused });
            }
            read_names(self.books.store, &mut self.names, self.books.rulebook, &judged.changes, &rows)?;
            let batch = Batch {
                plan: judged.plan,
                rulebook: self.books.rulebook,
                customers,
                changes: &judged.changes,
                rows: &rows,
                looks_up: self.looks_up,
                names: self.names.all(),
            };
            let outcome = match self.target {
                Some((import, actor)) => self.books.store.write(actor, |write| batch.commit(&mut WriteSink { write, import })),
                None => batch.commit(&mut self.dry),
            };
            match outcome {
                Ok(committed) => {
                    self.names.forget(&committed.created);
                    return Ok(Written { committed, refused });
                }
                Err(CommitError::Store(error)) => return Err(error.into()),
                Err(CommitError::Rows(problems)) if problems.is_empty() => {
                    return Err(StoreError::Refused { why: "the store refused a batch without naming a row".to_owned() }.into());
                }
                Err(CommitError::Rows(problems)) => {
                    for (place, problem) in problems {
                        let before = rows.len();
                        rows.retain(|row| row.place != place);
                        if rows.len() < before {
                            refused.push((place, problem));
                        }
                    }
                }
            }
        }
    }
}
