//! Judges rows: what each gives, whether it came in before, and whether it comes in. Row after row, because each may bring a customer that
//! the rows after it name.
//!
//! Never here: what is written, and what the report says of it. A row is judged before the batch before it is written, so nothing here may
//! depend on what a batch became in the database. Its customers are known by their places ([`Slot`]); ids are looked up when it is written.

use std::collections::HashSet;

use guiju_documents::Row;
use guiju_types::{EntryKind, ImportId, RecordId, Timestamp};

use super::read::{ReadRow, What};
use crate::import::commit::{Accepted, BatchCustomers, Replaced, named_customers};
use crate::import::customers::{Customers, Slot};
use crate::import::drafts::{CustomerChanges, Gives, Held, Reader, RowCustomer};
use crate::import::file::marks::{Mark, RowMarks};
use crate::import::plan::Plan;
use crate::import::rates::Rates;
use crate::import::reason::Problem;
use crate::import::{Books, ImportError};

/// The rows of one commit, judged.
pub(super) struct Judged<'a> {
    pub(super) plan: &'a Plan,
    pub(super) rows: Vec<JudgedRow>,
    /// The customers that they make or change.
    pub(super) changes: CustomerChanges,
}

/// A row with what it gives.
pub(super) struct JudgedRow {
    pub(super) row: Row,
    pub(super) key: [u8; 32],
    pub(super) gives: Gives,
    /// What is wrong with it.
    pub(super) problems: Vec<Problem>,
    /// Whose row it is, where it comes in.
    pub(super) customer: Option<Slot>,
    /// What is told of it beside the warnings of what it gives, and even where the store does not take it.
    pub(super) told: Vec<&'static str>,
    pub(super) verdict: Verdict,
}

/// What becomes of a row, unless the store refuses it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// A total of the rows before it.
    Total(Mark),
    /// Neither data nor a total, by the name of its sort.
    NoData(&'static str),
    /// It came in before.
    AlreadyThere,
    /// Something is wrong with it.
    Refused,
    /// Nothing of it comes in, though nothing is wrong with it.
    LeftOut(&'static str),
    /// It comes in.
    ComesIn,
}

impl Verdict {
    /// Whether it is about a row of data.
    pub(super) const fn is_data(self) -> bool {
        !matches!(self, Self::Total(_) | Self::NoData(_))
    }
}

impl<'a> Judged<'a> {
    pub(super) fn of(plan: &'a Plan) -> Self {
        Self { plan, rows: Vec::new(), changes: CustomerChanges::default() }
    }

    /// Whether they give entries, and no customer or record that would have to be there before them.
    pub(super) fn gives_entries_only(&self) -> bool {
        let is_plain = |row: Accepted<'_>| row.gives.records.is_empty() && row.gives.entries.iter().all(|entry| entry.vendor.is_none());
        self.changes.new.is_empty() && self.changes.changed.is_empty() && self.accepted().all(is_plain)
    }

    /// The rows that come in.
    pub(super) fn accepted(&self) -> impl Iterator<Item = Accepted<'_>> {
        let comes_in = self.rows.iter().enumerate().filter(|(_, row)| row.verdict == Verdict::ComesIn);
        comes_in.map(|(place, row)| Accepted { place, key: &row.key, gives: &row.gives, customer: row.customer })
    }
}

/// Judges the rows of a file.
pub(super) struct Judge<'a> {
    books: &'a Books<'a>,
    rates: Rates,
    customers: Customers,
    /// The numbers of charges so far, as hashes.
    numbers: HashSet<u64>,
    /// What earlier lists of the same source said, where this one takes their place.
    replaced: Option<Replaced>,
    /// What the rows that come in come to.
    held: Held,
    /// Whether rows came in before, so that keys have to be looked up.
    looks_up: bool,
}

impl<'a> Judge<'a> {
    /// For a file whose first sheet is read by this plan.
    pub(super) fn begin(books: &'a Books<'a>, plan: &Plan, import: Option<ImportId>) -> Result<Self, ImportError> {
        let filled = plan.customer.as_ref().map(|(_, filled)| filled.as_slice()).unwrap_or_default();
        Ok(Self {
            books,
            rates: Rates::load(books, &plan.recipe)?,
            customers: Customers::load(books, filled)?,
            numbers: HashSet::new(),
            replaced: plan.recipe.replaces.then(|| Replaced::load(books, &plan.recipe, import)).transpose()?,
            held: Held::default(),
            looks_up: books.store.has_imported_rows()?,
        })
    }

    /// Judges the next rows of a batch.
    pub(super) fn judge(&mut self, rows: Vec<ReadRow>, batch: &mut Judged<'a>) -> Result<(), ImportError> {
        let known = self.known(&rows)?;
        let now = Timestamp::now();
        batch.rows.reserve(rows.len());
        for ReadRow { row, what } in rows {
            let judged = match what {
                What::Total(mark) => no_data(row, Verdict::Total(mark)),
                What::NoData(sort) => no_data(row, Verdict::NoData(sort)),
                What::Data { key, plain, is_repeated, marks } => {
                    let is_known = known.contains(&key) || plain.is_some_and(|plain| known.contains(&plain));
                    let data = Data { row, key, marks, is_repeated, is_known };
                    self.data(data, now, batch)
                }
            };
            batch.rows.push(judged);
        }
        Ok(())
    }

    /// Which of the rows came in before.
    fn known(&self, rows: &[ReadRow]) -> Result<HashSet<[u8; 32]>, ImportError> {
        if !self.looks_up {
            return Ok(HashSet::new());
        }
        let keys = rows.iter().filter_map(|row| match row.what {
            What::Data { key, plain, .. } => Some(std::iter::once(key).chain(plain)),
            What::Total(_) | What::NoData(_) => None,
        });
        Ok(self.books.store.known_rows(&keys.flatten().collect::<Vec<_>>())?)
    }

    fn data(&mut self, data: Data, now: Timestamp, batch: &mut Judged<'a>) -> JudgedRow {
        let Data { row, key, marks, is_repeated, is_known } = data;
        let reader = Reader { books: self.books, plan: batch.plan, rates: &self.rates, now };
        let (mut gives, mut problems) = reader.read(&row, marks, &blake3::Hash::from_bytes(key).to_hex(), &self.customers);
        if let Some(replaced) = &mut self.replaced {
            replace(replaced, &mut gives, &self.customers);
        }
        let mut told = Vec::new();
        let mut customer = None;
        let verdict = if is_known {
            note_numbers(&mut self.numbers, &gives);
            Verdict::AlreadyThere
        } else if !problems.is_empty() {
            Verdict::Refused
        } else if let Some(why) = gives.left_out {
            Verdict::LeftOut(why)
        } else if is_repeated && is_numbered(&gives) {
            told.push("repeated_item");
            Verdict::LeftOut("repeated_item")
        } else if let Some(problem) = self.held.take(&gives) {
            problems.push(problem);
            Verdict::Refused
        } else {
            if is_repeated {
                told.push("exact_duplicate");
            }
            if note_numbers(&mut self.numbers, &gives) {
                told.push("duplicate_number");
            }
            gives.warnings.sort_unstable();
            gives.warnings.dedup();
            customer = reader.admit(&mut gives, batch.rows.len(), &mut self.customers, &mut batch.changes);
            Verdict::ComesIn
        };
        JudgedRow { row, key, gives, problems, customer, told, verdict }
    }

    /// The customers that a batch names: the ids of those that have records by now, and who is meant by a text.
    pub(super) fn customers_of(&self, batch: &Judged<'_>) -> BatchCustomers {
        let accepted: Vec<Accepted<'_>> = batch.accepted().collect();
        let named = named_customers(&self.customers, &batch.changes, &accepted);
        let changed = batch.changes.changed.iter().map(|customer| customer.slot);
        let slots = accepted.iter().filter_map(|row| row.customer).chain(changed).chain(named.values().copied());
        let ids = slots.filter_map(|slot| Some((slot, self.customers.id(slot)?))).collect();
        BatchCustomers { ids, named }
    }

    /// Notes the records that were made of customers.
    pub(super) fn made(&mut self, made: &[(Slot, RecordId)]) {
        for (slot, id) in made {
            self.customers.set_id(*slot, *id);
        }
    }

    /// What earlier lists said, and what the rows say of it.
    pub(super) const fn replaced(&self) -> Option<&Replaced> {
        self.replaced.as_ref()
    }

    /// The record of a customer, once it is written.
    pub(super) fn record_of(&self, slot: Slot) -> Option<RecordId> {
        self.customers.id(slot)
    }
}

/// Takes what an earlier list brought already out of what a row gives.
fn replace(replaced: &mut Replaced, gives: &mut Gives, customers: &Customers) {
    // A customer that this file made has no id yet, perhaps, and nothing on an earlier list.
    let customer = match &gives.customer {
        RowCustomer::Known(found, ..) => customers.id(found.slot()),
        RowCustomer::None | RowCustomer::New { .. } => None,
    };
    if replaced.take(gives, customer) {
        gives.warnings.push("replaced");
    }
}

/// A row of data before it is judged.
struct Data {
    row: Row,
    key: [u8; 32],
    marks: RowMarks,
    is_repeated: bool,
    is_known: bool,
}

fn no_data(row: Row, verdict: Verdict) -> JudgedRow {
    JudgedRow { row, key: [0; 32], gives: Gives::default(), problems: Vec::new(), customer: None, told: Vec::new(), verdict }
}

/// Whether a row gives papers that have numbers of their own.
fn is_numbered(gives: &Gives) -> bool {
    let is_paper = |kind: EntryKind| matches!(kind, EntryKind::Charge | EntryKind::Receipt | EntryKind::CreditNote);
    let mut papers = gives.entries.iter().filter(|entry| is_paper(entry.draft.kind)).peekable();
    papers.peek().is_some()
        && papers.all(|entry| entry.draft.number.is_some() || entry.draft.receipt.is_some())
        && gives.entries.iter().any(|entry| entry.draft.number.is_some())
}

/// Whether a number of the row stood on an earlier row of the file.
fn note_numbers(numbers: &mut HashSet<u64>, gives: &Gives) -> bool {
    use std::hash::{DefaultHasher, Hash as _, Hasher as _};
    let mut is_repeated = false;
    let charges = gives.entries.iter().filter(|entry| entry.draft.kind == EntryKind::Charge);
    for entry in charges {
        if let Some(number) = &entry.draft.number {
            let mut hasher = DefaultHasher::new();
            (number, entry.draft.currency).hash(&mut hasher);
            is_repeated |= !numbers.insert(hasher.finish());
        }
    }
    is_repeated
}
