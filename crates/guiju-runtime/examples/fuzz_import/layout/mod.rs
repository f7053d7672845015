//! The kinds of files. Each maker gives a [`Draft`](crate::make::Draft): columns, rows and what is true of them.

mod bank;
mod fillers;
mod invoices;
mod open_items;
mod pairs;
mod platform;
mod receipts;
mod sub_ledger;
mod tax;

use crate::make::{Draft, Make};

pub(crate) use fillers::{fill, noise};

/// A kind of file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    #[default]
    OpenItems,
    Invoices,
    Receipts,
    Bank,
    Platform,
    SubLedger,
    Tax,
    Pairs,
}

/// Every kind with how often it comes.
pub(crate) const KINDS: &[(usize, Kind)] = &[
    (19, Kind::OpenItems),
    (15, Kind::Invoices),
    (14, Kind::Receipts),
    (24, Kind::Bank),
    (8, Kind::Platform),
    (8, Kind::SubLedger),
    (7, Kind::Tax),
    (5, Kind::Pairs),
];

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::OpenItems => "open_items",
            Self::Invoices => "invoices",
            Self::Receipts => "receipts",
            Self::Bank => "bank_statement",
            Self::Platform => "platform_bill",
            Self::SubLedger => "sub_ledger",
            Self::Tax => "tax_invoices",
            Self::Pairs => "pairs",
        }
    }

    /// Whether people write such a list in thousands or ten thousands.
    pub(crate) fn may_have_unit(self) -> bool {
        matches!(self, Self::OpenItems | Self::Invoices | Self::Receipts)
    }

    pub(crate) fn draft(self, make: &mut Make<'_>) -> Draft {
        match self {
            Self::OpenItems => open_items::draft(make),
            Self::Invoices => invoices::draft(make),
            Self::Receipts => receipts::draft(make),
            Self::Bank => bank::draft(make),
            Self::Platform => platform::draft(make),
            Self::SubLedger => sub_ledger::draft(make),
            Self::Tax => tax::draft(make),
            Self::Pairs => pairs::draft(make),
        }
    }
}
