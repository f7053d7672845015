//! The sheet of a table as it was typed: headings found, nothing compared with a document yet.

use std::collections::BTreeMap;

use super::error::{SheetError, SheetPlace, one_of, said};
use super::layout::{self, Heading};
use super::text::text;
use super::{Sheet, SheetCell};
use crate::model::{Aggregation, HitPolicy};

/// A table.
#[derive(Debug)]
pub(super) struct ParsedTable {
    pub(super) sheet: String,
    pub(super) table: String,
    pub(super) owner: String,
    pub(super) name: String,
    pub(super) policy: HitPolicy,
    /// The row of the headings' kinds, for messages about columns.
    pub(super) column_row: usize,
    /// Rows of the headings that are cells of FEEL.
    pub(super) heading_rows: BTreeMap<&'static str, usize>,
    pub(super) columns: Vec<ParsedColumn>,
    pub(super) rules: Vec<ParsedRule>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ColumnKind {
    Input,
    Output,
    Annotation,
    Description,
}

const KINDS: [(ColumnKind, Heading); 4] = [
    (ColumnKind::Input, layout::INPUT),
    (ColumnKind::Output, layout::OUTPUT),
    (ColumnKind::Annotation, layout::ANNOTATION),
    (ColumnKind::Description, layout::DESCRIPTION),
];

#[derive(Debug)]
pub(super) struct ParsedColumn {
    pub(super) kind: ColumnKind,
    /// In the sheet, from 0.
    pub(super) at: usize,
    pub(super) id: String,
    pub(super) label: String,
    pub(super) expression: String,
    pub(super) type_ref: String,
    pub(super) values: String,
    pub(super) default: String,
}

#[derive(Debug)]
pub(super) struct ParsedRule {
    /// In the sheet, from 0.
    pub(super) row: usize,
    pub(super) id: String,
    /// By the columns of the table.
    pub(super) cells: Vec<String>,
}

impl ParsedTable {
    /// The cells of a rule in the columns of a kind.
    pub(super) fn cells(&self, rule: &ParsedRule, kind: ColumnKind) -> Vec<String> {
        self.columns.iter().zip(&rule.cells).filter(|(column, _)| column.kind == kind).map(|(_, cell)| cell.clone()).collect()
    }
}

/// The text of a cell.
pub(super) fn text_at(sheet: &Sheet, row: usize, column: usize) -> Result<String, SheetError> {
    let cell = sheet.rows.get(row).and_then(|row| row.get(column)).unwrap_or(&SheetCell::Empty);
    let is_formula = matches!(cell, SheetCell::Error(formula) if formula.starts_with('='));
    text(cell).ok_or_else(|| SheetError::Unexpected {
        place: SheetPlace::cell(&sheet.name, row, column),
        expected: if is_formula {
            said(
                "公式的结果（请在表格软件中打开并保存一次）",
                "the result of the formula (open the file in a spreadsheet program and save it)",
            )
        } else {
            said("文字", "a text")
        },
        found: match cell {
            SheetCell::Error(error) | SheetCell::Text(error) => error.clone(),
            SheetCell::Empty | SheetCell::Number(_) | SheetCell::Boolean(_) | SheetCell::Date(_) | SheetCell::Moment(_) => String::new(),
        },
    })
}

/// Whether a sheet begins as that of a table does.
pub(super) fn is_table(sheet: &Sheet) -> bool {
    let first = sheet.rows.iter().find(|row| row.iter().any(|cell| *cell != SheetCell::Empty));
    first.and_then(|row| row.first()).and_then(text).is_some_and(|text| layout::TABLE.is(&text))
}

/// Reads the sheet of a table.
pub(super) fn table(sheet: &Sheet) -> Result<ParsedTable, SheetError> {
    let rows = heading_rows(sheet)?;
    let find = |heading: Heading| rows.get(heading.en).copied();
    let need = |heading: Heading| {
        find(heading).ok_or_else(|| SheetError::Missing {
            place: SheetPlace::sheet(&sheet.name),
            missing: said(format!("行 `{}`", heading.zh), format!("the row `{}`", heading.written())),
        })
    };
    let value = |heading: Heading| find(heading).map_or_else(|| Ok(String::new()), |row| text_at(sheet, row, 1));
    let column_row = need(layout::COLUMN)?;
    need(layout::EXPRESSION)?;
    let rule_row = need(layout::RULE)?;
    let columns = columns(sheet, column_row, &rows)?;
    if !columns.iter().any(|column| column.kind == ColumnKind::Output) {
        let place = SheetPlace { sheet: sheet.name.clone(), row: column_row + 1, column: None };
        return Err(SheetError::Missing {
            place,
            missing: said(format!("列 `{}`", layout::OUTPUT.zh), format!("a column `{}`", layout::OUTPUT.written())),
        });
    }
    let rules = rules(sheet, rule_row + 1, &columns)?;
    Ok(ParsedTable {
        sheet: sheet.name.clone(),
        table: value(layout::TABLE)?,
        owner: value(layout::OWNER)?,
        name: value(layout::NAME)?,
        policy: policy(sheet, need(layout::POLICY)?, find(layout::AGGREGATION))?,
        column_row,
        heading_rows: rows,
        columns,
        rules,
    })
}

/// The rows of the headings, by the English of each.
fn heading_rows(sheet: &Sheet) -> Result<BTreeMap<&'static str, usize>, SheetError> {
    let headings = [
        layout::TABLE,
        layout::OWNER,
        layout::NAME,
        layout::POLICY,
        layout::AGGREGATION,
        layout::COLUMN,
        layout::ID,
        layout::LABEL,
        layout::EXPRESSION,
        layout::TYPE,
        layout::VALUES,
        layout::DEFAULT,
        layout::RULE,
    ];
    let mut rows = BTreeMap::new();
    for row in 0..sheet.rows.len() {
        let found = text_at(sheet, row, 0)?;
        if found.is_empty() {
            continue;
        }
        let Some(heading) = headings.iter().find(|heading| heading.is(&found)) else {
            let left = headings.iter().filter(|one| !rows.contains_key(one.en)).map(|one| one.written());
            let (place, expected) = (SheetPlace::cell(&sheet.name, row, 0), one_of(left));
            return Err(SheetError::Unexpected { place, expected, found });
        };
        rows.insert(heading.en, row);
        if *heading == layout::RULE {
            break;
        }
    }
    Ok(rows)
}

fn policy(sheet: &Sheet, row: usize, aggregation_row: Option<usize>) -> Result<HitPolicy, SheetError> {
    let wrong = |row: usize, zh: &str, en: &str, found: String| {
        Err(SheetError::Unexpected { place: SheetPlace::cell(&sheet.name, row, 1), expected: said(zh, en), found })
    };
    let aggregation = match aggregation_row.map(|row| text_at(sheet, row, 1).map(|text| (row, text))).transpose()? {
        None => None,
        Some((row, text)) => match text.to_uppercase().as_str() {
            "" => None,
            "SUM" => Some(Aggregation::Sum),
            "COUNT" => Some(Aggregation::Count),
            "MIN" => Some(Aggregation::Min),
            "MAX" => Some(Aggregation::Max),
            _ => return wrong(row, "SUM、COUNT、MIN、MAX 或留空", "SUM, COUNT, MIN, MAX or nothing", text),
        },
    };
    let text = text_at(sheet, row, 1)?;
    let policy = match text.to_uppercase().as_str() {
        "UNIQUE" => HitPolicy::Unique,
        "FIRST" => HitPolicy::First,
        "PRIORITY" => HitPolicy::Priority,
        "ANY" => HitPolicy::Any,
        "RULE ORDER" => HitPolicy::RuleOrder,
        "OUTPUT ORDER" => HitPolicy::OutputOrder,
        "COLLECT" => HitPolicy::Collect(aggregation),
        _ => {
            let zh = "UNIQUE、FIRST、PRIORITY、ANY、RULE ORDER、OUTPUT ORDER 或 COLLECT";
            return wrong(row, zh, "UNIQUE, FIRST, PRIORITY, ANY, RULE ORDER, OUTPUT ORDER or COLLECT", text);
        }
    };
    match (policy, aggregation, aggregation_row) {
        (HitPolicy::Collect(_), ..) | (_, None, _) | (.., None) => Ok(policy),
        (.., Some(row)) => wrong(row, "空，因为只有 COLLECT 可以汇总", "nothing, as only COLLECT aggregates", text_at(sheet, row, 1)?),
    }
}

fn columns(sheet: &Sheet, row: usize, rows: &BTreeMap<&'static str, usize>) -> Result<Vec<ParsedColumn>, SheetError> {
    let width = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut columns: Vec<ParsedColumn> = Vec::new();
    for at in 1..width {
        let found = text_at(sheet, row, at)?;
        let kind = KINDS.iter().find(|(_, heading)| heading.is(&found)).map(|(kind, _)| *kind);
        // Inputs, outputs, annotations, and at most one description.
        let is_in_order = kind.is_some_and(|kind| {
            columns.last().is_none_or(|last| last.kind < kind || (last.kind == kind && kind != ColumnKind::Description))
        });
        let (Some(kind), true) = (kind, is_in_order) else {
            if found.is_empty() && sheet.rows.iter().all(|row| row.get(at).is_none_or(|cell| *cell == SheetCell::Empty)) {
                continue;
            }
            let least = columns.last().map_or(ColumnKind::Input, |last| last.kind);
            let expected = one_of(KINDS.iter().filter(|(kind, _)| *kind >= least).map(|(_, heading)| heading.written()));
            return Err(SheetError::Unexpected { place: SheetPlace::cell(&sheet.name, row, at), expected, found });
        };
        let part = |heading: Heading| rows.get(heading.en).map_or_else(|| Ok(String::new()), |row| text_at(sheet, *row, at));
        columns.push(ParsedColumn {
            kind,
            at,
            id: part(layout::ID)?,
            label: part(layout::LABEL)?,
            expression: part(layout::EXPRESSION)?,
            type_ref: part(layout::TYPE)?,
            values: part(layout::VALUES)?,
            default: part(layout::DEFAULT)?,
        });
    }
    Ok(columns)
}

fn rules(sheet: &Sheet, from: usize, columns: &[ParsedColumn]) -> Result<Vec<ParsedRule>, SheetError> {
    let mut rules: Vec<ParsedRule> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for row in from..sheet.rows.len() {
        let id = text_at(sheet, row, 0)?;
        let cells = columns.iter().map(|column| text_at(sheet, row, column.at)).collect::<Result<Vec<_>, _>>()?;
        if id.is_empty() && cells.iter().all(String::is_empty) {
            continue;
        }
        if !id.is_empty()
            && let Some(first) = known.insert(id.clone(), row + 1)
        {
            return Err(SheetError::DuplicateRule { place: SheetPlace::cell(&sheet.name, row, 0), id, first });
        }
        rules.push(ParsedRule { row, id, cells });
    }
    Ok(rules)
}
