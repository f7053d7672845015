//! `misleading`: a rule that says something for inputs for which another rule decides, and one does not see it.

use super::finding::{Severity, numbered};
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::{Spans, Sure};
use crate::model::HitPolicy;

pub(super) static RULE: CheckRule = CheckRule {
    id: "misleading",
    severity: Severity::Advice,
    title: Said { zh: "容易误读的规则", en: "a rule that is easily misread" },
    explanation: Said {
        zh: "PRIORITY 表：规则在某列写“-”（无关），而优先级更高的规则恰恰按这一列取走了其中一部分。FIRST 表：两条规则只是部分相交、结论不同，交换先后会改变结果，而两者互不为对方的特例。写明条件，使两条规则不再相交。先特例后一般的写法不在此列。",
        en: "In a PRIORITY table: the rule says `-`, which reads as \"does not matter\", in a column by which a rule with a higher output takes a \
             part away. In a FIRST table: two rules cross, conclude differently, and neither is an exception to the other, so that the \
             order alone decides. Write the condition out so that they no longer cross. The usual \"exception first, general rule \
             after\" is not reported.",
    },
    example: "FIRST | income: number | age: number | → limit\n\
              1     | > 10           | -           | 500\n\
              2     | -              | < 30        | 200\n\n\
              misleading: rules 1 and 2 cross and conclude differently; for example income = 11, age = 29 goes to rule 1 only because it stands first",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    let is_first = match subject.policy() {
        HitPolicy::First => true,
        HitPolicy::Priority => false,
        HitPolicy::Unique | HitPolicy::Any | HitPolicy::RuleOrder | HitPolicy::OutputOrder | HitPolicy::Collect(_) => return,
    };
    for (a, b) in &subject.pairs.pairs {
        if subject.is_full() {
            break;
        }
        let over = subject.decides_over(*a, *b);
        let (winner, loser) = if over == Some(false) { (*b, *a) } else { (*a, *b) };
        let grid = subject.grid;
        if over.is_none() || grid.conclude_alike(winner, loser) || grid.is_within(loser, winner) {
            continue;
        }
        let column = if is_first { None } else { hidden_condition(subject, winner, loser) };
        let is_misleading = if is_first { !grid.is_within(winner, loser) } else { column.is_some() };
        let Some(common) = grid.common(winner, loser, Sure::Must).filter(|_| is_misleading) else { continue };
        // A reader who goes to look at a rule sees the other columns as well.
        let loser_number = loser + 1;
        let is_known = |finding: &super::finding::Finding| finding.rules.first().is_some_and(|rule| rule.number == loser_number);
        if !is_first && subject.findings.iter().any(is_known) {
            continue;
        }
        let (witness, rules) = (subject.witness(&grid.point(&common)), numbered(&[*a, *b]));
        let finding = subject.finding(&RULE, &[loser, winner]);
        let mut finding = match column {
            None => finding.say(
                format!("规则 {} 相交而结论不同；例如 {witness} 归规则 {}，只因它在前", rules.zh, winner + 1),
                format!(
                    "rules {} cross and conclude differently; for example {witness} goes to rule {} only because it stands first",
                    rules.en,
                    winner + 1
                ),
            ),
            Some(label) => finding
                .say(
                    format!("规则 {} 的“{label}”写着“-”，规则 {} 却按它取走一部分；例如 {witness}", loser + 1, winner + 1),
                    format!(
                        "rule {} says `-` for `{label}`, but rule {} takes a part away by it; for example {witness}",
                        loser + 1,
                        winner + 1
                    ),
                )
                .column(&label),
        };
        finding = finding.suggest("写明条件，使两条规则不再相交", "write the condition out, so that the two no longer cross");
        finding.witness = Some(witness);
        subject.findings.push(finding);
    }
}

/// A column that the loser leaves open and the winner does not.
fn hidden_condition(subject: &Subject<'_>, winner: usize, loser: usize) -> Option<String> {
    let is_open = |spans: &Spans, axis: &crate::grid::Axis| axis.domain.is_within(spans);
    let sides = subject.grid.rule(winner).iter().zip(subject.grid.rule(loser));
    let mut axes = subject.grid.axes.iter().zip(sides);
    axes.find(|(axis, (winner, loser))| is_open(&loser.must, axis) && !is_open(&winner.may, axis)).map(|(axis, _)| axis.label.to_string())
}
