//! `output-not-allowed`: a rule concludes what its output may not be.

use guiju_feel::{EvalContext, Value};

use super::finding::{Severity, near};
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::evaluate::OutputColumn;
use crate::grid::known_output;
use crate::model::HitPolicy;

pub(super) static RULE: CheckRule = CheckRule {
    id: "output-not-allowed",
    severity: Severity::Warning,
    title: Said { zh: "结论不在允许的输出值内", en: "a conclusion that is not among the output values" },
    explanation: Said {
        zh: "规则的结论不在输出值列表内，或不符合输出的类型（后者求值时变为空值，作错误报告）。PRIORITY 与 OUTPUT ORDER 表靠输出值列表排序：没有列表，或结论不在其中，就没有先后。",
        en: "The conclusion of a rule is not in the list of output values, or does not fit the output's type (then it becomes null when it is \
             evaluated, which is an error). PRIORITY and OUTPUT ORDER tables are ordered by that list: without it, or for a conclusion that \
             is not in it, there is no order.",
    },
    example: "UNIQUE | n: number | → class (\"A\", \"B\")\n\
              1      | > 0       | \"a\"\n\n\
              output-not-allowed: rule 1 concludes \"a\", which is not one of the output values",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    let table = subject.grid.table;
    let is_ordered = matches!(subject.policy(), HitPolicy::Priority | HitPolicy::OutputOrder);
    if is_ordered && table.outputs.iter().all(|output| output.values.is_empty()) {
        let finding = subject
            .finding(&RULE, &[])
            .say("命中策略要按输出值排序，却没有输出值列表", "the hit policy orders by the output values, and there are none")
            .suggest("写明输出值，优先的在前", "list the output values, the highest first");
        subject.push(finding);
    }
    for (place, rule) in table.rules.iter().enumerate() {
        if subject.is_full() {
            break;
        }
        for (output, column) in rule.outputs.iter().zip(&table.outputs) {
            if let Some(value) = known_output(output).filter(|value| !value.is_null()) {
                judge(subject, place, &value, column);
            }
        }
    }
}

fn judge(subject: &mut Subject<'_>, rule: usize, value: &Value, column: &OutputColumn) {
    let misfit = column.shape.fit(value.clone(), &EvalContext::default()).is_err();
    let is_listed = column.values.is_empty() || column.values.contains(value);
    if !misfit && is_listed {
        return;
    }
    let finding = subject.finding(&RULE, &[rule]);
    let mut finding = if misfit {
        finding.severity(Severity::Error).say(
            format!("规则 {} 的结论 {value} 不符合输出的类型，求值时为空值", rule + 1),
            format!("rule {} concludes {value}, which does not fit the output's type and becomes null", rule + 1),
        )
    } else {
        finding.say(
            format!("规则 {} 的结论 {value} 不在输出值之内", rule + 1),
            format!("rule {} concludes {value}, which is not one of the output values", rule + 1),
        )
    };
    let known = column.values.iter().filter_map(Value::as_text);
    if let Some(meant) = value.as_text().and_then(|word| near(word, known)) {
        let meant = Value::text(meant);
        finding = finding.suggest(format!("是不是 {meant}？"), format!("did you mean {meant}?"));
    }
    let reach = subject.grid.reach(rule);
    if reach.iter().all(|spans| !spans.is_empty()) {
        finding.witness = Some(subject.witness(&subject.grid.point(&reach)));
    }
    subject.push(finding);
}
