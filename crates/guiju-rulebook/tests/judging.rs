//! Judging customers by the default chapter: totals in, class and reasons out.

#![expect(clippy::unwrap_used, reason = "helpers of tests stop at what is wrong")]

use guiju_rulebook::{Coverages, Filter, FilterValue, Judgement, Operand, Operator, RuleFile, Rulebook, Source, State, Totals, Window};
use guiju_types::{Amount, RecordId, Value};
use proptest::prelude::*;

fn rulebook() -> Rulebook {
    Rulebook::load(&Source::embedded()).unwrap()
}

fn complete(rulebook: &Rulebook) -> Coverages {
    Coverages::complete("2026-10".parse().unwrap(), rulebook.facts().iter().map(|fact| fact.name.clone()))
}

/// The totals by name, in the appraisal's order. Sums are in whole units.
fn totals(rulebook: &Rulebook, given: &[(&str, i64)]) -> Vec<Option<i64>> {
    let credit = rulebook.appraisal("credit").unwrap();
    let value = |name: &str| given.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    let parts = |total: &guiju_rulebook::Total| {
        let scale = if matches!(total.aggregate, guiju_rulebook::Aggregate::Sum(_)) { Amount::PARTS_PER_UNIT } else { 1 };
        value(&total.name).map(|value| value * scale)
    };
    credit.totals().iter().map(parts).collect()
}

const GOOD: [(&str, i64); 6] = [
    ("payment_timeliness.due", 100_000),
    ("payment_timeliness.paid_on_time", 92_000),
    ("gross_profit.charges", 60_000),
    ("gross_profit.costs", 54_000),
    ("gross_profit.cost_rows", 3),
    ("continuity.order_months", 11),
];

fn judge(rulebook: &Rulebook, given: &[(&str, i64)]) -> Judgement {
    rulebook.appraisal("credit").unwrap().judge(&Totals(&totals(rulebook, given)), &complete(rulebook))
}

#[test]
fn totals_that_two_measures_count_alike_are_counted_once() {
    let rulebook = rulebook();
    let credit = rulebook.appraisal("credit").unwrap();
    let names: Vec<&str> = credit.totals().iter().map(|total| total.name.as_str()).collect();
    assert_eq!(
        names,
        [
            "payment_timeliness.due",
            "payment_timeliness.credited",
            "payment_timeliness.paid_on_time",
            "payment_timeliness.unclear",
            "payment_timeliness.due_before",
            "payment_timeliness.settled_before",
            "gross_profit.charges",
            "gross_profit.credited",
            "gross_profit.costs",
            "gross_profit.cost_rows",
            "continuity.order_months"
        ]
    );
}

#[test]
fn conditions_are_lowered_to_filters() {
    let rulebook = rulebook();
    let credit = rulebook.appraisal("credit").unwrap();
    let compare = |column: &str, op, to| Filter::Compare { column: column.to_owned(), op, to };
    let text = |text: &str| Operand::Value(FilterValue::Text(text.to_owned()));
    let paid = credit.totals().iter().find(|total| total.name == "payment_timeliness.paid_on_time").unwrap();
    assert_eq!((paid.by.as_str(), paid.window), ("charge_due", Window::Months(3)));
    assert_eq!(
        paid.filter,
        Some(Filter::And(vec![
            Filter::In {
                column: "kind".to_owned(),
                values: ["allocation", "clearing"].map(|kind| FilterValue::Text(kind.to_owned())).to_vec(),
            },
            compare("date", Operator::LessOrEqual, Operand::Column("charge_due".to_owned())),
        ]))
    );
    let unclear = credit.totals().iter().find(|total| total.name == "payment_timeliness.unclear").unwrap();
    assert_eq!(
        unclear.filter,
        Some(Filter::And(vec![
            compare("kind", Operator::Equal, text("clearing")),
            compare("date", Operator::Greater, Operand::Column("charge_due".to_owned())),
            compare("earliest", Operator::LessOrEqual, Operand::Column("charge_due".to_owned())),
        ]))
    );
    let orders = credit.totals().iter().find(|total| total.name == "continuity.order_months").unwrap();
    assert_eq!(orders.filter, Some(compare("status", Operator::NotEqual, text("cancelled"))));
}

#[test]
fn a_component_carries_value_score_points_and_the_rule_in_words() {
    let judgement = judge(&rulebook(), &GOOD);
    let timeliness = judgement.components.first().unwrap();
    let number = |number: Option<guiju_feel::Number>| number.unwrap().to_string();
    assert_eq!((number(timeliness.value), number(timeliness.score), number(timeliness.points)), ("92".into(), "85".into(), "34".into()));
    let rule = timeliness.rule.as_ref().unwrap();
    assert_eq!((rule.decision.as_str(), rule.rule_id.as_str()), ("payment_timeliness_score", "payment_timeliness_score_3"));
    assert_eq!(rule.text.en, "payment timeliness from 90% to under 95% gives 85 points");
    assert_eq!(rule.text.zh, "付费及时性在 90% 至 95% 之间（不含上限），得 85 分");
    assert_eq!(judgement.class_rule.unwrap().rule_id, "credit_class_2");
}

#[test]
fn the_next_class_is_reached_by_what_can_still_happen() {
    let rulebook = rulebook();
    let credit = rulebook.appraisal("credit").unwrap();
    let next = credit.next(&Totals(&totals(&rulebook, &GOOD)), &complete(&rulebook)).unwrap();
    assert_eq!((next.class.as_ref(), next.total.to_string(), next.gap.to_string()), ("VIP", "90".to_owned(), "8.4".to_owned()));
    let way: Vec<String> =
        next.ways.first().unwrap().iter().map(|change| format!("{} {} → {}", change.measure, change.from, change.to)).collect();
    assert_eq!(way, ["gross_profit 6000 → 15000", "freight_amount 60000 → 150000"]);
    assert!(next.ways.iter().flatten().all(|change| change.measure.as_ref() != "payment_timeliness"));
}

#[test]
fn one_measure_alone_is_proposed_where_it_suffices() {
    let rulebook = rulebook();
    let credit = rulebook.appraisal("credit").unwrap();
    let mut given = GOOD;
    given[1].1 = 78_000;
    // 55 × 40 % + 80 × 30 % + 78 × 20 % + 80 × 10 % = 69.6 is B; A takes 10.4 more, which no single measure gives.
    let next = credit.next(&Totals(&totals(&rulebook, &given)), &complete(&rulebook)).unwrap();
    assert_eq!(next.class.as_ref(), "A");
    assert!(next.ways.iter().all(|way| way.len() > 1));
    given[1].1 = 86_000;
    // 72 × 40 % + … = 76.4: 3.6 more, by the profit or by the freight alone.
    let next = credit.next(&Totals(&totals(&rulebook, &given)), &complete(&rulebook)).unwrap();
    let ways: Vec<String> = next.ways.iter().map(|way| format!("{} {}", way[0].measure, way[0].to)).collect();
    assert_eq!(ways, ["gross_profit 15000", "freight_amount 150000"]);
}

#[test]
fn companies_of_the_group_are_marked_and_others_are_not() {
    let rulebook = rulebook();
    let credit = rulebook.appraisal("credit").unwrap();
    let relation =
        |value: &str| vec![("code".to_owned(), Value::Text("C1".to_owned())), ("relation".to_owned(), Value::Text(value.to_owned()))];
    let mark = credit.mark(&relation("group")).unwrap();
    assert_eq!((mark.name.as_ref(), mark.class.as_ref()), ("internal", "internal_group"));
    assert_eq!(credit.mark(&relation("affiliate")).unwrap().class.as_ref(), "internal_affiliate");
    assert!(credit.mark(&relation("external")).is_none());
    assert!(credit.mark(&[]).is_none());
}

#[test]
fn fields_are_validated_with_a_message_in_both_languages() {
    let rulebook = rulebook();
    let fields = vec![
        ("code".to_owned(), Value::Text("C1".to_owned())),
        ("terms".to_owned(), Value::Text("weekly".to_owned())),
        ("credit_days".to_owned(), Value::Integer(400)),
        ("branch".to_owned(), Value::Reference(RecordId(4))),
        ("admitted".to_owned(), Value::Text("soon".to_owned())),
        ("colour".to_owned(), Value::Boolean(true)),
    ];
    let said: Vec<String> =
        rulebook.validate("customer", &fields).iter().map(|problem| format!("{}: {}", problem.field, problem.message.en)).collect();
    assert_eq!(
        said,
        [
            "colour: there is no field `colour`",
            "name: Customer name is required",
            "terms: Settlement terms cannot be `weekly`; it is one of `cash`, `per_job`, `monthly`, `days_30`, `days_60`, `days_90`",
            "credit_days: days of credit are between 0 and 365",
            "admitted: Admitted on is of the wrong type",
        ]
    );
}

#[test]
fn an_edition_is_named_by_the_files_and_nothing_else() {
    let one = rulebook();
    assert_eq!(one.edition(), rulebook().edition());
    assert_eq!(one.edition().0.len(), 16);
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rulebook");
    let same = Rulebook::load(&Source { base: guiju_rulebook::Base::Folder(folder), ..Source::default() }).unwrap();
    assert_eq!(one.edition(), same.edition());
}

#[test]
fn an_edition_that_was_kept_is_the_same_edition() {
    let class = "[credit]\nlabel = { zh = \"评级\", en = \"Rating\" }\n";
    let on_top = vec![RuleFile { path: "credit/appraisals.toml".to_owned(), text: class.into() }];
    let changed = Rulebook::load(&Source { on_top, ..Source::embedded() }).unwrap();
    assert_ne!(changed.edition(), rulebook().edition());
    assert_eq!(changed.appraisal("credit").unwrap().label.zh, "评级");
    let kept = Rulebook::load(&Source::kept(changed.files().to_vec())).unwrap();
    assert_eq!(kept.edition(), changed.edition());
    assert_eq!(kept.appraisal("credit").unwrap().label.zh, "评级");
}

/// Rows judged by columns are what `judge` gives for each, whatever is covered.
fn check_rows(rulebook: &Rulebook, cases: &[Vec<Option<i64>>], coverages: &Coverages) {
    for appraisal in rulebook.appraisals() {
        let width = appraisal.totals().len();
        let columns: Vec<Vec<Option<i64>>> =
            (0..width).map(|slot| cases.iter().map(|case| case.get(slot).copied().flatten()).collect()).collect();
        // A part of the rows, so that their places are not those of the table.
        let judged = appraisal.judge_rows(&columns, 1..cases.len(), coverages);
        assert_eq!(judged.len(), cases.len() - 1);
        for (row, case) in cases.iter().skip(1).enumerate() {
            let mut totals = case.clone();
            totals.resize(width, None);
            assert_eq!(judged.judgement(row).unwrap(), appraisal.judge(&Totals(&totals), coverages), "{case:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]
    #[test]
    fn rows_are_judged_as_each_would_be_alone(
        cases in proptest::collection::vec(proptest::collection::vec(proptest::option::of(-2_000_000_000_i64..4_000_000_000), 8), 2..60),
        months in proptest::collection::vec(0_i64..=12, 60),
    ) {
        thread_local!(static RULEBOOK: Rulebook = rulebook());
        RULEBOOK.with(|rulebook| {
            let mut cases = cases.clone();
            cases.iter_mut().zip(&months).for_each(|(case, months)| case[7] = Some(*months));
            check_rows(rulebook, &cases, &complete(rulebook));
            check_rows(rulebook, &cases, &Coverages::new(&[], "2026-10".parse().unwrap()));
        });
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    /// Whatever the totals: the same judgement twice, a total inside 0 to 100 that is the sum of the points, and a class only with it.
    #[test]
    fn a_judgement_is_whole(parts in proptest::collection::vec(proptest::option::of(-2_000_000_000_i64..4_000_000_000), 8), months in 0_i64..=12) {
        thread_local!(static RULEBOOK: Rulebook = rulebook());
        RULEBOOK.with(|rulebook| {
            let credit = rulebook.appraisal("credit").unwrap();
            let mut parts = parts.clone();
            parts[7] = Some(months);
            let judgement = credit.judge(&Totals(&parts), &complete(rulebook));
            prop_assert_eq!(&judgement, &credit.judge(&Totals(&parts), &complete(rulebook)));
            prop_assert_eq!(judgement.class.is_some(), judgement.state == State::Rated);
            prop_assert_eq!(judgement.state == State::NotRated, judgement.components.iter().any(|component| component.missing.is_some()));
            if let Some(total) = judgement.total {
                let sum = judgement.components.iter().filter_map(|component| component.points).fold(guiju_feel::Number::ZERO, |sum, points| sum.checked_add(points).unwrap());
                prop_assert_eq!(total, sum);
                prop_assert!(total >= guiju_feel::Number::ZERO && total <= guiju_feel::Number::from(100_i64));
            }
            Ok(())
        })?;
    }
}
