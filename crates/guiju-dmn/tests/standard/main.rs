//! What DMN 1.5 says of models, as small models: types and conversions, tables, boxed expressions, services, imports, chapter 11.

#![expect(clippy::unwrap_used, reason = "helpers of tests stop at what is wrong")]

mod boxed;
mod chapter11;
mod imports;
mod reading;
mod services;
mod tables;
mod types;

use guiju_dmn::{Definitions, Model, Tracing, compile_what_can_be_with, read};
use guiju_feel::{EvalContext, Names, Value};

const DMN: &str = "https://www.omg.org/spec/DMN/20230324/MODEL/";

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn literal(text: &str) -> String {
    format!("<literalExpression><text>{}</text></literalExpression>", escape(text))
}

fn definitions(name: &str, inside: &str) -> Definitions {
    read(&format!("<definitions xmlns='{DMN}' name='{name}' namespace='urn:{name}'>{inside}</definitions>")).unwrap()
}

/// What can be compiled, as test kits do it: what is wrong is null with the problem as its reason.
fn model(inside: &str) -> Model {
    compile_what_can_be_with(&definitions("m", inside), &[]).0
}

/// Input data with a type.
fn input(name: &str, ty: &str) -> String {
    format!("<inputData id='{name}' name='{name}'><variable name='{name}' typeRef='{ty}'/></inputData>")
}

/// A decision that requires what `needs` names: input data and decisions as they are, functions with `()` after the name.
fn decision(name: &str, ty: &str, needs: &[&str], logic: &str) -> String {
    let ty = if ty.is_empty() { String::new() } else { format!("typeRef='{ty}'") };
    let requirements: String = needs
        .iter()
        .map(|need| match need.strip_suffix("()") {
            Some(function) => format!("<knowledgeRequirement><requiredKnowledge href='#{function}'/></knowledgeRequirement>"),
            None => format!("<informationRequirement><requiredInput href='#{need}'/></informationRequirement>"),
        })
        .collect();
    format!("<decision id='{name}' name='{name}'><variable name='{name}' {ty}/>{requirements}{logic}</decision>")
}

/// A business knowledge model; parameters are `name: type`.
fn function(name: &str, result: &str, parameters: &[&str], logic: &str) -> String {
    let result = if result.is_empty() { String::new() } else { format!("typeRef='{result}'") };
    let parameters: String = parameters
        .iter()
        .map(|parameter| match parameter.split_once(": ") {
            Some((name, ty)) => format!("<formalParameter name='{name}' typeRef='{ty}'/>"),
            None => format!("<formalParameter name='{parameter}'/>"),
        })
        .collect();
    format!(
        "<businessKnowledgeModel id='{name}' name='{name}'><variable name='{name}' {result}/><encapsulatedLogic>{parameters}{logic}\
         </encapsulatedLogic></businessKnowledgeModel>"
    )
}

fn feel(text: &str) -> Value {
    let evaluation = guiju_feel::compile(text, &Names::new()).unwrap().evaluate(&[], &EvalContext::default());
    assert!(evaluation.reasons.is_empty(), "{text}: {:?}", evaluation.reasons);
    evaluation.value
}

/// What a decision gives: `error` is null with a reason.
fn decide(model: &Model, name: &str, given: &[(&str, &str)]) -> String {
    let inputs: Vec<Value> = model
        .inputs()
        .map(|(input, _)| given.iter().find(|(name, _)| *name == input).map(|(_, value)| feel(value)).unwrap_or_default())
        .collect();
    let outcome = model.evaluate(model.decision(name).unwrap(), &inputs, &EvalContext::default(), Tracing::Matches);
    if outcome.value.is_null() && !outcome.reasons.is_empty() { "error".to_owned() } else { outcome.value.to_string() }
}

/// The decision `d` of a model.
#[track_caller]
fn check(inside: &str, given: &[(&str, &str)], expected: &str) {
    let came = decide(&model(inside), "d", given);
    // Where null alone is asked for, a reason may stand beside it.
    let is_null = expected == "null" && came == "error";
    assert!(is_null || came == expected, "{given:?} gives {came}, not {expected}, in {inside}");
}

/// The tests that the page on FEEL names for models and tables are there.
#[test]
fn the_page_names_tests_that_there_are() {
    let files = [
        ("standard/reading.rs", include_str!("reading.rs")),
        ("standard/tables.rs", include_str!("tables.rs")),
        ("analysis/tables.rs", include_str!("../analysis/tables.rs")),
        ("sheets/blanks.rs", include_str!("../sheets/blanks.rs")),
        ("sheets/main.rs", include_str!("../sheets/main.rs")),
        ("models.rs", include_str!("../models.rs")),
    ];
    let mut count = 0;
    for (file, name) in include_str!("../../../../docs/feel.md").split('`').filter_map(|code| code.split_once(".rs: ")) {
        let (_, source) = files.iter().find(|(known, _)| known.strip_suffix(".rs") == Some(file)).unwrap();
        assert!(source.contains(&format!("fn {name}()")), "{file}.rs has no test {name}");
        count += 1;
    }
    assert!(count > 12, "{count}");
}
