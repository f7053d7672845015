//! Empty cells never widen a rule: where nothing stands in a sheet, nobody knows whether a person meant "any", cleared a cell by mistake,
//! merged it with its neighbour, or wrote a remark below the rules.
//!
//! So a cell is empty where the document's is, and everywhere else `-` says that any value will do.

use super::error::{SheetError, SheetPlace, said};
use super::parse::{ColumnKind, ParsedRule, ParsedTable};

/// Refuses a rule of a sheet in which a cell is empty that was not. `before` is the text of the cell in the document by kind and place
/// in it, `None` for a rule that is new.
pub(super) fn refuse(
    table: &ParsedTable,
    rule: &ParsedRule,
    before: Option<&dyn Fn(ColumnKind, usize) -> String>,
) -> Result<(), SheetError> {
    let is_feel = |kind: ColumnKind| matches!(kind, ColumnKind::Input | ColumnKind::Output);
    let cells = || table.columns.iter().zip(&rule.cells);
    if before.is_none() && cells().all(|(column, cell)| cell.is_empty() || !is_feel(column.kind)) {
        let found = cells().find(|(_, cell)| !cell.is_empty());
        let (at, found) = found.map_or((0, rule.id.as_str()), |(column, cell)| (column.at, cell.as_str()));
        let expected = said(
            "一条规则，或空行：备注请写在规则旁的注释列，或另一张工作表",
            "a rule, or an empty row: a remark belongs in a column of annotations or in another sheet",
        );
        return Err(SheetError::Unexpected { place: SheetPlace::cell(&table.sheet, rule.row, at), expected, found: found.to_owned() });
    }
    for kind in [ColumnKind::Input, ColumnKind::Output] {
        for (index, (column, cell)) in cells().filter(|(column, _)| column.kind == kind).enumerate() {
            let before = before.map(|before| before(kind, index));
            let was_empty = before.is_some_and(|before| matches!(before.trim(), "") || kind == ColumnKind::Input && before.trim() == "-");
            if !cell.is_empty() || was_empty {
                continue;
            }
            let expected = if kind == ColumnKind::Input {
                said("条件；任何值都可以时写 `-`", "a test, or `-` where any value will do")
            } else {
                said("结论；要空值时写 `null`", "a conclusion, or `null` where none is meant")
            };
            return Err(SheetError::Unexpected {
                place: SheetPlace::cell(&table.sheet, rule.row, column.at),
                expected,
                found: String::new(),
            });
        }
    }
    Ok(())
}
