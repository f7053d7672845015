//! `sort`: a list in order, by a function that says which of two items comes first.

use std::sync::Arc;

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::eval::feel_order;
use crate::value::{Function, Value};

pub(super) static SORT: BuiltIn = BuiltIn::new("sort", &["sort(list: list, precedes?: function<Any, Any> -> boolean): same"], run);

fn run(call: &mut Call<'_, '_>) -> Outcome {
    let list = call.list(0)?;
    let precedes = if call.is_given(1) { Some(call.function_value(1)?) } else { None };
    let mut items = list.to_vec();
    let mut width = 1;
    // Merge sort from the bottom: stable, no recursion, and it ends whatever the function answers.
    while width < items.len() {
        let mut merged = Vec::with_capacity(items.len());
        for pair in items.chunks(width.saturating_mul(2)) {
            let (left, right) = pair.split_at_checked(width).unwrap_or((pair, &[]));
            merge(call, precedes.as_ref(), left, right, &mut merged)?;
        }
        items = merged;
        width *= 2;
    }
    call.list_result(items)
}

fn merge(
    call: &mut Call<'_, '_>,
    precedes: Option<&Arc<Function>>,
    mut left: &[Value],
    mut right: &[Value],
    merged: &mut Vec<Value>,
) -> Outcome<()> {
    while let (Some((a, rest_a)), Some((b, rest_b))) = (left.split_first(), right.split_first()) {
        if is_before(call, precedes, b, a)? {
            merged.push(b.clone());
            right = rest_b;
        } else {
            merged.push(a.clone());
            left = rest_a;
        }
    }
    merged.extend(left.iter().chain(right).cloned());
    Ok(())
}

fn is_before(call: &mut Call<'_, '_>, precedes: Option<&Arc<Function>>, a: &Value, b: &Value) -> Outcome<bool> {
    call.spend(1)?;
    let Some(precedes) = precedes else {
        let order = feel_order(a, b).ok_or_else(|| call.bad(ArgumentError::Mixed { found: a.kind(), beside: b.kind() }))?;
        return Ok(order.is_lt());
    };
    match call.invoke(precedes, vec![a.clone(), b.clone()])? {
        Value::Boolean(is_before) => Ok(is_before),
        other => Err(call.bad(ArgumentError::NotDecided { parameter: "precedes", found: other.kind() })),
    }
}
