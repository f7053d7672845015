//! Where an element stands in the diagram.

use super::EditError;
use crate::document::patch::Patches;
use crate::document::scene::Scene;

pub(super) fn set(scene: &Scene<'_>, element: &str, bounds: &[String; 4], out: &mut Patches) -> Result<(), EditError> {
    let shape = scene
        .tree
        .all()
        .find(|node| scene.name(*node) == "DMNShape" && scene.attribute(*node, "dmnElementRef").as_deref() == Some(element));
    let bounds_at = shape.and_then(|shape| scene.tree.children(shape).iter().copied().find(|child| scene.name(*child) == "Bounds"));
    let Some(node) = bounds_at else { return Err(EditError::NotInDiagram { id: element.to_owned() }) };
    for (name, value) in ["x", "y", "width", "height"].into_iter().zip(bounds) {
        scene.set_attribute(node, name, Some(value), out);
    }
    Ok(())
}
