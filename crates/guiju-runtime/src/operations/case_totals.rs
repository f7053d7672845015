//! One customer's totals, row by row through the FEEL evaluator: the explanation of a rating, and the check of the columns.
//!
//! The warehouse computes the same totals for everybody at once by other means. That both agree is what `guiju rate --verify` proves, so
//! nothing here may come from there.

use std::collections::BTreeSet;

use guiju_feel::{EvalContext, Number, Value as FeelValue};
use guiju_rulebook::{Aggregate, FactDefinition, Rulebook, Total, Window};
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

/// Why a total has no value. The same facts always fail the same way.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CaseError {
    /// The sum does not fit; the facts are not of this world.
    #[error("the total `{total}` is larger than any amount kept here")]
    TooLarge {
        /// The total's name.
        total: String,
    },
}

/// Computes a customer's totals for a month, with what was known at an instant.
///
/// # Errors
/// Where a sum does not fit.
pub fn case_totals(
    rulebook: &Rulebook,
    totals: &[Total],
    month: Month,
    known_at: Option<Timestamp>,
    facts: &CaseFacts<'_>,
) -> Result<CaseTotals, CaseError> {
    let known = |entry: &&Entry| known_at.is_none_or(|instant| entry.known_at <= instant);
    let reversed: BTreeSet<EntryId> = facts.entries.iter().filter(known).filter_map(|entry| entry.reverses).collect();
    // An entry and what takes it back are both left out, so that counts and months forget it as sums do.
    let stands = |entry: &&Entry| entry.reverses.is_none() && !reversed.contains(&entry.id);
    let mut result = CaseTotals::default();
    for total in totals {
        let mut counting = Counting::new(total, month);
        if let Some(fact) = rulebook.fact(&total.fact) {
            for entry in facts.entries.iter().filter(known).filter(stands).filter(|entry| fact_of(entry.kind) == Some(fact.name.as_str())) {
                counting.add(fact, &Row::Entry(entry))?;
            }
            for record in facts.records.iter().filter(|record| fact.is_record && record.kind == fact.name) {
                counting.add(fact, &Row::Record(record))?;
            }
        }
        result.values.push(counting.value());
        result.rows.push(counting.rows);
    }
    Ok(result)
}

/// The fact that an entry is a row of; papers about a charge are none.
fn fact_of(kind: EntryKind) -> Option<&'static str> {
    match kind {
        EntryKind::Charge => Some("charge"),
        EntryKind::Allocation | EntryKind::CreditNote | EntryKind::WriteOff => Some("settlement"),
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

    fn date(&self, column: &str) -> Option<Date> {
        match self.cell(column) {
            Cell::Date(date) => Some(date),
            Cell::Null | Cell::Id(_) | Cell::Text(_) | Cell::Amount(_) | Cell::Integer(_) | Cell::Boolean(_) => None,
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

/// One total while its rows come.
struct Counting<'a> {
    total: &'a Total,
    month: Month,
    context: EvalContext,
    sum: i64,
    months: BTreeSet<i32>,
    rows: Vec<Counted>,
}

impl<'a> Counting<'a> {
    fn new(total: &'a Total, month: Month) -> Self {
        Self { total, month, context: EvalContext::default(), sum: 0, months: BTreeSet::new(), rows: Vec::new() }
    }

    fn add(&mut self, fact: &FactDefinition, row: &Row<'_>) -> Result<(), CaseError> {
        let Some(by) = row.date(&self.total.by) else { return Ok(()) };
        // What happened after the month is no part of it, whatever column the window is over.
        if row.date("date").is_none_or(|date| date > self.month.last_day()) || !self.is_in_window(by) || !self.meets_condition(fact, row) {
            return Ok(());
        }
        let parts = match &self.total.aggregate {
            Aggregate::Sum(column) => match row.cell(column) {
                Cell::Amount(amount) => amount.parts(),
                Cell::Integer(number) => number.checked_mul(Amount::PARTS_PER_UNIT).ok_or_else(|| self.too_large())?,
                // A row without the amount is none that counts.
                Cell::Null | Cell::Id(_) | Cell::Text(_) | Cell::Date(_) | Cell::Boolean(_) => return Ok(()),
            },
            Aggregate::Count => 1,
            Aggregate::DistinctMonths => {
                self.months.insert(Month::of(by).months_since(self.month));
                1
            }
        };
        self.sum = self.sum.checked_add(parts).ok_or_else(|| self.too_large())?;
        let (entry, record) = match row {
            Row::Entry(entry) => (Some(entry.id), None),
            Row::Record(record) => (None, Some(record.id)),
        };
        self.rows.push(Counted { entry, record, parts });
        Ok(())
    }

    fn is_in_window(&self, by: Date) -> bool {
        let after = Month::of(by).months_since(self.month);
        match self.total.window {
            Window::All => after <= 0,
            Window::Months(count) => after <= 0 && i64::from(after) > -i64::from(count),
        }
    }

    fn meets_condition(&self, fact: &FactDefinition, row: &Row<'_>) -> bool {
        let Some(condition) = &self.total.condition else { return true };
        let slots: Vec<FeelValue> = fact.columns.iter().map(|column| row.cell(&column.name).feel()).collect();
        matches!(condition.evaluate(&slots, &self.context).value, FeelValue::Boolean(true))
    }

    fn too_large(&self) -> CaseError {
        CaseError::TooLarge { total: self.total.name.clone() }
    }

    fn value(&self) -> Option<i64> {
        if self.rows.is_empty() {
            return None;
        }
        match self.total.aggregate {
            Aggregate::Sum(_) | Aggregate::Count => Some(self.sum),
            Aggregate::DistinctMonths => i64::try_from(self.months.len()).ok(),
        }
    }
}
