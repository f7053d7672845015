//! An empty cell never widens a rule, whatever left it empty: a person, a formula that nobody computed, cells that were merged, a remark.

use std::path::Path;

use guiju_dmn::{Document, Sheet, SheetCell, Sheets, from_sheets, to_sheets};

use crate::{changed, files, refused, row};

const FOUR_INPUTS: &str = include_str!("../documents/four_inputs.dmn");

fn file(name: &str) -> Result<Document, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sheets").join(name);
    from_sheets(&files::read(&path), Some(&Document::read(FOUR_INPUTS).unwrap())).map_err(|error| format!("{error}\n{}", error.zh()))
}

fn set(rule: &'static str, column: usize, cell: SheetCell) -> impl FnOnce(&mut Sheet) {
    move |sheet: &mut Sheet| {
        let at = row(sheet, rule);
        sheet.rows[at][column] = cell;
    }
}

fn add(cells: &'static [&'static str]) -> impl FnOnce(&mut Sheet) {
    move |sheet: &mut Sheet| sheet.rows.push(cells.iter().copied().map(SheetCell::from).collect())
}

/// A cell that was cleared, or merged into the one above it, is as empty as one that a formula left.
#[test]
fn an_empty_cell_is_refused_where_there_was_something() {
    insta::assert_snapshot!(refused(set("r1", 1, SheetCell::Empty)), @r"
    sheet `折扣`, row 14, column B: expected a test, or `-` where any value will do, found ``
    工作表“折扣”第 14 行 B 列：应为 条件；任何值都可以时写 `-`，现为 ``
    ");
    insta::assert_snapshot!(refused(set("r1", 3, SheetCell::Text("  ".into()))), @r"
    sheet `折扣`, row 14, column D: expected a conclusion, or `null` where none is meant, found ``
    工作表“折扣”第 14 行 D 列：应为 结论；要空值时写 `null`，现为 ``
    ");
    insta::assert_snapshot!(refused(add(&["", "> 7", "", "0.5"])), @r"
    sheet `折扣`, row 16, column C: expected a test, or `-` where any value will do, found ``
    工作表“折扣”第 16 行 C 列：应为 条件；任何值都可以时写 `-`，现为 ``
    ");
    insta::assert_snapshot!(refused(add(&["", "> 7", "-", ""])), @r"
    sheet `折扣`, row 16, column D: expected a conclusion, or `null` where none is meant, found ``
    工作表“折扣”第 16 行 D 列：应为 结论；要空值时写 `null`，现为 ``
    ");
}

#[test]
fn a_remark_below_the_rules_is_no_rule() {
    insta::assert_snapshot!(refused(add(&["注：2026年起执行"])), @r"
    sheet `折扣`, row 16, column A: expected a rule, or an empty row: a remark belongs in a column of annotations or in another sheet, found `注：2026年起执行`
    工作表“折扣”第 16 行 A 列：应为 一条规则，或空行：备注请写在规则旁的注释列，或另一张工作表，现为 `注：2026年起执行`
    ");
    insta::assert_snapshot!(refused(add(&["", "", "", "", "seen by 李"])), @r"
    sheet `折扣`, row 16, column E: expected a rule, or an empty row: a remark belongs in a column of annotations or in another sheet, found `seen by 李`
    工作表“折扣”第 16 行 E 列：应为 一条规则，或空行：备注请写在规则旁的注释列，或另一张工作表，现为 `seen by 李`
    ");
    insta::assert_snapshot!(file("remark_below.xlsx").unwrap_err(), @r"
    sheet `d`, row 18, column A: expected a rule, or an empty row: a remark belongs in a column of annotations or in another sheet, found `注：2026年起执行`
    工作表“d”第 18 行 A 列：应为 一条规则，或空行：备注请写在规则旁的注释列，或另一张工作表，现为 `注：2026年起执行`
    ");
}

#[test]
fn a_formula_without_a_result_is_refused() {
    insta::assert_snapshot!(file("formula_without_result.xlsx").unwrap_err(), @r#"
    sheet `d`, row 15, column C: expected the result of the formula (open the file in a spreadsheet program and save it), found `=">"&5`
    工作表“d”第 15 行 C 列：应为 公式的结果（请在表格软件中打开并保存一次），现为 `=">"&5`
    "#);
}

/// Cells that say `-`, or nothing, in the document may be empty in the sheet: that changes nothing.
#[test]
fn an_empty_cell_says_what_the_document_says() {
    assert_eq!(changed(|_| ()), "");
    let source = FOUR_INPUTS.replace("<text>\"z\"</text>", "<text></text>");
    let document = Document::read(&source).unwrap();
    let mut sheets = to_sheets(&document);
    let sheet: &mut Sheet = &mut sheets.sheets[0];
    let at = row(sheet, "r3");
    sheet.rows[at][1] = SheetCell::Empty;
    assert_eq!(from_sheets(&sheets, Some(&document)).unwrap().write(), source);
}

#[test]
fn an_expression_is_never_emptied() {
    let mut sheets: Sheets = to_sheets(&crate::document());
    let sheet = sheets.sheets.iter_mut().find(|sheet| sheet.name.contains("Expressions")).unwrap();
    sheet.rows[1][2] = SheetCell::Empty;
    insta::assert_snapshot!(from_sheets(&sheets, Some(&crate::document())).unwrap_err(), @r"
    sheet `表达式 Expressions`, row 2, column C: expected an expression of FEEL, found ``
    ");
}
