//! What is found in a model as a whole, and across its decisions.

use guiju_dmn::{CheckOptions, RULES, compile, read};

use crate::{Draft, said};

fn found(inside: &str, checks: &[&str], results: Option<&[&str]>) -> String {
    let xml =
        format!("<definitions xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" name=\"m\" namespace=\"n\">{inside}</definitions>");
    let model = compile(&read(&xml).unwrap()).unwrap();
    let results = results.map(|names| names.iter().map(|name| model.decision(name).unwrap()).collect());
    said(&model.findings(&CheckOptions { results, ..CheckOptions::default() }), checks)
}

fn input(name: &str) -> String {
    format!("<inputData id=\"{name}\" name=\"{name}\"><variable name=\"{name}\" typeRef=\"number\"/></inputData>")
}

fn decision(name: &str, requires: &[&str], logic: &str) -> String {
    let requirements: String = requires
        .iter()
        .map(|href| {
            let kind = if href.starts_with("in") { "requiredInput" } else { "requiredDecision" };
            format!("<informationRequirement><{kind} href=\"#{href}\"/></informationRequirement>")
        })
        .collect();
    format!("<decision id=\"{name}\" name=\"{name}\"><variable name=\"{name}\"/>{requirements}{logic}</decision>")
}

fn literal(text: &str) -> String {
    format!("<literalExpression><text>{text}</text></literalExpression>")
}

fn table(column: &str, rules: &[(&str, &str)]) -> String {
    let rules: String = rules
        .iter()
        .map(|(test, output)| {
            format!("<rule><inputEntry><text>{test}</text></inputEntry><outputEntry><text>{output}</text></outputEntry></rule>")
        })
        .collect();
    format!("<decisionTable><input><inputExpression><text>{column}</text></inputExpression></input><output/>{rules}</decisionTable>")
}

#[test]
fn what_leads_nowhere_is_found() {
    let inside =
        input("in1") + &input("in2") + &decision("a", &["in1"], &literal("in1 + 1")) + &decision("b", &["a", "in1"], &literal("a"));
    assert_eq!(
        found(&inside, &["unused-input", "unneeded-requirement", "unused-decision"], None),
        "unused-input: nothing requires the input `in2` [remove it, or add the requirement that was forgotten]\n\
         unneeded-requirement: the decision `b` does not read `in1` [remove the requirement]\n"
    );
    assert_eq!(
        found(&inside, &["unused-decision"], Some(&["a"])),
        "unused-decision: no result depends on the decision `b` [remove it, or add the requirement where it was to be used]\n"
    );
}

#[test]
fn the_outputs_of_a_table_are_the_values_of_what_reads_it() {
    let score = decision("score", &["in1"], &table("in1", &[("&lt; 5", "\"low\""), ("&gt;= 5", "\"high\"")]));
    let inside = input("in1") + &score + &decision("class", &["score"], &table("score", &[("\"low\"", "1"), ("\"hihg\"", "2")]));
    assert_eq!(
        found(&inside, &["gap", "out-of-domain", "null-not-handled"], None),
        "gap: no rule matches `score` \"high\"; for example score = \"high\" [add a rule with the input cells `\"high\"`, or a default output]\n\
         out-of-domain: rule 2 asks for \"hihg\", which `score` cannot be [did you mean \"high\"?]\n"
    );
    // Where the first can be null, so can what the second is given.
    let score = decision("score", &["in1"], &table("in1", &[("&lt; 5", "\"low\""), ("&gt; 5", "\"high\"")]));
    let inside = input("in1") + &score + &decision("class", &["score"], &table("score", &[("\"low\"", "1"), ("\"high\"", "2")]));
    assert_eq!(
        found(&inside, &["null-not-handled"], None),
        "null-not-handled: `score` can be null, and then no rule matches; for example score = null [add a rule that asks for `null`, or a default output]\n"
    );
}

#[test]
fn tables_are_found_wherever_they_are() {
    let context = format!("<context><contextEntry><variable name=\"inner\"/>{}</contextEntry></context>", table("in1", &[("&lt; 5", "1")]));
    assert!(found(&(input("in1") + &decision("d", &["in1"], &context)), &["gap"], None).contains("no rule matches `in1` >= 5"));
    let knowledge = format!(
        "<businessKnowledgeModel id=\"k\" name=\"k\"><variable name=\"k\"/><encapsulatedLogic><formalParameter name=\"p\" typeRef=\"number\"/>{}\
         </encapsulatedLogic></businessKnowledgeModel>",
        table("p", &[("&lt; 5", "1")])
    );
    assert!(found(&knowledge, &["gap"], None).contains("no rule matches `p` >= 5"));
}

#[test]
fn every_check_has_its_page_and_the_page_is_up_to_date() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules");
    for rule in RULES {
        let page = std::fs::read_to_string(folder.join(format!("{}.md", rule.id))).unwrap_or_default();
        assert!(
            page == rule.page(),
            "docs/rules/{}.md is not what the register says; run `cargo run -p guiju-dmn --example rule_pages`",
            rule.id
        );
    }
}

/// A page's table: `POLICY | input: type | → output`, then a rule a line, with the sentence beside it behind `#`.
fn table_of_a_page(example: &str) -> Option<Draft> {
    let mut lines = example.lines().take_while(|line| !line.is_empty());
    let header = lines.next()?;
    let (inputs, outputs) = header.split_once('→')?;
    let (policy, inputs) = inputs.trim().trim_end_matches('|').split_once('|')?;
    let inputs: Vec<&str> = inputs.split('|').map(str::trim).collect();
    let output = |text: &str| {
        let (name, more) =
            text.trim().split_once(" (").map_or_else(|| (text.trim(), ""), |(name, more)| (name, more.trim_end_matches(')')));
        let inside = match more.strip_prefix("default ") {
            Some(default) => format!("<defaultOutputEntry><text>{default}</text></defaultOutputEntry>"),
            None if more.is_empty() => String::new(),
            None => format!("<outputValues><text>{more}</text></outputValues>"),
        };
        format!("<output name=\"{name}\">{inside}</output>")
    };
    let outputs: String = outputs.split('|').map(output).collect();
    let rules: Vec<String> = lines
        .map(|line| {
            let cells: Vec<&str> = line.split('|').skip(1).collect();
            let (tests, results) = cells.split_at(inputs.len());
            format!("{}→{}", tests.join("|"), results.join("|"))
        })
        .collect();
    let rules: Vec<&str> = rules.iter().map(String::as_str).collect();
    Some(Draft::new(&format!("hitPolicy=\"{}\"", policy.trim()), &inputs, &rules).outputs(&outputs))
}

#[test]
fn the_examples_on_the_pages_are_what_the_checks_say() {
    let mut count = 0;
    for rule in RULES {
        let Some(draft) = table_of_a_page(rule.example) else { continue };
        let expected = rule.example.lines().last().unwrap();
        let found = said(&draft.model().findings(&CheckOptions::default()), &[rule.id]);
        assert!(found.starts_with(expected), "{}: {found}", rule.id);
        count += 1;
    }
    assert_eq!(count, 18);
}
