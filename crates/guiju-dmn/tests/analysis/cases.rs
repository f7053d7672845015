//! Generated cases: what they show, that each is needed, and that they are the same every time.

use std::fmt::Write as _;

use guiju_dmn::{CaseOptions, Coverage, GeneratedCases, Goal, GoalKind, Model, Tracing};
use guiju_feel::{EvalContext, Value};

use crate::{Draft, chain};

fn generate(model: &Model, decision: &str) -> GeneratedCases {
    model.generate_cases(model.decision(decision).unwrap(), &EvalContext::default(), &CaseOptions::default())
}

fn shown(cases: &GeneratedCases) -> String {
    let mut text = String::new();
    for case in &cases.cases {
        let inputs: Vec<String> = case.inputs.iter().map(|(name, value)| format!("{name} = {value}")).collect();
        let shows: Vec<String> = case.shows.iter().map(Goal::to_string).collect();
        writeln!(text, "{} → {} {:?}: {}", inputs.join(", "), case.value, case.matched, shows.join("; ")).unwrap();
    }
    for goal in &cases.unreached {
        writeln!(text, "not reached: {goal}").unwrap();
    }
    text
}

#[test]
fn few_cases_show_every_rule_bound_and_cell() {
    let model =
        Draft::new("", &["n: number", "t: string (\"x\", \"y\")"], &["< 60 | - → 1", "[60..85) | \"x\" → 2", ">= 85 | \"x\" → 3"]).model();
    insta::assert_snapshot!("table", shown(&generate(&model, "judged")));
}

#[test]
fn what_cannot_be_shown_is_listed() {
    let model = Draft::new("hitPolicy=\"FIRST\"", &["n: number"], &["< 60 → 1", "< 50 → 2", "- → 3"]).model();
    let cases = generate(&model, "judged");
    let unreached: Vec<String> = cases.unreached.iter().map(Goal::to_string).collect();
    assert_eq!(unreached, ["rule 2 decides", "rule 2 fails by `n` alone"]);
    let ordered = "<output><outputValues><text>\"high\", \"low\"</text></outputValues></output>";
    let model = Draft::new("hitPolicy=\"PRIORITY\"", &["n: number"], &["> 5 → \"low\"", "> 3 → \"high\""]).outputs(ordered).model();
    let unreached: Vec<String> = generate(&model, "judged").unreached.iter().map(Goal::to_string).collect();
    assert_eq!(unreached, ["rule 1 decides", "rule 1 fails by `n` alone"]);
}

#[test]
fn a_chain_is_shown_through_its_inputs() {
    let model = chain();
    let cases = generate(&model, "class");
    insta::assert_snapshot!("chain", shown(&cases));
    let mut coverage = Coverage::of(&model);
    for case in &cases.cases {
        let inputs: Vec<Value> = case.inputs.iter().map(|(_, value)| value.clone()).collect();
        coverage.add(&model.evaluate(model.decision("class").unwrap(), &inputs, &EvalContext::default(), Tracing::Matches));
    }
    assert!(coverage.tables().iter().all(|table| table.never().is_empty()));
}

#[test]
fn no_case_can_be_left_out_and_every_cell_has_its_pair() {
    let rules = ["< 5 | \"a\" | true → 1", "[5..9] | \"a\", \"b\" | - → 2", "> 9 | - | false → 3", "- | - | - → 4"];
    let model = Draft::new("hitPolicy=\"FIRST\"", &["n: number", "t: string", "b: boolean"], &rules).model();
    let cases = generate(&model, "judged");
    assert_eq!(cases, generate(&model, "judged"));
    assert!(!cases.is_cut);
    let few = model.generate_cases(model.decision("judged").unwrap(), &EvalContext::default(), &CaseOptions { candidates: 3 });
    assert!(few.is_cut && few.cases.len() <= 3);
    for (place, case) in cases.cases.iter().enumerate() {
        let others = || cases.cases.iter().enumerate().filter(|(other, _)| *other != place).flat_map(|(_, case)| &case.shows);
        assert!(case.shows.iter().any(|goal| !others().any(|other| other == goal)), "case {place} shows nothing of its own");
    }
    for goal in cases.cases.iter().flat_map(|case| &case.shows) {
        let GoalKind::Cell(rule, column) = &goal.kind else { continue };
        let failing = cases.cases.iter().find(|case| case.shows.contains(goal)).unwrap();
        let is_pair = |case: &&guiju_dmn::GeneratedCase| {
            case.matched == [rule.id.clone()]
                && case.inputs.iter().zip(&failing.inputs).all(|(a, b)| a.0 == *column || a.1 == b.1 || a.0 == "n")
        };
        assert!(cases.cases.iter().any(|case| is_pair(&case)), "{goal} has no pair");
    }
}
