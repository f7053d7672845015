//! `unreachable-rule`: a rule that no input can match.

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::{Axis, NULL, Spans};

pub(super) static RULE: CheckRule = CheckRule {
    id: "unreachable-rule",
    severity: Severity::Warning,
    title: Said { zh: "永远不会匹配的规则", en: "a rule that nothing can match" },
    explanation: Said {
        zh: "规则的单元格没有任何取值能通过：区间为空，或两列读同一输入而互相矛盾。更正单元格或删去规则。取值在允许范围之外的由 out-of-domain 报告，被前面规则覆盖的由 masked 报告。",
        en: "No value passes the cells of the rule: an interval is empty, or two columns read the same and contradict each other. Mend the \
             cell or delete the rule. Values that are not allowed are reported by `out-of-domain`, rules that others cover by `masked`.",
    },
    example: "UNIQUE | n: number | → r\n\
              1      | (5..5]    | 1\n\n\
              unreachable-rule: nothing can match rule 1: no value passes its cells for `n`; for example n = 5 does not",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    for rule in 0..subject.rule_count() {
        if subject.is_full() {
            break;
        }
        for (axis, side) in subject.grid.axes.iter().zip(subject.grid.rule(rule)) {
            if !side.may.intersection(&with_values(axis)).is_empty() {
                continue;
            }
            // Something that one of its cells may have been meant for, and that does not pass.
            let mut point: Vec<usize> = subject.grid.point(&subject.grid.reach(rule));
            let place = subject.grid.axes.iter().position(|one| one.columns == axis.columns);
            if let Some(region) = place.and_then(|place| point.get_mut(place)) {
                *region = nearest(subject, axis, rule);
            }
            let witness = subject.witness(&point);
            let mut finding = subject
                .finding(&RULE, &[rule])
                .say(
                    format!("规则 {} 永远不会匹配：没有取值能通过“{}”的单元格；例如 {witness} 就不能", rule + 1, axis.label),
                    format!(
                        "nothing can match rule {}: no value passes its cells for `{}`; for example {witness} does not",
                        rule + 1,
                        axis.label
                    ),
                )
                .suggest("更正单元格，或删去这条规则", "mend the cell, or delete the rule")
                .column(&axis.label);
            finding.witness = Some(witness);
            subject.findings.push(finding);
            break;
        }
    }
}

/// The regions that have a value, and null.
fn with_values(axis: &Axis) -> Spans {
    let valued = axis.regions.iter().enumerate().filter(|(_, region)| region.sample.is_some());
    Spans::of(valued.map(|(index, _)| (index, index)).collect())
}

/// A region that a constant of the rule's own cells names.
fn nearest(subject: &Subject<'_>, axis: &Axis, rule: usize) -> usize {
    use crate::grid::CellSet;
    use crate::question::Question;
    let cells = axis.columns.iter().filter_map(|column| subject.grid.table.rules.get(rule)?.cells.get(*column));
    let constants =
        cells.flat_map(|cell| CellSet::of_cell(cell).questions().iter().flat_map(Question::constants).cloned().collect::<Vec<_>>());
    constants.into_iter().find_map(|value| axis.region_of(&value)).unwrap_or(NULL)
}
