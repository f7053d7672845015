//! Tables through a spreadsheet program and back: nothing changes on the way but what a person changes.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "helpers of tests stop at what is wrong and say what they skip"
)]

mod blanks;
mod columns;
mod files;
#[path = "../support/model_files.rs"]
mod model_files;

use std::path::PathBuf;

use guiju_dmn::{Document, Sheet, SheetCell, SheetError, Sheets, from_sheets, to_sheets};
use guiju_documents::TableFormat;

const VENDORS: &str = include_str!("../documents/vendors.dmn");

fn models() -> Vec<PathBuf> {
    model_files::model_files(&["tests/documents", "tests/corpus", "../../rulebook"])
}

pub(crate) fn document() -> Document {
    Document::read(VENDORS).unwrap()
}

pub(crate) fn table(sheets: &mut Sheets) -> &mut Sheet {
    sheets.sheets.iter_mut().find(|sheet| sheet.name == "折扣").unwrap()
}

/// The row whose first cell has this text.
pub(crate) fn row(sheet: &Sheet, text: &str) -> usize {
    sheet
        .rows
        .iter()
        .position(|row| row.first().is_some_and(|cell| matches!(cell, SheetCell::Text(first) if first.contains(text))))
        .unwrap()
}

#[test]
fn every_model_comes_back_byte_by_byte_from_memory() {
    for path in models() {
        let document = Document::read(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let sheets = to_sheets(&document);
        for original in [Some(&document), None] {
            let back = from_sheets(&sheets, original).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            assert_eq!(back.write(), document.write(), "{}", path.display());
        }
    }
}

#[test]
fn every_model_comes_back_byte_by_byte_from_a_workbook() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rules.xlsx");
    // Each model of ours, and of the kit those with tables: a workbook costs more than the rest of the test.
    for model in models() {
        let source = std::fs::read_to_string(&model).unwrap();
        if !source.contains("decisionTable") {
            continue;
        }
        let document = Document::read(&source).unwrap();
        let sheets = to_sheets(&document);
        files::write(&sheets, &path, TableFormat::Xlsx);
        let read = files::read(&path);
        let back = from_sheets(&read, None).unwrap_or_else(|error| panic!("{}: {error}", model.display()));
        assert_eq!(back.write(), document.write(), "{}", model.display());
    }
}

#[test]
fn every_table_comes_back_byte_by_byte_from_csv() {
    let folder = tempfile::tempdir().unwrap();
    for model in models() {
        let document = Document::read(&std::fs::read_to_string(&model).unwrap()).unwrap();
        for (index, sheet) in to_sheets(&document).sheets.into_iter().enumerate().filter(|(_, sheet)| sheet.heading_rows == 13) {
            let path = folder.path().join(format!("{index}.csv"));
            files::write(&Sheets { sheets: vec![sheet] }, &path, TableFormat::Csv);
            let back = from_sheets(&files::read(&path), Some(&document)).unwrap_or_else(|error| panic!("{}: {error}", model.display()));
            assert_eq!(back.write(), document.write(), "{}", model.display());
        }
    }
}

/// Texts that a spreadsheet program, or a writer of its files, would gladly make something else of.
const AWKWARD: [&str; 19] = [
    "-",
    ">= 5",
    "= 1",
    "+ 1",
    "@\"P1D\"",
    "-1",
    "'- quoted",
    "\"TRUE\"",
    "true",
    "0.1",
    "1E3",
    "123456789012345678901234567890",
    "\"a\nb\"",
    "\"'x\"",
    "date(\"2024-01-31\")",
    "\"<&>\"",
    "\"a,b;c\td|e\"",
    "\"_x000D_\"",
    "\"客户，等级\"",
];

#[test]
fn awkward_texts_come_back_from_every_kind_of_file() {
    let escape = |text: &str| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let rule = |(index, text): (usize, &&str)| {
        // Not every text is a test or a value; in a remark all of them are kept.
        let test = if text.starts_with(['+', '\'']) { "-" } else { *text };
        let value = if text.starts_with(['-', '>', '=', '+', '\'']) { "1" } else { *text };
        format!(
            "<rule id='r{index}'><inputEntry><text>{}</text></inputEntry><outputEntry><text>{}</text></outputEntry><annotationEntry><text>{}</text></annotationEntry></rule>",
            escape(test),
            escape(value),
            escape(text)
        )
    };
    let rules: String = AWKWARD.iter().enumerate().map(rule).collect();
    let source = format!(
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'><inputData id='i' name='x'><variable name='x'/></inputData>\
         <decision id='d' name='d'><variable name='d'/><informationRequirement><requiredInput href='#i'/></informationRequirement>\
         <decisionTable id='t'><input id='c'><inputExpression><text>x</text></inputExpression></input><output id='o'/><annotation name='n'/>{rules}</decisionTable></decision></definitions>"
    );
    let document = Document::read(&source).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let mut sheets = to_sheets(&document);
    files::write(&sheets, &folder.path().join("a.xlsx"), TableFormat::Xlsx);
    sheets.sheets.truncate(1);
    files::write(&sheets, &folder.path().join("a.csv"), TableFormat::Csv);
    for file in ["a.xlsx", "a.csv"] {
        let read = files::read(&folder.path().join(file));
        let back = from_sheets(&read, Some(&document)).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(back.write(), document.write(), "{file}");
        // Also where nothing says what was there before.
        let anew = from_sheets(&Sheets { sheets: vec![read.sheets[0].clone()] }, None).unwrap_or_else(|error| panic!("{file}: {error}"));
        assert_eq!(texts(&anew), texts(&document), "{file}");
    }
}

/// Id, test, value and remark of every rule.
fn texts(document: &Document) -> Vec<[String; 4]> {
    let logic = document.definitions().decisions[0].logic.as_ref().unwrap();
    let guiju_dmn::BoxedKind::Table(table) = &logic.kind else { panic!("a table") };
    let rule = |rule: &guiju_dmn::Rule| {
        [rule.id.clone(), rule.tests[0].as_str().to_owned(), rule.outputs[0].as_str().to_owned(), rule.annotations[0].clone()]
    };
    table.rules.iter().map(rule).collect()
}

/// What a person's changes of the sheets change in the file.
pub(crate) fn changed(change: impl FnOnce(&mut Sheets)) -> String {
    let mut sheets = to_sheets(&document());
    change(&mut sheets);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("edited.xlsx");
    files::write(&sheets, &path, TableFormat::Xlsx);
    let back = from_sheets(&files::read(&path), Some(&document())).unwrap();
    difference(&VENDORS.lines().collect::<Vec<_>>(), &back.write().lines().collect::<Vec<_>>())
}

/// The lines that go and those that come, in order: what is left when the longest common sequence of lines is taken out.
fn difference(before: &[&str], after: &[&str]) -> String {
    let mut common = vec![vec![0_usize; after.len() + 1]; before.len() + 1];
    for i in (0..before.len()).rev() {
        for j in (0..after.len()).rev() {
            common[i][j] = if before[i] == after[j] { common[i + 1][j + 1] + 1 } else { common[i + 1][j].max(common[i][j + 1]) };
        }
    }
    let (mut i, mut j, mut text) = (0, 0, String::new());
    while i < before.len() || j < after.len() {
        if i < before.len() && j < after.len() && before[i] == after[j] {
            (i, j) = (i + 1, j + 1);
        } else if j == after.len() || (i < before.len() && common[i + 1][j] >= common[i][j + 1]) {
            text += &format!("- {}\n", before[i]);
            i += 1;
        } else {
            text += &format!("+ {}\n", after[j]);
            j += 1;
        }
    }
    text
}

#[test]
fn what_a_person_changes_is_what_changes() {
    insta::assert_snapshot!(changed(|sheets| {
        let sheet = table(sheets);
        let rule = row(sheet, "r1");
        sheet.rows[rule][3] = SheetCell::Number("0.1".into());
        sheet.rows[rule][2] = SheetCell::Text("\"gold\", \"silver\"".into());
    }), @r#"
    -         <inputEntry id="r1_i2" expressionLanguage="feel"><text>"gold"</text></inputEntry>
    -         <outputEntry id="r1_o1"><text>0.05</text></outputEntry>
    +         <inputEntry id="r1_i2" expressionLanguage="feel"><text>"gold", "silver"</text></inputEntry>
    +         <outputEntry id="r1_o1"><text>0.1</text></outputEntry>
    "#);
    insta::assert_snapshot!(changed(|sheets| {
        let sheet = table(sheets);
        let at = row(sheet, "r2");
        sheet.rows.insert(at, ["", "> 500", "-", "0.02", "", ""].map(SheetCell::from).to_vec());
    }), @r#"
    +       <rule id="rule_1">
    +         <inputEntry id="inputEntry_1">
    +           <text>&gt; 500</text>
    +         </inputEntry>
    +         <inputEntry id="inputEntry_2">
    +           <text>-</text>
    +         </inputEntry>
    +         <outputEntry id="outputEntry_1">
    +           <text>0.02</text>
    +         </outputEntry>
    +         <annotationEntry>
    +           <text></text>
    +         </annotationEntry>
    +       </rule>
    "#);
    insta::assert_snapshot!(changed(|sheets| {
        let sheet = table(sheets);
        let policy = row(sheet, "Hit policy");
        sheet.rows[policy][1] = SheetCell::from("unique");
    }), @r#"
    -     <decisionTable id="discount_table" hitPolicy='FIRST' preferredOrientation="Rule-as-Row" biodi:annotationsWidth="400">
    +     <decisionTable id="discount_table" hitPolicy='UNIQUE' preferredOrientation="Rule-as-Row" biodi:annotationsWidth="400">
    "#);
    insta::assert_snapshot!(changed(|sheets| {
        let sheet = sheets.sheets.iter_mut().find(|sheet| sheet.name.contains("DRD")).unwrap();
        let total = row(sheet, "Input data");
        sheet.rows[total][7] = SheetCell::Number("120".into());
    }), @r#"
    -       <dmndi:DMNShape id="s1" dmnElementRef="total" isCollapsed="false"><dmndi:DMNStyle><dmndi:FillColor red="255" green="255" blue="200"/></dmndi:DMNStyle><dc:Bounds x="100" y="300.5" width="125" height="45"/></dmndi:DMNShape>
    +       <dmndi:DMNShape id="s1" dmnElementRef="total" isCollapsed="false"><dmndi:DMNStyle><dmndi:FillColor red="255" green="255" blue="200"/></dmndi:DMNStyle><dc:Bounds x="120" y="300.5" width="125" height="45"/></dmndi:DMNShape>
    "#);
    insta::assert_snapshot!(changed(|sheets| {
        let sheet = sheets.sheets.iter_mut().find(|sheet| sheet.name.contains("Expressions")).unwrap();
        sheet.rows[1][2] = SheetCell::from("total - 1");
    }), @r#"
    -       <text>total * (1 - 折扣)</text>
    +       <text>total - 1</text>
    "#);
}

pub(crate) fn refused(change: impl FnOnce(&mut Sheet)) -> String {
    let mut sheets = to_sheets(&document());
    change(table(&mut sheets));
    let error = from_sheets(&sheets, Some(&document())).unwrap_err();
    format!("{error}\n{}", error.zh())
}

#[test]
fn what_is_wrong_is_named_by_sheet_row_and_column() {
    let set = |heading: &'static str, column: usize, cell: SheetCell| {
        move |sheet: &mut Sheet| {
            let at = row(sheet, heading);
            sheet.rows[at][column] = cell;
        }
    };
    insta::assert_snapshot!(refused(set("Hit policy", 1, "BEST".into())), @r#"
    sheet `折扣`, row 4, column B: expected UNIQUE, FIRST, PRIORITY, ANY, RULE ORDER, OUTPUT ORDER or COLLECT, found `BEST`
    工作表“折扣”第 4 行 B 列：应为 UNIQUE、FIRST、PRIORITY、ANY、RULE ORDER、OUTPUT ORDER 或 COLLECT，现为 `BEST`
    "#);
    insta::assert_snapshot!(refused(set("Aggregation", 1, "SUM".into())), @r#"
    sheet `折扣`, row 5, column B: expected nothing, as only COLLECT aggregates, found `SUM`
    工作表“折扣”第 5 行 B 列：应为 空，因为只有 COLLECT 可以汇总，现为 `SUM`
    "#);
    insta::assert_snapshot!(refused(set("r2", 0, "r1".into())), @r#"
    sheet `折扣`, row 15, column A: the rule id `r1` is in row 14 already; leave it empty for a rule that is new
    工作表“折扣”第 15 行 A 列：规则编号 `r1` 与第 14 行重复；新规则请留空
    "#);
    insta::assert_snapshot!(refused(set("r2", 2, ">= ".into())), @r#"
    sheet `折扣`, row 15, column C: expected an expression, found the end; this cell takes a test of the column, such as `>= 5`, `"A"` or `-`
    工作表“折扣”第 15 行 C 列：不是有效的 FEEL 条件（此处应为表达式，却是结尾）
    "#);
    insta::assert_snapshot!(refused(set("r2", 3, "totl * 2".into())), @r#"
    sheet `折扣`, row 15, column D: unknown name `totl`; this cell takes an expression of FEEL
    工作表“折扣”第 15 行 D 列：不是有效的 FEEL 表达式（未知名称“totl”）
    "#);
    insta::assert_snapshot!(refused(set("r2", 3, SheetCell::Error("#REF!".into()))), @r#"
    sheet `折扣`, row 15, column D: expected a text, found `#REF!`
    工作表“折扣”第 15 行 D 列：应为 文字，现为 `#REF!`
    "#);
    insta::assert_snapshot!(refused(set("Values", 2, "[1..".into())), @r#"
    sheet `折扣`, row 11, column C: expected an expression, found the end; this cell takes an expression of FEEL
    工作表“折扣”第 11 行 C 列：不是有效的 FEEL 表达式（此处应为表达式，却是结尾）
    "#);
    insta::assert_snapshot!(refused(|sheet| drop(sheet.rows.remove(row(sheet, "Hit policy")))), @r#"
    sheet `折扣`: the row `命中策略 Hit policy` is missing
    工作表“折扣”：缺少 行 `命中策略`
    "#);
    insta::assert_snapshot!(refused(set("Column", 1, "Inputs".into())), @r#"
    sheet `折扣`, row 6, column B: expected one of `输入 Input`, `输出 Output`, `注释 Annotation`, `说明 Description`, found `Inputs`
    工作表“折扣”第 6 行 B 列：应为 `输入 Input`, `输出 Output`, `注释 Annotation`, `说明 Description` 之一，现为 `Inputs`
    "#);
    insta::assert_snapshot!(refused(set("Decision table", 1, "gone".into()).then(set("决策 Decision", 1, "gone".into()))), @r#"
    sheet `折扣`, row 1, column B: nothing in the model has the id `gone`
    工作表“折扣”第 1 行 B 列：模型中没有编号为 `gone` 的元素
    "#);
    assert_eq!(from_sheets(&Sheets::default(), None).unwrap_err(), SheetError::NoTable);
}

/// One change after another.
trait Then: FnOnce(&mut Sheet) + Sized {
    fn then(self, next: impl FnOnce(&mut Sheet)) -> impl FnOnce(&mut Sheet) {
        move |sheet: &mut Sheet| {
            self(sheet);
            next(sheet);
        }
    }
}

impl<F: FnOnce(&mut Sheet)> Then for F {}

#[test]
fn a_table_typed_by_hand_becomes_a_whole_model() {
    let lines = "Decision table\n名称|运费折扣\nHit policy|FIRST\n列|输入|Input|输出\n表达式或名称|amount|客户 等级|\n类型|number|string|number\n\
        规则编号\n|>= 100|\"A\"|0.1\n|-|-|0";
    let rows = lines.lines().map(|line| line.split('|').map(SheetCell::from).collect()).collect();
    let document = from_sheets(&Sheets { sheets: vec![Sheet { name: "s".into(), rows, ..Sheet::default() }] }, None).unwrap();
    assert!(guiju_dmn::compile(document.definitions()).is_ok());
    assert!(document.write().contains("dmndi:DMNShape") && document.write().contains("name=\"运费折扣\""));
    assert_eq!(document.definitions().inputs.len(), 2);
}

/// What has no id goes by its name, of a decision and of a knowledge model; other elements may be called the same.
#[test]
fn elements_without_ids_come_back_and_are_changed() {
    let table = "<decisionTable><input><inputExpression><text>1</text></inputExpression></input><output/>\
                 <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>RESULT</text></outputEntry></rule></decisionTable>";
    let source = format!(
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>\
         <knowledgeSource name='a  b'/><knowledgeSource name='law'/><knowledgeSource name='law'/>\
         <decision name='a  b'><variable name='a b'/>{}</decision>\
         <businessKnowledgeModel name='f'><encapsulatedLogic>{}</encapsulatedLogic></businessKnowledgeModel>\
         <decision name='g'><literalExpression><text>3</text></literalExpression></decision></definitions>",
        table.replace("RESULT", "1"),
        table.replace("RESULT", "2")
    );
    let document = Document::read(&source).unwrap();
    assert_eq!(from_sheets(&to_sheets(&document), Some(&document)).unwrap().write(), source);
    let mut sheets = to_sheets(&document);
    for (sheet, (column, new)) in sheets.sheets.iter_mut().zip([(2, "7"), (2, "8"), (2, "9")]) {
        sheet.rows.last_mut().unwrap()[column] = new.into();
    }
    let expected =
        source.replace("<text>1</text></outputEntry>", "<text>7</text></outputEntry>").replace("<text>2</text>", "<text>8</text>");
    assert_eq!(from_sheets(&sheets, Some(&document)).unwrap().write(), expected.replace("<text>3</text>", "<text>9</text>"));
}

#[test]
fn ten_thousand_rules_pass_in_seconds() {
    let rules: String = (0..10_000)
        .map(|number| {
            format!(
                "<rule id='r{number}'><inputEntry><text>{number}</text></inputEntry><outputEntry><text>{number}</text></outputEntry></rule>"
            )
        })
        .collect();
    let source = format!(
        "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'><decision id='d' name='d'><variable name='d'/>\
         <decisionTable id='t'><input id='c'><inputExpression><text>1</text></inputExpression></input><output id='o'/>{rules}</decisionTable></decision></definitions>"
    );
    let document = Document::read(&source).unwrap();
    let start = std::time::Instant::now();
    let mut sheets = to_sheets(&document);
    sheets.sheets[0].rows.last_mut().unwrap()[2] = SheetCell::Number("7".into());
    let back = from_sheets(&sheets, Some(&document)).unwrap();
    assert_eq!(back.write(), source.replace("<text>9999</text></outputEntry>", "<text>7</text></outputEntry>"));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
}
