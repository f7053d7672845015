//! [`ModelProblem`]: why a text is not a model that decides, with its place.

use guiju_dmn::{Definitions, Model, Problem, ReadError};
use guiju_feel::Words;
use guiju_rulebook::Rulebook;
use guiju_types::Text;
use miette::Diagnostic;

/// Why a text is not a model that decides, for the person who writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelProblem {
    /// What is wrong.
    pub message: Text,
    /// What stands at the place.
    pub label: Option<Text>,
    /// What to do.
    pub help: Option<Text>,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// Where in the model: ``decision `score`, rule 3, column `amount` ``.
    pub element: Option<Text>,
    /// The id of the decision that it is in, and the number of the rule, from 1.
    pub decision: Option<(String, Option<usize>)>,
}

impl ModelProblem {
    /// A problem of something that is no file: an input that somebody typed.
    pub(super) fn of_text(element: &str, error: &guiju_feel::CompileError, text: &str) -> Self {
        let help = error.help_zh().zip(error.help()).map(|(zh, en)| Text::new(zh, en.to_string()));
        let (line, column) = line_and_column(text, error.span().range().start);
        let message = Text::new(error.message_zh(), error.to_string());
        Self { message, label: None, help, line, column, element: Some(Text::new(element, element)), decision: None }
    }

    fn of_reading(error: &ReadError, xml: &str) -> Self {
        let (line, column) = line_and_column(xml, error.span().start);
        Self {
            message: said(error.message()),
            label: Some(said(error.label())),
            help: error.advice().map(said),
            line,
            column,
            element: None,
            decision: None,
        }
    }

    fn of_model(problem: &Problem, definitions: &Definitions, xml: &str) -> Self {
        let (line, column) = line_and_column(xml, problem.at.start);
        Self {
            message: said(problem.fault.message()),
            label: Some(said(problem.fault.label())),
            help: problem.fault.help().map(said),
            line,
            column,
            element: Some(said(problem.element.as_ref().clone())).filter(|element| !element.en.is_empty()),
            decision: decision_at(definitions, problem),
        }
    }
}

/// The decision, and the rule of its table, that begins last before the place of a problem.
fn decision_at(definitions: &Definitions, problem: &Problem) -> Option<(String, Option<usize>)> {
    let is_before = |start: usize| problem.namespace.is_empty() && start <= problem.at.start;
    let decision = definitions.decisions.iter().filter(|decision| is_before(decision.at.start)).max_by_key(|decision| decision.at.start)?;
    let rules = super::compare::table(decision).map(|table| table.rules.as_slice()).unwrap_or_default();
    let rule = rules.iter().rposition(|rule| is_before(rule.at.start)).map(|place| place + 1);
    Some((decision.id.clone(), rule))
}

fn said(words: Words) -> Text {
    Text::new(words.zh, words.en)
}

/// Reads and compiles a model, which may import others of the rulebook; everything that is wrong, where something is.
pub(super) fn compiled(xml: &str, rulebook: &Rulebook) -> Result<(Definitions, Model), Vec<ModelProblem>> {
    let definitions = guiju_dmn::read(xml).map_err(|error| vec![ModelProblem::of_reading(&error, xml)])?;
    let files = rulebook.chapters().iter().flat_map(|chapter| &chapter.decisions);
    let others = files.filter_map(|(_, text)| guiju_dmn::read(text).ok()).filter(|other| other.namespace != definitions.namespace);
    match guiju_dmn::compile_with(&definitions, &others.collect::<Vec<_>>()) {
        Ok(model) => Ok((definitions, model)),
        Err(problems) => Err(problems.iter().map(|problem| ModelProblem::of_model(problem, &definitions, xml)).collect()),
    }
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before.get(start..).unwrap_or("").chars().count() + 1)
}
