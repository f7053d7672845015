//! From sheets to a document: the differences become edits.

use std::collections::{BTreeMap, BTreeSet};

use guiju_feel::Words;

use super::error::{EXPECTED_TEST, EXPECTED_VALUE, SheetError, SheetPlace, said};
use super::parse::{ColumnKind, ParsedColumn, ParsedRule, ParsedTable, text_at};
use super::text::KEPT;
use super::{Sheet, Sheets, build, doubled, graph, layout, parse};
use crate::compile::compile_what_can_be;
use crate::document::{Document, Edit, InputContent, NodeId, OutputContent, RuleContent, Scene, TableNodes, rule_key};
use crate::error::{Fault, Place};
use crate::model::HitPolicy;

/// The document that the sheets say: `original` with what was changed in them; without it, the document that the sheets carry; without
/// that, a new one.
///
/// # Errors
/// What is wrong first in the sheets, with sheet, row and column.
pub fn from_sheets(sheets: &Sheets, original: Option<&Document>) -> Result<Document, SheetError> {
    let tables = sheets.sheets.iter().filter(|sheet| parse::is_table(sheet)).map(parse::table).collect::<Result<Vec<_>, _>>()?;
    let graph_sheet = sheets.sheets.iter().find(|sheet| sheet.name == layout::GRAPH_SHEET);
    let graph = graph_sheet.map(graph::parse).transpose()?;
    let literals = sheets.sheets.iter().find(|sheet| sheet.name == layout::LITERAL_SHEET);
    if tables.is_empty() && graph.is_none() && literals.is_none() {
        return Err(SheetError::NoTable);
    }
    let carried = sheets.sheets.iter().find(|sheet| sheet.name == layout::FILE_SHEET).map(carried).transpose()?;
    let (mut document, is_new) = match original.cloned().or(carried) {
        Some(document) => (document, false),
        None => (build::document(&tables, graph.as_ref(), literals)?, true),
    };
    let known: BTreeSet<String> =
        if is_new { BTreeSet::new() } else { feel_problems(&document).map(|(message, _)| message.to_string()).collect() };
    if !is_new {
        doubled::refuse(&document.scene(), &tables, literals, graph_sheet.zip(graph.as_ref()))?;
        for table in &tables {
            let edits = table_edits(table, &document.scene())?;
            apply(&mut document, edits)?;
        }
        if let Some(sheet) = literals {
            let edits = literal_edits(sheet, &document.scene())?;
            apply(&mut document, edits)?;
        }
        if let (Some(sheet), Some(graph)) = (graph_sheet, &graph) {
            let edits = graph::edits(&sheet.name, graph, &document.scene())?;
            apply(&mut document, edits)?;
        }
    }
    check_feel(&document, &tables, literals, &known)?;
    Ok(document)
}

fn apply(document: &mut Document, edits: Vec<(Edit, SheetPlace)>) -> Result<(), SheetError> {
    for (edit, place) in edits {
        document.apply(&edit).map_err(|cause| SheetError::Edit { place, cause: Box::new(cause) })?;
    }
    Ok(())
}

/// The document that the sheets carry.
fn carried(sheet: &Sheet) -> Result<Document, SheetError> {
    let mut source = String::new();
    for row in 1..sheet.rows.len() {
        source.push_str(&text_at(sheet, row, 0)?);
    }
    Document::read(&source).map_err(|cause| SheetError::File { sheet: sheet.name.clone(), cause: Box::new(cause) })
}

fn find(scene: &Scene<'_>, table: &ParsedTable) -> Result<TableNodes, SheetError> {
    let by_id = |id: &str| (!id.is_empty()).then(|| scene.by_id(id)).flatten();
    let own = by_id(&table.table).filter(|node| scene.is(*node, "decisionTable"));
    let owner = by_id(&table.owner).filter(|_| own.is_none());
    if owner.is_some_and(|owner| scene.tables_without_id(owner) > 1) {
        let place = SheetPlace::cell(&table.sheet, table.heading_rows.get(layout::OWNER.en).copied().unwrap_or(0), 1);
        let expected =
            said("只有一张决策表的元素（请在编辑器中为各表设置编号）", "an element with one table; give its tables ids in the editor");
        return Err(SheetError::Unexpected { place, expected, found: table.owner.clone() });
    }
    let found = own.or_else(|| owner.and_then(|owner| scene.logic(owner, "decisionTable")));
    found.map(|node| scene.parts(node)).ok_or_else(|| SheetError::UnknownElement {
        place: SheetPlace::cell(&table.sheet, table.heading_rows.get(layout::TABLE.en).copied().unwrap_or(0), 1),
        id: if table.table.is_empty() { table.owner.clone() } else { table.table.clone() },
    })
}

/// What differs between a sheet and its table.
fn table_edits(table: &ParsedTable, scene: &Scene<'_>) -> Result<Vec<(Edit, SheetPlace)>, SheetError> {
    let nodes = find(scene, table)?;
    check_columns(table, &nodes, scene)?;
    let name = if table.table.is_empty() { table.owner.clone() } else { table.table.clone() };
    let at = |heading: layout::Heading, column: usize| {
        SheetPlace::cell(&table.sheet, table.heading_rows.get(heading.en).copied().unwrap_or(0), column)
    };
    let mut edits = vec![(Edit::SetHitPolicy { table: name.clone(), policy: table.policy }, at(layout::POLICY, 1))];
    if policy_of(scene, nodes.table) == Some(table.policy) {
        edits.clear();
    }
    let of = |kind| table.columns.iter().filter(move |column| column.kind == kind);
    for (index, (column, node)) in of(ColumnKind::Input).zip(&nodes.inputs).enumerate() {
        let before = input_of(scene, *node);
        let input = input(column, &before);
        if input != before {
            edits.push((Edit::SetInput { table: name.clone(), at: index, input }, at(layout::EXPRESSION, column.at)));
        }
    }
    for (index, (column, node)) in of(ColumnKind::Output).zip(&nodes.outputs).enumerate() {
        let before = output_of(scene, *node);
        let output = output(column, &before);
        if output != before {
            edits.push((Edit::SetOutput { table: name.clone(), at: index, output }, at(layout::EXPRESSION, column.at)));
        }
    }
    let before: Vec<String> = nodes.annotations.iter().map(|node| scene.attribute(*node, "name").unwrap_or_default()).collect();
    let names: Vec<String> = of(ColumnKind::Annotation).zip(&before).map(|(column, before)| same_or(&column.expression, before)).collect();
    if names != before {
        edits.push((Edit::SetAnnotations { table: name.clone(), names }, at(layout::EXPRESSION, 0)));
    }
    let known: BTreeMap<String, NodeId> =
        nodes.rules.iter().enumerate().map(|(index, node)| (rule_key(scene, *node, index), *node)).collect();
    let rules = table.rules.iter().map(|rule| content(table, rule, &known, scene)).collect::<Result<Vec<_>, _>>()?;
    edits.push((Edit::ReplaceRules { table: name, rules }, at(layout::RULE, 0)));
    Ok(edits)
}

/// A sheet has the columns of its table: more or fewer are for the editor.
fn check_columns(table: &ParsedTable, nodes: &TableNodes, scene: &Scene<'_>) -> Result<(), SheetError> {
    let kinds = [
        (ColumnKind::Input, layout::INPUT, &nodes.inputs),
        (ColumnKind::Output, layout::OUTPUT, &nodes.outputs),
        (ColumnKind::Annotation, layout::ANNOTATION, &nodes.annotations),
    ];
    for (kind, heading, known) in kinds {
        let columns: Vec<&ParsedColumn> = table.columns.iter().filter(|column| column.kind == kind).collect();
        // The first column that is not the table's, by its id where both have one.
        for (index, node) in known.iter().enumerate() {
            let id = scene.attribute(*node, "id").unwrap_or_default();
            let is_same = columns.get(index).is_some_and(|column| column.id.is_empty() || id.is_empty() || column.id == id);
            if !is_same {
                let column = columns.get(index).map(|column| column.at);
                let place = SheetPlace { sheet: table.sheet.clone(), row: table.column_row + 1, column };
                let zh = format!("第 {} 个 `{}` 列（编号 `{id}`）", index + 1, heading.zh);
                let missing = said(zh, format!("column {} of `{}` with the id `{id}`", index + 1, heading.written()));
                return Err(SheetError::Missing { place, missing });
            }
        }
        if let Some(more) = columns.get(known.len()) {
            let place = SheetPlace::cell(&table.sheet, table.column_row, more.at);
            let zh = format!("{} 个 `{}` 列，与决策表相同；请在编辑器中增加列", known.len(), heading.zh);
            let en = format!("{} columns `{}`, as the table has; add a column in the editor", known.len(), heading.written());
            let expected = said(zh, en);
            return Err(SheetError::Unexpected { place, expected, found: format!("{} of them", columns.len()) });
        }
    }
    Ok(())
}

fn policy_of(scene: &Scene<'_>, table: NodeId) -> Option<HitPolicy> {
    let element = table;
    let words = (scene.attribute(element, "hitPolicy").unwrap_or_else(|| "UNIQUE".to_owned()), scene.attribute(element, "aggregation"));
    build::policy(&words.0, words.1.as_deref())
}

fn input_of(scene: &Scene<'_>, node: NodeId) -> InputContent {
    let expression = scene.child(node, "inputExpression");
    InputContent {
        label: scene.attribute(node, "label"),
        expression: expression.map(|node| scene.cell(node)).unwrap_or_default(),
        type_ref: expression.and_then(|node| scene.attribute(node, "typeRef")),
        values: scene.child(node, "inputValues").map(|node| scene.cell(node)),
    }
}

fn output_of(scene: &Scene<'_>, node: NodeId) -> OutputContent {
    OutputContent {
        label: scene.attribute(node, "label"),
        name: scene.attribute(node, "name"),
        type_ref: scene.attribute(node, "typeRef"),
        values: scene.child(node, "outputValues").map(|node| scene.cell(node)),
        default: scene.child(node, "defaultOutputEntry").map(|node| scene.cell(node)),
    }
}

fn input(column: &ParsedColumn, before: &InputContent) -> InputContent {
    InputContent {
        label: keep(&column.label, before.label.as_ref()),
        expression: same_or(&column.expression, &before.expression),
        type_ref: keep(&column.type_ref, before.type_ref.as_ref()),
        values: keep(&column.values, before.values.as_ref()),
    }
}

fn output(column: &ParsedColumn, before: &OutputContent) -> OutputContent {
    OutputContent {
        label: keep(&column.label, before.label.as_ref()),
        name: keep(&column.expression, before.name.as_ref()),
        type_ref: keep(&column.type_ref, before.type_ref.as_ref()),
        values: keep(&column.values, before.values.as_ref()),
        default: keep(&column.default, before.default.as_ref()),
    }
}

/// A text of the sheet, or what was there before where that says the same.
fn same_or(text: &str, before: &str) -> String {
    if text == KEPT || text.trim() == before.trim() { before.to_owned() } else { text.to_owned() }
}

fn keep(text: &str, before: Option<&String>) -> Option<String> {
    let same = same_or(text, before.map_or("", String::as_str));
    if before.is_none() && same.is_empty() || (same.is_empty() && before.is_some_and(|before| !before.trim().is_empty())) {
        None
    } else {
        Some(same)
    }
}

/// A rule of the sheet, with the texts of the document wherever the sheet says the same.
fn content(table: &ParsedTable, rule: &ParsedRule, known: &BTreeMap<String, NodeId>, scene: &Scene<'_>) -> Result<RuleContent, SheetError> {
    let place = SheetPlace::cell(&table.sheet, rule.row, 0);
    let known = known.get(&rule.id).copied();
    if known.is_none() && rule.id.starts_with('#') {
        let expected = said("已有规则的编号；新规则请留空", "the id of a rule, or nothing for a new one");
        return Err(SheetError::Unexpected { place, expected, found: rule.id.clone() });
    }
    let texts = |kind: ColumnKind, element: &str| -> Vec<String> {
        let before = known.map(|node| scene.children(node, element)).unwrap_or_default();
        let before = |at: usize| before.get(at).map(|entry| scene.cell(*entry)).unwrap_or_default();
        table.cells(rule, kind).iter().enumerate().map(|(at, text)| same_or(text, &before(at))).collect()
    };
    let description = table.cells(rule, ColumnKind::Description);
    let before = known.and_then(|node| scene.child(node, "description")).map(|node| scene.text(node)).unwrap_or_default();
    Ok(RuleContent {
        id: (!rule.id.is_empty()).then(|| rule.id.clone()),
        tests: texts(ColumnKind::Input, "inputEntry"),
        outputs: texts(ColumnKind::Output, "outputEntry"),
        annotations: texts(ColumnKind::Annotation, "annotationEntry"),
        description: description.first().map_or_else(|| before.clone(), |text| same_or(text, &before)),
    })
}

fn literal_edits(sheet: &Sheet, scene: &Scene<'_>) -> Result<Vec<(Edit, SheetPlace)>, SheetError> {
    let mut edits = Vec::new();
    for row in 1..sheet.rows.len() {
        let (id, text) = (text_at(sheet, row, 0)?, text_at(sheet, row, 2)?);
        if id.is_empty() {
            continue;
        }
        let Some(node) = scene.by_id(&id).and_then(|element| scene.logic(element, "literalExpression")) else {
            return Err(SheetError::UnknownElement { place: SheetPlace::cell(&sheet.name, row, 0), id });
        };
        let before = scene.cell(node);
        let text = same_or(&text, &before);
        if text != before {
            edits.push((Edit::SetLiteral { element: id, text }, SheetPlace::cell(&sheet.name, row, 2)));
        }
    }
    Ok(edits)
}

/// What FEEL finds wrong in a document, with the place in its file.
fn feel_problems(document: &Document) -> impl Iterator<Item = (Words, Place)> + use<> {
    let (_, problems) = compile_what_can_be(document.definitions());
    // Names of models that are not at hand would be unknown; whoever compiles with those checks the texts.
    let is_whole = !problems.iter().any(|problem| matches!(*problem.fault, Fault::UnknownImport { .. }));
    problems
        .into_iter()
        .filter(move |problem| is_whole && matches!(*problem.fault, Fault::Feel(_)))
        .map(|problem| (problem.fault.message(), problem.at))
}

/// A cell of FEEL: where it stands in the file and in the sheets, and what it takes.
type FeelCell = (Place, SheetPlace, &'static str);

/// Refuses the first cell that is no FEEL, unless the document was as wrong before.
fn check_feel(document: &Document, tables: &[ParsedTable], literals: Option<&Sheet>, known: &BTreeSet<String>) -> Result<(), SheetError> {
    let problems: Vec<(Words, Place)> = feel_problems(document).filter(|(message, _)| !known.contains(message.en.as_ref())).collect();
    if problems.is_empty() {
        return Ok(());
    }
    let scene = document.scene();
    let mut cells: Vec<FeelCell> = Vec::new();
    for table in tables {
        let nodes = find(&scene, table)?;
        heading_cells(&scene, table, &nodes, &mut cells);
        rule_cells(&scene, table, &nodes, &mut cells);
    }
    if let Some(sheet) = literals {
        for row in 1..sheet.rows.len() {
            let node = scene.by_id(&text_at(sheet, row, 0)?).and_then(|element| scene.logic(element, "literalExpression"));
            cells.extend(node.map(|node| (scene.tree.whole(node), SheetPlace::cell(&sheet.name, row, 2), EXPECTED_VALUE)));
        }
    }
    for (message, at) in problems {
        if let Some((_, place, expected)) = cells.iter().find(|(whole, ..)| whole.start <= at.start && at.end <= whole.end) {
            return Err(SheetError::Feel { place: place.clone(), message: Box::new(message), expected });
        }
    }
    Ok(())
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
