//! `out-of-domain`: a cell asks for a value that the input cannot have.

use guiju_feel::Value;

use super::finding::{Finding, Severity, near};
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::grid::{Axis, CellSet};
use crate::question::Question;

pub(super) static RULE: CheckRule = CheckRule {
    id: "out-of-domain",
    severity: Severity::Warning,
    title: Said { zh: "单元格的取值不在允许范围内", en: "a cell asks for a value that is not allowed" },
    explanation: Said {
        zh: "单元格所写的值或区间，全在该输入的允许值（输入值、类型定义、上游决策表的输出）之外，因此永远不会匹配。多半是写错了：按提示更正，或补充允许值。",
        en: "The value or interval in the cell lies wholly outside of what the input may be (the column's input values, its type, or the outputs \
             of the table that it comes from), so it never matches. Mostly it is misspelt: mend it, or add it to the allowed values.",
    },
    example: "UNIQUE | level: string (\"gold\", \"silver\") | → discount\n\
              1      | \"Gold\"                           | 10\n\n\
              out-of-domain: rule 1 asks for \"Gold\", which `level` cannot be",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    for rule in 0..subject.rule_count() {
        if subject.is_full() {
            break;
        }
        for axis in &subject.grid.axes {
            for column in &axis.columns {
                let cell = subject.grid.table.rules.get(rule).and_then(|rule| rule.cells.get(*column));
                let Some(set) = cell.map(CellSet::of_cell) else { continue };
                for question in set.questions() {
                    if let Some(finding) = outside(subject, axis, rule, question) {
                        subject.findings.push(finding);
                    }
                }
            }
        }
    }
}

fn outside(subject: &Subject<'_>, axis: &Axis, rule: usize, question: &Question) -> Option<Finding> {
    // What is left when something else is taken away is nobody's spelling.
    if matches!(question, Question::Not(_) | Question::Always(_) | Question::Unknown) {
        return None;
    }
    let spans = axis.answered(question).may;
    let region = spans.regions().find(|region| axis.sample(*region).is_some())?;
    if spans.meets(&axis.domain) {
        return None;
    }
    let text = if question.is_interval() { axis.cell_text(&spans) } else { axis.sample(region)?.to_string() };
    let finding = subject.finding(&RULE, &[rule]).column(&axis.label);
    let finding = finding.say(
        format!("规则 {} 要求 {text}，而“{}”不可能是它", rule + 1, axis.label),
        format!("rule {} asks for {text}, which `{}` cannot be", rule + 1, axis.label),
    );
    let allowed: Vec<&Value> = axis.domain.regions().filter_map(|region| axis.sample(region)).collect();
    let texts: Vec<&str> = allowed.iter().filter_map(|value| value.as_text()).collect();
    let meant = axis.sample(region)?.as_text().and_then(|word| near(word, texts.iter().copied()));
    let known = axis.written(&axis.domain);
    let mut finding = match meant {
        Some(meant) => {
            let meant = Value::text(meant);
            finding.suggest(format!("是不是 {meant}？"), format!("did you mean {meant}?"))
        }
        None => finding.suggest(format!("允许的取值：{known}"), format!("allowed are {known}")),
    };
    let mut point = subject.grid.point(&subject.grid.reach(rule));
    let place = subject.grid.axes.iter().position(|one| one.columns == axis.columns)?;
    *point.get_mut(place)? = region;
    finding.witness = Some(subject.witness(&point));
    Some(finding)
}
