//! Explanations, what is stored of them, and coverage.

use guiju_dmn::{Coverage, Language, Tracing};
use guiju_feel::EvalContext;

use crate::{Draft, chain, feel};

#[test]
fn a_decision_is_told_step_by_step() {
    let model = chain();
    let inputs = [feel("82"), feel("1500")];
    let explanation = model.explain(model.decision("class").unwrap(), &inputs, &EvalContext::default());
    insta::assert_snapshot!("english", explanation.text(Language::En));
    insta::assert_snapshot!("chinese", explanation.text(Language::Zh));
}

#[test]
fn a_decision_that_fails_is_told_as_well() {
    let model = Draft::new("", &["n: number", "t: string"], &["< 5 | - → 1 / 0", ">= 5 | \"x\" → 2"]).model();
    let explain = |n: &str, t: &str| {
        let decision = model.decision("judged").unwrap();
        model.explain(decision, &[feel(n), feel(t)], &EvalContext::default()).text(Language::En)
    };
    insta::assert_snapshot!("division", explain("1", "\"y\""));
    insta::assert_snapshot!("nothing_matches", explain("7", "\"y\""));
    insta::assert_snapshot!("null", explain("null", "\"y\""));
}

#[test]
fn what_is_stored_is_what_an_explanation_gives() {
    let model = chain();
    let context = EvalContext::default();
    for decision in model.decisions() {
        for (timeliness, profit) in [("82", "1500"), ("60", "0"), ("null", "10"), ("12.5", "null")] {
            let inputs = [feel(timeliness), feel(profit)];
            let outcome = model.evaluate(decision, &inputs, &context, Tracing::Matches);
            let stored = model.stored("e1", decision, &inputs, &outcome);
            let explanation = model.explain_stored(&stored, &context).unwrap();
            assert_eq!(explanation.stored("e1"), stored);
            assert_eq!(explanation.value, outcome.value);
        }
    }
}

#[test]
fn coverage_says_which_rules_never_fired() {
    let outputs = "<output><defaultOutputEntry><text>0</text></defaultOutputEntry></output>";
    let model = Draft::new("hitPolicy=\"FIRST\"", &["n: number"], &["< 5 → 1", "[5..8] → 2", "> 20 → 1"]).outputs(outputs).model();
    let mut coverage = Coverage::of(&model);
    let mut other = coverage.clone();
    let decide = |coverage: &mut Coverage, n: &str| {
        coverage.add(&model.evaluate(model.decision("judged").unwrap(), &[feel(n)], &EvalContext::default(), Tracing::Matches));
    };
    ["1", "2", "21"].iter().for_each(|n| decide(&mut coverage, n));
    let table = &coverage.tables()[0];
    assert_eq!((table.fired(), table.hits.as_slice(), table.reached_default()), (2, &[2, 0, 1][..], false));
    assert_eq!(table.never().iter().map(|rule| rule.id.as_str()).collect::<Vec<_>>(), ["r2"]);
    assert_eq!(table.outputs(), [("1".to_owned(), 3), ("2".to_owned(), 0)]);
    ["6", "10"].iter().for_each(|n| decide(&mut other, n));
    coverage.merge(&other);
    assert_eq!((coverage.tables()[0].never().len(), coverage.tables()[0].reached_default()), (0, true));
}
