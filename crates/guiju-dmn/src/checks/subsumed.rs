//! `subsumed`: a rule that another one makes superfluous.

use super::duplicate::is_duplicate;
use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::model::HitPolicy;

pub(super) static RULE: CheckRule = CheckRule {
    id: "subsumed",
    severity: Severity::Warning,
    title: Said { zh: "多余的规则", en: "a rule that another one contains" },
    explanation: Said {
        zh: "另一条规则匹配这条规则的全部输入，结论也相同，去掉这条不改变任何结果。FIRST 表中，两者之间没有结论不同的规则才算。列出全部命中的表会因此把同一结论列出两次，只作建议。",
        en: "Another rule matches everything that this one matches and concludes the same, so that nothing changes without it. In a FIRST \
             table that holds where no rule between the two concludes something else for the same inputs. A table that gives all hits \
             gives the conclusion twice, which may be meant, so it is advice there.",
    },
    example: "ANY | n: number | → ok\n\
              1   | > 0       | true\n\
              2   | [5..10]   | true\n\n\
              subsumed: rule 2 is contained in rule 1, which concludes the same; for example n = 6",
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
        for (inner, outer) in [(*a, *b), (*b, *a)] {
            if !is_subsumed(subject, inner, outer) {
                continue;
            }
            let witness = subject.witness(&subject.grid.point(&subject.grid.reach(inner)));
            let mut finding = subject
                .finding(&RULE, &[inner, outer])
                .say(
                    format!("规则 {} 包含在结论相同的规则 {} 之中；例如 {witness}", inner + 1, outer + 1),
                    format!("rule {} is contained in rule {}, which concludes the same; for example {witness}", inner + 1, outer + 1),
                )
                .suggest(format!("删去规则 {}", inner + 1), format!("delete rule {}", inner + 1));
            if !subject.is_single_hit() {
                finding = finding.severity(Severity::Advice);
            }
            finding.witness = Some(witness);
            subject.findings.push(finding);
        }
    }
}

fn is_subsumed(subject: &Subject<'_>, inner: usize, outer: usize) -> bool {
    let grid = subject.grid;
    let is_inside = grid.is_understood(inner) && grid.is_within(inner, outer) && grid.conclude_alike(inner, outer);
    if !is_inside || is_duplicate(subject, inner, outer) {
        return false;
    }
    // Under FIRST a rule inside of an earlier one is masked; before a later one it is superfluous where nothing stands between them.
    subject.policy() != HitPolicy::First
        || (inner < outer
            && subject.pairs.is_complete
            && subject
                .pairs
                .neighbours(inner)
                .iter()
                .filter(|between| (inner..outer).contains(between))
                .all(|between| grid.conclude_alike(*between, inner)))
}
