//! From sheets to a document: the differences become edits.

use std::collections::{BTreeMap, BTreeSet};

use super::contents::{input, input_of, output, output_of, same_or};
use super::error::{SheetError, SheetPlace, said};
use super::parse::{ColumnKind, ParsedRule, ParsedTable, text_at};
use super::{Sheet, Sheets, blanks, build, columns, doubled, graph, layout, parse, verify};
use crate::document::{Document, Edit, NodeId, RuleContent, Scene, TableNodes, rule_key};
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
        if is_new { BTreeSet::new() } else { verify::problems(&document).map(|problem| problem.message.to_string()).collect() };
    if !is_new {
        doubled::refuse(&document.scene(), &tables, literals, graph_sheet.zip(graph.as_ref()))?;
        for table in &tables {
            let edits = column_edits(table, &document.scene())?;
            apply(&mut document, edits)?;
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
    verify::check(&document, &tables, literals, &known)?;
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

pub(super) fn find(scene: &Scene<'_>, table: &ParsedTable) -> Result<TableNodes, SheetError> {
    let by_id = |id: &str| (!id.is_empty()).then(|| scene.by_id(id)).flatten();
    let own = by_id(&table.table).filter(|node| scene.is(*node, "decisionTable"));
    let owner = by_id(&table.owner).filter(|_| own.is_none());
    let found = own.or_else(|| owner.and_then(|owner| scene.logic(owner, "decisionTable")));
    found.map(|node| scene.parts(node)).ok_or_else(|| SheetError::UnknownElement {
        place: SheetPlace::cell(&table.sheet, table.heading_rows.get(layout::TABLE.en).copied().unwrap_or(0), 1),
        id: if table.table.is_empty() { table.owner.clone() } else { table.table.clone() },
    })
}

/// What edits call a table.
fn name_of(table: &ParsedTable) -> String {
    if table.table.is_empty() { table.owner.clone() } else { table.table.clone() }
}

fn column_edits(table: &ParsedTable, scene: &Scene<'_>) -> Result<Vec<(Edit, SheetPlace)>, SheetError> {
    let nodes = find(scene, table)?;
    columns::edits(table, &name_of(table), &nodes, scene)
}

/// What differs between a sheet and its table, which have the same columns.
fn table_edits(table: &ParsedTable, scene: &Scene<'_>) -> Result<Vec<(Edit, SheetPlace)>, SheetError> {
    let nodes = find(scene, table)?;
    let name = name_of(table);
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

fn policy_of(scene: &Scene<'_>, table: NodeId) -> Option<HitPolicy> {
    let element = table;
    let words = (scene.attribute(element, "hitPolicy").unwrap_or_else(|| "UNIQUE".to_owned()), scene.attribute(element, "aggregation"));
    build::policy(&words.0, words.1.as_deref())
}

/// A rule of the sheet, with the texts of the document wherever the sheet says the same.
fn content(table: &ParsedTable, rule: &ParsedRule, known: &BTreeMap<String, NodeId>, scene: &Scene<'_>) -> Result<RuleContent, SheetError> {
    let place = SheetPlace::cell(&table.sheet, rule.row, 0);
    let known = known.get(&rule.id).copied();
    if known.is_none() && rule.id.starts_with('#') {
        let expected = said("已有规则的编号；新规则请留空", "the id of a rule, or nothing for a new one");
        return Err(SheetError::Unexpected { place, expected, found: rule.id.clone() });
    }
    let cell_before = |node: NodeId, kind: ColumnKind, at: usize| {
        let entries = scene.children(node, if kind == ColumnKind::Input { "inputEntry" } else { "outputEntry" });
        entries.get(at).map(|entry| scene.cell(*entry)).unwrap_or_default()
    };
    match known {
        Some(node) => blanks::refuse(table, rule, Some(&|kind, at| cell_before(node, kind, at)))?,
        None => blanks::refuse(table, rule, None)?,
    }
    let texts = |kind: ColumnKind, element: &str| -> Vec<String> {
        let before = known.map(|node| scene.children(node, element)).unwrap_or_default();
        let before = |at: usize| before.get(at).map(|entry| scene.cell(*entry)).unwrap_or_default();
        // An empty cell of a test says what `-` says.
        let is_same = |text: &str, before: &str| text.is_empty() && kind == ColumnKind::Input && before.trim() == "-";
        let text_of = |(at, text): (usize, &String)| {
            let before = before(at);
            if is_same(text, &before) { before } else { same_or(text, &before) }
        };
        table.cells(rule, kind).iter().enumerate().map(text_of).collect()
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
        let (before, place) = (scene.cell(node), SheetPlace::cell(&sheet.name, row, 2));
        if text.is_empty() && !before.trim().is_empty() {
            let expected = said("FEEL 表达式", "an expression of FEEL");
            return Err(SheetError::Unexpected { place, expected, found: text });
        }
        let text = same_or(&text, &before);
        if text != before {
            edits.push((Edit::SetLiteral { element: id, text }, place));
        }
    }
    Ok(edits)
}
