//! Decision services (6.3.9, 10.4): called from FEEL, with what is given, encapsulated and input decisions.

use guiju_feel::{EvalContext, Value};

use crate::{check, decide, decision, input, literal, model};

/// `out` needs `inner`, which needs the input `a`, and `given`, which needs the input `b`.
fn parts() -> String {
    let requires = |text: String, decisions: &[&str]| {
        decisions
            .iter()
            .fold(text, |text, name| text.replace(&format!("requiredInput href='#{name}'"), &format!("requiredDecision href='#{name}'")))
    };
    [
        input("a", "number"),
        input("b", "number"),
        decision("given", "number", &["b"], &literal("b * 100")),
        decision("inner", "number", &["a"], &literal("a + 1")),
        requires(decision("out", "number", &["inner", "given"], &literal("inner + given")), &["inner", "given"]),
        requires(decision("other", "", &["inner"], &literal("inner * 2")), &["inner"]),
    ]
    .concat()
}

fn service(name: &str, ty: &str, outputs: &[&str], encapsulated: &[&str], decisions: &[&str], inputs: &[&str]) -> String {
    let list = |kind: &str, names: &[&str]| -> String { names.iter().map(|name| format!("<{kind} href='#{name}'/>")).collect() };
    let ty = if ty.is_empty() { String::new() } else { format!("typeRef='{ty}'") };
    format!(
        "<decisionService id='{name}' name='{name}'><variable name='{name}' {ty}/>{}{}{}{}</decisionService>",
        list("outputDecision", outputs),
        list("encapsulatedDecision", encapsulated),
        list("inputDecision", decisions),
        list("inputData", inputs)
    )
}

#[test]
fn a_service_is_called_from_feel() {
    let one = service("s", "", &["out"], &["inner"], &["given"], &["a"]);
    let d = |text: &str| [parts(), one.clone(), decision("d", "", &["s()"], &literal(text))].concat();
    check(&d("s(1, 5)"), &[], "7");
    check(&d("s(a: 1, given: 5)"), &[], "7");
    check(&d("s(given: 5, a: 1)"), &[], "7");
    check(&d("s([1], 5)"), &[], "7");
    check(&d("s(1)"), &[], "error");
    check(&d("s(1, 5, 6)"), &[], "error");
    check(&d("s(1, \"x\")"), &[], "error");
    check(&d("s(b: 1)"), &[], "error");
    check(&d("for x in [1, 2] return s(x, 0)"), &[], "[2, 3]");
    check(&d("s instance of function<number, number> -> number"), &[], "true");
}

#[test]
fn several_outputs_are_a_context() {
    let two = service("s", "", &["out", "other"], &["inner"], &["given"], &["a"]);
    let d = |text: &str| [parts(), two.clone(), decision("d", "", &["s()"], &literal(text))].concat();
    check(&d("s(1, 5)"), &[], "{out: 7, other: 4}");
    check(&d("s(1, 5).other"), &[], "4");
}

#[test]
fn a_service_without_parameters_and_one_with_a_type() {
    let base = decision("fixed", "", &[], &literal("[42]"));
    let s = |ty| service("s", ty, &["fixed"], &[], &[], &[]);
    check(&[base.clone(), s(""), decision("d", "", &["s()"], &literal("s()"))].concat(), &[], "[42]");
    check(&[base.clone(), s("number"), decision("d", "", &["s()"], &literal("s()"))].concat(), &[], "42");
    check(&[base, s("string"), decision("d", "", &["s()"], &literal("s()"))].concat(), &[], "error");
}

#[test]
fn a_service_does_not_look_at_what_is_given_outside_of_it() {
    let one = service("s", "", &["out"], &["inner"], &["given"], &["a"]);
    let inside = [parts(), one, decision("d", "", &["s()", "a"], &literal("s(10, 0) + a"))].concat();
    assert_eq!(decide(&model(&inside), "d", &[("a", "1"), ("b", "7")]), "12");
}

#[test]
fn a_service_is_called_by_name_with_its_parameters() {
    let model = model(&[parts(), service("s", "", &["out"], &["inner"], &["given"], &["a"])].concat());
    let call = |given: &[(&str, i64)]| {
        let given: Vec<(String, Value)> = given.iter().map(|(name, value)| ((*name).to_owned(), Value::from(*value))).collect();
        model.call_service("s", &given, &EvalContext::default()).unwrap().value.to_string()
    };
    assert_eq!(call(&[("a", 1), ("given", 5)]), "7");
    assert_eq!(call(&[("a", 1)]), "null");
    assert_eq!(call(&[("a", 1), ("b", 5)]), "null", "an input decision is given, not decided");
}
