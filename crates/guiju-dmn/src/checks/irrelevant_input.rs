//! `irrelevant-input`: a column without which every case comes out the same.

use std::collections::BTreeSet;

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::{Grid, Segments, Spans};
use crate::model::HitPolicy;

pub(super) static RULE: CheckRule = CheckRule {
    id: "irrelevant-input",
    severity: Severity::Advice,
    title: Said { zh: "不起作用的输入列", en: "an input column that changes nothing" },
    explanation: Said {
        zh: "这一列在每条规则中都是“-”或涵盖全部取值，或者无论其他输入如何，它取什么值结果都一样。删去这一列。后一种情形只对 UNIQUE、FIRST、ANY 且单元格都看得懂的表判断。",
        en: "The column is `-`, or covers every value, in each rule; or whatever the other inputs are, the outcome is the same for all of its \
             values. Remove it. The second is judged for UNIQUE, FIRST and ANY tables all of whose cells are understood.",
    },
    example: "UNIQUE | n: number | region: string | → r\n\
              1      | > 0       | \"north\"        | 1\n\
              2      | > 0       | not(\"north\")   | 1\n\n\
              irrelevant-input: `region` changes nothing: for example n = 1, region = \"north\" comes out the same for every other value of it",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    if subject.rule_count() == 0 {
        return;
    }
    for place in 0..subject.grid.axes.len() {
        let Some(axis) = subject.axis(place).filter(|axis| !axis.domain.is_empty()) else { continue };
        let covers = |rule: usize| subject.grid.rule(rule).get(place).is_some_and(|side| axis.domain.is_within(&side.must));
        if !(0..subject.rule_count()).all(covers) && !changes_nothing(subject, place) {
            continue;
        }
        // A case that some rule decides, rather than one of a gap.
        let mut reaches = (0..subject.rule_count()).map(|rule| subject.grid.reach(rule));
        let area = reaches.find(|reach| reach.iter().all(|spans| !spans.is_empty())).unwrap_or_else(|| subject.grid.domain());
        let witness = subject.witness(&subject.grid.point(&area));
        let mut finding = subject
            .finding(&RULE, &[])
            .say(
                format!("“{}”不起作用：例如 {witness}，它取其他值时结果也一样", axis.label),
                format!("`{}` changes nothing: for example {witness} comes out the same for every other value of it", axis.label),
            )
            .suggest("删去这一列", "remove the column")
            .column(&axis.label);
        finding.witness = Some(witness);
        subject.push(finding);
    }
}

/// Whether, for all other inputs, every value of an axis leads to the same.
fn changes_nothing(subject: &mut Subject<'_>, axis: usize) -> bool {
    let is_judged = matches!(subject.policy(), HitPolicy::Unique | HitPolicy::First | HitPolicy::Any) && subject.grid.opaque.is_empty();
    if !is_judged {
        return false;
    }
    let order: Vec<usize> = (0..subject.grid.axes.len()).filter(|other| *other != axis).chain([axis]).collect();
    let mut seen = BTreeSet::new();
    is_same(subject, &order, 0, (0..subject.rule_count()).collect(), &mut seen)
}

fn is_same(subject: &mut Subject<'_>, order: &[usize], step: usize, live: Vec<usize>, seen: &mut BTreeSet<(usize, Vec<usize>)>) -> bool {
    let Some(axis) = order.get(step).copied() else { return true };
    if !subject.budget.take(live.len() + 1) {
        return false;
    }
    if live.is_empty() || seen.contains(&(step, live.clone())) {
        return true;
    }
    let grid = subject.grid;
    let domain = grid.axes.get(axis).map(|axis| axis.domain.clone()).unwrap_or_default();
    let mut segments = Segments::new(&domain, &live, |rule| side(grid, rule, axis));
    let is_same = if step + 1 < order.len() {
        segments.all(|(_, _, active)| is_same(subject, order, step + 1, active, seen))
    } else {
        let mut outcomes = segments.map(|(_, _, active)| subject.budget.take(active.len()).then(|| outcome(subject, &active)).flatten());
        let first = outcomes.next().flatten();
        first.is_some() && outcomes.all(|other| other == first)
    };
    if is_same {
        seen.insert((step, live));
    }
    is_same
}

fn side<'g>(grid: &'g Grid<'_>, rule: usize, axis: usize) -> Option<&'g Spans> {
    grid.rule(rule).get(axis).map(|side| &side.must)
}

/// What these rules conclude together; `None` where they do not agree.
fn outcome<'g>(subject: &Subject<'g>, active: &[usize]) -> Option<&'g [String]> {
    let Some(first) = active.first() else { return Some(&[]) };
    let is_decided = subject.policy() == HitPolicy::First || active.iter().all(|rule| subject.grid.conclude_alike(*rule, *first));
    let is_unique = subject.policy() != HitPolicy::Unique || active.len() == 1;
    (is_decided && is_unique).then(|| subject.grid.conclusions(*first))
}
