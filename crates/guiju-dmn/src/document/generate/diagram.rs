//! The diagram of a generated document.

use super::Writer;
use super::layout::{self, Bounds};
use crate::document::markup::Fresh;
use crate::model::{Definitions, Requirement};

pub(super) fn of(model: &Definitions, writer: &mut Writer) -> Fresh {
    let places = layout::of(model);
    let shapes: Vec<Fresh> = places
        .iter()
        .zip(writer.order.clone())
        .map(|((id, bounds), written)| {
            let is_service = model.services.iter().any(|service| service.id == *id);
            let shape = Fresh::new("dmndi:DMNShape")
                .attribute("id", writer.ids.fresh("shape"))
                .attribute("dmnElementRef", written)
                .maybe("isCollapsed", is_service.then_some("true"));
            shape.child(
                Fresh::new("dc:Bounds")
                    .attribute("height", bounds.height.to_string())
                    .attribute("width", bounds.width.to_string())
                    .attribute("x", bounds.x.to_string())
                    .attribute("y", bounds.y.to_string()),
            )
        })
        .collect();
    let mut edges = Vec::new();
    for (element, owner, requirements) in requirements(model) {
        for (index, requirement) in requirements.iter().enumerate() {
            let place = |id: &str| places.iter().find(|(known, _)| known == id).map(|(_, bounds)| *bounds);
            if let (Some(from), Some(to)) = (place(&requirement.href), place(owner)) {
                let owner = writer.node(owner);
                let edge = Fresh::new("dmndi:DMNEdge")
                    .attribute("id", writer.ids.fresh("edge"))
                    .attribute("dmnElementRef", writer.edge_id(element, &owner, index));
                edges.push(edge.child(way_point(from, from.y)).child(way_point(to, to.y + to.height)));
            }
        }
    }
    let diagram = Fresh::new("dmndi:DMNDiagram").attribute("id", writer.ids.fresh("diagram")).children(shapes).children(edges);
    Fresh::new("dmndi:DMNDI").child(diagram)
}

/// In the middle of a node, at this height.
fn way_point(bounds: Bounds, y: i64) -> Fresh {
    Fresh::new("di:waypoint").attribute("x", (bounds.x + bounds.width / 2).to_string()).attribute("y", y.to_string())
}

fn requirements(model: &Definitions) -> Vec<(&'static str, &str, &[Requirement])> {
    let mut all: Vec<(&'static str, &str, &[Requirement])> = Vec::new();
    for decision in &model.decisions {
        all.push(("informationRequirement", &decision.id, &decision.requirements));
        all.push(("knowledgeRequirement", &decision.id, &decision.knowledge));
    }
    for knowledge in &model.knowledge_models {
        all.push(("knowledgeRequirement", &knowledge.id, &knowledge.knowledge));
    }
    all
}
