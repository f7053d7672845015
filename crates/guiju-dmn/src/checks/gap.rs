//! `gap`: inputs for which no rule matches.

use guiju_feel::Words;

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::{Sure, Sweep};
use crate::model::{Aggregation, HitPolicy};

pub(super) static RULE: CheckRule = CheckRule {
    id: "gap",
    severity: Severity::Warning,
    title: Said { zh: "没有规则覆盖的情形", en: "inputs for which no rule matches" },
    explanation: Said {
        zh: "某些允许的取值没有任何规则匹配，也没有默认输出，结果为空值。只有无论看不懂的单元格怎么取值都没有规则匹配时才报告。补一条规则，或者写明默认输出。给出全部命中的表（COLLECT 等）此时结果也是空值，而不是空列表或 0（DMN 1.5 第 10.3.2.10 节）：每张表只建议一次，写默认输出 `[]` 或 `0` 即可。",
        en: "No rule matches some of the values that the inputs may have, and there is no default output, so the result is null. It is \
             reported only where it holds whatever the cells say that are not understood. Add a rule, or write a default output. \
             A table that gives all hits (COLLECT and the like) gives null then too, neither an empty list nor 0 (DMN 1.5, 10.3.2.10): that is \
             advice, once for a table; the default output `[]` or `0` says what is meant. Null is looked at by `null-not-handled`.",
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
    let gaps_max = if subject.is_single_hit() { GAPS_MAX } else { 1 };
    let holes = Sweep::holes(subject.grid, &area, rules, Sure::May, gaps_max, &mut subject.budget);
    for hole in holes {
        let (witness, cells) = (subject.witness(&subject.grid.point(&hole)), subject.grid.cells(&hole));
        let what = subject.grid.describe(&hole);
        let finding = subject
            .finding(&RULE, &[])
            .say(format!("没有规则匹配 {what}；例如 {witness}"), format!("no rule matches {what}; for example {witness}"));
        let mut finding = match nothing(subject.policy()) {
            None => finding.suggest(
                format!("补一条规则，输入单元格为“{cells}”，或写明默认输出"),
                format!("add a rule with the input cells `{cells}`, or a default output"),
            ),
            Some(nothing) => finding.severity(Severity::Advice).suggest(
                format!("此时结果为空值；若是有意如此，写默认输出 `{nothing}`"),
                format!("the result is null there; where that is meant, write the default output `{nothing}`"),
            ),
        };
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

/// What a table that gives all hits would give for none of them; nothing for one that gives a single hit.
fn nothing(policy: HitPolicy) -> Option<&'static str> {
    match policy {
        HitPolicy::Unique | HitPolicy::First | HitPolicy::Any | HitPolicy::Priority => None,
        HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(None) => Some("[]"),
        HitPolicy::Collect(Some(Aggregation::Sum | Aggregation::Count)) => Some("0"),
        HitPolicy::Collect(Some(Aggregation::Min | Aggregation::Max)) => Some("null"),
    }
}

fn note(message: &mut Words) {
    message.zh += "（看不懂的单元格怎么取值都是如此）";
    message.en += " (whatever the cells say that are not understood)";
}
