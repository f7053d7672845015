//! Generated cases as a file of examples.

use std::fmt::Write as _;

use guiju_dmn::{CaseOptions, GeneratedCase, GeneratedCases, GoalKind};
use guiju_feel::{EvalContext, Value};

use crate::rulebook::Rulebook;

impl Rulebook {
    /// A file for a chapter's `examples/` with the fewest cases that show every rule, bound and cell of a decision, each with the outcome
    /// that the rules give today; `None` where there is no such decision. What no case can show is a comment at its end.
    #[must_use]
    pub fn generate_examples(&self, decision: &str) -> Option<String> {
        self.generate_examples_in(decision, &EvalContext::default())
    }

    /// The same in a context. Where its budget is used up, what the file says of outcomes is not true.
    #[must_use]
    pub fn generate_examples_in(&self, decision: &str, context: &EvalContext) -> Option<String> {
        let (model, id) = self.decision(decision)?;
        let cases = model.generate_cases(id, context, &CaseOptions::default());
        Some(file(model.id(id), &cases))
    }
}

fn file(decision: &str, cases: &GeneratedCases) -> String {
    let mut text = format!(
        "# 由决策“{decision}”自动生成：每条规则、每个边界、每个单元格各有样例；结果是现行规则给出的，请核对后保留。\n\
         # Generated from the decision `{decision}`: a case for every rule, bound and cell, with what the rules give today. Read it before keeping it.\n"
    );
    for case in &cases.cases {
        write_case(&mut text, decision, case);
    }
    for goal in &cases.unreached {
        // Writing into a string cannot fail.
        let _ = write!(text, "\n# no case shows that {goal} (in {})", goal.table);
    }
    if cases.is_cut {
        text.push_str("\n# not every candidate was tried: the table is too large");
    }
    if cases.is_cut || !cases.unreached.is_empty() {
        text.push('\n');
    }
    text
}

fn write_case(text: &mut String, decision: &str, case: &GeneratedCase) {
    let given: Vec<String> = case.inputs.iter().map(|(name, value)| format!("{} = {}", key(name), toml(value))).collect();
    let inputs: Vec<String> = case.inputs.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let rules: Vec<String> = case.matched.iter().map(|rule| quoted(rule)).collect();
    let lines = [
        String::new(),
        format!("# {}", shows(case)),
        "[[example]]".to_owned(),
        format!("name = {}", quoted(&format!("{} → {}", inputs.join(", "), case.value))),
        format!("decision = {}", quoted(decision)),
        format!("given = {{ {} }}", given.join(", ")),
        format!("expect = {{ value = {}, rules = [{}] }}", toml(&case.value), rules.join(", ")),
    ];
    text.push_str(&lines.join("\n"));
    text.push('\n');
}

/// A value of FEEL as one of TOML. A whole number of more digits than TOML's have, and what TOML has not, is FEEL.
pub(super) fn toml(value: &Value) -> String {
    if let Value::Text(text) = value {
        return quoted(text);
    }
    let is_plain = value.as_bool().is_some() || value.as_number().is_some_and(|number| number.to_i64().is_some());
    if is_plain { value.to_string() } else { format!("{{ feel = {} }}", quoted(&value.to_string())) }
}

/// A key: bare where TOML lets it be.
fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.chars().all(|character| character.is_ascii_alphanumeric() || "_-".contains(character));
    if is_bare { name.to_owned() } else { quoted(name) }
}

/// What a case shows, in the order of the goals; cells that fail by the same column together.
fn shows(case: &GeneratedCase) -> String {
    let mut said: Vec<String> = Vec::new();
    let mut by_column: Vec<(&str, Vec<String>)> = Vec::new();
    for goal in &case.shows {
        let GoalKind::Cell(rule, column) = &goal.kind else {
            said.push(goal.to_string());
            continue;
        };
        match by_column.iter_mut().find(|(known, _)| known == column) {
            Some((_, rules)) => rules.push(rule.number.to_string()),
            None => by_column.push((column, vec![rule.number.to_string()])),
        }
    }
    said.extend(by_column.into_iter().map(|(column, rules)| match rules.as_slice() {
        [rule] => format!("rule {rule} fails by `{column}` alone"),
        rules => format!("rules {} fail by `{column}` alone", rules.join(", ")),
    }));
    said.join("; ")
}

/// A string, or a key, with everything escaped that TOML wants escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            other if other.is_control() => {
                let _ = write!(quoted, "\\u{:04X}", u32::from(other));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('"');
    quoted
}
