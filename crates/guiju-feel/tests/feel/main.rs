//! The language, row by row. Each table states a rule in its name and shows it in its rows.
//!
//! `check` evaluates an expression in lenient mode over the names of [`names`] and compares the value as text;
//! an expression that does not compile gives `error: …`. The meanings of the built-ins were compared with the
//! conformance kit of the DMN TCK, whose cases the kit itself keeps.

#![expect(clippy::expect_used, clippy::panic, reason = "the helpers of a test fail the test")]
#![expect(clippy::needless_pass_by_value, reason = "rows of a table read better without references")]
#![expect(clippy::wildcard_enum_match_arm, reason = "the tables use a few kinds of values")]

mod arithmetic;
mod built_ins;
mod comparison;
mod contexts;
mod dates;
mod functions;
mod laws;
mod limits;
mod lists;
mod logic;
mod messages;
mod names;
mod numbers;
mod ranges;
mod strict;
mod tables;
mod types;
mod unary_tests;

use guiju_feel::{CompileError, EvalContext, Evaluation, Names, Type, Value, compile, compile_unary_tests};

/// The names that the expressions of the tables may use, with their values.
fn scope() -> (Names, Vec<Value>) {
    let customer = Type::context([("first name", Type::Text), ("class", Type::Text), ("年销售额", Type::Number)]);
    let entries = [
        ("amount", Type::Number, Value::from(100)),
        ("unit price", Type::Number, Value::from(25)),
        ("客户等级", Type::Text, Value::from("VIP")),
        ("客户", customer, Value::context([("first name", Value::from("李")), ("class", "A".into()), ("年销售额", 1200.into())])),
        ("nothing", Type::Any, Value::Null),
        ("numbers", Type::list(Type::Number), Value::list([1, 2, 3, 4].map(Value::from))),
        ("a-b", Type::Number, Value::from(7)),
        ("a", Type::Number, Value::from(3)),
        ("in stock", Type::Boolean, Value::from(true)),
        ("phase 2 cost", Type::Number, Value::from(9)),
        ("anything", Type::Any, Value::context([("some key", Value::from(5)), ("b", 6.into())])),
    ];
    let mut names = Names::new();
    let mut values = Vec::new();
    for (name, ty, value) in entries {
        names.declare(name, ty);
        values.push(value);
    }
    (names, values)
}

fn context() -> EvalContext {
    let now = "2026-03-31T14:30:00+08:00[Asia/Shanghai]".parse().expect("a moment");
    EvalContext { now: Some(now), ..EvalContext::default() }
}

fn evaluate(source: &str) -> Result<Evaluation, CompileError> {
    let (names, values) = scope();
    Ok(compile(source, &names)?.evaluate(&values, &context()))
}

/// The value of an expression, as text.
fn shown(source: &str) -> String {
    match evaluate(source) {
        Ok(evaluation) => evaluation.value.to_string(),
        Err(error) => format!("error: {error}"),
    }
}

#[track_caller]
fn check(source: &str, expected: &str) {
    assert_eq!(shown(source), expected, "{source}");
}

/// The value is null, and the first reason reads like this.
#[track_caller]
fn check_null(source: &str, reason: &str) {
    let evaluation = evaluate(source).unwrap_or_else(|error| panic!("{source}: {error}"));
    assert_eq!(evaluation.value, Value::Null, "{source}");
    let reasons: Vec<String> = evaluation.reasons.iter().map(|reason| reason.error.to_string()).collect();
    assert_eq!(reasons.first().map_or("", String::as_str), reason, "{source}: {reasons:?}");
}

/// Whether an input passes the tests of a cell: `true`, `false` or `null`.
#[track_caller]
fn check_cell(input: Value, cell: &str, expected: &str) {
    let (names, values) = scope();
    let ty = match &input {
        Value::Number(_) => Type::Number,
        Value::Text(_) => Type::Text,
        Value::Boolean(_) => Type::Boolean,
        _ => Type::Any,
    };
    let shown = match compile_unary_tests(cell, &ty, &names) {
        Ok(tests) => tests.matches(&input, &values, &context()).value.to_string(),
        Err(error) => format!("error: {error}"),
    };
    assert_eq!(shown, expected, "{input} in `{cell}`");
}
