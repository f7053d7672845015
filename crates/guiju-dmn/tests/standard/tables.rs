//! Decision tables (chapter 8): hit policies, outputs, defaults, input and output values, cells.

use crate::{check, decision, escape, input, model};

struct Table<'t> {
    policy: &'t str,
    /// `expression: type` or `expression: type (input values)`.
    inputs: &'t [&'t str],
    /// `name: type`, `(output values)` and `= default` after it; a single output has no name.
    outputs: &'t [&'t str],
    /// `test | test → output | output`
    rules: &'t [&'t str],
}

impl Table<'_> {
    fn xml(&self) -> String {
        let mut xml = format!("<decisionTable {}>", self.policy);
        for column in self.inputs {
            let (expression, rest) = column.split_once(": ").unwrap_or((column, ""));
            let (ty, values) = rest.split_once(" (").map_or((rest, None), |(ty, values)| (ty, values.strip_suffix(')')));
            let ty = if ty.is_empty() { String::new() } else { format!("typeRef='{ty}'") };
            let values = values.map(|values| format!("<inputValues><text>{}</text></inputValues>", escape(values))).unwrap_or_default();
            xml += &format!("<input><inputExpression {ty}><text>{}</text></inputExpression>{values}</input>", escape(expression));
        }
        for column in self.outputs {
            let (column, default) = column.split_once(" = ").map_or((*column, None), |(column, default)| (column, Some(default)));
            let (column, values) = column.split_once(" (").map_or((column, None), |(column, values)| (column, values.strip_suffix(')')));
            let (name, ty) = column.split_once(": ").unwrap_or((column, ""));
            let name = if name.is_empty() { String::new() } else { format!("name='{name}'") };
            let ty = if ty.is_empty() { String::new() } else { format!("typeRef='{ty}'") };
            let values = values.map(|values| format!("<outputValues><text>{}</text></outputValues>", escape(values))).unwrap_or_default();
            let default = default.map(|text| format!("<defaultOutputEntry><text>{}</text></defaultOutputEntry>", escape(text)));
            xml += &format!("<output {name} {ty}>{values}{}</output>", default.unwrap_or_default());
        }
        for rule in self.rules {
            let (tests, outputs) = rule.split_once('→').unwrap();
            xml += "<rule>";
            for test in tests.split('|') {
                xml += &format!("<inputEntry><text>{}</text></inputEntry>", escape(test.trim()));
            }
            for output in outputs.split('|') {
                xml += &format!("<outputEntry><text>{}</text></outputEntry>", escape(output.trim()));
            }
            xml += "</rule>";
        }
        xml + "</decisionTable>"
    }

    /// Decides over the input data `i`, which may be anything.
    #[track_caller]
    fn check(&self, given: &str, expected: &str) {
        check(&[input("i", "Any"), decision("d", "", &["i"], &self.xml())].concat(), &[("i", given)], expected);
    }
}

const RULES: [&str; 4] = ["< 10 → 1 | \"a\"", "< 20 → 2 | \"b\"", "> 5 → 3 | \"a\"", "> 100 → 1 | \"a\""];

fn policy(policy: &str, given: &str, expected: &str) {
    Table { policy, inputs: &["i: number"], outputs: &["n: number", "t: string"], rules: &RULES }.check(given, expected);
}

#[test]
fn hit_policies_with_several_outputs() {
    policy("", "3", "error");
    policy("", "4", "error");
    policy("hitPolicy='UNIQUE'", "15", "error");
    policy("hitPolicy='UNIQUE'", "25", "{n: 3, t: \"a\"}");
    policy("hitPolicy='UNIQUE'", "null", "null");
    policy("hitPolicy='FIRST'", "7", "{n: 1, t: \"a\"}");
    policy("hitPolicy='FIRST'", "15", "{n: 2, t: \"b\"}");
    policy("hitPolicy='ANY'", "25", "{n: 3, t: \"a\"}");
    policy("hitPolicy='ANY'", "200", "error");
    policy("hitPolicy='RULE ORDER'", "7", "[{n: 1, t: \"a\"}, {n: 2, t: \"b\"}, {n: 3, t: \"a\"}]");
    policy("hitPolicy='COLLECT'", "7", "[{n: 1, t: \"a\"}, {n: 2, t: \"b\"}, {n: 3, t: \"a\"}]");
    policy("hitPolicy='COLLECT'", "25", "[{n: 3, t: \"a\"}]");
    let agreeing = Table { policy: "hitPolicy='ANY'", inputs: &["i"], outputs: &["a", "b"], rules: &["1 → 1 | 2", "< 5 → 1.0 | 2"] };
    agreeing.check("1", "{a: 1, b: 2}");
}

#[test]
fn priority_and_output_order_follow_the_output_values() {
    let rules = ["< 10 → \"low\" | 1", "< 20 → \"high\" | 2", "< 30 → \"high\" | 3", "< 40 → \"middle\" | 1"];
    let outputs = ["risk: string (\"high\", \"middle\", \"low\")", "n: number (3, 2, 1)"];
    let table = |policy| Table { policy, inputs: &["i"], outputs: &outputs, rules: &rules };
    table("hitPolicy='PRIORITY'").check("5", "{risk: \"high\", n: 3}");
    table("hitPolicy='PRIORITY'").check("35", "{risk: \"middle\", n: 1}");
    table("hitPolicy='PRIORITY'").check("50", "null");
    table("hitPolicy='OUTPUT ORDER'")
        .check("5", "[{risk: \"high\", n: 3}, {risk: \"high\", n: 2}, {risk: \"middle\", n: 1}, {risk: \"low\", n: 1}]");
}

#[test]
fn aggregations() {
    let table =
        |policy| Table { policy, inputs: &["i"], outputs: &[""], rules: &["< 10 → 1", "< 20 → 2", "< 30 → 4", "= \"x\" → 0"] };
    table("hitPolicy='COLLECT' aggregation='SUM'").check("5", "7");
    table("hitPolicy='COLLECT' aggregation='MIN'").check("5", "1");
    table("hitPolicy='COLLECT' aggregation='MAX'").check("15", "4");
    table("hitPolicy='COLLECT' aggregation='COUNT'").check("5", "3");
    table("hitPolicy='COLLECT'").check("5", "[1, 2, 4]");
    table("hitPolicy='COLLECT'").check("25", "[4]");
    // Where no rule matches the result is null, whatever the hit policy (10.3.2.10, step 2): neither an empty list nor a count of 0.
    for policy in [
        "hitPolicy='COLLECT'",
        "hitPolicy='COLLECT' aggregation='SUM'",
        "hitPolicy='COLLECT' aggregation='COUNT'",
        "hitPolicy='COLLECT' aggregation='MIN'",
        "hitPolicy='RULE ORDER'",
    ] {
        table(policy).check("50", "null");
    }
    let texts =
        Table { policy: "hitPolicy='COLLECT' aggregation='MAX'", inputs: &["i"], outputs: &[""], rules: &["- → \"a\"", "- → \"b\""] };
    texts.check("1", "\"b\"");
    let mixed =
        Table { policy: "hitPolicy='COLLECT' aggregation='SUM'", inputs: &["i"], outputs: &[""], rules: &["- → \"a\"", "- → 1"] };
    mixed.check("1", "error");
}

/// A default output is the result as it is, so it can say what the list of no hits is, and what their number.
#[test]
fn a_default_output_is_the_whole_result_of_a_collecting_table() {
    let table = |policy, output| Table { policy, inputs: &["i"], outputs: output, rules: &["< 10 → 1", "< 20 → 2"] };
    table("hitPolicy='COLLECT'", &[": number = []"]).check("50", "[]");
    table("hitPolicy='COLLECT'", &[": number = [0]"]).check("50", "[0]");
    table("hitPolicy='COLLECT'", &[": number = [0]"]).check("5", "[1, 2]");
    table("hitPolicy='COLLECT'", &[": number = [\"a\"]"]).check("50", "[null]");
    table("hitPolicy='RULE ORDER'", &[": number = []"]).check("50", "[]");
    table("hitPolicy='COLLECT'", &[": number = 7"]).check("50", "7");
    table("hitPolicy='COLLECT' aggregation='COUNT'", &[": number = 0"]).check("50", "0");
    table("hitPolicy='COLLECT' aggregation='COUNT'", &[": number = 0"]).check("5", "2");
}

/// A cell that says nothing is null where its rule matches; the rules beside it decide as ever. `empty-output` reports it.
#[test]
fn an_empty_output_cell_is_null() {
    let table =
        Table {
            policy: "", inputs: &["i"], outputs: &["a: number", "b: string"], rules: &["1 → 1 | ", "2 →  | \"x\"", "3 → 3 | \"y\""]
        };
    table.check("1", "{a: 1, b: null}");
    table.check("2", "{a: null, b: \"x\"}");
    table.check("3", "{a: 3, b: \"y\"}");
    let one = Table { policy: "", inputs: &["i"], outputs: &[": number = 9"], rules: &["1 → ", "2 → 2"] };
    one.check("1", "error");
    one.check("2", "2");
    one.check("3", "9");
    Table { policy: "", inputs: &["i"], outputs: &[": number =  "], rules: &["1 → 1"] }.check("2", "null");
}

#[test]
fn what_comes_out_where_no_rule_matches() {
    let table = |outputs| Table { policy: "", inputs: &["i"], outputs, rules: &["1 → 1"] };
    table(&[""]).check("2", "null");
    table(&[": number = 7 * 6"]).check("2", "42");
    table(&[": number = 7 * 6"]).check("1", "1");
    table(&[": number = i + 1"]).check("2", "3");
    let two = |outputs| Table { policy: "", inputs: &["i"], outputs, rules: &["1 → 1 | 2"] };
    two(&["a = 8", "b = 9"]).check("2", "{a: 8, b: 9}");
    two(&["a = 8", "b"]).check("2", "{a: 8, b: null}");
    two(&["a", "b"]).check("2", "null");
    Table { policy: "hitPolicy='COLLECT'", inputs: &["i"], outputs: &[" = [0]"], rules: &["1 → 1"] }.check("2", "[0]");
}

#[test]
fn cells() {
    let rows = [
        ("-", "1", true),
        ("", "1", true),
        ("-", "null", true),
        ("1", "1", true),
        ("1, 2", "2", true),
        ("not(1, 2)", "2", false),
        ("not(1, 2)", "3", true),
        ("not(< 5)", "6", true),
        ("< 5", "4", true),
        ("< 5, > 10", "11", true),
        ("[1..5]", "5", true),
        ("[1..5)", "5", false),
        ("]1..5[", "1", false),
        ("(1..5)", "2", true),
        ("null", "null", true),
        ("null", "1", false),
        ("not(null)", "1", true),
        ("not(null)", "null", false),
        ("< 5", "null", false),
        ("? > 3", "4", true),
        ("? > 3 and ? < 5", "4", true),
        ("? > 3 or ? = 1", "1", true),
        ("odd(?)", "3", true),
        ("odd(?)", "4", false),
        ("[1, 2, 3]", "2", true),
        ("? in [1..5]", "3", true),
        ("[2..4], 7", "7", true),
        ("1 + 1", "2", true),
        ("= 2", "2", true),
        ("!= 2", "2", false),
        ("!= 2", "3", true),
        ("\"a\", \"b\"", "\"b\"", true),
        ("not(\"a\", \"b\")", "\"c\"", true),
        ("starts with(?, \"ab\")", "\"abc\"", true),
        ("contains(?, \"b\")", "\"abc\"", true),
        ("matches(?, \"^a\")", "\"abc\"", true),
        ("[\"a\"..\"c\"]", "\"b\"", true),
        ("string length(?) > 2", "\"abc\"", true),
        ("true", "true", true),
        ("false", "true", false),
        ("not(true)", "false", true),
        ("@\"2020-01-01\"", "@\"2020-01-01\"", true),
        ("< date(\"2020-01-01\")", "@\"2019-12-31\"", true),
        ("[date(\"2020-01-01\")..date(\"2020-02-01\")]", "@\"2020-01-15\"", true),
        ("> @\"P1D\"", "@\"PT25H\"", true),
        ("\"a\"", "[\"a\", \"b\"]", true),
        ("[\"a\", \"b\"]", "[\"a\", \"b\"]", true),
        ("list contains(?, \"b\")", "[\"a\", \"b\"]", true),
        ("count(?) > 1", "[\"a\", \"b\"]", true),
        ("some x in ? satisfies x > 1", "[1, 2]", true),
        ("every x in ? satisfies x > 1", "[1, 2]", false),
        ("?.a = 1", "{a: 1}", true),
        ("if ? > 1 then true else false", "2", true),
    ];
    for (cell, given, is_match) in rows {
        let table = Table { policy: "", inputs: &["i"], outputs: &[" = false"], rules: &[&format!("{cell} → true")] };
        table.check(given, if is_match { "true" } else { "false" });
    }
}

#[test]
fn inputs_have_to_be_among_the_input_values() {
    let table = Table { policy: "", inputs: &["i: string (\"a\", \"b\")"], outputs: &[""], rules: &["\"a\" → 1", "- → 2"] };
    table.check("\"b\"", "2");
    table.check("\"c\"", "error");
    let numbers = Table { policy: "", inputs: &["i: number ([0..100])"], outputs: &[""], rules: &["- → 2"] };
    numbers.check("50", "2");
    numbers.check("101", "error");
}

#[test]
fn outputs_have_types() {
    let table = |output| Table { policy: "", inputs: &["i"], outputs: &[": number"], rules: output };
    table(&["- → 1"]).check("1", "1");
    table(&["- → \"a\""]).check("1", "error");
    table(&["- → [1]"]).check("1", "1");
    table(&["- → "]).check("1", "error");
}

#[test]
fn input_expressions_are_any_feel() {
    let expressions = [
        ("i * 2", "2", "4"),
        ("i.first name", "{first name: 2}", "2"),
        ("i[1]", "[2, 3]", "2"),
        ("if i = null then 2 else i", "null", "2"),
        ("count(i)", "[1, 2]", "2"),
    ];
    for (expression, given, cell) in expressions {
        let rule = format!("{cell} → \"yes\"");
        Table { policy: "", inputs: &[expression], outputs: &[" = \"no\""], rules: &[&rule] }.check(given, "\"yes\"");
    }
}

#[test]
fn names_may_hold_spaces_operators_keywords_and_any_letters() {
    for name in [
        "a b",
        "a - b",
        "a-b",
        "a+b/c",
        "a*b",
        "it's",
        "1st".replace('1', "x").as_str(),
        "客户 等级",
        "été",
        "for sale",
        "and so",
        "date of birth",
        "in",
        "🐎",
    ] {
        let escaped = name.replace('\'', "&apos;");
        let table = Table { policy: "", inputs: &[name], outputs: &[""], rules: &["> 1 → \"yes\"", "<= 1 → \"no\""] };
        let inside = [input(&escaped, "number"), decision("d", "", &[&escaped], &table.xml())].concat();
        let model = model(&inside);
        assert_eq!(crate::decide(&model, "d", &[(name, "2")]), "\"yes\"", "{name}");
    }
}
