//! `opaque-cell`: cells that the checks did not understand.

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;

pub(super) static RULE: CheckRule = CheckRule {
    id: "opaque-cell",
    severity: Severity::Advice,
    title: Said { zh: "检查看不懂的单元格", en: "cells that the checks did not understand" },
    explanation: Said {
        zh: "单元格（或其中一部分）不是常量、常量区间及其与、或、非的组合（如函数、引用其他输入、用到 today()）。检查按“可能匹配也可能不匹配”对待它，别的单元格照常检查；因此这里可能有检查没有发现的缺口和重叠。",
        en: "The cell, or a part of it, is more than constants, intervals of them, and these with `and`, `or`, `not`: a function, another input, \
             `today()`. The checks take that part as one that may or may not match and look at all the others, so there may be gaps and \
             overlaps that they did not find.",
    },
    example: "UNIQUE | name: string        | → r\n\
              1      | starts with(?, \"A\")  | 1\n\n\
              opaque-cell: not understood: rule 1, column `name`; taken as cells that may or may not match",
    run: Run::Table(run),
};

/// How many cells are named.
const NAMED_MAX: usize = 10;

fn run(subject: &mut Subject<'_>) {
    let opaque = &subject.grid.opaque;
    if opaque.is_empty() {
        return;
    }
    let label = |column: &usize| subject.grid.table.inputs.get(*column).map_or("", |column| column.label.as_ref());
    let en: Vec<String> =
        opaque.iter().take(NAMED_MAX).map(|(rule, column)| format!("rule {}, column `{}`", rule + 1, label(column))).collect();
    let zh: Vec<String> = opaque.iter().take(NAMED_MAX).map(|(rule, column)| format!("规则 {} 的“{}”", rule + 1, label(column))).collect();
    let more = opaque.len().saturating_sub(NAMED_MAX);
    let (more_zh, more_en) = if more > 0 { (format!("，另有 {more} 个"), format!(", and {more} more")) } else { Default::default() };
    let rules: Vec<usize> = opaque.iter().take(NAMED_MAX).map(|(rule, _)| *rule).collect();
    let finding = subject.finding(&RULE, &rules).say(
        format!("看不懂：{}{more_zh}；按可能匹配也可能不匹配对待", zh.join("、")),
        format!("not understood: {}{more_en}; taken as cells that may or may not match", en.join("; ")),
    );
    subject.push(finding);
}
