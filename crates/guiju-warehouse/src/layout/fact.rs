//! The facts and their columns, and how an entry or a record's version becomes a row.

use std::sync::Arc;

use arrow_schema::{DataType, Field, Schema, SchemaRef, TimeUnit};
use guiju_types::{Entry, EntryKind, FieldType, RecordType, Value, days_since_epoch};

use super::Cell;
use crate::Version;

/// What a column holds, and so its type in Arrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    /// An id or a whole number.
    Integer,
    /// Money and other numbers of four decimals: an INT64 in the file, and in memory as well.
    Amount,
    Date,
    /// Microseconds in UTC.
    Instant,
    Boolean,
    /// Text of many different values.
    Text,
    /// Text of few different values.
    Name,
}

impl ColumnKind {
    pub(crate) fn data_type(self) -> DataType {
        match self {
            Self::Integer => DataType::Int64,
            Self::Amount => DataType::Decimal64(18, 4),
            Self::Date => DataType::Date32,
            Self::Instant => DataType::Timestamp(TimeUnit::Microsecond, Some(Arc::from("UTC"))),
            Self::Boolean => DataType::Boolean,
            Self::Text => DataType::Utf8,
            Self::Name => DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8)),
        }
    }

    /// The name in the manifest, by which a changed type is noticed.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Integer => "integer",
            Self::Amount => "amount",
            Self::Date => "date",
            Self::Instant => "instant",
            Self::Boolean => "boolean",
            Self::Text => "text",
            Self::Name => "name",
        }
    }

    /// Whether a column that was written as this kind can be read: text is text, with a dictionary or without.
    pub(crate) fn reads(self, written: &str) -> bool {
        let is_text = |kind| matches!(kind, Self::Text | Self::Name);
        self.name() == written || (is_text(self) && Self::named(written).is_some_and(is_text))
    }

    /// The inverse of [`Self::name`].
    fn named(name: &str) -> Option<Self> {
        let all = [Self::Integer, Self::Amount, Self::Date, Self::Instant, Self::Boolean, Self::Text, Self::Name];
        all.into_iter().find(|kind| kind.name() == name)
    }

    const fn of(kind: &FieldType) -> Self {
        match kind {
            FieldType::Text => Self::Text,
            FieldType::Integer | FieldType::Reference(_) => Self::Integer,
            FieldType::Decimal | FieldType::Amount => Self::Amount,
            FieldType::Date => Self::Date,
            FieldType::Instant => Self::Instant,
            FieldType::Boolean => Self::Boolean,
            FieldType::Enumeration(_) => Self::Name,
        }
    }
}

/// A fact's name and columns.
#[derive(Debug, Clone)]
pub(crate) struct FactLayout {
    pub(crate) name: String,
    pub(crate) columns: Vec<(String, ColumnKind)>,
    pub(crate) schema: SchemaRef,
}

/// The facts that come from the ledger.
pub(crate) const LEDGER_FACTS: [&str; 4] = ["charge", "settlement", "receipt", "cost"];

/// The column of the fact `settlement` for the earliest day on which a clearing can have happened; null for everything that
/// happened on one day.
pub(crate) const EARLIEST: &str = "earliest";

/// Columns of a record's version that are not fields; names of fields begin with a letter. A field `date` or `known_at` is left out: the
/// version's own stands for it.
pub(crate) const RECORD_COLUMNS: [(&str, ColumnKind); 7] = [
    ("_record", ColumnKind::Integer),
    ("_version", ColumnKind::Integer),
    // 0 for a record's first version, by which statistics find the files that have others.
    ("_replaces", ColumnKind::Integer),
    ("_withdrawn", ColumnKind::Boolean),
    ("date", ColumnKind::Date),
    ("known_at", ColumnKind::Instant),
    ("_asserted", ColumnKind::Boolean),
];

impl FactLayout {
    fn new(name: &str, columns: Vec<(String, ColumnKind)>) -> Self {
        let fields: Vec<Field> = columns.iter().map(|(name, kind)| Field::new(name, kind.data_type(), true)).collect();
        Self { name: name.to_owned(), columns, schema: Arc::new(Schema::new(fields)) }
    }

    /// The layout of one of [`LEDGER_FACTS`].
    pub(crate) fn ledger(name: &str) -> Option<Self> {
        use ColumnKind::{Amount, Boolean, Date, Instant, Integer, Name, Text};
        let own: &[(&str, ColumnKind)] = match name {
            "charge" => &[("charge", Integer), ("order", Integer), ("number", Text), ("date", Date), ("due", Date)],
            "settlement" => &[
                ("charge", Integer),
                ("receipt", Integer),
                ("kind", Name),
                ("method", Name),
                ("date", Date),
                ("charge_date", Date),
                ("charge_due", Date),
                (EARLIEST, Date),
            ],
            "receipt" => &[("receipt", Integer), ("number", Text), ("date", Date)],
            "cost" => &[("order", Integer), ("vendor", Integer), ("date", Date)],
            _ => return None,
        };
        // `reverses` is 0 for an entry that takes nothing back, by which statistics find the files that have others.
        let before = [("id", Integer), ("customer", Integer), ("reverses", Integer)];
        let after = [("amount", Amount), ("currency", Name), ("currency_amount", Amount), ("known_at", Instant), ("_asserted", Boolean)];
        let columns = before.iter().chain(own).chain(&after).map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
        Some(Self::new(name, columns))
    }

    /// The layout of a record type's versions.
    pub(crate) fn of_records(kind: &RecordType) -> Self {
        let mut columns: Vec<(String, ColumnKind)> = RECORD_COLUMNS.iter().map(|(name, kind)| ((*name).to_owned(), *kind)).collect();
        for field in &kind.fields {
            if RECORD_COLUMNS.iter().all(|(name, _)| *name != field.name) {
                columns.push((field.name.clone(), ColumnKind::of(&field.kind)));
            }
        }
        Self::new(&record_fact_name(&kind.name), columns)
    }

    /// The layout that files were written with.
    pub(crate) fn from_manifest(name: &str, columns: &[(String, String)]) -> Option<Self> {
        let columns = columns.iter().map(|(name, kind)| Some((name.clone(), ColumnKind::named(kind)?))).collect::<Option<_>>()?;
        Some(Self::new(name, columns))
    }

    pub(crate) fn kind_of(&self, column: &str) -> Option<ColumnKind> {
        self.columns.iter().find(|(name, _)| name == column).map(|(_, kind)| *kind)
    }
}

/// The folder of a record type's versions.
pub(crate) fn record_fact_name(kind: &str) -> String {
    format!("record_{kind}")
}

/// The fact that an entry is a row of; bills, confirmations and invoices are of none.
pub(crate) const fn entry_fact(kind: EntryKind) -> Option<&'static str> {
    match kind {
        EntryKind::Charge => Some("charge"),
        EntryKind::Allocation | EntryKind::CreditNote | EntryKind::WriteOff | EntryKind::Clearing => Some("settlement"),
        EntryKind::Receipt => Some("receipt"),
        EntryKind::Cost => Some("cost"),
        EntryKind::Bill | EntryKind::Confirmation | EntryKind::Invoice => None,
    }
}

/// An entry as a row of its fact, in the order of the layout's columns.
pub(crate) fn entry_row<'a>(entry: &'a Entry, row: &mut Vec<Cell<'a>>) {
    let id = |id: Option<i64>| id.map_or(Cell::Null, Cell::Integer);
    let date = |date: Option<guiju_types::Date>| date.map_or(Cell::Null, |date| Cell::Date(days_since_epoch(date)));
    let charge = || id(entry.charge.map(|charge| charge.0));
    let receipt = || id(entry.receipt.map(|receipt| receipt.0));
    let order = || id(entry.order.map(|order| order.0));
    let number = || entry.number.as_deref().map_or(Cell::Null, Cell::Text);
    row.clear();
    row.push(Cell::Integer(entry.id.0));
    row.push(id(entry.customer.map(|customer| customer.0)));
    row.push(Cell::Integer(entry.reverses.map_or(0, |reversed| reversed.0)));
    match entry.kind {
        EntryKind::Charge => row.extend([charge(), order(), number(), date(Some(entry.business_date)), date(entry.due_date)]),
        EntryKind::Allocation | EntryKind::CreditNote | EntryKind::WriteOff | EntryKind::Clearing => row.extend([
            charge(),
            receipt(),
            Cell::Text(entry.kind.name()),
            entry.method.map_or(Cell::Null, |method| Cell::Text(method.name())),
            date(Some(entry.business_date)),
            date(entry.charge_date),
            date(entry.due_date),
            date(entry.earliest),
        ]),
        EntryKind::Receipt => row.extend([receipt(), number(), date(Some(entry.business_date))]),
        EntryKind::Cost => row.extend([order(), id(entry.vendor.map(|vendor| vendor.0)), date(Some(entry.business_date))]),
        EntryKind::Bill | EntryKind::Confirmation | EntryKind::Invoice => {}
    }
    row.extend([
        Cell::Amount(entry.base_amount.parts()),
        Cell::Text(entry.currency.as_str()),
        Cell::Amount(entry.amount.parts()),
        Cell::Instant(entry.known_at.as_microsecond()),
        Cell::Boolean(entry.is_asserted),
    ]);
}

/// A version as a row, in the order of the layout's columns. `last_record` is the largest record id written so far: a record with a larger
/// one is new; of others it is not known cheaply, and saying "replaces" of a first version is harmless.
pub(crate) fn version_row<'a>(layout: &FactLayout, version: &'a Version, last_record: &mut i64, row: &mut Vec<Cell<'a>>) {
    let is_new = version.record.0 > *last_record;
    *last_record = version.record.0.max(*last_record);
    row.clear();
    row.extend([
        Cell::Integer(version.record.0),
        Cell::Integer(version.version),
        Cell::Integer(i64::from(!is_new)),
        Cell::Boolean(version.is_withdrawn),
        version.business_date.map_or(Cell::Null, |date| Cell::Date(days_since_epoch(date))),
        Cell::Instant(version.known_at.as_microsecond()),
        Cell::Boolean(version.is_asserted),
    ]);
    for (name, _) in layout.columns.iter().skip(RECORD_COLUMNS.len()) {
        let value = version.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value);
        row.push(match value {
            None | Some(Value::Null) => Cell::Null,
            Some(Value::Text(text)) => Cell::Text(text),
            Some(Value::Integer(number)) => Cell::Integer(*number),
            Some(Value::Amount(amount)) => Cell::Amount(amount.parts()),
            Some(Value::Date(date)) => Cell::Date(days_since_epoch(*date)),
            Some(Value::Instant(instant)) => Cell::Instant(instant.as_microsecond()),
            Some(Value::Boolean(truth)) => Cell::Boolean(*truth),
            Some(Value::Reference(record)) => Cell::Integer(record.0),
        });
    }
}
