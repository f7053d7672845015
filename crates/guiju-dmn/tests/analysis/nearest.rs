//! The smallest change that leads to another outcome.

use guiju_dmn::{Model, NearestOptions, Tracing};
use guiju_feel::{EvalContext, Value};
use proptest::prelude::*;

use crate::{Draft, chain, feel};

fn nearest(model: &Model, decision: &str, inputs: &[&str], wanted: Option<&str>) -> Vec<String> {
    let inputs: Vec<Value> = inputs.iter().map(|text| feel(text)).collect();
    let (decision, wanted) = (model.decision(decision).unwrap(), wanted.map(feel));
    let found = model.nearest_changes(decision, &inputs, wanted.as_ref(), &EvalContext::default(), &NearestOptions::default());
    found.into_iter().map(|change| change.message.en.into_owned()).collect()
}

#[test]
fn the_nearest_bound_flips_a_table() {
    let model = Draft::new(
        "",
        &["n: number", "t: string"],
        &["< 60 | - → \"C\"", "[60..85) | - → \"B\"", ">= 85 | not(\"x\") → \"A\"", ">= 85 | \"x\" → \"B\""],
    )
    .model();
    assert_eq!(nearest(&model, "judged", &["82", "\"y\""], None), ["n 82 → 85 gives \"A\"", "n 82 → 59 gives \"C\""]);
    assert_eq!(nearest(&model, "judged", &["82.5", "\"y\""], Some("\"C\"")), ["n 82.5 → 59.9 gives \"C\""]);
    // One input does not suffice.
    assert_eq!(nearest(&model, "judged", &["82", "\"x\""], Some("\"A\"")), ["n 82 → 85 and t \"x\" → \"any other\" gives \"A\""]);
    assert!(nearest(&model, "judged", &["82", "\"y\""], Some("\"Z\"")).is_empty());
}

#[test]
fn dates_and_what_is_allowed_count() {
    let model = Draft::new(
        "",
        &["d: date", "t: string (\"x\", \"y\")"],
        &["< date(\"2026-01-01\") | - → 1", ">= date(\"2026-01-01\") | \"x\" → 2", ">= date(\"2026-01-01\") | \"y\" → 3"],
    )
    .model();
    assert_eq!(
        nearest(&model, "judged", &["date(\"2026-03-01\")", "\"x\""], None),
        ["d @\"2026-03-01\" → @\"2025-12-31\" gives 1", "t \"x\" → \"y\" gives 3"]
    );
}

#[test]
fn a_change_goes_through_a_chain_of_decisions() {
    let model = chain();
    assert_eq!(
        nearest(&model, "class", &["82", "1500"], None),
        ["timeliness 82 → 85 gives \"A\"", "timeliness 82 → 59 gives \"C\"", "profit 1500 → 999 gives \"C\""]
    );
    assert_eq!(nearest(&model, "class", &["50", "500"], Some("\"A\"")), ["timeliness 50 → 85 and profit 500 → 1000 gives \"A\""]);
    assert_eq!(nearest(&model, "total", &["82", "1500"], Some("60")), ["timeliness 82 → 85 and profit 1500 → 999 gives 60"]);
    // No table reads the inputs themselves: the numbers are searched.
    let sum = Draft::new("", &["a + b: number"], &["< 100 → 1", ">= 100 → 2"]);
    let xml = sum.xml().replace(
        "<inputData id=\"a + b\" name=\"a + b\"><variable name=\"a + b\" typeRef=\"number\"/></inputData>",
        "<inputData id=\"a\" name=\"a\"><variable name=\"a\" typeRef=\"number\"/></inputData><inputData id=\"b\" name=\"b\"><variable name=\"b\" typeRef=\"number\"/></inputData>",
    );
    let xml = xml.replace(
        "<informationRequirement><requiredInput href=\"#a + b\"/>",
        "<informationRequirement><requiredInput href=\"#a\"/></informationRequirement><informationRequirement><requiredInput href=\"#b\"/>",
    );
    let model = guiju_dmn::compile(&guiju_dmn::read(&xml).unwrap()).unwrap();
    assert_eq!(nearest(&model, "judged", &["30", "20.5"], None), ["a 30 → 80 gives 2", "b 20.5 → 70 gives 2"]);
}

proptest! {
    /// No value nearer than the one that is proposed gives the outcome; and what is proposed gives what it says.
    #[test]
    fn nothing_nearer_flips_it(bounds in prop::collection::btree_set(0_i64..60, 1..6), now in 0_i64..60) {
        let bounds: Vec<i64> = bounds.into_iter().collect();
        let mut rules = vec![format!("< {} → 0", bounds[0])];
        for (index, pair) in bounds.windows(2).enumerate() {
            rules.push(format!("[{}..{}) → {}", pair[0], pair[1], (index + 1) % 3));
        }
        rules.push(format!(">= {} → {}", bounds[bounds.len() - 1], bounds.len() % 3));
        let model = Draft { policy: String::new(), inputs: vec!["n: number".to_owned()], outputs: crate::ONE.to_owned(), rules }.model();
        let decision = model.decision("judged").unwrap();
        let decide = |n: i64| model.evaluate(decision, &[Value::from(n)], &EvalContext::default(), Tracing::Matches).value;
        let found = model.nearest_changes(decision, &[Value::from(now)], None, &EvalContext::default(), &NearestOptions::default());
        let size = |n: i64| (n - now).abs() as f64 / now.max(1) as f64;
        let best = (-70..130).filter(|n| decide(*n) != decide(now)).map(size).min_by(f64::total_cmp);
        prop_assert_eq!(best.is_some(), !found.is_empty());
        if let (Some(best), Some(change)) = (best, found.first()) {
            prop_assert!((change.distance - best).abs() < 1e-9, "{} against {}", change.message.en, best);
            prop_assert_eq!(&decide(change.changes[0].to.as_number().unwrap().to_i64().unwrap()), &change.value);
        }
    }
}
