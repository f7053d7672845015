//! Plans: what they refuse, what they hand over, what they say about themselves.

#![expect(clippy::unwrap_used, reason = "helpers of tests stop at what is wrong")]

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, Decimal128Array, Float64Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema};
use guiju_columns::{APPROXIMATE, Output, Plan, Vector};
use guiju_dmn::{Model, Tracing, compile, read};
use guiju_feel::{EvalContext, Mode, Value};

/// A model with the decision `d` over the inputs `n` (a number) and `t` (a string).
fn model(logic: &str) -> Model {
    compile(&read(&xml(logic)).unwrap()).unwrap()
}

fn xml(logic: &str) -> String {
    let mut xml = String::from("<definitions xmlns='https://www.omg.org/spec/DMN/20230324/MODEL/' name='m' namespace='n'>");
    let mut needs = String::new();
    for (name, ty) in [("n", "number"), ("t", "string")] {
        xml += &format!("<inputData id='{name}' name='{name}'><variable name='{name}' typeRef='{ty}'/></inputData>");
        needs += &format!("<informationRequirement><requiredInput href='#{name}'/></informationRequirement>");
    }
    xml + &format!("<decision id='d' name='d'><variable name='d'/>{needs}{logic}</decision></definitions>")
}

fn literal(text: &str) -> Model {
    model(&format!("<literalExpression><text>{}</text></literalExpression>", text.replace('<', "&lt;")))
}

/// A FIRST table over `n` and `t`; a rule is `test | test → output`.
fn table(rules: &[&str]) -> Model {
    let mut xml = String::from("<decisionTable hitPolicy='FIRST'>");
    for name in ["n", "t"] {
        xml += &format!("<input label='{name}'><inputExpression><text>{name}</text></inputExpression></input>");
    }
    xml += "<output/>";
    for (place, rule) in rules.iter().enumerate() {
        let (tests, output) = rule.split_once('→').unwrap();
        let entries: String =
            tests.replace('<', "&lt;").split('|').map(|test| format!("<inputEntry><text>{test}</text></inputEntry>")).collect();
        xml += &format!("<rule id='r{place}'>{entries}<outputEntry><text>{output}</text></outputEntry></rule>");
    }
    model(&(xml + "</decisionTable>"))
}

fn batch(numbers: &[Option<i64>], texts: &[Option<&str>]) -> RecordBatch {
    let n: ArrayRef = Arc::new(Int64Array::from(numbers.to_vec()));
    let t: ArrayRef = Arc::new(StringArray::from(texts.to_vec()));
    RecordBatch::try_from_iter([("n", n), ("t", t)]).unwrap()
}

fn run(model: &Model, batch: &RecordBatch) -> Output {
    let plan = Plan::compile(model, model.decision("d").unwrap(), &batch.schema()).unwrap();
    plan.run(batch, &EvalContext::default()).unwrap()
}

fn shown(output: &Output, rows: usize) -> String {
    (0..rows).map(|row| output.value(row).to_string()).collect::<Vec<_>>().join(", ")
}

#[test]
fn expressions_are_computed_over_columns() {
    let rows = batch(&[Some(1), Some(20), Some(-5)], &[Some("a"), Some("b"), None]);
    for (text, expected, handed) in [
        ("n * 2 + 0.5", "2.5, 40.5, -9.5", 0),
        ("if n > 0 then \"up\" else t", "\"up\", \"up\", null", 0),
        ("n in [1..20)", "true, false, false", 0),
        ("t = null or n > 10", "false, true, true", 0),
        ("n < 10 and t = \"a\"", "true, false, false", 0),
        ("round half up(n / 3, 2)", "0.33, 6.67, -1.67", 0),
        ("max(n, 3, abs(n))", "3, 20, 5", 0),
        ("upper case(t) + \"!\" + string(n)", "\"A!1\", \"B!20\", null", 1),
        ("starts with(\"abc\", substring(\"ab\", 1, 1)) and t in (\"a\", [\"c\"..\"d\"])", "true, false, null", 1),
        ("string join([t, \"x\"], \"-\")", "\"a-x\", \"b-x\", \"x\"", 0),
        ("string length(t) * n", "1, 20, null", 1),
        ("date(2024, 2, 28) + duration(\"P2D\")", "@\"2024-03-01\", @\"2024-03-01\", @\"2024-03-01\"", 0),
        ("date(2023, abs(n), 31).month", "1, null, 5", 1),
        ("(@\"2024-03-31\" - @\"P1M\").day + n", "30, 49, 24", 0),
        ("(@\"2024-01-01T10:00:00\" + @\"PT90M\").hour * n", "11, 220, -55", 0),
        ("if t instance of string then t else \"none\"", "\"a\", \"b\", \"none\"", 0),
        // Nothing but the row that needs it goes row by row.
        ("t + \"!\"", "\"a!\", \"b!\", null", 1),
        ("9223372036854775807 + n", "9223372036854775808, 9223372036854775827, 9223372036854775802", 2),
    ] {
        let output = run(&literal(text), &rows);
        assert_eq!((shown(&output, 3).as_str(), output.handed_count()), (expected, handed), "{text}");
    }
}

#[test]
fn a_null_has_its_reason_in_the_sparse_table() {
    let output = run(&literal("n < 10"), &batch(&[Some(1), None], &[None, None]));
    let reasons = output.reason_table().unwrap();
    assert_eq!(reasons.num_rows(), 1);
    let text = |column: &str| {
        let array = reasons.column_by_name(column).unwrap().as_any().downcast_ref::<StringArray>().unwrap().clone();
        array.value(0).to_owned()
    };
    assert_eq!(
        ["element", "code", "message", "message_zh"].map(text),
        ["d", "null_operand", "comparison of null", "比较的操作数为空值"].map(str::to_owned)
    );
    assert!(output.array().unwrap().is_null(1));
}

#[test]
fn a_table_gives_values_matched_rules_and_coverage() {
    let model = table(&["< 10 | \"a\" → \"small\"", "< 10 | - → \"other\"", "- | - → \"large\""]);
    let output = run(&model, &batch(&[Some(1), Some(2), Some(30), Some(4)], &[Some("a"), Some("b"), Some("a"), Some("a")]));
    assert_eq!(shown(&output, 4), "\"small\", \"other\", \"large\", \"small\"");
    let hits = output.tables().first().unwrap();
    assert_eq!((0..4).map(|row| hits.matched(row)).collect::<Vec<_>>(), [vec![0], vec![1], vec![2], vec![0]]);
    assert_eq!(hits.coverage(), [2, 1, 1]);
    assert_eq!(hits.matched_ids(1), ["r1"]);
    assert_eq!(hits.rule(1).map(|rule| rule.text().to_string()).as_deref(), Some("n < 10 → \"other\""));
    assert_eq!(output.array().unwrap().len(), 4);
}

#[test]
fn outputs_are_computed_over_the_rows_that_take_them() {
    let model = table(&["< 10 | - → n * 2", "< 20 | - → \"middle\"", "< 30 | - → n * 2", "< 40 | - → n + string length(t)"]);
    let rows = batch(&[Some(1), Some(15), Some(25), Some(35), Some(50), Some(36)], &[None, None, None, Some("abc"), None, None]);
    let output = run(&model, &rows);
    assert_eq!((shown(&output, 6).as_str(), output.handed_count()), ("2, \"middle\", 50, 38, null, null", 1));
}

#[test]
fn a_rule_that_is_no_question_about_constants_is_tried_and_said_to_be() {
    let model = table(&["- | string length(?) > 3 → 1", "> 5 | - → 2", "- | - → 3"]);
    let rows = batch(&[Some(1), Some(9), Some(1)], &[Some("long text"), Some("a"), Some("a")]);
    let plan = Plan::compile(&model, model.decision("d").unwrap(), &rows.schema()).unwrap();
    let said: Vec<String> = plan.fallbacks().iter().map(ToString::to_string).collect();
    assert_eq!(said, ["d, rule 1: tried case by case, because of its cell in column `t`, which is no question about constants"]);
    let output = plan.run(&rows, &EvalContext::default()).unwrap();
    assert_eq!((shown(&output, 3).as_str(), output.handed_count()), ("1, 2, 3", 0));
}

#[test]
fn what_has_no_kernel_is_said_with_its_place_in_both_languages() {
    let rows = batch(&[Some(1)], &[Some("abc")]);
    for (model, english, chinese) in [
        (
            literal("n + count(split(t, \",\"))"),
            "d: computed case by case, because of the function `count` at 4..24",
            "d：逐行计算，原因：函数“count”",
        ),
        (
            literal("n in (some x in [1, 2] satisfies x = n)"),
            "d: computed case by case, because of `some` or `every` at 6..38",
            "d：逐行计算，原因：some 或 every 表达式",
        ),
        (
            literal("n + (@\"10:00:00\" + @\"PT1H\").hour"),
            "d: computed case by case, because of arithmetic of time and days and time duration at 4..27",
            "d：逐行计算，原因：time 与 days and time duration 的运算",
        ),
        (
            with_functions("<literalExpression><text>odder(n)</text></literalExpression>"),
            "d: computed case by case, because of the function `odd` in `odder` at 0..5",
            "d：逐行计算，原因：“odder”中的函数“odd”",
        ),
        (
            model("<list><literalExpression><text>n</text></literalExpression></list>"),
            "d: every case is decided for itself, because of a list at 0..0",
            "d：每一行单独判定，原因：列表",
        ),
        (
            with_functions(&format!(
                "<conditional><if><literalExpression><text>n = 1</text></literalExpression></if><then>{TABLE}</then><else>{TABLE}</else></conditional>"
            )),
            "d: every case is decided for itself, because of a table in a boxed condition at 0..0",
            "d：每一行单独判定，原因：盒式条件中的决策表",
        ),
    ] {
        let plan = Plan::compile(&model, model.decision("d").unwrap(), &rows.schema()).unwrap();
        let said: Vec<String> = plan.fallbacks().iter().map(|fallback| format!("{fallback} at {:?}", fallback.span.range())).collect();
        assert_eq!(said, [english]);
        assert_eq!(plan.fallbacks().first().unwrap().message_zh(), chinese);
    }
}

/// A table over `n` without a gap.
const TABLE: &str = "<decisionTable hitPolicy='FIRST'><input><inputExpression><text>n</text></inputExpression></input><output/>\
    <rule><inputEntry><text>&gt; 1</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>\
    <rule><inputEntry><text>-</text></inputEntry><outputEntry><text>2</text></outputEntry></rule></decisionTable>";

/// A decision that may call `double`, `larger` (a table), `odder` and the service `s` of the decision `twice`.
fn with_functions(logic: &str) -> Model {
    let needs: String = ["double", "larger", "odder", "s"]
        .iter()
        .map(|name| format!("<knowledgeRequirement><requiredKnowledge href='#{name}'/></knowledgeRequirement>"))
        .collect();
    let function = |name: &str, body: &str| {
        format!(
            "<businessKnowledgeModel id='{name}' name='{name}'><variable name='{name}'/><encapsulatedLogic>\
             <formalParameter name='n' typeRef='number'/>{body}</encapsulatedLogic></businessKnowledgeModel>"
        )
    };
    let literal = |text: &str| format!("<literalExpression><text>{text}</text></literalExpression>");
    let functions = [function("double", &literal("n * 2")), function("larger", TABLE), function("odder", &literal("odd(n)"))].concat();
    let service = "<decision id='twice' name='twice'><variable name='twice'/><informationRequirement><requiredInput href='#n'/>\
        </informationRequirement><literalExpression><text>n + n</text></literalExpression></decision>\
        <decisionService id='s' name='s'><variable name='s'/><outputDecision href='#twice'/><inputData href='#n'/></decisionService>";
    let xml = xml(&format!("{needs}{logic}")).replace("</definitions>", &format!("{functions}{service}</definitions>"));
    compile(&read(&xml).unwrap()).unwrap()
}

#[test]
fn functions_of_the_model_are_computed_over_columns() {
    let rows = batch(&[Some(1), Some(4), None], &[None, None, None]);
    let boxed = |name: &str| {
        format!(
            "<invocation><literalExpression><text>{name}</text></literalExpression><binding><parameter name='n'/>\
             <literalExpression><text>n + 1</text></literalExpression></binding></invocation>"
        )
    };
    let literal = |text: &str| format!("<literalExpression><text>{text}</text></literalExpression>");
    for (logic, expected, handed) in [
        (literal("double(n) + double(n: 3)"), "8, 14, null", 1),
        (literal("larger(n) + 1"), "3, 2, 3", 1),
        (literal("s(n + 1) + double(double(1))"), "8, 14, null", 1),
        (literal("if n = null then 0 else double(n)"), "2, 8, 0", 0),
        (boxed("double"), "4, 10, null", 1),
        (boxed("larger"), "1, 1, 2", 1),
        (boxed("s"), "4, 10, null", 1),
    ] {
        let model = with_functions(&logic);
        let plan = Plan::compile(&model, model.decision("d").unwrap(), &rows.schema()).unwrap();
        assert_eq!(plan.fallbacks(), [], "{logic}");
        let output = plan.run(&rows, &EvalContext::default()).unwrap();
        assert_eq!((shown(&output, 3).as_str(), output.handed_count()), (expected, handed), "{logic}");
    }
}

#[test]
fn the_table_of_a_function_that_is_called_in_a_box_has_its_rules_counted() {
    let invocation = "<invocation><literalExpression><text>larger</text></literalExpression><binding><parameter name='n'/>\
        <literalExpression><text>n</text></literalExpression></binding></invocation>";
    let output = run(&with_functions(invocation), &batch(&[Some(1), Some(2), Some(3)], &[None, None, None]));
    let hits = output.tables().first().unwrap();
    assert_eq!((hits.element(), hits.coverage(), hits.matched(0)), ("larger", [2, 1].as_slice(), vec![1]));
}

#[test]
fn a_boxed_condition_is_computed_branch_by_branch() {
    let part = |text: &str| format!("<literalExpression><text>{text}</text></literalExpression>");
    let logic =
        format!("<conditional><if>{}</if><then>{}</then><else>{}</else></conditional>", part("t = \"a\""), part("n + 1"), part("n - 1"));
    let output = run(&model(&logic), &batch(&[Some(1), Some(1), None], &[Some("a"), Some("b"), Some("b")]));
    assert_eq!((shown(&output, 3).as_str(), output.handed_count()), ("2, 0, null", 1));
}

#[test]
fn first_stops_at_the_rule_that_matches() {
    // The cell of the second rule gives a reason for null, where it is reached.
    let model = table(&["< 10 | - → 1", "- | string length(?) > n → 2", "- | - → 3"]);
    let output = run(&model, &batch(&[Some(1), Some(20), Some(30)], &[None, None, Some("a")]));
    assert_eq!((shown(&output, 3).as_str(), output.handed_count()), ("1, 3, 3", 1));
    assert_eq!(output.reasons(0), []);
    assert!(!output.reasons(1).is_empty());
}

#[test]
fn strict_mode_gives_what_the_one_case_evaluator_gives() {
    let model = literal("n < 10 or t = \"a\"");
    let rows = batch(&[None, Some(1)], &[Some("a"), None]);
    let plan = Plan::compile(&model, model.decision("d").unwrap(), &rows.schema()).unwrap();
    let strict = EvalContext { mode: Mode::Strict, ..EvalContext::default() };
    assert_eq!(shown(&plan.run(&rows, &EvalContext::default()).unwrap(), 2), "true, true");
    assert_eq!(shown(&plan.run(&rows, &strict).unwrap(), 2), "null, true");
}

#[test]
fn a_knowledge_model_is_called_inside_of_a_context_which_is_a_struct() {
    let logic = "<knowledgeRequirement><requiredKnowledge href='#double'/></knowledgeRequirement><context>\
        <contextEntry><variable name='twice'/><literalExpression><text>double(n)</text></literalExpression></contextEntry>\
        <contextEntry><variable name='more'/><literalExpression><text>twice + 1</text></literalExpression></contextEntry></context>";
    let knowledge = "<businessKnowledgeModel id='double' name='double'><variable name='double'/><encapsulatedLogic>\
        <formalParameter name='x' typeRef='number'/><literalExpression><text>x * 2</text></literalExpression></encapsulatedLogic>\
        </businessKnowledgeModel></definitions>";
    let xml = xml(logic).replace("</definitions>", knowledge);
    let output = run(&compile(&read(&xml).unwrap()).unwrap(), &batch(&[Some(3), None], &[None, None]));
    assert_eq!(shown(&output, 2), "{twice: 6, more: 7}, {twice: null, more: null}");
    assert_eq!(output.handed_count(), 1);
    let output = run(
        &model(
            "<context><contextEntry><variable name='m'/><literalExpression><text>n + 1</text></literalExpression></contextEntry></context>",
        ),
        &batch(&[Some(3)], &[None]),
    );
    assert_eq!(output.array().unwrap().data_type().to_string(), "Struct(\"m\": Int64)");
}

#[test]
fn a_table_without_inputs_is_decided_case_by_case() {
    let model =
        model("<decisionTable hitPolicy='FIRST'><output/><rule><outputEntry><text>n + 1</text></outputEntry></rule></decisionTable>");
    let rows = batch(&[Some(1)], &[None]);
    let plan = Plan::compile(&model, model.decision("d").unwrap(), &rows.schema()).unwrap();
    assert!(plan.fallbacks().iter().any(|fallback| fallback.unit == guiju_columns::Unit::Plan));
    let output = plan.run(&rows, &EvalContext::default()).unwrap();
    assert_eq!((shown(&output, 1).as_str(), output.handed_count()), ("2", 1));
}

#[test]
fn columns_that_no_input_can_take_are_refused() {
    let model = literal("n + 1");
    let refused = |fields: Vec<Field>| Plan::compile(&model, model.decision("d").unwrap(), &Schema::new(fields)).unwrap_err().to_string();
    let t = || Field::new("t", DataType::Utf8, true);
    assert_eq!(refused(vec![t()]), "no column gives the input `n`; add a column of this name, all null where nothing is known");
    assert!(refused(vec![t(), Field::new("n", DataType::Float64, true)]).contains("is not exact"));
    assert!(refused(vec![t(), Field::new("n", DataType::Binary, true)]).contains("which no input can take"));
}

#[test]
fn a_column_declared_approximate_may_be_floating_point_and_a_wide_decimal_stays_exact() {
    let model = literal("n + 1");
    let declared = Field::new("n", DataType::Float64, true).with_metadata([(APPROXIMATE.to_owned(), "true".to_owned())].into());
    let t: ArrayRef = Arc::new(StringArray::from(vec!["a"]));
    let floats: ArrayRef = Arc::new(Float64Array::from(vec![0.1]));
    let fields = Schema::new(vec![declared, Field::new("t", DataType::Utf8, true)]);
    let rows = RecordBatch::try_new(Arc::new(fields), vec![floats, Arc::clone(&t)]).unwrap();
    assert_eq!(shown(&run(&model, &rows), 1), "1.1");
    // The one-case evaluator is given the same number, which is what is written, not the nearest binary fraction.
    let given = Vector::of_array(rows.column(0)).unwrap().value(0);
    assert_eq!(given.to_string(), "0.1");
    let outcome = model.evaluate(model.decision("d").unwrap(), &[given, Value::Null], &EvalContext::default(), Tracing::Off);
    assert_eq!(outcome.value.to_string(), "1.1");
    let wide = Decimal128Array::from(vec![123_456_789_012_345_678_901_234_567_890]).with_precision_and_scale(38, 2).unwrap();
    let rows = RecordBatch::try_from_iter([("n", Arc::new(wide) as ArrayRef), ("t", t)]).unwrap();
    let output = run(&model, &rows);
    assert_eq!((shown(&output, 1).as_str(), output.handed_count()), ("1234567890123456789012345679.9", 0));
}

#[test]
fn a_function_that_calls_itself_in_a_box_ends_with_a_reason() {
    let call = |argument: &str| {
        format!(
            "<invocation><literalExpression><text>f</text></literalExpression><binding><parameter name='x'/>\
             <literalExpression><text>{argument}</text></literalExpression></binding></invocation>"
        )
    };
    let needed = "<knowledgeRequirement><requiredKnowledge href='#f'/></knowledgeRequirement>";
    let function = format!(
        "<businessKnowledgeModel id='f' name='f'><variable name='f'/><encapsulatedLogic><formalParameter name='x'/>\
         <list>{0}{0}</list></encapsulatedLogic>{needed}</businessKnowledgeModel></definitions>",
        call("x")
    );
    let single = function.replace(&format!("<list>{0}{0}</list>", call("x")), &call("x"));
    for function in [
        single,
        function.replace("list", "context").replace(&call("x"), &format!("<contextEntry><variable name='a'/>{}</contextEntry>", call("x"))),
    ] {
        let xml = xml(&format!("{needed}{}", call("n"))).replace("</definitions>", &function);
        let model = compile(&read(&xml).unwrap()).unwrap();
        let rows = batch(&[Some(1)], &[None]);
        let plan = Plan::compile(&model, model.decision("d").unwrap(), &rows.schema()).unwrap();
        let last = plan.fallbacks().last().unwrap();
        assert_eq!(last.unit, guiju_columns::Unit::Plan);
        assert!(last.message_zh().contains("嵌套过深或过多的函数调用"), "{last}");
        let mut context = EvalContext::default();
        context.limits.steps = 10_000;
        let output = plan.run(&rows, &context).unwrap();
        assert_eq!(output.handed_count(), 1);
        assert!(output.reasons(0).iter().any(|reason| reason.to_string().contains("nested calls")), "{:?}", output.reasons(0));
    }
}
