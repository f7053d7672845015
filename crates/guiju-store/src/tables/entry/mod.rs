//! Table `entry`: the append-only ledger of receivables and job costs.

mod append;
mod open_items;
mod owed;
mod query;
pub(crate) mod reverse;

pub use owed::Owed;

use guiju_types::{Amount, Currency, Date, Entry, EntryId, EntryKind, ImportId, RecordId, Timestamp};

use crate::StoreError;
use crate::sql::{BulkCell, BulkRow, ColumnKind, Connection, Row, Sql, SqlValue};

/// Indexes on links are partial: most entries have few of them. `entry_reverses` makes a second reversal impossible.
pub(crate) const CREATE: &str = "
    CREATE TABLE entry (
        id {id},
        sequence BIGINT NOT NULL,
        kind {text} NOT NULL,
        customer BIGINT,
        charge BIGINT, -- the charge that it is or refers to
        receipt BIGINT, -- the receipt that it is or takes from
        \"order\" BIGINT,
        vendor BIGINT,
        number {text},
        business_date BIGINT NOT NULL, -- days since 1970-01-01, as all dates
        charge_date BIGINT, -- of the charge
        due_date BIGINT, -- of the charge
        currency {text} NOT NULL,
        amount BIGINT NOT NULL, -- ten-thousandths, as all amounts
        base_amount BIGINT NOT NULL, -- in the company's base currency
        method {text}, -- how an allocation was decided
        note {text},
        known_at BIGINT NOT NULL, -- microseconds since 1970, as all instants
        is_asserted BOOLEAN NOT NULL, -- known_at is what an import says
        reverses BIGINT, -- the entry that this one takes back
        import BIGINT
    );
    CREATE INDEX entry_sequence ON entry (sequence);
    CREATE INDEX entry_customer ON entry (customer, business_date);
    CREATE INDEX entry_charge ON entry (charge) WHERE charge IS NOT NULL;
    CREATE INDEX entry_receipt ON entry (receipt) WHERE receipt IS NOT NULL;
    CREATE INDEX entry_order ON entry (\"order\") WHERE \"order\" IS NOT NULL;
    CREATE INDEX entry_vendor ON entry (vendor) WHERE vendor IS NOT NULL;
    CREATE INDEX entry_number ON entry (number) WHERE number IS NOT NULL;
    CREATE INDEX entry_import ON entry (import) WHERE import IS NOT NULL;
    CREATE UNIQUE INDEX entry_reverses ON entry (reverses) WHERE reverses IS NOT NULL;";

/// Ids grow in the order of commits, so that what was written after one is found by them (`query::first_after`).
pub(crate) const DROP_SEQUENCE_INDEX: &str = "DROP INDEX entry_sequence;";

/// Entries of an import lie together, so that PostgreSQL needs to know only which stretches of the table have some of it.
pub(crate) const IMPORT_BY_RANGE: &str = "
    DROP INDEX entry_import;
    CREATE INDEX entry_import ON entry USING brin (import) WITH (autosummarize = on) WHERE import IS NOT NULL;";

/// The earliest day on which a clearing can have happened.
pub(crate) const ADD_EARLIEST: &str = "ALTER TABLE entry ADD COLUMN earliest BIGINT;";

/// Every column, in the order of the table.
pub(crate) const COLUMNS: &str = "id, sequence, kind, customer, charge, receipt, \"order\", vendor, number, business_date, charge_date, due_date, \
     currency, amount, base_amount, method, note, known_at, is_asserted, reverses, import, earliest";

const KINDS: [ColumnKind; COLUMN_COUNT] = {
    use ColumnKind::{Boolean as B, Integer as I, Text as T};
    [I, I, T, I, I, I, I, I, T, I, I, I, T, I, I, T, T, I, B, I, I, I]
};

/// How many columns there are; what a statement selects besides comes after them.
const COLUMN_COUNT: usize = 22;

/// The columns as `prefix.column`.
pub(crate) fn select_list(prefix: &str) -> String {
    COLUMNS.split(", ").map(|column| format!("{prefix}.{}", column.trim())).collect::<Vec<_>>().join(", ")
}

/// A row of [`select_list`].
pub(crate) fn read(row: &Row<'_>) -> Result<Entry, StoreError> {
    let kind = row.text(2)?;
    let method = row.optional_text(15)?;
    Ok(Entry {
        id: EntryId(row.integer(0)?),
        sequence: row.sequence(1)?,
        kind: kind.parse().map_err(|_| StoreError::damaged(format!("the kind of entry `{kind}`")))?,
        customer: row.optional_record(3)?,
        charge: row.optional_entry(4)?,
        receipt: row.optional_entry(5)?,
        order: row.optional_record(6)?,
        vendor: row.optional_record(7)?,
        number: row.optional_text(8)?,
        business_date: row.date(9)?,
        earliest: row.optional_date(21)?,
        charge_date: row.optional_date(10)?,
        due_date: row.optional_date(11)?,
        currency: row.currency(12)?,
        amount: row.amount(13)?,
        base_amount: row.amount(14)?,
        method: match method {
            Some(method) => Some(method.parse().map_err(|_| StoreError::damaged(format!("the method of allocation `{method}`")))?),
            None => None,
        },
        note: row.optional_text(16)?,
        known_at: row.timestamp(17)?,
        is_asserted: row.boolean(18)?,
        reverses: row.optional_entry(19)?,
        import: row.optional_import(20)?,
    })
}

impl BulkRow for Entry {
    fn each_cell(&self, each: &mut impl FnMut(BulkCell<'_>)) {
        each(self.id.into());
        each(self.sequence.into());
        each(self.kind.name().into());
        each(self.customer.into());
        each(self.charge.into());
        each(self.receipt.into());
        each(self.order.into());
        each(self.vendor.into());
        each(self.number.as_deref().into());
        each(self.business_date.into());
        each(self.charge_date.into());
        each(self.due_date.into());
        each(self.currency.as_str().into());
        each(self.amount.into());
        each(self.base_amount.into());
        each(self.method.map(guiju_types::AllocationMethod::name).into());
        each(self.note.as_deref().into());
        each(self.known_at.into());
        each(self.is_asserted.into());
        each(self.reverses.into());
        each(self.import.into());
        each(self.earliest.into());
    }
}

/// Adds an entry to what a digest covers: all of its columns.
fn encode_entry(entry: &Entry, bytes: &mut Vec<u8>) {
    let mut place = 0;
    entry.each_cell(&mut |cell| {
        encode(place, cell, bytes);
        place += 1;
    });
}

/// Walks over every entry in the order of writing, with the bytes that a commit's digest covers: all of its columns.
pub(crate) fn walk_for_digest(connection: &mut Connection, each: &mut dyn FnMut(i64, &[u8])) -> Result<(), StoreError> {
    let sql = Sql::new(&format!("SELECT {COLUMNS} FROM entry ORDER BY id"));
    let mut bytes = Vec::new();
    connection.query(&sql, &mut |row| {
        bytes.clear();
        for (place, kind) in KINDS.iter().enumerate() {
            encode(place, row.value(place, *kind)?.as_cell(), &mut bytes);
        }
        each(row.integer(1)?, &bytes);
        Ok(())
    })
}

/// Adds a column's value to what a digest covers. A column that the table did not have at first is left out where it is empty, so that what was
/// written before it was there keeps its digest; its name stands before it, so that it is never taken for the next entry's first.
fn encode(place: usize, value: BulkCell<'_>, bytes: &mut Vec<u8>) {
    if place < FIRST_COLUMNS {
        value.encode_into(bytes);
    } else if value != BulkCell::Null {
        SqlValue::encode_text("earliest", bytes);
        value.encode_into(bytes);
    }
}

/// The columns that the table had at first.
const FIRST_COLUMNS: usize = 21;

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

/// A charge of an import, settled or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedCharge {
    /// The charge, with what is open on it.
    pub charge: OpenCharge,
    /// The import that brought it.
    pub import: ImportId,
}

/// A clearing that stands: a settlement of unknown kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clearing {
    /// The clearing.
    pub entry: EntryId,
    /// What was appended after this entry may still explain it; what stands before it was taken into account.
    pub considered: EntryId,
    /// What it settles, or a part of it.
    pub charge: EntryId,
    /// Whose charge that is.
    pub customer: RecordId,
    /// The charge's number.
    pub number: Option<String>,
    /// The charge's business date.
    pub charge_date: Date,
    /// When the charge falls due.
    pub due: Option<Date>,
    /// The earliest day on which it can have happened.
    pub earliest: Date,
    /// The latest.
    pub latest: Date,
    /// Its currency.
    pub currency: Currency,
    /// How much.
    pub amount: Amount,
    /// The same in the base currency.
    pub base_amount: Amount,
    /// The import that brought it.
    pub import: Option<ImportId>,
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
    /// From when on what is not allocated is free: later than its date where a credit on a charge freed it.
    pub free_from: Date,
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
