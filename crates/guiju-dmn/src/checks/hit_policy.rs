//! `hit-policy`: a stricter hit policy says the same, and says it to the reader.

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::Sure;
use crate::model::HitPolicy;

pub(super) static RULE: CheckRule = CheckRule {
    id: "hit-policy",
    severity: Severity::Advice,
    title: Said { zh: "可用更严的命中策略", en: "a stricter hit policy would do" },
    explanation: Said {
        zh: "FIRST、PRIORITY、ANY 表的规则互不重叠，用 UNIQUE 结果一样，读者不必管先后，以后误加的重叠也会被发现。FIRST 表重叠处结论都相同时可用 ANY。COLLECT（不聚合）、RULE ORDER、OUTPUT ORDER 表至多命中一条，给出的列表至多一项，多半本意是 UNIQUE。",
        en: "The rules of a FIRST, PRIORITY or ANY table do not overlap: UNIQUE gives the same, its reader need not mind the order, and an \
             overlap that slips in later is found. A FIRST table whose overlapping rules conclude the same may be ANY. A COLLECT table \
             without aggregation, a RULE ORDER or an OUTPUT ORDER table in which at most one rule matches gives lists of at most one: \
             most likely UNIQUE was meant.",
    },
    example: "FIRST | n: number | → r\n\
              1     | < 5       | 1\n\
              2     | >= 5      | 2\n\n\
              hit-policy: no two rules overlap, so the hit policy can be UNIQUE; for example n = 4",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    if subject.rule_count() < 2 || !subject.pairs.is_complete {
        return;
    }
    let overlaps = &subject.pairs.pairs;
    let (policy, why_zh, why_en) = match subject.policy() {
        HitPolicy::Unique => return,
        HitPolicy::Collect(Some(_)) => return,
        HitPolicy::First | HitPolicy::Priority | HitPolicy::Any if overlaps.is_empty() => {
            ("UNIQUE", "规则互不重叠", "no two rules overlap")
        }
        HitPolicy::First if overlaps.iter().all(|(a, b)| subject.grid.conclude_alike(*a, *b)) => {
            ("ANY", "重叠的规则结论都相同", "rules that overlap conclude the same")
        }
        HitPolicy::Collect(None) | HitPolicy::RuleOrder | HitPolicy::OutputOrder if overlaps.is_empty() => {
            ("UNIQUE", "至多命中一条规则，列表至多一项", "at most one rule matches, so the list has at most one item")
        }
        HitPolicy::First
        | HitPolicy::Priority
        | HitPolicy::Any
        | HitPolicy::Collect(None)
        | HitPolicy::RuleOrder
        | HitPolicy::OutputOrder => return,
    };
    let shown = overlaps.first().map_or((0, None), |(a, b)| (*a, Some(*b)));
    let area = match shown.1 {
        Some(other) => subject.grid.common(shown.0, other, Sure::May).unwrap_or_default(),
        None => subject.grid.reach(shown.0),
    };
    let witness = subject.witness(&subject.grid.point(&area));
    let mut finding = subject
        .finding(&RULE, &[])
        .say(
            format!("{why_zh}，命中策略可以是 {policy}；例如 {witness}"),
            format!("{why_en}, so the hit policy can be {policy}; for example {witness}"),
        )
        .suggest(format!("命中策略改为 {policy}"), format!("set the hit policy to {policy}"));
    finding.witness = Some(witness);
    subject.push(finding);
}
