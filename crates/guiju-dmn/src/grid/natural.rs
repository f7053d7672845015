//! Values that a person would take for an example: whole numbers, the next day, a full hour.

use std::cmp::Ordering;

use guiju_feel::{EvalContext, Expression, Names, Number, Rounding, Type, Value, compile};

/// What comes before what; values of two kinds, which have no order, count as the same.
pub(crate) fn compare(left: &Value, right: &Value) -> Ordering {
    match (left, right) {
        (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
        _ => left.order(right).unwrap_or(Ordering::Equal),
    }
}

/// Steps through values of an ordered kind.
#[derive(Debug)]
pub(crate) struct Steps {
    add: Option<Expression>,
}

/// How far a natural neighbour is away, the farthest first.
fn strides(value: &Value) -> &'static [&'static str] {
    match value {
        Value::Date(_) => &["P1D"],
        Value::Time(_) | Value::DateTime(_) => &["PT1H", "PT1M", "PT1S"],
        Value::DaysDuration(_) => &["P1D", "PT1H", "PT1M", "PT1S"],
        Value::YearsDuration(_) => &["P1Y", "P1M"],
        Value::Null
        | Value::Boolean(_)
        | Value::Number(_)
        | Value::Text(_)
        | Value::List(_)
        | Value::Context(_)
        | Value::Range(_)
        | Value::Function(_) => &[],
    }
}

impl Steps {
    pub(crate) fn new() -> Self {
        let mut names = Names::new();
        names.declare("value", Type::Any);
        names.declare("stride", Type::Any);
        Self { add: compile("value + duration(stride)", &names).ok() }
    }

    fn plus(&self, value: &Value, stride: &str) -> Option<Value> {
        let slots = [value.clone(), Value::text(stride)];
        let sum = self.add.as_ref()?.evaluate(&slots, &EvalContext::default()).value;
        (!sum.is_null()).then_some(sum)
    }

    /// A value strictly between two bounds; `None` where there is none, as between one day and the next.
    pub(crate) fn between(&self, low: Option<&Value>, high: Option<&Value>) -> Option<Value> {
        let is_inside = |value: &Value| {
            low.is_none_or(|low| compare(low, value) == Ordering::Less) && high.is_none_or(|high| compare(value, high) == Ordering::Less)
        };
        if let (Some(Value::Number(_)), _) | (_, Some(Value::Number(_))) = (low, high) {
            return number_between(low.and_then(Value::as_number), high.and_then(Value::as_number)).map(Value::Number).filter(is_inside);
        }
        let (bound, sign) = match (low, high) {
            (Some(low), _) => (low, ""),
            (None, Some(high)) => (high, "-"),
            (None, None) => return None,
        };
        strides(bound).iter().find_map(|stride| self.plus(bound, &format!("{sign}{stride}")).filter(is_inside))
    }

    /// The nearest values below and above, for trying out a bound.
    pub(crate) fn neighbours(&self, value: &Value, decimals: i32) -> [Option<Value>; 2] {
        if let Value::Number(number) = value {
            let step = Number::from_scaled(1, u32::try_from(decimals).unwrap_or(0));
            return [number.checked_sub(step).map(Value::Number), number.checked_add(step).map(Value::Number)];
        }
        match strides(value).last() {
            Some(stride) => [self.plus(value, &format!("-{stride}")), self.plus(value, stride)],
            None => [None, None],
        }
    }
}

/// How many decimals a number is written with.
pub(crate) fn decimals(number: Number) -> i32 {
    (0..12).find(|scale| number.round_to(*scale, Rounding::HalfEven) == Some(number)).unwrap_or(12)
}

/// The whole number that comes first, or the number with the fewest decimals. Numbers so large that one more is no other number are
/// halved or doubled instead.
fn number_between(low: Option<Number>, high: Option<Number>) -> Option<Number> {
    let two = Number::from(2_i64);
    match (low, high) {
        (None, None) => Some(Number::ZERO),
        (Some(low), None) => {
            let next = low.floor_to(0).and_then(|whole| whole.checked_add(Number::ONE));
            next.filter(|next| *next > low).or_else(|| if low < Number::ZERO { Some(Number::ZERO) } else { low.checked_mul(two) })
        }
        (None, Some(high)) => {
            let below = high.floor_to(0).and_then(|whole| if whole < high { Some(whole) } else { whole.checked_sub(Number::ONE) });
            below.filter(|below| *below < high).or_else(|| if high > Number::ZERO { Some(Number::ZERO) } else { high.checked_mul(two) })
        }
        (Some(low), Some(high)) => {
            let is_inside = |number: &Number| *number > low && *number < high;
            let whole = low.floor_to(0).and_then(|whole| whole.checked_add(Number::ONE)).filter(is_inside);
            let middle = || low.checked_div(two)?.checked_add(high.checked_div(two)?);
            whole.or_else(|| {
                let middle = middle()?;
                let rounded = (1..34).filter_map(|scale| middle.round_to(scale, Rounding::HalfEven)).find(is_inside);
                rounded.or_else(|| is_inside(&middle).then_some(middle))
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn feel(text: &str) -> Option<Value> {
        (text != "-").then(|| compile(text, &Names::new()).unwrap().evaluate(&[], &EvalContext::default()).value)
    }

    #[test]
    fn a_value_inside_is_the_one_that_a_person_would_take() {
        let check = |low: &str, high: &str, expected: &str| {
            let came = Steps::new().between(feel(low).as_ref(), feel(high).as_ref());
            assert_eq!(came.map_or_else(|| "none".to_owned(), |value| value.to_string()), expected, "({low}..{high})");
        };
        check("5", "7", "6");
        check("5", "6", "5.5");
        check("0.1", "0.2", "0.15");
        check("-", "55", "54");
        check("-", "0.5", "0");
        check("90", "-", "91");
        check("-", "10 ** 35", "0");
        check("-", "-1 * 10 ** 35", "-200000000000000000000000000000000000");
        check("10 ** 35", "-", "200000000000000000000000000000000000");
        check("10 ** 35", "3 * 10 ** 35", "200000000000000000000000000000000000");
        check("date(\"2026-12-31\")", "-", "@\"2027-01-01\"");
        check("date(\"2026-12-31\")", "date(\"2027-01-01\")", "none");
        check("-", "time(\"00:30:00\")", "@\"00:29:00\"");
        check("date and time(\"2026-01-01T00:00:00\")", "date and time(\"2026-01-01T00:30:00\")", "@\"2026-01-01T00:01:00\"");
        check("duration(\"P1Y\")", "duration(\"P1Y2M\")", "@\"P1Y1M\"");
        check("duration(\"PT0S\")", "duration(\"P7D\")", "@\"P1D\"");
    }
}
