//! [`ModelProblem`]: why a text is not a model that decides, with its place.

use std::ops::Range;

use guiju_dmn::{Definitions, Model, Problem, ReadError};
use guiju_rulebook::Rulebook;
use miette::Diagnostic;

/// Why a text is not a model that decides, for the person who writes it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelProblem {
    /// What is wrong.
    pub message: String,
    /// What stands at the place.
    pub label: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
    /// Where in the model: ``decision `score`, rule 3, column `amount` ``.
    pub element: Option<String>,
}

impl ModelProblem {
    /// A problem of something that is no file: an input that somebody typed.
    pub(super) fn of_text(element: &str, error: &guiju_feel::CompileError, text: &str) -> Self {
        let span = error.labels().and_then(|mut labels| labels.next()).map_or(0..0, |label| label.offset()..label.offset() + label.len());
        Self { element: Some(element.to_owned()), ..Self::at(error.to_string(), error, &span, text) }
    }

    fn of_reading(error: &ReadError, xml: &str) -> Self {
        Self::at(error.to_string(), error, &error.span(), xml)
    }

    fn of_model(problem: &Problem, xml: &str) -> Self {
        let element = Some(problem.element.to_string()).filter(|element| !element.is_empty());
        let label = Some(problem.label.to_string()).filter(|label| !label.is_empty());
        Self {
            element,
            label,
            help: problem.help.as_deref().map(ToOwned::to_owned),
            ..Self::at(problem.to_string(), problem, &problem.at, xml)
        }
    }

    fn at(message: String, diagnostic: &dyn Diagnostic, span: &Range<usize>, text: &str) -> Self {
        let (line, column) = line_and_column(text, span.start);
        let label = diagnostic.labels().and_then(|mut labels| labels.next()).and_then(|label| label.label().map(ToOwned::to_owned));
        Self { message, label, help: diagnostic.help().map(|help| help.to_string()), line, column, element: None }
    }
}

/// Reads and compiles a model, which may import others of the rulebook; everything that is wrong, where something is.
pub(super) fn compiled(xml: &str, rulebook: &Rulebook) -> Result<(Definitions, Model), Vec<ModelProblem>> {
    let definitions = guiju_dmn::read(xml).map_err(|error| vec![ModelProblem::of_reading(&error, xml)])?;
    let files = rulebook.chapters().iter().flat_map(|chapter| &chapter.decisions);
    let others = files.filter_map(|(_, text)| guiju_dmn::read(text).ok()).filter(|other| other.namespace != definitions.namespace);
    match guiju_dmn::compile_with(&definitions, &others.collect::<Vec<_>>()) {
        Ok(model) => Ok((definitions, model)),
        Err(problems) => Err(problems.iter().map(|problem| ModelProblem::of_model(problem, xml)).collect()),
    }
}

fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    (before.matches('\n').count() + 1, before.get(start..).unwrap_or("").chars().count() + 1)
}
