//! `sum` and `product` of numbers, and what the other statistics share.

use super::{BuiltIn, Call, Outcome};
use crate::error::ArgumentError;
use crate::number::Number;
use crate::value::Value;

pub(super) static SUM: BuiltIn = BuiltIn::new("sum", &["sum(list: list): Any", "sum(n...: Any): Any"], sum);
pub(super) static PRODUCT: BuiltIn =
    BuiltIn::new("product", &["product(list: list<number>): number", "product(n...: number): number"], product);

/// The numbers of the list that the call was given.
pub(super) fn numbers(call: &mut Call<'_, '_>) -> Outcome<Vec<Number>> {
    let items = call.list(0)?;
    call.spend(items.len())?;
    items.iter().map(|item| item.as_number().ok_or_else(|| call.bad(ArgumentError::Contains { found: item.kind() }))).collect()
}

/// The mean; `None` of nothing, or where the sum is out of range.
pub(super) fn average(numbers: &[Number]) -> Option<Number> {
    numbers.iter().try_fold(Number::ZERO, |sum, number| sum.checked_add(*number))?.checked_div(numbers.len().into())
}

fn sum(call: &mut Call<'_, '_>) -> Outcome {
    let items = call.list(0)?;
    call.spend(items.len())?;
    let Some((first, rest)) = items.split_first() else {
        return Err(call.bad(ArgumentError::EmptyList));
    };
    if !matches!(first, Value::Number(_) | Value::DaysDuration(_) | Value::YearsDuration(_)) {
        return Err(call.bad(ArgumentError::Contains { found: first.kind() }));
    }
    let mut total = first.clone();
    for item in rest {
        let next = match (&total, item) {
            (Value::Number(a), Value::Number(b)) => a.checked_add(*b).map(Value::Number),
            (Value::DaysDuration(a), Value::DaysDuration(b)) => a.checked_add(*b).map(Value::DaysDuration),
            (Value::YearsDuration(a), Value::YearsDuration(b)) => a.checked_add(*b).map(Value::YearsDuration),
            (total, item) => return Err(call.bad(ArgumentError::Mixed { found: item.kind(), beside: total.kind() })),
        };
        total = next.ok_or_else(|| call.out_of_range())?;
    }
    Ok(total)
}

fn product(call: &mut Call<'_, '_>) -> Outcome {
    let numbers = numbers(call)?;
    if numbers.is_empty() {
        return Err(call.bad(ArgumentError::EmptyList));
    }
    let product = numbers.iter().try_fold(Number::ONE, |product, number| product.checked_mul(*number));
    product.map(Value::Number).ok_or_else(|| call.out_of_range())
}
