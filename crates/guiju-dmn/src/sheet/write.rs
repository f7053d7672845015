//! From a document to sheets.

use super::layout::{self, Heading};
use super::text::{cell, quoted};
use super::{Sheet, SheetCell, Sheets, graph};
use crate::document::{Document, NodeId, Scene, TableNodes, rule_key};

/// How much of the file is in one cell; escaped it is at most six times as long.
const PIECE_CHARS: usize = 5_000;

/// The tables, literal expressions and graph of a document, and the document itself.
#[must_use]
pub fn to_sheets(document: &Document) -> Sheets {
    let scene = document.scene();
    let mut sheets = Vec::new();
    let mut names: Vec<String> = [layout::GRAPH_SHEET, layout::LITERAL_SHEET, layout::FILE_SHEET].map(str::to_lowercase).to_vec();
    for node in document.tree().all().filter(|node| scene.is(*node, "decisionTable") && scene.is_read(*node) && is_named(&scene, *node)) {
        let parts = scene.parts(node);
        sheets.push(table(&scene, &parts, &mut names));
    }
    let literals = literals(&scene);
    if literals.rows.len() > 1 {
        sheets.push(literals);
    }
    sheets.push(graph::write(&scene));
    sheets.push(file(document.write()));
    Sheets { sheets }
}

/// Whether a sheet can say which table it is of: by its id, or as the logic of a decision. One that nothing names stays in the file.
fn is_named(scene: &Scene<'_>, table: NodeId) -> bool {
    scene.attribute(table, "id").is_some_and(|id| !id.trim().is_empty()) || scene.logic(scene.owner(table), "decisionTable") == Some(table)
}

fn row(heading: Heading, cells: impl IntoIterator<Item = SheetCell>) -> Vec<SheetCell> {
    std::iter::once(SheetCell::Text(heading.written())).chain(cells).collect()
}

/// The headings of a column from above to below, and what is shown over its cells.
type Headings = [SheetCell; 8];

fn table(scene: &Scene<'_>, table: &TableNodes, names: &mut Vec<String>) -> Sheet {
    let owner = scene.owner(table.table);
    let owner_name = scene.attribute(owner, "name").unwrap_or_default();
    let mut rows = vec![
        row(layout::TABLE, [attribute(scene, table.table, "id")]),
        row(layout::OWNER, [cell(&scene.key(owner).unwrap_or_default())]),
        row(layout::NAME, [cell(&owner_name)]),
        row(layout::POLICY, [cell(&scene.attribute(table.table, "hitPolicy").unwrap_or_else(|| "UNIQUE".to_owned()))]),
        row(layout::AGGREGATION, [attribute(scene, table.table, "aggregation")]),
    ];
    let columns: Vec<Headings> = (table.inputs.iter().map(|input| input_headings(scene, *input)))
        .chain(table.outputs.iter().map(|output| output_headings(scene, *output, &owner_name)))
        .chain(table.annotations.iter().map(|annotation| annotation_headings(&attribute(scene, *annotation, "name"))))
        .chain([description_headings()])
        .collect();
    let headings =
        [layout::COLUMN, layout::ID, layout::LABEL, layout::EXPRESSION, layout::TYPE, layout::VALUES, layout::DEFAULT, layout::RULE];
    for (index, heading) in headings.into_iter().enumerate() {
        rows.push(row(heading, columns.iter().filter_map(|column| column.get(index).cloned())));
    }
    let heading_rows = rows.len();
    for (index, rule) in table.rules.iter().enumerate() {
        rows.push(rule_row(scene, table, *rule, index));
    }
    let widths = std::iter::once(16).chain(columns.iter().map(|_| 20)).collect();
    Sheet { name: sheet_name(&owner_name, names), rows, heading_rows, widths }
}

fn attribute(scene: &Scene<'_>, node: NodeId, name: &str) -> SheetCell {
    cell(&scene.attribute(node, name).unwrap_or_default())
}

/// The text in a child of a clause.
fn part(scene: &Scene<'_>, clause: NodeId, name: &str) -> String {
    scene.child(clause, name).map(|node| scene.cell(node)).unwrap_or_default()
}

fn input_headings(scene: &Scene<'_>, input: NodeId) -> Headings {
    let expression = part(scene, input, "inputExpression");
    [
        SheetCell::Text(layout::INPUT.written()),
        attribute(scene, input, "id"),
        attribute(scene, input, "label"),
        cell(&expression),
        scene.child(input, "inputExpression").map_or(SheetCell::Empty, |node| attribute(scene, node, "typeRef")),
        cell(&part(scene, input, "inputValues")),
        SheetCell::Empty,
        cell(&scene.attribute(input, "label").unwrap_or(expression)),
    ]
}

fn output_headings(scene: &Scene<'_>, output: NodeId, owner: &str) -> Headings {
    let title = ["label", "name"].iter().find_map(|name| scene.attribute(output, name));
    [
        SheetCell::Text(layout::OUTPUT.written()),
        attribute(scene, output, "id"),
        attribute(scene, output, "label"),
        attribute(scene, output, "name"),
        attribute(scene, output, "typeRef"),
        cell(&part(scene, output, "outputValues")),
        cell(&part(scene, output, "defaultOutputEntry")),
        cell(title.as_deref().unwrap_or(owner)),
    ]
}

fn annotation_headings(name: &SheetCell) -> Headings {
    let kind = SheetCell::Text(layout::ANNOTATION.written());
    let [a, b, c, d, e] = <[SheetCell; 5]>::default();
    [kind, a, b, name.clone(), c, d, e, name.clone()]
}

fn description_headings() -> Headings {
    let kind = SheetCell::Text(layout::DESCRIPTION.written());
    let [a, b, c, d, e, f] = <[SheetCell; 6]>::default();
    [kind.clone(), a, b, c, d, e, f, kind]
}

fn rule_row(scene: &Scene<'_>, table: &TableNodes, rule: NodeId, index: usize) -> Vec<SheetCell> {
    let mut cells = vec![cell(&rule_key(scene, rule, index))];
    // A rule may have fewer remarks than there are columns; of the others the reader sees to it, where the table is one that it reads.
    for (name, columns) in [("inputEntry", &table.inputs), ("outputEntry", &table.outputs), ("annotationEntry", &table.annotations)] {
        let entries = scene.children(rule, name);
        cells.extend((0..columns.len()).map(|at| entries.get(at).map_or(SheetCell::Empty, |entry| cell(&scene.cell(*entry)))));
    }
    cells.push(scene.child(rule, "description").map_or(SheetCell::Empty, |node| cell(&scene.text(node))));
    cells
}

/// The literal expressions that are the logic of an element.
fn literals(scene: &Scene<'_>) -> Sheet {
    let mut rows = vec![row(layout::ID, [layout::NAME, layout::FEEL].map(|heading| SheetCell::Text(heading.written())))];
    for node in scene.tree.all().filter(|node| scene.is(*node, "literalExpression")) {
        let owner = scene.owner(node);
        if scene.logic(owner, "literalExpression") == Some(node)
            && let Some(id) = scene.key(owner)
        {
            rows.push(vec![cell(&id), cell(&scene.attribute(owner, "name").unwrap_or_default()), cell(&scene.cell(node))]);
        }
    }
    Sheet { name: layout::LITERAL_SHEET.to_owned(), rows, heading_rows: 1, widths: vec![24, 24, 60] }
}

/// The file in pieces.
fn file(source: &str) -> Sheet {
    let letters: Vec<char> = source.chars().collect();
    let pieces = letters.chunks(PIECE_CHARS).map(|piece| vec![SheetCell::Text(quoted(&piece.iter().collect::<String>()))]);
    let rows = std::iter::once(vec![SheetCell::Text(layout::FILE.written())]).chain(pieces).collect();
    Sheet { name: layout::FILE_SHEET.to_owned(), rows, heading_rows: 1, widths: vec![40] }
}

/// A name that workbooks take: 27 characters at most, none of `[]:*?/\`, and no name twice.
fn sheet_name(wanted: &str, taken: &mut Vec<String>) -> String {
    let clean: String =
        wanted.chars().map(|letter| if "[]:*?/\\'".contains(letter) || letter.is_control() { ' ' } else { letter }).collect();
    let clean = clean.trim();
    let clean = if clean.is_empty() { "表 Table" } else { clean };
    for number in 1_usize.. {
        let ending = if number == 1 { String::new() } else { format!(" {number}") };
        let name: String = clean.chars().take(27 - ending.chars().count()).chain(ending.chars()).collect();
        // Workbooks do not tell names apart that differ in case.
        if !taken.contains(&name.to_lowercase()) {
            taken.push(name.to_lowercase());
            return name;
        }
    }
    clean.to_owned()
}
