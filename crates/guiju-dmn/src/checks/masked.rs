//! `masked`: a rule that can match and never decides.

use super::duplicate::is_duplicate;
use super::finding::{Severity, numbered};
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::{Spans, Sure, Sweep};
use crate::model::HitPolicy;

pub(super) static RULE: CheckRule = CheckRule {
    id: "masked",
    severity: Severity::Warning,
    title: Said { zh: "被遮蔽的规则", en: "a rule that never decides" },
    explanation: Said {
        zh: "FIRST 表中排在前面的规则，或 PRIORITY 表中优先级更高的规则，合起来覆盖了这条规则的全部输入，它永远不起作用。把它移到前面，或删去。",
        en: "In a FIRST table the rules before it, in a PRIORITY table those with a higher output, match together everything that this rule \
             matches: it never decides. One rule may do it alone, or several together. Move it up, give it a higher output, or delete it.",
    },
    example: "FIRST | n: number | → r\n\
              1     | <= 10     | 1\n\
              2     | > 5       | 2\n\
              3     | [0..20]   | 3\n\n\
              masked: rule 3 never decides: rules 1 and 2 match everything that it matches; for example n = 1 goes to rule 1",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    if !matches!(subject.policy(), HitPolicy::First | HitPolicy::Priority) {
        return;
    }
    for rule in 0..subject.rule_count() {
        if subject.is_full() {
            break;
        }
        let reach = subject.grid.reach(rule);
        let pairs = subject.pairs;
        let above: Vec<usize> =
            pairs.neighbours(rule).iter().copied().filter(|other| subject.decides_over(*other, rule) == Some(true)).collect();
        if above.is_empty() || reach.iter().any(Spans::is_empty) || above.iter().any(|other| is_duplicate(subject, *other, rule)) {
            continue;
        }
        let Some(by) = maskers(subject, rule, &reach, &above) else { continue };
        let point = subject.grid.point(&subject.grid.sure_reach(rule));
        let Some(decides) = winner(subject, &point, &by) else { continue };
        let (witness, numbers) = (subject.witness(&point), numbered(&by));
        let what = if by.len() == 1 { format!("rule {} matches", numbers.en) } else { format!("rules {} match", numbers.en) };
        let rules: Vec<usize> = std::iter::once(rule).chain(by.iter().copied()).collect();
        let mut finding = subject
            .finding(&RULE, &rules)
            .say(
                format!("规则 {} 永远不起作用：规则 {} 已匹配它的全部输入；例如 {witness} 归规则 {}", rule + 1, numbers.zh, decides + 1),
                format!(
                    "rule {} never decides: {what} everything that it matches; for example {witness} goes to rule {}",
                    rule + 1,
                    decides + 1
                ),
            )
            .suggest(format!("把规则 {} 移到前面，或删去", rule + 1), format!("move rule {} before them, or delete it", rule + 1));
        finding.witness = Some(witness);
        subject.findings.push(finding);
    }
}

/// The rules that together cover all that a rule may match; none where they do not.
fn maskers(subject: &mut Subject<'_>, rule: usize, reach: &[Spans], above: &[usize]) -> Option<Vec<usize>> {
    if let Some(alone) = above.iter().find(|other| subject.grid.is_within(rule, **other)) {
        return Some(vec![*alone]);
    }
    let holes = Sweep::holes(subject.grid, reach, above.to_vec(), Sure::Must, 1, &mut subject.budget);
    if !holes.is_empty() || subject.budget.is_exhausted() {
        return None;
    }
    // Those that are needed: a reader wants to know which, not all that touch it.
    let mut needed = above.to_vec();
    for other in above.iter().rev().take(100) {
        let without: Vec<usize> = needed.iter().copied().filter(|one| one != other).collect();
        let holes = Sweep::holes(subject.grid, reach, without.clone(), Sure::Must, 1, &mut subject.budget);
        if holes.is_empty() && !subject.budget.is_exhausted() {
            needed = without;
        }
    }
    Some(needed)
}

fn winner(subject: &Subject<'_>, point: &[usize], by: &[usize]) -> Option<usize> {
    let matching = by.iter().copied().filter(|rule| subject.grid.matches(*rule, point, Sure::Must));
    matching.reduce(|best, other| if subject.decides_over(other, best) == Some(true) { other } else { best })
}
