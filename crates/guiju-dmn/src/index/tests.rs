//! The index gives what trying every rule gives: values, reasons, matches and misses, over random tables and inputs.

use std::fmt::Write as _;
use std::sync::Arc;

use guiju_feel::{EvalContext, Limits, Mode, Names, Value};
use proptest::prelude::*;
use proptest::sample::select;

use super::Index;
use crate::evaluate::{Body, Table};
use crate::{Model, Tracing, compile_what_can_be, read};

const POLICIES: &[&str] = &["FIRST", "UNIQUE", "ANY", "PRIORITY", "RULE ORDER", "OUTPUT ORDER", "COLLECT"];
const TYPES: &[&str] = &["number", "string", "boolean", "date", "time", "date and time", "days and time duration", "Any"];

/// Cells of every kind that the index reads, and of those that it leaves alone.
const CELLS: &[&[&str]] = &[
    &[
        "1",
        "2, 3",
        "< 2",
        "[1..3)",
        "(1.5..2.25]",
        "not(2)",
        "not(< 1, > 3)",
        "> 2.5",
        "[3..1]",
        "!= 2",
        "= 1.0",
        "0.1",
        "[1, 2]",
        "(< 2)",
        "? > 1 and ? < 3",
        "? = 1 or 2 < ?",
        "not(? < 2)",
        "1, not(2)",
        "? in (1, [2..3])",
        "< 1 + 1",
        "? between 1 and 2",
        "list contains([1, 2], ?)",
        "? > 2 and ? < 1",
        "? != null and not(? = 2)",
    ],
    &[
        "\"a\"",
        "\"b\", \"ab\"",
        "not(\"a\")",
        "< \"b\"",
        "[\"a\"..\"b\")",
        "\"a long text of more than eight bytes\"",
        "!= \"a\"",
        "\"\"",
        "? = \"a\" or ? = \"b\"",
        "? in [\"a\", \"b\"]",
        "\"a\" + \"b\"",
        "not(? = \"a\")",
    ],
    &["true", "false", "not(true)"],
    &[
        "@\"2024-01-01\"",
        "< @\"2024-02-29\"",
        "[@\"2023-12-31\"..@\"2024-01-02\"]",
        "not(@\"2024-01-01\")",
        "date(\"2024-01-01\") + @\"P1D\"",
        "? >= date(2024, 1, 1)",
    ],
    &["@\"10:00:00\"", "< @\"10:00:00.5\"", "@\"10:00:00Z\"", "> @\"09:00:00+01:00\"", "? != @\"10:00:00\" and ? < @\"11:00:00\""],
    &["@\"2024-01-01T00:00:00\"", "< @\"2024-01-01T10:00:00Z\"", "not(@\"2024-01-01T00:00:00Z\")", ">= @\"2024-01-01T00:00:00.25\""],
    &["@\"P1D\"", "< @\"PT36H\"", "[@\"P1D\"..@\"P3D\"]", "@\"P1Y\""],
    &[
        "-",
        "-",
        "null",
        "not(null)",
        "null, 1",
        "other",
        "> other",
        "string length(?) > 1",
        "? = other",
        "1 / 0 > 1",
        "\"a\", 1",
        "not(-)",
        "((",
    ],
];
const INPUTS: &[&str] = &[
    "null",
    "1",
    "2",
    "3",
    "2.25",
    "0.1",
    "-7",
    "1e30",
    "123456789012345678901234567890.5",
    "\"a\"",
    "\"ab\"",
    "\"b\"",
    "\"\"",
    "\"a long text of more than eight bytes\"",
    "\"a long text\"",
    "true",
    "false",
    "@\"2024-01-01\"",
    "@\"2024-02-29\"",
    "@\"10:00:00\"",
    "@\"10:00:00.7\"",
    "@\"10:00:00Z\"",
    "@\"2024-01-01T00:00:00\"",
    "@\"2024-01-01T00:00:00.5\"",
    "@\"2024-01-01T10:00:00Z\"",
    "@\"2024-01-01T11:00:00+01:00\"",
    "@\"P1D\"",
    "@\"PT36H\"",
    "@\"P1Y\"",
    "[1]",
    "[1, 2]",
    "[\"a\"]",
    "[1..3]",
    "{a: 1}",
];

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A table over the inputs `i0`, `i1` … of these types, with an input `other` that cells may name.
fn model(policy: &str, types: &[&str], rules: &[Vec<&str>]) -> Model {
    let mut xml = String::from("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"n\">");
    let names: Vec<String> = (0..types.len()).map(|index| format!("i{index}")).collect();
    let (mut needs, mut columns) = (String::new(), String::new());
    for name in names.iter().map(String::as_str).chain(["other"]) {
        let _ = write!(xml, "<inputData id=\"{name}\" name=\"{name}\"><variable name=\"{name}\"/></inputData>");
        let _ = write!(needs, "<informationRequirement><requiredInput href=\"#{name}\"/></informationRequirement>");
    }
    for (name, ty) in names.iter().zip(types) {
        let _ = write!(columns, "<input><inputExpression typeRef=\"{ty}\"><text>{name}</text></inputExpression></input>");
    }
    let _ = write!(
        xml,
        "<decision id=\"d\" name=\"d\"><variable name=\"d\"/>{needs}<decisionTable hitPolicy=\"{policy}\">{columns}<output>\
         <outputValues><text>3, 2, 1, 0</text></outputValues></output>"
    );
    for (index, rule) in rules.iter().enumerate() {
        xml += "<rule>";
        rule.iter().take(types.len()).for_each(|cell| xml += &format!("<inputEntry><text>{}</text></inputEntry>", escape(cell)));
        let _ = write!(xml, "<outputEntry><text>{}</text></outputEntry></rule>", index % 4);
    }
    xml += "</decisionTable></decision></definitions>";
    compile_what_can_be(&read(&xml).unwrap()).0
}

fn change(mut model: Model, change: impl Fn(&mut Table)) -> Model {
    for node in &mut Arc::get_mut(&mut model.inner).unwrap().decisions {
        if let Body::Table(table) = &mut node.body {
            change(Arc::get_mut(table).unwrap());
        }
    }
    model
}

fn feel(text: &str) -> Value {
    guiju_feel::compile(text, &Names::new()).unwrap().evaluate(&[], &EvalContext::default()).value
}

/// A cell for a column: mostly of its kind, sometimes of another.
fn cell() -> impl Strategy<Value = (usize, &'static str)> {
    let of = |kind: usize| select(CELLS[kind]).prop_map(move |cell| (kind, cell));
    (0..CELLS.len()).prop_flat_map(of)
}

fn rows(columns: usize) -> impl Strategy<Value = Vec<Vec<&'static str>>> {
    // A column has cells of one kind and of the last list, with a few of any kind among them.
    let kinds = proptest::collection::vec(0..CELLS.len(), columns);
    kinds.prop_flat_map(|kinds| {
        let row: Vec<_> = kinds
            .into_iter()
            .map(|kind| {
                prop_oneof![6 => select(CELLS[kind]), 3 => Just("-"), 2 => select(CELLS[7]), 1 => cell().prop_map(|(_, cell)| cell)].boxed()
            })
            .collect();
        proptest::collection::vec(row, 1..150)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 80, ..ProptestConfig::default() })]
    #[test]
    fn the_index_gives_what_trying_every_rule_gives(
        policy in select(POLICIES),
        types in proptest::collection::vec(select(TYPES), 3),
        rules in rows(3),
        inputs in proptest::collection::vec(proptest::collection::vec(select(INPUTS), 4), 8),
        steps in prop_oneof![4 => Just(10_000_000_u64), 1 => 0_u64..5],
        reasons in prop_oneof![1 => Just(32_usize), 1 => 0_usize..5],
    ) {
        let make = || model(policy, &types, &rules);
        let tried = change(make(), |table| table.index = None);
        let fine = change(make(), |table| table.index = Some(Index::build_within(&table.inputs, &table.rules, 1 << 20)));
        let coarse = change(make(), |table| table.index = Some(Index::build_within(&table.inputs, &table.rules, 1)));
        for case in &inputs {
            let values: Vec<Value> = case.iter().map(|text| feel(text)).collect();
            for (mode, tracing) in [(Mode::Lenient, Tracing::Matches), (Mode::Lenient, Tracing::Misses), (Mode::Strict, Tracing::Matches)] {
                let context = EvalContext { mode, limits: Limits { steps, reasons, ..Limits::default() }, ..EvalContext::default() };
                let decide = |model: &Model| model.evaluate(model.decision("d").unwrap(), &values, &context, tracing);
                let expected = decide(&tried);
                prop_assert_eq!(&decide(&fine), &expected, "{:?} {:?}", case, tracing);
                prop_assert_eq!(&decide(&coarse), &expected, "coarse: {:?} {:?}", case, tracing);
            }
        }
    }
}

#[test]
fn a_table_of_ten_thousand_rules_has_an_index_of_bounded_size() {
    let ranges: Vec<String> = (0..10_000).map(|index| format!("[{}..{})", index * 7, index * 7 + 5_000 + index % 13)).collect();
    let texts: Vec<String> = (0..10_000).map(|index| format!("\"text {index}\"")).collect();
    let rules: Vec<Vec<&str>> = ranges.iter().zip(&texts).map(|(range, text)| vec![range.as_str(), text.as_str()]).collect();
    let model = change(model("FIRST", &["number", "string"], &rules), |table| {
        let index = table.index.as_ref().unwrap();
        assert!(index.sets.bytes() <= 3 * super::BYTES_PER_COLUMN * table.inputs.len(), "{} bytes", index.sets.bytes());
        // A null is heard by every range until no reason more is kept; then the index knows that none of them passes.
        let chosen = index.choose(&[Value::Null, Value::from("text 9000")]);
        let visited =
            |keeps_reasons| (0..index.sets.words()).map(|word| index.word(&chosen, word, keeps_reasons).visit.count_ones()).sum::<u32>();
        assert_eq!((visited(true), visited(false)), (10_000, 0));
    });
    let outcome = model.evaluate(
        model.decision("d").unwrap(),
        &[Value::from(7 * 9_000 + 3), Value::from("text 9000"), Value::Null],
        &EvalContext::default(),
        Tracing::Matches,
    );
    assert_eq!(outcome.tables[0].matched, [9_000]);
}
