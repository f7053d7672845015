//! What the heading of a column says, in the document and in a sheet.

use super::parse::ParsedColumn;
use super::text::KEPT;
use crate::document::{InputContent, NodeId, OutputContent, Scene};

pub(super) fn input_of(scene: &Scene<'_>, node: NodeId) -> InputContent {
    let expression = scene.child(node, "inputExpression");
    InputContent {
        label: scene.attribute(node, "label"),
        expression: expression.map(|node| scene.cell(node)).unwrap_or_default(),
        type_ref: expression.and_then(|node| scene.attribute(node, "typeRef")),
        values: scene.child(node, "inputValues").map(|node| scene.cell(node)),
    }
}

pub(super) fn output_of(scene: &Scene<'_>, node: NodeId) -> OutputContent {
    OutputContent {
        label: scene.attribute(node, "label"),
        name: scene.attribute(node, "name"),
        type_ref: scene.attribute(node, "typeRef"),
        values: scene.child(node, "outputValues").map(|node| scene.cell(node)),
        default: scene.child(node, "defaultOutputEntry").map(|node| scene.cell(node)),
    }
}

pub(super) fn input(column: &ParsedColumn, before: &InputContent) -> InputContent {
    InputContent {
        label: keep(&column.label, before.label.as_ref()),
        expression: same_or(&column.expression, &before.expression),
        type_ref: keep(&column.type_ref, before.type_ref.as_ref()),
        values: keep(&column.values, before.values.as_ref()),
    }
}

pub(super) fn output(column: &ParsedColumn, before: &OutputContent) -> OutputContent {
    OutputContent {
        label: keep(&column.label, before.label.as_ref()),
        name: keep(&column.expression, before.name.as_ref()),
        type_ref: keep(&column.type_ref, before.type_ref.as_ref()),
        values: keep(&column.values, before.values.as_ref()),
        default: keep(&column.default, before.default.as_ref()),
    }
}

/// A text of the sheet, or what was there before where that says the same.
pub(super) fn same_or(text: &str, before: &str) -> String {
    if text == KEPT || text.trim() == before.trim() { before.to_owned() } else { text.to_owned() }
}

pub(super) fn keep(text: &str, before: Option<&String>) -> Option<String> {
    let same = same_or(text, before.map_or("", String::as_str));
    if before.is_none() && same.is_empty() || (same.is_empty() && before.is_some_and(|before| !before.trim().is_empty())) {
        None
    } else {
        Some(same)
    }
}
