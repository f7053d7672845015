//! A recipe: how a file's columns become records and entries. Small, saved as TOML, and used again for the next file of the same kind.

use std::collections::BTreeMap;

use guiju_types::{Currency, Date, Text};
use serde::{Deserialize, Serialize};

use super::ImportError;
use super::cells::date::DateOrder;

/// How a file's columns become records and entries.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// Its name. A row that came in by a recipe of this name does not come in again by it.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<Text>,
    /// The kind of file (`imports.toml`), where the recipe is a reading of one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// Which rows count: FEEL over the columns. Rows for which it is not true are left out, and counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// Whether a later file of the same source takes the place of what an earlier one said: what is no longer in it, or less than it was, was
    /// settled in a way that nobody knows yet.
    #[serde(default, skip_serializing_if = "is_false")]
    pub replaces: bool,
    /// What a person said of files of this kind; asked for one like it, it is taken as said.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
    /// What a row's key is made with, where it is not the name: two recipes of one scope know each other's rows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// What each row gives: record types, and kinds of ledger entries. Empty: what its columns name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub gives: Vec<String>,
    /// When the facts became known.
    #[serde(default)]
    pub known_at: KnownAt,
    /// The currency of the books that the file is for. A company without any ledger entry takes it over; one with entries in another refuses
    /// the file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base_currency: Option<Currency>,
    /// Settlement terms for due dates where neither the file nor the customer has any: `days_30`, `月结30天`, `票结`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<String>,
    /// Terms of the file that nobody understands by themselves, each with the terms that are meant.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub terms_said: BTreeMap<String, String>,
    /// Names of the file that are known customers under another name: the file's name, and the customer's code.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub aliases: BTreeMap<String, String>,
    /// Whether a customer whose code comes with another name has that name from now on; otherwise such rows come back.
    #[serde(default, skip_serializing_if = "is_false")]
    pub renames: bool,
    /// How the file is to be read.
    #[serde(default, skip_serializing_if = "FileRule::is_default")]
    pub file: FileRule,
    /// How the file says which way money went.
    #[serde(default, skip_serializing_if = "FlowRule::is_default")]
    pub flow: FlowRule,
    /// Values that every row has: a currency, a branch.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub constants: BTreeMap<String, String>,
    /// Keys of records that no column gives, made of targets and `row` (the row's own content): `order_line = ["order_line.order", "row"]`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keys: BTreeMap<String, Vec<String>>,
    /// For which period the file is complete, by fact: `span` (its first to its last date), `months` (the same in whole months), or
    /// `2012-01-01..2013-12-31`.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub coverage: BTreeMap<String, String>,
    /// What a unit of a currency is worth in the base currency, where the company's rates are not to be used.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub rates: BTreeMap<Currency, String>,
    /// The columns.
    #[serde(default, rename = "column")]
    pub columns: Vec<ColumnRule>,
    /// Values computed from the columns of a row.
    #[serde(default, rename = "derived", skip_serializing_if = "Vec::is_empty")]
    pub derived: Vec<DerivedRule>,
}

/// How the file is to be read; what is absent is found in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRule {
    /// The sheet's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// Sheets of one shape that are read together, in this order; empty: the one above.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sheets: Vec<String>,
    /// The year of dates that have none, or its last month: `2024`, `2024-01`. A later month is of the year before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<String>,
    /// The day that the file stands for, as a list of what is open says in its title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub as_of: Option<Date>,
    /// What a row with a date is that is the sum of those above it, and lacks something that these have.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sums: Option<Sum>,
    /// The first day of a ledger: that of an opening balance without a date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<Date>,
    /// The number of the (last) header row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub header_row: Option<u64>,
    /// The encoding of a CSV file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// The delimiter of a CSV file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<char>,
}

/// What a row is that is the sum of those above it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sum {
    /// A total, which does not count.
    Totals,
    /// An item like any other.
    Items,
}

impl FileRule {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Which way money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// To us.
    In,
    /// From us.
    Out,
    /// Neither: nothing moved, or the file itself counts it as neither.
    Neither,
}

impl Side {
    /// The other way.
    #[must_use]
    pub const fn turned(self) -> Self {
        match self {
            Self::In => Self::Out,
            Self::Out => Self::In,
            Self::Neither => Self::Neither,
        }
    }

    /// The name in lists of words and in reports.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::Neither => "neither",
        }
    }
}

/// How a file says which way money went, where a row can say either.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FlowRule {
    /// What an amount without a minus is, where no column tells the direction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plus: Option<Side>,
    /// Whether a minus only repeats what the column or the word says; otherwise it turns the direction round.
    #[serde(default, skip_serializing_if = "is_false")]
    pub signs_repeat: bool,
    /// The file's own words for the direction, where the rulebook's are not meant.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub words: BTreeMap<String, Side>,
    /// The holder of the account, where each row names who paid and who was paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_name: Option<String>,
    /// Statuses that neither say that a row counts nor that it does not, with what a person said of them.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub statuses: BTreeMap<String, bool>,
    /// What money that went out gives: nothing, or a charge, as the debits of a company's own ledger do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_gives: Option<String>,
    /// Whether payers that nobody knows stay without a customer, instead of becoming one.
    #[serde(default, skip_serializing_if = "is_false")]
    pub only_known_parties: bool,
}

impl FlowRule {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// When the facts of a file became known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum KnownAt {
    /// When they are imported.
    #[default]
    Now,
    /// At their business date. Kept as asserted by the import.
    BusinessDate,
    /// As the column with the target `known_at` says. Kept as asserted by the import.
    Column,
}

/// What a column gives.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ColumnRule {
    /// Its header. A header that stands several times is followed by `#2`, `#3` …; one under another is written after it: `应收金额 USD`.
    pub from: String,
    /// What it gives, such as `customer.code` or `charge.amount`; absent: nothing by itself, but derived values may use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// The order of day, month and year.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
    /// The decimal sign, where it is not a point.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decimal: Option<char>,
    /// What one is: 10,000 for amounts in 万元.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<i64>,
    /// Whether more than four decimals are rounded rather than refused.
    #[serde(default, skip_serializing_if = "is_false")]
    pub round: bool,
    /// To how many digits an id is filled up with leading zeros.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<usize>,
    /// The currency of an amount, where columns of several currencies stand side by side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<Currency>,
    /// Whether a sheet without this column is read all the same.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// Whether a column without a target is a text in derived values and conditions; otherwise it is a number there.
    #[serde(default, skip_serializing_if = "is_false")]
    pub text: bool,
    /// Its name in derived values, where the header cannot be one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde's signature")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A value computed from the columns of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DerivedRule {
    /// What it gives.
    pub to: String,
    /// FEEL over the columns, each by its header (or `name`): `Quantity * UnitPrice`.
    pub value: String,
}

impl Recipe {
    /// Reads a recipe.
    ///
    /// # Errors
    /// Where the text is not one; the message names the place.
    pub fn parse(text: &str) -> Result<Self, ImportError> {
        toml::from_str(text).map_err(|error| ImportError::Recipe(error.to_string()))
    }

    /// The text of a recipe, as it is saved: without the day of the file that it was made of, for it is used on others.
    ///
    /// # Errors
    /// Never for a recipe that came from [`Recipe::parse`] or a proposal.
    pub fn to_toml(&self) -> Result<String, ImportError> {
        let saved = Self { file: FileRule { as_of: None, ..self.file.clone() }, ..self.clone() };
        toml::to_string(&saved).map_err(|error| ImportError::Recipe(error.to_string()))
    }

    /// What the keys of its rows are made with.
    #[must_use]
    pub fn key_scope(&self) -> &str {
        self.scope.as_deref().unwrap_or(&self.name)
    }
}
