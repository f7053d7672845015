//! `gap`: inputs for which no rule matches.

use guiju_feel::Words;

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::{Sure, Sweep};

pub(super) static RULE: CheckRule = CheckRule {
    id: "gap",
    severity: Severity::Warning,
    title: Said { zh: "没有规则覆盖的情形", en: "inputs for which no rule matches" },
    explanation: Said {
        zh: "某些允许的取值没有任何规则匹配，也没有默认输出，结果为空值。只有无论看不懂的单元格怎么取值都没有规则匹配时才报告。补一条规则，或者写明默认输出。对列出全部命中（COLLECT 等）的表只作建议。",
        en: "No rule matches some of the values that the inputs may have, and there is no default output, so the result is null. It is \
             reported only where it holds whatever the cells say that are not understood. Add a rule, or write a default output. Where a \
             table gives a list of all hits, an empty list may be meant, so it is advice only. Null is looked at by `null-not-handled`.",
    },
    example: "UNIQUE | amount: number | → level\n\
              1      | < 5            | \"low\"\n\
              2      | > 7            | \"high\"\n\n\
              gap: no rule matches `amount` [5..7]; for example amount = 6",
    run: Run::Table(run),
};

/// How many gaps of one table are looked for: one more than are listed, so that it can be said that there are more.
const GAPS_MAX: usize = 21;

fn run(subject: &mut Subject<'_>) {
    if subject.has_default() || subject.rule_count() == 0 {
        return;
    }
    let rules = (0..subject.rule_count()).collect();
    let area = subject.grid.domain();
    let holes = Sweep::holes(subject.grid, &area, rules, Sure::May, GAPS_MAX, &mut subject.budget);
    for hole in holes {
        let (witness, cells) = (subject.witness(&subject.grid.point(&hole)), subject.grid.cells(&hole));
        let what = subject.grid.describe(&hole);
        let finding = subject
            .finding(&RULE, &[])
            .say(format!("没有规则匹配 {what}；例如 {witness}"), format!("no rule matches {what}; for example {witness}"));
        let finding = finding.suggest(
            format!("补一条规则，输入单元格为“{cells}”，或写明默认输出"),
            format!("add a rule with the input cells `{cells}`, or a default output"),
        );
        let severity = if subject.is_single_hit() { RULE.severity } else { Severity::Advice };
        let mut finding = finding.severity(severity);
        finding.columns = subject
            .grid
            .axes
            .iter()
            .zip(&hole)
            .filter(|(axis, spans)| axis.cell_text(spans) != "-")
            .map(|(axis, _)| axis.label.to_string())
            .collect();
        if !subject.grid.opaque.is_empty() {
            note(&mut finding.message);
        }
        finding.witness = Some(witness);
        subject.push(finding);
    }
}

fn note(message: &mut Words) {
    message.zh += "（看不懂的单元格怎么取值都是如此）";
    message.en += " (whatever the cells say that are not understood)";
}
