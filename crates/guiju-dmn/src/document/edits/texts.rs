//! Literal expressions, descriptions, names.

use super::{EditError, logic_of};
use crate::document::markup::Fresh;
use crate::document::patch::Patches;
use crate::document::scene::Scene;
use crate::document::tree::NodeId;

pub(super) fn set_literal(scene: &Scene<'_>, id: &str, text: &str, out: &mut Patches) -> Result<(), EditError> {
    scene.set_cell(logic_of(scene, id, "literalExpression")?, text, out);
    Ok(())
}

pub(super) fn set_description(scene: &Scene<'_>, element: NodeId, text: &str, out: &mut Patches) {
    match scene.child(element, "description") {
        // White space around it is how the file is set, not what it says.
        Some(known) if scene.text(known).trim() == text.trim() => {}
        Some(known) if text.is_empty() => scene.remove(known, out),
        Some(known) => scene.set_text(known, text, out),
        None if text.is_empty() => {}
        None => scene.insert(element, None, &Fresh::new("description").text(text), out),
    }
}

pub(super) fn set_name(scene: &Scene<'_>, element: NodeId, name: &str, out: &mut Patches) -> Result<(), EditError> {
    if name.trim().is_empty() {
        return Err(EditError::EmptyName);
    }
    let before = scene.attribute(element, "name");
    scene.set_attribute(element, "name", Some(name), out);
    if let Some(variable) = scene.child(element, "variable").filter(|variable| scene.attribute(*variable, "name") == before) {
        scene.set_attribute(variable, "name", Some(name), out);
    }
    Ok(())
}
