//! Examples: given this, that has to come out. `guiju check` runs them.
//!
//! An example with `appraisal` is about a judgement, see `appraisal.rs`; one with `decision` about a single decision, see `decision.rs`.
//! [`Rulebook::generate_examples`] writes the second kind from a decision's own tables.

mod appraisal;
mod decision;
mod write;

use std::sync::Arc;

use guiju_dmn::{Coverage, Model};
use guiju_feel::Budget;

use crate::appraisal::CompiledAppraisal;
use crate::check::{ExampleFailure, ExampleTitle};
use crate::facts::FactDefinition;
use crate::finding::error;
use crate::node::{Kind, Reader, Sink, Table};
use appraisal::AppraisalExample;
use decision::DecisionExample;

/// An example.
#[derive(Debug, Clone)]
pub(crate) enum Example {
    Appraisal(AppraisalExample),
    Decision(DecisionExample),
}

/// What examples may be about.
pub(crate) struct Known<'a> {
    pub(crate) appraisals: &'a [CompiledAppraisal],
    pub(crate) facts: &'a [FactDefinition],
    pub(crate) models: &'a [Model],
}

/// Reads a file of examples.
pub(crate) fn read_examples(table: &Table, path: &str, known: &Known<'_>, sink: &Sink) -> Vec<Example> {
    let file = Reader::new(table, format!("the examples `{path}`"), &table.place, sink);
    let mut examples = Vec::new();
    for item in file.list("example") {
        let Kind::Table(inner) = &item.kind else {
            sink.push(&item.place, error("wrong_type", "an example has to be a table").label("this item"));
            continue;
        };
        let reader = Reader::new(inner, "the example", &item.place, sink);
        examples.extend(if inner.get("decision").is_some() {
            decision::example(reader, path, known.models, sink).map(Example::Decision)
        } else {
            appraisal::example(reader, path, known.appraisals, known.facts, sink).map(Example::Appraisal)
        });
    }
    file.finish();
    examples
}

impl Example {
    /// Where it is, and what it shows.
    pub(crate) fn title(&self) -> &ExampleTitle {
        match self {
            Self::Appraisal(example) => &example.title,
            Self::Decision(example) => &example.title,
        }
    }

    /// Runs it, and notes which rules fired; the differences where it does not come out as written. The appraisals have the budget already.
    pub(crate) fn run(
        &self,
        appraisals: &[CompiledAppraisal],
        facts: &[FactDefinition],
        coverage: &mut [Coverage],
        budget: Option<&Arc<Budget>>,
    ) -> Result<(), ExampleFailure> {
        match self {
            Self::Appraisal(example) => example.run(appraisals, facts, coverage),
            Self::Decision(example) => example.run(coverage, budget),
        }
    }
}
