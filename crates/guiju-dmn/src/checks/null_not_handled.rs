//! `null-not-handled`: an input can be null, and then no rule matches.

use guiju_feel::{Type, Value};

use super::finding::Severity;
use super::register::{CheckRule, Run, Said};
use super::subject::Subject;
use crate::beforehand;
use crate::evaluate::Read;
use crate::grid::{NULL, Spans, Sure, Sweep};

pub(super) static RULE: CheckRule = CheckRule {
    id: "null-not-handled",
    severity: Severity::Advice,
    title: Said { zh: "没有处理空值", en: "null is not handled" },
    explanation: Said {
        zh: "某个输入可能为空值：它来自会给出空值的决策、没有类型的输入、允许值中有空值，或表中已有规则专门处理空值；而为空值时没有规则匹配，也没有默认输出。补一条写明 null 的规则，或写默认输出。有类型而处处未提空值的输入，视为由调用方保证给出。",
        en: "An input can be null: it comes from a decision that gives null for some case, from an input without a type, its allowed values \
             include null, or some rule of the table asks for null. Then no rule matches, and there is no default output. Add a rule that \
             asks for `null`, or a default output. An input that has a type, and of which nothing says that it may be null, counts as given.",
    },
    example: "UNIQUE | score: any | → class\n\
              1      | >= 50      | \"A\"\n\
              2      | < 50       | \"B\"\n\n\
              null-not-handled: `score` can be null, and then no rule matches; for example score = null",
    run: Run::Table(run),
};

fn run(subject: &mut Subject<'_>) {
    if subject.has_default() || subject.rule_count() == 0 || !subject.is_single_hit() {
        return;
    }
    for place in 0..subject.grid.axes.len() {
        if !can_be_null(subject, place) {
            continue;
        }
        let mut area = subject.grid.domain();
        if let Some(spans) = area.get_mut(place) {
            *spans = Spans::range(NULL, NULL);
        }
        let rules = (0..subject.rule_count()).collect();
        let holes = Sweep::holes(subject.grid, &area, rules, Sure::May, 1, &mut subject.budget);
        let (Some(hole), Some(axis)) = (holes.first(), subject.axis(place)) else { continue };
        let witness = subject.witness(&subject.grid.point(hole));
        let mut finding = subject
            .finding(&RULE, &[])
            .say(
                format!("“{}”可能为空值，此时没有规则匹配；例如 {witness}", axis.label),
                format!("`{}` can be null, and then no rule matches; for example {witness}", axis.label),
            )
            .suggest("补一条写明 null 的规则，或写默认输出", "add a rule that asks for `null`, or a default output")
            .column(&axis.label);
        finding.witness = Some(witness);
        subject.push(finding);
    }
}

fn can_be_null(subject: &Subject<'_>, place: usize) -> bool {
    let Some(axis) = subject.axis(place) else { return false };
    let only = Spans::range(NULL, NULL);
    // Not `-`, which null passes as well: a cell that was written for null.
    let asks_for_null =
        |rule: usize| subject.grid.rule(rule).get(place).is_some_and(|side| side.must.meets(&only) && !axis.domain.is_within(&side.must));
    if (0..subject.rule_count()).any(asks_for_null) {
        return true;
    }
    let column = axis.columns.first().and_then(|column| subject.grid.table.inputs.get(*column));
    let Some(column) = column else { return false };
    let allows_null = |tests: &guiju_feel::UnaryTests| {
        tests.matches(&Value::Null, &[], &beforehand::context(tests.source())).value == Value::Boolean(true)
    };
    let Read::Slot(slot) = &column.read else { return false };
    let Some(origin) = subject.place.origins.get(slot) else { return false };
    let gives_null = origin.decision.is_some_and(|decision| subject.gives_null.get(decision).copied().unwrap_or(false));
    let is_untyped = origin.input.is_some() && !origin.is_typed && column.ty == Type::Any;
    gives_null || is_untyped || origin.allowed.iter().any(|tests| allows_null(tests))
}
