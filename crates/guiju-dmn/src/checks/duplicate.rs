//! `duplicate`: two rules that match the same and conclude the same.

use super::finding::{Severity, numbered};
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::model::HitPolicy;

pub(super) static RULE: CheckRule = CheckRule {
    id: "duplicate",
    severity: Severity::Warning,
    title: Said { zh: "重复的规则", en: "two rules say the same" },
    explanation: Said {
        zh: "两条规则匹配的输入完全相同，结论也相同。删去一条。（UNIQUE 表中由 overlap 报告。）",
        en: "Two rules match exactly the same inputs and conclude the same. Delete one. (In a UNIQUE table `overlap` reports it.)",
    },
    example: "FIRST | n: number | → r\n\
              1     | >= 5      | 1\n\
              2     | not(< 5)  | 1\n\n\
              duplicate: rules 1 and 2 match the same and conclude the same; for example n = 5",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    if subject.policy() == HitPolicy::Unique {
        return;
    }
    for (a, b) in &subject.pairs.pairs {
        if subject.is_full() {
            break;
        }
        if !is_duplicate(subject, *a, *b) {
            continue;
        }
        let witness = subject.witness(&subject.grid.point(&subject.grid.reach(*b)));
        let rules = numbered(&[*a, *b]);
        let mut finding = subject
            .finding(&RULE, &[*a, *b])
            .say(
                format!("规则 {} 匹配的输入相同，结论也相同；例如 {witness}", rules.zh),
                format!("rules {} match the same and conclude the same; for example {witness}", rules.en),
            )
            .suggest(format!("删去规则 {}", b + 1), format!("delete rule {}", b + 1));
        finding.witness = Some(witness);
        subject.findings.push(finding);
    }
}

/// Whether two rules match the same and conclude the same.
pub(super) fn is_duplicate(subject: &Subject<'_>, a: usize, b: usize) -> bool {
    let grid = subject.grid;
    grid.is_understood(a) && grid.is_understood(b) && grid.conclude_alike(a, b) && grid.is_within(a, b) && grid.is_within(b, a)
}
