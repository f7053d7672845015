//! [`Report`]: what a check of a rulebook found, its examples included.

use std::fmt;
use std::ops::Range;

use guiju_types::Text;

use crate::finding::Findings;

/// What a check of a rulebook found.
#[derive(Debug, Clone, Default)]
pub struct Report {
    /// What is wrong or doubtful.
    pub findings: Findings,
    /// The examples that came out as written.
    pub examples_passed: Vec<ExampleTitle>,
    /// Those that did not, with what came out.
    pub examples_failed: Vec<ExampleFailure>,
    /// Findings in decisions that a chapter accepts, each with the reason that it gives.
    pub accepted: Vec<AcceptedFinding>,
    /// What of the decisions does not run by columns, and why: it is right, and slower over many rows.
    pub fallbacks: Vec<Text>,
    /// Which rules of the decisions the examples made fire.
    pub coverage: Vec<guiju_dmn::TableCoverage>,
}

/// A finding that a chapter accepts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcceptedFinding {
    /// The check.
    pub rule: &'static str,
    /// The decision.
    pub decision: String,
    /// What was found.
    pub message: Text,
    /// Why it is right all the same.
    pub reason: Text,
}

/// An example of the rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleTitle {
    /// The file that it is in: `credit/examples/classes.toml`.
    pub file: String,
    /// What it shows.
    pub name: Text,
}

impl fmt::Display for ExampleTitle {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.file, self.name.en)
    }
}

/// An example that did not come out as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExampleFailure {
    /// Which one.
    pub title: ExampleTitle,
    /// What was expected and what came out, a line each.
    pub differences: Vec<Text>,
    /// What would have to stand where in its file for it to come out as written.
    pub(crate) corrections: Vec<Correction>,
}

/// A part of a file of examples that says something else than what came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Correction {
    /// The bytes of the file.
    pub(crate) span: Range<usize>,
    /// What came out, as TOML.
    pub(crate) text: String,
}

impl Report {
    /// Whether the rulebook can be used.
    #[must_use]
    pub fn is_good(&self) -> bool {
        !self.findings.has_errors() && self.examples_failed.is_empty()
    }
}
