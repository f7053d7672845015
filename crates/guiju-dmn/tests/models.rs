//! Models: boxed expressions, functions and services; and what is said about wrong ones.

#![expect(clippy::unwrap_used, clippy::expect_used, reason = "helpers of tests stop at what is wrong")]

use guiju_dmn::{Model, ReadLimits, Tracing, compile, compile_what_can_be, read, read_within};
use guiju_feel::{EvalContext, Value};
use miette::{GraphicalReportHandler, GraphicalTheme, NamedSource, Report};

fn definitions(inside: &str) -> String {
    format!("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"n\">\n{inside}\n</definitions>\n")
}

fn model(inside: &str) -> Model {
    compile(&read(&definitions(inside)).unwrap()).unwrap()
}

fn check(inside: &str, expected: &str) {
    let model = model(inside);
    let outcome = model.evaluate(model.decision("d").unwrap(), &[], &EvalContext::default(), Tracing::Matches);
    assert_eq!(outcome.value.to_string(), expected, "{:?}", outcome.reasons);
}

fn literal(text: &str) -> String {
    format!("<literalExpression><text>{text}</text></literalExpression>")
}

fn decision(logic: &str) -> String {
    format!("<decision id=\"d\" name=\"d\"><variable name=\"d\"/>{logic}</decision>")
}

/// What is said about a wrong model.
fn explain(inside: &str) -> String {
    let source = definitions(inside);
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::none()).with_width(110).without_cause_chain();
    let mut said = String::new();
    let mut say = |report: Report| {
        handler.render_report(&mut said, report.with_source_code(NamedSource::new("m.dmn", source.clone())).as_ref()).unwrap()
    };
    match read(&source) {
        Err(error) => say(error.into()),
        Ok(definitions) => compile(&definitions).expect_err("the model is wrong").into_iter().for_each(|problem| say(problem.into())),
    }
    said.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[test]
fn boxed_expressions_give_values() {
    let entry = |name: &str, value: &str| format!("<contextEntry><variable name=\"{name}\"/>{value}</contextEntry>");
    let result = |value: &str| format!("<contextEntry>{value}</contextEntry>");
    check(&decision(&format!("<context>{}{}</context>", entry("a", &literal("2")), entry("b", &literal("a * 3")))), "{a: 2, b: 6}");
    check(&decision(&format!("<context>{}{}</context>", entry("a", &literal("2")), result(&literal("a + 1")))), "3");
    check(&decision(&format!("<list>{}{}</list>", literal("1"), literal("\"x\""))), "[1, \"x\"]");
    let relation = format!("<relation><column name=\"p\"/><column name=\"q\"/><row>{}{}</row></relation>", literal("1"), literal("2"));
    check(&decision(&relation), "[{p: 1, q: 2}]");
    let conditional = format!(
        "<conditional><if>{}</if><then>{}</then><else>{}</else></conditional>",
        literal("1 &lt; 2"),
        literal("\"y\""),
        literal("\"n\"")
    );
    check(&decision(&conditional), "\"y\"");
    let filter = format!("<filter><in>{}</in><match>{}</match></filter>", literal("[{n: 1}, {n: 5}]"), literal("n &gt; 2"));
    check(&decision(&filter), "[{n: 5}]");
    let iteration = format!("<for iteratorVariable=\"x\"><in>{}</in><return>{}</return></for>", literal("[1..3]"), literal("x * x"));
    check(&decision(&iteration), "[1, 4, 9]");
    let every =
        format!("<every iteratorVariable=\"x\"><in>{}</in><satisfies>{}</satisfies></every>", literal("[1, 2]"), literal("x &gt; 1"));
    check(&decision(&every), "false");
    let function = format!("<functionDefinition><formalParameter name=\"x\"/>{}</functionDefinition>", literal("x + y"));
    let inside =
        format!("<context>{}{}{}</context>", entry("y", &literal("10")), entry("f", &function), result(&literal("f(1) + f(x: 2)")));
    check(&decision(&inside), "23");
}

const SQUARE: &str = "<businessKnowledgeModel id=\"sq\" name=\"square\"><variable name=\"square\"/><encapsulatedLogic>\
    <formalParameter name=\"side\" typeRef=\"number\"/><literalExpression><text>side * side</text></literalExpression>\
    </encapsulatedLogic></businessKnowledgeModel>";

#[test]
fn knowledge_models_are_called_by_invocation_and_from_feel() {
    let required = "<knowledgeRequirement><requiredKnowledge href=\"#sq\"/></knowledgeRequirement>";
    let binding = "<binding><parameter name=\"side\"/><literalExpression><text>4</text></literalExpression></binding>";
    check(&format!("{SQUARE}{}", decision(&format!("{required}<invocation>{}{binding}</invocation>", literal("square")))), "16");
    check(&format!("{SQUARE}{}", decision(&format!("{required}{}", literal("square(5) + square(side: 2)")))), "29");
}

#[test]
fn a_service_decides_over_what_it_is_given() {
    let inside = "<inputData id=\"i\" name=\"i\"><variable name=\"i\" typeRef=\"number\"/></inputData>\
        <decision id=\"e\" name=\"e\"><variable name=\"e\"/><literalExpression><text>100</text></literalExpression></decision>\
        <decision id=\"d\" name=\"d\"><variable name=\"d\"/><informationRequirement><requiredInput href=\"#i\"/></informationRequirement>\
        <informationRequirement><requiredDecision href=\"#e\"/></informationRequirement><literalExpression><text>i + e</text></literalExpression></decision>\
        <decisionService id=\"s\" name=\"s\"><outputDecision href=\"#d\"/><inputDecision href=\"#e\"/><inputData href=\"#i\"/></decisionService>";
    let model = model(inside);
    let given = |e: i64| [("i".to_owned(), Value::from(1)), ("e".to_owned(), Value::from(e))];
    assert_eq!(model.call_service("s", &given(5), &EvalContext::default()).unwrap().value, Value::from(6));
    let decided = model.evaluate(model.decision("d").unwrap(), &[Value::from(1)], &EvalContext::default(), Tracing::Matches);
    assert_eq!(decided.value, Value::from(101));
}

#[test]
fn a_value_outside_of_the_allowed_ones_is_null_with_the_reason() {
    let inside = "<itemDefinition name=\"tGrade\"><typeRef>string</typeRef><allowedValues><text>\"A\", \"B\"</text></allowedValues></itemDefinition>\
        <inputData id=\"g\" name=\"g\"><variable name=\"g\" typeRef=\"tGrade\"/></inputData>\
        <decision id=\"d\" name=\"d\"><variable name=\"d\"/><informationRequirement><requiredInput href=\"#g\"/></informationRequirement>\
        <literalExpression><text>g</text></literalExpression></decision>";
    let model = model(inside);
    let decide =
        |grade: &str| model.evaluate(model.decision("d").unwrap(), &[Value::from(grade)], &EvalContext::default(), Tracing::Matches);
    assert_eq!(decide("B").value, Value::from("B"));
    let refused = decide("C");
    assert!(refused.value.is_null());
    assert_eq!(
        refused.reasons.first().map(ToString::to_string).as_deref(),
        Some("g: \"C\" is not one of the allowed values (\"A\", \"B\")")
    );
}

#[test]
fn a_function_that_calls_itself_for_ever_ends_with_a_reason() {
    let inside = "<businessKnowledgeModel id=\"f\" name=\"f\"><variable name=\"f\"/><knowledgeRequirement><requiredKnowledge href=\"#f\"/></knowledgeRequirement>\
        <encapsulatedLogic><formalParameter name=\"n\"/><literalExpression><text>f(n + 1)</text></literalExpression></encapsulatedLogic></businessKnowledgeModel>\
        <decision id=\"d\" name=\"d\"><variable name=\"d\"/><knowledgeRequirement><requiredKnowledge href=\"#f\"/></knowledgeRequirement>\
        <literalExpression><text>f(1)</text></literalExpression></decision>";
    let model = model(inside);
    let outcome = model.evaluate(model.decision("d").unwrap(), &[], &EvalContext::default(), Tracing::Matches);
    assert!(outcome.value.is_null() && !outcome.reasons.is_empty());
}

#[test]
fn a_circle_of_decisions_is_refused() {
    let requires = |id: &str| format!("<informationRequirement><requiredDecision href=\"#{id}\"/></informationRequirement>");
    let inside = format!(
        "<decision id=\"a\" name=\"a\"><variable name=\"a\"/>{}{}</decision>\n<decision id=\"b\" name=\"b\"><variable name=\"b\"/>{}{}</decision>",
        requires("b"),
        literal("b + 1"),
        requires("a"),
        literal("a + 1")
    );
    insta::assert_snapshot!(explain(&inside));
}

#[test]
fn what_is_not_known_or_not_there_is_refused_with_its_place() {
    insta::assert_snapshot!("unknown_element", explain("<decisoin name=\"d\"/>"));
    insta::assert_snapshot!(
        "import",
        explain("<import name=\"x\" namespace=\"urn:y\" importType=\"https://www.omg.org/spec/DMN/20230324/MODEL/\"/>")
    );
    insta::assert_snapshot!(
        "missing_reference",
        explain(&decision(&format!("<informationRequirement><requiredInput href=\"#nobody\"/></informationRequirement>{}", literal("1"))))
    );
    insta::assert_snapshot!(
        "unknown_type",
        explain(
            "<decision id=\"d\" name=\"d\"><variable name=\"d\" typeRef=\"tNone\"/><literalExpression><text>1</text></literalExpression></decision>"
        )
    );
    insta::assert_snapshot!(
        "java",
        explain("<businessKnowledgeModel name=\"b\"><encapsulatedLogic kind=\"Java\"/></businessKnowledgeModel>")
    );
    insta::assert_snapshot!("feel", explain(&decision(&literal("\n  amount &lt; 4 and\n  other"))));
}

#[test]
fn hostile_files_are_refused_in_bounded_time() {
    let limits = ReadLimits { bytes: 1_000, ..ReadLimits::default() };
    assert_eq!(read_within(&"x".repeat(1_001), &limits).unwrap_err().to_string(), "the file has more than 1000 bytes");
    let limits = ReadLimits { elements: 10, ..ReadLimits::default() };
    assert_eq!(
        read_within(&definitions(&"<decision name=\"d\"/>".repeat(20)), &limits).unwrap_err().to_string(),
        "the file has more than 10 elements"
    );
    let nested = format!("{}1{}", "(".repeat(100_000), ")".repeat(100_000));
    let (_, problems) = compile_what_can_be(&read(&definitions(&decision(&literal(&nested)))).unwrap());
    assert_eq!(problems.len(), 1);
}

#[test]
fn a_chain_of_too_many_decisions_is_refused_rather_than_exhausting_the_stack() {
    let mut inside = String::from(
        "<decision id=\"d0\" name=\"d0\"><variable name=\"d0\"/><literalExpression><text>1</text></literalExpression></decision>",
    );
    for index in 1..5_000 {
        let before = index - 1;
        inside += &format!(
            "<decision id=\"d{index}\" name=\"d{index}\"><variable name=\"d{index}\"/><informationRequirement><requiredDecision href=\"#d{before}\"/>\
             </informationRequirement><literalExpression><text>d{before} + 1</text></literalExpression></decision>"
        );
    }
    let mut turned: Vec<&str> = inside.split_inclusive("</decision>").collect();
    turned.reverse();
    for inside in [inside.clone(), turned.concat()] {
        let (model, problems) = compile_what_can_be(&read(&definitions(&inside)).unwrap());
        assert!(problems.iter().any(|problem| problem.to_string().contains("chain of more than 200 decisions")));
        for decision in model.decisions() {
            let outcome = model.evaluate(decision, &[], &EvalContext::default(), Tracing::Matches);
            assert!(!outcome.value.is_null() || !outcome.reasons.is_empty());
        }
    }
}

/// The standard has null for what cannot be computed. A rulebook is refused with the place instead, before anybody decides by it; what
/// runs all the same gives that null, with the same reason.
#[test]
fn what_can_only_be_null_is_refused_and_runs_where_problems_are_passed_over() {
    for text in ["@\"2021-01-01T10:10:10\" + 10", "date(\"2026-06-10\") &gt; \"2026-01-01\"", "today() = now()"] {
        let definitions = read(&definitions(&decision(&literal(text)))).unwrap();
        let problems = compile(&definitions).unwrap_err();
        assert_eq!(problems.len(), 1, "{text}: {problems:?}");
        let (model, _) = compile_what_can_be(&definitions);
        let now = "2026-03-31T14:30:00+08:00[Asia/Shanghai]".parse().ok();
        let context = EvalContext { now, ..EvalContext::default() };
        let outcome = model.evaluate(model.decision("d").unwrap(), &[], &context, Tracing::Matches);
        assert_eq!((outcome.value, outcome.reasons.len()), (Value::Null, 1), "{text}");
    }
}
