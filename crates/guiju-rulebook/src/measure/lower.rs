//! From the typed tree of a condition to a [`Filter`], or to the part that is outside of the subset.

use guiju_feel::{CompareOperator, Node, NodeKind, Span, TestKind, UnaryTest, Value};
use guiju_types::Amount;

use super::{Filter, FilterValue, Operand, Operator};
use crate::facts::{ColumnKind, FactColumn};

/// What cannot be lowered, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outside {
    pub(crate) span: Span,
    pub(crate) why: &'static str,
}

/// Lowers a condition over columns, whose slots are their places.
pub(crate) fn lower(node: &Node, columns: &[FactColumn]) -> Result<Filter, Outside> {
    let outside = |why| Err(Outside { span: node.span, why });
    match &node.kind {
        NodeKind::And(parts) => parts.iter().map(|part| lower(part, columns)).collect::<Result<_, _>>().map(Filter::And),
        NodeKind::Or(parts) => parts.iter().map(|part| lower(part, columns)).collect::<Result<_, _>>().map(Filter::Or),
        NodeKind::Compare { operator, operands } => {
            let [left, right] = operands.as_ref();
            compare(*operator, left, right, columns)
        }
        NodeKind::Between { value, low, high } => Ok(Filter::And(vec![
            compare(CompareOperator::GreaterEqual, value, low, columns)?,
            compare(CompareOperator::LessEqual, value, high, columns)?,
        ])),
        NodeKind::In { value, tests, .. } => membership(value, tests, columns),
        NodeKind::Call { function, arguments, .. } if function.name == "not" => match arguments.as_slice() {
            [Some(argument)] => lower(argument, columns).map(|inner| Filter::Not(Box::new(inner))),
            _ => outside("not a condition"),
        },
        // A yes-or-no column stands for itself.
        NodeKind::Slot(slot) => match columns.get(*slot) {
            Some(column) if column.kind == ColumnKind::Boolean => {
                Ok(Filter::Compare { column: column.name.clone(), op: Operator::Equal, to: Operand::Value(FilterValue::Boolean(true)) })
            }
            _ => outside("not a condition"),
        },
        NodeKind::Constant(_)
        | NodeKind::Local(_)
        | NodeKind::ItemEntry { .. }
        | NodeKind::List(_)
        | NodeKind::Context(_)
        | NodeKind::Range { .. }
        | NodeKind::Negate(_)
        | NodeKind::Arithmetic { .. }
        | NodeKind::If { .. }
        | NodeKind::For { .. }
        | NodeKind::Quantified { .. }
        | NodeKind::Path { .. }
        | NodeKind::Filter { .. }
        | NodeKind::InstanceOf { .. }
        | NodeKind::Call { .. }
        | NodeKind::Invoke { .. }
        | NodeKind::Captured(_)
        | NodeKind::Itself
        | NodeKind::UnaryRange { .. }
        | NodeKind::Function { .. } => outside("outside of the subset"),
    }
}

fn column<'a>(node: &Node, columns: &'a [FactColumn]) -> Option<&'a FactColumn> {
    if let NodeKind::Slot(slot) = &node.kind { columns.get(*slot) } else { None }
}

fn compare(operator: CompareOperator, left: &Node, right: &Node, columns: &[FactColumn]) -> Result<Filter, Outside> {
    let op = match operator {
        CompareOperator::Equal => Operator::Equal,
        CompareOperator::NotEqual => Operator::NotEqual,
        CompareOperator::Less => Operator::Less,
        CompareOperator::LessEqual => Operator::LessOrEqual,
        CompareOperator::Greater => Operator::Greater,
        CompareOperator::GreaterEqual => Operator::GreaterOrEqual,
    };
    match (column(left, columns), column(right, columns)) {
        (Some(left), Some(right)) => Ok(Filter::Compare { column: left.name.clone(), op, to: Operand::Column(right.name.clone()) }),
        (Some(known), None) => {
            let value = constant(right, known.kind)?;
            Ok(Filter::Compare { column: known.name.clone(), op, to: Operand::Value(value) })
        }
        (None, Some(known)) => {
            let value = constant(left, known.kind)?;
            Ok(Filter::Compare { column: known.name.clone(), op: op.mirrored(), to: Operand::Value(value) })
        }
        (None, None) => Err(Outside { span: left.span.to(right.span), why: "compares no column" }),
    }
}

fn constant(node: &Node, kind: ColumnKind) -> Result<FilterValue, Outside> {
    let NodeKind::Constant(value) = &node.kind else {
        return Err(Outside { span: node.span, why: "neither a column nor a constant" });
    };
    of_kind(value, kind).ok_or(Outside { span: node.span, why: "no constant that such a column can hold" })
}

fn of_kind(value: &Value, kind: ColumnKind) -> Option<FilterValue> {
    Some(match (value, kind) {
        (Value::Null, _) => FilterValue::Null,
        (Value::Text(text), ColumnKind::Text) => FilterValue::Text(text.to_string()),
        (Value::Number(number), ColumnKind::Amount) => FilterValue::Amount(Amount::from_parts(number.to_scaled(Amount::DECIMALS)?)),
        (Value::Number(number), ColumnKind::Integer | ColumnKind::Id) => FilterValue::Integer(number.to_i64()?),
        (Value::Date(date), ColumnKind::Date) => FilterValue::Date(date.to_jiff()?),
        (Value::Boolean(value), ColumnKind::Boolean) => FilterValue::Boolean(*value),
        _ => return None,
    })
}

fn membership(value: &Node, tests: &[UnaryTest], columns: &[FactColumn]) -> Result<Filter, Outside> {
    let Some(known) = column(value, columns) else {
        return Err(Outside { span: value.span, why: "not a column" });
    };
    let mut values = Vec::new();
    let mut others = Vec::new();
    for test in tests {
        match &test.kind {
            TestKind::Matches(node) | TestKind::Compare(CompareOperator::Equal, node) => values.extend(members(node, known.kind)?),
            TestKind::Compare(operator, node) => others.push(compare(*operator, value, node, columns)?),
            TestKind::Range { start, is_start_included, end, is_end_included } => {
                let low = if *is_start_included { CompareOperator::GreaterEqual } else { CompareOperator::Greater };
                let high = if *is_end_included { CompareOperator::LessEqual } else { CompareOperator::Less };
                others.push(Filter::And(vec![compare(low, value, start, columns)?, compare(high, value, end, columns)?]));
            }
            TestKind::Condition(_) | TestKind::Not(_) => return Err(Outside { span: test.span, why: "outside of the subset" }),
        }
    }
    if others.is_empty() || !values.is_empty() {
        others.push(Filter::In { column: known.name.clone(), values });
    }
    Ok(match others.len() {
        1 => others.remove(0),
        _ => Filter::Or(others),
    })
}

/// The constants that a test names: one, or those of a list.
fn members(node: &Node, kind: ColumnKind) -> Result<Vec<FilterValue>, Outside> {
    if let NodeKind::List(items) = &node.kind {
        return items.iter().map(|item| constant(item, kind)).collect();
    }
    if let NodeKind::Constant(Value::List(items)) = &node.kind {
        let wrong = Outside { span: node.span, why: "no constant that such a column can hold" };
        return items.iter().map(|item| of_kind(item, kind).ok_or_else(|| wrong.clone())).collect();
    }
    constant(node, kind).map(|value| vec![value])
}
