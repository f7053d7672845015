//! Where in its file a finding is: the first rule that it names, or the table, or the element.

use std::ops::Range;

use guiju_dmn::{Boxed, BoxedKind, DecisionTable, Definitions, Finding};

pub(super) fn place_of(definitions: &Definitions, finding: &Finding) -> Range<usize> {
    let decision = definitions.decisions.iter().find(|decision| decision.id == finding.decision);
    if let Some(decision) = decision {
        return decision.logic.as_ref().and_then(|logic| of_rule(logic, finding)).unwrap_or_else(|| decision.at.clone());
    }
    let model = definitions.knowledge_models.iter().find(|model| model.id == finding.decision);
    if let Some(model) = model {
        let body = model.logic.as_ref().and_then(|logic| logic.body.as_ref());
        return body.and_then(|body| of_rule(body, finding)).unwrap_or_else(|| model.at.clone());
    }
    definitions.inputs.iter().find(|input| input.id == finding.decision).map_or(0..0, |input| input.at.clone())
}

/// The first rule of the finding in the tables of a boxed expression; its table, where the finding names none.
fn of_rule(boxed: &Boxed, finding: &Finding) -> Option<Range<usize>> {
    match &boxed.kind {
        BoxedKind::Table(table) => of_table(table, finding),
        BoxedKind::Literal(_) => None,
        BoxedKind::Context(entries) => entries.iter().find_map(|entry| of_rule(&entry.value, finding)),
        BoxedKind::Invocation { function, bindings } => {
            let arguments = || bindings.iter().filter_map(|binding| binding.value.as_ref());
            of_rule(function, finding).or_else(|| arguments().find_map(|value| of_rule(value, finding)))
        }
        BoxedKind::List(items) => items.iter().find_map(|item| of_rule(item, finding)),
        BoxedKind::Relation { rows, .. } => rows.iter().flatten().find_map(|cell| of_rule(cell, finding)),
        BoxedKind::Function(function) => function.body.as_ref().and_then(|body| of_rule(body, finding)),
        BoxedKind::Conditional { condition, then, otherwise } => {
            [condition, then, otherwise].into_iter().find_map(|part| of_rule(part, finding))
        }
        BoxedKind::Filter { items, condition } => [items, condition].into_iter().find_map(|part| of_rule(part, finding)),
        BoxedKind::Iteration { items, body, .. } => [items, body].into_iter().find_map(|part| of_rule(part, finding)),
    }
}

fn of_table(table: &DecisionTable, finding: &Finding) -> Option<Range<usize>> {
    if finding.element.is_empty() {
        return None;
    }
    match finding.rules.first() {
        None => Some(table.at.clone()),
        Some(rule) => table.rules.iter().find(|known| known.id == rule.id).map(|rule| rule.at.clone()),
    }
}
