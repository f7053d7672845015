//! `missing-default`: some outputs have a default and others none.

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::{Sure, Sweep};

pub(super) static RULE: CheckRule = CheckRule {
    id: "missing-default",
    severity: Severity::Warning,
    title: Said { zh: "默认输出不全", en: "a default output is missing" },
    explanation: Said {
        zh: "有的输出写了默认值，有的没有；没有规则匹配时，没有默认值的输出为空值。给每个输出都写默认值，或补上缺少的规则。整张表都没有默认输出时由 gap 报告。",
        en: "Some outputs have a default and others have none: where no rule matches, those are null beside outputs that are not. Write a \
             default for each output, or the rule that is missing. Where no output has one, `gap` reports what is not covered.",
    },
    example: "UNIQUE | n: number | → level (default \"none\") | discount\n\
              1      | > 0       | \"low\"                    | 5\n\n\
              missing-default: no rule matches `n` <= 0, and output `discount` has no default; for example n = -1",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    let outputs = &subject.grid.table.outputs;
    let without: Vec<String> = outputs
        .iter()
        .enumerate()
        .filter(|(_, output)| output.default.is_none())
        .map(|(place, output)| output.name.as_ref().map_or_else(|| (place + 1).to_string(), ToString::to_string))
        .collect();
    if without.is_empty() || without.len() == outputs.len() {
        return;
    }
    let rules = (0..subject.rule_count()).collect();
    let area = subject.grid.domain();
    let holes = Sweep::holes(subject.grid, &area, rules, Sure::May, 1, &mut subject.budget);
    let Some(hole) = holes.first() else { return };
    let (what, witness) = (subject.grid.describe(hole), subject.witness(&subject.grid.point(hole)));
    let names = without.join("`, `");
    let mut finding = subject
        .finding(&RULE, &[])
        .say(
            format!("没有规则匹配 {what}，而输出“{names}”没有默认值；例如 {witness}"),
            format!("no rule matches {what}, and output `{names}` has no default; for example {witness}"),
        )
        .suggest("给每个输出都写默认值", "write a default for each output");
    finding.witness = Some(witness);
    subject.push(finding);
}
