//! The decisions of a chapter as people read them: tables with their columns and rules.

use guiju_dmn::{Boxed, BoxedKind, Decision, DecisionTable};

use crate::{Company, RuntimeError};

/// A decision of a chapter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadableDecision {
    /// Its name in the DMN file.
    pub name: String,
    /// What it says, in words.
    pub description: String,
    /// Its table, where it is one.
    pub table: Option<ReadableTable>,
    /// Its expression, where it is one.
    pub expression: Option<String>,
}

/// A decision table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadableTable {
    /// How rules are chosen, as DMN names it: `UNIQUE`, `FIRST` …
    pub hit_policy: &'static str,
    /// The headings of the input columns.
    pub inputs: Vec<String>,
    /// The headings of the output columns.
    pub outputs: Vec<String>,
    /// The rules, in order.
    pub rules: Vec<ReadableRule>,
}

/// A rule of a decision table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadableRule {
    /// Its id.
    pub id: String,
    /// A test for each input column.
    pub tests: Vec<String>,
    /// A value for each output column.
    pub outputs: Vec<String>,
    /// What it says, in words: its description, else its annotations.
    pub description: String,
}

/// The decisions of a chapter, in the order of its files. Those that the rulebook accepted: a file that cannot be read never got this far.
///
/// # Errors
/// Where the rulebook has no such chapter.
pub fn decision_tables(company: &Company, chapter: &str) -> Result<Vec<ReadableDecision>, RuntimeError> {
    let chapters = company.rulebook().chapters();
    let chapter = chapters.iter().find(|known| known.name == chapter).ok_or_else(|| {
        let known: Vec<&str> = chapters.iter().map(|chapter| chapter.name.as_str()).collect();
        RuntimeError::refused(
            format!("没有章 `{chapter}`；现有 {}", known.join("、")),
            format!("there is no chapter `{chapter}`; there are {}", known.join(", ")),
        )
    })?;
    let models = chapter.decisions.iter().filter_map(|(_, text)| guiju_dmn::read(text).ok());
    Ok(models.flat_map(|model| model.decisions).map(|decision| readable(&decision)).collect())
}

fn readable(decision: &Decision) -> ReadableDecision {
    let (mut table, mut expression) = (None, None);
    match &decision.logic {
        Some(Boxed { kind: BoxedKind::Table(of), .. }) => table = Some(readable_table(of)),
        Some(Boxed { kind: BoxedKind::Literal(text), .. }) => expression = Some(text.as_str().to_owned()),
        Some(_) | None => {}
    }
    ReadableDecision { name: decision.name.clone(), description: decision.description.clone(), table, expression }
}

fn readable_table(table: &DecisionTable) -> ReadableTable {
    let heading = |label: &str, otherwise: &str| if label.is_empty() { otherwise.to_owned() } else { label.to_owned() };
    let rules = table.rules.iter().map(|rule| ReadableRule {
        id: rule.id.clone(),
        tests: rule.tests.iter().map(|test| test.as_str().to_owned()).collect(),
        outputs: rule.outputs.iter().map(|output| output.as_str().to_owned()).collect(),
        description: if rule.description.is_empty() { rule.annotations.join(" · ") } else { rule.description.clone() },
    });
    ReadableTable {
        hit_policy: table.hit_policy.name(),
        inputs: table.inputs.iter().map(|input| heading(&input.label, input.expression.as_str())).collect(),
        outputs: table.outputs.iter().map(|output| heading(&output.label, output.name.as_deref().unwrap_or_default())).collect(),
        rules: rules.collect(),
    }
}
