//! Table `entry`: the append-only ledger of receivables and job costs.

use guiju_types::{Amount, Currency, Date, Entry, EntryDraft, EntryId, EntryKind, ImportId, RecordId, Scope, Sequence, Timestamp};

use crate::{EntryProblem, Store, StoreError, Write};

/// A list of ledger entries. Everything left empty does not restrict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryQuery {
    /// Of this customer.
    pub customer: Option<RecordId>,
    /// Of these kinds.
    pub kinds: Vec<EntryKind>,
    /// This charge and what refers to it.
    pub charge: Option<EntryId>,
    /// This receipt and what takes from it.
    pub receipt: Option<EntryId>,
    /// Of this order.
    pub order: Option<RecordId>,
    /// That this import brought.
    pub import: Option<ImportId>,
    /// With one of these numbers.
    pub numbers: Vec<String>,
    /// From this business date.
    pub from: Option<Date>,
    /// To this business date.
    pub to: Option<Date>,
    /// Known by this instant.
    pub known_at: Option<Timestamp>,
    /// Without reversals and what they take back.
    pub only_live: bool,
    /// Where the last page ended: the last entry's business date and id.
    pub after: Option<(Date, EntryId)>,
    /// How many; at most 10,000.
    pub limit: u32,
    /// Latest business date first.
    pub newest_first: bool,
}

impl Default for EntryQuery {
    fn default() -> Self {
        Self {
            customer: None,
            kinds: Vec::new(),
            charge: None,
            receipt: None,
            order: None,
            import: None,
            numbers: Vec::new(),
            from: None,
            to: None,
            known_at: None,
            only_live: false,
            after: None,
            limit: 1_000,
            newest_first: false,
        }
    }
}

/// A charge on which something is open now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenCharge {
    /// The charge.
    pub charge: EntryId,
    /// Who owes it.
    pub customer: RecordId,
    /// Its order (job).
    pub order: Option<RecordId>,
    /// Its number.
    pub number: Option<String>,
    /// Its business date.
    pub date: Date,
    /// When it falls due.
    pub due: Option<Date>,
    /// Its currency.
    pub currency: Currency,
    /// What was charged.
    pub amount: Amount,
    /// The same in the base currency.
    pub base_amount: Amount,
    /// What is open.
    pub open: Amount,
    /// The same in the base currency.
    pub open_base: Amount,
}

/// A receipt of which something is not allocated now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnallocatedReceipt {
    /// The receipt.
    pub receipt: EntryId,
    /// Who paid, where that is known.
    pub customer: Option<RecordId>,
    /// Its number.
    pub number: Option<String>,
    /// Its text: the remittance text.
    pub note: Option<String>,
    /// Its business date.
    pub date: Date,
    /// Its currency.
    pub currency: Currency,
    /// What came in.
    pub amount: Amount,
    /// The same in the base currency.
    pub base_amount: Amount,
    /// What is not allocated.
    pub open: Amount,
    /// The base amount less that of its allocations (which is a share of each charge's, so that a rate difference is left over here).
    pub open_base: Amount,
}

impl Store {
    /// Entries in the order of business date and id.
    pub fn entries(&self, scope: &Scope, query: &EntryQuery) -> Result<Vec<Entry>, StoreError> {
        let _ = (scope, query);
        Err(StoreError::refused("not built yet"))
    }

    /// One entry, where the scope may see it.
    pub fn entry(&self, scope: &Scope, id: EntryId) -> Result<Option<Entry>, StoreError> {
        let _ = (scope, id);
        Err(StoreError::refused("not built yet"))
    }

    /// Every entry of the company that was written after `after`, in the order of writing. For the program's own work; returns the
    /// sequence up to which that is complete.
    pub fn entries_after(
        &self,
        after: Sequence,
        each: &mut dyn FnMut(Entry) -> Result<(), StoreError>,
    ) -> Result<Sequence, StoreError> {
        let _ = (after, each);
        Err(StoreError::refused("not built yet"))
    }

    /// How many entries of each kind there are, reversals and what they take back left out.
    pub fn entry_counts(&self) -> Result<Vec<(EntryKind, u64)>, StoreError> {
        Err(StoreError::refused("not built yet"))
    }

    /// A customer's open charges, what is due first before the rest.
    pub fn open_charges(&self, scope: &Scope, customer: RecordId) -> Result<Vec<OpenCharge>, StoreError> {
        let _ = (scope, customer);
        Err(StoreError::refused("not built yet"))
    }

    /// A customer's receipts that are not fully allocated, the oldest first.
    pub fn unallocated_receipts(&self, scope: &Scope, customer: RecordId) -> Result<Vec<UnallocatedReceipt>, StoreError> {
        let _ = (scope, customer);
        Err(StoreError::refused("not built yet"))
    }
}

impl Write<'_> {
    /// Appends entries. Customer, dates and links are completed from the charge that an entry refers to. Gives their ids, in the order of
    /// the drafts.
    pub fn append(&mut self, import: Option<ImportId>, drafts: &[EntryDraft]) -> Result<Vec<EntryId>, StoreError> {
        let _ = (import, drafts);
        Err(StoreError::refused("not built yet"))
    }

    /// What [`append`](Self::append) would refuse, for every draft that it would refuse; writes nothing.
    pub fn check_entries(&mut self, drafts: &[EntryDraft]) -> Result<Vec<EntryProblem>, StoreError> {
        let _ = drafts;
        Err(StoreError::refused("not built yet"))
    }

    /// Takes entries back, known now, with their own dates. Refuses one that was taken back before, and a charge or receipt on which
    /// live entries stand that are not among `entries`. Gives the reversing entries, in the order of `entries`.
    pub fn reverse(&mut self, entries: &[EntryId], reason: &str) -> Result<Vec<EntryId>, StoreError> {
        let _ = (entries, reason);
        Err(StoreError::refused("not built yet"))
    }

    /// The open charges of these customers, this transaction's own entries included; by customer, what is due first before the rest.
    pub fn open_charges(&mut self, customers: &[RecordId]) -> Result<Vec<OpenCharge>, StoreError> {
        let _ = customers;
        Err(StoreError::refused("not built yet"))
    }

    /// The receipts of these customers that are not fully allocated, this transaction's own included; by customer, the oldest first.
    pub fn unallocated_receipts(&mut self, customers: &[RecordId]) -> Result<Vec<UnallocatedReceipt>, StoreError> {
        let _ = customers;
        Err(StoreError::refused("not built yet"))
    }

    /// Entries of the whole company, this transaction's own included.
    pub fn entries(&mut self, query: &EntryQuery) -> Result<Vec<Entry>, StoreError> {
        let _ = query;
        Err(StoreError::refused("not built yet"))
    }
}
