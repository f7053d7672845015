//! Hands the rows of a file on from the reader over the judge to the writer, and tells what became of them.
//!
//! One batch is written at a time, and what became of it is told before the next one is handed to the writer: a cancelled import stops
//! between two batches, and its report says nothing of the rows behind.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::sync::mpsc::{Receiver, RecvError, SyncSender, sync_channel};
use std::thread::{Builder, Scope, scope};

use guiju_documents::Table;
use guiju_types::{Actor, EntryKind, ImportId};

use super::finish::Finish;
use super::judge::{Judge, Judged};
use super::prepare::Planned;
use super::read::{Ends, PIECES, Piece, RowReader};
use super::tell::Telling;
use super::write::{Job, Writer, Written};
use super::{Outcome, RunOptions};
use crate::import::owing::OwingCount;
use crate::import::refused::RefusedRows;
use crate::import::report::ImportReport;
use crate::import::{Books, ImportError};

/// An import at work.
pub(super) struct Run<'a, 'o> {
    books: &'a Books<'a>,
    table: &'a Table,
    sheets: &'a [Planned],
    options: RunOptions<'o>,
    target: Option<(ImportId, &'a Actor)>,
    judge: Judge<'a>,
    telling: Telling,
    /// Whether the ledger had charges before.
    had_charges: bool,
}

/// The writing thread, with the batch that it is at.
struct Writing<'a> {
    jobs: SyncSender<Job<'a>>,
    done: Receiver<Result<Written, ImportError>>,
    at_work: Option<Arc<Judged<'a>>>,
}

impl Writing<'_> {
    /// Waits for the last commit.
    fn end(self) -> Result<(), ImportError> {
        drop(self.jobs);
        // The writer says nothing more, unless that commit fails.
        self.done.into_iter().try_for_each(|written| written.map(drop))
    }
}

fn no_rows(table: &Table) -> ImportError {
    ImportError::NotRecognised { file: table.name().to_owned(), why: "it has no rows".to_owned() }
}

impl<'a, 'o> Run<'a, 'o> {
    pub(super) fn begin(
        books: &'a Books<'a>,
        table: &'a Table,
        sheets: &'a [Planned],
        options: RunOptions<'o>,
        target: Option<(ImportId, &'a Actor)>,
    ) -> Result<Self, ImportError> {
        let first = sheets.first().ok_or_else(|| no_rows(table))?;
        let plan = &first.plan;
        let counts = books.store.entry_counts()?;
        let import = target.map(|(import, _)| import);
        let report = ImportReport {
            import,
            file: table.name().to_owned(),
            sheet: sheet_name(table, first).to_owned(),
            sheets: if sheets.len() > 1 { sheets.iter().map(|sheet| sheet_name(table, sheet).to_owned()).collect() } else { Vec::new() },
            recipe: plan.recipe.name.clone(),
            kind: plan.recipe.kind.clone(),
            header_row: plan.header.row,
            columns: plan.header.names.clone(),
            is_dry_run: target.is_none(),
            ..ImportReport::default()
        };
        let refused = RefusedRows::begin(plan.header.names.clone())?;
        let owing = OwingCount::new(counts.iter().all(|(_, count)| *count == 0));
        Ok(Self {
            books,
            table,
            sheets,
            options,
            target,
            judge: Judge::begin(books, plan, import)?,
            telling: Telling::new(report, refused, owing, first),
            had_charges: counts.iter().any(|(kind, count)| *kind == EntryKind::Charge && *count > 0),
        })
    }

    pub(super) fn report(&mut self) -> &mut ImportReport {
        &mut self.telling.report
    }

    pub(super) fn finished(mut self) -> Result<Outcome, ImportError> {
        let flow = scope(|scope| {
            let pieces = self.start_reader(scope)?;
            let mut writing = self.start_writer(scope)?;
            let flow = self.rows(pieces, &mut writing);
            // Where both failed, the writer did because of nothing that came before it.
            let committed = writing.end();
            flow.and_then(|flow| committed.map(|()| flow))
        })?;
        self.telling.end_rows();
        if let (ControlFlow::Continue(()), Some(last)) = (flow, self.sheets.last()) {
            let finish = Finish {
                books: self.books,
                recipe: &last.plan.recipe,
                target: self.target,
                replaced: self.judge.replaced(),
                coverage: self.options.coverage.take(),
            };
            finish.finish(&mut self.telling)?;
        }
        Ok(Outcome { report: self.telling.report, refused: self.telling.refused })
    }

    fn start_reader<'s>(&self, scope: &'s Scope<'s, '_>) -> Result<Receiver<Result<Piece, ImportError>>, ImportError>
    where
        'a: 's,
    {
        let (to, pieces) = sync_channel(PIECES);
        let reader =
            RowReader { table: self.table, imports: self.books.rulebook.imports(), batch_rows: self.options.batch_rows.max(1), to };
        let sheets = self.sheets;
        Builder::new().name("import-read".to_owned()).spawn_scoped(scope, move || reader.run(sheets)).map_err(ImportError::Thread)?;
        Ok(pieces)
    }

    fn start_writer<'s>(&self, scope: &'s Scope<'s, '_>) -> Result<Writing<'a>, ImportError>
    where
        'a: 's,
    {
        let (jobs, to_do) = sync_channel(1);
        let (to, done) = sync_channel(1);
        let writer = Writer::new(self.books, self.target, self.had_charges);
        Builder::new().name("import-write".to_owned()).spawn_scoped(scope, move || writer.run(&to_do, &to)).map_err(ImportError::Thread)?;
        Ok(Writing { jobs, done, at_work: None })
    }

    /// Judges what is read, and hands it to the writer batch by batch; breaks where it was cancelled.
    fn rows(&mut self, pieces: Receiver<Result<Piece, ImportError>>, writing: &mut Writing<'a>) -> Result<ControlFlow<()>, ImportError> {
        let mut pieces = pieces.into_iter();
        for planned in self.sheets {
            self.telling.begin_sheet(planned);
            let mut batch = Judged::of(&planned.plan);
            loop {
                let Piece { rows, ends } = match pieces.next().unwrap_or_else(|| Err(ended(RecvError))) {
                    Ok(piece) => piece,
                    Err(error) => {
                        // What was read before comes in.
                        self.settle(writing)?;
                        return Err(error);
                    }
                };
                self.judge.judge(rows, &mut batch)?;
                if ends == Ends::Nothing {
                    continue;
                }
                if self.hand_over(std::mem::replace(&mut batch, Judged::of(&planned.plan)), planned, writing)?.is_break() {
                    self.telling.end_sheet();
                    return Ok(ControlFlow::Break(()));
                }
                if ends == Ends::Sheet {
                    break;
                }
            }
            self.settle(writing)?;
            self.telling.end_sheet();
        }
        Ok(ControlFlow::Continue(()))
    }

    /// Hands a batch to the writer, once the one before is written and told; breaks where the import was cancelled by then.
    fn hand_over(&mut self, batch: Judged<'a>, planned: &Planned, writing: &mut Writing<'a>) -> Result<ControlFlow<()>, ImportError> {
        let settled = self.settle(writing)?;
        if settled.is_some() && self.options.cancel.is_some_and(|cancel| cancel.load(Ordering::Relaxed)) {
            return Ok(ControlFlow::Break(()));
        }
        if batch.rows.is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let customers = self.judge.customers_of(&batch);
        let batch = Arc::new(batch);
        if writing.jobs.send(Job { batch: Arc::clone(&batch), customers }).is_err() {
            // The commit of the batches before failed.
            return Err(writing.done.recv().unwrap_or_else(|error| Err(ended(error))).err().unwrap_or_else(|| ended(RecvError)));
        }
        self.telling.count(&batch, sheet_name(self.table, planned), &mut self.options.movement);
        writing.at_work = Some(batch);
        Ok(ControlFlow::Continue(()))
    }

    /// Waits for the batch that is being written, and tells what became of it. Gives it back, to be dropped when there is time.
    fn settle(&mut self, writing: &mut Writing<'a>) -> Result<Option<Arc<Judged<'a>>>, ImportError> {
        let Some(batch) = writing.at_work.take() else { return Ok(None) };
        let written = writing.done.recv().map_err(ended)??;
        self.judge.made(&written.committed.customers);
        self.telling.settle(&batch, written, |slot| self.judge.record_of(slot))?;
        if let Some(tell) = &mut self.options.progress {
            tell(&self.telling.progress());
        }
        Ok(Some(batch))
    }
}

fn sheet_name<'t>(table: &'t Table, planned: &Planned) -> &'t str {
    table.sheets().get(planned.sheet).map_or("", String::as_str)
}

/// A thread ended that should not have; it says why elsewhere.
fn ended(error: RecvError) -> ImportError {
    ImportError::Thread(std::io::Error::other(error))
}
