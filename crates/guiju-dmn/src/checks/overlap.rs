//! `overlap`: two rules of a UNIQUE table match the same inputs.

use super::finding::{Severity, numbered};
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::Sure;
use crate::model::HitPolicy;

pub(super) static RULE: CheckRule = CheckRule {
    id: "overlap",
    severity: Severity::Error,
    title: Said { zh: "唯一命中的表中规则重叠", en: "rules of a UNIQUE table overlap" },
    explanation: Said {
        zh: "命中策略为 UNIQUE 的表中，两条规则对同一组输入都匹配，结果为空值。改窄其中一条；若结论相同可改为 ANY，若有先后可改为 FIRST。",
        en: "In a table with the hit policy UNIQUE two rules match the same inputs, and then the result is null. Narrow one of them; where \
             both conclude the same the hit policy may be ANY, where one goes before the other it may be FIRST.",
    },
    example: "UNIQUE | age: number | → group\n\
              1      | [0..18]     | \"young\"\n\
              2      | [18..65)    | \"adult\"\n\n\
              overlap: rules 1 and 2 both match `age` 18; for example age = 18",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    if subject.policy() != HitPolicy::Unique {
        return;
    }
    for (a, b) in &subject.pairs.pairs {
        if subject.is_full() {
            break;
        }
        let Some(common) = subject.grid.common(*a, *b, Sure::Must) else { continue };
        let (what, witness) = (subject.grid.describe(&common), subject.witness(&subject.grid.point(&common)));
        let rules = numbered(&[*a, *b]);
        let finding = subject.finding(&RULE, &[*a, *b]).say(
            format!("规则 {} 都匹配 {what}；例如 {witness}", rules.zh),
            format!("rules {} both match {what}; for example {witness}", rules.en),
        );
        let is_same = subject.grid.conclude_alike(*a, *b);
        let mut finding = if is_same && subject.grid.is_within(*b, *a) {
            finding.suggest(format!("删去规则 {}", b + 1), format!("delete rule {}", b + 1))
        } else if is_same && subject.grid.is_within(*a, *b) {
            finding.suggest(format!("删去规则 {}", a + 1), format!("delete rule {}", a + 1))
        } else if is_same {
            finding.suggest("结论相同：合并这两条规则，或改用命中策略 ANY", "they conclude the same: merge them, or use the hit policy ANY")
        } else {
            finding.suggest("改窄其中一条规则", "narrow one of the two")
        };
        finding.witness = Some(witness);
        subject.findings.push(finding);
    }
}
