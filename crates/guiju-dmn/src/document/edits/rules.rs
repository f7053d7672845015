//! Rules and their cells.

use std::collections::BTreeMap;

use super::{Column, EditError, RuleContent, texts};
use crate::document::markup::Fresh;
use crate::document::patch::Patches;
use crate::document::scene::{Scene, TableNodes};
use crate::document::tree::NodeId;
use crate::error::Place;

pub(super) fn set_cell(
    scene: &Scene<'_>,
    table: &TableNodes,
    rule: usize,
    column: Column,
    text: &str,
    out: &mut Patches,
) -> Result<(), EditError> {
    let rule = nth(&table.rules, rule, "rule")?;
    match column {
        Column::Input(at) => scene.set_cell(nth(&scene.children(rule, "inputEntry"), at, "input column")?, text, out),
        Column::Output(at) => scene.set_cell(nth(&scene.children(rule, "outputEntry"), at, "output column")?, text, out),
        Column::Annotation(at) => {
            nth(&table.annotations, at, "annotation column")?;
            set_annotation(scene, rule, at, text, out);
        }
        Column::Description => texts::set_description(scene, rule, text, out),
    }
    Ok(())
}

/// A rule may end before its last annotations; what is missing up to this one is added.
fn set_annotation(scene: &Scene<'_>, rule: NodeId, at: usize, text: &str, out: &mut Patches) {
    let entries = scene.children(rule, "annotationEntry");
    match entries.get(at) {
        // White space around a remark is how the file is set, not what it says.
        Some(entry) if scene.cell(*entry).trim() == text.trim() => {}
        Some(entry) => scene.set_cell(*entry, text, out),
        None if text.is_empty() => {}
        None => {
            let style = scene.style(rule);
            let empty = (entries.len()..at).map(|_| "");
            let added: String = empty
                .chain([text])
                .map(|text| format!("{}{}", style.gap, Fresh::with_text("annotationEntry", text).written(&style)))
                .collect();
            scene.insert_text(rule, scene.tree.children(rule).last().copied(), added, out);
        }
    }
}

pub(super) fn insert(
    scene: &mut Scene<'_>,
    table: &TableNodes,
    at: usize,
    content: &RuleContent,
    out: &mut Patches,
) -> Result<(), EditError> {
    if at > table.rules.len() {
        return Err(EditError::OutOfRange { what: "rule", number: at + 1, count: table.rules.len() });
    }
    check_cells(table, at + 1, content)?;
    let text = written(scene, table, content);
    put(scene, table, &table.rules, at, text, out);
    Ok(())
}

/// Puts a written rule at a place among these rules.
fn put(scene: &Scene<'_>, table: &TableNodes, rules: &[NodeId], at: usize, text: String, out: &mut Patches) {
    match (at.checked_sub(1).and_then(|before| rules.get(before)), rules.first()) {
        (Some(before), _) => scene.insert_text(table.table, Some(*before), text, out),
        (None, Some(first)) => out.insert(scene.tree.whole(*first).start - scene.gap(*first).len(), text),
        (None, None) => scene.insert_text(table.table, scene.tree.children(table.table).last().copied(), text, out),
    }
}

pub(super) fn remove(scene: &Scene<'_>, table: &TableNodes, rule: usize, out: &mut Patches) -> Result<(), EditError> {
    scene.remove(nth(&table.rules, rule, "rule")?, out);
    Ok(())
}

pub(super) fn shift(scene: &Scene<'_>, table: &TableNodes, from: usize, to: usize, out: &mut Patches) -> Result<(), EditError> {
    let rule = nth(&table.rules, from, "rule")?;
    nth(&table.rules, to, "rule")?;
    if from == to {
        return Ok(());
    }
    let others: Vec<NodeId> = table.rules.iter().copied().filter(|other| *other != rule).collect();
    let text = format!("{}{}", scene.gap(rule), piece(scene, scene.tree.whole(rule)));
    scene.remove(rule, out);
    put(scene, table, &others, to, text, out);
    Ok(())
}

pub(super) fn duplicate(scene: &mut Scene<'_>, table: &TableNodes, rule: usize, out: &mut Patches) -> Result<(), EditError> {
    let rule = nth(&table.rules, rule, "rule")?;
    let whole = scene.tree.whole(rule);
    let mut renamed = Patches::default();
    for node in scene.tree.all().filter(|node| is_inside(&scene.tree.tag(*node), &whole)) {
        let stem = match scene.name(node) {
            "rule" => "rule",
            "inputEntry" => "inputEntry",
            "outputEntry" => "outputEntry",
            _ => "element",
        };
        for attribute in scene.tree.attributes(node, scene.source) {
            if attribute.name == "id" {
                renamed.replace(attribute.value_at, scene.ids().fresh(stem));
            }
        }
    }
    let text = format!("{}{}", scene.gap(rule), renamed.apply_within(scene.source, whole));
    scene.insert_text(table.table, Some(rule), text, out);
    Ok(())
}

/// Every rule that stays keeps its element, and what stands before it.
pub(super) fn replace_all(scene: &mut Scene<'_>, table: &TableNodes, rules: &[RuleContent], out: &mut Patches) -> Result<(), EditError> {
    let mut wanted: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, rule) in rules.iter().enumerate() {
        check_cells(table, index + 1, rule)?;
        if let Some(id) = &rule.id
            && let Some(first) = wanted.insert(id, index)
        {
            return Err(EditError::DuplicateRule { id: id.clone(), first: first + 1, second: index + 1 });
        }
    }
    let kept = Kept::of(scene, table, &wanted);
    let mut text = String::new();
    for rule in rules {
        match rule.id.as_deref().and_then(|id| kept.rules.get(id)) {
            Some((lead, node)) => {
                let mut patches = Patches::default();
                rewrite(scene, *node, rule, &mut patches)?;
                text.push_str(lead);
                text.push_str(&patches.apply_within(scene.source, scene.tree.whole(*node)));
            }
            None => text.push_str(&written(scene, table, rule)),
        }
    }
    text.push_str(&kept.rest);
    match kept.region {
        Some(region) if piece(scene, region.clone()) == text => {}
        Some(region) => out.replace(region, text),
        None if text.is_empty() => {}
        None => scene.insert_text(table.table, scene.tree.children(table.table).last().copied(), text, out),
    }
    Ok(())
}

/// The rules of a table that stay, by id, each with what stands before it.
struct Kept {
    rules: BTreeMap<String, (String, NodeId)>,
    /// Comments of rules at the end that do not stay: nobody asked for those to go.
    rest: String,
    /// From behind what precedes the first rule to the end of the last.
    region: Option<Place>,
}

impl Kept {
    fn of(scene: &Scene<'_>, table: &TableNodes, wanted: &BTreeMap<&str, usize>) -> Self {
        let mut kept = Self { rules: BTreeMap::new(), rest: String::new(), region: None };
        let mut end = start_of_rules(scene, table);
        for (index, rule) in table.rules.iter().enumerate() {
            let whole = scene.tree.whole(*rule);
            let region = kept.region.get_or_insert(end..end);
            region.end = whole.end;
            let gap = scene.gap(*rule);
            kept.rest.push_str(&piece(scene, end..whole.start - gap.len()));
            end = whole.end;
            let id = rule_key(scene, *rule, index);
            if wanted.contains_key(id.as_str()) {
                let lead = std::mem::take(&mut kept.rest) + gap;
                kept.rules.insert(id, (lead, *rule));
            }
        }
        kept
    }
}

/// How a grid names a rule: by its id (white space around it says nothing in XML), or, where it has none, by its number after a `#`, which no id begins with.
pub(crate) fn rule_key(scene: &Scene<'_>, rule: NodeId, index: usize) -> String {
    scene.attribute(rule, "id").map(|id| id.trim().to_owned()).filter(|id| !id.is_empty()).unwrap_or_else(|| format!("#{}", index + 1))
}

fn start_of_rules(scene: &Scene<'_>, table: &TableNodes) -> usize {
    let children = scene.tree.children(table.table);
    let before = children.iter().take_while(|child| Some(*child) != table.rules.first()).last();
    before.map_or_else(|| scene.tree.inner(table.table).start, |before| scene.tree.whole(*before).end)
}

fn rewrite(scene: &Scene<'_>, rule: NodeId, content: &RuleContent, out: &mut Patches) -> Result<(), EditError> {
    for (name, texts) in [("inputEntry", &content.tests), ("outputEntry", &content.outputs)] {
        for (entry, text) in scene.children(rule, name).into_iter().zip(texts) {
            scene.set_cell(entry, text, out);
        }
    }
    let entries = scene.children(rule, "annotationEntry").len();
    for (at, text) in content.annotations.iter().enumerate().take(entries) {
        set_annotation(scene, rule, at, text, out);
    }
    // Those that the rule does not have yet are added together, or each would come with the empty ones before it.
    let more = content.annotations.get(entries..).unwrap_or_default();
    let more = more.get(..more.iter().rposition(|text| !text.is_empty()).map_or(0, |last| last + 1)).unwrap_or_default();
    let style = scene.style(rule);
    let added: String =
        more.iter().map(|text| format!("{}{}", style.gap, Fresh::with_text("annotationEntry", text).written(&style))).collect();
    if !added.is_empty() {
        scene.insert_text(rule, scene.tree.children(rule).last().copied(), added, out);
    }
    texts::set_description(scene, rule, &content.description, out);
    Ok(())
}

/// A new rule with the white space before it.
fn written(scene: &mut Scene<'_>, table: &TableNodes, content: &RuleContent) -> String {
    let mut style = scene.style(table.table);
    if let Some(rule) = table.rules.first() {
        scene.gap(*rule).clone_into(&mut style.gap);
    }
    let id = match &content.id {
        Some(id) => scene.ids().wanted(id, "rule"),
        None => scene.ids().fresh("rule"),
    };
    let mut rule = Fresh::new("rule").attribute("id", id);
    if !content.description.is_empty() {
        rule = rule.child(Fresh::new("description").text(&content.description));
    }
    for (name, texts) in [("inputEntry", &content.tests), ("outputEntry", &content.outputs)] {
        for text in texts {
            rule = rule.child(Fresh::with_text(name, text).attribute("id", scene.ids().fresh(name)));
        }
    }
    let rule = rule.children(content.annotations.iter().map(|text| Fresh::with_text("annotationEntry", text)));
    format!("{}{}", style.gap, rule.written(&style))
}

fn check_cells(table: &TableNodes, rule: usize, content: &RuleContent) -> Result<(), EditError> {
    let wrong = |what, has, columns| EditError::WrongNumberOfCells { rule, what, has, columns };
    if content.tests.len() != table.inputs.len() {
        return Err(wrong("input", content.tests.len(), table.inputs.len()));
    }
    if content.outputs.len() != table.outputs.len() {
        return Err(wrong("output", content.outputs.len(), table.outputs.len()));
    }
    if content.annotations.len() > table.annotations.len() {
        return Err(wrong("annotation", content.annotations.len(), table.annotations.len()));
    }
    Ok(())
}

pub(super) fn nth(nodes: &[NodeId], at: usize, what: &'static str) -> Result<NodeId, EditError> {
    nodes.get(at).copied().ok_or(EditError::OutOfRange { what, number: at + 1, count: nodes.len() })
}

fn piece(scene: &Scene<'_>, at: Place) -> String {
    scene.source.get(at).unwrap_or("").to_owned()
}

fn is_inside(inner: &Place, outer: &Place) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
