//! The entries of the receivable ledger (R2): what is appended, and what is read back.

use std::fmt;
use std::str::FromStr;

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{Amount, Currency, EntryId, ImportId, RecordId, Sequence};

/// What an entry of the ledger says. Only a [`Charge`](Self::Charge) creates a balance; bill, confirmation and invoice refer to one,
/// allocation, credit note, write-off and clearing reduce one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// What a customer owes for something.
    Charge,
    /// A statement of charges that was sent.
    Bill,
    /// The customer's written acknowledgement of a charge.
    Confirmation,
    /// The tax invoice for a charge.
    Invoice,
    /// Money that came in.
    Receipt,
    /// A part of a receipt that settles a part of a charge.
    Allocation,
    /// A reduction of a charge.
    CreditNote,
    /// A charge, or a part of it, given up.
    WriteOff,
    /// A charge, or a part of it, that a later list of open items no longer has: settled, and nobody has said yet by what. It is dated with the
    /// latest day on which that can have happened, and has the earliest one besides. It is no money: a receipt or a credit note that explains it
    /// takes its place.
    Clearing,
    /// What a vendor charges for a job.
    Cost,
}

impl EntryKind {
    /// Every kind, in the order of a charge's life.
    pub const ALL: [Self; 10] = [
        Self::Charge,
        Self::Bill,
        Self::Confirmation,
        Self::Invoice,
        Self::Receipt,
        Self::Allocation,
        Self::CreditNote,
        Self::WriteOff,
        Self::Clearing,
        Self::Cost,
    ];

    /// The name in files, tables and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Charge => "charge",
            Self::Bill => "bill",
            Self::Confirmation => "confirmation",
            Self::Invoice => "invoice",
            Self::Receipt => "receipt",
            Self::Allocation => "allocation",
            Self::CreditNote => "credit_note",
            Self::WriteOff => "write_off",
            Self::Clearing => "clearing",
            Self::Cost => "cost",
        }
    }

    /// Whether it reduces what is owed on a charge.
    #[must_use]
    pub const fn is_settlement(self) -> bool {
        matches!(self, Self::Allocation | Self::CreditNote | Self::WriteOff | Self::Clearing)
    }
}

/// A name that is none of the known ones.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is no {what}")]
pub struct UnknownNameError {
    what: &'static str,
    name: String,
}

impl fmt::Display for EntryKind {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for EntryKind {
    type Err = UnknownNameError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|kind| kind.name() == text);
        found.ok_or_else(|| UnknownNameError { what: "kind of ledger entry", name: text.chars().take(40).collect() })
    }
}

/// How it was decided which charge a receipt pays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AllocationMethod {
    /// The imported file says so.
    File,
    /// The receipt's text names the charge or its invoice.
    Reference,
    /// Exactly one open charge has this amount.
    ExactAmount,
    /// What has been due longest is paid first.
    OldestFirst,
    /// A credit that came as a charge below zero is set off against what is owed.
    SetOff,
    /// Money paid back comes out of what was received and not allocated.
    Refund,
    /// A credit on a paid charge frees what was paid too much.
    Freed,
    /// A person decided.
    Manual,
}

impl AllocationMethod {
    /// Every method.
    pub const ALL: [Self; 8] =
        [Self::File, Self::Reference, Self::ExactAmount, Self::OldestFirst, Self::SetOff, Self::Refund, Self::Freed, Self::Manual];

    /// The name in files, tables and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::File => "file",
            Self::Reference => "reference",
            Self::ExactAmount => "exact_amount",
            Self::OldestFirst => "oldest_first",
            Self::SetOff => "set_off",
            Self::Refund => "refund",
            Self::Freed => "freed",
            Self::Manual => "manual",
        }
    }
}

impl fmt::Display for AllocationMethod {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}

impl FromStr for AllocationMethod {
    type Err = UnknownNameError;
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|method| method.name() == text);
        found.ok_or_else(|| UnknownNameError { what: "method of allocation", name: text.chars().take(40).collect() })
    }
}

/// Another entry: one that the ledger has, or one of the same call to append.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EntryLink {
    /// An entry of the ledger.
    Id(EntryId),
    /// The draft at this place of the same call; it has to stand before the one that names it.
    Draft(usize),
}

/// An entry to append. Amounts are positive for every kind but these: a negative charge is a credit that came as a charge, a negative receipt is
/// money paid back, a negative allocation frees what was allocated, from its own date on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryDraft {
    /// What it says.
    pub kind: EntryKind,
    /// Whose ledger it is in. For an entry on a charge: the charge's customer. `None` only for a receipt whose payer is not known, or a
    /// cost of a job without a customer.
    pub customer: Option<RecordId>,
    /// The charge that it refers to; for every kind but charge, receipt and cost, and for every allocation but one of a refund.
    pub charge: Option<EntryLink>,
    /// The receipt that an allocation takes from.
    pub receipt: Option<EntryLink>,
    /// The order (job) that a charge or a cost belongs to.
    pub order: Option<RecordId>,
    /// Who a cost is owed to.
    pub vendor: Option<RecordId>,
    /// The number on the paper: of the charge, invoice, receipt …
    pub number: Option<String>,
    /// When it happened, by the books; of a clearing the latest day on which it can have happened.
    pub business_date: Date,
    /// Of a clearing the earliest day on which it can have happened; that of its charge where it is not said.
    pub earliest: Option<Date>,
    /// When a charge falls due. The store copies it to the entries on that charge.
    pub due_date: Option<Date>,
    /// The currency of [`amount`](Self::amount).
    pub currency: Currency,
    /// In its own currency.
    pub amount: Amount,
    /// In the company's base currency, at the rate of its date.
    pub base_amount: Amount,
    /// How an allocation was decided; a credit note may say that it sets off.
    pub method: Option<AllocationMethod>,
    /// Free text: remittance text, reason.
    pub note: Option<String>,
    /// When it became known, as an import asserts. `None`: now.
    pub known_at: Option<Timestamp>,
}

impl EntryDraft {
    /// An entry with nothing but what every entry has, in the base currency.
    #[must_use]
    pub fn new(kind: EntryKind, business_date: Date, amount: Amount) -> Self {
        Self {
            kind,
            customer: None,
            charge: None,
            receipt: None,
            order: None,
            vendor: None,
            number: None,
            business_date,
            earliest: None,
            due_date: None,
            currency: Currency::CNY,
            amount,
            base_amount: amount,
            method: None,
            note: None,
            known_at: None,
        }
    }
}

/// An entry of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// Its id; grows with every entry.
    pub id: EntryId,
    /// The commit that wrote it.
    pub sequence: Sequence,
    /// What it says.
    pub kind: EntryKind,
    /// Whose ledger it is in.
    pub customer: Option<RecordId>,
    /// The charge that it is or refers to; the charge itself carries its own id here. A reversal carries the id of the original charge.
    pub charge: Option<EntryId>,
    /// The receipt that it is or takes from, in the same way.
    pub receipt: Option<EntryId>,
    /// The order (job).
    pub order: Option<RecordId>,
    /// The vendor of a cost.
    pub vendor: Option<RecordId>,
    /// The number on the paper.
    pub number: Option<String>,
    /// When it happened; of a clearing the latest day on which it can have happened.
    pub business_date: Date,
    /// Of a clearing, and of nothing else, the earliest day on which it can have happened.
    pub earliest: Option<Date>,
    /// The business date of the charge that it is or refers to.
    pub charge_date: Option<Date>,
    /// When that charge falls due.
    pub due_date: Option<Date>,
    /// The currency of [`amount`](Self::amount).
    pub currency: Currency,
    /// In its own currency; a reversal has the opposite sign.
    pub amount: Amount,
    /// In the base currency; a reversal has the opposite sign.
    pub base_amount: Amount,
    /// How an allocation was decided.
    pub method: Option<AllocationMethod>,
    /// Free text.
    pub note: Option<String>,
    /// When it became known.
    pub known_at: Timestamp,
    /// Whether that instant is an import's assertion rather than the program's own clock.
    pub is_asserted: bool,
    /// The entry that this one takes back; same kind, dates and links, opposite amounts.
    pub reverses: Option<EntryId>,
    /// The import that brought it.
    pub import: Option<ImportId>,
}

/// The period for which an import declares that it brings everything of one kind: inside it, absence is zero; outside, unknown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// A fact of the measures: `charge`, `receipt`, `cost`, `order` …
    pub fact: String,
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}
