//! Checks a decision file that is in nobody's rulebook yet, in the rulebook that it would be a part of.

use std::sync::Arc;

use guiju_dmn::{Definitions, Finding, TableCoverage};
use guiju_feel::{Budget, EvalContext};
use guiju_rulebook::{ExampleTitle, Findings, Rulebook};
use guiju_types::Text;

use super::compare::{columns, table};
use super::draft::not_publishable;
use super::layers::Layers;
use super::problem::{ModelProblem, compiled};
use crate::{Company, RuntimeError};

/// What a check of a decision file says.
#[derive(Debug, Clone, Default)]
pub struct CheckedModel {
    /// Why it does not decide at all; the rest is then empty.
    pub problems: Vec<ModelProblem>,
    /// What the checks find in its decisions and no chapter accepts, each with the places, from 0, of the columns that it is about: inputs,
    /// then outputs.
    pub findings: Vec<(Finding, Vec<usize>)>,
    /// The examples of the rulebook with this file in it.
    pub examples: Vec<CheckedExample>,
    /// Which of its rules the examples make fire.
    pub coverage: Vec<TableCoverage>,
}

/// An example, and whether it came out as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedExample {
    /// The file that it is in.
    pub file: String,
    /// What it shows.
    pub name: Text,
    /// What was expected and what came out, a line each; empty where it came out as written.
    pub differences: Vec<Text>,
}

/// Checks a text as the file at a path, with everything else as it is drafted.
///
/// # Errors
/// Where the database cannot be read; [`RuntimeError::Refused`] where the examples take more than the budget.
pub fn check_model(company: &Company, path: &str, xml: &str, budget: &Arc<Budget>) -> Result<CheckedModel, RuntimeError> {
    let definitions = match compiled(xml, company.rulebook()) {
        Ok((definitions, _)) => definitions,
        Err(problems) => return Ok(CheckedModel { problems, ..CheckedModel::default() }),
    };
    let draft = company.store().draft()?;
    let rulebook = match Rulebook::load(&Layers::of(company)?.drafted(draft.as_ref(), [(path, xml)])) {
        Ok(rulebook) => rulebook,
        Err(findings) => return Ok(CheckedModel { problems: of_rulebook(&findings), ..CheckedModel::default() }),
    };
    let Some(report) = rulebook.check_examples(budget) else {
        return Err(RuntimeError::refused(
            "用这个决策运行样例的计算量过大，检查没有完成；请简化其中的表达式",
            "the examples take too much work with this decision, so that the check was not finished; simplify its expressions",
        ));
    };
    let passed = report.examples_passed.into_iter().map(|title| (title, Vec::new()));
    let failed = report.examples_failed.into_iter().map(|failed| (failed.title, failed.differences));
    let example = |(title, differences): (ExampleTitle, Vec<Text>)| CheckedExample { file: title.file, name: title.name, differences };
    let examples = failed.chain(passed).map(example).collect();
    let (findings, decisions) = rulebook.decision_findings(path, budget);
    let findings = findings.into_iter().map(|finding| {
        let columns = columns_of(&definitions, &finding);
        (finding, columns)
    });
    let coverage = report.coverage.into_iter().filter(|table| decisions.contains(&table.decision)).collect();
    Ok(CheckedModel { problems: Vec::new(), findings: findings.collect(), examples, coverage })
}

/// A file of examples with the fewest cases that show every rule, bound and cell of a decision of a text, with what the text gives.
///
/// # Errors
/// [`RuntimeError::NotPublishable`] where the text is no model of the rulebook, [`RuntimeError::Refused`] where it has no such decision or takes more
/// than the budget.
pub fn generate_examples(company: &Company, path: &str, xml: &str, decision: &str, budget: &Arc<Budget>) -> Result<String, RuntimeError> {
    let draft = company.store().draft()?;
    let source = Layers::of(company)?.drafted(draft.as_ref(), [(path, xml)]);
    let rulebook = Rulebook::load(&source).map_err(|findings| not_publishable(&findings, &[]))?;
    let context = EvalContext { budget: Some(Arc::clone(budget)), ..EvalContext::default() };
    let text = rulebook.generate_examples_in(decision, &context);
    if budget.is_empty() {
        return Err(RuntimeError::refused(
            "这个决策计算量过大，无法生成样例；请简化其中的表达式",
            "the decision takes too much work to make examples of; simplify its expressions",
        ));
    }
    text.ok_or_else(|| RuntimeError::refused(format!("模型中没有决策“{decision}”"), format!("the model has no decision `{decision}`")))
}

/// The places of the columns that a finding names by their headings.
fn columns_of(definitions: &Definitions, finding: &Finding) -> Vec<usize> {
    let table = definitions.decisions.iter().find(|decision| decision.id == finding.decision).and_then(table);
    let headings = table.map(columns).unwrap_or_default();
    finding.columns.iter().filter_map(|heading| headings.iter().position(|known| known == heading)).collect()
}

/// The errors of a rulebook as problems; their places are in other files, which the message names.
fn of_rulebook(findings: &Findings) -> Vec<ModelProblem> {
    let problem = |finding: &guiju_rulebook::Finding| {
        let (line, column) = finding.line_and_column();
        ModelProblem {
            message: Text::new(finding.message_zh.as_ref().unwrap_or(&finding.message), &finding.message),
            label: None,
            help: finding.help.as_ref().map(|help| Text::new(finding.help_zh.as_ref().unwrap_or(help), help)),
            line,
            column,
            element: Some(Text::new(&finding.file, &finding.file)),
            decision: None,
        }
    };
    findings.0.iter().filter(|finding| finding.is_error).map(problem).collect()
}
