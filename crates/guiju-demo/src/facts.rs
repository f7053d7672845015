//! What happens at the demo company: the facts that a customer's stream gives and a sink writes.
//!
//! Facts name orders, charges and receipts by their number within the customer, so that a stream needs no store; a sink
//! turns these into ids. Never here: text (numbers and notes are worded by [`crate::words`] when a sink writes them).

use crate::calendar::{Day, Second};

/// Which of the demo's two currencies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Tender {
    Cny,
    Usd,
}

/// Money: ten-thousandths of a unit, as in `guiju_types::Amount`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Money {
    pub(crate) tender: Tender,
    pub(crate) parts: i64,
}

/// An order (job) of a customer: the month in which it was booked and its number in the customer's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct JobNumber {
    pub(crate) month: u16,
    pub(crate) ordinal: u16,
}

/// What is shipped, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum JobKind {
    #[default]
    SeaFullContainer,
    SeaShared,
    Air,
    Rail,
}

/// How far an order is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum JobStatus {
    Open,
    Completed,
    Cancelled,
}

/// How a receipt was matched with a charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Matching {
    Reference,
    ExactAmount,
    OldestFirst,
    Manual,
}

/// One fact with its business day and the instant at which it was booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Booked {
    pub(crate) day: Day,
    pub(crate) known: Second,
    pub(crate) fact: Fact,
}

/// What was booked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Fact {
    Order {
        job: JobNumber,
        kind: JobKind,
        status: JobStatus,
    },
    /// `line` numbers the charges of one job from 1.
    Charge {
        charge: u32,
        job: JobNumber,
        line: u8,
        money: Money,
        due: Day,
    },
    /// Several charges may stand on one invoice.
    Invoice {
        charge: u32,
        invoice: u32,
        money: Money,
    },
    Receipt {
        receipt: u32,
        money: Money,
        is_unexplained: bool,
    },
    Allocation {
        charge: u32,
        receipt: u32,
        money: Money,
        method: Matching,
    },
    CreditNote {
        charge: u32,
        money: Money,
    },
    WriteOff {
        charge: u32,
        money: Money,
    },
    Cost {
        job: JobNumber,
        vendor: u16,
        money: Money,
    },
}
