//! An explanation as text, for `guiju explain` and `guiju decide`.

use std::collections::BTreeSet;

use super::{Explanation, Step, TableStep};

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Chinese.
    Zh,
    /// English.
    #[default]
    En,
}

/// How many rules that did not match are told of one table.
const MISSES_MAX: usize = 20;

impl Explanation {
    /// The whole of it, a line for each thing that happened.
    #[must_use]
    pub fn text(&self, language: Language) -> String {
        let mut lines = Vec::new();
        for step in &self.steps {
            tell(step, language, &mut lines);
        }
        lines.join("\n") + "\n"
    }
}

fn tell(step: &Step, language: Language, lines: &mut Vec<String>) {
    let is_zh = language == Language::Zh;
    lines.push(if is_zh {
        format!("决策“{}” = {}", step.name, step.output)
    } else {
        format!("decision `{}` = {}", step.name, step.output)
    });
    for (name, value) in &step.inputs {
        lines.push(if is_zh { format!("  已知 {name} = {value}") } else { format!("  given {name} = {value}") });
    }
    for table in &step.tables {
        tell_table(table, is_zh, lines);
    }
    let mut said = BTreeSet::new();
    for reason in &step.reasons {
        let line = if is_zh {
            format!("  空值原因：{}：{}", reason.element, reason.cause.message_zh())
        } else {
            format!("  null because {reason}")
        };
        // Each cell that null reaches says the same.
        if said.insert(line.clone()) {
            lines.push(line);
        }
    }
}

fn tell_table(table: &TableStep, is_zh: bool, lines: &mut Vec<String>) {
    for matched in &table.matched {
        let (number, text) = (matched.rule.number, &matched.text);
        lines.push(if is_zh { format!("  ✓ 规则 {number}：{}", text.zh) } else { format!("  ✓ rule {number}: {}", text.en) });
    }
    if table.matched.is_empty() {
        let said = if is_zh { "  没有规则匹配" } else { "  no rule matches" };
        lines.push(said.to_owned());
    }
    for miss in table.misses.iter().take(MISSES_MAX) {
        let (number, column, cell, value) = (miss.rule.number, &miss.column, &miss.cell, &miss.value);
        lines.push(if is_zh {
            format!("  ✗ 规则 {number}：“{column}”要求 {cell}，实为 {value}")
        } else {
            format!("  ✗ rule {number}: `{column}` has to be {cell}, and is {value}")
        });
    }
    if let Some(more) = table.misses.len().checked_sub(MISSES_MAX).filter(|more| *more > 0) {
        lines.push(if is_zh { format!("  ✗ 另有 {more} 条规则不匹配") } else { format!("  ✗ {more} more rules do not match") });
    }
}
