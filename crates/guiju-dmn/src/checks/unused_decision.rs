//! `unused-decision`: a decision that leads to no result.

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::about;
use super::whole::Whole;
use crate::evaluate::Source;

pub(super) static RULE: CheckRule = CheckRule {
    id: "unused-decision",
    severity: Severity::Warning,
    title: Said { zh: "没有用到的决策", en: "a decision that leads to no result" },
    explanation: Said {
        zh: "规矩和决策服务所要的结果，都不经过这个决策。只有知道要哪些结果时才报告，即规矩写明用到这个模型的哪些决策。",
        en: "None of the results that the rulebook and the model's decision services ask for depends on this decision. It is reported only where \
             the results are known: where the rulebook names decisions of the model.",
    },
    example: "a decision `draft` that no other requires, in a model of which the rulebook uses `class`\n\nunused-decision: no result depends on the decision `draft`",
    run: Run::Model(run),
};

fn run(whole: &mut Whole<'_>) {
    let inner = whole.inner;
    let Some(results) = whole.results else { return };
    let mut open: Vec<usize> = results.iter().map(|decision| decision.0).collect();
    open.extend(inner.services.iter().flat_map(|service| &service.outputs));
    let mut used = vec![false; inner.decisions.len()];
    while let Some(index) = open.pop() {
        let Some(flag) = used.get_mut(index).filter(|flag| !**flag) else { continue };
        *flag = true;
        for source in inner.flat(inner.decisions.get(index).map_or(&[][..], |node| &node.scope)) {
            match source {
                Source::Decision(required) => open.push(required),
                Source::Service(service) => open.extend(inner.services.get(service).map_or(&[][..], |service| &service.outputs)),
                Source::Input(_) | Source::Knowledge(_) | Source::Import(_) => {}
            }
        }
    }
    for (node, _) in inner.decisions.iter().zip(used).filter(|(_, is_used)| !is_used) {
        let finding = about(&RULE, &node.id, &node.name)
            .say(format!("没有结果用到决策“{}”", node.name), format!("no result depends on the decision `{}`", node.name))
            .suggest("删去它，或在用它的地方补上需求", "remove it, or add the requirement where it was to be used");
        whole.findings.push(finding);
    }
}
