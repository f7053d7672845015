//! `empty-output`: a rule that says nothing in an output.

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::evaluate::Body;

pub(super) static RULE: CheckRule = CheckRule {
    id: "empty-output",
    severity: Severity::Warning,
    title: Said { zh: "空的输出单元格", en: "an empty output cell" },
    explanation: Said {
        zh: "规则的某个输出单元格是空的，该规则匹配时这个输出为空值。写上结论；若确实要空值，就写 `null`，让看表的人知道不是漏填。",
        en: "A rule has an output cell in which nothing stands, so this output is null where the rule matches. Write the conclusion; where null \
             is meant, write `null`, so that a reader sees that nothing was forgotten.",
    },
    example: "UNIQUE | n: number | → class | discount\n\
              1      | > 0       | \"A\"   |\n\n\
              empty-output: rule 1 says nothing in output `discount`, which is null then",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    let table = subject.grid.table;
    for (place, rule) in table.rules.iter().enumerate() {
        for (number, (output, column)) in rule.outputs.iter().zip(&table.outputs).enumerate() {
            if subject.is_full() {
                return;
            }
            if !matches!(output, Body::Empty(_)) {
                continue;
            }
            let name = column.name.as_ref().map_or_else(|| (number + 1).to_string(), ToString::to_string);
            let mut finding = subject
                .finding(&RULE, &[place])
                .say(
                    format!("规则 {} 的输出“{name}”是空的，结果为空值", place + 1),
                    format!("rule {} says nothing in output `{name}`, which is null then", place + 1),
                )
                .suggest("写上结论，或写 `null`", "write the conclusion, or `null`")
                .column(&name);
            let reach = subject.grid.reach(place);
            if reach.iter().all(|spans| !spans.is_empty()) {
                finding.witness = Some(subject.witness(&subject.grid.point(&reach)));
            }
            subject.push(finding);
        }
    }
}
