//! Columns that a person added to a sheet or took out of it.
//!
//! A column is known by its id. Where there are no ids to go by (a CSV file without that row, annotations, which have none), columns are
//! taken in their order while there are as many as before, and else by what they read or are called. What could be meant in two ways is
//! refused with the cell that would settle it.

use std::collections::BTreeMap;

use guiju_feel::Words;

use super::contents::{input, output};
use super::error::{SheetError, SheetPlace, said};
use super::layout::{self, Heading};
use super::parse::{ColumnKind, ParsedColumn, ParsedTable};
use crate::document::{Edit, InputContent, OutputContent, Scene, TableNodes};

/// A column of the table, as far as a sheet can name it.
struct Known {
    id: String,
    /// What it reads, or what it is called.
    text: String,
}

/// A column while the edits are worked out: one of the table, or one of the sheet.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Item {
    Known(usize),
    New(usize),
}

/// The edits that give a table the columns of its sheet; what the columns say is compared afterwards.
pub(super) fn edits(table: &ParsedTable, name: &str, nodes: &TableNodes, scene: &Scene<'_>) -> Result<Vec<(Edit, SheetPlace)>, SheetError> {
    let known = |nodes: &[_], text: &dyn Fn(_) -> String| -> Vec<Known> {
        nodes.iter().map(|node| Known { id: scene.attribute(*node, "id").unwrap_or_default(), text: text(*node) }).collect()
    };
    let expression = |node| scene.child(node, "inputExpression").map(|part| scene.cell(part)).unwrap_or_default();
    let named = |node| scene.attribute(node, "name").unwrap_or_default();
    let mut edits = Vec::new();
    for (kind, known) in [
        (ColumnKind::Input, known(&nodes.inputs, &expression)),
        (ColumnKind::Output, known(&nodes.outputs, &named)),
        (ColumnKind::Annotation, known(&nodes.annotations, &named)),
    ] {
        let columns: Vec<&ParsedColumn> = table.columns.iter().filter(|column| column.kind == kind).collect();
        let matched = matched(table, kind, &columns, &known)?;
        let before = edits.len();
        changes(table, name, kind, (&columns, &matched), known.len(), &mut edits)?;
        if kind == ColumnKind::Output && edits.len() > before {
            check_names(table, &columns)?;
        }
    }
    Ok(edits)
}

/// Which column of the table each column of the sheet is; none for a new one.
fn matched(table: &ParsedTable, kind: ColumnKind, columns: &[&ParsedColumn], known: &[Known]) -> Result<Vec<Option<usize>>, SheetError> {
    let mut matched = by_id(table, kind, columns, known)?;
    let left = |matched: &[Option<usize>]| {
        let columns: Vec<usize> = (0..columns.len()).filter(|at| matched.get(*at).is_some_and(Option::is_none)).collect();
        let known: Vec<usize> = (0..known.len()).filter(|at| !matched.contains(&Some(*at))).collect();
        (columns, known)
    };
    let (new, gone) = left(&matched);
    let has_ids = known.iter().any(|known| !known.id.is_empty()) && table.columns.iter().any(|column| !column.id.is_empty());
    if !has_ids && new.len() == gone.len() {
        set(&mut matched, new.into_iter().zip(gone));
    } else {
        let same = by_text(table, columns, known, &new, &gone)?;
        set(&mut matched, same);
        let (new, gone) = left(&matched);
        if let (false, Some(column), false) = (has_ids, new.first().and_then(|at| columns.get(*at)), gone.is_empty()) {
            return Err(unclear(table, column));
        }
    }
    in_order(table, columns, &matched)?;
    Ok(matched)
}

fn set(matched: &mut [Option<usize>], pairs: impl IntoIterator<Item = (usize, usize)>) {
    for (column, known) in pairs {
        if let Some(place) = matched.get_mut(column) {
            *place = Some(known);
        }
    }
}

fn by_id(table: &ParsedTable, kind: ColumnKind, columns: &[&ParsedColumn], known: &[Known]) -> Result<Vec<Option<usize>>, SheetError> {
    let mut taken: BTreeMap<&str, usize> = BTreeMap::new();
    let mut matched = Vec::with_capacity(columns.len());
    for column in columns {
        if column.id.is_empty() {
            matched.push(None);
            continue;
        }
        let refused = |expected: Box<Words>| SheetError::Unexpected { place: id_cell(table, column), expected, found: column.id.clone() };
        if taken.insert(&column.id, column.at).is_some() {
            return Err(refused(said(
                "另一列没有用过的编号；新列请留空",
                "an id that no other column has; leave it empty for a column that is new",
            )));
        }
        let heading = heading(kind);
        let Some(place) = known.iter().position(|known| known.id.trim() == column.id) else {
            return Err(refused(said(
                format!("本表某个 `{}` 列的编号；新列请留空", heading.zh),
                format!("the id of a column `{}` of this table, or nothing for one that is new", heading.written()),
            )));
        };
        matched.push(Some(place));
    }
    Ok(matched)
}

/// Columns without ids that read, or are called, the same; where several do, nobody can say which is which.
fn by_text(
    table: &ParsedTable,
    columns: &[&ParsedColumn],
    known: &[Known],
    new: &[usize],
    gone: &[usize],
) -> Result<Vec<(usize, usize)>, SheetError> {
    let mut same = Vec::new();
    for at in new {
        let Some(column) = columns.get(*at) else { continue };
        let alike: Vec<usize> = gone
            .iter()
            .copied()
            .filter(|place| known.get(*place).is_some_and(|known| known.text.trim() == column.expression.trim()))
            .collect();
        let others = new.iter().filter(|other| columns.get(**other).is_some_and(|one| one.expression.trim() == column.expression.trim()));
        match (alike.as_slice(), others.count()) {
            ([], _) => {}
            ([one], 1) => same.push((*at, *one)),
            _ => return Err(unclear(table, column)),
        }
    }
    Ok(same)
}

/// Columns that stay keep their order: a column is moved in the editor.
fn in_order(table: &ParsedTable, columns: &[&ParsedColumn], matched: &[Option<usize>]) -> Result<(), SheetError> {
    let mut last = None;
    for (column, place) in columns.iter().zip(matched) {
        if place.is_some() && *place < last {
            return Err(SheetError::Unexpected {
                place: SheetPlace::cell(&table.sheet, table.column_row, column.at),
                expected: said(
                    "与原表相同的列顺序（移动列请在编辑器中进行）",
                    "the columns in the order of the table; a column is moved in the editor",
                ),
                found: if column.id.is_empty() { column.expression.clone() } else { column.id.clone() },
            });
        }
        last = place.or(last);
    }
    Ok(())
}

/// New columns come first, each behind the one that it stands behind in the sheet; then those go that the sheet does not have. So a table
/// is never without an output.
fn changes(
    table: &ParsedTable,
    name: &str,
    kind: ColumnKind,
    (columns, matched): (&[&ParsedColumn], &[Option<usize>]),
    known: usize,
    edits: &mut Vec<(Edit, SheetPlace)>,
) -> Result<(), SheetError> {
    let mut items: Vec<Item> = (0..known).map(Item::Known).collect();
    let mut before = None;
    for (index, (column, place)) in columns.iter().zip(matched).enumerate() {
        let item = place.map_or(Item::New(index), Item::Known);
        if place.is_none() {
            let at = before.and_then(|before| items.iter().position(|item| *item == before)).map_or(0, |at| at + 1);
            edits.push((added(table, name, column, at)?, expression_cell(table, column)));
            items.insert(at, item);
        }
        before = Some(item);
    }
    let is_gone = |item: &Item| matches!(item, Item::Known(place) if !matched.contains(&Some(*place)));
    let gone: Vec<usize> = (0..items.len()).filter(|at| items.get(*at).is_some_and(is_gone)).collect();
    for at in gone.into_iter().rev() {
        let (table_name, place) = (name.to_owned(), SheetPlace { sheet: table.sheet.clone(), row: table.column_row + 1, column: None });
        let edit = match kind {
            ColumnKind::Input => Edit::RemoveInput { table: table_name, at },
            ColumnKind::Output => Edit::RemoveOutput { table: table_name, at },
            ColumnKind::Annotation | ColumnKind::Description => Edit::RemoveAnnotation { table: table_name, at },
        };
        edits.push((edit, place));
    }
    Ok(())
}

fn added(table: &ParsedTable, name: &str, column: &ParsedColumn, at: usize) -> Result<Edit, SheetError> {
    let table_name = name.to_owned();
    Ok(match column.kind {
        ColumnKind::Input => {
            if column.expression.is_empty() {
                let expected = said("该列所检验的内容，如某个输入的名称", "what the column tests, such as the name of an input");
                return Err(SheetError::Unexpected { place: expression_cell(table, column), expected, found: String::new() });
            }
            Edit::AddInput { table: table_name, at, input: input(column, &InputContent::default()), cell: "-".to_owned() }
        }
        ColumnKind::Output => {
            Edit::AddOutput { table: table_name, at, output: output(column, &OutputContent::default()), cell: String::new() }
        }
        ColumnKind::Annotation | ColumnKind::Description => Edit::AddAnnotation { table: table_name, at, name: column.expression.clone() },
    })
}

/// The outputs of a table that has several are told apart by their names.
fn check_names(table: &ParsedTable, columns: &[&ParsedColumn]) -> Result<(), SheetError> {
    for (index, column) in columns.iter().enumerate().filter(|_| columns.len() > 1) {
        if column.expression.is_empty() || columns.iter().take(index).any(|other| other.expression == column.expression) {
            let expected = said("输出的名称：有多个输出时各有各的名称", "a name of the output: where there are several, each has its own");
            return Err(SheetError::Unexpected { place: expression_cell(table, column), expected, found: column.expression.clone() });
        }
    }
    Ok(())
}

fn unclear(table: &ParsedTable, column: &ParsedColumn) -> SheetError {
    let zh = "原表中某列的内容：没有编号，无法判断哪些列是新的、哪些已删去（请填写 `编号` 行，或分两次增加和删除）";
    let en = "what a column of the table says: without ids nobody can tell which columns are new and which are gone (fill in the row \
              `编号 Id`, or add and remove columns one after the other)";
    SheetError::Unexpected { place: expression_cell(table, column), expected: said(zh, en), found: column.expression.clone() }
}

fn heading(kind: ColumnKind) -> Heading {
    match kind {
        ColumnKind::Input => layout::INPUT,
        ColumnKind::Output => layout::OUTPUT,
        ColumnKind::Annotation => layout::ANNOTATION,
        ColumnKind::Description => layout::DESCRIPTION,
    }
}

fn cell(table: &ParsedTable, heading: Heading, column: &ParsedColumn) -> SheetPlace {
    SheetPlace::cell(&table.sheet, table.heading_rows.get(heading.en).copied().unwrap_or(table.column_row), column.at)
}

fn id_cell(table: &ParsedTable, column: &ParsedColumn) -> SheetPlace {
    cell(table, layout::ID, column)
}

fn expression_cell(table: &ParsedTable, column: &ParsedColumn) -> SheetPlace {
    cell(table, layout::EXPRESSION, column)
}
