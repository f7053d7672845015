//! Models that import others.

#![expect(clippy::unwrap_used, reason = "helpers of tests stop at what is wrong")]

use guiju_dmn::{Definitions, Model, Tracing, compile_with, read};
use guiju_feel::{EvalContext, Value};

const DMN: &str = "https://www.omg.org/spec/DMN/20230324/MODEL/";

fn model(namespace: &str, inside: &str) -> Definitions {
    read(&format!("<definitions xmlns='{DMN}' name='{namespace}' namespace='urn:{namespace}'>{inside}</definitions>")).unwrap()
}

fn import(name: &str, namespace: &str) -> String {
    format!("<import name='{name}' namespace='urn:{namespace}' importType='{DMN}'/>")
}

fn decision(name: &str, requirements: &str, text: &str) -> String {
    format!(
        "<decision id='{name}' name='{name}'><variable name='{name}'/>{requirements}<literalExpression><text>{text}</text></literalExpression></decision>"
    )
}

fn requires(kind: &str, href: &str) -> String {
    match kind {
        "knowledge" => format!("<knowledgeRequirement><requiredKnowledge href='{href}'/></knowledgeRequirement>"),
        _ => format!("<informationRequirement><required{kind} href='{href}'/></informationRequirement>"),
    }
}

/// Who: a person's name is given, a greeting comes out; a function greets too.
fn people() -> Definitions {
    model(
        "people",
        &format!(
            "<itemDefinition name='tPerson'><itemComponent name='name'><typeRef>string</typeRef></itemComponent>\
             <itemComponent name='grade'><typeRef>tGrade</typeRef></itemComponent></itemDefinition>\
             <itemDefinition name='tGrade'><typeRef>string</typeRef><allowedValues><text>\"A\", \"B\"</text></allowedValues></itemDefinition>\
             <inputData id='i' name='first name'><variable name='first name' typeRef='string'/></inputData>{}\
             <businessKnowledgeModel id='greet' name='Say Hello'><variable name='Say Hello'/><encapsulatedLogic>\
             <formalParameter name='Person' typeRef='tPerson'/><literalExpression><text>\"hello \" + Person.name</text></literalExpression>\
             </encapsulatedLogic></businessKnowledgeModel>",
            decision("greeting", &requires("Input", "#i"), "\"hello \" + first name")
        ),
    )
}

fn decide(model: &Model, name: &str, given: &[(&str, Value)]) -> String {
    let inputs: Vec<Value> = model
        .inputs()
        .map(|(input, _)| given.iter().find(|(name, _)| *name == input).map(|(_, value)| value.clone()).unwrap_or_default())
        .collect();
    model.evaluate(model.decision(name).unwrap(), &inputs, &EvalContext::default(), Tracing::Matches).value.to_string()
}

fn problems(main: &Definitions, others: &[Definitions]) -> String {
    compile_with(main, others).unwrap_err().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn functions_and_types_of_an_imported_model_stand_after_its_name() {
    let inside = format!(
        "{}<inputData id='p' name='p'><variable name='p' typeRef='who.tPerson'/></inputData>{}{}",
        import("who", "people"),
        decision("d", &[requires("Input", "#p"), requires("knowledge", "urn:people#greet")].concat(), "who.Say Hello(p) + \"!\""),
        decision("t", &requires("Input", "#p"), "p instance of who.tPerson"),
    );
    let model = compile_with(&model("main", &inside), &[people()]).unwrap();
    let person = |grade: &str| Value::context([("name", Value::from("Li")), ("grade", Value::from(grade))]);
    assert_eq!(decide(&model, "d", &[("p", person("A"))]), "\"hello Li!\"");
    assert_eq!(decide(&model, "d", &[("p", person("Z"))]), "null", "the imported type allows A and B");
    assert_eq!(decide(&model, "t", &[("p", person("B"))]), "true");
}

#[test]
fn a_model_imported_by_two_paths_is_given_its_inputs_for_each() {
    let between = |name: &str| {
        let text = format!("\"{name}: \" + a.greeting");
        model(name, &[import("a", "people"), decision(name, &requires("Decision", "urn:people#greeting"), &text)].concat())
    };
    let requirements = [requires("Decision", "urn:left#left"), requires("Decision", "urn:right#right")].concat();
    let inside =
        [import("L", "left"), import("R side", "right"), decision("both", &requirements, "L.left + \", \" + R side.right")].concat();
    let others = [people(), between("left"), between("right")];
    let model = compile_with(&model("main", &inside), &others).unwrap();
    let names: Vec<&str> = model.inputs().map(|(name, _)| name).collect();
    assert_eq!(names, ["L.a.first name", "R side.a.first name"]);
    let given = [("L.a.first name", Value::from("Li")), ("R side.a.first name", Value::from("Wu"))];
    assert_eq!(decide(&model, "both", &given), "\"left: hello Li, right: hello Wu\"");
    assert_eq!(decide(&model, "L.a.greeting", &given), "\"hello Li\"");
    assert_eq!(model.inputs_of_model("urn:people", "first name").collect::<Vec<_>>(), [0, 1]);
    assert_eq!(model.id(model.decision("L.left").unwrap()), "L#left");
}

#[test]
fn elements_imported_without_a_name_are_as_if_they_were_the_models_own() {
    let inside = format!(
        "{}<inputData id='p' name='p'><variable name='p' typeRef='tPerson'/></inputData>{}",
        import("", "people"),
        decision(
            "d",
            &[requires("Input", "#p"), requires("knowledge", "urn:people#greet"), requires("Decision", "urn:people#greeting")].concat(),
            "Say Hello(p) + \", \" + greeting"
        ),
    );
    let model = compile_with(&model("main", &inside), &[people()]).unwrap();
    let person = Value::context([("name", Value::from("Li")), ("grade", Value::from("A"))]);
    assert_eq!(decide(&model, "d", &[("p", person), ("first name", Value::from("Wu"))]), "\"hello Li, hello Wu\"");
    let clash = decision("greeting", "", "1");
    let clash = self::model("main", &[import("", "people"), clash].concat());
    insta::assert_snapshot!(problems(&clash, &[people()]), @"import `urn:people`: both models have an element `greeting`, and the import has no name to tell them apart");
}

#[test]
fn a_decision_table_tests_an_imported_decision() {
    let table = "<decisionTable id='t' hitPolicy='FIRST'><input><inputExpression><text>a.greeting</text></inputExpression></input><output/>\
        <rule id='r1'><inputEntry><text>\"hello Li\"</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>\
        <rule id='r2'><inputEntry><text>-</text></inputEntry><outputEntry><text>2</text></outputEntry></rule></decisionTable>";
    let inside = format!(
        "{}<decision id='d' name='d'><variable name='d'/>{}{table}</decision>",
        import("a", "people"),
        requires("Decision", "urn:people#greeting")
    );
    let model = compile_with(&model("main", &inside), &[people()]).unwrap();
    assert_eq!(decide(&model, "d", &[("a.first name", Value::from("Li"))]), "1");
    assert_eq!(decide(&model, "d", &[("a.first name", Value::from("Wu"))]), "2");
    assert_eq!(model.inputs_of(model.decision("d").unwrap()), [0]);
}

#[test]
fn imports_that_lead_nowhere_are_refused_with_their_place() {
    let main = model("main", &import("a", "nobody"));
    insta::assert_snapshot!(problems(&main, &[people()]), @"import `a`: no model has the namespace `urn:nobody`");
    let problem = compile_with(&main, &[]).unwrap_err().remove(0);
    assert!(!problem.at.is_empty() && problem.namespace.is_empty());
    let circle = [model("b", &import("c", "c")), model("c", &import("a", "main"))];
    insta::assert_snapshot!(problems(&model("main", &import("b", "b")), &circle), @"import `a`: the models import each other in a circle: main → b → c → main");
    insta::assert_snapshot!(problems(&model("main", &import("x", "main")), &[]), @"import `x`: the models import each other in a circle: main → main");
    let pmml = model("main", "<import name='p' namespace='n' importType='http://www.dmg.org/PMML-4_2'/>");
    insta::assert_snapshot!(problems(&pmml, &[]), @"import `p`: models in `http://www.dmg.org/PMML-4_2` are not supported");
    let twice = model("main", &[import("a", "people"), "<inputData id='i' name='a'/>".to_owned()].concat());
    insta::assert_snapshot!(problems(&twice, &[people()]), @"import `a`: the model has input data of the same name");
    let missing = model("main", &decision("d", &requires("Decision", "urn:people#greeting"), "1"));
    insta::assert_snapshot!(problems(&missing, &[people()]), @"decision `d`: requires `urn:people#greeting`, which is not in the model");
}

#[test]
fn a_problem_in_an_imported_model_names_that_model() {
    let broken = model("broken", &decision("bad", "", "1 +"));
    let problem = compile_with(&model("main", &import("b", "broken")), &[broken]).unwrap_err().remove(0);
    assert_eq!((problem.element.en.as_ref(), problem.namespace.as_ref()), ("decision `b.bad`", "urn:broken"));
}

#[test]
fn imports_that_double_at_every_step_end() {
    let others: Vec<Definitions> = (0..20)
        .map(|step| {
            let next = format!("m{}", step + 1);
            model(&format!("m{step}"), &if step == 19 { String::new() } else { [import("a", &next), import("b", &next)].concat() })
        })
        .collect();
    let problems = problems(&model("main", &import("m", "m0")), &others);
    assert!(problems.contains("the imports lead to more than 256 models"), "{problems}");
}
