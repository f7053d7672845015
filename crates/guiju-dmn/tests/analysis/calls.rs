//! Tables of functions that FEEL calls: they are told like those of boxed invocations, and told again alike.

use guiju_dmn::{Model, Tracing, compile, read};
use guiju_feel::{EvalContext, Value};

use crate::{escape, feel};

const GRADE: &str = "<businessKnowledgeModel id='grade' name='grade'><variable name='grade'/><encapsulatedLogic>\
    <formalParameter name='n' typeRef='number'/><decisionTable><input label='n'><inputExpression><text>n</text></inputExpression></input><output/>\
    <rule id='low'><inputEntry><text>&lt; 10</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>\
    <rule id='high'><inputEntry><text>&gt;= 10</text></inputEntry><outputEntry><text>2</text></outputEntry></rule>\
    </decisionTable></encapsulatedLogic></businessKnowledgeModel>\
    <decision id='own' name='own'><variable name='own'/><informationRequirement><requiredInput href='#n'/></informationRequirement>\
    <knowledgeRequirement><requiredKnowledge href='#grade'/></knowledgeRequirement>\
    <literalExpression><text>grade(n) * 10</text></literalExpression></decision>\
    <decisionService id='serve' name='serve'><outputDecision href='#own'/><inputData href='#n'/></decisionService>\
    <decision id='maker' name='maker'><variable name='maker'/><knowledgeRequirement><requiredKnowledge href='#grade'/></knowledgeRequirement>\
    <literalExpression><text>function(x) grade(x + 1)</text></literalExpression></decision>";

/// A model whose decision `d` may call the function `grade`, the service `serve` and the function that `maker` gives.
fn model(logic: &str) -> Model {
    let requires = "<informationRequirement><requiredInput href='#n'/></informationRequirement>\
        <informationRequirement><requiredDecision href='#maker'/></informationRequirement>\
        <knowledgeRequirement><requiredKnowledge href='#grade'/></knowledgeRequirement>\
        <knowledgeRequirement><requiredKnowledge href='#serve'/></knowledgeRequirement>";
    let xml = format!(
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>\
         <inputData id='n' name='n'><variable name='n' typeRef='number'/></inputData>{GRADE}\
         <decision id='d' name='d'><variable name='d'/>{requires}{logic}</decision></definitions>"
    );
    compile(&read(&xml).unwrap()).unwrap()
}

fn literal(text: &str) -> String {
    format!("<literalExpression><text>{}</text></literalExpression>", escape(text))
}

/// The value, and the readings of tables with the rules that matched; told again they have to be the same.
fn decide(logic: &str) -> (String, Vec<String>) {
    let model = model(logic);
    let (decision, inputs, context) = (model.decision("d").unwrap(), [feel("7")], EvalContext::default());
    let outcome = model.evaluate(decision, &inputs, &context, Tracing::Matches);
    let stored = model.stored("e", decision, &inputs, &outcome);
    assert_eq!(model.explain_stored(&stored, &context).unwrap().stored("e"), stored);
    assert!(model.evaluate(decision, &inputs, &context, Tracing::Off).tables.is_empty());
    let name = |table: &str| table.rsplit(' ').next().unwrap_or(table).trim_matches('`').to_owned();
    (outcome.value.to_string(), stored.matched.iter().map(|(table, rules)| format!("{} {}", name(table), rules.join(","))).collect())
}

#[track_caller]
fn check(logic: &str, value: &str, read: &[&str]) {
    let decided = decide(logic);
    assert_eq!((decided.0.as_str(), decided.1.iter().map(String::as_str).collect::<Vec<_>>()), (value, read.to_vec()), "{logic}");
}

#[test]
fn a_call_from_feel_is_told_like_a_boxed_invocation() {
    let binding = "<binding><parameter name='n'/><literalExpression><text>n</text></literalExpression></binding>";
    let boxed = format!("<invocation>{}{binding}</invocation>", literal("grade"));
    check(&boxed, "1", &["grade low"]);
    check(&literal("grade(n)"), "1", &["grade low"]);
    let (told, same) = (told(&boxed), told(&literal("grade(n: n)")));
    assert_eq!(told, same);
}

fn told(logic: &str) -> Vec<guiju_dmn::TableTrace> {
    let model = model(logic);
    model.evaluate(model.decision("d").unwrap(), &[Value::from(7)], &EvalContext::default(), Tracing::Misses).tables
}

#[test]
fn every_call_is_told_in_the_order_of_the_calls() {
    check(&literal("grade(n) + grade(n + 10) + grade(n)"), "4", &["grade low", "grade high", "grade low"]);
    check(&literal("for x in [1, 20] return grade(x)"), "[1, 2]", &["grade low", "grade high"]);
    check(&literal("grade(grade(n) * 20)"), "2", &["grade low", "grade high"]);
    check(&literal("if n > 10 then grade(1) else 0"), "0", &[]);
}

#[test]
fn services_and_functions_that_decisions_give_are_told_too() {
    check(&literal("serve(20)"), "20", &["grade high"]);
    check(&literal("maker(9)"), "2", &["grade high"]);
    check(&literal("grade(1) + serve(20) + maker(9)"), "23", &["grade low", "grade high", "grade high"]);
    let function =
        "<functionDefinition><formalParameter name='x'/><literalExpression><text>grade(x)</text></literalExpression></functionDefinition>";
    let entries =
        format!("<contextEntry><variable name='f'/>{function}</contextEntry><contextEntry>{}</contextEntry>", literal("f(3) + f(30)"));
    check(&format!("<context>{entries}</context>"), "3", &["grade low", "grade high"]);
}

#[test]
fn calls_in_columns_and_outputs_are_told_but_not_those_in_cells() {
    let table = |column: &str, cell: &str, output: &str| {
        format!(
            "<decisionTable><input label='c'><inputExpression><text>{column}</text></inputExpression></input><output/>\
             <rule id='one'><inputEntry><text>{cell}</text></inputEntry><outputEntry><text>{output}</text></outputEntry></rule></decisionTable>"
        )
    };
    check(&table("grade(n)", "1", "\"a\""), "\"a\"", &["grade low", "d one"]);
    check(&table("n", "7", "grade(n + 10)"), "2", &["grade high", "d one"]);
    check(&table("n", "grade(20) + 5", "\"a\""), "\"a\"", &["d one"]);
}

#[test]
fn a_function_that_outlives_its_evaluation_leaves_no_trace_and_still_runs() {
    let model = model(&literal("maker"));
    let outcome = model.evaluate(model.decision("d").unwrap(), &[feel("7")], &EvalContext::default(), Tracing::Matches);
    let mut names = guiju_feel::Names::new();
    names.declare("f", guiju_feel::Type::Any);
    let call = guiju_feel::compile("f(1)", &names).unwrap();
    assert_eq!(call.evaluate(&[outcome.value], &EvalContext::default()).value, Value::from(1));
}

#[test]
fn a_loop_of_many_calls_is_told_up_to_a_bound() {
    let model = model(&literal("count(for x in 1..3000 return grade(x))"));
    let outcome = model.evaluate(model.decision("d").unwrap(), &[feel("7")], &EvalContext::default(), Tracing::Matches);
    assert_eq!((outcome.value, outcome.tables.len()), (Value::from(3000), 1000));
}
