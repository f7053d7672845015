//! [`FactDefinition`]: the tables of what happened, as measures see them.
//!
//! Four come from the ledger and are the same in every rulebook; each record type with a `customer` reference and a business
//! date is one more.

use guiju_feel::Type;
use guiju_types::{FieldType, RecordType, Text};

/// A fact: what its rows are and which columns they have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactDefinition {
    /// `charge`, `settlement`, `receipt`, `cost`, or the name of a record type.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// The columns, in order.
    pub columns: Vec<FactColumn>,
    /// The column that names the subject: `customer`.
    pub subject: String,
    /// Whether it is a record type (its current versions) rather than entries of the ledger.
    pub is_record: bool,
}

/// A column of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactColumn {
    /// Its name in FEEL and in the warehouse.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// The id of a record or an entry.
    Id,
    /// Text.
    Text,
    /// A civil date.
    Date,
    /// Money or another number of up to four decimals, in ten-thousandths.
    Amount,
    /// A whole number.
    Integer,
    /// Yes or no.
    Boolean,
    /// An instant.
    Instant,
}

impl ColumnKind {
    /// Its type in FEEL. An id is a number there, an instant a date and time in UTC.
    #[must_use]
    pub const fn feel_type(self) -> Type {
        match self {
            Self::Id | Self::Amount | Self::Integer => Type::Number,
            Self::Text => Type::Text,
            Self::Date => Type::Date,
            Self::Boolean => Type::Boolean,
            Self::Instant => Type::DateTime,
        }
    }

    /// What a column for a field of a record holds.
    #[must_use]
    pub const fn of_field(kind: &FieldType) -> Self {
        match kind {
            FieldType::Text | FieldType::Enumeration(_) => Self::Text,
            FieldType::Integer => Self::Integer,
            FieldType::Decimal | FieldType::Amount => Self::Amount,
            FieldType::Date => Self::Date,
            FieldType::Instant => Self::Instant,
            FieldType::Boolean => Self::Boolean,
            FieldType::Reference(_) => Self::Id,
        }
    }
}

impl FactDefinition {
    /// The column with a name.
    #[must_use]
    pub fn column(&self, name: &str) -> Option<&FactColumn> {
        self.columns.iter().find(|column| column.name == name)
    }

    fn ledger(name: &str, label: Text, columns: &[(&str, ColumnKind)]) -> Self {
        let columns = columns.iter().map(|(name, kind)| FactColumn { name: (*name).to_owned(), kind: *kind }).collect();
        Self { name: name.to_owned(), label, columns, subject: SUBJECT.to_owned(), is_record: false }
    }

    /// The fact that the current versions of a record type are, where it has a customer and a business date.
    fn of_records(kind: &RecordType, label: &Text) -> Option<Self> {
        let is_customer = |field: &&guiju_types::Field| matches!(&field.kind, FieldType::Reference(to) if to == SUBJECT);
        kind.fields.iter().find(|field| field.name == SUBJECT).filter(is_customer)?;
        kind.business_date.as_ref()?;
        let mut columns = vec![FactColumn { name: "date".to_owned(), kind: ColumnKind::Date }];
        for field in kind.fields.iter().filter(|field| field.name != "date") {
            columns.push(FactColumn { name: field.name.clone(), kind: ColumnKind::of_field(&field.kind) });
        }
        columns.push(FactColumn { name: "known_at".to_owned(), kind: ColumnKind::Instant });
        Some(Self { name: kind.name.clone(), label: label.clone(), columns, subject: SUBJECT.to_owned(), is_record: true })
    }
}

/// The column of the fact `settlement` for the earliest day on which a clearing can have happened, whose `date` is the latest.
pub(crate) const EARLIEST: &str = "earliest";

/// The column by which every fact names its subject.
pub(crate) const SUBJECT: &str = "customer";

/// Every fact of a rulebook with these record types, each with what many of its records are called.
pub(crate) fn facts<'a>(types: impl Iterator<Item = (&'a RecordType, &'a Text)>) -> Vec<FactDefinition> {
    use ColumnKind::{Amount, Date, Id, Instant, Text as Words};
    let money = [("amount", Amount), ("currency", Words), ("currency_amount", Amount), ("known_at", Instant)];
    let with_money = |columns: &[(&'static str, ColumnKind)]| [columns, &money].concat();
    let mut facts = vec![
        FactDefinition::ledger(
            "charge",
            Text::new("应收费用", "charges"),
            &with_money(&[("customer", Id), ("charge", Id), ("order", Id), ("number", Words), ("date", Date), ("due", Date)]),
        ),
        FactDefinition::ledger(
            "settlement",
            Text::new("核销与冲减", "settlements"),
            &with_money(&[
                ("customer", Id),
                ("charge", Id),
                ("receipt", Id),
                ("kind", Words),
                ("method", Words),
                ("date", Date),
                ("charge_date", Date),
                ("charge_due", Date),
                (EARLIEST, Date),
            ]),
        ),
        FactDefinition::ledger(
            "receipt",
            Text::new("收款", "receipts"),
            &with_money(&[("customer", Id), ("receipt", Id), ("number", Words), ("date", Date)]),
        ),
        FactDefinition::ledger(
            "cost",
            Text::new("成本", "costs"),
            &with_money(&[("customer", Id), ("order", Id), ("vendor", Id), ("date", Date)]),
        ),
    ];
    facts.extend(types.filter_map(|(kind, label)| FactDefinition::of_records(kind, label)));
    facts
}
