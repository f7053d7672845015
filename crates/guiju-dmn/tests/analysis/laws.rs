//! What holds for every table: witnesses show what they are said to show, and what nobody reported is not there.

use guiju_dmn::{CheckOptions, Finding, Model, Outcome, Tracing};
use guiju_feel::{EvalContext, Value};
use proptest::prelude::*;

use crate::{Draft, feel};

fn decide(model: &Model, inputs: &[(String, Value)]) -> Outcome {
    let given: Vec<Value> = model
        .inputs()
        .map(|(name, _)| inputs.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone()).unwrap_or_default())
        .collect();
    model.evaluate(model.decision("judged").unwrap(), &given, &EvalContext::default(), Tracing::Misses)
}

/// The rules that match, whatever the hit policy: those that have no miss.
fn matching(outcome: &Outcome, rules: usize) -> Vec<usize> {
    let trace = outcome.tables.first().unwrap();
    (0..rules).filter(|rule| !trace.misses.iter().any(|miss| miss.rule == *rule)).collect()
}

/// Evaluates the witness of a finding.
fn prove(model: &Model, finding: &Finding, rules: usize) {
    let inputs = finding.witness.as_ref().unwrap().inputs.as_ref().unwrap();
    let outcome = decide(model, inputs);
    let matching = matching(&outcome, rules);
    let about: Vec<usize> = finding.rules.iter().map(|rule| rule.number - 1).collect();
    let is_shown = match finding.rule {
        "gap" | "missing-default" | "null-not-handled" => matching.is_empty(),
        "overlap" | "misleading" | "duplicate" | "subsumed" => about.iter().all(|rule| matching.contains(rule)),
        "any-conflict" => outcome.value.is_null() && about.iter().all(|rule| matching.contains(rule)),
        "masked" => matching.contains(&about[0]) && outcome.tables[0].matched != [about[0]],
        "mergeable" => matching.contains(&about[0]),
        "unreachable-rule" | "out-of-domain" => !matching.contains(&about[0]),
        _ => true,
    };
    assert!(is_shown, "{finding:?} is not shown by {matching:?}");
}

fn number_cell() -> impl Strategy<Value = String> {
    (0_usize..18, 0_i64..8, 0_i64..4).prop_map(|(shape, low, width)| {
        let high = low + width;
        let cells = [
            format!("? > {low} and ? < {high}"),
            format!("? = {low} or {high} < ?"),
            format!("not(? >= {low} and ? != {high})"),
            format!("{low}, not({high})"),
            format!("? in [{low}, {high}]"),
            format!("? in ({low}, [{high}..9])"),
            format!("< {low} + {width}"),
            format!("? between {low} and {high}"),
            // Half of it is understood.
            format!("? > {low} and odd(?)"),
            format!("? < {low} or odd(?)"),
            "-".to_owned(),
            format!("< {low}"),
            format!(">= {low}"),
            format!("[{low}..{high}]"),
            format!("({low}..{high})"),
            format!("not({low})"),
            format!("{low}, {high}"),
            "null".to_owned(),
        ];
        cells[shape].clone()
    })
}

fn text_cell() -> impl Strategy<Value = String> {
    prop::sample::select(vec![
        "-",
        "\"a\"",
        "\"b\"",
        "not(\"a\")",
        "\"a\", \"b\"",
        "starts with(?, \"a\")",
        "not(null)",
        "? = \"a\" or ? = \"b\"",
        "? in [\"a\", \"b\"]",
        "? != \"a\" and ? != \"b\"",
        "not(? = \"b\")",
    ])
    .prop_map(str::to_owned)
}

fn date_cell() -> impl Strategy<Value = String> {
    (0_usize..7, 1_u32..6).prop_map(|(shape, day)| {
        let date = format!("date(\"2026-01-0{day}\")");
        let next = format!("date(2026, 1, {day}) + duration(\"P1D\")");
        let cells = [
            format!("< {date}"),
            format!(">= {date}"),
            date.clone(),
            format!("not({date})"),
            "-".to_owned(),
            format!("? > {date} and ? <= {next}"),
            next,
        ];
        cells[shape].clone()
    })
}

fn draft() -> impl Strategy<Value = Draft> {
    let policy = prop::sample::select(vec!["hitPolicy=\"UNIQUE\"", "hitPolicy=\"FIRST\"", "hitPolicy=\"ANY\"", "hitPolicy=\"COLLECT\""]);
    let rule = (number_cell(), text_cell(), date_cell(), 0..2).prop_map(|(n, t, d, output)| format!("{n} | {t} | {d} → {output}"));
    (policy, prop::collection::vec(rule, 1..7)).prop_map(|(policy, rules)| Draft {
        policy: policy.to_owned(),
        inputs: ["n: number", "t: string", "d: date"].map(str::to_owned).to_vec(),
        outputs: crate::ONE.to_owned(),
        rules,
    })
}

fn case() -> impl Strategy<Value = Vec<(String, Value)>> {
    let number = (-2_i64..20).prop_map(|half| format!("{half} / 2"));
    let text = prop::sample::select(vec!["\"a\"", "\"b\"", "\"ab\"", "\"z\""]);
    let date = (1_u32..8).prop_map(|day| format!("date(\"2026-01-0{day}\")"));
    (number, text, date).prop_map(|(n, t, d)| vec![("n".to_owned(), feel(&n)), ("t".to_owned(), feel(t)), ("d".to_owned(), feel(&d))])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn every_witness_shows_what_it_is_said_to_show(draft in draft()) {
        let model = draft.model();
        for finding in model.findings(&CheckOptions::default()).iter().filter(|finding| finding.witness.is_some()) {
            prove(&model, finding, draft.rules.len());
        }
    }

    /// A case that no rule matches lies in a gap, one that several match in an overlap, and a rule that decides is not masked.
    #[test]
    fn what_is_not_reported_does_not_happen(draft in draft(), case in case()) {
        let model = draft.model();
        let findings = model.findings(&CheckOptions { findings_each: 1_000, ..CheckOptions::default() });
        let has = |rule: &str| findings.iter().any(|finding| finding.rule == rule);
        let outcome = decide(&model, &case);
        let matching = matching(&outcome, draft.rules.len());
        let is_understood = !has("opaque-cell");
        if is_understood && matching.is_empty() {
            prop_assert!(has("gap"), "{:?} matches nothing", case);
        }
        if is_understood && draft.policy.contains("UNIQUE") && matching.len() > 1 {
            let is_reported = findings.iter().any(|finding| {
                finding.rule == "overlap" && finding.rules.iter().map(|rule| rule.number - 1).eq(matching.iter().copied().take(2))
            });
            prop_assert!(is_reported, "{:?} matches {:?}", case, matching);
        }
        for decided in &outcome.tables[0].matched {
            let is_denied = |finding: &Finding| {
                ["masked", "unreachable-rule"].contains(&finding.rule) && finding.rules.first().is_some_and(|rule| rule.number - 1 == *decided)
            };
            prop_assert!(!findings.iter().any(is_denied), "rule {} decides {:?}", decided + 1, case);
        }
    }

    /// Without a column that is said to change nothing, every case comes out the same.
    #[test]
    fn an_irrelevant_input_changes_nothing(draft in draft(), case in case(), other in case()) {
        let model = draft.model();
        for finding in model.findings(&CheckOptions::default()).iter().filter(|finding| finding.rule == "irrelevant-input") {
            let mut changed = case.clone();
            for (name, value) in &other {
                if finding.columns.contains(name) {
                    changed.iter_mut().filter(|(known, _)| known == name).for_each(|(_, place)| *place = value.clone());
                }
            }
            prop_assert_eq!(decide(&model, &case).value, decide(&model, &changed).value);
        }
    }
}
