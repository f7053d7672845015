//! Documents: nothing is lost between reading and writing, and an edit changes what it is about and nothing else.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "helpers of tests stop at what is wrong and say what they skip"
)]

#[path = "support/model_files.rs"]
mod model_files;

use std::path::PathBuf;

use guiju_dmn::{
    BoxedKind, Column, DecisionTable, Definitions, Document, Edit, HitPolicy, InputContent, OutputContent, RuleContent,
    compile_what_can_be, first_difference, read,
};
use proptest::prelude::*;

const VENDORS: &str = include_str!("documents/vendors.dmn");
const OLD: &str = include_str!("documents/version_1_2.dmn");

fn files() -> Vec<PathBuf> {
    model_files::model_files(&["../../rulebook"])
}

#[test]
fn every_file_is_written_as_it_was_read() {
    let files = files();
    assert!(files.len() >= 2, "the rulebook has models");
    for path in files {
        let source = std::fs::read_to_string(&path).unwrap();
        let document = Document::read(&source).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(first_difference(&source, document.write()), None, "{}", path.display());
        let is_current = !source.contains("DMN/20180521/DMNDI/") && !source.contains("DMN/20191111/") && !source.contains("DMN/20211108/");
        assert!(!is_current || source == document.write(), "{} is of 1.5 and is written byte by byte", path.display());
        let lowered = document.write_for_dmn_js();
        assert!(lowered.contains("DMN/20191111/MODEL/") && !lowered.contains("xmlns=\"https://www.omg.org/spec/DMN/20230324"));
        assert_eq!(Document::read(&lowered).unwrap().write(), document.write(), "{}", path.display());
        let again = read(document.write()).unwrap();
        assert_eq!(&again, document.definitions(), "{}", path.display());
        assert_eq!(again.without_places(), read(&source).unwrap().without_places(), "{}", path.display());
    }
}

#[test]
fn what_vendors_add_is_kept_byte_by_byte() {
    assert_eq!(Document::read(VENDORS).unwrap().write(), VENDORS);
    let marked = format!("\u{FEFF}{VENDORS}");
    assert_eq!(Document::read(&marked).unwrap().write(), VENDORS);
}

#[test]
fn older_versions_are_lifted_by_their_addresses_alone() {
    let document = Document::read(OLD).unwrap();
    assert_eq!(first_difference(OLD, document.write()), None);
    let expected = OLD
        .replace("\"http://www.omg.org/spec/DMN/20180521/MODEL/\"", "\"https://www.omg.org/spec/DMN/20230324/MODEL/\"")
        .replace("\"http://www.omg.org/spec/DMN/20180521/FEEL/\"", "\"https://www.omg.org/spec/DMN/20230324/FEEL/\"")
        .replace("\"http://www.omg.org/spec/DMN/20180521/DMNDI/\"", "\"https://www.omg.org/spec/DMN/20230324/DMNDI/\"");
    assert_ne!(expected, OLD);
    assert_eq!(document.write(), expected);
    assert!(document.write().contains("mentions http://www.omg.org/spec/DMN/20180521/MODEL/ in words"));
    let text = "http://www.omg.org/spec/DMN/20180521";
    assert!(document.write().contains(&format!("{text}/DC/")) && document.write().contains(&format!("{text}/DI/")));
    for version in ["20191111", "20211108"] {
        let source = OLD.replace("http://www.omg.org/spec/DMN/20180521/MODEL/", &format!("https://www.omg.org/spec/DMN/{version}/MODEL/"));
        let lifted = Document::read(&source).unwrap();
        assert_eq!(lifted.definitions().clone().without_places(), document.definitions().clone().without_places());
    }
}

#[test]
fn a_file_in_another_encoding_is_written_in_utf_8() {
    let source = VENDORS.replacen("UTF-8", "UTF-16", 1);
    let wide: Vec<u8> = [0xFEFF].into_iter().chain(source.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    assert_eq!(Document::read_bytes(&wide).unwrap().write(), VENDORS);
    assert_eq!(Document::read_bytes(VENDORS.as_bytes()).unwrap().write(), VENDORS);
}

fn table(definitions: &Definitions) -> &DecisionTable {
    let decision = definitions.decisions.iter().find(|decision| decision.id == "discount").unwrap();
    let BoxedKind::Table(table) = &decision.logic.as_ref().unwrap().kind else { panic!("the discount is a table") };
    table
}

fn document() -> Document {
    Document::read(VENDORS).unwrap()
}

const TABLE: &str = "discount_table";

fn named() -> String {
    TABLE.to_owned()
}

/// Every line that an edit adds and takes away.
fn changed(edit: &Edit) -> String {
    let mut document = document();
    let undo = document.apply(edit).unwrap();
    let (before, after): (Vec<&str>, Vec<&str>) = (VENDORS.lines().collect(), document.write().lines().collect());
    let same = before.iter().zip(&after).take_while(|(a, b)| a == b).count();
    let end = before.iter().rev().zip(after.iter().rev()).take_while(|(a, b)| a == b).count();
    let end = end.min(before.len() - same).min(after.len() - same);
    let side =
        |lines: &[&str], mark: &str| lines[same..lines.len() - end].iter().map(|line| format!("{mark} {line}\n")).collect::<String>();
    let shown = side(&before, "-") + &side(&after, "+");
    document.undo(&undo).unwrap();
    assert_eq!(document.write(), VENDORS, "taking it back gives every byte back");
    shown
}

#[test]
fn a_cell_changes_its_own_line() {
    let set = |rule, column, text: &str| Edit::SetCell { table: named(), rule, column, text: text.into() };
    insta::assert_snapshot!(changed(&set(0, Column::Input(0), "< 5 & \"x\"")), @r#"
    -         <inputEntry id="r1_i1"><text>&gt;= 1000</text></inputEntry>
    +         <inputEntry id="r1_i1"><text>&lt; 5 &amp; "x"</text></inputEntry>
    "#);
    insta::assert_snapshot!(changed(&set(1, Column::Output(0), "0.02")), @r#"
    -         <outputEntry id="r2_o1"><text><![CDATA[0.01]]></text></outputEntry>
    +         <outputEntry id="r2_o1"><text>0.02</text></outputEntry>
    "#);
    insta::assert_snapshot!(changed(&set(1, Column::Annotation(0), "why")), @r#"
    +         <annotationEntry>
    +           <text>why</text>
    +         </annotationEntry>
    "#);
    insta::assert_snapshot!(changed(&set(1, Column::Description, "rest")), @"+         <description>rest</description>");
}

#[test]
fn a_new_rule_is_set_as_its_neighbours_are() {
    let rule = RuleContent { tests: vec!["> 1".into(), "-".into()], outputs: vec!["0".into()], ..RuleContent::default() };
    insta::assert_snapshot!(changed(&Edit::InsertRule { table: named(), at: 2, rule }), @r#"
    +       <rule id="rule_1">
    +         <inputEntry id="inputEntry_1">
    +           <text>&gt; 1</text>
    +         </inputEntry>
    +         <inputEntry id="inputEntry_2">
    +           <text>-</text>
    +         </inputEntry>
    +         <outputEntry id="outputEntry_1">
    +           <text>0</text>
    +         </outputEntry>
    +       </rule>
    "#);
    let mut document = document();
    document.apply(&Edit::DuplicateRule { table: named(), rule: 0 }).unwrap();
    assert!(document.write().contains("<inputEntry id=\"inputEntry_1\"><text>&gt;= 1000</text></inputEntry>"));
    assert_eq!(table(document.definitions()).rules.len(), 3);
}

#[test]
fn policies_and_columns_change_alone() {
    insta::assert_snapshot!(changed(&Edit::SetHitPolicy { table: named(), policy: HitPolicy::Collect(Some(guiju_dmn::Aggregation::Sum)) }), @r#"
    -     <decisionTable id="discount_table" hitPolicy='FIRST' preferredOrientation="Rule-as-Row" biodi:annotationsWidth="400">
    +     <decisionTable id="discount_table" hitPolicy='COLLECT' preferredOrientation="Rule-as-Row" biodi:annotationsWidth="400" aggregation="SUM">
    "#);
    let input = InputContent { expression: "total".into(), values: Some("[0..9]".into()), ..InputContent::default() };
    let mut document = document();
    document.apply(&Edit::AddInput { table: named(), at: 0, input, cell: "-".into() }).unwrap();
    let output = OutputContent { name: Some("note".into()), default: Some("\"\"".into()), ..OutputContent::default() };
    document.apply(&Edit::AddOutput { table: "discount".into(), at: 1, output, cell: "\"\"".into() }).unwrap();
    document.apply(&Edit::SetAnnotations { table: named(), names: vec!["为什么".into(), "who".into()] }).unwrap();
    let made = table(document.definitions());
    assert_eq!((made.inputs.len(), made.outputs.len(), made.annotations.len()), (3, 2, 2));
    assert_eq!(made.rules[0].tests.iter().map(|test| test.as_str()).collect::<Vec<_>>(), ["-", ">= 1000", "\"gold\""]);
    assert!(document.write().contains("<!-- the best customers -->") && document.write().contains("biodi:width=\"192\""));
}

#[test]
fn texts_and_names_change_alone() {
    insta::assert_snapshot!(changed(&Edit::SetLiteral { element: "net".into(), text: "total - 1".into() }), @r#"
    -       <text>total * (1 - 折扣)</text>
    +       <text>total - 1</text>
    "#);
    insta::assert_snapshot!(changed(&Edit::SetName { element: "net".into(), name: "net sum".into() }), @r#"
    -   <decision id="net" name="净额">
    -     <variable id="net_v" name="净额" typeRef="number" />
    +   <decision id="net" name="net sum">
    +     <variable id="net_v" name="net sum" typeRef="number" />
    "#);
}

#[test]
fn a_grid_of_rules_keeps_the_elements_of_those_that_stay() {
    let row = |id: Option<&str>, test: &str| RuleContent {
        id: id.map(ToOwned::to_owned),
        tests: vec![test.into(), "\"gold\"".into()],
        outputs: vec!["0.05".into()],
        annotations: vec!["agreed".into()],
        description: String::new(),
    };
    let replace = |rules: Vec<RuleContent>| Edit::ReplaceRules { table: named(), rules };
    insta::assert_snapshot!(changed(&replace(vec![row(None, "> 2000"), row(Some("r1"), ">= 1000")])), @r#"
    -       <!-- the best customers -->
    -       <rule id="r1">
    -         <inputEntry id="r1_i1"><text>&gt;= 1000</text></inputEntry>
    -         <inputEntry id="r1_i2" expressionLanguage="feel"><text>"gold"</text></inputEntry>
    -         <outputEntry id="r1_o1"><text>0.05</text></outputEntry>
    -         <annotationEntry><text>agreed</text></annotationEntry>
    -       </rule>
    -       <rule id="r2">
    -         <extensionElements><zeebe:note>keep me</zeebe:note></extensionElements>
    -         <inputEntry id="r2_i1"><text/></inputEntry>
    -         <inputEntry id="r2_i2"><text>-</text></inputEntry>
    -         <outputEntry id="r2_o1"><text><![CDATA[0.01]]></text></outputEntry>
    +       <rule id="rule_1">
    +         <inputEntry id="inputEntry_1">
    +           <text>&gt; 2000</text>
    +         </inputEntry>
    +         <inputEntry id="inputEntry_2">
    +           <text>"gold"</text>
    +         </inputEntry>
    +         <outputEntry id="outputEntry_1">
    +           <text>0.05</text>
    +         </outputEntry>
    +         <annotationEntry>
    +           <text>agreed</text>
    +         </annotationEntry>
    +       </rule>
    +       <!-- the best customers -->
    +       <rule id="r1">
    +         <inputEntry id="r1_i1"><text>&gt;= 1000</text></inputEntry>
    +         <inputEntry id="r1_i2" expressionLanguage="feel"><text>"gold"</text></inputEntry>
    +         <outputEntry id="r1_o1"><text>0.05</text></outputEntry>
    +         <annotationEntry><text>agreed</text></annotationEntry>
    "#);
    let twice = document().apply(&replace(vec![row(Some("r1"), "-"), row(Some("r1"), "-")])).unwrap_err();
    assert_eq!(twice.to_string(), "rules 1 and 2 both have the id `r1`; leave it out for a rule that is new");
}

#[test]
fn an_edit_that_fits_nothing_changes_nothing() {
    let refused = |edit: &Edit| {
        let mut document = document();
        let message = document.apply(edit).unwrap_err().to_string();
        assert_eq!(document.write(), VENDORS);
        message
    };
    assert_eq!(refused(&Edit::RemoveRule { table: "no".into(), rule: 0 }), "nothing in the model has the id `no`");
    assert_eq!(refused(&Edit::RemoveRule { table: "net".into(), rule: 0 }), "`net` is a `decision` and has no `decisionTable`");
    assert_eq!(refused(&Edit::RemoveRule { table: named(), rule: 2 }), "there is no rule 3; the table has 2");
    assert_eq!(refused(&Edit::RemoveOutput { table: named(), at: 0 }), "the last output column of a table cannot be removed");
    let rule = RuleContent { tests: vec!["-".into()], outputs: vec!["1".into()], ..RuleContent::default() };
    assert_eq!(refused(&Edit::InsertRule { table: named(), at: 0, rule }), "rule 1 has 1 input cells, the table has 2 input columns");
}

/// What is written for a model says the same, but for ids that XML does not allow.
#[test]
fn a_model_made_in_code_becomes_a_whole_document() {
    for path in files() {
        let source = std::fs::read_to_string(&path).unwrap();
        let once = Document::from_definitions(&read(&source).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let definitions = once.definitions().clone().without_places();
        let twice = Document::from_definitions(&definitions).unwrap();
        assert_eq!(twice.write(), once.write(), "{}", path.display());
        let (first, second) = (compile_what_can_be(&read(&source).unwrap()).1, compile_what_can_be(once.definitions()).1);
        let say = |problems: &[guiju_dmn::Problem]| problems.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(say(&first), say(&second), "{}", path.display());
    }
    let definitions = document().definitions().clone().without_places();
    let made = Document::from_definitions(&definitions).unwrap();
    assert_eq!(made.definitions().clone().without_places(), definitions);
}

/// Found by the fuzzer: the second of two nodes with one id was written with the id of the first, and the next time the other way round.
#[test]
fn of_two_nodes_with_one_id_the_second_gets_another() {
    let source = "<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'><inputData id='i' name='a'/>\
        <inputData id='i' name='b'/><decision id='d' name='d'><informationRequirement><requiredInput href='#i'/></informationRequirement></decision></definitions>";
    let made = Document::from_definitions(&read(source).unwrap()).unwrap();
    let ids: Vec<&str> = made.definitions().inputs.iter().map(|input| input.id.as_str()).collect();
    assert_eq!(ids, ["i", "input_1"]);
    assert_eq!(made.definitions().decisions[0].requirements[0].href, "i");
    assert_eq!(Document::from_definitions(made.definitions()).unwrap().write(), made.write());
}

#[test]
fn the_nodes_of_a_generated_diagram_do_not_lie_over_one_another() {
    for path in files() {
        let made = Document::from_definitions(&read(&std::fs::read_to_string(&path).unwrap()).unwrap()).unwrap();
        let boxes: Vec<[i64; 4]> = made
            .write()
            .lines()
            .filter_map(|line| line.trim().strip_prefix("<dc:Bounds "))
            .map(|line| {
                let number = |name: &str| line.split(&format!("{name}=\"")).nth(1).unwrap().split('"').next().unwrap().parse().unwrap();
                [number("x"), number("y"), number("width"), number("height")]
            })
            .collect();
        for (index, a) in boxes.iter().enumerate() {
            for b in &boxes[..index] {
                let is_apart = a[0] >= b[0] + b[2] || b[0] >= a[0] + a[2] || a[1] >= b[1] + b[3] || b[1] >= a[1] + a[3];
                assert!(is_apart, "{}: {a:?} {b:?}", path.display());
            }
        }
    }
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof!["[ -~]{0,12}", "\\PC{0,8}", Just("]]>".to_owned()), Just("a\r\nb\tc".to_owned()), Just(" & <x/> ".to_owned())]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn an_inserted_rule_removed_again_leaves_every_byte(at in 0_usize..=2, a in texts(), b in texts(), c in texts()) {
        let mut document = document();
        let rule = RuleContent { tests: vec![a, b.clone()], outputs: vec![c], description: b, ..RuleContent::default() };
        document.apply(&Edit::InsertRule { table: named(), at, rule }).unwrap();
        document.apply(&Edit::RemoveRule { table: named(), rule: at }).unwrap();
        prop_assert_eq!(document.write(), VENDORS);
    }

    #[test]
    fn a_text_comes_back_as_it_was_given(rule in 0_usize..2, text in texts(), note in texts()) {
        let mut document = document();
        document.apply(&Edit::SetCell { table: named(), rule, column: Column::Input(1), text: text.clone() }).unwrap();
        document.apply(&Edit::SetCell { table: named(), rule, column: Column::Annotation(0), text: note.clone() }).unwrap();
        let made = table(document.definitions());
        prop_assert_eq!(made.rules[rule].tests[1].as_str(), text);
        prop_assert_eq!(made.rules[rule].annotations.first().map_or("", String::as_str), note.trim());
    }

    #[test]
    fn a_rule_moved_back_leaves_every_byte(from in 0_usize..2, to in 0_usize..2) {
        let mut document = document();
        document.apply(&Edit::MoveRule { table: named(), from, to }).unwrap();
        document.apply(&Edit::MoveRule { table: named(), from: to, to: from }).unwrap();
        prop_assert_eq!(document.definitions().clone().without_places(), read(VENDORS).unwrap().without_places());
        document.apply(&Edit::DuplicateRule { table: named(), rule: from }).unwrap();
        document.apply(&Edit::RemoveRule { table: named(), rule: from + 1 }).unwrap();
        prop_assert_eq!(document.definitions().clone().without_places(), read(VENDORS).unwrap().without_places());
    }

    #[test]
    fn a_column_removed_again_leaves_every_byte(at in 0_usize..=2, text in texts(), is_input in any::<bool>()) {
        let mut document = document();
        if is_input {
            let input = InputContent { label: Some(text.clone()), expression: text.clone(), ..InputContent::default() };
            document.apply(&Edit::AddInput { table: named(), at, input, cell: text }).unwrap();
            document.apply(&Edit::RemoveInput { table: named(), at }).unwrap();
        } else {
            let output = OutputContent { name: Some(text.clone()), values: Some(text.clone()), default: Some(text.clone()), ..OutputContent::default() };
            document.apply(&Edit::AddOutput { table: named(), at: at.min(1), output, cell: text }).unwrap();
            document.apply(&Edit::RemoveOutput { table: named(), at: at.min(1) }).unwrap();
        }
        prop_assert_eq!(document.write(), VENDORS);
    }
}
