//! What is found in one table.

use crate::{Draft, ONE};

fn check(policy: &'static str, inputs: &[&str], rules: &[&str], checks: &[&str], expected: &[&str]) {
    check_draft(&Draft::new(policy, inputs, rules), checks, expected);
}

fn check_draft(draft: &Draft, checks: &[&str], expected: &[&str]) {
    let found = draft.found(checks);
    assert_eq!(found.lines().collect::<Vec<_>>(), expected, "{:?}", draft.rules);
}

const UNIQUE: &str = "hitPolicy=\"UNIQUE\"";
const FIRST: &str = "hitPolicy=\"FIRST\"";

#[test]
fn a_gap_is_said_with_its_bounds_and_a_natural_value() {
    let gap = |inputs: &[&str], rules: &[&str], expected: &[&str]| check(UNIQUE, inputs, rules, &["gap"], expected);
    gap(
        &["n: number"],
        &["< 5 → 1", "> 7 → 2"],
        &["gap: no rule matches `n` [5..7]; for example n = 6 [add a rule with the input cells `[5..7]`, or a default output]"],
    );
    gap(&["n: number"], &["<= 5 → 1", "> 5 → 2"], &[]);
    gap(
        &["n: number"],
        &["not(5) → 1"],
        &["gap: no rule matches `n` 5; for example n = 5 [add a rule with the input cells `5`, or a default output]"],
    );
    gap(
        &["t: string"],
        &["\"a\", \"b\" → 1"],
        &[
            "gap: no rule matches `t` not(\"a\", \"b\"); for example t = \"any other\" [add a rule with the input cells `not(\"a\", \"b\")`, or a default output]",
        ],
    );
    gap(&["t: string (\"a\", \"b\")"], &["\"a\" → 1", "\"b\" → 1"], &[]);
    gap(
        &["b: boolean"],
        &["true → 1"],
        &["gap: no rule matches `b` false; for example b = false [add a rule with the input cells `false`, or a default output]"],
    );
    gap(
        &["d: date"],
        &["< date(\"2026-01-01\") → 1", "> date(\"2026-01-01\") → 1"],
        &[
            "gap: no rule matches `d` @\"2026-01-01\"; for example d = @\"2026-01-01\" [add a rule with the input cells `@\"2026-01-01\"`, or a default output]",
        ],
    );
    // Between one day and the next there is none.
    gap(&["d: date"], &["<= date(\"2025-12-31\") → 1", ">= @\"2026-01-01\" → 1"], &[]);
    gap(
        &["n: number"],
        &["60, 360 → 1"],
        &[
            "gap: no rule matches `n` not(60, 360); for example n = 61 [add a rule with the input cells `not(60, 360)`, or a default output]",
        ],
    );
    gap(
        &["t: time"],
        &["< time(\"08:00:00\") → 1", ">= time(\"09:00:00\") → 1"],
        &[
            "gap: no rule matches `t` [@\"08:00:00\"..@\"09:00:00\"); for example t = @\"08:01:00\" [add a rule with the input cells `[@\"08:00:00\"..@\"09:00:00\")`, or a default output]",
        ],
    );
    gap(
        &["t: date and time"],
        &["< date and time(\"2026-01-01T00:00:00\") → 1"],
        &[
            "gap: no rule matches `t` >= @\"2026-01-01T00:00:00\"; for example t = @\"2026-01-01T00:00:00\" [add a rule with the input cells `>= @\"2026-01-01T00:00:00\"`, or a default output]",
        ],
    );
    gap(
        &["y: years and months duration"],
        &["< duration(\"P1Y\") → 1", "> duration(\"P1Y\") → 1"],
        &["gap: no rule matches `y` @\"P1Y\"; for example y = @\"P1Y\" [add a rule with the input cells `@\"P1Y\"`, or a default output]"],
    );
    gap(&["p: days and time duration"], &["< duration(\"P7D\") → 1", ">= duration(\"P7D\") → 1"], &[]);
}

/// Null, not `[]` or 0 (10.3.2.10, step 2): a table of all hits says once what none of them gives.
#[test]
fn a_table_of_all_hits_is_advised_once_to_say_what_none_of_them_gives() {
    let advised = |policy: &'static str, nothing: &str| {
        let said = format!(
            "gap: no rule matches `n` < 1; for example n = 0 [the result is null there; where that is meant, write the default output `{nothing}`]"
        );
        check(policy, &["n: number"], &["[1..5] → 1", "[7..9] → 2"], &["gap"], &[&said]);
    };
    advised("hitPolicy=\"COLLECT\"", "[]");
    advised("hitPolicy=\"RULE ORDER\"", "[]");
    advised("hitPolicy=\"COLLECT\" aggregation=\"COUNT\"", "0");
    advised("hitPolicy=\"COLLECT\" aggregation=\"SUM\"", "0");
    advised("hitPolicy=\"COLLECT\" aggregation=\"MAX\"", "null");
}

#[test]
fn an_empty_output_cell_is_found_with_a_case_that_reaches_it() {
    check(
        UNIQUE,
        &["n: number"],
        &["<= 0 → ", "> 0 → 1"],
        &["empty-output"],
        &["empty-output: rule 1 says nothing in output `1`, which is null then [write the conclusion, or `null`]"],
    );
}

#[test]
fn gaps_of_several_columns_are_merged() {
    check(
        UNIQUE,
        &["n: number", "t: string (\"x\", \"y\", \"z\")"],
        &["< 10 | \"x\" → 1", ">= 10 | - → 2"],
        &["gap"],
        &[
            "gap: no rule matches `n` < 10, `t` \"y\", \"z\"; for example n = 9, t = \"y\" [add a rule with the input cells `< 10 | \"y\", \"z\"`, or a default output]",
        ],
    );
}

#[test]
fn a_cell_that_is_not_understood_hides_neither_its_table_nor_the_truth() {
    let rules = ["starts with(?, \"A\") | < 5 → 1", "- | > 7 → 2"];
    check(
        UNIQUE,
        &["t: string", "n: number"],
        &rules,
        &["gap", "opaque-cell"],
        &[
            "gap: no rule matches `n` [5..7]; for example t = \"any other\", n = 6 (whatever the cells say that are not understood) \
             [add a rule with the input cells `- | [5..7]`, or a default output]",
            "opaque-cell: not understood: rule 1, column `t`; taken as cells that may or may not match",
        ],
    );
}

#[test]
fn conditions_and_constants_that_are_computed_are_understood() {
    let checks = ["gap", "overlap", "opaque-cell", "unreachable-rule", "out-of-domain"];
    let nothing = |input: &str, rules: &[&str]| check(UNIQUE, &[input], rules, &checks, &[]);
    nothing("n: number", &["? > 5 and ? < 9 → 1", "? <= 5 or 9 <= ? → 2"]);
    nothing("n: number", &["? between 1 and 2 * 30 → 1", "not(? in [1..60]) → 2"]);
    nothing("t: string", &["? = \"a\" or ? = \"b\" → 1", "not(list contains([\"a\", \"b\"], ?)) → 2"]);
    nothing("d: date", &["< date(2026, 1, 1) + duration(\"P1D\") → 1", ">= @\"2026-01-02\" → 2"]);
    nothing("b: boolean", &["? → 1", "not(?) → 2"]);
    check(
        UNIQUE,
        &["n: number"],
        &["? > 5 and ? < 3 → 1", "? < 10 and ? != 7 → 2", ">= 5 + 5 → 3"],
        &["gap", "unreachable-rule"],
        &[
            "gap: no rule matches `n` 7; for example n = 7 [add a rule with the input cells `7`, or a default output]",
            "unreachable-rule: nothing can match rule 1: no value passes its cells for `n`; for example n = 5 does not [mend the cell, or delete the rule]",
        ],
    );
    check(
        UNIQUE,
        &["t: string (\"gold\", \"silver\")"],
        &["? = \"gold\" or ? = \"silber\" → 1"],
        &["out-of-domain"],
        &["out-of-domain: rule 1 asks for \"silber\", which `t` cannot be [did you mean \"silver\"?]"],
    );
}

#[test]
fn of_a_condition_that_is_half_understood_the_half_counts() {
    let opaque = "opaque-cell: not understood: rule 1, column `n`; taken as cells that may or may not match";
    // Below 5 it does not match, whatever the function says.
    check(UNIQUE, &["n: number"], &["? >= 5 and odd(?) → 1", "< 5 → 2"], &["gap", "overlap", "opaque-cell"], &[opaque]);
    // Below 5 it does.
    check(
        UNIQUE,
        &["n: number"],
        &["? < 5 or odd(?) → 1", "[2..4] → 2"],
        &["overlap", "opaque-cell"],
        &["overlap: rules 1 and 2 both match `n` [2..4]; for example n = 3 [narrow one of the two]", opaque],
    );
}

#[test]
fn overlaps_are_errors_where_one_rule_may_match() {
    let suggestion = "[narrow one of the two]";
    check(
        UNIQUE,
        &["age: number"],
        &["[0..18] → 1", "[18..65) → 2", "< 0, >= 65 → 3"],
        &["overlap", "gap"],
        &[&format!("overlap: rules 1 and 2 both match `age` 18; for example age = 18 {suggestion}")],
    );
    check(
        UNIQUE,
        &["n: number"],
        &["> 1 → 1", "[5..6] → 1"],
        &["overlap"],
        &["overlap: rules 1 and 2 both match `n` [5..6]; for example n = 5.5 [delete rule 2]"],
    );
    check(
        "hitPolicy=\"ANY\"",
        &["n: number"],
        &["> 0 → true", "> 5 → false", "> 7 → false"],
        &["any-conflict"],
        &[
            "any-conflict: rules 1 and 2 both match `n` > 5 and conclude differently; for example n = 6 [narrow one of the two, or use the hit policy FIRST]",
            "any-conflict: rules 1 and 3 both match `n` > 7 and conclude differently; for example n = 8 [narrow one of the two, or use the hit policy FIRST]",
        ],
    );
}

#[test]
fn a_rule_that_never_decides_is_masked_by_one_or_by_several() {
    check(
        FIRST,
        &["n: number"],
        &["<= 10 → 1", "> 5 → 2", "[0..20] → 3"],
        &["masked"],
        &[
            "masked: rule 3 never decides: rules 1 and 2 match everything that it matches; for example n = 1 goes to rule 1 [move rule 3 before them, or delete it]",
        ],
    );
    check(
        FIRST,
        &["n: number"],
        &["> 5 → 1", "> 7 → 2", "- → 3"],
        &["masked"],
        &[
            "masked: rule 2 never decides: rule 1 matches everything that it matches; for example n = 8 goes to rule 1 [move rule 2 before them, or delete it]",
        ],
    );
    // Null is left to the last rule.
    check(FIRST, &["n: number"], &["> 5 → 1", "<= 5 → 2", "- → 3"], &["masked"], &[]);
    // Where a cell is not understood, no case shows that its rule could have matched.
    check(FIRST, &["t: string"], &["- → 1", "starts with(?, \"a\") → 2"], &["masked"], &[]);
    let ordered = "<output><outputValues><text>\"high\", \"low\"</text></outputValues></output>";
    let draft = Draft::new("hitPolicy=\"PRIORITY\"", &["n: number"], &["> 5 → \"low\"", "> 3 → \"high\""]).outputs(ordered);
    check_draft(
        &draft,
        &["masked"],
        &[
            "masked: rule 1 never decides: rule 2 matches everything that it matches; for example n = 6 goes to rule 2 [move rule 1 before them, or delete it]",
        ],
    );
}

#[test]
fn what_says_the_same_twice_is_found() {
    check(
        FIRST,
        &["n: number"],
        &[">= 5 → 1", "not(< 5) → 1", "- → 2"],
        &["duplicate", "masked"],
        &["duplicate: rules 1 and 2 match the same and conclude the same; for example n = 5 [delete rule 2]"],
    );
    check(
        "hitPolicy=\"ANY\"",
        &["n: number"],
        &["> 0 → true", "[5..10] → true"],
        &["subsumed", "duplicate"],
        &["subsumed: rule 2 is contained in rule 1, which concludes the same; for example n = 6 [delete rule 2]"],
    );
    // Without rule 1 its inputs would go to rule 2.
    check(FIRST, &["n: number"], &["[5..6] → 1", "[5..7] → 2", "- → 1"], &["subsumed"], &[]);
    check(
        FIRST,
        &["n: number"],
        &["[5..6] → 1", "[15..17] → 2", "- → 1"],
        &["subsumed"],
        &["subsumed: rule 1 is contained in rule 3, which concludes the same; for example n = 5.5 [delete rule 1]"],
    );
}

#[test]
fn neighbours_that_conclude_the_same_can_be_one() {
    let merge = |policy, inputs: &[&str], rules: &[&str], expected: &[&str]| check(policy, inputs, rules, &["mergeable"], expected);
    merge(
        UNIQUE,
        &["age: number", "t: string"],
        &["< 6 | \"x\" → 0", "[6..14) | \"x\" → 0", "[14..20) | \"y\" → 0"],
        &[
            "mergeable: rules 1 and 2 can be one; for example age = 5, t = \"x\" and age = 7, t = \"x\" conclude the same [keep rule 1 with `< 14` for `age`, and delete rule 2]",
        ],
    );
    merge(UNIQUE, &["n: number"], &["< 6 → 0", "(6..14) → 0"], &[]);
    merge(
        UNIQUE,
        &["t: string"],
        &["\"a\" → 0", "\"b\", \"c\" → 0"],
        &[
            "mergeable: rules 1 and 2 can be one; for example t = \"a\" and t = \"b\" conclude the same [keep rule 1 with `\"a\", \"b\", \"c\"` for `t`, and delete rule 2]",
        ],
    );
    merge(
        UNIQUE,
        &["d: date"],
        &["[date(\"2026-01-01\")..date(\"2026-01-31\")] → 0", "[date(\"2026-02-01\")..date(\"2026-02-28\")] → 0"],
        &["mergeable: rules 1 and 2 can be one; for example d = @\"2026-01-02\" and d = @\"2026-02-02\" conclude the same \
             [keep rule 1 with `[@\"2026-01-01\"..@\"2026-02-28\"]` for `d`, and delete rule 2]"],
    );
    merge(FIRST, &["n: number"], &["< 6 → 0", "20 → 1", "[6..14) → 0"], &[]);
}

#[test]
fn cells_that_nothing_passes_are_found() {
    check(
        UNIQUE,
        &["n: number"],
        &["(5..5] → 1"],
        &["unreachable-rule"],
        &[
            "unreachable-rule: nothing can match rule 1: no value passes its cells for `n`; for example n = 5 does not [mend the cell, or delete the rule]",
        ],
    );
    check(
        UNIQUE,
        &["n: number", "n: number"],
        &["> 5 | < 3 → 1", "> 5 | < 9 → 2"],
        &["unreachable-rule"],
        &[
            "unreachable-rule: nothing can match rule 1: no value passes its cells for `n`; for example n = 5, n = 5 does not [mend the cell, or delete the rule]",
        ],
    );
    check(
        UNIQUE,
        &["level: string (\"gold\", \"silver\")", "n: number ([0..100])"],
        &["\"Gold\" | > 100 → 1", "\"silver\" | 100 → 2"],
        &["out-of-domain", "unreachable-rule"],
        &[
            "out-of-domain: rule 1 asks for \"Gold\", which `level` cannot be [did you mean \"gold\"?]",
            "out-of-domain: rule 1 asks for > 100, which `n` cannot be [allowed are [0..100]]",
        ],
    );
}

#[test]
fn columns_that_change_nothing_are_found() {
    check(
        UNIQUE,
        &["n: number", "t: string"],
        &["< 5 | - → 1", ">= 5 | - → 2"],
        &["irrelevant-input"],
        &[
            "irrelevant-input: `t` changes nothing: for example n = 4, t = \"any other\" comes out the same for every other value of it [remove the column]",
        ],
    );
    check(
        UNIQUE,
        &["n: number", "t: string"],
        &["< 5 | \"x\" → 1", "< 5 | not(\"x\") → 1", ">= 5 | - → 2"],
        &["irrelevant-input"],
        &[
            "irrelevant-input: `t` changes nothing: for example n = 4, t = \"x\" comes out the same for every other value of it [remove the column]",
        ],
    );
    check(UNIQUE, &["n: number", "t: string"], &["< 5 | \"x\" → 1", ">= 5 | - → 2"], &["irrelevant-input"], &[]);
}

#[test]
fn hit_policies_that_say_more_are_proposed() {
    check(
        FIRST,
        &["n: number"],
        &["< 5 → 1", ">= 5 → 2"],
        &["hit-policy"],
        &["hit-policy: no two rules overlap, so the hit policy can be UNIQUE; for example n = 4 [set the hit policy to UNIQUE]"],
    );
    check(FIRST, &["n: number"], &["< 5 → 1", "- → 2"], &["hit-policy"], &[]);
    check(
        "hitPolicy=\"COLLECT\"",
        &["n: number"],
        &["< 5 → 1", ">= 5 → 2"],
        &["hit-policy"],
        &[
            "hit-policy: at most one rule matches, so the list has at most one item, so the hit policy can be UNIQUE; for example n = 4 [set the hit policy to UNIQUE]",
        ],
    );
    // What is not understood might overlap.
    check(FIRST, &["n: number"], &["< 5 → 1", "abs(?) > 7 → 2"], &["hit-policy"], &[]);
}

#[test]
fn rules_that_are_misread_are_found() {
    check(
        FIRST,
        &["income: number", "age: number"],
        &["> 10 | - → 500", "- | < 30 → 200"],
        &["misleading"],
        &[
            "misleading: rules 1 and 2 cross and conclude differently; for example income = 11, age = 29 goes to rule 1 only because it stands first [write the condition out, so that the two no longer cross]",
        ],
    );
    // Exception first, general rule after: nothing to be said.
    check(FIRST, &["income: number", "age: number"], &["> 10 | < 30 → 500", "- | < 30 → 200"], &["misleading"], &[]);
    let ordered = "<output><outputValues><text>\"high\", \"low\"</text></outputValues></output>";
    let draft =
        Draft::new("hitPolicy=\"PRIORITY\"", &["n: number", "t: string"], &["> 5 | - → \"low\"", "- | \"x\" → \"high\""]).outputs(ordered);
    check_draft(
        &draft,
        &["misleading"],
        &[
            "misleading: rule 1 says `-` for `t`, but rule 2 takes a part away by it; for example n = 6, t = \"x\" [write the condition out, so that the two no longer cross]",
        ],
    );
}

#[test]
fn outputs_are_looked_at() {
    let listed = "<output><outputValues><text>\"A\", \"B\"</text></outputValues></output>";
    check_draft(
        &Draft::new(UNIQUE, &["n: number"], &["> 0 → \"a\"", "<= 0 → \"B\""]).outputs(listed),
        &["output-not-allowed"],
        &["output-not-allowed: rule 1 concludes \"a\", which is not one of the output values [did you mean \"A\"?]"],
    );
    check_draft(
        &Draft::new("hitPolicy=\"PRIORITY\"", &["n: number"], &["> 0 → \"a\""]).outputs(ONE),
        &["output-not-allowed"],
        &["output-not-allowed: the hit policy orders by the output values, and there are none [list the output values, the highest first]"],
    );
    let half = "<output name=\"level\"><defaultOutputEntry><text>0</text></defaultOutputEntry></output><output name=\"discount\"/>";
    check_draft(
        &Draft::new(UNIQUE, &["n: number"], &["> 0 → 1 | 5"]).outputs(half),
        &["missing-default", "gap"],
        &[
            "missing-default: no rule matches `n` <= 0, and output `discount` has no default; for example n = -1 [write a default for each output]",
        ],
    );
}

#[test]
fn a_sentence_says_the_figures_and_the_conclusion_of_its_rule() {
    let one = |rule: &str, expected: &[&str]| check(FIRST, &["n: number"], &[rule, "- → \"other\""], &["stale-sentence"], expected);
    let stale = |said: &str, todo: &str| format!("stale-sentence: the sentence of rule 1 in `en` {said} [{todo}]");
    let mend = "make the sentence say what the rule does";
    for agreed in [
        "[95..98) → 92 # 付费及时性在 95% 至 98% 之间（不含上限），得 92 分",
        "[0..65) → 20 # 不足 65%，得 20 分",
        ">= 0.05 → 100 # 5% or more gives 100 points",
        ">= 15000 → 60 # 1.5 万元及以上，得 60 分",
        ">= 15000 → 60 # 15,000 or more gives 60 points; 15 thousand is R1 of article Q3",
        "> 100000000 → 1 # 超过 1 亿，得 1 分",
        "> 5 → 1 # a sentence in words alone",
        "> 5 → \"A\" # more than 5 gives A",
        "> 5 → 1 # ",
    ] {
        one(agreed, &[]);
    }
    for (rule, said, todo) in [
        (">= 96 → 100 # 95% or more gives 100 points", "says 95, which the rule does not; it does not say 96", "write 96 instead of 95"),
        ("[96..98) → 92 # 在 95% 以上得 92 分", "says 95, which the rule does not; it does not say 96, 98", mend),
        ("> 5 → 1 # 超过 5 的", "does not say 1", mend),
        ("> 5 → \"A\" # 超过 5 的为 other", "concludes \"other\" where the rule concludes \"A\"", "write A instead of other"),
        (
            ">= 15000 → 60 # 1.5 千元及以上，得 60 分",
            "says 1.5, which the rule does not; it does not say 15000",
            "write 15000 instead of 1.5",
        ),
    ] {
        one(rule, &[&stale(said, todo)]);
    }
    // A description beside the cells is a sentence as well.
    let described = Draft::new(FIRST, &["n: number"], &["> 6 → 1"])
        .xml()
        .replace("<rule id=\"r1\">", "<rule id=\"r1\"><description>above 5: 1</description>");
    let model = guiju_dmn::compile(&guiju_dmn::read(&described).unwrap()).unwrap();
    let found = crate::said(&model.findings(&guiju_dmn::CheckOptions::default()), &["stale-sentence"]);
    assert_eq!(found, "stale-sentence: the sentence of rule 1 says 5, which the rule does not; it does not say 6 [write 6 instead of 5]\n");
}

#[test]
fn null_is_looked_at_where_something_says_that_it_may_come() {
    let null = |inputs: &[&str], rules: &[&str], expected: &[&str]| check(UNIQUE, inputs, rules, &["null-not-handled"], expected);
    let help = "[add a rule that asks for `null`, or a default output]";
    null(&["n: number"], &["< 5 → 1", ">= 5 → 2"], &[]);
    null(
        &["n: any"],
        &["< 5 → 1", ">= 5 → 2"],
        &[&format!("null-not-handled: `n` can be null, and then no rule matches; for example n = null {help}")],
    );
    null(&["n: any"], &["< 5 → 1", ">= 5 → 2", "null → 3"], &[]);
    null(
        &["n: number", "t: string"],
        &["null | \"x\" → 0", "< 5 | - → 1", ">= 5 | - → 2"],
        &[&format!("null-not-handled: `n` can be null, and then no rule matches; for example n = null, t = \"any other\" {help}")],
    );
}

#[test]
fn a_table_that_is_too_large_is_said_to_be_so() {
    let rules: Vec<String> = (0..60).map(|rule| format!("[{rule}..{}] | [{}..{}] → {rule}", rule + 30, rule % 7, rule % 11 + 7)).collect();
    let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
    let model = Draft::new(FIRST, &["n: number", "m: number"], &rules).model();
    let findings = |steps, findings_each| {
        let options = guiju_dmn::CheckOptions { steps, findings_each, ..guiju_dmn::CheckOptions::default() };
        crate::said(&model.findings(&options), &["analysis-stopped"])
    };
    assert!(findings(20, 20).starts_with("analysis-stopped: stopped after "));
    assert!(findings(20_000_000, 2).starts_with("analysis-stopped: at least "));
    assert_eq!(findings(20_000_000, 10_000), "");
}
