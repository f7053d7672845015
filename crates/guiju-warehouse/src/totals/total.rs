//! What to total, in the words of the column path.

/// A sum or count of one fact's rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Total {
    /// What errors call it.
    pub name: String,
    /// `charge`, `settlement`, `receipt`, `cost` or a record type with customers and a date.
    pub fact: String,
    /// What is made of the rows.
    pub aggregate: Aggregate,
    /// The date column that the window applies to.
    pub by: String,
    /// How many calendar months up to and including the month; `None`: everything up to its end.
    pub window_months: Option<u32>,
    /// Which rows.
    pub filter: Option<Filter>,
}

/// What is made of the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Aggregate {
    /// The sum of an amount or integer column.
    Sum(String),
    /// How many.
    Count,
    /// In how many different months of the window `by` lies.
    DistinctMonths,
}

/// A condition over the columns of a fact. A row for which it is unknown (null) is not counted.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// A column against a value or another column. Null compares equal to null alone, as in FEEL; other comparisons with null are unknown.
    Compare {
        /// Left.
        column: String,
        /// Which comparison.
        op: CompareOp,
        /// Right.
        value: Operand,
    },
    /// The column is one of these.
    In {
        /// Left.
        column: String,
        /// The values.
        values: Vec<FilterValue>,
    },
    /// All hold.
    And(Vec<Self>),
    /// At least one holds.
    Or(Vec<Self>),
    /// It does not hold.
    Not(Box<Self>),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompareOp {
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

/// The right side of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub enum Operand {
    /// A constant.
    Value(FilterValue),
    /// Another column of the fact.
    Column(String),
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub enum FilterValue {
    /// `null`
    Null,
    /// Text, or the name of an enumeration's value.
    Text(String),
    /// An exact number in ten-thousandths, for amounts and integers alike.
    Number(i64),
    /// Days since 1970-01-01.
    Date(i32),
    /// Yes or no.
    Boolean(bool),
}
