//! What checks and trials say, in the words of the API.

use guiju_dmn::{Finding, Severity, Step, TableStep};
use guiju_feel::{Value, Words};
use guiju_runtime::rules;
use guiju_store::Draft;

use crate::dto::decision::{
    CheckedExample, CheckedModel, DraftSummary, FindingSeverity, ModelProblem, NearestChange, NullReason, RuleHits, RuleMiss, RuleRef,
    TableCoverage, TableFinding, TriedDecision, TriedStep, TriedTable, TryInput, ValueChange, WitnessValue,
};
use crate::dto::scalar::Text;

pub(super) fn draft_summary(draft: &Draft) -> DraftSummary {
    DraftSummary {
        version: draft.version,
        based_on: draft.based_on.to_string(),
        changed_by: draft.changed_by.clone(),
        changed_at: draft.changed_at,
        note: draft.note.clone(),
        paths: draft.files.iter().map(|rule| rule.path.clone()).collect(),
    }
}

pub(super) fn example(example: rules::CheckedExample) -> CheckedExample {
    CheckedExample {
        name: (&example.name).into(),
        file: example.file,
        passed: example.differences.is_empty(),
        differences: example.differences.iter().map(Into::into).collect(),
    }
}

pub(super) fn checked(model: rules::CheckedModel) -> CheckedModel {
    CheckedModel {
        problems: model.problems.into_iter().map(problem).collect(),
        findings: model.findings.into_iter().map(finding).collect(),
        examples: model.examples.into_iter().map(example).collect(),
        coverage: model.coverage.iter().map(coverage).collect(),
    }
}

fn problem(problem: rules::ModelProblem) -> ModelProblem {
    let (decision, rule) = problem.decision.unzip();
    ModelProblem {
        message: (&problem.message).into(),
        label: problem.label.as_ref().map(Into::into),
        help: problem.help.as_ref().map(Into::into),
        line: problem.line,
        column: problem.column,
        element: problem.element.as_ref().map(Into::into),
        decision,
        rule: rule.flatten(),
    }
}

fn finding((finding, columns): (Finding, Vec<usize>)) -> TableFinding {
    let (witness, inputs) = finding.witness.map(|witness| (values(&witness.columns), witness.inputs.as_deref().map(values))).unzip();
    TableFinding {
        rule: finding.rule.to_owned(),
        severity: match finding.severity {
            Severity::Error => FindingSeverity::Error,
            Severity::Warning => FindingSeverity::Warning,
            Severity::Advice => FindingSeverity::Advice,
        },
        decision: finding.decision,
        decision_name: finding.decision_name,
        rules: finding.rules.into_iter().map(rule).collect(),
        columns,
        witness: witness.unwrap_or_default(),
        inputs: inputs.flatten(),
        message: text(finding.message),
        suggestion: finding.suggestion.map(text),
    }
}

fn values(values: &[(String, Value)]) -> Vec<WitnessValue> {
    values.iter().map(|(name, value)| WitnessValue { name: name.clone(), value: value.to_string() }).collect()
}

fn rule(rule: guiju_dmn::RuleRef) -> RuleRef {
    RuleRef { id: rule.id, number: rule.number }
}

fn text(words: Words) -> Text {
    Text::new(words.zh, words.en)
}

fn coverage(table: &guiju_dmn::TableCoverage) -> TableCoverage {
    let rules = table.rules().zip(&table.hits).map(|(rule, hits)| RuleHits { id: rule.id, number: rule.number, hits: *hits });
    TableCoverage { decision: table.decision.clone(), decision_name: table.table.to_string(), rules: rules.collect() }
}

pub(super) fn tried(trial: rules::TriedDecision) -> TriedDecision {
    let steps = trial.explanation.as_ref().map(|explanation| explanation.steps.as_slice()).unwrap_or_default();
    let reasons = steps.iter().flat_map(|step| &step.reasons);
    let input =
        |input: rules::TrialInput| TryInput { name: input.name, kind: input.kind, needed_by: input.needed_by, example: input.example };
    TriedDecision {
        value: trial.explanation.as_ref().map_or_else(|| "null".to_owned(), |explanation| explanation.value.to_string()),
        reasons: reasons
            .map(|reason| NullReason {
                element: reason.element.to_string(),
                message: Text::new(reason.cause.message_zh(), reason.cause.to_string()),
            })
            .collect(),
        steps: steps.iter().map(step).collect(),
        nearest: trial.nearest.into_iter().map(nearest).collect(),
        inputs: trial.inputs.into_iter().map(input).collect(),
        problem: trial.problem.map(problem),
    }
}

fn step(step: &Step) -> TriedStep {
    let own = format!("decision `{}`", step.name);
    let table = step.tables.iter().find(|table| table.table == own).map(table);
    TriedStep {
        decision: step.id.clone(),
        decision_name: step.name.clone(),
        value: step.output.to_string(),
        took_microseconds: step.took.as_secs_f64() * 1e6,
        table,
    }
}

fn table(table: &TableStep) -> TriedTable {
    let column = |heading: &str| table.columns.iter().position(|(known, _)| known == heading).unwrap_or(0);
    TriedTable {
        inputs: values(&table.columns),
        matched: table.matched.iter().map(|matched| rule(matched.rule.clone())).collect(),
        misses: table.misses.iter().map(|miss| RuleMiss { rule: rule(miss.rule.clone()), column: column(&miss.column) }).collect(),
    }
}

fn nearest(change: guiju_dmn::NearestChange) -> NearestChange {
    let changes = change.changes.into_iter().map(|change| ValueChange {
        name: change.input,
        from: change.from.to_string(),
        to: change.to.to_string(),
    });
    NearestChange { changes: changes.collect(), value: change.value.to_string(), message: text(change.message) }
}
