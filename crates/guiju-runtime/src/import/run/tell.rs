//! What is told of an import: its report, the rows that came back, and what the file amounts to. Batch after batch and row after row, in
//! the order of the file, whatever was read or judged ahead.

use std::collections::BTreeMap;

use guiju_documents::Row;
use guiju_types::{Date, RecordId};

use super::days::Days;
use super::judge::{Judged, JudgedRow, Verdict};
use super::prepare::Planned;
use super::write::Written;
use super::{Movement, Progress};
use crate::import::ImportError;
use crate::import::customers::Slot;
use crate::import::fates::{Fate, Fates};
use crate::import::file::marks::Mark;
use crate::import::money::Counting;
use crate::import::owing::OwingCount;
use crate::import::proof::{Proofs, merged};
use crate::import::reading::evaluate::{amount_columns, column_amount};
use crate::import::reason::Problem;
use crate::import::refused::{RefusedRows, rejection};
use crate::import::report::{ImportReport, Reason};

/// Refused rows that stand in the report itself.
const SHOWN_REFUSALS: usize = 20;

/// The days, by what happened.
pub(super) type Spans = BTreeMap<String, Days>;

/// What is told of an import, in the making.
pub(super) struct Telling {
    pub(super) report: ImportReport,
    pub(super) refused: RefusedRows,
    pub(super) owing: OwingCount,
    money: Counting,
    fates: Fates,
    proofs: Proofs,
    /// Days of rows that came in, now or before.
    pub(super) dates: Spans,
    /// Days of all rows that nothing is wrong with.
    pub(super) seen: Spans,
}

impl Telling {
    pub(super) fn new(report: ImportReport, refused: RefusedRows, owing: OwingCount, first: &Planned) -> Self {
        Self {
            report,
            refused,
            owing,
            money: Counting::default(),
            fates: Fates::default(),
            proofs: proofs_of(first),
            dates: Spans::new(),
            seen: Spans::new(),
        }
    }

    /// Counts the figures of a batch that is being written: money and proofs, whether a row comes in or not.
    pub(super) fn count(&mut self, batch: &Judged<'_>, sheet: &str, movement: &mut Option<&mut dyn FnMut(&Movement<'_>)>) {
        for judged in &batch.rows {
            let JudgedRow { row, gives, problems, .. } = judged;
            let amounts = |index: usize| column_amount(batch.plan, row, index);
            match judged.verdict {
                Verdict::Total(mark) => self.proofs.total(row.number, mark, &amounts),
                Verdict::NoData("repeated_header") => self.proofs.block(),
                Verdict::NoData(_) => {}
                Verdict::AlreadyThere | Verdict::Refused | Verdict::LeftOut(_) | Verdict::ComesIn => {
                    self.money.row(gives, problems);
                    if let (Some(tell), Some(flow), Some(currency)) = (movement.as_mut(), &gives.facts.flow, gives.facts.currency) {
                        tell(&Movement {
                            sheet,
                            row: row.number,
                            date: gives.facts.date,
                            side: flow.side,
                            currency,
                            amount: flow.amount,
                            party: gives.facts.party.as_deref(),
                        });
                    }
                    self.proofs.row(row.number, &amounts, &gives.facts, gives.left_out == Some("void"), problems.is_empty());
                }
            }
        }
    }

    /// Tells what became of the rows of a batch that is written.
    pub(super) fn settle(
        &mut self,
        batch: &Judged<'_>,
        written: Written,
        record_of: impl Fn(Slot) -> Option<RecordId>,
    ) -> Result<(), ImportError> {
        let Written { committed, mut refused } = written;
        for new in &batch.changes.new {
            let party = batch.rows.get(new.row).and_then(|row| row.gives.facts.party.as_deref());
            if let Some(customer) = record_of(new.slot) {
                self.owing.made(customer, party.unwrap_or_default());
            }
        }
        self.owing.note(committed.changes);
        for (kind, count) in &committed.created {
            self.report.count(kind, *count);
        }
        for (kind, count) in &committed.changed {
            self.report.change(kind, *count);
        }
        for (place, judged) in batch.rows.iter().enumerate() {
            self.row(judged, refused.remove(&place))?;
        }
        for (code, place) in committed.warnings {
            self.report.warn(code, batch.rows.get(place).map_or(0, |judged| judged.row.number));
        }
        Ok(())
    }

    /// How far the import is.
    pub(super) const fn progress(&self) -> Progress {
        Progress { rows_read: self.report.rows_read, rows_accepted: self.report.rows_accepted, rows_rejected: self.report.rows_rejected }
    }

    /// Ends the proofs of a sheet.
    pub(super) fn end_sheet(&mut self) {
        merged(&mut self.report.proofs, self.proofs.finish());
    }

    /// Begins the proofs of another sheet.
    pub(super) fn begin_sheet(&mut self, planned: &Planned) {
        self.proofs = proofs_of(planned);
    }

    /// Ends the sums; what comes after is about the import as a whole.
    pub(super) fn end_rows(&mut self) {
        self.report.money = self.money.finish();
        self.report.rows = self.fates.finish();
    }

    /// Tells what became of a row; `refused`: why the store did not take it.
    fn row(&mut self, judged: &JudgedRow, refused: Option<Problem>) -> Result<(), ImportError> {
        let JudgedRow { row, gives, .. } = judged;
        self.note_days(judged);
        for code in &judged.told {
            self.report.warn(code, row.number);
        }
        match judged.verdict {
            Verdict::Total(mark) => self.no_data(row, if mark == Mark::Total { "total" } else { "subtotal" }),
            Verdict::NoData(sort) => self.no_data(row, sort),
            Verdict::AlreadyThere => {
                self.report.rows_read += 1;
                self.report.rows_already_there += 1;
                self.fates.note(Fate::AlreadyThere, None, row, Some(gives), None);
            }
            Verdict::LeftOut(why) => {
                self.report.skip(why);
                self.fates.note(Fate::LeftOut, Some(why), row, Some(gives), None);
            }
            Verdict::Refused => self.refuse(row, &judged.problems)?,
            Verdict::ComesIn => match refused {
                Some(problem) => self.refuse(row, &[problem])?,
                None => {
                    for code in &gives.warnings {
                        self.report.warn(code, row.number);
                    }
                    self.report.rows_read += 1;
                    self.report.rows_accepted += 1;
                    self.fates.note(Fate::ComesIn, None, row, Some(gives), None);
                }
            },
        }
        Ok(())
    }

    fn no_data(&mut self, row: &Row, sort: &'static str) {
        self.report.skip(sort);
        self.fates.note(Fate::LeftOut, Some(sort), row, None, None);
    }

    fn refuse(&mut self, row: &Row, problems: &[Problem]) -> Result<(), ImportError> {
        self.report.rows_read += 1;
        self.report.rows_rejected += 1;
        if let Some(first) = problems.first() {
            self.fates.note(Fate::Refused, Some(first.code), row, None, Some(&first.text));
            *self.report.rejected_by_reason.entry(first.code.to_owned()).or_default() += 1;
            self.report.reasons.entry(first.code.to_owned()).or_insert_with(|| Reason { text: first.text.clone(), first_row: row.number });
            if self.report.first_rejected.len() < SHOWN_REFUSALS {
                self.report.first_rejected.push(rejection(row.number, first));
            }
        }
        self.refused.put(row, problems)
    }

    /// Notes the days of a row that nothing is wrong with.
    fn note_days(&mut self, judged: &JudgedRow) {
        let JudgedRow { gives, verdict, row, .. } = judged;
        if !verdict.is_data() || !judged.problems.is_empty() {
            return;
        }
        let is_known = *verdict == Verdict::AlreadyThere;
        if let (Some(date), false) = (gives.facts.date, is_known) {
            spread(&mut self.seen, "", date, row.number);
        }
        if is_known || gives.left_out.is_none() {
            for (fact, date) in &gives.dates {
                spread(&mut self.dates, fact, *date, row.number);
            }
        }
    }
}

fn proofs_of(planned: &Planned) -> Proofs {
    Proofs::new(amount_columns(&planned.plan), &planned.preamble)
}

fn spread(dates: &mut Spans, fact: &str, date: Date, row: u64) {
    match dates.get_mut(fact) {
        Some(days) => days.note(date, row),
        None => dates.entry(fact.to_owned()).or_insert_with(|| Days::of(date)).note(date, row),
    }
}
