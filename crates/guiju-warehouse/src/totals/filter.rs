//! A total's condition over the columns of a batch, in FEEL's three values.
//!
//! `=` and `!=` are never null (null equals null alone); an ordering with null is null; and, or and not are Kleene's. Only at the end is
//! null taken for "not counted". The differential test of the rulebook holds this to the evaluator of one case.

use std::cmp::Ordering;

use arrow_array::{Array, BooleanArray, RecordBatch, StringArray};
use guiju_rulebook::{Filter, FilterValue, Operand, Operator};
use guiju_types::{Amount, days_since_epoch};

use super::plan::Wanted;
use crate::WarehouseError;
use crate::columns::{self, Values};
use crate::layout::ColumnKind;

/// True, false or null of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Truth {
    False,
    True,
    Null,
}

/// A condition with its columns' places in a batch.
#[derive(Debug, Clone)]
pub(crate) enum Condition {
    Compare { left: Place, op: Operator, right: Side },
    OneOf { left: Place, values: Vec<Constant> },
    All(Vec<Condition>),
    Any(Vec<Condition>),
    Not(Box<Condition>),
}

/// A column of the batch.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    column: usize,
    kind: ColumnKind,
}

/// What is on the right.
#[derive(Debug, Clone)]
pub(crate) enum Side {
    Constant(Constant),
    Column(Place),
}

/// A constant; numbers in ten-thousandths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Constant {
    Null,
    Number(i128),
    Text(String),
    Date(i32),
    Boolean(bool),
}

impl Condition {
    /// Places a filter's columns; an unknown one is an error.
    pub(crate) fn new(filter: &Filter, wanted: &mut Wanted<'_>) -> Result<Self, WarehouseError> {
        let mut each = |filters: &[Filter]| filters.iter().map(|filter| Self::new(filter, wanted)).collect::<Result<Vec<_>, _>>();
        Ok(match filter {
            Filter::Compare { column, op, to } => {
                let left = Place::new(column, wanted)?;
                let right = match to {
                    Operand::Value(value) => Side::Constant(Constant::new(value)),
                    Operand::Column(column) => Side::Column(Place::new(column, wanted)?),
                };
                Self::Compare { left, op: *op, right }
            }
            Filter::In { column, values } => {
                Self::OneOf { left: Place::new(column, wanted)?, values: values.iter().map(Constant::new).collect() }
            }
            Filter::And(parts) => Self::All(each(parts)?),
            Filter::Or(parts) => Self::Any(each(parts)?),
            Filter::Not(inner) => Self::Not(Box::new(Self::new(inner, wanted)?)),
        })
    }

    /// Its truth for every row.
    pub(crate) fn evaluate(&self, batch: &RecordBatch) -> Result<Vec<Truth>, WarehouseError> {
        let fold = |parts: &[Self], start, join: fn(Truth, Truth) -> Truth| {
            parts.iter().try_fold(vec![start; batch.num_rows()], |mut all, part| {
                for (row, other) in all.iter_mut().zip(part.evaluate(batch)?) {
                    *row = join(*row, other);
                }
                Ok(all)
            })
        };
        match self {
            Self::Compare { left, op, right } => {
                let right = match right {
                    Side::Constant(constant) => Column::Constant(constant),
                    Side::Column(place) => place.read(batch)?,
                };
                Ok(compare(batch.num_rows(), &left.read(batch)?, *op, &right))
            }
            Self::OneOf { left, values } => {
                let left = left.read(batch)?;
                let mut all = vec![Truth::False; batch.num_rows()];
                for value in values {
                    for (row, other) in all.iter_mut().zip(compare(batch.num_rows(), &left, Operator::Equal, &Column::Constant(value))) {
                        *row = or(*row, other);
                    }
                }
                Ok(all)
            }
            Self::All(parts) => fold(parts, Truth::True, and),
            Self::Any(parts) => fold(parts, Truth::False, or),
            Self::Not(inner) => Ok(inner.evaluate(batch)?.into_iter().map(not).collect()),
        }
    }
}

impl Place {
    fn new(column: &str, wanted: &mut Wanted<'_>) -> Result<Self, WarehouseError> {
        let (column, kind) = wanted.column(column)?;
        Ok(Self { column, kind })
    }

    fn read(self, batch: &RecordBatch) -> Result<Column<'_>, WarehouseError> {
        Ok(match self.kind {
            ColumnKind::Integer => Column::Integer(columns::integers(batch, self.column)?),
            ColumnKind::Amount => Column::Amount(columns::amounts(batch, self.column)?),
            ColumnKind::Date => Column::Date(columns::dates(batch, self.column)?),
            ColumnKind::Instant => Column::Instant(columns::instants(batch, self.column)?),
            ColumnKind::Boolean => Column::Boolean(columns::booleans(batch, self.column)?),
            ColumnKind::Name => {
                let (keys, names) = columns::names(batch, self.column)?;
                Column::Name(keys, names)
            }
            ColumnKind::Text => Column::Text(columns::texts(batch, self.column)?),
        })
    }
}

impl Constant {
    fn new(value: &FilterValue) -> Self {
        match value {
            FilterValue::Null => Self::Null,
            FilterValue::Text(text) => Self::Text(text.clone()),
            FilterValue::Amount(amount) => Self::Number(i128::from(amount.parts())),
            FilterValue::Integer(number) => Self::Number(i128::from(*number) * i128::from(Amount::PARTS_PER_UNIT)),
            FilterValue::Date(date) => Self::Date(days_since_epoch(*date)),
            FilterValue::Boolean(truth) => Self::Boolean(*truth),
        }
    }
}

/// One side of a comparison.
#[derive(Debug)]
enum Column<'a> {
    Integer(Values<'a, i64>),
    Amount(Values<'a, i64>),
    Date(Values<'a, i32>),
    Instant(Values<'a, i64>),
    Boolean(&'a BooleanArray),
    Text(&'a StringArray),
    Name(Values<'a, i32>, Vec<Option<String>>),
    Constant(&'a Constant),
}

impl Column<'_> {
    fn number(&self, row: usize) -> Option<i128> {
        match self {
            Self::Integer(values) => values.get(row).map(|value| i128::from(value) * i128::from(Amount::PARTS_PER_UNIT)),
            Self::Amount(values) => values.get(row).map(i128::from),
            Self::Instant(values) => values.get(row).map(i128::from),
            Self::Constant(Constant::Number(number)) => Some(*number),
            Self::Date(_) | Self::Boolean(_) | Self::Text(_) | Self::Name(..) | Self::Constant(_) => None,
        }
    }

    fn day(&self, row: usize) -> Option<i32> {
        match self {
            Self::Date(values) => values.get(row),
            Self::Constant(Constant::Date(days)) => Some(*days),
            Self::Integer(_)
            | Self::Amount(_)
            | Self::Instant(_)
            | Self::Boolean(_)
            | Self::Text(_)
            | Self::Name(..)
            | Self::Constant(_) => None,
        }
    }

    fn truth(&self, row: usize) -> Option<bool> {
        match self {
            Self::Boolean(values) => (!values.is_null(row)).then(|| values.value(row)),
            Self::Constant(Constant::Boolean(truth)) => Some(*truth),
            Self::Integer(_) | Self::Amount(_) | Self::Date(_) | Self::Instant(_) | Self::Text(_) | Self::Name(..) | Self::Constant(_) => {
                None
            }
        }
    }

    fn text(&self, row: usize) -> Option<&str> {
        match self {
            Self::Text(values) => (!values.is_null(row)).then(|| values.value(row)),
            Self::Name(keys, names) => usize::try_from(keys.get(row)?).ok().and_then(|key| names.get(key))?.as_deref(),
            Self::Constant(Constant::Text(text)) => Some(text),
            Self::Integer(_) | Self::Amount(_) | Self::Date(_) | Self::Instant(_) | Self::Boolean(_) | Self::Constant(_) => None,
        }
    }
}

/// Compares row by row. Kinds that do not fit together were refused when the rule was compiled; here they are null.
fn compare(rows: usize, left: &Column<'_>, op: Operator, right: &Column<'_>) -> Vec<Truth> {
    match (left, right) {
        // A dictionary has few values: they are compared once each.
        (Column::Name(keys, names), Column::Constant(constant)) => {
            let constant = if let Constant::Text(text) = constant { Some(text.as_str()) } else { None };
            let by_name: Vec<Truth> = names.iter().map(|name| relate(name.as_deref(), op, constant)).collect();
            let of_null = relate(None, op, constant);
            let truth = |key: i32| usize::try_from(key).ok().and_then(|key| by_name.get(key)).copied().unwrap_or(of_null);
            (0..rows).map(|row| keys.get(row).map_or(of_null, truth)).collect()
        }
        (Column::Text(_) | Column::Name(..), _) => (0..rows).map(|row| relate(left.text(row), op, right.text(row))).collect(),
        (Column::Date(_), _) => (0..rows).map(|row| relate(left.day(row), op, right.day(row))).collect(),
        (Column::Boolean(_), _) => (0..rows).map(|row| relate(left.truth(row), op, right.truth(row))).collect(),
        _ => (0..rows).map(|row| relate(left.number(row), op, right.number(row))).collect(),
    }
}

fn relate<T: Ord>(left: Option<T>, op: Operator, right: Option<T>) -> Truth {
    let of = |truth: bool| if truth { Truth::True } else { Truth::False };
    let order = match (left, right) {
        (Some(left), Some(right)) => left.cmp(&right),
        (left, right) => {
            let are_both_null = left.is_none() && right.is_none();
            return match op {
                Operator::Equal => of(are_both_null),
                Operator::NotEqual => of(!are_both_null),
                Operator::Less | Operator::LessOrEqual | Operator::Greater | Operator::GreaterOrEqual => Truth::Null,
            };
        }
    };
    of(match op {
        Operator::Equal => order == Ordering::Equal,
        Operator::NotEqual => order != Ordering::Equal,
        Operator::Less => order == Ordering::Less,
        Operator::LessOrEqual => order != Ordering::Greater,
        Operator::Greater => order == Ordering::Greater,
        Operator::GreaterOrEqual => order != Ordering::Less,
    })
}

const fn and(left: Truth, right: Truth) -> Truth {
    match (left, right) {
        (Truth::False, _) | (_, Truth::False) => Truth::False,
        (Truth::True, Truth::True) => Truth::True,
        (Truth::Null, _) | (_, Truth::Null) => Truth::Null,
    }
}

const fn or(left: Truth, right: Truth) -> Truth {
    not(and(not(left), not(right)))
}

const fn not(truth: Truth) -> Truth {
    match truth {
        Truth::False => Truth::True,
        Truth::True => Truth::False,
        Truth::Null => Truth::Null,
    }
}
