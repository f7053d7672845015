//! What came out of sheets is FEEL, and its types are there; what is not is named by its cell.

use std::collections::BTreeSet;

use guiju_feel::Words;

use super::apply::find;
use super::error::{EXPECTED_TEST, EXPECTED_VALUE, SheetError, SheetPlace, said};
use super::parse::{ColumnKind, ParsedTable, text_at};
use super::{Sheet, layout};
use crate::compile::compile_what_can_be;
use crate::document::{Document, Scene, TableNodes};
use crate::error::{Fault, Place};

/// Something that is wrong in the texts of a document.
pub(super) struct Wrong {
    pub(super) message: Words,
    /// In the file.
    at: Place,
    /// A type that nobody knows, rather than a text that is no FEEL.
    is_type: bool,
}

/// What FEEL finds wrong in a document, and the types that it does not know.
pub(super) fn problems(document: &Document) -> impl Iterator<Item = Wrong> + use<> {
    let (_, problems) = compile_what_can_be(document.definitions());
    // Names of models that are not at hand would be unknown; whoever compiles with those checks the texts.
    let is_whole = !problems.iter().any(|problem| matches!(*problem.fault, Fault::UnknownImport { .. }));
    problems.into_iter().filter(move |_| is_whole).filter_map(|problem| {
        let is_type = matches!(*problem.fault, Fault::UnknownType { .. });
        let is_text = is_type || matches!(*problem.fault, Fault::Feel(_));
        is_text.then(|| Wrong { message: problem.fault.message(), at: problem.at, is_type })
    })
}

/// A cell of FEEL: where it stands in the file and in the sheets, and what it takes.
type FeelCell = (Place, SheetPlace, &'static str);

/// Refuses the first cell that is wrong, unless the document was as wrong before.
pub(super) fn check(
    document: &Document,
    tables: &[ParsedTable],
    literals: Option<&Sheet>,
    known: &BTreeSet<String>,
) -> Result<(), SheetError> {
    let problems: Vec<Wrong> = problems(document).filter(|problem| !known.contains(problem.message.en.as_ref())).collect();
    if problems.is_empty() {
        return Ok(());
    }
    let scene = document.scene();
    let (mut cells, mut types) = (Vec::new(), Vec::new());
    for table in tables {
        let nodes = find(&scene, table)?;
        type_cells(&scene, table, &nodes, &mut types);
        heading_cells(&scene, table, &nodes, &mut cells);
        rule_cells(&scene, table, &nodes, &mut cells);
    }
    if let Some(sheet) = literals {
        for row in 1..sheet.rows.len() {
            let node = scene.by_id(&text_at(sheet, row, 0)?).and_then(|element| scene.logic(element, "literalExpression"));
            cells.extend(node.map(|node| (scene.tree.whole(node), SheetPlace::cell(&sheet.name, row, 2), EXPECTED_VALUE)));
        }
    }
    for Wrong { message, at, is_type } in problems {
        let is_inside = |whole: &Place| whole.start <= at.start && at.end <= whole.end;
        if is_type {
            if let Some((_, place, found)) = types.iter().find(|(whole, ..)| is_inside(whole)) {
                let expected = said("FEEL 的类型或本模型定义的类型", "a type of FEEL, or one that the model defines");
                return Err(SheetError::Unexpected { place: place.clone(), expected, found: found.clone() });
            }
        } else if let Some((_, place, expected)) = cells.iter().find(|(whole, ..)| is_inside(whole)) {
            return Err(SheetError::Feel { place: place.clone(), message: Box::new(message), expected });
        }
    }
    Ok(())
}

/// The columns with their types: where each stands in the file, where its type does in the sheet, and what it is.
fn type_cells(scene: &Scene<'_>, table: &ParsedTable, nodes: &TableNodes, cells: &mut Vec<(Place, SheetPlace, String)>) {
    let of = |kind| table.columns.iter().filter(move |column| column.kind == kind);
    for (column, node) in of(ColumnKind::Input).zip(&nodes.inputs).chain(of(ColumnKind::Output).zip(&nodes.outputs)) {
        let row = table.heading_rows.get(layout::TYPE.en).copied().unwrap_or(table.column_row);
        cells.push((scene.tree.whole(*node), SheetPlace::cell(&table.sheet, row, column.at), column.type_ref.clone()));
    }
}

fn heading_cells(scene: &Scene<'_>, table: &ParsedTable, nodes: &TableNodes, cells: &mut Vec<FeelCell>) {
    let of = |kind| table.columns.iter().filter(move |column| column.kind == kind).map(|column| column.at);
    for (column, node) in of(ColumnKind::Input).zip(&nodes.inputs).chain(of(ColumnKind::Output).zip(&nodes.outputs)) {
        for (name, heading) in [
            ("inputExpression", layout::EXPRESSION),
            ("inputValues", layout::VALUES),
            ("outputValues", layout::VALUES),
            ("defaultOutputEntry", layout::DEFAULT),
        ] {
            let row = table.heading_rows.get(heading.en).copied().unwrap_or(0);
            let place = SheetPlace::cell(&table.sheet, row, column);
            cells.extend(scene.child(*node, name).map(|part| (scene.tree.whole(part), place, EXPECTED_VALUE)));
        }
    }
}

fn rule_cells(scene: &Scene<'_>, table: &ParsedTable, nodes: &TableNodes, cells: &mut Vec<FeelCell>) {
    for (rule, node) in table.rules.iter().zip(&nodes.rules) {
        for (kind, name, expected) in
            [(ColumnKind::Input, "inputEntry", EXPECTED_TEST), (ColumnKind::Output, "outputEntry", EXPECTED_VALUE)]
        {
            let columns = table.columns.iter().filter(|column| column.kind == kind);
            for (column, entry) in columns.zip(scene.children(*node, name)) {
                cells.push((scene.tree.whole(entry), SheetPlace::cell(&table.sheet, rule.row, column.at), expected));
            }
        }
    }
}
