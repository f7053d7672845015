//! Values of the kit's test files.

use guiju_feel::{EvalContext, Names, Number, Type, Value};

use crate::xml::Element;

/// The value of an input or expected node.
pub(crate) fn value(node: &Element) -> Value {
    if let Some(list) = node.child("list") {
        return if list.attribute("nil") == Some("true") { Value::Null } else { Value::list(list.all("item").map(value)) };
    }
    if let Some(single) = node.child("value") {
        return scalar(single);
    }
    if node.child("component").is_some() {
        return Value::context(node.all("component").map(|part| (part.attribute("name").unwrap_or(""), value(part))));
    }
    Value::Null
}

fn scalar(node: &Element) -> Value {
    if node.attribute("nil") == Some("true") {
        return Value::Null;
    }
    let text = node.text.as_str();
    let kind = node.attribute("type").map_or("string", |kind| kind.rsplit(':').next().unwrap_or(kind));
    match kind {
        "string" => Value::from(text),
        "boolean" => Value::Boolean(text.trim() == "true"),
        "decimal" | "double" | "integer" | "int" | "float" | "long" => text.trim().parse::<Number>().map_or(Value::Null, Value::Number),
        "date" => call("date", text),
        "time" => call("time", text),
        "dateTime" => call("date and time", text),
        "duration" | "dayTimeDuration" | "yearMonthDuration" => call("duration", text),
        _ => Value::from(text),
    }
}

fn call(function: &str, text: &str) -> Value {
    let mut names = Names::new();
    names.declare("text", Type::Text);
    guiju_feel::compile(&format!("{function}(text)"), &names)
        .map(|expression| expression.evaluate(&[Value::from(text.trim())], &EvalContext::default()).value)
        .unwrap_or_default()
}

/// Whether a value is what was expected: numbers within 1e-8, as the kit has it.
pub(crate) fn is_same(expected: &Value, came: &Value) -> bool {
    match (expected, came) {
        (Value::Number(a), Value::Number(b)) => {
            let near: Option<Number> = "0.00000001".parse().ok();
            a.checked_sub(*b).map(Number::abs).zip(near).is_some_and(|(gap, near)| gap < near)
        }
        (Value::List(a), Value::List(b)) => a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| is_same(a, b)),
        (Value::Context(a), Value::Context(b)) => {
            a.len() == b.len() && a.iter().all(|(name, value)| b.get(name).is_some_and(|other| is_same(value, other)))
        }
        (Value::Null, Value::Null) => true,
        _ if expected.kind() == came.kind() => {
            let mut names = Names::new();
            names.declare("a", Type::Any);
            names.declare("b", Type::Any);
            let equal = guiju_feel::compile("a = b", &names);
            equal
                .is_ok_and(|equal| equal.evaluate(&[expected.clone(), came.clone()], &EvalContext::default()).value == Value::Boolean(true))
        }
        _ => false,
    }
}
