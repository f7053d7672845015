//! Reads the rows of the sheets, on a thread of its own: what each row is, and by which key it is known again.
//!
//! Rows are handed on in pieces of some hundred, so that few of them wait in memory. Never here: what a row gives.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::mpsc::SyncSender;

use guiju_documents::{Row, Table};
use guiju_rulebook::Imports;

use super::prepare::Planned;
use crate::import::ImportError;
use crate::import::file::marks::{Mark, Marks, RowMarks};
use crate::import::plan::Plan;
use crate::import::reading::rows::{RowKind, RowSorter};

/// Rows of a piece.
const PIECE_ROWS: usize = 1_000;
/// Pieces that wait to be judged, at most.
pub(super) const PIECES: usize = 2;

/// A row of a sheet, and what it is.
pub(super) struct ReadRow {
    pub(super) row: Row,
    pub(super) what: What,
}

/// What a row is.
pub(super) enum What {
    /// Data, with the row's key, whether one like it came before, and what its cells say of it; and the key by which a reading without
    /// balances knew the row.
    Data { key: [u8; 32], plain: Option<[u8; 32]>, is_repeated: bool, marks: RowMarks },
    /// A total of the rows before it.
    Total(Mark),
    /// Neither, by the name of its sort.
    NoData(&'static str),
}

/// Rows that follow each other in a sheet.
pub(super) struct Piece {
    pub(super) rows: Vec<ReadRow>,
    /// What ends with it.
    pub(super) ends: Ends,
}

/// What ends with a piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ends {
    Nothing,
    /// The batch that is one commit.
    Batch,
    /// The sheet, and so the batch.
    Sheet,
}

/// Reads sheets one after the other.
pub(super) struct RowReader<'a> {
    pub(super) table: &'a Table,
    pub(super) imports: &'a Imports,
    pub(super) batch_rows: usize,
    pub(super) to: SyncSender<Result<Piece, ImportError>>,
}

impl RowReader<'_> {
    /// Reads all sheets, unless nobody wants their rows any more.
    pub(super) fn run(self, sheets: &[Planned]) {
        let mut occurrences = Occurrences::default();
        for planned in sheets {
            let outcome = self.sheet(planned, &mut occurrences);
            let is_wanted = match outcome {
                Ok(flow) => flow.is_continue(),
                Err(error) => {
                    // Where nobody listens any more, another error came first.
                    let _ = self.to.send(Err(error));
                    false
                }
            };
            if !is_wanted {
                return;
            }
        }
    }

    fn sheet(&self, planned: &Planned, occurrences: &mut Occurrences) -> Result<ControlFlow<()>, ImportError> {
        let plan = &planned.plan;
        let marks = Marks::of(self.imports);
        let mut sorter = RowSorter::new(plan);
        let mut rows = Vec::new();
        let mut of_batch = 0;
        let mut flow = ControlFlow::Continue(());
        self.table.each_row(planned.sheet, &mut |row| -> Result<ControlFlow<()>, ImportError> {
            if row.number <= plan.header.row {
                return Ok(flow);
            }
            let marks = marks.look(&row);
            let what = what(plan, &row, marks, &sorter.kind(&row, marks), occurrences);
            rows.push(ReadRow { row, what });
            of_batch += 1;
            let is_whole = of_batch >= self.batch_rows;
            if is_whole || rows.len() >= PIECE_ROWS {
                flow = self.hand_on(&mut rows, if is_whole { Ends::Batch } else { Ends::Nothing });
                of_batch = if is_whole { 0 } else { of_batch };
            }
            Ok(flow)
        })?;
        Ok(if flow.is_continue() { self.hand_on(&mut rows, Ends::Sheet) } else { flow })
    }

    fn hand_on(&self, rows: &mut Vec<ReadRow>, ends: Ends) -> ControlFlow<()> {
        let next = Vec::with_capacity(PIECE_ROWS.min(rows.len()));
        let piece = Piece { rows: std::mem::replace(rows, next), ends };
        if self.to.send(Ok(piece)).is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }
}

fn what(plan: &Plan, row: &Row, marks: RowMarks, kind: &RowKind, occurrences: &mut Occurrences) -> What {
    match kind {
        RowKind::Skip(sort) => What::NoData(sort),
        RowKind::Total(mark) => What::Total(*mark),
        RowKind::Data => {
            let mut keyed = |content: blake3::Hash| {
                let occurrence = occurrences.next(&content);
                let mut hasher = blake3::Hasher::new();
                hasher.update(content.as_bytes());
                hasher.update(&occurrence.to_le_bytes());
                (*hasher.finalize().as_bytes(), occurrence)
            };
            let (key, occurrence) = keyed(plan.content(row));
            let plain = plan.content_without_balance(row).map(|content| keyed(content).0);
            What::Data { key, plain, is_repeated: occurrence > 1, marks }
        }
    }
}

/// How often rows of the same content came, in all sheets.
#[derive(Default)]
struct Occurrences(HashMap<[u8; 16], u32>);

impl Occurrences {
    /// The how many-th row of this content it is, from 1.
    fn next(&mut self, content: &blake3::Hash) -> u32 {
        let short = content.as_bytes().first_chunk::<16>().copied().unwrap_or_default();
        let occurrence = self.0.entry(short).or_insert(0);
        *occurrence += 1;
        *occurrence
    }
}
