//! `unused-input`: input data that nothing requires.

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::about;
use super::whole::Whole;
use crate::evaluate::Source;

pub(super) static RULE: CheckRule = CheckRule {
    id: "unused-input",
    severity: Severity::Warning,
    title: Said { zh: "没有用到的输入", en: "input data that nothing requires" },
    explanation: Said {
        zh: "没有决策、业务知识模型或决策服务用到这个输入。删去它，或补上遗漏的信息需求。",
        en: "No decision, knowledge model or decision service requires this input data. Remove it, or add the requirement that was forgotten.",
    },
    example: "<inputData name=\"region\"/>  with no requirement that names it\n\nunused-input: nothing requires the input `region`",
    run: Run::Model(run),
};

fn run(whole: &mut Whole<'_>) {
    let inner = whole.inner;
    let scopes = inner.decisions.iter().map(|node| &node.scope).chain(inner.knowledge.iter().map(|knowledge| &knowledge.scope));
    let scopes = scopes.chain(inner.services.iter().map(|service| &service.parameters));
    let required: Vec<Source> = scopes.flat_map(|scope| inner.flat(scope)).collect();
    for (index, input) in inner.inputs.iter().enumerate() {
        if required.contains(&Source::Input(index)) {
            continue;
        }
        let finding = about(&RULE, &input.id, &input.name)
            .say(format!("没有谁用到输入“{}”", input.name), format!("nothing requires the input `{}`", input.name))
            .suggest("删去它，或补上信息需求", "remove it, or add the requirement that was forgotten");
        whole.findings.push(finding);
    }
}
