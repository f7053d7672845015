//! `range`: from a text such as `[1..10)`.

use super::{BuiltIn, Call, Outcome};
use crate::check::{Node, NodeKind};
use crate::error::ArgumentError;
use crate::eval::{EvalContext, feel_order};
use crate::names::Names;
use crate::value::Value;

pub(super) static RANGE: BuiltIn = BuiltIn::new("range", &["range(from: string): range"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let text = call.text(0)?;
    call.spend(text.len())?;
    read(&text).ok_or_else(|| call.bad(ArgumentError::Unreadable { text: text.to_string(), what: "range" }))
}

/// Reads the text as an expression that may only be a range with literal bounds.
fn read(text: &str) -> Option<Value> {
    if let Some(unbounded) = half_bounded(text) {
        return evaluate(&unbounded);
    }
    evaluate(text)
}

/// `(..5]` and `[5..)`, which are ranges for this function alone (grammar rule 66 b and c), as `(<= 5)` and `(>= 5)`.
fn half_bounded(text: &str) -> Option<String> {
    let text = text.trim();
    let after_opening = text.strip_prefix(['(', ']']).map(str::trim_start);
    if let Some(end) = after_opening.and_then(|rest| rest.strip_prefix("..")) {
        let operator = if end.ends_with(']') { "<=" } else { "<" };
        return Some(format!("({operator} {})", end.strip_suffix([']', ')', '['])?));
    }
    let before_closing = text.strip_suffix([')', '[']).map(str::trim_end);
    let start = before_closing.and_then(|rest| rest.strip_suffix(".."))?;
    let operator = if start.starts_with('[') { ">=" } else { ">" };
    Some(format!("({operator} {})", start.strip_prefix(['[', '(', ']'])?))
}

fn evaluate(text: &str) -> Option<Value> {
    let expression = crate::compile(text, &Names::new()).ok()?;
    let is_range_of_literals = match &expression.tree().kind {
        NodeKind::Range { start, end, .. } => is_literal(start) && is_literal(end),
        NodeKind::UnaryRange { bound, .. } => is_literal(bound),
        _ => false,
    };
    if !is_range_of_literals {
        return None;
    }
    let evaluation = expression.evaluate(&[], &EvalContext::default());
    let Value::Range(range) = &evaluation.value else { return None };
    let is_ascending =
        range.start.is_null() || range.end.is_null() || feel_order(&range.start, &range.end).is_some_and(|order| order.is_le());
    (is_ascending && evaluation.reasons.is_empty()).then(|| evaluation.value.clone())
}

fn is_literal(node: &Node) -> bool {
    match &node.kind {
        NodeKind::Constant(value) => !matches!(value, Value::Null | Value::Boolean(_) | Value::List(_) | Value::Function(_)),
        NodeKind::Call { function, arguments, .. } => {
            matches!(function.name, "date" | "time" | "date and time" | "duration") && arguments.iter().flatten().all(is_literal)
        }
        _ => false,
    }
}
