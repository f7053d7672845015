//! One customer's totals, row by row through the FEEL evaluator: the explanation of a rating, and the check of the columns.
//!
//! The warehouse computes the same totals for everybody at once by other means. That both agree is what `guiju rate --verify` proves, so
//! nothing here may come from there.

use std::collections::BTreeSet;

use guiju_feel::{Number, Value as FeelValue};
use guiju_rulebook::{Aggregate, CompiledAppraisal, Rulebook, Total};
use guiju_types::{Amount, Date, Entry, EntryId, EntryKind, Month, RecordId, Timestamp, Value};

/// A row that counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The entry, for the facts of the ledger.
    pub entry: Option<EntryId>,
    /// The record, for the facts that are records.
    pub record: Option<RecordId>,
    /// What it added: ten-thousandths for a sum, 1 for a count.
    pub parts: i64,
}

/// A record as a fact: its version at the instant asked for.
#[derive(Debug, Clone)]
pub struct RecordFact<'a> {
    /// The record's type.
    pub kind: &'a str,
    /// The record.
    pub id: RecordId,
    /// Its business date.
    pub date: Option<Date>,
    /// Its fields.
    pub fields: &'a [(String, Value)],
}

/// What a customer has.
#[derive(Debug, Clone, Copy)]
pub struct CaseFacts<'a> {
    /// Entries of the ledger, in any order; later known ones are passed over.
    pub entries: &'a [Entry],
    /// Records, as they were at the instant asked for.
    pub records: &'a [RecordFact<'a>],
}

/// A customer's totals with the rows behind each, in the order of the totals.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseTotals {
    /// Ten-thousandths for sums, counts otherwise; `None` where no row counted.
    pub values: Vec<Option<i64>>,
    /// The rows that counted.
    pub rows: Vec<Vec<Counted>>,
}

/// Computes a customer's totals for a month, with what was known at an instant.
#[must_use]
pub fn case_totals(
    rulebook: &Rulebook,
    appraisal: &CompiledAppraisal,
    month: Month,
    known_at: Option<Timestamp>,
    facts: &CaseFacts<'_>,
) -> CaseTotals {
    let known = |entry: &&Entry| known_at.is_none_or(|instant| entry.known_at <= instant);
    let reversed: BTreeSet<EntryId> = facts.entries.iter().filter(known).filter_map(|entry| entry.reverses).collect();
    // An entry and what takes it back are both left out, so that counts and months forget it as sums do.
    let stands = |entry: &&Entry| entry.reverses.is_none() && !reversed.contains(&entry.id);
    let entries = facts.entries.iter().filter(known).filter(stands).filter_map(|entry| Some((fact_of(entry.kind)?, Row::Entry(entry))));
    let records = facts.records.iter().map(|record| (record.kind, Row::Record(record)));
    let mut counting = appraisal.case_totals(rulebook.facts(), month);
    let mut rows = vec![Vec::new(); appraisal.totals().len()];
    for (name, row) in entries.chain(records) {
        let Some(fact) = rulebook.fact(name) else { continue };
        let cells: Vec<FeelValue> = fact.columns.iter().map(|column| row.cell(&column.name).feel()).collect();
        for place in counting.add(name, &cells) {
            if let (Some(counted), Some(total)) = (rows.get_mut(place), appraisal.totals().get(place)) {
                counted.push(row.counted(total));
            }
        }
    }
    CaseTotals { values: counting.values().to_vec(), rows }
}

/// The fact that an entry is a row of; papers about a charge are none.
fn fact_of(kind: EntryKind) -> Option<&'static str> {
    match kind {
        EntryKind::Charge => Some("charge"),
        EntryKind::Allocation | EntryKind::CreditNote | EntryKind::WriteOff | EntryKind::Clearing => Some("settlement"),
        EntryKind::Receipt => Some("receipt"),
        EntryKind::Cost => Some("cost"),
        EntryKind::Bill | EntryKind::Confirmation | EntryKind::Invoice => None,
    }
}

enum Row<'a> {
    Entry(&'a Entry),
    Record(&'a RecordFact<'a>),
}

/// What one cell of a row is.
enum Cell<'a> {
    Null,
    Id(i64),
    Text(&'a str),
    Date(Date),
    Amount(Amount),
    Integer(i64),
    Boolean(bool),
}

impl Row<'_> {
    fn cell(&self, column: &str) -> Cell<'_> {
        match self {
            Self::Entry(entry) => entry_cell(entry, column),
            Self::Record(record) => record_cell(record, column),
        }
    }

    /// What it adds to a total in which it counts.
    fn counted(&self, total: &Total) -> Counted {
        let parts = match &total.aggregate {
            Aggregate::Count | Aggregate::DistinctMonths => 1,
            Aggregate::Sum(column) => match self.cell(column) {
                Cell::Amount(amount) => amount.parts(),
                Cell::Integer(number) => number.saturating_mul(Amount::PARTS_PER_UNIT),
                Cell::Null | Cell::Id(_) | Cell::Text(_) | Cell::Date(_) | Cell::Boolean(_) => 0,
            },
        };
        match self {
            Self::Entry(entry) => Counted { entry: Some(entry.id), record: None, parts },
            Self::Record(record) => Counted { entry: None, record: Some(record.id), parts },
        }
    }
}

fn entry_cell<'a>(entry: &'a Entry, column: &str) -> Cell<'a> {
    let id = |id: Option<i64>| id.map_or(Cell::Null, Cell::Id);
    let date = |date: Option<Date>| date.map_or(Cell::Null, Cell::Date);
    match column {
        "customer" => id(entry.customer.map(|id| id.0)),
        "charge" => id(entry.charge.map(|id| id.0)),
        "receipt" => id(entry.receipt.map(|id| id.0)),
        "order" => id(entry.order.map(|id| id.0)),
        "vendor" => id(entry.vendor.map(|id| id.0)),
        "number" => entry.number.as_deref().map_or(Cell::Null, Cell::Text),
        "kind" => Cell::Text(entry.kind.name()),
        "method" => entry.method.map_or(Cell::Null, |method| Cell::Text(method.name())),
        "date" => Cell::Date(entry.business_date),
        "earliest" => date(entry.earliest),
        "charge_date" => date(entry.charge_date),
        "due" | "charge_due" => date(entry.due_date),
        "amount" => Cell::Amount(entry.base_amount),
        "currency_amount" => Cell::Amount(entry.amount),
        "currency" => Cell::Text(entry.currency.as_str()),
        _ => Cell::Null,
    }
}

fn record_cell<'a>(record: &'a RecordFact<'_>, column: &str) -> Cell<'a> {
    if column == "date" {
        return record.date.map_or(Cell::Null, Cell::Date);
    }
    match record.fields.iter().find(|(name, _)| name == column).map(|(_, value)| value) {
        None | Some(Value::Null | Value::Instant(_)) => Cell::Null,
        Some(Value::Text(text)) => Cell::Text(text),
        Some(Value::Integer(number)) => Cell::Integer(*number),
        Some(Value::Amount(amount)) => Cell::Amount(*amount),
        Some(Value::Date(date)) => Cell::Date(*date),
        Some(Value::Boolean(is)) => Cell::Boolean(*is),
        Some(Value::Reference(id)) => Cell::Id(id.0),
    }
}

impl Cell<'_> {
    fn feel(&self) -> FeelValue {
        match self {
            Self::Null => FeelValue::Null,
            Self::Id(number) | Self::Integer(number) => FeelValue::Number(Number::from(*number)),
            Self::Text(text) => FeelValue::Text((*text).into()),
            Self::Date(date) => FeelValue::date(*date),
            Self::Amount(amount) => FeelValue::Number(Number::from_scaled(amount.parts(), Amount::DECIMALS)),
            Self::Boolean(is) => FeelValue::Boolean(*is),
        }
    }
}
