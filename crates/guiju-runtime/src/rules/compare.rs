//! Two texts of a decision file cell by cell: only what differs.

use std::collections::BTreeMap;

use guiju_dmn::{BoxedKind, Decision, DecisionTable, Definitions, Rule};
use guiju_types::EditionId;

use super::files::{decision_source, published, unknown_file};
use crate::{Company, RuntimeError};

/// One side of a comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// The draft, or what is in force where the draft does not change the file.
    Draft,
    /// What is in force.
    Published,
    /// An edition that was kept.
    Edition(EditionId),
}

/// What differs between two texts of a decision file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ComparedModel {
    /// Decision tables with rules that differ.
    pub tables: Vec<ComparedTable>,
    /// Everything else that differs.
    pub other: Vec<ComparedElement>,
}

/// A decision table of which rules differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedTable {
    /// The id of the decision.
    pub decision: String,
    /// Its name.
    pub decision_name: String,
    /// The headings of the columns: inputs, outputs, annotations.
    pub columns: Vec<String>,
    /// The rules that differ.
    pub rules: Vec<ComparedRule>,
}

/// A rule that differs, or that only one side has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedRule {
    /// Its id.
    pub id: String,
    /// Its number on the left, from 1.
    pub left: Option<usize>,
    /// Its number on the right.
    pub right: Option<usize>,
    /// The cells that differ.
    pub cells: Vec<ComparedCell>,
}

/// A cell that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedCell {
    /// Its column, from 0.
    pub column: usize,
    /// What it says on the left; none where the left has no such cell.
    pub left: Option<String>,
    /// What it says on the right.
    pub right: Option<String>,
}

/// Something else that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparedElement {
    /// What: a decision's hit policy, expression or columns, an input.
    pub element: String,
    /// What it says on the left; none where the left does not have it.
    pub left: Option<String>,
    /// What it says on the right.
    pub right: Option<String>,
}

/// Compares a decision file on two sides.
///
/// # Errors
/// Where a side does not have the file, or is no model.
pub fn compare_decisions(company: &Company, path: &str, left: &Side, right: &Side) -> Result<ComparedModel, RuntimeError> {
    let read = |side: &Side| {
        let xml = text(company, path, side)?;
        guiju_dmn::read(&xml).map_err(|error| {
            let said = error.message();
            RuntimeError::refused(format!("`{path}` 无法比较：{}", said.zh), format!("`{path}` cannot be compared: {}", said.en))
        })
    };
    Ok(compare(&read(left)?, &read(right)?))
}

fn text(company: &Company, path: &str, side: &Side) -> Result<String, RuntimeError> {
    let found = match side {
        Side::Draft => Some(decision_source(company, path)?.xml),
        Side::Published => published(company, path),
        Side::Edition(edition) => {
            let files = company.store().edition_files(edition)?;
            files.into_iter().rfind(|file| file.path == path).map(|file| file.text)
        }
    };
    found.ok_or_else(|| unknown_file(company, path))
}

fn compare(left: &Definitions, right: &Definitions) -> ComparedModel {
    let mut compared = ComparedModel::default();
    for (old, new) in paired(&left.decisions, &right.decisions, |decision| &decision.id) {
        let known = new.or(old).map_or_else(String::new, |decision| format!("`{}`", decision.name));
        compared.note(&known, old.map(outline), new.map(outline));
        let (Some(old), Some(new)) = (old, new) else { continue };
        if let (Some(old_table), Some(new_table)) = (table(old), table(new)) {
            let rules = rules(old_table, new_table);
            if !rules.is_empty() {
                let (decision, decision_name) = (new.id.clone(), new.name.clone());
                compared.tables.push(ComparedTable { decision, decision_name, columns: columns(new_table), rules });
            }
        }
    }
    for (old, new) in paired(&left.inputs, &right.inputs, |input| &input.id) {
        let said = |input: &guiju_dmn::InputData| format!("{} : {}", input.name, input.type_ref.as_deref().unwrap_or("Any"));
        compared.note(new.or(old).map_or("", |input| &input.name), old.map(said), new.map(said));
    }
    compared
}

impl ComparedModel {
    fn note(&mut self, element: &str, left: Option<String>, right: Option<String>) {
        if left != right {
            self.other.push(ComparedElement { element: element.to_owned(), left, right });
        }
    }
}

/// Things of both sides by id: those of the right in their order, then those that only the left has.
fn paired<'a, T>(left: &'a [T], right: &'a [T], id: impl Fn(&T) -> &str) -> Vec<(Option<&'a T>, Option<&'a T>)> {
    let mut known: BTreeMap<&str, &T> = left.iter().map(|one| (id(one), one)).collect();
    let mut pairs: Vec<_> = right.iter().map(|one| (known.remove(id(one)), Some(one))).collect();
    pairs.extend(left.iter().filter(|one| known.contains_key(id(one))).map(|one| (Some(one), None)));
    pairs
}

pub(super) fn table(decision: &Decision) -> Option<&DecisionTable> {
    decision.logic.as_ref().and_then(|logic| if let BoxedKind::Table(table) = &logic.kind { Some(table.as_ref()) } else { None })
}

/// What a decision is apart from the rules of its table.
fn outline(decision: &Decision) -> String {
    let logic = match decision.logic.as_ref().map(|logic| &logic.kind) {
        Some(BoxedKind::Table(table)) => format!("{} ({})", table.hit_policy.name(), columns(table).join(" | ")),
        Some(BoxedKind::Literal(text)) => text.as_str().trim().to_owned(),
        Some(other) => format!("{other:?}"),
        None => String::new(),
    };
    format!("{}: {logic}", decision.name)
}

pub(super) fn columns(table: &DecisionTable) -> Vec<String> {
    let inputs =
        table.inputs.iter().map(|input| if input.label.is_empty() { input.expression.as_str().to_owned() } else { input.label.clone() });
    let outputs =
        table.outputs.iter().map(|output| output.name.clone().filter(|_| output.label.is_empty()).unwrap_or_else(|| output.label.clone()));
    inputs.chain(outputs).chain(table.annotations.iter().cloned()).collect()
}

fn cells(rule: &Rule) -> Vec<String> {
    let texts = rule.tests.iter().chain(&rule.outputs).map(|text| text.as_str().trim().to_owned());
    texts.chain(rule.annotations.iter().cloned()).collect()
}

fn rules(left: &DecisionTable, right: &DecisionTable) -> Vec<ComparedRule> {
    let number = |table: &DecisionTable, id: &str| table.rules.iter().position(|rule| rule.id == id).map(|place| place + 1);
    let mut compared = Vec::new();
    for (old, new) in paired(&left.rules, &right.rules, |rule| &rule.id) {
        let (before, after) = (old.map(cells).unwrap_or_default(), new.map(cells).unwrap_or_default());
        let cell = |column: usize| ComparedCell { column, left: before.get(column).cloned(), right: after.get(column).cloned() };
        let cells: Vec<ComparedCell> = (0..before.len().max(after.len())).map(cell).filter(|cell| cell.left != cell.right).collect();
        let Some(id) = new.or(old).map(|rule| rule.id.clone()).filter(|_| !cells.is_empty()) else { continue };
        compared.push(ComparedRule { left: number(left, &id), right: number(right, &id), id, cells });
    }
    compared
}
