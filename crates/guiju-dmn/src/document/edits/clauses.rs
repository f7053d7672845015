//! The columns of a table.

use super::rules::nth;
use super::{EditError, InputContent, OutputContent};
use crate::document::markup::Fresh;
use crate::document::patch::Patches;
use crate::document::scene::{Scene, TableNodes};
use crate::document::tree::NodeId;

pub(super) fn add_input(
    scene: &mut Scene<'_>,
    table: &TableNodes,
    at: usize,
    content: &InputContent,
    cell: &str,
    out: &mut Patches,
) -> Result<(), EditError> {
    check_place(table.inputs.len(), at, "input column")?;
    let expression = Fresh::with_text("inputExpression", &content.expression)
        .attribute("id", scene.ids().fresh("inputExpression"))
        .maybe("typeRef", content.type_ref.as_deref());
    let mut input =
        Fresh::new("input").attribute("id", scene.ids().fresh("input")).maybe("label", content.label.as_deref()).child(expression);
    if let Some(values) = &content.values {
        input = input.child(Fresh::with_text("inputValues", values).attribute("id", scene.ids().fresh("inputValues")));
    }
    put(scene, table.table, &table.inputs, at, &table.outputs, &input, out);
    for rule in &table.rules {
        let entry = Fresh::with_text("inputEntry", cell).attribute("id", scene.ids().fresh("inputEntry"));
        put(scene, *rule, &scene.children(*rule, "inputEntry"), at, &scene.children(*rule, "outputEntry"), &entry, out);
    }
    Ok(())
}

pub(super) fn add_output(
    scene: &mut Scene<'_>,
    table: &TableNodes,
    at: usize,
    content: &OutputContent,
    cell: &str,
    out: &mut Patches,
) -> Result<(), EditError> {
    check_place(table.outputs.len(), at, "output column")?;
    let mut output = Fresh::new("output")
        .attribute("id", scene.ids().fresh("output"))
        .maybe("name", content.name.as_deref())
        .maybe("label", content.label.as_deref())
        .maybe("typeRef", content.type_ref.as_deref());
    for (name, text) in [("outputValues", &content.values), ("defaultOutputEntry", &content.default)] {
        if let Some(text) = text {
            output = output.child(Fresh::with_text(name, text).attribute("id", scene.ids().fresh(name)));
        }
    }
    put(scene, table.table, &table.outputs, at, &[], &output, out);
    for rule in &table.rules {
        let entry = Fresh::with_text("outputEntry", cell).attribute("id", scene.ids().fresh("outputEntry"));
        put(scene, *rule, &scene.children(*rule, "outputEntry"), at, &[], &entry, out);
    }
    Ok(())
}

/// Puts a new element at a place among its like, or before the elements that come after those.
pub(super) fn put(scene: &Scene<'_>, parent: NodeId, like: &[NodeId], at: usize, next: &[NodeId], fresh: &Fresh, out: &mut Patches) {
    match (at.checked_sub(1).and_then(|before| like.get(before)), like.first().or_else(|| next.first())) {
        (Some(before), _) => scene.insert(parent, Some(*before), fresh, out),
        (None, Some(next)) => {
            let style = scene.style(parent);
            out.insert(scene.tree.whole(*next).start - scene.gap(*next).len(), format!("{}{}", style.gap, fresh.written(&style)));
        }
        (None, None) => scene.insert(parent, scene.tree.children(parent).last().copied(), fresh, out),
    }
}

pub(super) fn check_place(count: usize, at: usize, what: &'static str) -> Result<(), EditError> {
    if at > count { Err(EditError::OutOfRange { what, number: at + 1, count }) } else { Ok(()) }
}

pub(super) fn remove_input(scene: &Scene<'_>, table: &TableNodes, at: usize, out: &mut Patches) -> Result<(), EditError> {
    scene.remove(nth(&table.inputs, at, "input column")?, out);
    remove_entries(scene, table, "inputEntry", at, out);
    Ok(())
}

pub(super) fn remove_output(scene: &Scene<'_>, table: &TableNodes, at: usize, out: &mut Patches) -> Result<(), EditError> {
    let output = nth(&table.outputs, at, "output column")?;
    if table.outputs.len() == 1 {
        return Err(EditError::LastOutput);
    }
    scene.remove(output, out);
    remove_entries(scene, table, "outputEntry", at, out);
    Ok(())
}

fn remove_entries(scene: &Scene<'_>, table: &TableNodes, name: &str, at: usize, out: &mut Patches) {
    for rule in &table.rules {
        if let Some(entry) = scene.children(*rule, name).get(at) {
            scene.remove(*entry, out);
        }
    }
}

pub(super) fn set_input(
    scene: &mut Scene<'_>,
    table: &TableNodes,
    at: usize,
    content: &InputContent,
    out: &mut Patches,
) -> Result<(), EditError> {
    let input = nth(&table.inputs, at, "input column")?;
    scene.set_attribute(input, "label", content.label.as_deref(), out);
    let expression = scene.child(input, "inputExpression");
    if let Some(expression) = expression {
        scene.set_attribute(expression, "typeRef", content.type_ref.as_deref(), out);
        scene.set_cell(expression, &content.expression, out);
    }
    set_tests(scene, input, "inputValues", expression, content.values.as_deref(), out);
    Ok(())
}

pub(super) fn set_output(
    scene: &mut Scene<'_>,
    table: &TableNodes,
    at: usize,
    content: &OutputContent,
    out: &mut Patches,
) -> Result<(), EditError> {
    let output = nth(&table.outputs, at, "output column")?;
    scene.set_attribute(output, "label", content.label.as_deref(), out);
    scene.set_attribute(output, "name", content.name.as_deref(), out);
    scene.set_attribute(output, "typeRef", content.type_ref.as_deref(), out);
    let first = ["extensionElements", "description"].iter().find_map(|name| scene.child(output, name));
    let values = scene.child(output, "outputValues");
    match (values, &content.values, scene.child(output, "defaultOutputEntry"), &content.default) {
        // Two new children of an empty element are one insertion.
        (None, Some(values), None, Some(default)) => {
            let style = scene.style(output);
            let text: String = [("outputValues", values), ("defaultOutputEntry", default)]
                .into_iter()
                .map(|(name, text)| {
                    let fresh = Fresh::with_text(name, text).attribute("id", scene.ids().fresh(name));
                    format!("{}{}", style.gap, fresh.written(&style))
                })
                .collect();
            scene.insert_text(output, first, text, out);
        }
        _ => {
            set_tests(scene, output, "outputValues", first, content.values.as_deref(), out);
            set_tests(scene, output, "defaultOutputEntry", values.or(first), content.default.as_deref(), out);
        }
    }
    Ok(())
}

/// Sets, adds or takes away a child with a text in it.
fn set_tests(scene: &mut Scene<'_>, parent: NodeId, name: &'static str, after: Option<NodeId>, text: Option<&str>, out: &mut Patches) {
    match (scene.child(parent, name), text) {
        (Some(known), Some(text)) => scene.set_cell(known, text, out),
        (Some(known), None) => scene.remove(known, out),
        (None, Some(text)) => {
            let fresh = Fresh::with_text(name, text).attribute("id", scene.ids().fresh(name));
            scene.insert(parent, after, &fresh, out);
        }
        (None, None) => {}
    }
}

pub(super) fn set_annotations(scene: &Scene<'_>, table: &TableNodes, names: &[String], out: &mut Patches) -> Result<(), EditError> {
    for (node, name) in table.annotations.iter().zip(names) {
        scene.set_attribute(*node, "name", Some(name), out);
    }
    for node in table.annotations.iter().skip(names.len()) {
        scene.remove(*node, out);
    }
    for rule in &table.rules {
        for entry in scene.children(*rule, "annotationEntry").iter().skip(names.len()) {
            scene.remove(*entry, out);
        }
    }
    let style = scene.style(table.table);
    let added: String = names
        .iter()
        .skip(table.annotations.len())
        .map(|name| format!("{}{}", style.gap, Fresh::new("annotation").attribute("name", name).written(&style)))
        .collect();
    if !added.is_empty() {
        let before = table.annotations.last().or_else(|| table.outputs.last()).copied();
        scene.insert_text(table.table, before, added, out);
    }
    Ok(())
}
