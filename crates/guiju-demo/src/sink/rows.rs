//! Facts in the words of the ledger: kinds, numbers, currencies and notes, the same for every sink.

use guiju_types::{AllocationMethod, Currency, EntryKind};

use crate::calendar::{Calendar, Day, Second};
use crate::company::Profile;
use crate::facts::{Booked, Fact, JobNumber, JobStatus, Matching, Money, Tender};
use crate::words::{CREDIT_NOTE, UNEXPLAINED_RECEIPT, WRITE_OFF, charge_number, invoice_number, job_kind, job_number, receipt_number};

/// The two currencies of the demo.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Currencies {
    usd: Currency,
}

impl Currencies {
    pub(crate) fn new() -> Self {
        Self { usd: "USD".parse().unwrap_or(Currency::CNY) }
    }

    pub(crate) fn of(self, tender: Tender) -> Currency {
        match tender {
            Tender::Cny => Currency::CNY,
            Tender::Usd => self.usd,
        }
    }
}

/// An order as a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OrderRow {
    pub(crate) ordinal: u16,
    pub(crate) number: String,
    pub(crate) ordered: Day,
    pub(crate) known: Second,
    pub(crate) status: &'static str,
    pub(crate) kind: &'static str,
}

/// A ledger entry; orders, charges and receipts by their number within the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct EntryRow {
    pub(crate) kind: EntryKind,
    pub(crate) day: Day,
    pub(crate) known: Second,
    pub(crate) money: Money,
    pub(crate) order: Option<u16>,
    /// The charge it is, or refers to.
    pub(crate) charge: Option<u32>,
    /// The receipt it is, or refers to.
    pub(crate) receipt: Option<u32>,
    pub(crate) vendor: Option<u16>,
    pub(crate) number: Option<String>,
    pub(crate) due: Option<Day>,
    pub(crate) method: Option<AllocationMethod>,
    pub(crate) note: Option<&'static str>,
}

/// A fact in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Row {
    Order(OrderRow),
    Entry(EntryRow),
}

/// Words a fact of a customer.
pub(crate) fn row(profile: &Profile, calendar: &Calendar, booked: &Booked) -> Row {
    let Booked { day, known, fact } = *booked;
    let month = || calendar.month(calendar.month_of(day));
    let entry = |kind, money| EntryRow {
        kind,
        day,
        known,
        money,
        order: None,
        charge: None,
        receipt: None,
        vendor: None,
        number: None,
        due: None,
        method: None,
        note: None,
    };
    let on_charge = |kind, charge, money| EntryRow { charge: Some(charge), ..entry(kind, money) };
    Row::Entry(match fact {
        Fact::Order { job, kind, status } => {
            let number = number_of(profile, calendar, job);
            return Row::Order(OrderRow {
                ordinal: job.ordinal,
                number,
                ordered: day,
                known,
                status: status_name(status),
                kind: job_kind(kind),
            });
        }
        Fact::Charge { charge, job, line, money, due } => EntryRow {
            order: Some(job.ordinal),
            number: Some(charge_number(&number_of(profile, calendar, job), line)),
            due: Some(due),
            ..on_charge(EntryKind::Charge, charge, money)
        },
        Fact::Invoice { charge, invoice, money } => {
            let number = invoice_number(month(), profile.branch, profile.number, invoice);
            EntryRow { number: Some(number), ..on_charge(EntryKind::Invoice, charge, money) }
        }
        Fact::Receipt { receipt, money, is_unexplained } => EntryRow {
            receipt: Some(receipt),
            number: Some(receipt_number(month(), profile.number, receipt)),
            note: is_unexplained.then_some(UNEXPLAINED_RECEIPT),
            ..entry(EntryKind::Receipt, money)
        },
        Fact::Allocation { charge, receipt, money, method } => {
            EntryRow { receipt: Some(receipt), method: Some(method_of(method)), ..on_charge(EntryKind::Allocation, charge, money) }
        }
        Fact::CreditNote { charge, money } => EntryRow { note: Some(CREDIT_NOTE), ..on_charge(EntryKind::CreditNote, charge, money) },
        Fact::WriteOff { charge, money } => EntryRow { note: Some(WRITE_OFF), ..on_charge(EntryKind::WriteOff, charge, money) },
        Fact::Cost { job, vendor, money } => EntryRow { order: Some(job.ordinal), vendor: Some(vendor), ..entry(EntryKind::Cost, money) },
    })
}

fn number_of(profile: &Profile, calendar: &Calendar, job: JobNumber) -> String {
    job_number(profile.branch().code, calendar.month(u32::from(job.month)), profile.number + 1, job.ordinal + 1)
}

fn status_name(status: JobStatus) -> &'static str {
    match status {
        JobStatus::Open => "open",
        JobStatus::Completed => "completed",
        JobStatus::Cancelled => "cancelled",
    }
}

fn method_of(method: Matching) -> AllocationMethod {
    match method {
        Matching::Reference => AllocationMethod::Reference,
        Matching::ExactAmount => AllocationMethod::ExactAmount,
        Matching::OldestFirst => AllocationMethod::OldestFirst,
        Matching::Manual => AllocationMethod::Manual,
    }
}
