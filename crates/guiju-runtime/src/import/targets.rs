//! What a column may mean: fields of record types, and parts of ledger entries.

use guiju_types::{EntryKind, Field, FieldType, RecordType};

use super::cells::width::narrow;

/// A part of a ledger entry that a column gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// The number on the paper.
    Number,
    /// The business date.
    Date,
    /// When a charge falls due.
    Due,
    /// The amount.
    Amount,
    /// What is still open of a charge.
    Open,
    /// The currency.
    Currency,
    /// What a unit of the currency is worth in the base currency.
    Rate,
    /// Settlement terms in words.
    Terms,
    /// Free text.
    Note,
    /// The number of the charge or invoice that it refers to.
    Charge,
    /// A cost's vendor.
    Vendor,
}

/// What a column gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Target {
    /// A field of a record.
    Field { kind: String, field: Field },
    /// A part of an entry.
    Entry(EntryKind, Part),
    /// A part of a movement of money, in a file that has both directions.
    Flow(FlowPart),
    /// A figure that is only compared with others of the row.
    Check(CheckPart),
    /// A part of an exchange rate.
    Rate(RatePart),
    /// When the row's facts became known.
    KnownAt,
}

/// A part of a movement of money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FlowPart {
    /// Money that came in.
    In,
    /// Money that went out.
    Out,
    /// What was paid back.
    Refund,
    /// An amount whose direction another column or its sign tells.
    Amount,
    /// The word that tells the direction.
    Direction,
    /// The balance after it.
    Balance,
    /// On which side the balance stands.
    BalanceSide,
    /// Who paid.
    Payer,
    /// Who was paid.
    Payee,
    /// The other party's account.
    PartyAccount,
    /// The account that it belongs to.
    Account,
    /// Whether it counts.
    Status,
    /// What the bank or platform took for it.
    Fee,
    /// When it was posted, where that is not the day of the transaction.
    Posted,
}

/// A figure that is only compared with others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CheckPart {
    /// The amount in the base currency.
    Base,
    /// Without tax.
    Net,
    /// The tax.
    Tax,
    /// What is open, in the base currency.
    BaseOpen,
    /// What was paid, in the base currency.
    BasePaid,
}

/// A part of an exchange rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RatePart {
    /// From which day.
    Date,
    /// Of which currency.
    Currency,
    /// What a unit is worth in the base currency.
    Value,
}

const FLOW_PARTS: [(&str, FlowPart); 14] = [
    ("in", FlowPart::In),
    ("out", FlowPart::Out),
    ("refund", FlowPart::Refund),
    ("amount", FlowPart::Amount),
    ("direction", FlowPart::Direction),
    ("balance", FlowPart::Balance),
    ("balance_side", FlowPart::BalanceSide),
    ("payer", FlowPart::Payer),
    ("payee", FlowPart::Payee),
    ("party_account", FlowPart::PartyAccount),
    ("account", FlowPart::Account),
    ("status", FlowPart::Status),
    ("fee", FlowPart::Fee),
    ("posted", FlowPart::Posted),
];

const CHECK_PARTS: [(&str, CheckPart); 5] = [
    ("base", CheckPart::Base),
    ("net", CheckPart::Net),
    ("tax", CheckPart::Tax),
    ("base_open", CheckPart::BaseOpen),
    ("base_paid", CheckPart::BasePaid),
];

const RATE_PARTS: [(&str, RatePart); 3] = [("date", RatePart::Date), ("currency", RatePart::Currency), ("value", RatePart::Value)];

fn part_of<T: Copy>(parts: &[(&str, T)], name: &str) -> Option<T> {
    parts.iter().find(|(known, _)| *known == name).map(|(_, part)| *part)
}

const PARTS: [(&str, Part); 11] = [
    ("number", Part::Number),
    ("date", Part::Date),
    ("due", Part::Due),
    ("amount", Part::Amount),
    ("open", Part::Open),
    ("currency", Part::Currency),
    ("rate", Part::Rate),
    ("terms", Part::Terms),
    ("note", Part::Note),
    ("charge", Part::Charge),
    ("vendor", Part::Vendor),
];

impl Target {
    /// The target with a recipe's name for it, such as `charge.amount` or `customer.code`.
    pub(crate) fn parse(name: &str, types: &[RecordType]) -> Result<Self, String> {
        if name == "known_at" {
            return Ok(Self::KnownAt);
        }
        let unknown = || format!("`{name}` is no target; write `<record type>.<field>` or `charge.amount`, `receipt.date` …");
        let (thing, part) = name.split_once('.').ok_or_else(unknown)?;
        if let Some(kind) = types.iter().find(|kind| kind.name == thing) {
            let field = kind.fields.iter().find(|field| field.name == part).ok_or_else(|| {
                let known: Vec<&str> = kind.fields.iter().map(|field| field.name.as_str()).collect();
                format!("`{thing}` has no field `{part}`; it has: {}", known.join(", "))
            })?;
            return Ok(Self::Field { kind: thing.to_owned(), field: field.clone() });
        }
        match thing {
            "flow" => return part_of(&FLOW_PARTS, part).map(Self::Flow).ok_or_else(unknown),
            "check" => return part_of(&CHECK_PARTS, part).map(Self::Check).ok_or_else(unknown),
            "rate" => return part_of(&RATE_PARTS, part).map(Self::Rate).ok_or_else(unknown),
            _ => {}
        }
        let kind: EntryKind = thing.parse().map_err(|_| unknown())?;
        Ok(Self::Entry(kind, part_of(&PARTS, part).ok_or_else(unknown)?))
    }

    /// Whether it is an amount that a row says once, so that a merged cell stands for one row only and totals add it up.
    pub(crate) const fn is_amount(&self) -> bool {
        matches!(
            self,
            Self::Entry(_, Part::Amount | Part::Open)
                | Self::Flow(FlowPart::In | FlowPart::Out | FlowPart::Refund | FlowPart::Amount | FlowPart::Balance | FlowPart::Fee)
                | Self::Check(_)
        )
    }

    /// Whether it is a number of a paper: what a total never has.
    pub(crate) const fn is_number(&self) -> bool {
        matches!(self, Self::Entry(_, Part::Number | Part::Charge))
    }

    /// What the cells of such a column have to hold.
    pub(crate) fn shape(&self) -> Shape {
        match self {
            Self::KnownAt => Shape::Date,
            Self::Entry(_, Part::Date | Part::Due) => Shape::Date,
            Self::Entry(_, Part::Amount | Part::Open | Part::Rate) => Shape::Number,
            Self::Entry(_, Part::Currency) => Shape::Currency,
            Self::Entry(_, Part::Number | Part::Charge) => Shape::Id,
            Self::Entry(_, Part::Terms | Part::Note | Part::Vendor) => Shape::Text,
            Self::Flow(FlowPart::In | FlowPart::Out | FlowPart::Refund | FlowPart::Amount | FlowPart::Balance | FlowPart::Fee)
            | Self::Check(_)
            | Self::Rate(RatePart::Value) => Shape::Number,
            Self::Flow(FlowPart::Posted) | Self::Rate(RatePart::Date) => Shape::Date,
            Self::Flow(FlowPart::PartyAccount | FlowPart::Account) => Shape::Id,
            Self::Flow(FlowPart::Direction | FlowPart::BalanceSide | FlowPart::Payer | FlowPart::Payee | FlowPart::Status) => Shape::Text,
            Self::Rate(RatePart::Currency) => Shape::Currency,
            Self::Field { field, .. } => match &field.kind {
                FieldType::Date | FieldType::Instant => Shape::Date,
                FieldType::Integer | FieldType::Decimal | FieldType::Amount => Shape::Number,
                FieldType::Text | FieldType::Boolean | FieldType::Enumeration(_) | FieldType::Reference(_) => Shape::Text,
            },
        }
    }
}

/// What the cells of a column hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// Dates.
    Date,
    /// Numbers.
    Number,
    /// Currencies.
    Currency,
    /// Codes.
    Id,
    /// Anything.
    Text,
}

/// A header without case, spaces and punctuation: `Invoice_No.` and `invoice no` are one word.
pub(crate) fn key(text: &str) -> String {
    letters(&narrow(text)).collect()
}

/// Whether two headers have one [`key`].
pub(crate) fn is_same_key(one: &str, other: &str) -> bool {
    let (one, other) = (narrow(one), narrow(other));
    letters(&one).eq(letters(&other))
}

fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}

/// The words of a header and what stands in brackets after them: `应收金额（万元）` is `应收金额` and `万元`.
pub(crate) fn split_header(text: &str) -> (String, Option<String>) {
    let plain = narrow(text);
    match plain.split_once(['(', '[', '【']) {
        Some((words, rest)) if !words.trim().is_empty() => {
            let inner = rest.trim_end_matches([')', ']', '】']).trim();
            (words.trim().to_owned(), Some(inner.to_owned()))
        }
        _ => (plain.into_owned(), None),
    }
}

/// The currency that a word names.
pub(crate) fn currency_word(text: &str) -> Option<guiju_types::Currency> {
    let plain = narrow(text).trim().to_uppercase();
    // What files say of the company's own money.
    if matches!(plain.as_str(), "本币" | "人民币元" | "CNH") {
        return Some(guiju_types::Currency::CNY);
    }
    super::cells::currency::currency(&plain)
}
