//! The sheet of the graph: elements, what they require, where they stand in the diagram.

use std::collections::BTreeMap;

use super::error::{SheetError, SheetPlace, one_of, said};
use super::layout::{self, Heading};
use super::parse::text_at;
use super::text::{KEPT, cell};
use super::{Sheet, SheetCell};
use crate::document::{Edit, NodeId, Scene};

/// An element as the sheet has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct GraphRow {
    /// In the sheet, from 0.
    pub(super) row: usize,
    pub(super) kind: &'static str,
    pub(super) id: String,
    pub(super) name: String,
    pub(super) variable: String,
    pub(super) type_ref: String,
    pub(super) description: String,
    pub(super) requires: Vec<String>,
    /// Left, top, width, height; empty where it is not in the diagram.
    pub(super) place: [String; 4],
}

/// The graph as the sheet has it.
#[derive(Debug, Default)]
pub(super) struct Graph {
    pub(super) name: String,
    pub(super) namespace: String,
    pub(super) rows: Vec<GraphRow>,
}

pub(super) fn write(scene: &Scene<'_>) -> Sheet {
    let heading = |heading: Heading| SheetCell::Text(heading.written());
    let root = scene.tree.root();
    let attribute = |name| cell(&scene.attribute(root, name).unwrap_or_default());
    let mut rows = vec![
        vec![heading(layout::MODEL), attribute("name")],
        vec![heading(layout::NAMESPACE), attribute("namespace")],
        layout::GRAPH.into_iter().chain(layout::PLACE).map(heading).collect(),
    ];
    for row in elements(scene) {
        let kind = layout::KINDS.iter().find(|(kind, _)| *kind == row.kind).map_or(SheetCell::Empty, |(_, kind)| heading(*kind));
        let texts = [row.id, row.name, row.variable, row.type_ref, row.description, row.requires.join("\n")];
        rows.push(std::iter::once(kind).chain(texts.iter().chain(&row.place).map(|text| cell(text))).collect());
    }
    Sheet { name: layout::GRAPH_SHEET.to_owned(), rows, heading_rows: 3, widths: vec![20, 24, 24, 24, 16, 40, 30, 8, 8, 8, 8] }
}

/// The elements of a document as rows.
fn elements(scene: &Scene<'_>) -> Vec<GraphRow> {
    let places = places(scene);
    let mut rows = Vec::new();
    for node in scene.tree.children(scene.tree.root()) {
        let Some((kind, _)) = layout::KINDS.iter().find(|(kind, _)| scene.is(*node, kind)) else { continue };
        let Some(id) = scene.attribute(*node, "id") else { continue };
        let variable = scene.child(*node, "variable");
        let part = |name| variable.and_then(|variable| scene.attribute(variable, name)).unwrap_or_default();
        rows.push(GraphRow {
            row: 0,
            kind,
            name: if *kind == "textAnnotation" { scene.cell(*node) } else { scene.attribute(*node, "name").unwrap_or_default() },
            variable: part("name"),
            type_ref: part("typeRef"),
            description: scene.child(*node, "description").map(|node| scene.text(node).trim().to_owned()).unwrap_or_default(),
            requires: requires(scene, *node),
            place: places.get(&id).cloned().unwrap_or_default(),
            id,
        });
    }
    rows
}

/// What an element requires: `#id`; of a service with what it is to that.
fn requires(scene: &Scene<'_>, node: NodeId) -> Vec<String> {
    let mut found = Vec::new();
    for child in scene.tree.children(node) {
        let name = scene.name(*child);
        if name.ends_with("Requirement") {
            let required = scene.tree.children(*child).iter().filter(|one| scene.name(**one).starts_with("required"));
            found.extend(required.filter_map(|required| scene.attribute(*required, "href")));
        } else if let Some(href) = scene.attribute(*child, "href").filter(|_| scene.tree.is_model(*child)) {
            found.push(format!("{name} {href}"));
        }
    }
    found
}

/// Where the elements stand, by id.
fn places(scene: &Scene<'_>) -> BTreeMap<String, [String; 4]> {
    let mut places = BTreeMap::new();
    for node in scene.tree.all().filter(|node| scene.name(*node) == "DMNShape") {
        let bounds = scene.tree.children(node).iter().copied().find(|child| scene.name(*child) == "Bounds");
        if let (Some(id), Some(bounds)) = (scene.attribute(node, "dmnElementRef"), bounds) {
            let part = |name| scene.attribute(bounds, name).unwrap_or_default();
            places.entry(id).or_insert_with(|| ["x", "y", "width", "height"].map(part));
        }
    }
    places
}

/// Reads the sheet.
pub(super) fn parse(sheet: &Sheet) -> Result<Graph, SheetError> {
    let mut graph = Graph::default();
    let mut columns: Option<Vec<Option<usize>>> = None;
    for row in 0..sheet.rows.len() {
        let first = text_at(sheet, row, 0)?;
        match &columns {
            None if layout::MODEL.is(&first) => graph.name = text_at(sheet, row, 1)?,
            None if layout::NAMESPACE.is(&first) => graph.namespace = text_at(sheet, row, 1)?,
            None if layout::KIND.is(&first) => columns = Some(find_columns(sheet, row)?),
            None => {}
            Some(columns) => {
                if let Some(row) = element(sheet, row, columns)? {
                    graph.rows.push(row);
                }
            }
        }
    }
    if columns.is_none() {
        let missing = said(format!("以 `{}` 开头的行", layout::KIND.zh), format!("the row that begins with `{}`", layout::KIND.written()));
        return Err(SheetError::Missing { place: SheetPlace::sheet(&sheet.name), missing });
    }
    Ok(graph)
}

fn find_columns(sheet: &Sheet, row: usize) -> Result<Vec<Option<usize>>, SheetError> {
    let width = sheet.rows.get(row).map_or(0, Vec::len);
    let texts = (0..width).map(|column| text_at(sheet, row, column)).collect::<Result<Vec<_>, _>>()?;
    let find = |heading: Heading| texts.iter().position(|text| heading.is(text));
    for heading in [layout::ID, layout::NAME] {
        if find(heading).is_none() {
            let place = SheetPlace { sheet: sheet.name.clone(), row: row + 1, column: None };
            return Err(SheetError::Missing {
                place,
                missing: said(format!("列 `{}`", heading.zh), format!("the column `{}`", heading.written())),
            });
        }
    }
    Ok(layout::GRAPH.into_iter().chain(layout::PLACE).map(find).collect())
}

fn element(sheet: &Sheet, row: usize, columns: &[Option<usize>]) -> Result<Option<GraphRow>, SheetError> {
    let text = |index: usize| columns.get(index).copied().flatten().map_or_else(|| Ok(String::new()), |column| text_at(sheet, row, column));
    let (kind, id) = (text(0)?, text(1)?);
    if kind.is_empty() && id.is_empty() {
        return Ok(None);
    }
    let Some((kind, _)) = layout::KINDS.iter().find(|(_, heading)| heading.is(&kind)) else {
        let expected = one_of(layout::KINDS.iter().map(|(_, heading)| heading.written()));
        let place = SheetPlace::cell(&sheet.name, row, columns.first().copied().flatten().unwrap_or(0));
        return Err(SheetError::Unexpected { place, expected, found: kind });
    };
    Ok(Some(GraphRow {
        row,
        kind,
        id,
        name: text(2)?,
        variable: text(3)?,
        type_ref: text(4)?,
        description: text(5)?,
        requires: text(6)?.lines().map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()).collect(),
        place: [text(7)?, text(8)?, text(9)?, text(10)?],
    }))
}

/// What a person changed in the graph: names, descriptions and places. What is only shown there is refused where it differs.
pub(super) fn edits(sheet: &str, graph: &Graph, scene: &Scene<'_>) -> Result<Vec<(Edit, SheetPlace)>, SheetError> {
    let known: BTreeMap<String, GraphRow> = elements(scene).into_iter().map(|row| (row.id.clone(), row)).collect();
    let mut edits = Vec::new();
    for row in &graph.rows {
        let place = |column| SheetPlace::cell(sheet, row.row, column);
        let Some(before) = known.get(&row.id) else {
            return Err(SheetError::UnknownElement { place: place(1), id: row.id.clone() });
        };
        let fixed = |column, what| Err(SheetError::Fixed { place: place(column), what });
        let is_other = |after: &str, before: &str| after != KEPT && after.trim() != before.trim();
        match () {
            () if row.kind != before.kind => return fixed(0, "the kind of an element"),
            () if is_other(&row.variable, &before.variable) => return fixed(3, "a variable"),
            () if is_other(&row.type_ref, &before.type_ref) => return fixed(4, "the type of an element"),
            () if row.requires.join("\n") != KEPT && row.requires != before.requires => return fixed(6, "a requirement"),
            () if row.kind == "textAnnotation" && is_other(&row.name, &before.name) => return fixed(2, "a text annotation"),
            () => {}
        }
        let element = || row.id.clone();
        if is_other(&row.name, &before.name) {
            edits.push((Edit::SetName { element: element(), name: row.name.clone() }, place(2)));
        }
        if is_other(&row.description, &before.description) {
            edits.push((Edit::SetDescription { element: element(), text: row.description.clone() }, place(5)));
        }
        if row.place != before.place {
            for (column, number) in (layout::GRAPH.len()..).zip(&row.place) {
                if number.parse::<f64>().is_err() {
                    return Err(SheetError::Unexpected {
                        place: place(column), expected: said("数字", "a number"), found: number.clone()
                    });
                }
            }
            edits.push((Edit::SetBounds { element: element(), bounds: row.place.clone() }, place(layout::GRAPH.len())));
        }
    }
    Ok(edits)
}
