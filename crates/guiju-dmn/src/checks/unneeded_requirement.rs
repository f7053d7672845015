//! `unneeded-requirement`: a decision requires what its logic does not read.

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::about;
use super::uses::slots_read;
use super::whole::Whole;
use crate::evaluate::Source;

pub(super) static RULE: CheckRule = CheckRule {
    id: "unneeded-requirement",
    severity: Severity::Warning,
    title: Said { zh: "多余的信息需求", en: "a requirement that is not needed" },
    explanation: Said {
        zh: "决策声明需要某个输入、决策或知识模型，而它的逻辑没有读它：依赖图说的比实际多，改动时会误判影响。删去这条需求。（反过来，读了没有声明的名称，编译时就报错。）",
        en: "The decision requires an input, a decision or a knowledge model that its logic does not read: the diagram says more than is true, \
             and whoever asks what a change reaches is misled. Remove the requirement. (The other way round, a name that is read and not \
             required, is refused when the model is compiled.)",
    },
    example: "decision `class` requires `score` and `region`; its table reads `score` alone\n\n\
              unneeded-requirement: the decision `class` does not read `region`",
    run: Run::Model(run),
};

fn run(whole: &mut Whole<'_>) {
    let inner = whole.inner;
    for node in &inner.decisions {
        let read = slots_read(&node.body, &node.scope);
        for (_, source) in node.scope.iter().enumerate().filter(|(slot, _)| !read.contains(slot)) {
            // What a decision takes of an imported model is asked for name by name, not requirement by requirement.
            if matches!(source, Source::Import(_)) {
                continue;
            }
            let name = inner.name_of(*source);
            let mut finding = about(&RULE, &node.id, &node.name)
                .say(format!("决策“{}”没有读“{name}”", node.name), format!("the decision `{}` does not read `{name}`", node.name))
                .suggest("删去这条需求", "remove the requirement");
            finding.columns.push(name.to_owned());
            whole.findings.push(finding);
        }
    }
}
