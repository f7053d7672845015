//! Workbooks of several sheets: one table over months, covers, hidden leftovers.

use crate::cell::Cell;
use crate::frame::{Line, Sheet};
use crate::make::{Draft, Make};
use crate::truth::Tongue;
use crate::words::Role;

/// Gives a workbook the sheets that people give it.
pub(crate) fn split(make: &mut Make<'_>, draft: &Draft, mut sheet: Sheet) -> Vec<Sheet> {
    sheet.name = name(make).to_owned();
    let has_running = draft.roles.iter().any(|role| matches!(role, Role::Balance | Role::LedgerBalance));
    let has_sums = sheet.lines.iter().any(|line| !line.is_data && line.cells.iter().any(|cell| matches!(cell, Cell::Money(..))));
    let data = sheet.lines.iter().filter(|line| line.is_data).count();
    let mut sheets = if data > 4 && !has_running && !has_sums && make.dice.one_in(3) { months(make, &sheet) } else { vec![sheet] };
    if make.dice.one_in(5) {
        sheets.insert(0, cover(make));
        make.note("cover_sheet");
    }
    if make.dice.one_in(6)
        && let Some(last) = sheets.last().cloned()
    {
        let place = make.dice.below(sheets.len() + 1);
        sheets.insert(place, Sheet { name: "old".to_owned(), is_hidden: true, ..last });
        make.note("hidden_sheet");
        // A workbook opens on a sheet that is seen.
        if place == 0 {
            sheets.rotate_left(1);
        }
    }
    sheets
}

fn name(make: &mut Make<'_>) -> &'static str {
    match make.tongue {
        Tongue::Chinese => make.dice.pick(&["Sheet1", "明细", "数据", "导出结果"]),
        Tongue::Traditional => make.dice.pick(&["工作表1", "明細"]),
        Tongue::English => make.dice.pick(&["Sheet1", "Data", "Export"]),
        Tongue::German => make.dice.pick(&["Tabelle1", "Daten"]),
    }
}

/// The same header over the rows of each month.
fn months(make: &mut Make<'_>, sheet: &Sheet) -> Vec<Sheet> {
    make.note("month_sheets");
    let first = sheet.lines.iter().position(|line| line.is_data).unwrap_or(0);
    let head: Vec<Line> = sheet.lines.iter().take(first).cloned().collect();
    let data: Vec<Line> = sheet.lines.iter().skip(first).filter(|line| line.is_data || line.is_broken).cloned().collect();
    let size = data.len().div_ceil(make.dice.count(2, 3));
    let parts = data.chunks(size.max(1)).enumerate();
    let sheets = parts.map(|(place, lines)| Sheet {
        name: format!("{}月", place + 1),
        is_hidden: false,
        lines: head.iter().cloned().chain(lines.iter().cloned()).collect(),
        columns: sheet.columns.clone(),
        is_known: sheet.is_known,
        first_day: sheet.first_day,
        last_day: sheet.last_day,
    });
    sheets.collect()
}

fn cover(make: &mut Make<'_>) -> Sheet {
    let own = make.company.own.name.clone();
    let lines = match make.tongue {
        Tongue::Chinese | Tongue::Traditional => vec![
            vec!["填表说明".to_owned()],
            vec!["1. 请勿修改表头".to_owned()],
            vec!["单位名称".to_owned(), own],
            vec!["填报日期".to_owned(), "2026-03-31".to_owned()],
        ],
        Tongue::English | Tongue::German => {
            vec![vec!["Cover".to_owned()], vec!["Company".to_owned(), own], vec!["Version".to_owned(), "2".to_owned()]]
        }
    };
    Sheet { name: "封面".to_owned(), lines: lines.into_iter().map(Line::of_texts).collect(), ..Sheet::default() }
}
