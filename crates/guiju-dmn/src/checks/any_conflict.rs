//! `any-conflict`: two rules of an ANY table match the same inputs and conclude differently.

use super::finding::{Severity, numbered};
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::Sure;
use crate::model::HitPolicy;

pub(super) static RULE: CheckRule = CheckRule {
    id: "any-conflict",
    severity: Severity::Error,
    title: Said { zh: "结论须一致的规则不一致", en: "rules of an ANY table disagree" },
    explanation: Said {
        zh: "命中策略为 ANY 的表中，同时匹配的规则必须得出同样的结论；这两条不同，结果为空值。只比较写成常量的输出。",
        en: "In a table with the hit policy ANY all rules that match have to conclude the same; these two do not, and then the result is \
             null. Only outputs that are constants are compared.",
    },
    example: "ANY | n: number | → ok\n\
              1   | > 0       | true\n\
              2   | > 5       | false\n\n\
              any-conflict: rules 1 and 2 both match `n` > 5 and conclude differently; for example n = 6",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    if subject.policy() != HitPolicy::Any {
        return;
    }
    for (a, b) in &subject.pairs.pairs {
        if subject.is_full() {
            break;
        }
        let outputs = (subject.grid.outputs(*a), subject.grid.outputs(*b));
        let differ = matches!(&outputs, (Some(a), Some(b)) if a != b);
        let Some(common) = subject.grid.common(*a, *b, Sure::Must).filter(|_| differ) else { continue };
        let (what, witness) = (subject.grid.describe(&common), subject.witness(&subject.grid.point(&common)));
        let rules = numbered(&[*a, *b]);
        let mut finding = subject
            .finding(&RULE, &[*a, *b])
            .say(
                format!("规则 {} 都匹配 {what}，结论却不同；例如 {witness}", rules.zh),
                format!("rules {} both match {what} and conclude differently; for example {witness}", rules.en),
            )
            .suggest("改窄其中一条规则，或改用命中策略 FIRST", "narrow one of the two, or use the hit policy FIRST");
        finding.witness = Some(witness);
        subject.findings.push(finding);
    }
}
