//! [`Finding`]: one thing that is wrong in a rulebook, with the file, the place in it, and what to do.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use guiju_feel::Words;
use miette::{Diagnostic, LabeledSpan, NamedSource, Severity, SourceCode};

/// One thing that is wrong in a rulebook. The writer of the rulebook has to mend it; never retry.
///
/// As a [`Diagnostic`] it prints the lines of the file with the place underlined.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule that found it: `unknown_key`, `feel`, `dmn`, `missing_reference` …
    pub code: &'static str,
    /// What is wrong, lower case, the writer's words in backticks.
    pub message: String,
    /// The file, relative to the rulebook's folder, or with the override folder's path before it.
    pub file: String,
    /// The bytes of the file that it is about.
    pub span: Range<usize>,
    /// What stands under the place.
    pub label: String,
    /// What to do.
    pub help: Option<String>,
    /// Whether the rulebook cannot be used because of it.
    pub is_error: bool,
    /// Whether it says how something could be said better, rather than that it is likely wrong.
    pub is_advice: bool,
    /// The message in Chinese, where it has one.
    pub message_zh: Option<String>,
    /// What to do, in Chinese.
    pub help_zh: Option<String>,
    source: Arc<NamedSource<Arc<str>>>,
}

impl Finding {
    /// The line of the file, from 1, and the column in characters, from 1.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        let text = self.source.inner().as_ref();
        let before = text.get(..self.span.start.min(text.len())).unwrap_or(text);
        let line = before.matches('\n').count() + 1;
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        (line, column)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Finding {}

impl Diagnostic for Finding {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match (self.is_error, self.is_advice) {
            (true, _) => Severity::Error,
            (false, true) => Severity::Advice,
            (false, false) => Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(self.source.as_ref())
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let label = (!self.label.is_empty()).then(|| self.label.clone());
        Some(Box::new(std::iter::once(LabeledSpan::new(label, self.span.start, self.span.len()))))
    }
}

/// Everything that is wrong in a rulebook: why it could not be loaded.
#[derive(Debug, Clone, Default, thiserror::Error)]
pub struct Findings(pub Vec<Finding>);

impl Findings {
    /// Whether one of them is an error.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|finding| finding.is_error)
    }

    /// Notes a finding at a place.
    pub(crate) fn push(&mut self, place: &Place, finding: Said) {
        let (message_zh, help_zh) = finding.zh.map_or((None, None), |zh| (Some(zh.message), zh.help));
        let length = place.file.text.len();
        let start = place.span.start.min(length);
        self.0.push(Finding {
            code: finding.code,
            message: finding.message,
            file: place.file.path.to_string(),
            span: start..place.span.end.clamp(start, length),
            label: finding.label.into(),
            help: finding.help,
            is_error: finding.is_error,
            is_advice: finding.is_advice,
            message_zh,
            help_zh,
            source: Arc::new(NamedSource::new(place.file.path.as_ref(), Arc::clone(&place.file.text))),
        });
    }
}

impl fmt::Display for Findings {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let errors = self.0.iter().filter(|finding| finding.is_error).count();
        write!(out, "the rulebook has {errors} error{}", if errors == 1 { "" } else { "s" })?;
        if let Some(first) = self.0.iter().find(|finding| finding.is_error).or_else(|| self.0.first()) {
            let (line, column) = first.line_and_column();
            write!(out, "; the first, in `{}` line {line} column {column}: {}", first.file, first.message)?;
        }
        Ok(())
    }
}

/// A file of a rulebook.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct File {
    /// As findings name it.
    pub(crate) path: Arc<str>,
    pub(crate) text: Arc<str>,
}

/// Where in which file something stands.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub(crate) file: Arc<File>,
    pub(crate) span: Range<usize>,
}

/// What a finding says, before it has a place.
#[derive(Debug, Clone)]
pub(crate) struct Said {
    code: &'static str,
    message: String,
    label: Box<str>,
    help: Option<String>,
    is_error: bool,
    is_advice: bool,
    zh: Option<Box<InChinese>>,
}

/// The same in Chinese.
#[derive(Debug, Clone)]
struct InChinese {
    message: String,
    help: Option<String>,
}

/// An error.
pub(crate) fn error(code: &'static str, message: impl Into<String>) -> Said {
    Said { code, message: message.into(), label: "".into(), help: None, is_error: true, is_advice: false, zh: None }
}

/// Something that is very likely not meant.
pub(crate) fn warning(code: &'static str, message: impl Into<String>) -> Said {
    Said { is_error: false, ..error(code, message) }
}

/// What a check of a decision says.
pub(crate) fn checked(finding: &guiju_dmn::Finding) -> Said {
    let said = modelled(&finding.message, &Words::default(), finding.suggestion.as_ref());
    Said {
        is_error: finding.severity == guiju_dmn::Severity::Error,
        is_advice: finding.severity == guiju_dmn::Severity::Advice,
        code: finding.rule,
        message: format!("decision `{}`: {}", finding.decision, finding.message.en),
        ..said
    }
}

/// What is wrong in a DMN model, in both languages.
pub(crate) fn modelled(message: &Words, label: &Words, help: Option<&Words>) -> Said {
    Said {
        label: label.en.as_ref().into(),
        help: help.map(|help| help.en.clone().into_owned()),
        zh: Some(Box::new(InChinese { message: message.zh.clone().into_owned(), help: help.map(|help| help.zh.clone().into_owned()) })),
        ..error("dmn", message.en.clone())
    }
}

impl Said {
    /// What stands under the place.
    pub(crate) fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into().into_boxed_str();
        self
    }

    /// What to do.
    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// What to do, where something is known.
    pub(crate) fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }
}

/// "did you mean …" for a word that is none of the known ones; the list of them where nothing is near and the list is short.
pub(crate) fn suggest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let known: Vec<&str> = known.into_iter().collect();
    near(word, known.iter().copied()).or_else(|| {
        let is_short = !known.is_empty() && known.len() <= 24;
        is_short.then(|| format!("known: {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")))
    })
}

/// "did you mean …" where one of the known words is near.
pub(crate) fn near<'a>(word: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let (steps, name) = known.map(|name| (distance(word, name), name)).min()?;
    (steps <= 1 + word.chars().count() / 4).then(|| format!("did you mean `{name}`?"))
}

/// Insertions, deletions, replacements and swaps of neighbours between two words.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (row, x) in a.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, y) in b.iter().enumerate() {
            let at = |line: &[usize], index: usize| line.get(index).copied().unwrap_or(usize::MAX / 2);
            let mut steps = (at(&last, column) + usize::from(x != y)).min(at(&last, column + 1) + 1).min(at(&current, column) + 1);
            let is_swap = row > 0 && column > 0 && a.get(row - 1) == Some(y) && b.get(column - 1) == Some(x);
            if is_swap {
                steps = steps.min(at(&before_last, column - 1) + 1);
            }
            current.push(steps);
        }
        before_last = std::mem::replace(&mut last, current);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_near_word_is_suggested_and_far_ones_are_listed() {
        assert_eq!(suggest("wieght", ["weight", "score"]).as_deref(), Some("did you mean `weight`?"));
        assert_eq!(suggest("zzz", ["weight", "score"]).as_deref(), Some("known: `weight`, `score`"));
        assert_eq!(suggest("zzz", []), None);
    }

    #[test]
    fn swapped_neighbours_are_one_step() {
        assert_eq!(distance("amuont", "amount"), 1);
        assert_eq!(distance("", "abc"), 3);
    }
}
