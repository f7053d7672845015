//! A cell in a table of one rule: the rule matches what the cell passes, with and without the index, and what the checks find is so.

use guiju_dmn::{
    Boxed, BoxedKind, CheckOptions, Decision, DecisionTable, Definitions, Finding, InputClause, InputData, Located, Model, OutputClause,
    Requirement, Rule, Tracing, compile,
};
use guiju_feel::{Mode, Type, UnaryTests, Value};

use super::{context, ensure};

pub(super) fn check(cell: &str, ty: &Type, tests: &UnaryTests, inputs: &[Value], slots: &[Value]) -> Result<(), String> {
    let type_ref = (*ty != Type::Any).then(|| ty.to_string());
    // A cell that a table refuses, such as one that is no XML text, is not the matter here.
    let Ok(model) = compile(&definitions(cell, type_ref.as_deref())) else { return Ok(()) };
    let kind = |value: &Value| if *ty == Type::Any { true } else { value.is_null() || value.kind() == ty.to_string() };
    for input in inputs.iter().filter(|input| kind(input)) {
        let expected = tests.matches(input, slots, &context(Mode::Lenient)).value == Value::Boolean(true);
        ensure(is_matched(&model, input, slots) == expected, || format!("the cell passes {input}: {expected}; its rule does not agree"))?;
    }
    let options = CheckOptions { steps: 100_000, ..CheckOptions::default() };
    let findings = model.findings(&options);
    findings.iter().try_for_each(|finding| is_shown(&model, finding, slots))?;
    nothing_is_hidden(&model, &findings, ty, slots)
}

/// A table of one rule with this cell over the input `x`.
fn definitions(cell: &str, type_ref: Option<&str>) -> Definitions {
    let data = |name: &str, type_ref: Option<&str>| InputData {
        id: name.replace(' ', "_"),
        name: name.to_owned(),
        type_ref: type_ref.map(ToOwned::to_owned),
        at: 0..0,
    };
    let table = DecisionTable {
        hit_policy: guiju_dmn::HitPolicy::Unique,
        inputs: vec![InputClause {
            label: "x".to_owned(),
            expression: Located::from("x"),
            type_ref: type_ref.map(ToOwned::to_owned),
            values: None,
            at: 0..0,
        }],
        outputs: vec![OutputClause { name: None, label: String::new(), type_ref: None, values: None, default: None, at: 0..0 }],
        annotations: Vec::new(),
        rules: vec![Rule {
            id: "r1".to_owned(),
            description: String::new(),
            tests: vec![Located::from(cell)],
            outputs: vec![Located::from("true")],
            annotations: Vec::new(),
            at: 0..0,
        }],
        at: 0..0,
    };
    let required = |href: &str| Requirement { href: href.to_owned(), at: 0..0 };
    Definitions {
        name: "m".to_owned(),
        namespace: "n".to_owned(),
        inputs: vec![data("x", type_ref), data("total price", Some("number")), data("items", None)],
        decisions: vec![Decision {
            id: "d".to_owned(),
            name: "d".to_owned(),
            variable: "d".to_owned(),
            requirements: ["x", "total_price", "items"].map(required).to_vec(),
            logic: Some(Boxed { id: "t".to_owned(), type_ref: None, kind: BoxedKind::Table(Box::new(table)), at: 0..0 }),
            ..Decision::default()
        }],
        ..Definitions::default()
    }
}

fn is_matched(model: &Model, input: &Value, slots: &[Value]) -> bool {
    let inputs: Vec<Value> = std::iter::once(input).chain(slots).cloned().collect();
    let Some(decision) = model.decision("d") else { return false };
    model.evaluate(decision, &inputs, &context(Mode::Lenient), Tracing::Misses).value == Value::Boolean(true)
}

/// The witness of a finding is as the finding says.
fn is_shown(model: &Model, finding: &Finding, slots: &[Value]) -> Result<(), String> {
    let value = finding.witness.as_ref().and_then(|witness| witness.columns.first()).map(|(_, value)| value);
    let Some(value) = value else { return Ok(()) };
    let is_shown = match finding.rule {
        "gap" | "missing-default" | "null-not-handled" | "unreachable-rule" | "out-of-domain" => !is_matched(model, value, slots),
        _ => true,
    };
    ensure(is_shown, || format!("x = {value} does not show: {}", finding.message.en))
}

/// Where the cell is understood and no gap is found, every number, or text, of the column's type matches.
fn nothing_is_hidden(model: &Model, findings: &[Finding], ty: &Type, slots: &[Value]) -> Result<(), String> {
    let has = |rule: &str| findings.iter().any(|finding| finding.rule == rule);
    if *ty == Type::Any || has("gap") || has("opaque-cell") || has("analysis-stopped") {
        return Ok(());
    }
    let numbers = || [-1_000, -1, 0, 1, 2, 5, 7, 100].map(Value::from).to_vec();
    let texts = || ["", "a", "b", "x", "茶"].map(Value::from).to_vec();
    let samples = if *ty == Type::Number { numbers() } else { texts() };
    let missed = samples.iter().find(|value| !is_matched(model, value, slots));
    ensure(missed.is_none(), || format!("no gap is found, and {missed:?} matches nothing"))
}
