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
    for node in document.tree().all().filter(|node| scene.is(*node, "decisionTable")) {
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

fn row(heading: Heading, cells: impl IntoIterator<Item = SheetCell>) -> Vec<SheetCell> {
    std::iter::once(SheetCell::Text(heading.written())).chain(cells).collect()
}

fn table(scene: &Scene<'_>, table: &TableNodes, names: &mut Vec<String>) -> Sheet {
    let owner = scene.owner(table.table);
    let attribute = |node: NodeId, name: &str| cell(&scene.attribute(node, name).unwrap_or_default());
    let owner_name = scene.attribute(owner, "name").unwrap_or_default();
    let mut rows = vec![
        row(layout::TABLE, [attribute(table.table, "id")]),
        row(layout::OWNER, [attribute(owner, "id")]),
        row(layout::NAME, [cell(&owner_name)]),
        row(layout::POLICY, [cell(&scene.attribute(table.table, "hitPolicy").unwrap_or_else(|| "UNIQUE".to_owned()))]),
        row(layout::AGGREGATION, [attribute(table.table, "aggregation")]),
    ];
    let mut columns: [Vec<SheetCell>; 8] = Default::default();
    for input in &table.inputs {
        let expression = scene.child(*input, "inputExpression");
        let part = |name| scene.child(*input, name).map(|node| scene.cell(node)).unwrap_or_default();
        add(
            &mut columns,
            [
                SheetCell::Text(layout::INPUT.written()),
                attribute(*input, "id"),
                attribute(*input, "label"),
                cell(&expression.map(|node| scene.cell(node)).unwrap_or_default()),
                expression.map_or(SheetCell::Empty, |node| attribute(node, "typeRef")),
                cell(&part("inputValues")),
                SheetCell::Empty,
                cell(&scene.attribute(*input, "label").unwrap_or_else(|| part("inputExpression"))),
            ],
        );
    }
    for output in &table.outputs {
        let part = |name| scene.child(*output, name).map(|node| scene.cell(node)).unwrap_or_default();
        let title = ["label", "name"].iter().find_map(|name| scene.attribute(*output, name)).unwrap_or_else(|| owner_name.clone());
        add(
            &mut columns,
            [
                SheetCell::Text(layout::OUTPUT.written()),
                attribute(*output, "id"),
                attribute(*output, "label"),
                attribute(*output, "name"),
                attribute(*output, "typeRef"),
                cell(&part("outputValues")),
                cell(&part("defaultOutputEntry")),
                cell(&title),
            ],
        );
    }
    for annotation in &table.annotations {
        let name = attribute(*annotation, "name");
        let mut column: [SheetCell; 8] = Default::default();
        column[0] = SheetCell::Text(layout::ANNOTATION.written());
        column[3] = name.clone();
        column[7] = name;
        add(&mut columns, column);
    }
    let mut column: [SheetCell; 8] = Default::default();
    column[0] = SheetCell::Text(layout::DESCRIPTION.written());
    column[7] = column[0].clone();
    add(&mut columns, column);
    let headings =
        [layout::COLUMN, layout::ID, layout::LABEL, layout::EXPRESSION, layout::TYPE, layout::VALUES, layout::DEFAULT, layout::RULE];
    rows.extend(headings.into_iter().zip(columns).map(|(heading, cells)| row(heading, cells)));
    let heading_rows = rows.len();
    for (index, rule) in table.rules.iter().enumerate() {
        rows.push(rule_row(scene, table, *rule, index));
    }
    let widths = std::iter::once(16).chain((0..columns_of(table)).map(|_| 20)).collect();
    Sheet { name: sheet_name(&owner_name, names), rows, heading_rows, widths }
}

fn columns_of(table: &TableNodes) -> usize {
    table.inputs.len() + table.outputs.len() + table.annotations.len() + 1
}

fn add(columns: &mut [Vec<SheetCell>; 8], column: [SheetCell; 8]) {
    columns.iter_mut().zip(column).for_each(|(row, cell)| row.push(cell));
}

fn rule_row(scene: &Scene<'_>, table: &TableNodes, rule: NodeId, index: usize) -> Vec<SheetCell> {
    let mut cells = vec![cell(&rule_key(scene, rule, index))];
    for name in ["inputEntry", "outputEntry"] {
        cells.extend(scene.children(rule, name).into_iter().map(|entry| cell(&scene.cell(entry))));
    }
    let annotations = scene.children(rule, "annotationEntry");
    cells.extend((0..table.annotations.len()).map(|at| annotations.get(at).map_or(SheetCell::Empty, |entry| cell(&scene.cell(*entry)))));
    cells.push(scene.child(rule, "description").map_or(SheetCell::Empty, |node| cell(&scene.text(node))));
    cells
}

/// The literal expressions that are the logic of an element.
fn literals(scene: &Scene<'_>) -> Sheet {
    let mut rows = vec![row(layout::ID, [layout::NAME, layout::FEEL].map(|heading| SheetCell::Text(heading.written())))];
    for node in scene.tree.all().filter(|node| scene.is(*node, "literalExpression")) {
        let owner = scene.owner(node);
        if scene.logic(owner, "literalExpression") == Some(node)
            && let Some(id) = scene.attribute(owner, "id")
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
