//! [`Filter`]: the named subset of FEEL that conditions over facts stay inside, so that they run over columns.

use guiju_types::{Amount, Date};

/// A condition over the columns of a fact.
///
/// It has FEEL's three values, and a row counts where it is true:
/// - `=` and `!=` are true or false, also for null: `null = null` is true, `null = "x"` false, `null != "x"` true (SQL: `IS [NOT] DISTINCT FROM`);
/// - an ordering with null is null; so is its negation (as in SQL);
/// - `In` is `=` with one of the constants, so never null;
/// - `And`, `Or` and `Not` are those of SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// A column against a constant or another column.
    Compare {
        /// The column on the left.
        column: String,
        /// How.
        op: Operator,
        /// What is on the right.
        to: Operand,
    },
    /// A column that is one of these constants.
    In {
        /// The column.
        column: String,
        /// The constants.
        values: Vec<FilterValue>,
    },
    /// All of them.
    And(Vec<Filter>),
    /// One of them.
    Or(Vec<Filter>),
    /// Not this one.
    Not(Box<Filter>),
}

/// How two things compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// What stands on the right of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Operand {
    /// A constant.
    Value(FilterValue),
    /// Another column of the row.
    Column(String),
}

/// A constant, of the kind of the column that it is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FilterValue {
    /// Nothing.
    Null,
    /// For a text column.
    Text(String),
    /// For an amount column.
    Amount(Amount),
    /// For an integer or id column.
    Integer(i64),
    /// For a date column.
    Date(Date),
    /// For a boolean column.
    Boolean(bool),
}

impl Operator {
    /// The same comparison with its sides exchanged.
    pub(crate) const fn mirrored(self) -> Self {
        match self {
            Self::Equal => Self::Equal,
            Self::NotEqual => Self::NotEqual,
            Self::Less => Self::Greater,
            Self::LessOrEqual => Self::GreaterOrEqual,
            Self::Greater => Self::Less,
            Self::GreaterOrEqual => Self::LessOrEqual,
        }
    }
}
