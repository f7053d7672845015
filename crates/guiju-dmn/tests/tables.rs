//! Decision tables: hit policies, traces, and cells that take the quick path or not.

#![expect(clippy::unwrap_used, reason = "helpers of tests stop at what is wrong")]

use guiju_dmn::{Model, Outcome, Tracing, compile, read};
use guiju_feel::{EvalContext, Names, Number, Value};
use proptest::prelude::*;

/// A model with one table. Inputs are `name: type`, a rule is `test | test → output | output`.
fn table(policy: &str, inputs: &[&str], outputs: &str, rules: &[&str]) -> Model {
    let escape = |text: &str| text.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let mut xml = String::from("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"n\">");
    let mut requirements = String::new();
    let mut columns = String::new();
    for input in inputs {
        let (name, ty) = input.split_once(": ").unwrap();
        xml += &format!("<inputData id=\"{name}\" name=\"{name}\"><variable name=\"{name}\" typeRef=\"{ty}\"/></inputData>");
        requirements += &format!("<informationRequirement><requiredInput href=\"#{name}\"/></informationRequirement>");
        columns += &format!("<input label=\"{name}\"><inputExpression typeRef=\"{ty}\"><text>{name}</text></inputExpression></input>");
    }
    xml += &format!("<decision id=\"d\" name=\"d\"><variable name=\"d\"/>{requirements}<decisionTable {policy}>{columns}{outputs}");
    for (index, rule) in rules.iter().enumerate() {
        let (tests, results) = rule.split_once('→').unwrap();
        xml += &format!("<rule id=\"r{}\">", index + 1);
        tests.split('|').for_each(|test| xml += &format!("<inputEntry><text>{}</text></inputEntry>", escape(test)));
        results.split('|').for_each(|result| xml += &format!("<outputEntry><text>{}</text></outputEntry>", escape(result)));
        xml += "</rule>";
    }
    xml += "</decisionTable></decision></definitions>";
    compile(&read(&xml).unwrap()).unwrap()
}

fn feel(text: &str) -> Value {
    guiju_feel::compile(text, &Names::new()).unwrap().evaluate(&[], &EvalContext::default()).value
}

fn decide(model: &Model, inputs: &[&str], tracing: Tracing) -> Outcome {
    let inputs: Vec<Value> = inputs.iter().map(|input| feel(input)).collect();
    model.evaluate(model.decision("d").unwrap(), &inputs, &EvalContext::default(), tracing)
}

fn check(model: &Model, inputs: &[&str], expected: &str) {
    let outcome = decide(model, inputs, Tracing::Matches);
    let came = match outcome.reasons.first() {
        Some(reason) => format!("{}, {}", outcome.value, reason.cause),
        None => outcome.value.to_string(),
    };
    assert_eq!(came, expected, "for {inputs:?}");
}

const ONE: &str = "<output/>";
const ORDERED: &str = "<output><outputValues><text>\"high\", \"middle\", \"low\"</text></outputValues></output>";

#[test]
fn unique_lets_one_rule_match() {
    let model = table("hitPolicy=\"UNIQUE\"", &["n: number"], ONE, &["< 10 → \"small\"", "[10..20] → \"middle\"", "(15..30) → \"large\""]);
    check(&model, &["9.99"], "\"small\"");
    check(&model, &["10"], "\"middle\"");
    check(&model, &["20.5"], "\"large\"");
    check(&model, &["30"], "null");
    check(&model, &["16"], "null, decision `d`: only one rule may match, but rules 2 and 3 do");
    check(&model, &["null"], "null, comparison of null");
}

#[test]
fn first_takes_the_first_and_any_asks_for_agreement() {
    let rules = ["< 10 → 1", "< 20 → 2", "- → 3"];
    check(&table("hitPolicy=\"FIRST\"", &["n: number"], ONE, &rules), &["15"], "2");
    let any = table("hitPolicy=\"ANY\"", &["n: number"], ONE, &["< 10 → 1", "< 20 → 1", "< 30 → 2"]);
    check(&any, &["25"], "2");
    check(&any, &["15"], "null, decision `d`: rules 2 and 3 match and do not agree");
    check(&table("hitPolicy=\"ANY\"", &["n: number"], ONE, &["< 10 → 1", "< 20 → 1"]), &["5"], "1");
}

#[test]
fn priority_and_output_order_go_by_the_output_values() {
    let rules = ["> 0 → \"low\"", "> 10 → \"high\"", "> 5 → \"middle\""];
    check(&table("hitPolicy=\"PRIORITY\"", &["n: number"], ORDERED, &rules), &["20"], "\"high\"");
    check(&table("hitPolicy=\"OUTPUT ORDER\"", &["n: number"], ORDERED, &rules), &["20"], "[\"high\", \"middle\", \"low\"]");
    check(&table("hitPolicy=\"RULE ORDER\"", &["n: number"], ORDERED, &rules), &["20"], "[\"low\", \"high\", \"middle\"]");
}

#[test]
fn collect_gathers_or_computes() {
    let rules = ["> 0 → 1", "> 10 → 20", "> 5 → 20"];
    let collect = |aggregation: &str| table(&format!("hitPolicy=\"COLLECT\" {aggregation}"), &["n: number"], ONE, &rules);
    check(&collect(""), &["20"], "[1, 20, 20]");
    check(&collect("aggregation=\"SUM\""), &["20"], "41");
    check(&collect("aggregation=\"COUNT\""), &["20"], "3");
    check(&collect("aggregation=\"MIN\""), &["20"], "1");
    check(&collect("aggregation=\"MAX\""), &["20"], "20");
    check(&collect("aggregation=\"SUM\""), &["-1"], "null");
}

#[test]
fn several_outputs_make_a_context_and_a_default_stands_in() {
    let outputs = "<output name=\"a\"><defaultOutputEntry><text>0</text></defaultOutputEntry></output><output name=\"b\"/>";
    let model = table("", &["t: string"], outputs, &["\"x\", \"y\" → 1 | t + \"!\""]);
    check(&model, &["\"y\""], "{a: 1, b: \"y!\"}");
    check(&model, &["\"z\""], "{a: 0, b: null}");
}

#[test]
fn a_trace_names_the_rules_that_matched_and_for_the_others_the_first_cell_that_failed() {
    let rules = ["\"a\" | < 10 → 1", "\"b\" | >= 10 → 2", "- | >= 10 → 3", "not(\"b\") | - → 4"];
    let model = table("hitPolicy=\"FIRST\"", &["t: string", "n: number"], ONE, &rules);
    let outcome = decide(&model, &["\"a\"", "12"], Tracing::Misses);
    let trace = outcome.tables.first().unwrap();
    assert_eq!(trace.matched, [2]);
    assert_eq!(trace.misses.iter().map(|miss| (miss.rule, miss.column)).collect::<Vec<_>>(), [(0, 1), (1, 0)]);
    assert_eq!(trace.inputs, [feel("\"a\""), feel("12")]);
    assert_eq!(trace.output, outcome.value);
    let info = model.table_info(model.decision("d").unwrap()).unwrap();
    assert_eq!(info.rules.get(2).map(|rule| rule.text()), Some(guiju_feel::Words::same("n >= 10 → 3")));
}

#[test]
fn breakpoints_are_where_the_decision_can_change() {
    let model = table("hitPolicy=\"FIRST\"", &["n: number", "t: string"], ONE, &["[10..20) | - → 1", ">= 20, 5 | \"a\" → 2", "- | - → 3"]);
    let points: Vec<String> = model.breakpoints(model.decision("d").unwrap(), 0).iter().map(Number::to_string).collect();
    assert_eq!(points, ["5", "10", "20"]);
    assert!(model.breakpoints(model.decision("d").unwrap(), 1).is_empty());
}

proptest! {
    /// The quick path over numbers gives what FEEL itself gives for the same cell.
    #[test]
    fn a_cell_of_intervals_is_what_feel_says(low in -50_i64..50, width in 0_i64..20, value in -80_i64..80, shape in 0_usize..7) {
        let high = low + width;
        let cell = [
            format!("[{low}..{high}]"), format!("({low}..{high}]"), format!("[{low}..{high})"), format!("< {low}, > {high}"),
            format!("not([{low}..{high}])"), format!("{low}, {high}"), format!(">= {low}"),
        ].get(shape).cloned().unwrap();
        let model = table("hitPolicy=\"FIRST\"", &["n: number"], ONE, &[&format!("{cell} → true"), "- → false"]);
        let tests = guiju_feel::compile_unary_tests(&cell, &guiju_feel::Type::Number, &Names::new()).unwrap();
        let said = tests.matches(&Value::from(value), &[], &EvalContext::default()).value;
        let came = model.evaluate(model.decision("d").unwrap(), &[Value::from(value)], &EvalContext::default(), Tracing::Matches).value;
        prop_assert_eq!(came, said);
    }
}
