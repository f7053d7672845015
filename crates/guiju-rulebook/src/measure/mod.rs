//! Measures: how the rulebook counts. A measure is totals over facts, and a FEEL value over the totals.

mod filter;
mod lower;
mod read;

use guiju_feel::{Expression, Number};
use guiju_types::Text;

pub use filter::{Filter, FilterValue, Operand, Operator};
pub(crate) use read::{MeasureDraft, lower_or_note, read_measures};

/// What a measure's value counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Unit {
    /// Hundredths of a whole, 0 to 100.
    Percent,
    /// Money in the base currency.
    Money,
    /// A number of things.
    Count,
    /// A number of months.
    Months,
}

impl Unit {
    /// Every unit by its name in files and the API.
    pub const ALL: [(&'static str, Self); 4] =
        [("percent", Self::Percent), ("money", Self::Money), ("count", Self::Count), ("months", Self::Months)];

    /// The name in files and the API.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Percent => "percent",
            Self::Money => "money",
            Self::Count => "count",
            Self::Months => "months",
        }
    }
}

/// A sum or count over the rows of one fact in a window: what the warehouse computes for every customer at once.
///
/// Rows are always limited to the fact's business date (of a clearing its earliest) on or before the month's last day and to `known_at` on or before the asked
/// instant, whichever column the window applies to.
#[derive(Debug, Clone)]
pub struct Total {
    /// `measure.total`, for messages and columns.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// Which fact.
    pub fact: String,
    /// What is computed from its rows.
    pub aggregate: Aggregate,
    /// The date column that the window applies to.
    pub by: String,
    /// Which dates.
    pub window: Window,
    /// The FEEL condition that a row has to meet, over [`FactDefinition::columns`](crate::FactDefinition) in their order as slots.
    pub condition: Option<Expression>,
    /// The same condition in the subset that the warehouse runs over columns.
    pub filter: Option<Filter>,
}

impl Total {
    /// Whether two totals compute the same.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        (&self.fact, &self.aggregate, &self.by, self.window, &self.filter)
            == (&other.fact, &other.aggregate, &other.by, other.window, &other.filter)
    }
}

/// What is computed from the rows of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aggregate {
    /// The sum of an amount column, in ten-thousandths.
    Sum(String),
    /// How many rows.
    Count,
    /// In how many calendar months of the `by` column there is a row.
    DistinctMonths,
}

/// Which dates a total takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Window {
    /// So many calendar months up to and including the month asked for.
    Months(u32),
    /// Everything up to the last day of the month.
    All,
}

/// Facts whose declared coverage a measure needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Need {
    /// The fact, as coverage names it.
    pub fact: String,
    /// The name on screens.
    pub label: Text,
    /// So many months up to and including the month asked for.
    pub months: u32,
    /// How many of them have to be covered at least in part; fewer make the measure unknown.
    pub months_min: u32,
}

/// Whether a measure can still change after the month, and in which direction: what [`next`](crate::CompiledAppraisal::next) may propose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outlook {
    /// It is settled: what was paid late cannot be paid earlier.
    Settled,
    /// It can rise.
    Rises,
    /// It can fall.
    Falls,
}

impl Outlook {
    /// Every outlook by its name in files.
    pub(crate) const ALL: [(&'static str, Self); 3] = [("settled", Self::Settled), ("rises", Self::Rises), ("falls", Self::Falls)];
}

/// When a measure is unknown although its facts are covered, and why.
#[derive(Debug, Clone)]
pub struct Unknown {
    /// Over the measure's totals.
    pub when: Expression,
    /// Why, in both languages.
    pub reason: Text,
}

/// A measure as an appraisal uses it.
#[derive(Debug, Clone)]
pub struct CompiledMeasure {
    /// The name in files and the API.
    pub name: String,
    /// The name on screens.
    pub label: Text,
    /// What its value counts.
    pub unit: Unit,
    /// The written definition.
    pub definition: Text,
    /// Its weight; shares are weights over their sum.
    pub weight: Number,
    /// What its value is computed from, in the order of the value's slots.
    pub totals: Vec<Total>,
    /// The facts that have to be covered.
    pub needs: Vec<Need>,
    /// When it is unknown.
    pub unknowns: Vec<Unknown>,
    /// Its value over the totals.
    pub value: Expression,
    /// Whether it can still change.
    pub outlook: Outlook,
    /// What that means, in words for [`next`](crate::CompiledAppraisal::next).
    pub outlook_text: Text,
    /// The furthest value that can still be reached in the month after, over the totals; unbounded where absent.
    pub reachable: Option<Expression>,
    /// The decision that scores it.
    pub decision: String,
    /// The place of each of its totals in [`CompiledAppraisal::totals`](crate::CompiledAppraisal::totals).
    pub(crate) slots: Vec<usize>,
}
