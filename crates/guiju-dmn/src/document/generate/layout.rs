//! Where the nodes of a diagram stand: in layers, what is required below what requires it, and never one over another.

use std::collections::BTreeMap;

use crate::model::Definitions;

/// A rectangle of the diagram.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Bounds {
    pub(crate) x: i64,
    pub(crate) y: i64,
    pub(crate) width: i64,
    pub(crate) height: i64,
}

const MARGIN: i64 = 40;
const BETWEEN_NODES: i64 = 40;
const BETWEEN_LAYERS: i64 = 80;
/// The height of the tallest kind of node, which is that of every layer.
const LAYER_HEIGHT: i64 = 80;

/// The nodes by id, each with its place.
pub(crate) fn of(model: &Definitions) -> Vec<(String, Bounds)> {
    let nodes = nodes(model);
    let requires = requires(model);
    let mut heights = BTreeMap::new();
    for (id, _, _) in &nodes {
        height(id, &requires, &mut heights, 0);
    }
    let top = heights.values().copied().max().unwrap_or(0);
    let mut filled: BTreeMap<usize, i64> = BTreeMap::new();
    let mut placed = Vec::new();
    for (id, width, node_height) in nodes {
        // What nothing else requires stands on top.
        let layer = top - heights.get(id).copied().unwrap_or(0);
        let x = filled.entry(layer).or_insert(MARGIN);
        let y = MARGIN + i64::try_from(layer).unwrap_or(0) * (LAYER_HEIGHT + BETWEEN_LAYERS) + (LAYER_HEIGHT - node_height) / 2;
        placed.push((id.to_owned(), Bounds { x: *x, y, width, height: node_height }));
        *x += width + BETWEEN_NODES;
    }
    center(&mut placed, &filled);
    placed
}

/// Layers that are narrower than the widest one stand in its middle.
fn center(placed: &mut [(String, Bounds)], filled: &BTreeMap<usize, i64>) {
    let widest = filled.values().copied().max().unwrap_or(0);
    for (_, bounds) in placed {
        let layer = usize::try_from((bounds.y - MARGIN) / (LAYER_HEIGHT + BETWEEN_LAYERS)).unwrap_or(0);
        bounds.x += (widest - filled.get(&layer).copied().unwrap_or(widest)) / 2;
    }
}

/// The nodes with the sizes that DMN's editors give them.
fn nodes(model: &Definitions) -> Vec<(&str, i64, i64)> {
    (model.inputs.iter().map(|node| (node.id.as_str(), 125, 45)))
        .chain(model.decisions.iter().map(|node| (node.id.as_str(), 180, 80)))
        .chain(model.knowledge_models.iter().map(|node| (node.id.as_str(), 135, 46)))
        .chain(model.services.iter().map(|node| (node.id.as_str(), 180, 80)))
        .collect()
}

fn requires(model: &Definitions) -> BTreeMap<&str, Vec<&str>> {
    let mut requires: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for decision in &model.decisions {
        let list = decision.requirements.iter().chain(&decision.knowledge).map(|one| one.href.as_str());
        requires.insert(&decision.id, list.collect());
    }
    for knowledge in &model.knowledge_models {
        requires.insert(&knowledge.id, knowledge.knowledge.iter().map(|one| one.href.as_str()).collect());
    }
    for service in &model.services {
        requires.insert(&service.id, service.outputs.iter().map(|one| one.href.as_str()).collect());
    }
    requires
}

/// How many layers are below a node. A circle, which a model may not have and a drawing survives, counts as nothing.
fn height<'a>(id: &'a str, requires: &BTreeMap<&'a str, Vec<&'a str>>, known: &mut BTreeMap<&'a str, usize>, depth: usize) -> usize {
    const DEPTH_MAX: usize = 256;
    if let Some(height) = known.get(id) {
        return *height;
    }
    if depth > DEPTH_MAX {
        return 0;
    }
    known.insert(id, 0);
    let below = requires.get(id).into_iter().flatten().map(|required| height(required, requires, known, depth + 1) + 1).max();
    let height = below.unwrap_or(0);
    known.insert(id, height);
    height
}
