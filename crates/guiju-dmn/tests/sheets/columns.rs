//! Columns that a person adds in a spreadsheet program, or takes out: the table gets them, and everything else stays as it was.

use guiju_dmn::{Document, Sheet, SheetCell, Sheets, compile, from_sheets, to_sheets};
use guiju_documents::TableFormat;

use crate::{changed, document, files, refused, row, table};

/// Puts a column before one that there is: what stands in it from the row of the kinds down, empty below.
fn add(sheet: &mut Sheet, at: usize, cells: &[&str]) {
    let from = row(sheet, "列 Column");
    for (index, row) in sheet.rows.iter_mut().skip(from).enumerate() {
        row.resize(row.len().max(at), SheetCell::Empty);
        row.insert(at, cells.get(index).map_or(SheetCell::Empty, |cell| SheetCell::from(*cell)));
    }
}

fn remove(sheet: &mut Sheet, at: usize) {
    let from = row(sheet, "列 Column");
    sheet.rows.iter_mut().skip(from).filter(|row| row.len() > at).for_each(|row| drop(row.remove(at)));
}

/// Kind, id, label, expression, type, values, default, heading, and the cells of the two rules.
const NEW_INPUT: [&str; 10] = ["输入", "", "地区", "total * 2", "number", "", "", "地区", "< 5000", ""];

#[test]
fn a_column_more_or_less_in_a_workbook_is_a_column_more_or_less_in_the_file() {
    insta::assert_snapshot!(changed(|sheets| add(table(sheets), 2, &NEW_INPUT)), @r#"
    +       <input id="input_1" label="地区">
    +         <inputExpression id="inputExpression_1" typeRef="number">
    +           <text>total * 2</text>
    +         </inputExpression>
    +       </input>
    +         <inputEntry id="inputEntry_1">
    +           <text>&lt; 5000</text>
    +         </inputEntry>
    +         <inputEntry id="inputEntry_2">
    +           <text>-</text>
    +         </inputEntry>
    "#);
    insta::assert_snapshot!(changed(|sheets| remove(table(sheets), 1)), @r#"
    -       <input id="c1" label="总额" biodi:width="192" camunda:inputVariable="sum">
    -         <inputExpression id="c1_e" typeRef="number"><text>total</text></inputExpression>
    -       </input>
    -         <inputEntry id="r1_i1"><text>&gt;= 1000</text></inputEntry>
    -         <inputEntry id="r2_i1"><text/></inputEntry>
    "#);
    let output = ["Output", "", "备注", "note", "string", "", "\"-\"", "备注", "\"a\"", "\"b\""];
    insta::assert_snapshot!(changed(|sheets| {
        let sheet = table(sheets);
        let names = row(sheet, "Expression or name");
        sheet.rows[names][3] = "rate".into();
        add(sheet, 4, &output);
    }), @r#"
    -       <output id="o1" label="折扣" typeRef="number"/>
    +       <output id="o1" label="折扣" typeRef="number" name="rate"/>
    +       <output id="output_1" name="note" label="备注" typeRef="string">
    +         <defaultOutputEntry id="defaultOutputEntry_1">
    +           <text>"-"</text>
    +         </defaultOutputEntry>
    +       </output>
    +         <outputEntry id="outputEntry_1">
    +           <text>"a"</text>
    +         </outputEntry>
    +         <outputEntry id="outputEntry_2">
    +           <text>"b"</text>
    +         </outputEntry>
    "#);
    // In the place of the only output there was.
    insta::assert_snapshot!(changed(|sheets| {
        let sheet = table(sheets);
        remove(sheet, 3);
        add(sheet, 3, &["输出", "", "", "rate", "number", "", "", "", "1", "2"]);
    }), @r#"
    -       <output id="o1" label="折扣" typeRef="number"/>
    +       <output id="output_1" name="rate" typeRef="number"/>
    -         <outputEntry id="r1_o1"><text>0.05</text></outputEntry>
    +         <outputEntry id="outputEntry_1">
    +           <text>1</text>
    +         </outputEntry>
    -         <outputEntry id="r2_o1"><text><![CDATA[0.01]]></text></outputEntry>
    +         <outputEntry id="outputEntry_2">
    +           <text>2</text>
    +         </outputEntry>
    "#);
    insta::assert_snapshot!(changed(|sheets| add(table(sheets), 4, &["注释", "", "", "who", "", "", "", "", "Li", "Wang"])), @r#"
    +       <annotation name="who"/>
    +         <annotationEntry>
    +           <text>Li</text>
    +         </annotationEntry>
    +         <annotationEntry>
    +           <text>Wang</text>
    +         </annotationEntry>
    "#);
    insta::assert_snapshot!(changed(|sheets| remove(table(sheets), 4)), @r#"
    -       <annotation name="why"/>
    -         <annotationEntry><text>agreed</text></annotationEntry>
    "#);
}

#[test]
fn several_at_once_keep_what_stays() {
    let mut sheets = to_sheets(&document());
    let sheet = table(&mut sheets);
    remove(sheet, 1);
    add(sheet, 2, &NEW_INPUT);
    add(sheet, 1, &["Input", "", "", "total + 1", "number", "", "", "", "-", "> 3"]);
    let folder = tempfile::tempdir().unwrap();
    files::write(&sheets, &folder.path().join("a.xlsx"), TableFormat::Xlsx);
    let back = from_sheets(&files::read(&folder.path().join("a.xlsx")), None).unwrap();
    assert!(compile(back.definitions()).is_ok());
    let guiju_dmn::BoxedKind::Table(table) = &back.definitions().decisions[0].logic.as_ref().unwrap().kind else { panic!("a table") };
    let read: Vec<&str> = table.inputs.iter().map(|input| input.expression.as_str()).collect();
    assert_eq!(read[0], "total + 1");
    assert_eq!(read[2], "total * 2");
    let tests: Vec<Vec<&str>> = table.rules.iter().map(|rule| rule.tests.iter().map(|test| test.as_str()).collect()).collect();
    assert_eq!(tests, [["-", "\"gold\"", "< 5000"], ["> 3", "-", "-"]]);
    // What nobody touched is there, to the letter.
    for piece in ["<zeebe:note>keep me</zeebe:note>", "<!-- the best customers -->", "expressionLanguage=\"feel\"", "<![CDATA[0.01]]>"] {
        assert!(back.write().contains(piece), "{piece}");
    }
    // And from there nothing changes any more.
    assert_eq!(from_sheets(&to_sheets(&back), Some(&back)).unwrap().write(), back.write());
}

/// A table in CSV, whose ids a person has left out.
fn without_ids(change: impl FnOnce(&mut Sheet)) -> Result<Document, String> {
    let mut sheets = to_sheets(&document());
    let sheet = table(&mut sheets);
    let ids = row(sheet, "编号 Id");
    sheet.rows.remove(ids);
    change(sheet);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.csv");
    files::write(&Sheets { sheets: vec![sheet.clone()] }, &path, TableFormat::Csv);
    from_sheets(&files::read(&path), Some(&document())).map_err(|error| format!("{error}\n{}", error.zh()))
}

#[test]
fn without_ids_columns_are_known_by_what_they_read() {
    assert_eq!(without_ids(|_| {}).unwrap().write(), document().write());
    let input = ["输入", "", "total * 2", "number", "", "", "", "< 5000", ""];
    let added = without_ids(|sheet| add(sheet, 2, &input)).unwrap();
    assert!(added.write().contains("<input id=\"c2\"") && added.write().contains("total * 2"));
    let removed = without_ids(|sheet| remove(sheet, 1)).unwrap();
    assert!(removed.write().contains("<input id=\"c2\"") && !removed.write().contains("<input id=\"c1\""));
    insta::assert_snapshot!(without_ids(|sheet| {
        remove(sheet, 1);
        add(sheet, 1, &input);
        add(sheet, 1, &input);
    }).unwrap_err(), @"
    sheet `a`, row 8, column B: expected what a column of the table says: without ids nobody can tell which columns are new and which are gone (fill in the row `编号 Id`, or add and remove columns one after the other), found `total * 2`
    工作表“a”第 8 行 B 列：应为 原表中某列的内容：没有编号，无法判断哪些列是新的、哪些已删去（请填写 `编号` 行，或分两次增加和删除），现为 `total * 2`
    ");
}

#[test]
fn what_could_be_meant_in_two_ways_is_refused_with_its_cell() {
    let put = |at: usize, index: usize, text: &'static str| {
        let mut column = NEW_INPUT;
        column[index] = text;
        move |sheet: &mut Sheet| add(sheet, at, &column)
    };
    insta::assert_snapshot!(refused(put(2, 1, "c1")), @"
    sheet `折扣`, row 7, column C: expected an id that no other column has; leave it empty for a column that is new, found `c1`
    工作表“折扣”第 7 行 C 列：应为 另一列没有用过的编号；新列请留空，现为 `c1`
    ");
    insta::assert_snapshot!(refused(put(2, 1, "o1")), @"
    sheet `折扣`, row 7, column C: expected the id of a column `输入 Input` of this table, or nothing for one that is new, found `o1`
    工作表“折扣”第 7 行 C 列：应为 本表某个 `输入` 列的编号；新列请留空，现为 `o1`
    ");
    insta::assert_snapshot!(refused(put(2, 3, "")), @"
    sheet `折扣`, row 9, column C: expected what the column tests, such as the name of an input, found ``
    工作表“折扣”第 9 行 C 列：应为 该列所检验的内容，如某个输入的名称，现为 ``
    ");
    insta::assert_snapshot!(refused(put(2, 3, "regoin")), @"
    sheet `折扣`, row 9, column C: unknown name `regoin`; this cell takes an expression of FEEL
    工作表“折扣”第 9 行 C 列：不是有效的 FEEL 表达式（未知名称“regoin”）
    ");
    insta::assert_snapshot!(refused(put(2, 4, "numbr")), @"
    sheet `折扣`, row 10, column C: expected a type of FEEL, or one that the model defines, found `numbr`
    工作表“折扣”第 10 行 C 列：应为 FEEL 的类型或本模型定义的类型，现为 `numbr`
    ");
    insta::assert_snapshot!(refused(put(2, 8, ">> 1")), @r#"
    sheet `折扣`, row 14, column C: expected an expression, found `>`; this cell takes a test of the column, such as `>= 5`, `"A"` or `-`
    工作表“折扣”第 14 行 C 列：不是有效的 FEEL 条件（此处应为表达式，却是`>`）
    "#);
    insta::assert_snapshot!(refused(|sheet| sheet.rows.iter_mut().skip(5).for_each(|row| row.swap(1, 2))), @"
    sheet `折扣`, row 6, column C: expected the columns in the order of the table; a column is moved in the editor, found `c1`
    工作表“折扣”第 6 行 C 列：应为 与原表相同的列顺序（移动列请在编辑器中进行），现为 `c1`
    ");
    // Several outputs need names, and a table needs an output.
    insta::assert_snapshot!(refused(|sheet| add(sheet, 4, &["输出", "", "", "note", "", "", "", "", "1", "2"])), @"
    sheet `折扣`, row 9, column D: expected a name of the output: where there are several, each has its own, found ``
    工作表“折扣”第 9 行 D 列：应为 输出的名称：有多个输出时各有各的名称，现为 ``
    ");
    insta::assert_snapshot!(refused(|sheet| remove(sheet, 3)), @"
    sheet `折扣`, row 6: a column `输出 Output` is missing
    工作表“折扣”第 6 行：缺少 列 `输出`
    ");
}
